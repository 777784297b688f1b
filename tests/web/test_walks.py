"""What must hold of every address there is: walks over all routes, so that a new one cannot be forgotten."""

import re
import socket

import pytest
from fastapi.testclient import TestClient

from dateline.web.app import create_app
from dateline.web.security import HEADERS, LARGEST
from dateline.web.users import Role
from tests.web.conftest import client_of, sign_in
from tests.web.walking import every, filled, twin
from tests.web.working import TOKEN

CODERS = (
    "/agreement",
    "/alias",
    "/code/{article}",
    "/keys",
    "/review/queue",
    "/review/{id_}",
    "/review/{id_}/alike",
    "/work",
)
"""Pages that show what is being worked on: for coders and those above them."""
LOWEST = {
    "get": {
        **dict.fromkeys(CODERS, Role.CODER),
        "/adjudicate": Role.ADJUDICATOR,
        "/adjudicate/{article}": Role.ADJUDICATOR,
        "/people": Role.ADMIN,
    },
    "post": {
        "/adjudicate/{article}/{key}": Role.ADJUDICATOR,
        "/people": Role.ADMIN,
        "/people/change": Role.ADMIN,
        "/saved": Role.VIEWER,
        "/saved/key": Role.VIEWER,
        "/saved/{id_}/drop": Role.VIEWER,
        "/saved/{id_}/seen": Role.VIEWER,
        "/sign-in": Role.VIEWER,
        "/sign-out": Role.VIEWER,
        "/work/assign": Role.ADJUDICATOR,
        "/work/return": Role.ADJUDICATOR,
        "/work/take": Role.ADJUDICATOR,
    },
}
"""The lowest role of each address; of pages that are not told, the viewer, and of what changes something, the coder."""
PAGED = ("events", "history", "ledger", "review/queue", "search?q=talks")
LED = {"/review"}  # whoever may only read is led to what was ruled


def lowest(method, path):
    return LOWEST[method].get(path, Role.VIEWER if method == "get" else Role.CODER)


def something(path):
    """An address with something in each of its places."""
    return re.sub(r"\{\w+\}", "none", path)


@pytest.fixture
def app(desk, accounts):
    return create_app(desk, accounts, hosts=())


def as_(app, name):
    return sign_in(TestClient(app, base_url="https://desk.example", follow_redirects=False), name)


def token(client):
    found = TOKEN.search(client.get("/sign-in").text)
    assert found
    return found.group(1)


def test_nothing_is_changed_without_the_token_of_our_own_form_nor_from_another_site(desk):
    app = create_app(desk)
    client = client_of(desk)
    ours = token(client)
    assert len(every(app, "post")) > 20
    for path in map(something, every(app, "post")):
        for headers in ({}, {"x-csrf-token": "0" * 64}, {"x-csrf-token": ours, "sec-fetch-site": "cross-site"},
                        {"x-csrf-token": ours, "sec-fetch-site": "same-site"}):  # fmt: skip
            assert client.post(path, data={"why": "x"}, headers=headers).status_code == 403, (path, headers)


def test_pages_are_read_and_sent_by_get_and_post_alone(app):
    assert {method for methods in app.openapi()["paths"].values() for method in methods} == {"get", "post"}


def test_every_address_asks_who_it_is(app):
    nobody = TestClient(app, base_url="https://desk.example", follow_redirects=False)
    ours = {"x-csrf-token": token(nobody), "accept": "application/json"}
    for method in ("get", "post"):
        for path in every(app, method):
            answer = nobody.request(method, something(path), headers=ours)
            assert answer.status_code == 401 or path == "/sign-in", (method, path)


@pytest.mark.slow
@pytest.mark.parametrize("role", list(Role))
def test_every_address_lets_in_its_role_and_those_above_it_alone(app, role):
    client = as_(app, role)
    ours = {"x-csrf-token": token(client), "accept": "application/json"}
    assert LOWEST["get"].keys() <= set(every(app, "get"))
    assert LOWEST["post"].keys() <= set(every(app, "post"))
    for method in ("get", "post"):
        for path in every(app, method):
            if path in ("/sign-in", "/sign-out", *LED):
                continue
            answer = client.request(method, something(path), headers=ours)
            assert (answer.status_code == 403) is not role.reaches(lowest(method, path)), (method, path, answer.text)


