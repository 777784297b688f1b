import pytest

from tests.web.told import client_of, client_of_record, entries, harms, summaries


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    return client_of_record(tmp_path_factory.mktemp("timeline"))


def test_every_event_that_fits_is_drawn_as_its_status_asks(client):
    page = client.get("/timeline").text
    drawn = page.partition("<figcaption>")[0]
    for status, number in (("held", 3), ("planned", 1), ("lapsed", 1), ("cancelled", 1)):
        assert drawn.count(f'class="mark is-{status} ') == number, status
    assert 'class="strike"' in drawn
    assert "6 events, told by 7 articles" in page


def test_the_filters_and_the_twins_are_of_one_list(client):
    data = client.get("/timeline.json?status=held").json()
    assert data["total"] == len(data["events"]) == 3
    assert data["years"] == {"2024": 3}
    assert len(summaries(client.get("/timeline.ics?status=held"))) == 3
    assert len(entries(client.get("/timeline.atom?status=held"))) == 3
    assert len(client.get("/timeline.csv?status=held").text.strip().splitlines()) == 4


def test_a_picture_holds_as_many_as_are_asked_for_and_leads_to_the_next(client):
    first = client.get("/timeline.json?limit=4&order=oldest").json()
    rest = client.get(f"/timeline.json?limit=4&order=oldest&after={first['next']}").json()
    ids = [event["id"] for event in (*first["events"], *rest["events"])]
    assert len(ids) == len(set(ids)) == 6
    assert client.get("/timeline?limit=4").text.count('<a class="mark ') == 4


def test_the_other_pages_are_asked_for_the_same_events(client):
    page = client.get("/timeline?party=ARL&status=held&limit=3&order=oldest").text
    assert 'href="/map?party=ARL&amp;status=held"' in page
    assert 'href="/counts?party=ARL&amp;status=held"' in page


def test_nothing_that_fits_is_said_in_words(client, empty):
    assert "No event has all of this" in client.get("/timeline?party=FJI").text
    assert "The record has no events yet" in client_of(empty).get("/timeline").text


def test_hostile_words_do_nothing_on_the_timeline(hostile):
    assert harms(hostile.get("/timeline").text) == []
