import csv
import io
import json
from pathlib import Path

import pytest

from dateline.books.countries import _names
from dateline.web.pages.map import shape_of
from dateline.web.render import STATIC
from tests import record
from tests.web.told import client_of, client_of_record, harms

CITY = {"name": "Moscow", "country": "RUS", "precision": "city"}
COUNTRY = {"name": "Russia", "country": "RUS", "precision": "country"}
SEA = {"name": "Bay of Bengal", "country": None, "precision": "sea"}


def told(number: int, place) -> record.Told:
    text = f"Minister {number} of Arland met a colleague of Belmar on June {number}, 2024."
    met = record.event("meeting", "met", f"2024-06-{number:02}", place=place)
    return record.Told(f"p{number}", f"2024-06-{number:02}", text, (met,), "Northern Wire")


@pytest.fixture(scope="module")
def placed(tmp_path_factory):
    """One event in a city, two known to its country alone, one at sea, one of no place."""
    folder = tmp_path_factory.mktemp("map")
    desk = record.opened(folder)
    record.add(desk, folder, [told(at, place) for at, place in enumerate((CITY, COUNTRY, COUNTRY, SEA, None), 1)])
    return client_of(desk)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    return client_of_record(tmp_path_factory.mktemp("map-of-the-record"))


def spots(client, query=""):
    return {one["drawn"]: one for one in client.get(f"/map.json?{query}").json()["spots"]}


def test_a_country_alone_is_an_area_without_a_point_and_the_city_a_point(placed):
    found = spots(placed)
    assert found["point"]["geometry"] == {"type": "Point", "coordinates": [37.62, 55.75]}
    assert (found["country"]["geometry"], found["country"]["shape"], found["country"]["events"]) == (None, "643", 2)
    assert found["sea"]["geometry"]["type"] == "Polygon"


def test_nothing_known_to_a_country_alone_has_a_point_in_any_twin(placed):
    features = json.loads(placed.get("/map.geojson").text)["features"]
    alone = [one for one in features if one["properties"]["place_precision"] == "country"]
    assert [one["geometry"] for one in alone] == [None, None]
    rows = list(csv.DictReader(io.StringIO(placed.get("/map.csv").text)))
    assert [(row["latitude"], row["longitude"]) for row in rows if row["drawn_as"] == "country"] == [("", "")]


def test_the_numbers_add_up_to_all_events(placed):
    data = placed.get("/map.json").json()
    assert data["events"] == sum(spot["events"] for spot in data["spots"]) + data["untold"] == 5
    page = placed.get("/map").text
    assert "5 events: 1 in a city, 1 at sea, 2 known to a country alone, 1 of which no place is told." in page
    assert "never drawn in the capital" in page


def test_the_geojson_twin_has_every_event_that_fits(placed):
    assert len(json.loads(placed.get("/map.geojson?from=2024-06-02").text)["features"]) == 4
    assert placed.get("/map.geojson").headers["content-type"] == "application/geo+json"


def test_the_filters_narrow_the_map(placed):
    assert set(spots(placed, "to=2024-06-01")) == {"point"}
    assert "No event has all of this" in placed.get("/map?party=FJI").text


def test_towns_that_no_book_can_find_stand_under_their_country(client):
    found = {one["name"]: one["places"] for one in client.get("/map.json").json()["spots"]}
    assert found["ARL"] == ["Arden"]
    assert "Corva" in found["BLM"]
    assert "Arden" in client.get("/map").text


def test_of_events_without_a_place_the_page_says_so(tmp_path):
    desk = record.opened(tmp_path)
    record.add(desk, tmp_path, [told(5, None)])
    assert "no place is told" in client_of(desk).get("/map").text


def test_an_empty_record_has_an_empty_map(empty):
    assert "No event fits" in client_of(empty).get("/map").text
    assert client_of(empty).get("/map.json").json() == {"events": 0, "untold": 0, "spots": []}


def test_hostile_words_do_nothing_on_the_map(hostile):
    assert harms(hostile.get("/map").text) == []
    assert hostile.get("/map.csv").status_code == hostile.get("/map.json").status_code == 200


def test_the_base_map_has_a_shape_of_every_state_but_the_smallest():
    shapes = json.loads(Path(STATIC / "vendor/countries-50m.json").read_text(encoding="utf-8"))
    known = {one.get("id", one["properties"]["name"]) for one in shapes["objects"]["countries"]["geometries"]}
    missing = {code for code in _names() if shape_of(code) not in known}
    assert missing <= {"TUV", "GIB", "GUF", "MTQ", "GLP", "REU", "MYT", "BES", "CCK", "CXR", "SJM", "TKL"}


def test_nothing_of_the_map_comes_from_the_net():
    ours = (STATIC / "map.js").read_text(encoding="utf-8") + (STATIC / "map.css").read_text(encoding="utf-8")
    assert "http:" not in ours
    assert "https:" not in ours
    assert "eval(" not in (STATIC / "vendor/maplibre-gl.mjs").read_text(encoding="utf-8").replace("_eval(", "")
