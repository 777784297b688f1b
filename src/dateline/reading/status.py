"""The status of an event by its days: what is over, what goes on, what lies ahead, who has just arrived."""

from datetime import date, timedelta
from functools import cache

import numpy as np

from dateline.books.source import read_yaml
from dateline.model.day import Days
from dateline.reading.candidates import Kind
from dateline.reading.found import Found
from dateline.reading.frame import Frame
from dateline.reading.stays import length_of

AHEAD = "status.ahead@1"
ARRIVED = "status.arrived@1"
FOR_THE_DAY = "status.for-the-day@1"
OVER = "status.over@1"
UNDER_WAY = "status.under-way@1"
_LATELY = timedelta(days=1)
_BEFORE = 8  # words before a visit in which it is said to be: "is on a one-day working visit"


def by_its_days(found: Found, days: Days | None, frame: Frame) -> tuple[str, str]:
    """The status of an event, and the rule by which its days change what was chosen; an empty one if none does.

    Args:
        found: The event as it was chosen.
        days: All its days; None where none are told.
        frame: The article.
    """
    published = frame.article.published
    if published is not None and days is not None:
        if days.earliest_start >= published and _is_told_ahead(found, frame):
            return ("planned", AHEAD) if found.status in {"held", "ongoing"} else (found.status, "")
        if found.status == "held" and (rule := _goes_on(found, days, published, frame)):
            return "ongoing", rule
        if found.status == "ongoing" and (rule := _is_over(found, days, published, frame)):
            return "held", rule
    return found.status, ""


def _goes_on(found: Found, days: Days, published: date, frame: Frame) -> str:
    """By which rule what was held goes on; an empty one if it does not."""
    if days.latest_start <= published < days.earliest_end:
        return UNDER_WAY
    return ARRIVED if _has_just_arrived(found, days, published, frame) else ""


def _is_over(found: Found, days: Days, published: date, frame: Frame) -> str:
    """By which rule what was under way is over; an empty one if it is not. Of a start alone no end is known."""
    if days.coded()[1] is not None and days.latest_end < published:
        return OVER
    return FOR_THE_DAY if days == Days.day(published) and _is_for_the_day(found, frame) else ""


def _is_told_ahead(found: Found, frame: Frame) -> bool:
    """Whether the words before the trigger that tell its day are those of what came before it: "a day ahead of"."""
    at, words = found.date.at, frame.words
    if at is None or at.kind is not Kind.DATE or not at.last < found.at[0]:
        return False
    here = words.sentences[at.first] == words.sentences[found.at[0]]
    return bool(here) and "ahead" in words.texts[at.first : at.last + 1]


def _has_just_arrived(found: Found, days: Days, published: date, frame: Frame) -> bool:
    """Whether all that is told of a visit is that somebody came the day before, and nowhere near that he left."""
    if found.kind != "visit" or not days.is_one_day or published - days.earliest_start != _LATELY:
        return False
    words, (first, last) = frame.words, found.at
    came = {word.lower() for word in words.texts[first : last + 1]}
    start, stop = np.searchsorted(words.sentences, words.sentences[first] + np.array([0, 2]))
    told = [range(start, stop), *(range(a, b + 1) for a, b in found.merged)]
    near = {words.texts[i].lower() for reach in told for i in reach}
    arrives = not came.isdisjoint(_words()["arriving"]) or (
        not came.isdisjoint(_words()["flying"]) and "in" in words.texts[first : last + 2]
    )
    return arrives and near.isdisjoint(_words()["leaving"] | _words()["homing"])


def _is_for_the_day(found: Found, frame: Frame) -> bool:
    """Whether somebody came for no longer than the day: "arrived on a one-day visit", "flew in for the day"."""
    words, (first, last) = frame.words, found.at
    start, stop = np.searchsorted(words.sentences, [words.sentences[first], words.sentences[first] + 1])
    low = [word.lower() for word in words.texts[start:stop]]
    at = first - int(start)
    if found.kind != "visit" or not _words()["being"].isdisjoint(low[max(0, at - _BEFORE) : at + 1 + last - first]):
        return False
    length = length_of(found, frame)
    behind = " ".join(low[at:])
    return " for the day " in f"{behind} " or (length is not None and length.length == 1)


@cache
def _words() -> dict[str, frozenset[str]]:
    """``data/times/stay.yaml``: words of coming, of being there and of going."""
    told = read_yaml("times", "stay.yaml")
    return {name: frozenset(told[name]) for name in ("arriving", "flying", "being", "leaving", "homing")}
