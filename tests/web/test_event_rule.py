"""Merging, splitting and taking back on an event's own page."""

import pytest

from tests.web.conftest import PASSWORD
from tests.web.told import client_of_record
from tests.web.working import Tags, as_, send, shared


@pytest.fixture
def whole(tmp_path):
    """A client of the whole sample record, which goes where it is led."""
    client = client_of_record(tmp_path)
    client.follow_redirects = True
    return client


def events(client, **asked):
    found = client.get("/events.json", params=asked).json()["events"]
    return sorted(found, key=lambda one: one["articles"], reverse=True)


def undo_of(page):
    """What the first form sends that takes a ruling back, and whither."""
    tags = Tags(page.text).tags
    action = next(attrs["action"] for tag, attrs in tags if tag == "form" and attrs["action"].endswith("/undo"))
    return action, next(attrs["value"] for tag, attrs in tags if attrs.get("name") == "ruling")


def test_two_events_become_one_and_taking_it_back_parts_them_again(client):
    one, other = events(client)
    merged = send(client, f"{one['href']}/merge", event=other["id"], why="one occasion")
    assert merged.url.path.startswith("/event/")
    assert client.get("/events.json").json()["total"] == 1
    assert "merged" in Tags(merged.text).text
    action, ruling = undo_of(merged)
    parted = send(client, action, ruling=ruling)
    assert client.get("/events.json").json()["total"] == 2
    assert "(undone)" in parted.text


def test_what_may_be_the_same_is_offered_and_anything_else_by_its_id(client):
    one, other = events(client)
    page = client.get(one["href"]).text
    assert "The same occasion as" in page or "Another, by its id" in page
    send(client, f"{one['href']}/merge", expect=409, event="")
    send(client, f"{one['href']}/merge", expect=404, event="e-nowhere")
    send(client, f"{one['href']}/merge", event=other["id"].removeprefix("e-")[:8])


def test_some_sentences_leave_and_the_page_shows_what_stays(whole):
    several = next(one for one in events(whole) if one["articles"] > 1)
    before = whole.get(f"{several['href']}.json").json()
    leaving = before["sentences"][-1]["claim"]
    page = send(whole, f"{several['href']}/split", claim=leaving)
    assert f'id="c-{leaving}"' not in page.text
    assert whole.get(f"/event/e-{leaving}").status_code == 200
    send(whole, *undo_of(page)[:1], ruling=undo_of(page)[1])
    assert len(whole.get(f"{several['href']}.json").json()["sentences"]) == len(before["sentences"])


def test_nothing_is_split_or_taken_back_that_is_not_there(client):
    one, _ = events(client)
    send(client, f"{one['href']}/split", expect=409)
    send(client, f"{one['href']}/undo", expect=409, ruling="none")


def test_who_may_not_rule_is_offered_nothing_and_refused(desk, accounts):
    app = shared(desk, accounts)
    viewer = as_(app, "viewer")
    one, other = events(viewer)
    assert "merge" not in viewer.get(one["href"]).text
    send(viewer, f"{one['href']}/merge", expect=403, event=other["id"])


def test_what_another_ruled_is_taken_back_by_who_decides_between_coders_alone(desk, accounts):
    app = shared(desk, accounts)
    coder = as_(app, "coder")
    one, other = events(coder)
    page = send(coder, f"{one['href']}/merge", event=other["id"])
    action, ruling = undo_of(page)
    accounts.add("second", PASSWORD, accounts.find("coder").role)
    second = as_(app, "second")
    assert "Take it back" not in second.get(page.url.path).text
    send(second, action, expect=403, ruling=ruling)
    send(as_(app, "adjudicator"), action, ruling=ruling)
    assert coder.get("/events.json").json()["total"] == 2
