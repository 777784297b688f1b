import asyncio
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dateline.web.app import create_app
from dateline.web.forms import within
from dateline.web.security import LARGEST, Guarded, Patience
from tests.web.conftest import HOSTILE, client_of, sign_in, token
from tests.web.test_routes import paths
from tests.web.told import harms

CHANGING = ("/paste", "/paste/word/keep", "/sign-out", "/people", "/people/change")


def test_every_answer_forbids_scripts_of_others_and_within_the_page(client):
    for path in (*paths(client), "/nowhere", "/static/app.css", "/events.json", "/openapi.json"):
        policy = client.get(path).headers["content-security-policy"]
        assert "script-src 'self'" in policy, path
        assert "unsafe" not in policy
        assert client.get(path).headers["x-content-type-options"] == "nosniff"


def test_no_page_has_a_script_or_a_style_within(client):
    for path in paths(client):
        page = client.get(path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", page), path
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=", page), path
        assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", page), path


def test_hostile_words_are_shown_and_do_nothing(hostile):
    for path in paths(hostile):
        answer = hostile.get(path)
        page = answer.text
        assert answer.status_code == 200
        assert harms(page) == [], path


def test_a_template_in_an_article_is_only_words(hostile):
    page = hostile.get(next(one["href"] for one in hostile.get("/index.json").json()["new"] if "7" in one["id"])).text
    assert "{{ 7 * 7 }}" in page
    assert "{% raw %}" in page


def test_a_hostile_word_in_the_query_comes_back_as_a_word(client):
    page = client.get("/search", params={"q": HOSTILE.replace("\x00", "")[:150], "person": '"><script>alert(1)'}).text
    assert "<script>alert" not in page
    assert "<img" not in page


@pytest.mark.parametrize("path", CHANGING)
def test_nothing_changes_without_the_token_of_our_own_form(client, path):
    client.get("/")
    assert client.post(path, data={"text": "x"}).status_code == 403
    assert client.post(path, data={"text": "x", "csrf": "0" * 64}).status_code == 403
    assert client.post(path, data={"text": "x", "csrf": "ü"}).status_code == 403


@pytest.mark.parametrize(
    "other", ['theme={"a":1}', "[x]=1", "a b=c", "bare", "=", 'half="open', "café=1", "dateline2=x"]
)
@pytest.mark.parametrize("stands", ["{other}; {ours}", "{ours}; {other}"])
def test_whatever_other_cookies_the_host_has_a_visitor_is_known_by_ours(client, other, stands):
    csrf = token(client)
    sent = stands.format(other=other, ours=f"dateline={client.cookies['dateline']}").encode()
    client.cookies.clear()
    answer = client.post("/paste", data={"text": "", "csrf": csrf}, headers={"cookie": sent})
    assert answer.status_code == 422
    assert "set-cookie" not in answer.headers


def test_a_token_of_another_visitor_is_none(desk):
    other, client = client_of(desk), client_of(desk)
    stolen = re.search(r'name="csrf" value="(\w+)"', other.get("/paste").text)
    assert stolen
    client.get("/")
    assert client.post("/paste", data={"text": "x", "csrf": stolen.group(1)}).status_code == 403


def test_what_another_site_sends_is_turned_away(client):
    sent = {"sec-fetch-site": "cross-site", "x-csrf-token": token(client)}
    assert client.post("/paste", data={"text": "x"}, headers=sent).status_code == 403


def test_the_desk_answers_to_its_own_name_alone(desk):
    app = create_app(desk)
    assert TestClient(app, base_url="http://evil.example").get("/").status_code == 421
    for host in ("localhost", "127.0.0.1:8321", "[::1]:8321"):
        assert TestClient(app, base_url=f"http://{host}").get("/").status_code == 200


@pytest.mark.parametrize("path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py",
                                  "/static//etc/passwd", "/article/..%2f..%2fetc%2fpasswd"])  # fmt: skip
def test_no_path_leads_out_of_the_folder(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert "create_app" not in answer.text


def test_what_is_too_large_is_turned_away(client):
    sent = client.post("/paste", content=b"x", headers={"content-length": str(LARGEST + 1)})
    assert sent.status_code == 413


@pytest.mark.parametrize("address", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", "",
                                     "/a\nb", "/\t/evil.example"])  # fmt: skip
def test_no_form_leads_to_another_site(address):
    assert within(address) == "/"


