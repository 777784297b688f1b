"""The desk behind nginx and Caddy, as shipped for deployment: each is run, and asked as people ask it."""

import gzip
import re
import secrets
import socket
import ssl
import subprocess
import time

import pytest

from dateline.web.security import LARGEST
from tests.docs.fronts import CADDY, DESK, HTTP, HTTPS, NAME, NGINX, OPENSSL, made
from tests.docs.started import listening
from tests.web.conftest import PASSWORD, token

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OPENSSL is None, reason="needs openssl, which makes a certificate: apt-get install openssl"),
]
NEEDS_NGINX = pytest.mark.skipif(NGINX is None, reason="needs nginx: apt-get install nginx")
NEEDS_CADDY = pytest.mark.skipif(CADDY is None, reason="needs Caddy: apt-get install caddy")
SERVERS = [pytest.param("nginx", marks=NEEDS_NGINX), pytest.param("caddy", marks=NEEDS_CADDY)]
OLD_WORD = 'the "listen ... http2" directive is deprecated'  # of nginx 1.25 and later; those before know no other


@pytest.fixture(scope="module", params=SERVERS)
def started(request, tmp_path_factory):
    """A web server and the desk behind it, and the process of each."""
    front = made(tmp_path_factory.mktemp("front"), request.param)
    with front.desk() as desk, front.open() as server, front.known():
        yield front, desk, server


@pytest.fixture(scope="module")
def front(started):
    return started[0]


@pytest.fixture(scope="module")
def client(front):
    """A coder who has signed in."""
    with front.signed_in("coder") as client:
        yield client


def logged(front, words):
    """Whether something stands in a log, or will soon: nginx writes when it has done with who asked."""
    until = time.monotonic() + 10
    while words not in front.logs and time.monotonic() < until:
        time.sleep(0.05)
    return words in front.logs


def get(client, path, **headers):
    return client.get(path, headers={name.replace("_", "-"): value for name, value in headers.items()})


@NEEDS_NGINX
def test_nginx_finds_nothing_to_say_of_its_file(tmp_path):
    front = made(tmp_path, "nginx")
    with front.open():
        done = subprocess.run([*front.nginx_call, "-t"], capture_output=True, text=True, check=False)  # noqa: S603
    said = re.findall(r"^.*\[(?:warn|error|crit|alert|emerg)\].*$", done.stderr + front.logs, re.MULTILINE)
    assert done.returncode == 0, done.stderr
    assert [line for line in said if OLD_WORD not in line] == []


def test_whoever_asks_the_plain_way_is_sent_to_the_secure_one(front):
    with front.client(scheme="http") as client:
        for path in ("/", "/events?party=ARL%2CBLM", "/person/%C5%BBanna"):
            answer = client.get(path)
            assert answer.status_code in (301, 308)
            assert answer.headers["location"].replace(f":{front.ports[HTTPS]}", "") == f"https://{NAME}{path}"
            assert "set-cookie" not in answer.headers


def test_one_signs_in_and_the_cookie_travels_the_secure_way_alone(front):
    with front.client() as client:
        assert client.get("/events").headers["location"] == "/sign-in?to=%2Fevents"
        sent = {"name": "viewer", "password": PASSWORD, "csrf": token(client), "to": "/events"}
        answer = client.post("/sign-in", data=sent)
        assert (answer.status_code, answer.headers["location"]) == (303, "/events")
        assert {"HttpOnly", "SameSite=Lax", "Secure"} <= {
            part.strip() for part in answer.headers["set-cookie"].split(";")
        }
        assert [cookie.secure for cookie in client.cookies.jar] == [True]
        assert "Arden" in client.get("/events").text


def test_a_page_and_its_twins_come_as_the_desk_gives_them(client):
    page, twin, table = (client.get(f"/events{form}?party=ARL") for form in ("", ".json", ".csv"))
    assert "Arden" in page.text
    assert [one["id"] for one in twin.json()["events"]] == re.findall(r'href="/event/([^"?]+)"', page.text)
    assert table.headers["content-disposition"].startswith("attachment")
    assert get(client, "/events?party=ARL", accept="application/json").json() == twin.json()


def test_headers_that_keep_from_harm_come_once_each_with_every_answer(client):
    for path in ("/", "/nowhere", "/events.json", "/static/app.css"):
        found = client.get(path).headers
        for name in ("content-security-policy", "x-frame-options", "strict-transport-security"):
            assert len(found.get_list(name)) == 1, (path, name)
        assert found["strict-transport-security"] == "max-age=31536000"


def test_the_desk_knows_by_which_name_and_way_it_was_called(front, client):
    assert f'href="https://{NAME}/events.atom"' in client.get("/events.atom").text
    with front.client() as stranger:
        other = get(stranger, "/sign-in", host="evil.example")
        assert other.status_code == 421 or (front.server == "caddy" and not other.content)


