import csv
import io

import pytest

from tests import record
from tests.web.told import client_of, client_of_record, harms

DAYS = ("2019-06-03", "2020-06-01", "2021-06-02", "2023-12-01")
TOLD = tuple(
    record.Told(
        f"s{number}",
        day,
        f"Forces of Arland and Belmar held the exercise Amber Shield {day[:4]} off Corva on {day}.",
        (record.event("exercise", "exercise", day, mode="naval", name=f"Amber Shield {day[:4]}", place=record.CORVA),),
        "Corland Post",
    )
    for number, day in enumerate(DAYS)
)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    folder = tmp_path_factory.mktemp("series")
    desk = record.opened(folder)
    record.add(desk, folder, TOLD)
    return client_of(desk)


@pytest.fixture
def href(client):
    (one,) = client.get("/series.json").json()["series"]
    return one["href"]


def test_a_series_tells_its_editions_and_when_the_next_is_due(client, href):
    (line,) = client.get("/series.json").json()["series"]
    assert (line["editions"], line["held"], line["usual_gap"], line["last"]) == (4, 4, 366, "2023-12-01")
    assert line["next_due"] == "2024-12"
    page = client.get(href).text
    assert "Dec 2024" in page
    assert "the median of 3 gaps is 366 days" in page


def test_a_gap_that_is_longer_than_usual_is_told(client, href):
    page = client.get(href).text
    assert page.count("longer than usual") == 1
    assert "912 days" in page


def test_each_edition_has_a_row(client, href):
    rows = list(csv.DictReader(io.StringIO(client.get(f"{href}.csv").text)))
    assert [row["days"] for row in rows] == list(DAYS)
    assert [row["gap_days"] for row in rows] == ["", "364", "366", "912"]
    assert len(client.get("/series.csv").text.strip().splitlines()) == 2


def test_as_of_a_day_only_the_editions_known_then_are_told(client, href):
    assert len(client.get(f"{href}.json?as_of=2020-12-31").json()["series"]["editions"]) == 2
    assert client.get(f"{href}?as_of=2018-12-31").status_code == 404


def test_a_series_that_is_not_there_is_told(client):
    answer = client.get("/series/none%3Aof%2Bthis")
    assert answer.status_code == 404
    assert "look at the list of series" in answer.text


def test_of_one_edition_there_is_no_usual_gap(tmp_path):
    client = client_of_record(tmp_path)
    (line,) = client.get("/series.json").json()["series"]
    assert (line["usual_gap"], line["next_due"], line["held"]) == (None, None, 0)
    assert "Too few editions took place" in client.get(line["href"]).text


def test_an_empty_record_has_no_series(empty):
    assert "No series" in client_of(empty).get("/series").text


def test_hostile_keys_do_nothing(hostile):
    for path in ("/series", "/series/%3Cscript%3Ealert(1)%3C%2Fscript%3E"):
        assert harms(hostile.get(path).text) == []
