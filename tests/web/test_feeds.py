import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from dateline.desk import review
from dateline.joining.account import account
from dateline.model.event import Status, Step
from dateline.web.feeds import changed
from tests import record
from tests.joining.told import ADDED, PLANNED, day, told
from tests.web.told import ATOM, client_of, client_of_record, entries, id_of, serving_of, summaries

LISTS = (
    "/events", "/search", "/ledger", "/calendar", "/series", "/dossier/ARL/BLM", "/dossier/ARL", "/person/Maren",
)  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    return client_of_record(tmp_path_factory.mktemp("feeds"))


@pytest.mark.parametrize("path", LISTS)
def test_every_list_can_be_followed_as_a_calendar_and_as_a_feed(client, path):
    calendar, feed = client.get(f"{path}.ics"), client.get(f"{path}.atom")
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert feed.headers["content-type"].startswith("application/atom+xml")
    assert calendar.text.startswith("BEGIN:VCALENDAR")
    assert entries(feed)
    page = client.get(path).text
    assert f'type="application/atom+xml" href="{path}.atom"' in page


def test_a_feed_has_what_its_format_asks_for(client):
    root = ET.fromstring(client.get("/events.atom?party=ARL&status=held").content)  # noqa: S314
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {
        "self": "http://localhost/events.atom?party=ARL&status=held",
        "alternate": "http://localhost/events?party=ARL&status=held",
    }
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    for one in (root, *root.findall(f"{ATOM}entry")):
        assert all(one.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated"))


def test_a_feed_holds_the_query_alone_the_newest_change_first(client):
    held = entries(client.get("/events.atom?status=held"))
    assert len(held) == client.get("/events.json?status=held").json()["total"]
    assert [one["updated"] for one in held] == sorted((one["updated"] for one in held), reverse=True)
    assert all("/event/e-" in one["link"] for one in held)


def test_what_lapsed_is_updated_on_the_day_on_which_it_lapsed():
    planned = account([told("n1", "2024-04-20", PLANNED, when="2024-05-20")])
    assert changed(planned, {}) == ADDED
    lapse = Step(day=day("2026-02-01"), status=Status.LAPSED, claims=())
    assert changed(replace(planned, steps=(*planned.steps, lapse)), {}) == datetime(2026, 2, 1, tzinfo=UTC)


def test_that_no_report_was_found_is_told_with_the_coverage(client):
    (lapsed,) = entries(client.get("/events.atom?status=lapsed"))
    assert "no report found; the record holds 3 articles on ARL and BLM" in lapsed["summary"]


def test_a_ruling_updates_an_entry_and_makes_no_new_one(tmp_path):
    clock = record.Clock()
    desk = record.opened(tmp_path, clock)
    record.add(desk, tmp_path)
    client = client_of(desk)
    visit = id_of(client, "visit")
    before = {one["id"]: one["updated"] for one in entries(client.get("/events.atom"))}
    clock.time += timedelta(days=3)
    desk.rule(review.accept(desk.event(visit), desk.hand()))
    serving_of(client).changed()
    after = {one["id"]: one["updated"] for one in entries(client.get("/events.atom"))}
    assert after.keys() == before.keys()
    assert [after[one] for one in after if after[one] != before[one]] == [max(after.values())]


def test_a_feed_of_nothing_is_a_feed(client):
    answer = client.get("/events.atom?party=FJI")
    assert answer.status_code == 200
    assert entries(answer) == []


def test_hostile_words_stay_words_in_a_feed_and_a_calendar(hostile):
    feed = hostile.get("/events.atom")
    assert len(entries(feed)) == 3
    assert not {"\x00", "\x1b", "\u202e"} & set(feed.text)
    assert "<script" not in feed.text
    assert hostile.get("/calendar.ics").status_code == 200


def test_a_calendar_holds_what_the_ledger_is_asked_for(client):
    assert summaries(client.get("/ledger.ics?state=due")) == ["Planned: Visit: ARL, BLM"]
