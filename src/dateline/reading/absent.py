"""Persons who take no part: those honoured by what stands there, those whose kin somebody is, the hosts of a visit."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from dateline.books.source import read_yaml
from dateline.model.mention import Label
from dateline.reading.candidates import Occurrence
from dateline.reading.found import Found
from dateline.reading.frame import Frame

_BETWEEN = frozenset({"the", "former", "late", "then", "."})
_REACH = 8  # words before a name among which the noun stands


def without_honoured(found: Sequence[Found], frame: Frame, persons: Sequence[Occurrence]) -> list[Found]:
    """The events without the persons whom every mention tells as honoured or as somebody's kin.

    Args:
        found: Events with their values.
        frame: The article.
        persons: Where persons are named; the value is the number that choices carry.
    """
    titles = _titles(frame)
    taking = {o.value for o in persons if not is_honoured(o.first, frame, titles)}
    absent = {o.value for o in persons} - taking
    if not absent:
        return list(found)
    return [
        replace(event, people=[c for c in event.people if c.value not in absent], merged=list(event.merged))
        for event in found
    ]


def without_hosts(found: Sequence[Found], frame: Frame, people: Sequence[str | None]) -> list[Found]:
    """Visits without the persons of the state where they take place, if one of another state is there: they receive.

    Args:
        found: Events with their values.
        frame: The article.
        people: The country of each person, by the number that choices of persons carry.
    """
    return [_without_hosts(event, frame, people) if event.kind == "visit" else event for event in found]


def _without_hosts(event: Found, frame: Frame, people: Sequence[str | None]) -> Found:
    at = event.place.at
    host = frame.mentions[at.source].country if at is not None and at.source >= 0 else None
    guests = [choice for choice in event.people if people[int(choice.value)] != host]
    if host is None or not any(people[int(choice.value)] for choice in guests):
        return event
    return replace(event, people=guests, merged=list(event.merged))


def is_honoured(first: int, frame: Frame, titles: frozenset[int]) -> bool:
    """Whether "monument to", "granddaughter of" stands before the name that begins at a word, titles between."""
    nouns, links = _words()
    low = [word.lower() for word in frame.words.texts[max(0, first - _REACH) : first]]
    i, at = len(low) - 1, first - 1
    while i > 0 and (at in titles or low[i] in _BETWEEN):
        i, at = i - 1, at - 1
    return i > 0 and low[i] in links and low[i - 1] in nouns


def _titles(frame: Frame) -> frozenset[int]:
    """The words of offices, ranks and states."""
    reaches = (frame.words.within(m.at) for m in frame.mentions if m.label in (Label.OFFICE, Label.COUNTRY))
    return frozenset(i for reach in reaches if reach for i in range(reach[0], reach[1] + 1))


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    told = read_yaml("persons", "honoured.yaml")
    return frozenset([*told["things"], *told["kin"]]), frozenset(told["links"])
