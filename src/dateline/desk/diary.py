"""Where one person was, whom he met and when: the person's days, stays abroad gathered into trips."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dateline.desk import query
from dateline.desk.view import View
from dateline.model.event import Event, Status
from dateline.model.event_codec import event_to_json
from dateline.store.base import Store, Wanted

_TRAVEL = timedelta(days=1)  # visits that follow one another so closely are one trip
_LONGEST = timedelta(days=31)  # an event that may have been at any time of more days tells nothing of a trip
_TRIPS = ("visit",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """Events that follow one another without a day at home that is known; of one event, that event alone.

    ``first`` and ``last`` both count; None where the event has no day.
    """

    first: date | None
    last: date | None
    events: tuple[Event, ...]

    @property
    def is_a_trip(self) -> bool:
        """Whether a stay abroad is among them."""
        return any(event.kind in _TRIPS for event in self.events)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """A person's events in order of day, by trip; ``names`` are the spellings under which they were found."""

    person: str
    names: tuple[str, ...]
    offices: tuple[str, ...]
    trips: tuple[Trip, ...]

    def to_json(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "person": self.person,
            "names": list(self.names),
            "offices": list(self.offices),
            "trips": [
                {
                    "first": trip.first.isoformat() if trip.first else None,
                    "last": trip.last.isoformat() if trip.last else None,
                    "trip": trip.is_a_trip,
                    "events": [event_to_json(event) for event in trip.events],
                }
                for trip in self.trips
            ],
        }


def diary(store: Store, person: str, view: View) -> Diary:
    """What the record has of a person, by any part of the name."""
    return of_events(query.events(store, Wanted(person=person), view), person)


def of_events(found: Sequence[Event], person: str) -> Diary:
    """The diary of a person from the events that are at hand and have part of the name."""
    folded = person.casefold()
    names = {name for event in found for name in event.shown("people") or () if folded in name.casefold()}
    offices = {
        (kept.source.known, who.office)
        for event in found
        for kept in event.claims
        for who in kept.claim.participants
        if who.office and folded in who.name.casefold()
    }
    return Diary(
        person=person,
        names=tuple(sorted(names)),
        offices=tuple(dict.fromkeys(office for _, office in sorted(offices))),
        trips=tuple(trips(found)),
    )


def trips(found: Sequence[Event]) -> Iterator[Trip]:
    """Events in order of their first day, those of one stay together; those without a day, last and one by one."""
    open_: list[Event] = []
    for event in sorted((one for one in found if _is_dated(one)), key=_by_day):
        if open_ and not _goes_on(open_, event):
            yield _trip(open_)
            open_ = []
        open_.append(event)
    if open_:
        yield _trip(open_)
    for event in found:
        if not _is_dated(event):
            yield Trip(first=None, last=None, events=(event,))


def _goes_on(before: Sequence[Event], event: Event) -> bool:
    """Whether an event lies within the stays abroad before it; a further stay may begin a day after them."""
    stays = [one for one in before if one.kind in _TRIPS and one.status is not Status.CANCELLED]
    if not stays or event.status is Status.CANCELLED:
        return False
    until = max(_bounds(one)[1] for one in stays)
    return _bounds(event)[0] <= until + (_TRAVEL if event.kind in _TRIPS else timedelta(0))


def _by_day(event: Event) -> tuple[date, bool, date, str]:
    """By the first day; stays before what happens on them."""
    first, last = _bounds(event)
    return first, event.kind not in _TRIPS, last, event.id


def _is_dated(event: Event) -> bool:
    return event.days is not None and event.days.latest_end - event.days.earliest_start <= _LONGEST


def _bounds(event: Event) -> tuple[date, date]:
    if event.days is None:
        return date.max, date.max
    return event.days.earliest_start, event.days.latest_end


def _trip(events: Sequence[Event]) -> Trip:
    return Trip(
        first=min(_bounds(event)[0] for event in events),
        last=max(_bounds(event)[1] for event in events),
        events=tuple(events),
    )
