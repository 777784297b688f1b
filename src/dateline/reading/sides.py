"""How many states take part, where the words of an event or those beside it tell it: "trilateral", "the two navies".

In coded articles that no weights had seen, "trilateral" and its like tell the number of states in 26 of 29 events, and
in two more a body is one of the sides; in a name in 17 of 21, and in three with a body. "Two" or "both" with a noun
like "navies" at most three words away do so in 61 of 63.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from dateline.reading.found import Found, trigger_span
from dateline.reading.frame import Frame
from dateline.reading.heads import Floats

Lists = Mapping[str, AbstractSet[str]]

SIDES_TOLD = "sides.told@1"
_LISTS = {3: "three_sides", 4: "four_sides", 5: "five_sides"}
_WORD, _BREAK = re.compile(r"[\w-]+"), re.compile(r"[,.;:()\n]")
_NEAR = 5  # words up to the end of a trigger among which the number of sides stands
_BESIDE = 3  # words between a trigger and "the two navies"
_INSIDE = 2  # words between "two" and "navies"
_UNLIKELY = -6.0  # what it costs to have another number of parties


@dataclass(frozen=True, slots=True)
class Sides:
    """How many states there may be by what the text tells, none where it does not tell; and the words that tell it."""

    numbers: frozenset[int] = frozenset()
    words: str = ""

    @property
    def most(self) -> int:
        """As many as are told; of these a body may be one."""
        return max(self.numbers, default=0)

    @property
    def because(self) -> str:
        """The words and what they tell, as evidence has it."""
        return f"“{self.words}” = {self.most} sides"


def sides_told(event: Found, frame: Frame, lists: Lists) -> Sides:
    """How many states there may be by what the text tells.

    Args:
        event: With its organisations: where "trilateral" is said, a body may be one of the sides, or where they meet.
        frame: The article.
        lists: The codebook's lists of words.
    """
    if pair := _of_a_pair(event, frame, lists):
        return Sides(frozenset({2}), pair)
    sentence = frame.sentences[frame.words.sentences[event.at[0]]]
    phrase = _BREAK.split(frame.article.text[sentence.start : trigger_span(event, frame).end])[-1]
    near = [*_WORD.findall(phrase)[-_NEAR:], *_WORD.findall(event.name.value)]
    told = ((number, word) for number, name in _LISTS.items() for word in near if word.casefold() in lists[name])
    number, words = next(told, (0, ""))
    return Sides(frozenset({number, max(number - len(event.organizations), 1)}), words) if number else Sides()


def as_told(counts: Floats, numbers: Collection[int]) -> Floats:
    """Logarithms of how likely so many countries are, those that are told alike: (numbers,)."""
    out = np.full_like(counts, _UNLIKELY)
    out[sorted(numbers)] = 0.0
    return out


def _of_a_pair(event: Found, frame: Frame, lists: Lists) -> str:
    """What stands right beside the trigger, with no mark between, of "the two navies" or "both ministers"."""
    words, (first, last) = frame.words, event.at
    low = {}
    for step, edge in ((-1, first), (1, last)):
        for i in _clause(edge, step, frame):
            low[i] = words.texts[i].casefold()
    ends = [i for i, word in low.items() if word in lists["groups_of_states"]]
    pairs = (
        frame.article.text[words.starts[i] : words.ends[end]]
        for end in ends
        for i in range(end - 1 - _INSIDE, end)
        if low.get(i) in lists["pair_of"] and min(abs(i - last), abs(first - end)) <= _BESIDE + 1
    )
    return next(pairs, "")


def _clause(edge: int, step: int, frame: Frame) -> Iterator[int]:
    """The words beside a trigger's edge, up to the end of what may be told of it, or a mark."""
    words = frame.words
    for i in range(edge + step, edge + step * (_BESIDE + _INSIDE + 3), step):
        if not 0 <= i < len(words.texts) or words.sentences[i] != words.sentences[edge]:
            return
        if words.texts[i] in ";:":
            return
        yield i
