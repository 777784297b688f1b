"""Events that may be the same occasion as another: what is offered to a person who would merge it."""

from collections.abc import Iterable
from datetime import date, timedelta

from dateline.desk import query
from dateline.desk.view import View
from dateline.model.event import Event
from dateline.store.base import Store, Wanted

_APART = timedelta(days=7)  # days by which reports of one occasion may be apart
_OFFERED = 5


def alike(store: Store, event: Event, view: View) -> list[Event]:
    """Events of the same type with a party in common, at most a week away; those with most in common first."""
    return nearest(event, (other for near in wanted_near(event) for other in query.events(store, near, view)))


def wanted_near(event: Event) -> list[Wanted]:
    """What is asked of a record to find the events that may be the same as one: once for each of its parties."""
    return [_near(event, party) for party in sorted(_parties(event))]


def nearest(event: Event, others: Iterable[Event]) -> list[Event]:
    """Of events, the few that have most in common with one."""
    found = {other.id: other for other in others if other.id != event.id}
    return sorted(found.values(), key=lambda other: (-_shared(event, other), other.id))[:_OFFERED]


def _near(event: Event, party: str) -> Wanted:
    days = event.days
    if days is None:
        return Wanted(kinds=(event.kind,), parties=(party,))
    first = max(days.earliest_start, date.min + _APART) - _APART
    last = min(days.latest_end, date.max - _APART) + _APART
    return Wanted(kinds=(event.kind,), parties=(party,), first=first, last=last)


def _shared(event: Event, other: Event) -> int:
    people = {*(event.shown("people") or ())} & {*(other.shown("people") or ())}
    same_place = int(bool(event.shown("place") == other.shown("place")))
    return len(people) + len(_parties(event) & _parties(other)) + same_place


def _parties(event: Event) -> set[str]:
    return {*(event.shown("countries") or ()), *(event.shown("organizations") or ())}