@pytest.mark.slow
def test_every_answer_bears_our_headers(desk):
    app = create_app(desk)
    client = client_of(desk)
    odd = ("/nowhere", "/static/app.css", "/static/nowhere.css", "/events?from=never", "/events.gexf", "/event/none")
    answers = [client.get(path) for path in (*filled(app, desk), *odd)]
    answers += [client.post(something(path)) for path in every(app, "post")]
    answers.append(client.post("/paste", content=b"x", headers={"content-length": str(LARGEST + 1)}))
    answers.append(TestClient(app, base_url="http://elsewhere.example").get("/"))
    answers.append(client.get("/", headers={"if-none-match": client.get("/").headers["etag"]}))
    assert {200, 304, 403, 404, 406, 413, 421, 422} <= {answer.status_code for answer in answers}
    for answer in answers:
        for name, value in HEADERS.items():
            assert answer.headers.get(name) == value, (answer.url, name)


@pytest.mark.slow
def test_every_page_and_twin_has_a_tag_and_who_has_it_gets_nothing_anew(desk):
    app = create_app(desk)
    client = client_of(desk)
    for path in filled(app, desk):
        for suffix in ("", ".json"):
            answer = client.get(twin(path, suffix), follow_redirects=False)
            if answer.status_code != 200:
                continue
            held = answer.headers["etag"]
            again = client.get(twin(path, suffix), headers={"if-none-match": held})
            assert (again.status_code, again.content) == (304, b""), path
            assert again.headers["etag"] == held


@pytest.mark.parametrize("page", PAGED)
def test_a_list_is_leafed_through_by_cursor_and_shows_each_thing_once(desk, page):
    client, (stem, _, query) = client_of(desk), page.partition("?")
    whole = client.get(f"/{stem}.json?{query}&limit=1000").json()
    (name,) = [name for name, value in whole.items() if isinstance(value, list) and name != "articles"]
    seen, after = [], ""
    while after is not None:
        leaf = client.get(f"/{stem}.json?{query}&limit=1&after={after}").json()
        assert len(leaf[name]) <= 1
        seen += leaf[name]
        after = leaf["next"]
    assert len(seen) == len(whole[name]) == whole["total"]
    assert [one.get("event") or one for one in seen] == [one.get("event") or one for one in whole[name]]


def test_what_is_sent_is_measured_whatever_its_length_was_said_to_be(client):
    ours = token(client)
    kinds = {"application/x-www-form-urlencoded": b"text=", "multipart/form-data; boundary=x": b"--x\r\n"}
    for kind, begins in kinds.items():
        sent = (begins if number == 0 else b"a" * 2**20 for number in range(LARGEST // 2**20 + 2))
        answer = client.post("/paste", content=sent, headers={"content-type": kind, "x-csrf-token": ours})
        assert answer.status_code in (400, 413), answer.text


def test_no_address_that_an_article_tells_is_ever_called(client, monkeypatch):
    called = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *asked, **_: called.append(asked))
    monkeypatch.setattr(socket.socket, "connect", lambda _, asked: called.append(asked))
    page = (
        '<!DOCTYPE html SYSTEM "http://169.254.169.254/a.dtd"><html><head><base href="http://10.0.0.1/">'
        '<link rel="canonical" href="http://127.0.0.1:22/"><meta http-equiv="refresh" content="0;url=http://10.0.0.1/">'
        "</head><body><article><p>ARDEN - Ministers of Arland and Belmar met here on Monday.</p>"
        '<img src="http://10.0.0.1/x.png"></article></body></html>'
    )
    entity = (
        '<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY x SYSTEM "http://169.254.169.254/">]><nitf><body>'
        "<body.content><p>&x; Ministers met in Arden on Monday.</p></body.content></body></nitf>"
    )
    told = '{"id": "a", "published": "2024-06-03", "url": "http://169.254.169.254/", "text": "Ministers met in Arden."}'
    for name, body in (("a.html", page), ("a.xml", entity), ("a.json", told)):
        client.post("/paste", files={"file": (name, body.encode())}, data={"csrf": token(client)})
    client.post("/paste", data={"text": "http://169.254.169.254/latest", "csrf": token(client)})
    assert called == []
