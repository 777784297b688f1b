"""A desk of the record of ``tests.record``, today the first of September 2024, as a browser's client sees it."""

import xml.etree.ElementTree as ET  # what it reads we wrote ourselves
from html.parser import HTMLParser
from typing import cast

from fastapi import FastAPI
from fastapi.testclient import TestClient

from dateline.desk.open import Desk
from dateline.web.app import create_app
from dateline.web.serving import Serving
from tests import record

ATOM = "{http://www.w3.org/2005/Atom}"


def client_of_record(folder):
    """A client of the whole record."""
    desk = record.opened(folder)
    record.add(desk, folder)
    return client_of(desk)


def client_of(desk: Desk) -> TestClient:
    return TestClient(create_app(desk), base_url="http://localhost", follow_redirects=False)


def serving_of(client: TestClient) -> Serving:
    """What it is served from."""
    return cast("Serving", cast("FastAPI", client.app).state.serving)


def entries(answer) -> list[dict[str, str]]:
    """The entries of an Atom feed, each with the text of its parts and the address that it leads to."""
    feed = ET.fromstring(answer.content)  # noqa: S314
    return [
        {part.tag.removeprefix(ATOM): part.text or part.attrib.get("href", "") for part in entry}
        for entry in feed.findall(f"{ATOM}entry")
    ]


def summaries(answer) -> list[str]:
    """What each entry of an iCalendar is called."""
    lines = answer.text.replace("\r\n ", "").splitlines()
    return [line.partition(":")[2].replace("\\,", ",") for line in lines if line.startswith("SUMMARY")]


def id_of(client: TestClient, kind: str, status: str = "held") -> str:
    """The id of the first event of a type and status."""
    (first, *_) = client.get(f"/events.json?type={kind}&status={status}").json()["events"]
    return str(first["id"])


class _Harms(HTMLParser):
    """Finds what a browser would run: elements and attributes that only a word of an article can have brought."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.found += [tag] if tag in ("img", "iframe", "object", "style") else []
        self.found += (
            [tag] if tag == "script" and not (told.get("src") or told.get("type") == "application/json") else []
        )
        self.found += [name for name in told if name.startswith("on") or name == "style"]
        self.found += [
            f"{name}={value}" for name, value in attrs if name in ("href", "src", "action") and not _is_ours(value)
        ]


def harms(page: str) -> list[str]:
    """What a page would do or show amiss if it had let a hostile word through."""
    parser = _Harms()
    parser.feed(page)
    return parser.found + [repr(mark) for mark in "\u202e\u2066\x00\x1b" if mark in page]


def _is_ours(address: str | None) -> bool:
    outside = ("//", "/\\")
    return address is None or (address.startswith(("/", "#", "http://localhost/")) and not address.startswith(outside))
