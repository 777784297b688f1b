"""A day and a length make a stay: "arrived on Wednesday for a four-day visit"."""

from datetime import timedelta
from functools import cache
from typing import Any

from dateline.books.source import read_yaml
from dateline.model.day import Days, TimeExpression
from dateline.reading.events import Found
from dateline.reading.frame import Frame

RULE = "stay.length@1"
_KINDS = frozenset({"visit", "exercise", "meeting"})
_BEFORE, _AFTER = 4, 3  # words between a length and its trigger: "a four-day official friendship visit"
_LONGEST = 400


@cache
def _words() -> dict[str, Any]:
    """The words that tell which end of a stay a day is."""
    told = read_yaml("times", "stay.yaml")
    return {side: frozenset(told[side]) for side in ("begins", "ends")}


def length_of(found: Found, frame: Frame) -> TimeExpression | None:
    """The expression of how long the occasion lasts, where it stands beside the trigger."""
    if found.kind not in _KINDS:
        return None
    for time in frame.times:
        reach = frame.words.within(time.at) if time.length else None
        if reach and (0 <= found.at[0] - reach[1] <= _BEFORE or 0 <= reach[0] - found.at[1] <= _AFTER):
            return time
        if reach and found.at[0] <= reach[0] and reach[1] <= found.at[1]:
            return time
    return None


def stay(found: Found, frame: Frame, days: Days) -> Days | None:
    """All days of a stay of which one day and the length are told; None where they do not make one.

    The day is the last one where the sentence says, nearest before the trigger, that something ends; else the first.
    """
    time = length_of(found, frame)
    if time is None or not time.length or not 1 < time.length <= _LONGEST:
        return None
    rest = timedelta(days=time.length - 1)
    if days.coded()[0] is None:
        last = days.latest_end
        return Days.between(last - rest, last)
    if not days.is_one_day:
        return None
    first = days.earliest_start
    return Days.between(first - rest, first) if _ends(found, frame) else Days.between(first, first + rest)


def _ends(found: Found, frame: Frame) -> bool:
    """Whether the last telling word of the sentence before the trigger, or of the trigger, is one of ending."""
    words, sentence = frame.words, frame.words.sentences[found.at[0]]
    for i in range(found.at[1], -1, -1):
        if words.sentences[i] != sentence:
            break
        word = words.texts[i].lower()
        if word in _words()["ends"] or word in _words()["begins"]:
            return word in _words()["ends"]
    return False
