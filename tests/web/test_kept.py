"""A page that is made once for all who ask bears for each the token, the name and the key of their own."""

import re

import pytest
from fastapi.testclient import TestClient

from tests.web.working import TOKEN, as_, shared

KEPT = ("/map", "/network", "/cadence", "/counts", "/timeline", "/dossier/ARL", "/dossier/ARL/BLM", "/person/Maren")
KEY = re.compile(r"/feed/(\w+)/")


@pytest.fixture
def app(desk, accounts):
    return shared(desk, accounts)


def tokens(page):
    return set(TOKEN.findall(page)) | set(re.findall(r'name="csrf" value="(\w+)"', page))


@pytest.mark.parametrize("path", KEPT)
def test_each_who_asks_gets_their_own_token_and_name(app, path):
    people = {name: as_(app, name) for name in ("viewer", "coder", "admin")}
    pages = {name: client.get(path).text for name, client in people.items()}
    for name, client in people.items():
        assert tokens(pages[name]) == tokens(client.get("/sign-in").text)
        assert "\x00" not in pages[name]
        assert client.get(path).text == pages[name]
    assert len(set.union(*map(tokens, pages.values()))) == len(people)
    assert 'href="/people"' in pages["admin"]
    assert 'href="/people"' not in pages["viewer"]


def test_who_signs_in_again_gets_the_token_of_the_new_session(app):
    before, after = as_(app, "coder"), as_(app, "coder")
    old, new = (tokens(client.get("/map").text) for client in (before, after))
    assert old
    assert new == tokens(after.get("/sign-in").text)
    assert old.isdisjoint(new)


def test_the_feeds_that_a_kept_page_names_open_with_the_key_of_who_asked(app):
    keys = {name: set(KEY.findall(as_(app, name).get("/map").text)) for name in ("viewer", "coder")}
    assert all(len(found) == 1 for found in keys.values())
    assert keys["viewer"] != keys["coder"]


def test_nobody_gets_a_page_that_was_kept(app):
    as_(app, "viewer").get("/map")
    assert TestClient(app, base_url="https://desk.example").get("/map.json").status_code == 401
