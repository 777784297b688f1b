"""While another program writes, each page is the one before until it has been made anew, and never another's."""

import re
import time

import pytest
from fastapi.testclient import TestClient

from dateline.desk import review
from dateline.desk.embargo import embargo
from dateline.desk.work import assign
from dateline.web import snapshot
from dateline.web.users import Role
from tests import record
from tests.web.told import client_of, serving_of
from tests.web.working import TOKEN, as_, shared

PATHS = (
    "/", "/events", "/events?party=ARL&status=held", "/search?q=talks", "/timeline", "/calendar?view=list", "/ledger",
    "/cadence", "/series", "/map", "/network?of=people", "/counts?by=party", "/dossier", "/dossier/ARL",
    "/dossier/ARL/BLM", "/person", "/person/Maren", "/office",
)  # fmt: skip
TOKENS = re.compile(r'(csrf" value="|X-CSRF-Token": ")\w+')
SHIELD = "Amber Shield"


@pytest.fixture
def desk(tmp_path):
    with record.filled(tmp_path) as desk:
        yield desk


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """What others write is seen as soon as somebody asks."""
    monkeypatch.setattr(snapshot, "_REST", 0)


def twin(path):
    stem, _, query = path.partition("?")
    return f"{'/index' if stem == '/' else stem}.json?{query}"


def read(client):
    """Every page with its twin, as one who asks sees it; what is of one visit alone is forgotten."""
    return {one: TOKENS.sub("", client.get(one).text) for path in PATHS for one in (path, twin(path))}


def renew(client, serving):
    """Ask, so that it is made anew, and wait until it has been."""
    client.get("/map.json")
    for _ in range(400):
        if not serving.snapshot._renewing.locked():
            return
        time.sleep(0.025)
    pytest.fail("it was not made anew within ten seconds")


def exercise(desk):
    return next(event for event in desk.whole().events() if event.kind == "exercise")


def test_every_page_that_was_made_anew_is_what_a_desk_shows_that_was_just_opened(desk, tmp_path):
    client = client_of(desk)
    before = read(client)
    with record.opened(tmp_path) as other:
        other.rule(review.amend(exercise(other), other.hand(), "place", "Hilltop"))
        other.rule(review.reject([kept.key for kept in other.events()[-1].claims], other.hand()))
        renew(client, serving_of(client))
        after = read(client)
        assert after == read(client_of(other))
    assert [path for path in after if after[path] != before[path]] != []
    assert "Hilltop" in after["/dossier/ARL/BLM"]


def test_a_page_that_is_made_anew_is_the_one_before_until_then(desk, tmp_path, monkeypatch):
    client = client_of(desk)
    serving = serving_of(client)
    before = client.get("/ledger.json").json()
    monkeypatch.setattr(type(serving.snapshot._answers), "remake", lambda *_: None)
    with record.opened(tmp_path) as other:
        other.rule(review.reject([kept.key for kept in exercise(other).claims], other.hand()))
    renew(client, serving)
    assert SHIELD not in client.get("/series.json").text  # nobody had asked for this one
    assert client.get("/ledger.json").json() == before
    monkeypatch.undo()
    serving.snapshot._answers.remake(serving.desk, serving.events())
    assert client.get("/ledger.json").json()["total"] == before["total"] - 1


def test_what_another_program_puts_under_embargo_is_on_no_kept_page_from_then_on(desk, accounts, tmp_path):
    app = shared(desk, accounts)
    people = {role: as_(app, role.value) for role in (Role.VIEWER, Role.CODER)}
    before = {role: read(client) for role, client in people.items()}
    assert all(SHIELD in found["/ledger"] for found in before.values())
    with record.opened(tmp_path) as other:
        other.rule(embargo(exercise(other), other.hand(why="until the summit"), None))
    for _ in range(3):  # while it is made anew, and when it has been
        assert [path for path, text in read(people[Role.VIEWER]).items() if SHIELD in text] == []
        renew(people[Role.VIEWER], app.state.serving)
    assert SHIELD in people[Role.CODER].get("/ledger").text


def test_what_another_program_gives_a_coder_to_code_blind_is_on_no_page_of_theirs_from_then_on(
    desk, accounts, tmp_path
):
    app = shared(desk, accounts)
    people = {role: as_(app, role.value) for role in (Role.CODER, Role.ADJUDICATOR)}
    assert all(SHIELD in read(client)["/ledger"] for client in people.values())
    with record.opened(tmp_path) as other:
        (kept,) = exercise(other).claims
        other.rule(assign(other.store, kept.source.key, "coder", other.hand("adjudicator")))
    for _ in range(3):  # while it is made anew, and when it has been
        assert [path for path, text in read(people[Role.CODER]).items() if SHIELD in text] == []
        renew(people[Role.CODER], app.state.serving)
    assert SHIELD in people[Role.ADJUDICATOR].get("/ledger").text


def test_each_gets_their_own_page_also_when_it_was_made_anew(desk, accounts, tmp_path):
    app = shared(desk, accounts)
    people = {role: as_(app, role.value) for role in (Role.VIEWER, Role.ADMIN)}
    for client in people.values():
        client.get("/map")
    with record.opened(tmp_path) as other:
        other.rule(review.amend(exercise(other), other.hand(), "place", "Hilltop"))
    renew(people[Role.ADMIN], app.state.serving)
    pages = {role: client.get("/map").text for role, client in people.items()}
    assert 'href="/people"' in pages[Role.ADMIN]
    assert 'href="/people"' not in pages[Role.VIEWER]
    for role, client in people.items():
        (token,) = TOKEN.findall(client.get("/sign-in").text)
        assert TOKEN.findall(pages[role]) == [token]


def test_nobody_gets_a_page_that_was_made_anew(desk, accounts, tmp_path):
    app = shared(desk, accounts)
    viewer = as_(app, "viewer")
    viewer.get("/map")
    with record.opened(tmp_path) as other:
        other.rule(review.amend(exercise(other), other.hand(), "place", "Hilltop"))
    renew(viewer, app.state.serving)
    assert TestClient(app, base_url="https://desk.example").get("/map.json").status_code == 401