def test_where_a_form_leads_to_may_hold_any_characters(client):
    sent = {"name": "x", "password": "y", "to": "/events?person=Żanna&party=ARL%2CBLM", "csrf": token(client)}
    answer = client.post("/sign-in", data=sent, follow_redirects=False)
    assert answer.headers["location"] == "/events?person=%C5%BBanna&party=ARL%2CBLM"


def test_an_address_of_ours_is_kept():
    assert within("/events?party=IND") == "/events?party=IND"


# ---- a shared desk


def test_whoever_has_not_signed_in_sees_the_sign_in_page_alone(shared):
    for path in ("/", "/events", "/openapi.json", "/events.csv", "/nowhere"):
        answer = shared.get(path, follow_redirects=False)
        assert answer.status_code in (303, 401, 404), path
        assert "Arden" not in answer.text
    assert shared.get("/events", follow_redirects=False).headers["location"] == "/sign-in?to=%2Fevents"
    assert shared.get("/events.json").status_code == 401


def test_the_cookie_is_for_us_alone(shared):
    cookie = shared.get("/sign-in").headers["set-cookie"]
    assert {"HttpOnly", "SameSite=Lax", "Secure"} <= {part.strip() for part in cookie.split(";")}


def test_signing_in_gives_another_session_and_signing_out_ends_it(shared):
    before = shared.get("/sign-in").cookies["dateline"]
    sign_in(shared, "coder")
    session = shared.cookies["dateline"]
    assert session != before
    assert shared.get("/events.json").status_code == 200
    form = re.search(r'name="csrf" value="(\w+)"', shared.get("/events").text)
    assert form
    shared.post("/sign-out", data={"csrf": form.group(1)})
    assert shared.get("/events.json").status_code == 401


def test_a_viewer_reads_and_changes_nothing(shared):
    sign_in(shared, "viewer")
    sent = {"x-csrf-token": re.findall(r'name="csrf" value="(\w+)"', shared.get("/paste").text)[0]}
    assert shared.get("/events").status_code == 200
    assert shared.post("/paste", data={"text": "Ministers met."}, headers=sent).status_code == 403
    assert shared.get("/people").status_code == 403


def test_an_admin_takes_people_in_and_the_audit_says_so(shared):
    sign_in(shared, "admin")
    csrf = re.findall(r'name="csrf" value="(\w+)"', shared.get("/people").text)[0]
    answer = shared.post("/people", data={"name": "i.maren", "password": "a" * 12, "role": "coder", "csrf": csrf})
    assert "i.maren as coder" in answer.text
    assert "add person" in shared.get("/people.csv").text
    assert {"name": "i.maren", "role": "coder", "active": True} in shared.get("/people.json").json()["people"]


def test_the_last_admin_stays(shared):
    sign_in(shared, "admin")
    csrf = re.findall(r'name="csrf" value="(\w+)"', shared.get("/people").text)[0]
    answer = shared.post("/people/change", data={"name": "admin", "role": "viewer", "csrf": csrf})
    assert answer.status_code == 409
    assert "another admin" in answer.text


def test_who_fails_often_must_wait_even_with_the_right_password(shared):
    csrf = token(shared)
    for _ in range(5):
        wrong = shared.post("/sign-in", data={"name": "coder", "password": "wrong", "csrf": csrf})
        assert wrong.status_code == 401
    answer = shared.post("/sign-in", data={"name": "coder", "password": "correct horse battery", "csrf": csrf})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


def test_patience_comes_back_with_time():
    now = [0.0]
    patience = Patience(most=2, seconds=60, clock=lambda: now[0])
    patience.fail("a")
    assert patience.wait("a") == 0
    patience.fail("a")
    assert patience.wait("a", "b") == 61
    now[0] = 61.0
    assert patience.wait("a") == 0


@pytest.mark.parametrize(
    ("parts", "taken"), [(3, 3), (LARGEST // 2**20 + 9, LARGEST // 2**20 + 1)], ids=["all", "no more"]
)
def test_who_is_still_sending_is_heard_out_before_an_answer_that_did_not_wait(parts, taken):
    """A web server in front of us would else tell of a desk that is down: its connection would be cut."""
    heard: list[int] = []
    said: list[dict[str, Any]] = []

    async def refuses(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 400, "headers": []})
        await send({"type": "http.response.body", "body": b"no"})

    async def receive():
        heard.append(len(said))
        return {"type": "http.request", "body": b"a" * 2**20, "more_body": len(heard) < parts}

    async def send(message):
        said.append(message)

    asyncio.run(Guarded(refuses)({"type": "http", "headers": []}, receive, send))
    assert heard == [0] * taken
    assert said[0]["status"] == 400
