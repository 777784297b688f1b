"""Where events took place, drawn no finer than it is known: points, frames of seas, whole countries, and the rest."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dateline.books.countries import name_of
from dateline.export.where import Where, where
from dateline.model.event import Event


class Drawn(StrEnum):
    """As what a place can be drawn, the finest first."""

    POINT = "point"  # a city, or the city that a building stands in
    SEA = "sea"  # the rough frame of a sea
    COUNTRY = "country"  # known to a state alone: all of it, and no point within
    NOWHERE = "nowhere"  # a place that the books cannot find, a region, or none that is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """What is drawn once, and the events that took place there.

    Attributes:
        name: Of the city, the sea or the country; empty where no place is told.
        country: The code of the state that it lies in.
        places: The names of places that are drawn so, as the record has them: of a point the buildings in it, of a
            country the towns in it whose position is not known.
        where: The point or frame.
    """

    drawn: Drawn
    name: str
    country: str | None
    where: Where
    places: tuple[str, ...]
    events: tuple[Event, ...]

    @property
    def key(self) -> str:
        """What tells it from every other: "point:Corva,ARL"."""
        return f"{self.drawn}:{self.name}" + (f",{self.country}" if self.country else "")


def spots(events: Iterable[Event]) -> tuple[Spot, ...]:
    """The spots of events: the finest first, of these those of most events."""
    found: dict[tuple[Drawn, str, str | None], list[tuple[Event, Mapping[str, Any]]]] = defaultdict(list)
    wheres: dict[tuple[Drawn, str, str | None], Where] = {}
    for event in events:
        place = event.shown("place") or {}
        at = where(place)
        key = _key(place, at)
        wheres[key] = at
        found[key].append((event, place))
    made = [_spot(key, wheres[key], told) for key, told in found.items()]
    ranks = list(Drawn)
    return tuple(sorted(made, key=lambda spot: (ranks.index(spot.drawn), -len(spot.events), spot.key)))


def _key(place: Mapping[str, Any], at: Where) -> tuple[Drawn, str, str | None]:
    country = place.get("country")
    if at.point:
        return Drawn.POINT, at.of or "", country
    if at.box:
        return Drawn.SEA, at.of or "", None
    if country:
        return Drawn.COUNTRY, name_of(country), country
    return Drawn.NOWHERE, place.get("name", ""), None


def _spot(key: tuple[Drawn, str, str | None], at: Where, told: list[tuple[Event, Mapping[str, Any]]]) -> Spot:
    drawn, name, country = key
    names = {place["name"] for _, place in told if place}
    return Spot(
        drawn=drawn,
        name=name,
        country=country,
        where=at,
        places=tuple(sorted(names - {name})),
        events=tuple(event for event, _ in told),
    )