@pytest.mark.parametrize("path", ["/events", "/events.json", "/static/app.css"])
def test_what_a_browser_has_is_not_sent_again(client, path):
    first = client.get(path)
    again = get(client, path, if_none_match=first.headers["etag"])
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize("path", ["/events", "/events.json", "/static/app.css"])
def test_answers_come_packed_once_to_those_who_can_unpack_them(client, path):
    plain, packed = (get(client, path, accept_encoding=how) for how in ("identity", "gzip"))
    with client.stream("GET", path, headers={"accept-encoding": "gzip"}) as raw:
        sent = b"".join(raw.iter_raw())
    assert "content-encoding" not in plain.headers
    assert packed.headers.get_list("content-encoding") == ["gzip"]
    assert gzip.decompress(sent) == plain.content
    assert len(sent) < len(plain.content) / 2


def test_browsers_are_spoken_to_by_the_second_http(front):
    context = ssl.create_default_context(cafile=front.folder / "certificate/fullchain.pem")
    context.set_alpn_protocols(["h2", "http/1.1"])
    with (
        socket.create_connection(("127.0.0.1", front.ports[HTTPS])) as plain,
        context.wrap_socket(plain, server_hostname=NAME) as spoken,
    ):
        assert spoken.selected_alpn_protocol() == "h2"


def test_a_form_changes_something_with_the_token_of_our_own_page_alone(front):
    with front.signed_in("admin") as client:
        person = {"name": "i.maren", "password": "a" * 12, "role": "coder"}
        ours = {"csrf": re.findall(r'name="csrf" value="(\w+)"', client.get("/people").text)[0]}
        elsewhere = client.post("/people", data=person | ours, headers={"sec-fetch-site": "cross-site"})
        assert [client.post("/people", data=person).status_code, elsewhere.status_code] == [403, 403]
        assert "i.maren" not in client.get("/people.json").text
        assert client.post("/people", data=person | ours).status_code == 303
        assert "i.maren" in client.get("/people.json").text


def file_of(size):
    """A form that carries a file, in so many bytes."""
    begun, ended = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n', b"\r\n--x--\r\n"
    return begun.ljust(size - len(ended), b"x") + ended


@pytest.mark.parametrize("is_told", [True, False], ids=["of told length", "in pieces"])
def test_a_file_that_is_too_large_is_refused_and_the_largest_is_not(client, is_told):
    def status(size):
        body = file_of(size) if is_told else iter([file_of(size)])
        return client.post(
            "/paste", content=body, headers={"content-type": "multipart/form-data; boundary=x"}
        ).status_code

    assert status(LARGEST + 1) == 413
    assert status(LARGEST) == 403  # of the desk, which has read it: it lacks our token


def test_who_fails_often_must_wait_whoever_they_say_that_they_are_and_others_need_not(front):
    def fails(client, number):
        sent = {"name": secrets.token_hex(), "password": "wrong", "csrf": token(client)}
        lies = {"x-forwarded-for": f"192.0.2.{number}", "x-real-ip": f"192.0.2.{number}"}
        lies["forwarded"] = f"for=192.0.2.{number}"
        return client.post("/sign-in", data=sent, headers=lies).status_code

    addresses = ["127.0.0.21", *front.bound[1:]]
    for address in addresses:
        with front.client(address) as client:
            assert [fails(client, number) for number in range(6)] == [401] * 5 + [429]
    with front.client("127.0.0.22") as other:
        assert fails(other, 7) == 401


def test_no_log_holds_the_key_of_a_feed_however_it_was_asked_for(front):
    key = front.key_of("viewer")
    with front.client() as reader, front.client(scheme="http") as plain:
        read = reader.get(f"/feed/{key}/calendar.ics?party=ARL")
        assert read.text.count("BEGIN:VEVENT") > 0
        for path in (f"/feed/{key}/events.atom", f"/feed/{key}", f"//feed/{key}/x.ics", f"/%66eed/{key}/events.atom"):
            assert reader.get(f"https://{NAME}{path}").status_code in (200, 303, 404), path
            assert plain.get(f"http://{NAME}{path}").status_code in (301, 308)
        assert reader.post(f"/feed/{key}/x.ics", content=b"x" * (LARGEST + 1)).status_code == 413
    for words in told_by(front):
        assert logged(front, words), words
    assert key not in front.logs


def told_by(front):
    """What the log of a server must have of this, if it keeps one of all that is asked for: Caddy keeps none."""
    if front.server == "nginx":
        yield from (
            'GET /feed/.../calendar.ics?party=ARL" 200',
            'GET /feed/.../events.atom" 301',
            '/feed/.../x.ics" 413',
        )


@pytest.mark.parametrize("server", SERVERS)
def test_while_the_desk_is_down_people_are_told_so_and_no_log_holds_a_key(server, tmp_path):
    front, key, session = made(tmp_path, server), "0123456789" * 4, "of-somebody-who-has-signed-in"
    with front.open(), front.known(), front.client() as reader:
        for path in ("/events", f"/feed/{key}/events.atom"):
            assert get(reader, path, cookie=f"dateline={session}").status_code == 502
    for words in ("/events", "/feed/.../events.atom"):
        assert logged(front, words), words
    assert key not in front.logs
    assert session not in front.logs


def test_nothing_listens_but_the_two_ports_for_people_and_the_desk_for_this_machine_alone(started):
    front, desk, server = started
    assert listening(desk) == {f"127.0.0.1 {front.ports[DESK]}"}
    assert listening(server) == {f"{one} {front.ports[port]}" for one in front.bound for port in (HTTP, HTTPS)}
