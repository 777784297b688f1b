"""What speaks against a choice of the heads: a date that no such status has, a day or place of another event."""

import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cache

import numpy as np

from dateline.books.source import read_yaml
from dateline.model.day import Days
from dateline.reading.candidates import PUBLISHED, UNTOLD, Kind, Occurrence
from dateline.reading.days import days_of, first_readings
from dateline.reading.heads import STATUSES, Floats, Role
from dateline.reading.words import Words

Triggers = Sequence[tuple[int, int]]
"""The first and last word of each trigger, both counted."""

_DAYS = frozenset({"day", "days"})
_DAY = re.compile(r"\d{4}-\d\d-\d\d/")
_SPAN = re.compile(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d")
_LED = 3  # words before a day among which "came" is looked for
_SMALL = frozenset({Kind.BODY, Kind.ENCODER, Kind.METONYM})


@cache
def _order() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in read_yaml("times", "order.yaml").items()}


def at_odds(values: Sequence[str], published: date | None) -> Floats:
    """Which statuses cannot go with which dates, (statuses, values), 1 or 0.

    What lies wholly before the day of publication is not planned and no longer under way; what lies wholly after it was
    not held yet and is not under way; what ends after it goes on.
    """
    out = np.zeros((len(STATUSES), len(values)), np.float32)
    for i, value in enumerate(values):
        if published is None or value in (UNTOLD, PUBLISHED) or value.startswith("/"):
            continue
        days = days_of(value)
        over, ahead = days.latest_end < published, days.earliest_start > published
        out[STATUSES.index("planned"), i] = over
        goes_on = _SPAN.fullmatch(value) is not None and days.latest_end > published
        out[STATUSES.index("held"), i] = ahead or goes_on
        out[STATUSES.index("ongoing"), i] = over or ahead
    return out


def of_another(role: Role, at: Triggers, words: Words) -> Floats:
    """Which dates an event cannot have that is told to have come before or after another: (triggers, values), 1 or 0.

    "The meeting came a day ahead of the drills": the day that this tells is the drills', which have no other (a week
    ahead is not told to the day). When the meeting was stands where it was told first, so of such a trigger no day is
    taken at all.
    """
    out = np.zeros((len(at), len(role.values)), np.float32)
    for o in role.occurrences:
        led = [word.lower() for word in words.texts[max(0, o.first - _LED) : o.first]]
        if _order()["came"].isdisjoint(led) or _order()["order"].isdisjoint(words.texts[o.last - 1 : o.last + 2]):
            continue
        sentence = words.sentences[o.first]
        for row, (first, last) in zip(out, at, strict=True):
            if last < o.first and words.sentences[first] == sentence:
                row[1:] = 1
        following = [i for i, (first, _) in enumerate(at) if first > o.last and words.sentences[first] == sentence]
        told = words.texts[o.first : o.last + 1]
        if following and "ahead" in told and not _DAYS.isdisjoint(told):
            theirs = next(p.value for p in role.occurrences if (p.first, p.last) == (o.first, o.last))
            out[following[0], [value != theirs for value in role.values]] = 1
    return out


def of_the_next(role: Role, at: Triggers, words: Words) -> Floats:
    """Which dates are those of what follows them: (triggers, values), 1 or 0.

    "They met on Thursday, a week after Arland pledged tanks": the week is that of the pledge, as they met on Thursday.
    """
    out = np.zeros((len(at), len(role.values)), np.float32)
    for value, told in enumerate(_told(role)):
        if len(told) != 1 or not _is_beside(told[0], words):
            continue
        o = told[0]
        sentence = words.sentences[o.first]
        if not any(p.last < o.first and words.sentences[p.first] == sentence for p in role.occurrences):
            continue
        here = [last for _, last in at if words.sentences[last] == sentence]
        if any(last > o.last for last in here):
            out[:, value] = [last < o.first and words.sentences[last] == sentence for _, last in at]
    return out


