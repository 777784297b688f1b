"""The words of an article as the encoder sees them, and the sentences that they stand in."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dateline.books.stops import is_shortened
from dateline.model.span import Span


@dataclass(slots=True)
class Words:
    """The words of an article as the encoder sees them: white space left out."""

    texts: list[str]
    starts: list[int]
    ends: list[int]
    breaks: list[int]
    sentences: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))

    def within(self, span: Span) -> tuple[int, int] | None:
        """The first and last word that a stretch of the text touches; None where it touches none."""
        first = bisect_right(self.ends, span.start)
        last = bisect_left(self.starts, span.end) - 1
        return (first, last) if first <= last else None


LONGEST = 400  # words of a sentence; a longer one is cut, so that no text takes too long
_STOPS = frozenset({".", "!", "?", "…", "..", "..."})
_CLOSERS = frozenset("\"”’')]»")


def sentences_of(words: Words) -> NDArray[np.int32]:
    """The number of the sentence that each word stands in, told by stops, capitals and paragraphs alone.

    None has more than ``LONGEST`` words.
    """
    numbers = np.zeros(len(words.texts), np.int32)
    breaks, number, first, ended = set(words.breaks), 0, 0, False
    for i, word in enumerate(words.texts):
        begins = ended and word not in _CLOSERS and (word[0].isupper() or word[0] in "\"“‘'«([")
        if i and (i in breaks or begins or i - first >= LONGEST):
            number, first = number + 1, i
        if word not in _CLOSERS or i in breaks:
            ended = (word in _STOPS and not _shortens(words, i)) or (
                word.endswith(".") and len(word) > 5 and not is_shortened(word[:-1])  # noqa: PLR2004
            )
        numbers[i] = number
    return numbers


def _shortens(words: Words, i: int) -> bool:
    """Whether a stop belongs to the word before it: "Capt", "."."""
    return i > 0 and words.texts[i] == "." and words.ends[i - 1] == words.starts[i] and is_shortened(words.texts[i - 1])
