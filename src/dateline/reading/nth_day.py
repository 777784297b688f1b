"""The day of what happened "on the second day" of something, "on departure", "the day after his arrival"."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from dateline.books.source import read_yaml
from dateline.model.day import Days, Grain
from dateline.reading.candidates import UNTOLD
from dateline.reading.days import days_of
from dateline.reading.found import Choice, Found
from dateline.reading.frame import Frame
from dateline.reading.stays import NTH_DAY, lasting

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
    told = defaultdict[int, list[_Told]](list)
    for one in _told(frame):
        told[int(frame.words.sentences[one.first])].append(one)
    return [_on_its_day(event, found, told[int(frame.words.sentences[event.at[0]])], frame) for event in found]


def _on_its_day(event: Found, found: Sequence[Found], told: Sequence[_Told], frame: Frame) -> Found:
    near = [one for one in told if event.kind != "visit" and _is_beside(one, event, found)]
    if len(near) != 1:
        return event
    days = _own(event) if _lasts_itself(event) else _around(event, near[0], found, frame)
    if days is None or (day := _day_of(days, near[0].nth)) is None or _lies_ahead(day, event, frame):
        return event
    date = Choice(f"{day.isoformat()}/", event.date.score, event.date.at, rule=NTH_DAY)
    return replace(event, date=date, merged=list(event.merged))


def _day_of(days: Days, nth: int) -> date | None:
    """One of several days, from 0 on, or the last; None where there are not so many, or the last is not told."""
    first, last = days.earliest_start, days.latest_end if days.coded()[1] else None
    if nth < 0:
        return last
    if (last or date.max) - first < timedelta(days=nth):
        return None
    return first + timedelta(days=nth)


def _lies_ahead(day: date, event: Found, frame: Frame) -> bool:
    """Whether a day is yet to come of an event that was held or is under way: then the stay is misunderstood."""
    published = frame.article.published
    return published is not None and event.status in {"held", "ongoing"} and day > published


def _is_beside(one: _Told, event: Found, found: Sequence[Found]) -> bool:
    """Whether no other event stands between words and the event of their sentence."""
    low, high = (one.last, event.at[0]) if one.last < event.at[0] else (event.at[1], one.first)
    return not any(low < other.at[0] < high for other in found)


def _own(event: Found) -> Days:
    return days_of(event.date.value)


def _lasts_itself(event: Found) -> bool:
    """Whether several days were chosen for an event."""
    return event.date.value != UNTOLD and _begins(_own(event)) and _own(event).coded()[1] is not None


def _begins(days: Days) -> bool:
    """Whether the first of some days is told."""
    return days.grain is Grain.DAY and days.coded()[0] is not None


def _around(event: Found, one: _Told, found: Sequence[Found], frame: Frame) -> Days | None:
    """The days of what was told last before an event and may last several; none where the event has a day of its own.

    A day told in another sentence is not its own, nor one that the words themselves were read as ("the day after").
    """
    at = event.date.at
    here = at is not None and frame.words.sentences[at.first] == frame.words.sentences[event.at[0]]
    if at is not None and here and not (one.first <= at.last and at.first <= one.last):
        return None
    for other in sorted(found, key=lambda one: -one.at[0]):
        if other.at >= event.at or other.kind not in _WHOLES or len(other.parties & event.parties) < _SIDES:
            continue
        if other.date.value == UNTOLD:
            continue
        days = days_of(other.date.value)
        whole = lasting(other, frame, days)
        days = whole.days if whole else days
        if _begins(days) and (other.kind == "visit" or days.coded()[1] is not None):
            return days
    return None


def _told(frame: Frame) -> Iterator[_Told]:
    """The words of a text that tell such a day: "on the second day", "on departure", "the day after his arrival"."""
    words = _words()
    low = [word.lower() for word in frame.words.texts]
    for i, word in enumerate(low):
        if word in words["on"]:
            yield from _told_on(i, low)
        elif word in words["after"] and low[i - 1] in words["part"]:
            end = i + 1 + (not words["whose"].isdisjoint(low[i + 1 : i + 2]))
            if low[end : end + 1] == ["arrival"]:
                yield _Told(i - 1, end, 1)
        elif word == "into" and i > 1 and low[i - 1] in words["unit"] and (count := _counted().get(low[i - 2])):
            yield _Told(i - 2, i, count)


def _told_on(i: int, low: Sequence[str]) -> Iterator[_Told]:
    """What "on" at a place leads to, if it is such a day."""
    words = _words()
    at = i + 1 + (not words["whose"].isdisjoint(low[i + 1 : i + 2]))
    if low[at : at + 2] == ["day", "of"]:
        at += 2 + (not words["whose"].isdisjoint(low[at + 2 : at + 3]))
    which = low[at : at + 2]
    if which[-1:] == ["day"] and which[0] in _nth():
        yield _Told(i, at + 1, _nth()[which[0]] - (_nth()[which[0]] > 0))
    elif which and which[0] in words["last"]:
        yield _Told(i, at, -1)


@cache
def _words() -> dict[str, frozenset[str]]:
    """``on_day`` of ``data/times/stay.yaml``."""
    return {name: frozenset(words) for name, words in read_yaml("times", "stay.yaml")["on_day"].items()}


@cache
def _nth() -> dict[str, int]:
    """Which day of a stay a word tells, from 1; -1 is the last."""
    told: dict[str, int] = read_yaml("times", "stay.yaml")["nth"]
    return told


@cache
def _counted() -> dict[str, int]:
    """How many days a word tells: "two days into the visit"."""
    told: dict[str, int] = read_yaml("times", "stay.yaml")["days_into"]
    return told
