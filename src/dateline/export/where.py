"""Where on the map: a point for what has one, the frame of a sea, and nothing for what has neither."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.books.gazetteer import Gazetteer
from dateline.books.source import read_yaml

Box = tuple[float, float, float, float]  # south, west, north, east in degrees; west > east across the 180th meridian

_POINTS = frozenset({"building", "city"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """What the books know of a place: one of the two, or neither.

    ``point`` is latitude and longitude, ``of`` the name whose point or frame it is: for a building, its city.
    """

    of: str | None = None
    point: tuple[float, float] | None = None
    box: Box | None = None


def where(place: Mapping[str, Any] | None) -> Where:
    """Where a place is, given as the codec writes it.

    A country, a region and whatever the books do not know have no point: none is ever drawn in a capital instead. A sea
    has its rough frame.
    """
    if not place:
        return Where()
    if place.get("precision") in _POINTS:
        return next(_points(place), Where())
    if place.get("precision") == "sea" and (box := _frames().get(place["name"].casefold())):
        return Where(of=place["name"], box=box)
    return Where()


def _points(place: Mapping[str, Any]) -> Iterator[Where]:
    """The place itself or, for a building, the city that it stands in."""
    outwards = place.get("chain") or ()
    names = [place["name"], *outwards] if place["precision"] == "building" else [place["name"]]
    for name in names:
        country = place.get("country")
        if country and name != country and (point := Gazetteer.load().locate(f"{name}, {country}")):
            yield Where(of=name, point=point)


@cache
def _frames() -> dict[str, Box]:
    """The frames of seas and wide regions, by each of their names."""
    frames: dict[str, Box] = {}
    for sea in read_yaml("places", "seas.yaml"):
        if box := sea.get("box"):
            frames |= dict.fromkeys((name.casefold() for name in sea["names"]), tuple(box))
    return frames
