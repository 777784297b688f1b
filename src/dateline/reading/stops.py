"""Journeys: a visit to each state to which one leads, with the day and the place that are told of each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dateline.reading.candidates import UNTOLD, Kind, Occurrence
from dateline.reading.days import first_readings
from dateline.reading.destinations import Destination, Destinations
from dateline.reading.found import Choice, Found
from dateline.reading.frame import Frame

RULE = "visit.stop@1"
_BEHIND = 4  # words behind the last stop among which its day is told
_TO_DAY = frozenset({",", "on", "in", "from", "for", "the", "last", "next", "late", "early"})


def each_stop(
    found: Sequence[Found], frame: Frame, people: Sequence[str | None], places: Sequence[Occurrence],
    days: Sequence[Occurrence],
) -> list[Found]:  # fmt: skip
    """One visit for each state where the words behind a trigger list several: "a trip to Arden, Belmar and Corland".

    A visit that leads to one state takes place there, too.

    Args:
        found: Events with their values.
        frame: The article.
        people: The country of each person, by the number that choices of persons carry.
        places: The words that may tell where something was.
        days: The words that tell days: one that is told of a stop is its own.
    """
    bound, out = Destinations(frame), list[Found]()
    for event in found:
        stops = bound.all_of(event.at) if event.kind == "visit" else []
        hosts = {stop.country for stop in stops}
        guests = [choice for choice in event.countries if choice.value not in hosts]
        where = {place.first: place for place in places}
        if len(hosts) == 1 or len(hosts) < len(stops) or not guests or not event.parties & hosts:
            out.append(_led_to(event, stops[0], where.get(stops[0].first), frame) if len(hosts) == 1 else event)
            continue
        told = _days_of(stops, days, frame)
        for stop in stops:
            elsewhere = hosts - {stop.country}
            there = [choice for choice in event.people if people[int(choice.value)] not in elsewhere]
            own = _own_day(event, told, told.get(stop.first))
            out.append(_stop(replace(event, people=there, date=own), stop, guests, where.get(stop.first)))
    return out


def _days_of(stops: Sequence[Destination], days: Sequence[Occurrence], frame: Frame) -> dict[int, Occurrence]:
    """The day that is told of each stop, by the stop's first word; none where no day stands between two of them.

    It is told right behind the stop, else before it: "to Arden on Monday and, on Tuesday, to Belmar".
    """
    first = {day.first: day for day in first_readings(days)}
    between = [first[i] for i in range(stops[0].last, stops[-1].first) if i in first]
    behind = [first[i] for i in range(stops[-1].last, stops[-1].last + _BEHIND) if i in first and between]
    told: dict[int, Occurrence] = {}
    for day in [*between, *behind]:
        last = max((stop for stop in stops if stop.last < day.first), key=lambda stop: stop.last)
        following = [stop for stop in stops if stop.first > day.last]
        is_right_behind = _TO_DAY.issuperset(word.lower() for word in frame.words.texts[last.last + 1 : day.first])
        told.setdefault((last if is_right_behind or not following else following[0]).first, day)
    return told


def _own_day(event: Found, told: Mapping[int, Occurrence], day: Occurrence | None) -> Choice:
    """The day of a stop: the one told of it; else that of the journey, if it is not another stop's."""
    if day:
        return Choice(day.value, event.score, day, rule=RULE)
    others = event.date.at is not None and any(event.date.at.first == one.first for one in told.values())
    return Choice(UNTOLD, 1.0) if others else event.date


def _led_to(event: Found, stop: Destination, place: Occurrence | None, frame: Frame) -> Found:
    """A visit in the state to which it leads: a place in another state is where something else was."""
    chosen = event.place.at
    known = frame.mentions[chosen.source].country if chosen and chosen.source >= 0 else None
    if place is None or known == stop.country:
        return event
    return replace(event, place=Choice(place.value, event.score, place, rule=RULE))


def _stop(event: Found, stop: Destination, guests: Sequence[Choice], place: Occurrence | None) -> Found:
    """The part of a journey that led to one of the states."""
    at = Occurrence(stop.first, stop.last, stop.country, Kind.NAME, source=stop.mention)
    return replace(
        event,
        countries=[*guests, Choice(stop.country, event.score, at, rule=RULE)],
        place=Choice(place.value, event.score, place, rule=RULE) if place else event.place,
        merged=[],
    )
