"""How the candidates of an article stand to a trigger, and what the whole article tells of each value.

Whatever a number in here means, it means the same when heads are fitted (``training/``) and when an article is read,
since both call these functions.
"""

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dateline.reading.candidates import Occurrence
from dateline.reading.words import Words

_DISTANCES = np.array([-120, -60, -30, -15, -8, -4, -1, 1, 2, 4, 8, 15, 30, 60, 120])
DISTANCE_STEPS, SENTENCE_STEPS, RANK_STEPS, EXTRA_STEPS = 17, 9, 9, 96


class Standing:
    """How the occurrences of one role stand to any trigger of their article."""

    def __init__(self, occurrences: Sequence[Occurrence], words: Words) -> None:
        self._first = np.array([o.first for o in occurrences], np.int64)
        self._last = np.array([o.last for o in occurrences], np.int64)
        self._words = words
        self._sentence = words.sentences[self._first]
        self._paragraph = np.searchsorted(words.breaks, self._first, side="right")
        self._kinds = np.array([int(o.kind) for o in occurrences], np.int64)
        self._extras = np.array([o.extra for o in occurrences], np.int64)

    def to(self, trigger: tuple[int, int]) -> NDArray[np.int64]:
        """Relations to one trigger: (occurrences, 6).

        Columns: distance in words, in steps; distance in sentences, -4 to 4; rank among the occurrences on its side of
        the trigger, nearest first; kind; extra; 1 in the article's first sentence and 2 in the trigger's paragraph.
        """
        a, b = trigger
        gap = np.where(self._first > b, self._first - b, np.minimum(self._last - a, 0))
        far = np.abs(gap)
        step = np.where(gap == 0, DISTANCE_STEPS - 1, np.searchsorted(_DISTANCES, gap, side="right"))
        apart = np.clip(self._sentence - self._words.sentences[a], -4, 4) + 4
        rank = np.zeros(len(gap), np.int64)
        for side, base in ((gap < 0, 1), (gap > 0, 5)):
            rank[side] = np.minimum(np.searchsorted(np.unique(far[side]), far[side]), 3) + base
        lead = (self._sentence == 0) + 2 * (self._paragraph == bisect_right(self._words.breaks, a))
        return np.stack([step, apart, rank, self._kinds, self._extras, lead], 1).astype(np.int64)


def relations(trigger: tuple[int, int], occurrences: Sequence[Occurrence], words: Words) -> NDArray[np.int64]:
    """How each occurrence stands to a trigger, (occurrences, 6), as ``Standing.to`` tells it."""
    return Standing(occurrences, words).to(trigger) if occurrences else np.zeros((0, 6), np.int64)


def value_features(
    values: Sequence[str], occurrences: Sequence[Occurrence], words: Words, favoured: set[str]
) -> NDArray[np.float32]:
    """What is told of a value by the whole article: (values, 5).

    Columns: how often it is named (logarithm), its share of all namings, whether it is ``favoured`` (the publisher's
    own, or named in the title), whether the first sentence names it, whether it is the first named of all.
    """
    out = np.zeros((len(values), 5), np.float32)
    place = {value: i for i, value in enumerate(values)}
    for order, o in enumerate(sorted(occurrences, key=lambda o: o.first)):
        i = place[o.value]
        out[i, 0] += 1
        out[i, 3] = max(out[i, 3], float(words.sentences[o.first] == 0))
        out[i, 4] = max(out[i, 4], float(order == 0))
    out[:, 1] = out[:, 0] / max(1.0, float(out[:, 0].sum()))
    out[:, 0] = np.log1p(out[:, 0])
    out[:, 2] = [float(value in favoured) for value in values]
    return out
