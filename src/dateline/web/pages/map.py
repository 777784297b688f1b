"""The map: where events took place, drawn no finer than it is known."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import ConfigDict, Field

from dateline.books.source import read_yaml
from dateline.desk.places import Drawn, Spot, spots
from dateline.desk.query import Events
from dateline.desk.sentence import sentence
from dateline.export.geojson import geometry
from dateline.model.event import Event, Status
from dateline.web.feeds import written
from dateline.web.forms import table
from dateline.web.kept import kept
from dateline.web.render import Tab, clean, days
from dateline.web.serving import Serving, ServingOf
from dateline.web.shapes import Shape
from dateline.web.shown_as import AskedPicture
from dateline.web.twins import Form, Page, offers

router = APIRouter(tags=["map"])
TAB = Tab("Map", "/map", 43)

_CSV = (
    "drawn_as", "place", "country", "latitude", "longitude", "south", "west", "north", "east", "places_in_it", "events",
    "articles", "event_ids",
)  # fmt: skip
_LISTED = 6  # events of a spot that are told in its bubble
_UNNUMBERED = {"XKX": "Kosovo"}  # states to which Natural Earth gives no number of ISO 3166, by the name it writes


class SpotLine(Shape):
    """One place of the map, and what took place there.

    ``shape`` is the number or the name by which the base map (Natural Earth) knows the state; ``geometry`` is as the
    GeoJSON twin has it: None for what is known to a state alone, and never a point in its capital.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "key": "point:Corva,ARL",
                    "drawn": "point",
                    "name": "Corva",
                    "country": "ARL",
                    "shape": None,
                    "geometry": {"type": "Point", "coordinates": [12.5, 41.9]},
                    "places": ["Corva Naval Base"],
                    "events": 1,
                    "articles": 3,
                    "newest": [
                        {"href": "/event/e-bdf69d7cac0c05a1", "when": "2–5 June 2024", "text": "Ines Maren visited.",
                         "status": "held"}
                    ],
                }
            ]
        }
    )  # fmt: skip

    key: str
    drawn: Drawn
    name: str
    country: str | None
    shape: str | None
    geometry: dict[str, Any] | None
    places: tuple[str, ...] = Field(description="Places drawn so: buildings in a city, towns that no book can find")
    events: int
    articles: int
    newest: tuple[dict[str, str], ...]

    @classmethod
    def of(cls, spot: Spot) -> "SpotLine":
        """A spot on a line."""
        return cls(
            key=spot.key,
            drawn=spot.drawn,
            name=spot.name,
            country=spot.country,
            shape=shape_of(spot.country) if spot.drawn is Drawn.COUNTRY else None,
            geometry=geometry(spot.where),
            places=spot.places,
            events=len(spot.events),
            articles=len(_articles(spot.events)),
            newest=tuple(map(_line, reversed(spot.events[-_LISTED:]))),
        )


class MapWhole(Shape):
    """The map: each event in one spot; ``events`` counts events that fit, ``untold`` those of no place."""

    events: int
    untold: int
    spots: tuple[SpotLine, ...]


@router.get(
    "/map",
    summary="Where events took place, as finely as it is known",
    **offers(MapWhole, Form.CSV, Form.GEOJSON, Form.ICS, Form.ATOM),
)
def map_(request: Request, serving: ServingOf, asked: Annotated[AskedPicture, Query()]) -> Response:
    """The map and its table. The GeoJSON twin has a feature to an event, the CSV twin a row to a place."""
    return kept(request, serving, "map", asked, lambda now: _page(now, asked))


def _page(serving: Serving, asked: AskedPicture) -> Page:
    found = serving.events(asked.model_copy(update={"order": "oldest"}))
    every = spots(found)
    told = [spot for spot in every if spot.name]
    shown = {
        "asked": asked,
        "found": found,
        "spots": told,
        "untold": len(found) - sum(len(spot.events) for spot in told),
        "statuses": list(Status),
        "by": {drawn.value: [spot for spot in told if spot.drawn is drawn] for drawn in Drawn},
        "articles": {spot.key: len(_articles(spot.events)) for spot in told},
    }
    return Page(
        template="map.html",
        shown=shown,
        data=lambda: _whole(found, told),
        others={
            Form.CSV: lambda: table(_CSV, _rows(every)),
            Form.GEOJSON: lambda: written(serving, found, "geojson"),
        },
        name="map",
        found=found,
        title="map",
    )


def shape_of(country: str | None) -> str | None:
    """By what the base map knows a state: its number of three digits, or the name of the one that has none."""
    if country in _UNNUMBERED:
        return _UNNUMBERED[country]
    number = _numbers().get(country or "")
    return f"{number:03}" if number else None


@cache
def _numbers() -> Mapping[str, int]:
    return {code: about["m49"] for code, about in read_yaml("register", "codes.yaml").items() if about.get("m49")}


def _whole(found: Events, told: Sequence[Spot]) -> MapWhole:
    lines = tuple(map(SpotLine.of, told))
    return MapWhole(events=len(found), untold=len(found) - sum(line.events for line in lines), spots=lines)


def _line(event: Event) -> dict[str, str]:
    return {
        "href": f"/event/{event.id}",
        "when": days(event.days),
        "text": clean(sentence(event)),
        "status": event.status.value,
    }


def _articles(events: Sequence[Event]) -> set[str]:
    return {kept.source.key for event in events for kept in event.claims}


def _rows(every: Sequence[Spot]) -> Iterator[tuple[Any, ...]]:
    for spot in every:
        point, box = spot.where.point or (None, None), spot.where.box or (None,) * 4
        ids = "; ".join(event.id for event in spot.events)
        counted = (len(spot.events), len(_articles(spot.events)))
        yield (spot.drawn.value, spot.name, spot.country, *point, *box, "; ".join(spot.places), *counted, ids)
