"""How long an occasion lasts, where one day alone is told of it: by its length, by its end, by the way home.

"Arrived on Wednesday for a four-day visit" is a stay of four days; "opened on Monday and runs until 4 August" one that
ends then; "flew home on Monday" the end of one whose beginning nobody tells.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np

from dateline.books.source import read_yaml
from dateline.model.day import Days, Grain, TimeExpression
from dateline.reading.candidates import Kind
from dateline.reading.days import lasts
from dateline.reading.found import Found
from dateline.reading.frame import Frame
from dateline.reading.times.reckon import shift

RULE = "stay.length@1"
LAST_DAY = "stay.last_day@1"
END_TOLD = "stay.end_told@1"
NTH_DAY = "stay.nth_day@1"
_ABOUT = frozenset({"id", "version", "sources", "nth"})
_KINDS = frozenset({"visit", "exercise", "meeting", "assistance"})
_BEFORE, _AFTER = 4, 4  # words between a length and its trigger: "a four-day official friendship visit"
_FAR = 14  # words between a trigger and the length that ends its clause
_HOME = 4  # words behind the trigger in which "home" is looked for: "left Jakarta for home"
_LONGEST = 400
_LED_BY = 6  # words before a day among which a verb may tell that something ends then
_LASTING = {"visit": 1, "exercise": 1, "deployment": 0, "assistance": 0}  # how many sentences on an end is looked for
_AHEAD = 12  # words behind the trigger in which an ending may still be told: "a two-day forum that closed the same day"


@dataclass(frozen=True, slots=True)
class Lasting:
    """All days of an occasion of which one day was chosen, and what tells them.

    ``told`` is the expression of its length or its end; None where the trigger itself tells that it ended.
    """

    days: Days
    rule: str
    told: TimeExpression | None = None


@cache
def _days() -> dict[str, Any]:
    """``data/times/stay.yaml``."""
    told: dict[str, Any] = read_yaml("times", "stay.yaml")
    return told


@cache
def _words() -> dict[str, frozenset[str]]:
    """Its words, by what they tell of a stay."""
    return {name: frozenset(words) for name, words in _days().items() if name not in _ABOUT}


def lasting(found: Found, frame: Frame, days: Days) -> Lasting | None:
    """How long an occasion lasts whose day is known; None where nothing tells that it is more or less than that day."""
    if length := length_of(found, frame):
        if _was_one_day(found, length, days, frame):
            return Lasting(Days.day(days.latest_end), RULE, length)
        whole = stay(found, frame, days)
        return Lasting(whole, RULE, length) if whole else _until(last_day(found, frame, days))
    if told := end_told(found, frame, days):
        return Lasting(told[0], END_TOLD, told[1])
    if found.kind == "visit" and days.is_one_day and (gone := (_nth(found, frame) or 1) - 1) > 0:
        return Lasting(Days.day(shift(days.earliest_start, -gone)), NTH_DAY)
    return _until(last_day(found, frame, days))


def _was_one_day(found: Found, length: TimeExpression, days: Days, frame: Frame) -> bool:
    """Whether a visit of one day is over of which only the end was taken: "wrapped up a one-day visit on Monday"."""
    over = frame.article.published is not None and days.latest_end <= frame.article.published
    ends = days.coded()[0] is None and days.grain is Grain.DAY
    return over and ends and found.kind == "visit" and length.length == 1


def _until(days: Days | None) -> Lasting | None:
    return Lasting(days, LAST_DAY) if days else None


def length_of(found: Found, frame: Frame) -> TimeExpression | None:
    """The expression of how long the occasion lasts.

    It stands beside the trigger, behind it in its clause ("docked at Arden on Tuesday for three days"), or before a
    noun of visiting near it.
    """
    if found.kind not in _KINDS:
        return None
    lasting = [(reach, t) for t in frame.times if lasts(t, frame.words) and (reach := frame.words.within(t.at))]
    triggers = (found.at, *found.merged)
    for reach, time in lasting:
        if any(_beside(reach, at) or _behind(reach, at, frame) for at in triggers):
            return time
    if found.kind == "visit":
        return next((time for reach, time in lasting if _of_a_visit(reach, found, frame)), None)
    return None


def _beside(reach: tuple[int, int], at: tuple[int, int]) -> bool:
    """Whether a length stands within a trigger, or a few words before or after it."""
    within = at[0] <= reach[0] and reach[1] <= at[1]
    return within or 0 <= at[0] - reach[1] <= _BEFORE or 0 <= reach[0] - at[1] <= _AFTER


def _behind(reach: tuple[int, int], at: tuple[int, int], frame: Frame) -> bool:
    """Whether a length ends the clause of a trigger: "for three days", "after five days"."""
    low = [word.lower() for word in frame.words.texts[at[1] + 1 : reach[0]]]
    if (
        not low
        or len(low) > _FAR
        or low[-1] not in _words()["spanning"]
        or not _words()["parting_words"].isdisjoint(low)
    ):
        return False
    return bool(frame.words.sentences[at[1]] == frame.words.sentences[reach[0]])


def _of_a_visit(reach: tuple[int, int], found: Found, frame: Frame) -> bool:
    """Whether a length belongs to a noun of visiting in the sentence: "arrived on Tuesday for a two-day visit"."""
    words = frame.words
    following = {word.lower() for word in words.texts[reach[1] + 1 : reach[1] + 1 + _BEFORE]}
    return words.sentences[reach[0]] == words.sentences[found.at[0]] and bool(following & _words()["visits"])


def stay(found: Found, frame: Frame, days: Days) -> Days | None:
    """All days of a stay of which one day and the length are told; None where they do not make one.

    The day is the last one where the sentence says, nearest before the trigger, that something ends, and the first
    where it says that something begins; where it says neither, the head's choice stands, or it is the first.
    """
    time = length_of(found, frame)
    if time is None or not time.length or not 1 < time.length <= _LONGEST:
        return None
    rest = time.length - 1
    if days.coded()[0] is None:
        return Days.between(shift(days.latest_end, -rest), days.latest_end)
    day, gone = _day_of(found, frame, days), _gone(found, frame, time)
    if day is None or (gone is None and not days.is_one_day):
        return None
    first = shift(day, -(gone or 0))
    return Days.between(first, shift(first, rest))


def last_day(found: Found, frame: Frame, days: Days) -> Days | None:
    """Until its one known day, for a visit of which only the way home is told ("flew home on Monday").

    Codebook, ruling 7: a visit known only by its end has no start. None for any other.
    """
    if found.kind != "visit" or found.merged or not days.is_one_day:
        return None
    words = frame.words
    end = int(np.searchsorted(words.sentences, words.sentences[found.at[1]], side="right"))
    low = [word.lower() for word in words.texts[found.at[0] : min(end, found.at[1] + 1 + _HOME)]]
    trigger = low[: found.at[1] + 1 - found.at[0]]
    is_home = "home" in low or not _words()["homing"].isdisjoint(trigger)
    leaves = not _words()["leaving"].isdisjoint(trigger) and _words()["bound"].isdisjoint(low)
    return Days.until(days) if is_home or leaves else None


def end_told(found: Found, frame: Frame, days: Days) -> tuple[Days, TimeExpression] | None:
    """The days of what began on a known day and ends on one told behind it, and the words that tell the end.

    "Opened on Monday … and runs through to August 4", "arrived on Sunday … leaves tomorrow". The end has to lie behind
    the beginning and not before the day of publication: what is over by then is dated by the heads.
    """
    published = frame.article.published
    under_way = found.status in {"held", "ongoing"} and days.is_one_day
    if found.kind not in _LASTING or not under_way or published is None or days.earliest_start > published:
        return None
    for time in frame.times:
        reach, end = frame.words.within(time.at), time.days
        if reach is None or end is None or time.length or not end.is_one_day or not _is_ahead(found, reach, frame):
            continue
        if end.earliest_start > days.earliest_start and end.latest_end >= published and _ends_then(found, reach, frame):
            return Days.between(days.earliest_start, end.latest_end), time
    return None


def _is_ahead(found: Found, reach: tuple[int, int], frame: Frame) -> bool:
    """Whether words stand behind the trigger, in its sentence or one close to it."""
    sentences = frame.words.sentences
    return reach[0] > found.at[0] and sentences[reach[0]] - sentences[found.at[0]] <= _LASTING[found.kind]


def _ends_then(found: Found, reach: tuple[int, int], frame: Frame) -> bool:
    """Whether the words before a day say that what lasts ends then: "until", or a verb of ending or going home."""
    words, told = frame.words, _words()
    before = range(max(0, reach[0] - _LED_BY), reach[0])
    low = [words.texts[i].lower() for i in before if words.sentences[i] == words.sentences[reach[0]]]
    within = [word.lower() for word in words.texts[reach[0] : reach[1]]]  # "end on Saturday"
    verbs = {"visit": told["parting"], "exercise": told["closing"]}.get(found.kind, told["parting"] | told["closing"])
    return not told["until"].isdisjoint(low[-2:]) or not verbs.isdisjoint([*low, *within])


def _day_of(found: Found, frame: Frame, days: Days) -> date | None:
    """The day that the words tell: the chosen one, or the one from which a stay was made already."""
    if days.is_one_day:
        return days.earliest_start
    if found.date.at is None or found.date.at.kind is not Kind.DERIVED:
        return None
    told = frame.times[found.date.at.source].days
    return told.earliest_start if told and told.is_one_day else None


def _gone(found: Found, frame: Frame, time: TimeExpression) -> int | None:
    """How many days of a stay had gone by on the day told: "on the second day of the visit"; None if nothing tells.

    All of them where the day is that on which somebody left or something ended "after four days".
    """
    length = int(time.length or 0)
    if nth := _nth(found, frame):
        return nth - 1 if 0 < nth <= length else length - 1
    ends = True if _is_over(time, frame) else _ends(found, frame)
    return None if ends is None else ends * (length - 1)


def _is_over(time: TimeExpression, frame: Frame) -> bool:
    """Whether a length is said to be over: "left for Arden on Tuesday after four days"."""
    reach = frame.words.within(time.at)
    before = frame.words.texts[max(0, reach[0] - 2) : reach[0]] if reach else []
    return "after" in {word.lower() for word in before}


def _nth(found: Found, frame: Frame) -> int | None:
    """Which day of a stay is told before the trigger in its sentence, from 1; -1 for the last."""
    words, at = frame.words, found.at[0]
    first = int(np.searchsorted(words.sentences, words.sentences[at]))
    low = [word.lower() for word in words.texts[first:at]]
    days = (which for which, *rest in zip(low, low[1:], low[2:], strict=False) if rest == ["day", "of"])
    return next((nth for which in days if (nth := _days()["nth"].get(which))), None)


def _ends(found: Found, frame: Frame) -> bool | None:
    """Whether a word of ending (or, False, of beginning) stands nearest: before the trigger, at it, or else after it.

    Only the trigger's sentence counts; None where it has neither.
    """
    words, sentence = frame.words, frame.words.sentences[found.at[0]]
    inside = [i for i in range(len(words.texts)) if words.sentences[i] == sentence]
    before = [i for i in reversed(inside) if i <= found.at[1]]
    for i in [*before, *(i for i in inside if found.at[1] < i <= found.at[1] + _AHEAD)]:
        word = words.texts[i].lower()
        if word in _words()["leaving"] and _is_bound([after.lower() for after in words.texts[i + 1 : i + 1 + _HOME]]):
            return False
        if word in _words()["ends"]:
            return True
        if word in _words()["begins"]:
            return False
    return None


def _is_bound(after: Sequence[str]) -> bool:
    """Whether the words behind one of leaving name where the way leads: "leaves Arden for Corva", not "for home"."""
    way = next((i for i, word in enumerate(after) if word in _words()["bound"]), None)
    return way is not None and "home" not in after[way : way + 2]
