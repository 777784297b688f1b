"""Rounds over coded articles: some read with other countries and persons, some without their header, in groups."""

import random
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeVar

from asked import Asked
from augment import Swapper
from coded import Coded, load
from dateline.books.gazetteer import Scan
from dateline.reading.pieces import Pieces, Row, pack
from samples import Sample, sample_of, samples_of

T = TypeVar("T")

_HEADLESS = 0.2  # of articles are read without publisher and title
_JITTER = 60  # pieces by which lengths are blurred, so that groups differ from round to round


@dataclass
class Packed:
    """An article as it is fitted on: what it asks, and its windows as the encoder takes them."""

    id: str
    asked: Asked
    rows: list[Row]

    @classmethod
    def of(cls, sample: Sample, pieces: Pieces, *, header: bool = True) -> Self:
        """Pack the words of a sample, its header before each window if it is to have one."""
        frame = sample.frame
        front = frame.header if header else ()
        return cls(
            frame.article.id,
            Asked.of(sample),
            pack(pieces, frame.words.texts, frame.flags, frame.words.breaks, header=front),
        )

    @property
    def longest(self) -> int:
        """The pieces of its longest window."""
        return max((len(row.ids) for row in self.rows), default=0)


class Articles:
    """The coded articles of some folders. Those that are coded while a fitting runs join in at its next round.

    Args:
        folders: Where they lie, each with how often a round reads its articles: at .5 a round reads half of them.
            Of two articles with one id the first folder's counts.
        scan: What finds the words that the books know.
    """

    def __init__(self, folders: Mapping[Path, float], scan: Scan) -> None:
        self._folders, self._scan = folders, scan
        self.coded: list[Coded] = []
        self.samples: list[Sample] = []
        self.often: list[float] = []
        self.look()

    def __str__(self) -> str:
        """How many there are."""
        return f"{len(self.samples)} articles, {sum(len(s.events) for s in self.samples)} events"

    def look(self) -> None:
        """Take in what is new in the folders."""
        for folder, often in self._folders.items():
            taken = {article["id"] for article, _ in self.coded}
            fresh = [one for one in load(folder) if one[0]["id"] not in taken]
            self.coded += fresh
            self.samples += samples_of(fresh, self._scan)
            self.often += [often] * len(fresh)


class Rounds:
    """Endless rounds over articles.

    Args:
        articles: What to read.
        scan: What finds the words that the books know.
        pieces: The table of word pieces.
        swap: The share of articles read with other countries and persons.
        budget: Pieces of a group.
        rng: What decides.
    """

    def __init__(
        self, articles: Articles, scan: Scan, pieces: Pieces, *, swap: float, budget: int, rng: random.Random
    ) -> None:
        self._articles, self._scan, self._pieces = articles, scan, pieces
        self._swap, self._budget, self._rng = swap, budget, rng
        frames = [sample.frame for sample in articles.samples]
        self._swapper = Swapper(frames, [coding for _, coding in articles.coded], scan)

    def __iter__(self) -> Iterator[list[list[Packed]]]:
        """Groups of articles, one round after the other."""
        while True:
            self._articles.look()
            chosen = [self._read(*one) for one, often in zip(self._all(), self._articles.often, strict=True)
                      for _ in range(int(often + self._rng.random()))]  # fmt: skip
            yield grouped(chosen, self._budget, self._rng)

    def once(self) -> list[Packed]:
        """Every article as a round reads it, in their order."""
        return [self._read(*one) for one in self._all()]

    def _all(self) -> Iterator[tuple[Coded, Sample]]:
        return zip(self._articles.coded, self._articles.samples, strict=True)

    def _read(self, coded: Coded, sample: Sample) -> Packed:
        """The article as this round reads it."""
        one = self._swapped(coded, sample) if self._rng.random() < self._swap else sample
        return Packed.of(one, self._pieces, header=self._rng.random() >= _HEADLESS)

    def _swapped(self, coded: Coded, sample: Sample) -> Sample:
        people = [person.naming for person in sample.people]
        return sample_of(*self._swapper.swap(*coded, sample.frame, people, self._rng), self._scan)


def grouped(chosen: Sequence[Packed], budget: int, rng: random.Random) -> list[list[Packed]]:
    """Articles of like length together, ``budget`` pieces to a group, in random order."""
    groups: list[list[Packed]] = [[]]
    for one in sorted(chosen, key=lambda one: one.longest + rng.random() * _JITTER):
        rows = sum(len(packed.rows) for packed in [*groups[-1], one])
        if groups[-1] and one.longest * rows > budget:
            groups.append([])
        groups[-1].append(one)
    rng.shuffle(groups)
    return groups


def mixed(
    rounds: Iterable[list[list[Packed]]], others: Sequence[tuple[float, Callable[[], T]]], rng: random.Random
) -> Iterator[Iterator[list[Packed] | T]]:
    """Rounds in which some groups give way to something else: a share of all to each of ``others``."""
    for groups in rounds:
        yield (_either(group, others, rng.random()) for group in groups)


def _either(group: list[Packed], others: Sequence[tuple[float, Callable[[], T]]], chance: float) -> list[Packed] | T:
    for share, other in others:
        if chance < share:
            return other()
        chance -= share
    return group
