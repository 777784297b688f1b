"""The day of what happened "on the second day" of something, "on the last day", "on departure": one of its days."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

import numpy as np

from dateline.books.source import read_yaml
from dateline.model.day import Days, Grain
from dateline.reading.candidates import UNTOLD
from dateline.reading.days import days_of
from dateline.reading.found import Choice, Found
from dateline.reading.frame import Frame
from dateline.reading.stays import lasting

RULE = "stay.nth_day@1"
_WHOLES = frozenset({"visit", "meeting", "exercise"})  # what lasts several days on which other things happen
_SIDES = 2


@dataclass(frozen=True, slots=True)
class _Told:
    """Words that tell which day of several it was: the first and the last of them, and the day, from 0; -1 the last."""

    first: int
    last: int
    nth: int


def on_its_day(found: Sequence[Found], frame: Frame) -> list[Found]:
    """Events with one day instead of several, where words of their clause tell which of them it was.

    "The ships will be at Arden from 3 to 6 December, and a passing exercise is planned on the day of departure." The
    days are those that were chosen for the event, else those of the visit, the meeting or the exercise told last before
    it that shares two of its parties.

    Args:
        found: Events with their values.
        frame: The article.
    """
    told = list(_told(frame))
    return [_on_its_day(event, found, told, frame) for event in found]


def _on_its_day(event: Found, found: Sequence[Found], told: Sequence[_Told], frame: Frame) -> Found:
    near = [one for one in told if event.kind != "visit" and _is_of(one, event, found, frame)]
    if len(near) != 1:
        return event
    days = _own(event) or _around(event, found, frame)
    if days is None:
        return event
    length = (days.latest_end - days.earliest_start).days + 1
    if not near[0].nth < length:
        return event
    day = days.earliest_start + timedelta(days=near[0].nth % length)
    date = Choice(f"{day.isoformat()}/", event.date.score, event.date.at, rule=RULE)
    return replace(event, date=date, merged=list(event.merged))


def _is_of(one: _Told, event: Found, found: Sequence[Found], frame: Frame) -> bool:
    """Whether words stand in the sentence of an event, and no other event between."""
    sentences = frame.words.sentences
    if sentences[one.first] != sentences[event.at[0]]:
        return False
    low, high = (one.last, event.at[0]) if one.last < event.at[0] else (event.at[1], one.first)
    return not any(low < other.at[0] < high for other in found)


def _own(event: Found) -> Days | None:
    """The days chosen for an event, if they are several."""
    if event.date.value == UNTOLD:
        return None
    days = days_of(event.date.value)
    return days if _lasts(days) else None


def _lasts(days: Days) -> bool:
    """Whether days are several, from one that is told to one that is told."""
    return days.grain is Grain.DAY and all(days.coded())


def _around(event: Found, found: Sequence[Found], frame: Frame) -> Days | None:
    """The days of what was told last before an event and lasts several, if its day is the first of them or untold."""
    for other in sorted(found, key=lambda one: -one.at[0]):
        if other.at >= event.at or other.kind not in _WHOLES or len(other.parties & event.parties) < _SIDES:
            continue
        if other.date.value == UNTOLD:
            continue
        days = days_of(other.date.value)
        whole = lasting(other, frame, days)
        days = whole.days if whole else days
        if not _lasts(days):
            continue
        first = f"{days.earliest_start.isoformat()}/"
        return days if event.date.value in (UNTOLD, first) else None
    return None


def _told(frame: Frame) -> Iterator[_Told]:
    """The words of a text that tell such a day: "on the second day", "on departure", "on the day of arrival"."""
    low = [word.lower() for word in frame.words.texts]
    words = _words()
    for i in np.flatnonzero([word in words["on"] for word in low]):
        at = int(i) + 1
        at += at < len(low) and low[at] in words["whose"]
        if low[at : at + 2] == ["day", "of"]:
            at += 2
            at += at < len(low) and low[at] in words["whose"]
        which = low[at : at + 2]
        if which[-1:] == ["day"] and which[0] in _nth():
            yield _Told(int(i), at + 1, _nth()[which[0]] - (_nth()[which[0]] > 0))
        elif which and which[0] in words["last"]:
            yield _Told(int(i), at, -1)


@cache
def _words() -> dict[str, frozenset[str]]:
    """``on_day`` of ``data/times/stay.yaml``."""
    return {name: frozenset(words) for name, words in read_yaml("times", "stay.yaml")["on_day"].items()}


@cache
def _nth() -> dict[str, int]:
    """Which day of a stay a word tells, from 1; -1 is the last."""
    told: dict[str, int] = read_yaml("times", "stay.yaml")["nth"]
    return told
