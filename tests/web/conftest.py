"""A desk with a small invented record, and a browser's client of it; hostile articles for every page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi.testclient import TestClient

from dateline.desk import project
from dateline.desk.open import Desk
from dateline.model.article import Article
from dateline.model.claim import Reading
from dateline.settings import Settings
from dateline.web.app import create_app
from dateline.web.users import Accounts, Role
from tests import make
from tests.store import made

NOW = datetime(2024, 6, 10, 12, 0, tzinfo=UTC)
PASSWORD = "correct horse battery"  # noqa: S105  (of invented people)
HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(2)> \" onmouseover='alert(3)' {{ 7 * 7 }} {% raw %} "
    "\u202egnihtemos\u202c \u2066isolate\u2069 Z\u0351\u0343\u0352a\u0334\u0301lgo \x00\x1b[31m javascript:alert(4) "
)


def settings(folder: Path) -> Settings:
    return Settings(workers=1, encoder=False, record=str(folder / "record.db"), coder="r.okafor")


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Desk]:
    """A record with nothing in it."""
    with Desk.open(tmp_path / "record.db", settings=settings(tmp_path), clock=lambda: NOW) as desk:
        yield desk


@pytest.fixture
def desk(empty: Desk) -> Desk:
    """The sample article: a meeting that was held, and one that is planned for November."""
    return keeps(empty, make.reading(versions=made.FIRST))


@pytest.fixture
def client(desk: Desk) -> TestClient:
    return client_of(desk)


@pytest.fixture
def hostile(desk: Desk) -> TestClient:
    """A record with an article whose every word would do harm if it were not escaped."""
    text = f"{HOSTILE}{make.TEXT}{HOSTILE}{'x' * 20_000}"
    shift = len(HOSTILE)
    claim = make.claim()
    moved = replace(
        claim,
        trigger=replace(claim.trigger, start=claim.trigger.start + shift, end=claim.trigger.end + shift),
        name=HOSTILE,
        people=(HOSTILE, "Tomas Ruh"),
        participants=(),
        place=None,
        evidence=tuple(
            replace(one, at=replace(one.at, start=one.at.start + shift, end=one.at.end + shift), knowledge=HOSTILE)
            for one in claim.evidence
        ),
    )
    article = Article(
        id=HOSTILE, text=text, published=make.article().published, publisher=HOSTILE, title=HOSTILE,
        url="javascript:alert(5)", warnings=(HOSTILE,),
    )  # fmt: skip
    return client_of(keeps(desk, Reading(article=article, claims=(moved,), versions=made.FIRST, warnings=(HOSTILE,))))


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    """One person of each role; each is called as the role is."""
    made_ = Accounts(tmp_path / "people.db", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    for role in Role:
        made_.add(role.value, PASSWORD, role)
    return made_


@pytest.fixture
def shared(desk: Desk, accounts: Accounts) -> TestClient:
    """A shared desk; nobody is signed in."""
    return TestClient(create_app(desk, accounts, hosts=()), base_url="https://desk.example")


def keeps(desk: Desk, *readings: Reading) -> Desk:
    """The desk after these were kept."""
    desk.store.append([made.incoming(one) for one in readings])
    with desk.store.writing():
        project.catch_up(desk.store)
    return desk


def client_of(desk: Desk) -> TestClient:
    return TestClient(create_app(desk), base_url="http://localhost")


def token(client: TestClient) -> str:
    """What a form of this client must send back."""
    page = client.get("/sign-in").text
    return page.split('name="csrf" value="', 1)[1].split('"', 1)[0] if 'name="csrf"' in page else ""


def sign_in(client: TestClient, name: str, password: str = PASSWORD) -> TestClient:
    client.post("/sign-in", data={"name": name, "password": password, "csrf": token(client)})
    return client
