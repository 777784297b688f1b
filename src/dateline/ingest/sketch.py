"""What is kept of an article to tell its copies by: its day, and a number for each run of its words.

With these, copies are told as ``Shingles.is_twin`` tells them, without having the texts at hand: a number stands for a
run as good as always (32 bits, and a few hundred runs to an article).
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Self

import numpy as np
from numpy.typing import NDArray

from dateline.ingest.twins import Shingles, Text, are_copies

_NUMBER = np.dtype("<u4")
_ROWS = 4  # hashes of a MinHash that make a band: copies share one as good as always
_NAMED = 16  # letters that stand for a band


@dataclass(frozen=True)
class Sketch:
    """An article as it is compared.

    Attributes:
        text: The article; of one that was unpacked without its text.
        numbers: Those of its runs, in order, each once. Shape: (runs,).
        shingles: The runs themselves; None of one that was unpacked, which has no bands.
    """

    text: Text
    numbers: NDArray[np.uint32]
    shingles: Shingles | None = None

    @classmethod
    def of(cls, text: Text) -> Self:
        """The sketch of an article."""
        shingles = Shingles(text.text)
        numbered = (zlib.crc32(run.encode("utf-8", "replace")) for run in shingles.runs)
        return cls(text, np.unique(np.fromiter(numbered, _NUMBER, len(shingles.runs))), shingles)

    @classmethod
    def unpacked(cls, key: str, mark: bytes) -> Self:
        """The sketch that ``packed`` made the mark of; without the text."""
        day, *_ = np.frombuffer(mark, _NUMBER, 1)
        published = date.fromordinal(int(day)) if day else None
        return cls(Text(key, "", published), np.frombuffer(mark, _NUMBER, offset=_NUMBER.itemsize))

    @property
    def packed(self) -> bytes:
        """The day and the numbers, four bytes each; no day is 0."""
        day = self.text.published.toordinal() if self.text.published else 0
        return np.array([day], _NUMBER).tobytes() + self.numbers.astype(_NUMBER).tobytes()

    @cached_property
    def bands(self) -> tuple[str, ...]:
        """The bands in which copies of it meet; a text without words has none."""
        return tuple(_bands(self.shingles)) if self.shingles and self.shingles.runs else ()

    def is_copy(self, other: Self) -> bool:
        """Whether two articles tell one text, about the same time; the same whichever is asked."""
        if not self.text.is_near(other.text):
            return False
        shared = len(np.intersect1d(self.numbers, other.numbers, assume_unique=True))
        return are_copies(len(self.numbers), len(other.numbers), shared)


def _bands(shingles: Shingles) -> Iterator[str]:
    hashes = shingles.hashed.digest()
    for first in range(0, len(hashes), _ROWS):
        told = ",".join(map(str, (first, *hashes[first : first + _ROWS])))
        yield sha256(told.encode()).hexdigest()[:_NAMED]
