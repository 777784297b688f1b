import re
from datetime import timedelta

import pytest

from dateline.desk import review
from dateline.web.searches import Searches, asked_by
from tests.web.conftest import NOW, sign_in
from tests.web.told import client_of, entries, harms, serving_of


def token(client) -> str:
    (first, *_) = re.findall(r'name="csrf" value="([^"]+)"', client.get("/saved?view=/events").text)
    return str(first)


def save(client, name="The two", view="/timeline?party=ARL&party=BLM"):
    return client.post("/saved", data={"name": name, "view": view, "csrf": token(client)}, follow_redirects=False)


def only(client):
    (line,) = client.get("/saved.json").json()["searches"]
    return line


def test_a_search_is_saved_under_a_name_and_leads_to_its_page(client):
    assert save(client).status_code == 303
    line = only(client)
    assert (line["name"], line["search"], line["events"]) == ("The two", "/timeline?party=ARL&party=BLM", 2)
    assert line["filters"] == {"party": "ARL, BLM"}
    page = client.get("/saved").text
    assert 'href="/timeline?party=ARL&amp;party=BLM"' in page


def test_each_has_a_feed_and_a_calendar_of_all_that_fits(client):
    save(client, view="/map?status=held")
    line = only(client)
    assert len(entries(client.get(line["atom"]))) == 1
    assert client.get(f"{line['href']}.ics").text.count("BEGIN:VEVENT") == 1
    assert len(client.get(f"{line['href']}.csv").text.strip().splitlines()) == 2


def test_what_changes_later_is_new_until_one_says_that_one_knows_it(client, desk):
    save(client)
    assert only(client)["changed"] == 0
    desk.clock = serving_of(client).desk.clock = lambda: NOW + timedelta(hours=1)
    ruled = desk.events()[0]
    desk.rule(review.accept(ruled, desk.hand()))
    serving_of(client).changed()
    line = only(client)
    assert line["changed"] == 1
    assert "1 new or changed" in client.get("/saved").text
    assert [one["id"] for one in client.get(f"{line['href']}.json").json()["changed"]] == [ruled.id]
    client.post(f"{line['href']}/seen", data={"csrf": token(client)})
    assert only(client)["changed"] == 0


def test_the_same_name_again_replaces_it_and_its_feed_stays(client):
    save(client)
    before = only(client)
    save(client, view="/events?status=planned")
    after = only(client)
    assert (after["id"], after["search"]) == (before["id"], "/events?status=planned")


def test_it_can_be_let_go(client):
    save(client)
    client.post(f"{only(client)['href']}/drop", data={"csrf": token(client)})
    assert client.get("/saved.json").json() == {"searches": []}


@pytest.mark.parametrize(
    "view",
    [
        "//elsewhere.example/events",
        "https://elsewhere.example",
        "/people",
        "/events?from=yesterday",
        "",
        "javascript:1",
    ],
)
def test_only_what_a_page_of_ours_can_be_asked_is_saved(client, view):
    assert save(client, view=view or " ").status_code == 422
    assert client.get(f"/saved?view={view}").status_code == 200


def test_nothing_is_saved_without_a_name_or_from_elsewhere(client):
    assert save(client, name="  ").status_code == 422
    assert client.post("/saved", data={"name": "x", "view": "/events"}).status_code == 403


def test_searches_are_of_their_owner_alone(shared):
    sign_in(shared, "viewer")
    save(shared, view="/events?party=ARL")
    line = only(shared)
    sign_in(shared, "coder")
    assert shared.get("/saved.json").json() == {"searches": []}
    for path in (line["href"], line["atom"]):
        assert shared.get(path).status_code == 404
    assert shared.post(f"{line['href']}/drop", data={"csrf": token(shared)}).status_code == 404


def test_whoever_has_not_signed_in_has_none(shared):
    assert shared.get("/saved.json").status_code == 401


def test_they_outlast_the_desk_beside_the_record_and_never_in_it(client, desk):
    before = desk.store.counts()
    save(client)
    assert desk.store.counts() == before
    assert only(client_of(desk))["name"] == "The two"


def test_without_a_file_they_are_kept_as_long_as_the_desk_is():
    kept = Searches(None)
    made_ = kept.save("r.okafor", "All", "/events", "", NOW)
    assert kept.of("r.okafor") == [made_]
    assert kept.of("t.ruh") == []


def test_a_query_is_read_as_the_pages_read_it():
    asked = asked_by("party=ARL&party=BLM&q=naval&limit=7")
    assert (asked.party, asked.q, asked.limit) == (("ARL", "BLM"), "naval", 7)


def test_hostile_names_and_queries_do_nothing(hostile):
    save(hostile, name='<script>alert(1)</script> " onmouseover=x', view="/events?q=%3Cscript%3E\"'&person=%E2%80%AE")
    for path in ("/saved", only(hostile)["href"], "/saved?view=/events?q=%3Cimg%20src=x%3E"):
        assert harms(hostile.get(path).text) == [], path


def test_the_front_page_tells_the_news_of_ones_searches(client, desk):
    assert "Your searches" not in client.get("/").text
    save(client)
    assert "nothing new" in client.get("/").text
    desk.clock = serving_of(client).desk.clock = lambda: NOW + timedelta(hours=1)
    desk.rule(review.accept(desk.events()[0], desk.hand()))
    serving_of(client).changed()
    page = client.get("/").text
    assert "1 new" in page
    assert "The two" in page
    (line,) = client.get("/index.json").json()["saved"]
    assert (line["name"], line["changed"], line["events"]) == ("The two", 1, 2)
