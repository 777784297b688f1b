"""Which offices took part in an event, by the article or the register; and the diary of one office, whoever held it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from dateline.books.register import Register
from dateline.desk.diary import Trip, trips
from dateline.model.claim import Participant
from dateline.model.event import Event
from dateline.model.event_codec import event_to_json
from dateline.model.office import Tenure


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeDiary:
    """What the record has of an office, in order of day, by trip.

    Attributes:
        office: As the register writes it: "IND/defence-minister".
        tenures: Who held it when, as far as the register knows.
        names: The persons that the events name for it, as they are spelled there.
        trips: The events, those of one stay abroad together.
    """

    office: str
    tenures: tuple[Tenure, ...]
    names: tuple[str, ...]
    trips: tuple[Trip, ...]

    def to_json(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "office": self.office,
            "tenures": [tenure_to_json(tenure) for tenure in self.tenures],
            "names": list(self.names),
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


def office_diary(found: Iterable[Event], office: str) -> OfficeDiary:
    """The diary of an office among these events: those in which it took part, by the article or by its holder then."""
    with_it = [(event, names) for event in found if (names := offices_in(event).get(office))]
    return OfficeDiary(
        office=office,
        tenures=tenures_in(office),
        names=tuple(sorted({name for _, names in with_it for name in names})),
        trips=tuple(trips([event for event, _ in with_it])),
    )


def offices_in(event: Event) -> dict[str, tuple[str, ...]]:
    """The offices that took part in an event, each with the names of those who held it."""
    day, found = day_of(event), dict[str, list[str]]()
    for who in persons_in(event):
        for office in offices_of(who, day):
            found.setdefault(office, []).append(who.name)
    return {office: tuple(dict.fromkeys(names)) for office, names in found.items()}


def persons_in(event: Event) -> Iterator[Participant]:
    """Everybody who took part, as claims tell them; of whom only the name is shown, as a bare name."""
    named = set()
    for kept in event.claims:
        for who in kept.claim.participants:
            named.add(who.name)
            yield who
    for name in event.shown("people") or ():
        if name not in named:
            yield Participant(name=name, role="participant")


def offices_of(who: Participant, day: date | None) -> tuple[str, ...]:
    """The offices in which a person took part: the one that the article tells, else those that the register gives."""
    if who.office_id:
        return (who.office_id,)
    return tuple(office for office in held(who.name, day) if _may_serve(office, who.country))


@lru_cache(maxsize=65536)
def held(name: str, day: date | None) -> tuple[str, ...]:
    """The offices that somebody of this name held on a day by the register; none where no day is told."""
    if day is None:
        return ()
    return tuple(dict.fromkeys(one.office.id for one in Register.load().tenures_of(name) if one.held_on(day)))


def tenures_in(office: str) -> tuple[Tenure, ...]:
    """Who held an office, in order of day."""
    found = (one for one in Register.load().tenures() if one.office.id == office)
    return tuple(sorted(found, key=lambda one: one.first))


def day_of(event: Event) -> date | None:
    """The day on which the offices of an event's persons are looked up: the first on which it may have begun."""
    if event.days is None:
        return None
    first, last = event.days.earliest_start, event.days.latest_end
    return (None if last == date.max else last) if first == date.min else first


def tenure_to_json(tenure: Tenure) -> dict[str, Any]:
    """A tenure as a JSON object; both days count, no last one means: still in office when it was checked."""
    return {
        "person": tenure.person.name,
        "office": tenure.office.id,
        "first": tenure.first.isoformat(),
        "last": tenure.last.isoformat() if tenure.last else None,
        "grain": tenure.grain,
        "checked": tenure.checked.isoformat(),
        "sources": list(tenure.sources),
    }


def _may_serve(office: str, country: str | None) -> bool:
    """Whether somebody of this country may hold it: one of another state is a namesake's."""
    of = office.rpartition("/")[0]
    return country is None or of == country or Register.load().country(of) is None
