"""Feeds and calendars of a shared desk, for programs that cannot sign in: a key in the address opens them alone."""

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from dateline.web.subscribed import Keys
from dateline.web.users import Role
from tests.web.conftest import sign_in
from tests.web.told import entries
from tests.web.working import as_, send, shared


@pytest.fixture
def app(desk, accounts):
    return shared(desk, accounts)


def nobody(app):
    """A program that has an address and nothing else."""
    return TestClient(app, base_url="https://desk.example", follow_redirects=False)


def calendar_of(client):
    """The address that the calendar's page offers."""
    return re.findall(r'class="address" href="([^"]+)"', client.get("/calendar?party=ARL").text)[0].replace(
        "&amp;", "&"
    )


def test_a_calendar_program_reads_by_its_address_alone(app):
    address = calendar_of(as_(app, "viewer"))
    assert address.startswith("/feed/")
    read = nobody(app).get(address)
    assert read.status_code == 200
    assert read.text.count("BEGIN:VEVENT") == 2
    assert nobody(app).get("/calendar.ics?party=ARL").status_code == 401


def test_a_feed_says_its_own_address_with_the_key_and_leads_to_pages_without_it(app, accounts):
    key = Keys(accounts).of("viewer")
    read = nobody(app).get(f"/feed/{key}/events.atom?status=held")
    assert len(entries(read)) == 1
    assert f'rel="self" type="application/atom+xml" href="https://desk.example/feed/{key}/events.atom' in read.text
    assert read.text.count(key) == 1


def test_the_feed_is_the_same_entry_for_entry_as_for_who_is_signed_in(app, accounts):
    key = Keys(accounts).of("viewer")
    signed = as_(app, "viewer").get("/events.atom")
    assert entries(nobody(app).get(f"/feed/{key}/events.atom")) == entries(signed)


@pytest.mark.parametrize(
    "path", ["/events", "/events.json", "/events.csv", "/index.json", "/people.csv", "/openapi.json", ""]
)
def test_the_key_opens_nothing_else(app, accounts, path):
    assert nobody(app).get(f"/feed/{Keys(accounts).of('admin')}{path}").status_code in (303, 401, 404)


def test_nothing_is_changed_by_it(app, accounts):
    key = Keys(accounts).of("admin")
    sent = nobody(app).post(f"/feed/{key}/saved.atom", data={"name": "x", "view": "/events"})
    assert sent.status_code == 404
    assert as_(app, "admin").get("/saved.json").json()["searches"] == []


@pytest.mark.parametrize(
    "key", ["", "0" * 40, "é", "../..", "a" * 5000], ids=["none", "wrong", "foreign", "path", "long"]
)
def test_a_wrong_key_opens_nothing(app, key):
    assert nobody(app).get(f"/feed/{key}/events.atom").status_code in (401, 404)


def test_a_new_key_makes_the_old_addresses_void_and_those_of_others_stay(app, accounts):
    viewer, other = as_(app, "viewer"), calendar_of(as_(app, "coder"))
    old = calendar_of(viewer)
    send(viewer, "/saved/key")
    new = calendar_of(viewer)
    assert [nobody(app).get(one).status_code for one in (old, new, other)] == [401, 200, 200]
    assert any(deed.what == "new key of feeds" for deed in accounts.deeds())


def test_who_may_come_in_no_longer_has_no_feed_either(app, accounts):
    address = calendar_of(as_(app, "viewer"))
    accounts.change("viewer", active=False)
    assert nobody(app).get(address).status_code == 401


def test_keys_differ_by_person_and_are_the_same_after_a_restart(accounts):
    one, again = Keys(accounts), Keys(accounts)
    assert one.of("viewer") != one.of("coder")
    assert one.of("viewer") == again.of("viewer")
    one.renew("viewer")
    assert one.of("viewer") == Keys(accounts).of("viewer") != again.of("viewer")
    found = one.whose(one.of("admin"))
    assert found is not None
    assert found.role is Role.VIEWER


def test_nothing_under_embargo_leaves_by_a_key_whoever_it_is_of(app, desk, accounts):
    event = next(one for one in desk.events() if one.status.value == "held")
    coder = as_(app, "coder")
    send(coder, f"/review/{event.id}/embargo", what="event")
    read = nobody(app).get(f"/feed/{Keys(accounts).of('admin')}/events.atom")
    assert event.id not in read.text
    assert len(entries(read)) == 1


def test_who_works_alone_has_plain_addresses(client):
    assert calendar_of(client) == "/calendar.ics?party=ARL"
    assert "Following from outside" not in client.get("/saved").text
    assert send(client, "/saved/key", expect=404)


def test_ones_saved_search_is_followed_by_ones_own_key_alone(app, accounts):
    viewer = sign_in(nobody(app), "viewer")
    send(viewer, "/saved", expect=303, name="Arland", view="/events?party=ARL")
    (line,) = viewer.get("/saved.json").json()["searches"]
    keys = Keys(accounts)
    assert nobody(app).get(f"/feed/{keys.of('viewer')}{line['atom']}").status_code == 200
    assert nobody(app).get(f"/feed/{keys.of('coder')}{line['atom']}").status_code == 404


def test_behind_a_web_server_addresses_are_those_that_people_use(client):
    """What uvicorn is told by the web server of docs/howto/deploy."""
    around = {"host": "localhost", "x-forwarded-proto": "https"}
    behind: Any = ProxyHeadersMiddleware(client.app, trusted_hosts="*")
    proxied = TestClient(behind, base_url="http://localhost")
    assert 'href="https://localhost/events.atom"' in proxied.get("/events.atom", headers=around).text


@pytest.mark.parametrize("path", ["/dossier/ARL/BLM", "/timeline", "/calendar"])
def test_a_page_bears_the_key_of_whoever_looks_and_of_nobody_else(app, accounts, path):
    """Also where a page is kept between two who ask."""
    keys = Keys(accounts)
    for name, other in (("viewer", "coder"), ("coder", "viewer")):
        page = as_(app, name).get(path).text
        assert keys.of(name) in page
        assert keys.of(other) not in page
