"""Fitting again what was made narrower: an encoder that is held to what its teacher says, layer by layer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import torch
from torch import Tensor

from batches import Inputs
from dateline.books.gazetteer import Scan
from dateline.ingest.files import articles
from dateline.model.article import Article
from dateline.reading.frame import frame_of
from dateline.reading.pieces import Pieces, Row, pack
from network import Encoder

WEIGHT = 40.0  # of being unlike the teacher, beside what the heads are fitted by
_SHORTEST = 200  # characters of a text that is worth reading
_POOL = 30  # articles of whose windows those of like length are read together


class Pupil:
    """An encoder beside its teacher. Called like the encoder, it says the same, and keeps how unlike the two were.

    Args:
        encoder: What is fitted; as many layers as the teacher has, each as narrow as may be.
        teacher: What it is to be like.
    """

    def __init__(self, encoder: Encoder, teacher: Encoder) -> None:
        self._encoder, self._teacher = encoder, teacher.eval().requires_grad_(requires_grad=False)
        self.unlike = torch.zeros(())

    def __call__(self, ids: Tensor, shapes: Tensor, flags: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """What the encoder says of the words."""
        said = self._encoder.layered(ids, shapes, flags)
        with torch.no_grad():
            right = self._teacher.layered(ids, shapes, flags)
        there = ids != 0
        each = [apart(a[there], b[there]) for a, b in zip(said[1:], right[1:], strict=True)]
        self.unlike = torch.stack(each).mean()
        return self._encoder.words_of(said[-1], first, last)


def apart(said: Tensor, right: Tensor) -> Tensor:
    """Squared distance as a share of how widely the right ones vary; (pieces, width) both. 0 is the same."""
    return (said - right).square().sum() / (right - right.mean(0)).square().sum()


@dataclass
class Unread:
    """Windows of texts that nobody coded."""

    inputs: Inputs


def unread(files: Sequence[Path], scan: Scan, pieces: Pieces, budget: int, rng: Random) -> Iterator[Unread]:
    """Windows of the texts of some files, as the reader packs them, ``budget`` pieces together, over and over."""
    texts = [a for a in articles(files, None) if isinstance(a, Article) and len(a.text) > _SHORTEST]
    if not texts:
        raise SystemExit(f"{', '.join(map(str, files))}: no article of more than {_SHORTEST} characters; name others")
    while True:
        rng.shuffle(texts)
        for start in range(0, len(texts), _POOL):
            frames = [frame_of(text, scan) for text in texts[start : start + _POOL]]
            rows = [
                row for f in frames for row in pack(pieces, f.words.texts, f.flags, f.words.breaks, header=f.header)
            ]
            yield from _gathered(rows, budget, rng)


def _gathered(rows: list[Row], budget: int, rng: Random) -> list[Unread]:
    """Windows of like length together, in random order."""
    groups: list[list[Row]] = [[]]
    for row in sorted(rows, key=lambda row: len(row.ids)):
        if groups[-1] and len(row.ids) * (len(groups[-1]) + 1) > budget:
            groups.append([])
        groups[-1].append(row)
    rng.shuffle(groups)
    return [Unread(Inputs.of(group)) for group in groups]