def of_the_other_part(role: Role, at: Triggers, words: Words) -> Floats:
    """Which dates are told with the other of two things that are joined: (triggers, values), 1 or 0.

    "Thanked for the parade on June 24, as well as for the meeting this morning": each has the day that follows it.
    """
    out = np.zeros((len(at), len(role.values)), np.float32)
    days, events = defaultdict[int, list[Occurrence]](list), defaultdict[int, list[int]](list)
    for o in first_readings(role.occurrences):
        if o.kind is Kind.DATE and _DAY.fullmatch(o.value):
            days[int(words.sentences[o.first])].append(o)
    for i, (first, _) in enumerate(at):
        events[int(words.sentences[first])].append(i)
    for joint in _joints(words) if days else []:
        here = int(words.sentences[joint])
        if here not in days or here not in events:
            continue
        before = [i for i in events[here] if at[i][0] < joint], [o for o in days[here] if o.first < joint]
        behind = [i for i in events[here] if at[i][0] > joint], [o for o in days[here] if o.first > joint]
        if _day_follows(at, *before) and _day_follows(at, *behind):
            for (ours, own), (_, theirs) in ((before, behind), (behind, before)):
                other = {o.value for o in theirs} - {o.value for o in own}
                out[np.ix_(ours, [value in other for value in role.values])] = 1
    return out


def _joints(words: Words) -> list[int]:
    """The prepositions that begin the second of two things that are joined: "and in", "as well as for"."""
    low = [word.lower() for word in words.texts]
    return [
        i
        for i in range(1, len(low))
        if low[i] in _order()["leads"] and (low[i - 1] == "and" or low[max(0, i - 3) : i] == ["as", "well", "as"])
    ]


def _day_follows(at: Triggers, triggers: Sequence[int], days: Sequence[Occurrence]) -> bool:
    """Whether there are triggers, and a day behind the last of them."""
    return bool(triggers) and any(o.first > max(at[i][1] for i in triggers) for o in days)


def _is_beside(o: Occurrence, words: Words) -> bool:
    """Whether an expression, behind a comma, counts from something told behind it: ", a week after"."""
    behind = words.texts[o.last : o.last + 2]
    return words.texts[o.first - 1] == "," and not _order()["order"].isdisjoint(behind)


def away(role: Role, at: Triggers, words: Words) -> Floats:
    """Which places are buildings, or known to no book, and stand in no sentence of the trigger: (triggers, values).

    A town that is told once holds for what follows; a building and a small place hold for their own sentence.
    """
    out = np.zeros((len(at), len(role.values)), np.float32)
    for value, told in enumerate(_told(role)):
        if told and all(o.kind in _SMALL for o in told):
            out[:, value] = [not _here(told, first, words) for first, _ in at]
    return out


def of_other_days(role: Role, at: Triggers, words: Words, days: Sequence[Days | None]) -> Floats:
    """Which places are told once, in a sentence whose events were on other days: (triggers, values), 1 or 0.

    "They met in Arden today. … They had met at the summit in December": the summit was not in Arden.
    """
    out = np.zeros((len(at), len(role.values)), np.float32)
    for value, told in enumerate(_told(role)):
        sentences = {int(words.sentences[o.first]) for o in told}
        if len(sentences) != 1:
            continue
        there = [d for (first, _), d in zip(at, days, strict=True) if d and words.sentences[first] in sentences]
        for row, (first, _), own in zip(out, at, days, strict=True):
            if own and there and words.sentences[first] not in sentences:
                row[value] = not any(own.shares_a_day(other) for other in there)
    return out


def _told(role: Role) -> list[list[Occurrence]]:
    """The occurrences of each value."""
    told: list[list[Occurrence]] = [[] for _ in role.values]
    for occurrence, value in zip(role.occurrences, role.numbers, strict=True):
        told[value].append(occurrence)
    return told


def _here(told: Sequence[Occurrence], word: int, words: Words) -> bool:
    """Whether one of them stands in the sentence of a word."""
    return any(words.sentences[o.first] == words.sentences[word] for o in told)
