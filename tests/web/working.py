"""People at work on a small record: a client for each, and how they send a form."""

import re
from html.parser import HTMLParser

from fastapi.testclient import TestClient

from dateline.web.app import create_app
from tests.web.conftest import sign_in

TOKEN = re.compile(r'"X-CSRF-Token": "(\w+)"')


def send(client, path, *, expect=200, **data):
    """What comes of a form, after whatever it leads to."""
    found = TOKEN.search(client.get("/sign-in").text)
    assert found
    answer = client.post(path, data={"csrf": found.group(1), **data})
    assert answer.status_code == expect, Tags(answer.text).text
    return answer


def as_(app, name):
    """The desk as a person of the accounts sees it."""
    return sign_in(TestClient(app, base_url="https://desk.example"), name)


def shared(desk, accounts):
    """The desk with accounts."""
    return create_app(desk, accounts, hosts=())


class Tags(HTMLParser):
    """The tags of a page with their attributes, as a browser finds them, and its text."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


def is_harmless(page):
    """Whether nothing of an article became a tag, an attribute that acts, or a turn of the line."""
    tags = Tags(page).tags
    assert not [name for _, attrs in tags for name in attrs if name.startswith("on") or name == "style"]
    assert all("src" in attrs or attrs.get("type") == "application/json" for tag, attrs in tags if tag == "script")
    assert not [tag for tag, _ in tags if tag in ("img", "iframe", "object")]
    assert not [attrs for _, attrs in tags if str(attrs.get("href", "")).lower().startswith("javascript:")]
    assert not {"\u202e", "\u2066", "\x00", "\x1b"} & set(page)
    return True


def event_of(client, **asked):
    """The address and the id of the one event that is asked for."""
    (found,) = client.get("/events.json", params=asked).json()["events"]
    return found["href"], found["id"]
