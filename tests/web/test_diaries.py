import html
import re

import pytest

from tests.web.told import client_of, client_of_record, harms


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    return client_of_record(tmp_path_factory.mktemp("diaries"))


def test_what_happens_on_a_visit_stands_within_the_trip(client):
    page = client.get("/person/Ines%20Maren").text
    assert "1–3 Jul 2024" in page
    assert "a trip of 3 days, 2 events" in page
    told = client.get("/person/Ines%20Maren.json").json()
    assert [(trip["trip"], len(trip["events"])) for trip in told["trips"]] == [(False, 1), (True, 2)]
    assert told["met"] == {"Tomas Ruh": 2}


def test_a_person_is_found_by_part_of_the_name(client):
    assert client.get("/person/maren.json").json()["names"] == ["Ines Maren"]


def test_of_a_name_that_nobody_has_the_page_says_so(client):
    answer = client.get("/person/Nobody%20At%20All")
    assert answer.status_code == 200
    assert "has no event in which Nobody At All takes part" in answer.text
    assert "no office of this name" in answer.text


def test_everybody_is_listed_with_a_diary_each(client):
    told = client.get("/person.json").json()
    assert [(one["name"], one["events"]) for one in told["named"]] == [("Ines Maren", 3), ("Tomas Ruh", 3)]
    assert all(client.get(one["href"]).status_code == 200 for one in told["named"])
    assert client.get("/person?name=Odo Hall").headers["location"] == "/person/Odo%20Hall"
    assert client.get("/person.csv").text.splitlines()[0] == "name,events,last"
    assert client.get("/person.json?limit=1").json()["next"] == "Ines Maren"


def test_the_past_can_be_asked(client):
    assert client.get("/person/Maren.json?as_of=2024-06-05").json()["trips"][0]["trip"] is False
    assert len(client.get("/person/Maren.json?as_of=2024-06-05").json()["trips"]) == 1


def test_an_office_of_the_register_has_its_holders_even_where_the_record_has_no_event(client):
    page = client.get("/office/IND/defence-minister").text
    assert "India, defence minister" in page
    assert "by the register" in page
    told = client.get("/office/IND/defence-minister.json").json()
    assert told["trips"] == []
    assert all({"person", "first", "last", "sources"} <= set(one) for one in told["tenures"])


def test_an_office_that_nobody_knows_is_not_here(client):
    answer = client.get("/office/ARL/beekeeper")
    assert answer.status_code == 404
    assert "IND/defence-minister" in answer.text


def test_an_empty_record_has_nobody(empty):
    client = client_of(empty)
    for path in ("/person", "/office"):
        assert "Nobody is named" in client.get(path).text
    assert client.get("/person/Maren").status_code == 200


def test_hostile_names_do_nothing_in_a_diary(hostile):
    (one, *_) = [one for one in hostile.get("/person.json").json()["named"] if "<script>" in one["name"]]
    for path in ("/person", one["href"], "/person/Tomas%20Ruh"):
        answer = hostile.get(path)
        assert answer.status_code == 200
        assert harms(answer.text) == [], path


def test_a_diary_under_a_strange_name_has_its_twins_under_that_address(hostile):
    (one, *_) = [one for one in hostile.get("/person.json").json()["named"] if "<script>" in one["name"]]
    (twin,) = re.findall(r'href="([^"]+\.json)" title="JSON"', hostile.get(one["href"]).text)
    assert hostile.get(html.unescape(twin)).json()["names"] == [one["name"]]
