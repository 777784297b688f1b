"""Names as the encoder labels them: stretches of words from probabilities a word."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.model.span import Span
from dateline.reading.words import Words

Floats = NDArray[np.float32]
_OUTSIDE, _BEGINS, _INSIDE = 0, 1, 2
_TRIMMED = frozenset(
    {"'s", "’s", ",", ".", "(", ")", "“", "”", '"', "'", "-", "–", "—", ":", ";", "/", "the", "The", "and"}
)


def stretches(tags: Floats, cutoff: float = 0.5) -> list[tuple[int, int]]:
    """Runs of words that are likelier named than not, parted where one begins: first and last word, both counted.

    Args:
        tags: Probabilities of outside, begins and inside, (words, 3).
        cutoff: How likely a word must be to stand in a name.
    """
    found: list[tuple[int, int]] = []
    named = 1 - tags[:, _OUTSIDE] > cutoff
    for i in np.flatnonzero(named):
        if found and found[-1][1] == i - 1 and tags[i, _BEGINS] <= tags[i, _INSIDE]:
            found[-1] = (found[-1][0], int(i))
        else:
            found.append((int(i), int(i)))
    return found


def trimmed(reach: tuple[int, int], words: Words) -> tuple[int, int] | None:
    """The stretch without marks and little words at its ends; None where nothing is left."""
    first, last = reach
    while first <= last and words.texts[first] in _TRIMMED:
        first += 1
    while last >= first and words.texts[last] in _TRIMMED:
        last -= 1
    return (first, last) if first <= last else None


def spans_of(tags: Floats, words: Words, residue: Sequence[Span], cutoff: float = 0.5) -> list[Span]:
    """Names of one kind as stretches of the text; those in residue are left out."""
    out = []
    for reach in stretches(tags, cutoff):
        outside = _outside(reach, words, residue)
        if outside and (kept := trimmed(outside, words)):
            out.append(Span(words.starts[kept[0]], words.ends[kept[1]]))
    return out


def _outside(reach: tuple[int, int], words: Words, residue: Sequence[Span]) -> tuple[int, int] | None:
    """The part of a stretch that lies outside residue: without the byline above the name."""
    first, last = reach
    for span in residue:
        while first <= last and span.start <= words.starts[first] < span.end:
            first += 1
        while first <= last and span.start < words.ends[last] <= span.end:
            last -= 1
    return (first, last) if first <= last else None
