"""GeoJSON, held to RFC 7946 by the library geojson."""

import json
from io import BytesIO
from itertools import pairwise
from typing import Any

import geojson  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings

from dateline.export.columns import row_of
from dateline.export.formats import FORMATS
from dateline.export.geojson import NO_POINT
from dateline.model.claim import Place
from dateline.model.event import Event
from tests import make
from tests.export import made


def collection(*events: Event) -> dict[str, Any]:
    out = BytesIO()
    FORMATS["geojson"].write(events, out, made.ABOUT)
    return json.loads(out.getvalue())  # type: ignore[no-any-return]


def at(name: str, country: str | None, precision: str, *chain: str) -> dict[str, Any]:
    """The feature of a meeting at a place."""
    place = Place(name=name, country=country, precision=precision, chain=(name, *chain))
    (feature,) = collection(made.event(made.kept(claim=make.claim(place=place))))["features"]
    return feature  # type: ignore[no-any-return]


def test_a_city_is_a_point_longitude_first():
    assert at("Moscow", "RUS", "city", "RUS")["geometry"] == {"type": "Point", "coordinates": [37.62, 55.75]}


@pytest.mark.parametrize(
    ("name", "country", "precision"),
    [
        ("Russia", "RUS", "country"),
        ("Hawaii", "USA", "region"),
        ("Moscow", "RUS", "region"),
        ("Moscow", "RUS", "country"),
    ],
)
def test_a_country_or_a_region_is_never_a_point(name: str, country: str, precision: str):
    feature = at(name, country, precision)
    assert (feature["geometry"], feature["properties"]["place_precision"]) == (None, precision)


def test_a_city_that_the_books_do_not_know_is_not_drawn_somewhere_else():
    assert at("Ardenville", "RUS", "city", "Moscow", "RUS")["geometry"] is None


def test_a_building_is_drawn_in_its_city_and_says_so():
    feature = at("Ministry of Defence", "RUS", "building", "Moscow", "RUS")
    assert feature["geometry"]["coordinates"] == [37.62, 55.75]
    assert (feature["properties"]["geometry_of"], feature["properties"]["place_precision"]) == ("Moscow", "building")


def test_a_sea_is_its_frame_and_one_across_the_180th_meridian_has_two_parts():
    assert at("Arabian Sea", None, "sea")["geometry"]["type"] == "Polygon"
    pacific = at("Pacific Ocean", None, "sea")["geometry"]
    assert [[ring[0][0], ring[1][0]] for (ring,) in pacific["coordinates"]] == [[120, 180], [-180, -70]]


def test_a_place_that_is_not_drawn_is_told_in_the_loss():
    loss = FORMATS["geojson"].write([made.event()], BytesIO(), made.ABOUT)  # Arden lies in no atlas
    assert loss.lost[NO_POINT] == 1


@settings(max_examples=15)
@given(made.lists_of_events)
def test_every_feature_is_valid_and_comes_back(events: list[Event]):
    told = collection(*events)
    assert geojson.loads(json.dumps(told)).is_valid
    assert told["dateline"] == made.ABOUT.to_json()
    for event, feature in zip(events, told["features"], strict=True):
        assert feature["id"] == event.id
        assert _clockwise(feature["geometry"]) is False
        row = {key: list(value) if isinstance(value, tuple) else value for key, value in row_of(event).items()}
        assert {key: feature["properties"][key] for key in row} == json.loads(json.dumps(row, default=str))


def _clockwise(geometry: dict[str, Any] | None) -> bool:
    """Whether an outline runs with the clock, which RFC 7946 forbids."""
    if geometry is None or geometry["type"] == "Point":
        return False
    parts = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    rings = [ring for part in parts for ring in part]
    return any(sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in pairwise(r)) > 0 for r in rings)
