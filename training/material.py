"""What a fitting reads: from folders as it goes, or prepared beforehand, for a machine that has nothing but torch."""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any, Self, TypeVar

import numpy as np
import torch
from torch import Tensor

from batches import Batch, Cut, Labels, batches, cut_all, gather
from coded import load
from corpora import Text, public
from dateline.books.gazetteer import Scan
from dateline.reading.pieces import Pieces
from likeness import Unread, unread
from rounds import Articles, Packed, Rounds, grouped
from samples import samples_of

T = TypeVar("T")

ASIDE = "c12"  # of --check, articles with this id and after it are never looked at: the last third is for the report
CHECKED = 4000  # pieces of a batch where nothing is fitted
_WHOLE = 2**15  # of whole numbers, those below fit into sixteen bits
_FLAGGED = 3  # axes of flags: windows, pieces, flags


@dataclass
class Material:
    """Rounds over coded articles, endless steps of the public sets and of unread texts, and what is only looked at."""

    rounds: Iterable[list[list[Packed]]]
    public: Callable[[], Batch]
    unread: Callable[[], Unread] | None
    held: Sequence[Packed]
    proof: Sequence[Batch]


@dataclass
class Folders:
    """Where a fitting finds its texts; of coded articles with how often a round reads them."""

    data: Path
    gold: Mapping[Path, float]
    check: Path | None
    unread: Sequence[Path]


def from_folders(
    of: Folders, labels: Labels, scan: Scan, pieces: Pieces, *, swap: float, budget: int, rng: random.Random
) -> Material:
    """Texts framed and packed as they are asked for."""
    articles, (fit, dev) = Articles(of.gold, scan), public(of.data)
    print(articles, flush=True)
    return Material(
        Rounds(articles, scan, pieces, swap=swap, budget=budget, rng=rng),
        endless(fit, labels, pieces, budget, rng),
        unread(of.unread, scan, pieces, budget, rng).__next__ if of.unread else None,
        held_articles(of.check, scan, pieces),
        held_out(dev, labels, pieces, rng),
    )


def held_out(dev: list[Text], labels: Labels, pieces: Pieces, rng: random.Random) -> list[Batch]:
    """The dev files of the public sets, ready to be looked at."""
    return [gather(cut, labels, pieces) for cut in batches(cut_all(dev, pieces), CHECKED, rng)]


def held_articles(folder: Path | None, scan: Scan, pieces: Pieces) -> list[Packed]:
    """The articles that are only looked at."""
    coded = [one for one in load(folder) if one[0]["id"] < ASIDE] if folder else []
    return [Packed.of(sample, pieces) for sample in samples_of(coded, scan)]


def endless(texts: list[Text], labels: Labels, pieces: Pieces, budget: int, rng: random.Random) -> Callable[[], Batch]:
    """Batches of the public sets, over and over."""
    left: list[list[Cut]] = []

    def following() -> Batch:
        if not left:
            left.extend(batches(cut_all(texts, pieces, rng), budget, rng))
        return gather(left.pop(), labels, pieces)

    return following


# --- prepared beforehand


@dataclass
class Prepared:
    """A fitting's texts in numbers.

    ``articles`` has a list for each coded article: as it stands, then with other countries and persons.
    """

    articles: list[list[Packed]]
    public: list[Batch]
    unread: list[Unread]
    held: list[Packed]
    proof: list[Batch]

    def save(self, path: Path) -> None:
        """Write it, every number as small as may be."""
        torch.save(_small(self), path)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what ``save`` wrote. Only for files of one's own: a file of torch's can run code."""
        found: Self = torch.load(path, map_location="cpu", weights_only=False)
        return found

    def material(self, *, swap: float, budget: int, rng: random.Random) -> Material:
        """The same in the form of a fitting."""
        return Material(
            self._rounds(swap, budget, rng), _over(self.public, rng), _over(self.unread, rng) if self.unread else None,
            self.held, self.proof,
        )  # fmt: skip

    def _rounds(self, swap: float, budget: int, rng: random.Random) -> Iterator[list[list[Packed]]]:
        while True:
            yield grouped([_one_of(of, swap, rng) for of in self.articles], budget, rng)


def _one_of(article: Sequence[Packed], swap: float, rng: random.Random) -> Packed:
    """The article as it stands, or with other countries and persons."""
    others = article[1:]
    return rng.choice(others) if others and rng.random() < swap else article[0]


def _over(steps: Sequence[T], rng: random.Random) -> Callable[[], T]:
    """The steps in random order, over and over."""
    left: list[T] = []

    def following() -> T:
        if not left:
            left.extend(rng.sample(steps, len(steps)))
        return left.pop()

    return following


def _small(value: Any) -> Any:
    """Whole numbers in sixteen bits where they fit, flags in eight."""
    if isinstance(value, Tensor | np.ndarray):
        return _fewer_bits(value)
    if isinstance(value, list | tuple):
        return type(value)(_small(one) for one in value)
    if isinstance(value, dict):
        return {name: _small(one) for name, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _small(getattr(value, f.name)) for f in fields(value)})
    return value


def _fewer_bits(values: Any) -> Any:
    if values.dtype in {torch.int64, np.dtype(np.int64)} and (not len(values) or abs(values).max() < _WHOLE):
        return values.to(torch.int16) if isinstance(values, Tensor) else values.astype(np.int16)
    if isinstance(values, Tensor):
        return values.to(torch.uint8) if values.ndim == _FLAGGED else values
    return values.astype(np.uint8) if values.dtype == np.float32 else values
