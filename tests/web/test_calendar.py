import re

import pytest

from tests.web.told import client_of, client_of_record, harms, summaries


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    return client_of_record(tmp_path_factory.mktemp("calendar"))


def bars(client, query):
    page = client.get(f"/calendar?{query}").text
    return re.findall(r'class="entry of-(\w+) from-(\d) over-(\d)', page)


def test_a_month_shows_what_was_held_and_what_is_expected_on_its_days(client):
    assert bars(client, "month=2024-07") == [("held", "1", "3"), ("held", "2", "1")]
    assert bars(client, "month=2024-09") == [("planned", "5", "1")]
    assert bars(client, "month=2024-08") == [("cancelled", "1", "1")]
    assert bars(client, "month=2024-05") == [("lapsed", "1", "5")]


def test_not_told_the_month_is_that_of_today_or_of_the_day_as_of_which_is_asked(client):
    assert "September 2024" in client.get("/calendar").text
    assert client.get("/calendar.json?as_of=2024-06-05").json()["month"] == "2024-06"


def test_a_month_without_events_leads_to_the_nearest_that_have_some(client):
    told = client.get("/calendar.json?month=2023-01").json()
    assert (told["before"], told["after"], told["events"]) == (None, "2024-05", [])
    page = client.get("/calendar?month=2023-01").text
    assert "No event has its days in this month" in page
    assert "month=2024-05" in page


def test_the_list_has_every_event_by_month(client):
    page = client.get("/calendar?view=list&order=oldest").text
    assert re.findall(r"<h2><a[^>]+>(\w+) 2024</a>", page) == ["May", "June", "July", "August", "September"]
    assert client.get("/calendar.json?view=list").json()["total"] == 6


def test_whoever_subscribes_gets_all_and_of_a_month_alone_that_month(client):
    assert len(summaries(client.get("/calendar.ics"))) == 6
    assert len(summaries(client.get("/calendar.ics?month=2024-07"))) == 2
    page = client.get("/calendar?month=2024-07&party=ARL").text
    assert "http://localhost/calendar.ics?party=ARL<" in page


@pytest.mark.parametrize("month", ["2024-13", "yesterday", "2024", "12345-01"])
def test_what_is_no_month_is_told(client, month):
    assert client.get(f"/calendar?month={month}").status_code == 422


@pytest.mark.parametrize("month", ["0001-01", "9999-12"])
def test_time_has_ends_and_the_calendar_reaches_them(client, month):
    assert client.get(f"/calendar?month={month}").status_code == 200


def test_an_empty_record_has_an_empty_calendar(empty):
    page = client_of(empty).get("/calendar").text
    assert "Nothing is known of this month" in page
    assert "No event fits" in client_of(empty).get("/calendar?view=list").text


def test_hostile_words_do_nothing_in_the_calendar(hostile):
    for path in ("/calendar", "/calendar?month=2024-06", "/calendar?view=list"):
        assert harms(hostile.get(path).text) == [], path
