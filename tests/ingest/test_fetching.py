import gzip
import os
import shutil
import ssl
import subprocess
import time
import zlib

import pytest

from dateline.ingest import addresses
from dateline.ingest.connecting import Limits
from dateline.ingest.fetching import Fetcher, FetchError, Known
from tests.ingest.misbehaving import Server, bomb, cut_off, drips, gives, sends_to, status, unless_known

HOSTS = frozenset({"127.0.0.1"})
MIB = 2**20


@pytest.fixture
def server():
    with Server.listening() as server:
        yield server


class Time:
    """A clock that only sleeping moves."""

    def __init__(self):
        self.now, self.slept = 1000.0, []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock():
    return Time()


@pytest.fixture
def fetcher(clock):
    def fetcher(*, allow_private=True, lookup=addresses.looked_up, **limits):
        few = Limits(**({"silence": 2, "whole": 5, "pause": 0, "packed": MIB, "unpacked": 4 * MIB} | limits))
        return Fetcher(allow_private=allow_private, limits=few, clock=clock, sleep=clock.sleep, lookup=lookup)

    return fetcher


def refused(call, code):
    with pytest.raises(FetchError) as caught:
        call()
    assert caught.value.code == code, caught.value
    assert caught.value.mend
    return caught.value


# ---- what is got


def test_bytes_come_with_what_the_server_says_of_them(fetcher, server):
    server.gives(
        "/a", b"words", "text/html; charset=ISO-8859-1", ETag='"x"', Last_Modified="Mon, 03 Jun 2024 08:00:00 GMT"
    )
    got = fetcher().get(f"{server.url}/a", HOSTS)
    assert (got.data, got.kind, got.charset) == (b"words", "text/html", "iso-8859-1")
    assert got.known == Known(etag='"x"', modified="Mon, 03 Jun 2024 08:00:00 GMT")


def test_what_has_not_changed_is_not_sent_again(fetcher, server):
    server.paths["/a"] = unless_known("words")
    once = fetcher()
    first = once.get(f"{server.url}/a", HOSTS)
    again = once.get(f"{server.url}/a", HOSTS, known=first.known)
    assert (first.data, again.data, again.known.etag) == (b"words", None, '"one"')
    assert server.asked[-1][1]["if-modified-since"] == first.known.modified


def test_it_says_who_it_is_and_in_which_language_it_reads(fetcher, server):
    server.gives("/a", b"")
    fetcher().get(f"{server.url}/a", HOSTS, language="fr")
    told = server.asked[-1][1]
    assert "dateline/" in told["user-agent"]
    assert told["accept-language"].startswith("fr")


@pytest.mark.parametrize(
    ("packed", "name"),
    [
        (gzip.compress(b"words" * 9), "gzip"),
        (gzip.compress(b"words" * 4) + gzip.compress(b"words" * 5), "gzip"),
        (zlib.compress(b"words" * 9), "deflate"),
        (zlib.compress(b"words" * 9)[2:-4], "deflate"),
    ],
    ids=("gzip", "gzip in two members", "deflate", "deflate without its header"),
)
def test_what_was_packed_for_the_way_is_unpacked(fetcher, server, packed, name):
    server.gives("/a", packed, Content_Encoding=name)
    assert fetcher().get(f"{server.url}/a", HOSTS).data == b"words" * 9


# ---- what is refused


@pytest.mark.parametrize(("code", "passes"), [(404, False), (410, False), (403, False), (500, True), (503, True)])
def test_a_status_tells_whether_it_is_worth_another_try(fetcher, server, code, passes):
    server.paths["/a"] = status(code)
    fault = refused(lambda: fetcher().get(f"{server.url}/a", HOSTS), "fetch.status")
    assert (fault.passes, fault.wait) == (passes, None)


@pytest.mark.parametrize(("said", "wait"), [("120", 120), ("Fri, 31 Dec 1999 23:59:59 GMT", 0), ("soon", None)])
def test_a_server_may_say_for_how_long_to_leave_it_alone(fetcher, server, said, wait):
    server.paths["/a"] = status(429, Retry_After=said)
    assert refused(lambda: fetcher().get(f"{server.url}/a", HOSTS), "fetch.status").wait == wait


def test_a_host_that_asked_to_be_left_alone_is(fetcher, server):
    server.paths["/a"] = status(429, Retry_After="600")
    server.gives("/b", b"words")
    ours = fetcher()
    refused(lambda: ours.get(f"{server.url}/a", HOSTS), "fetch.status")
    assert 590 < refused(lambda: ours.get(f"{server.url}/b", HOSTS), "fetch.pace").wait <= 600
    assert server.count("/b") == 0


def test_a_bomb_is_stopped_before_it_goes_off(fetcher, server):
    server.paths["/a"] = bomb(64 * MIB)
    refused(lambda: fetcher().get(f"{server.url}/a", HOSTS), "fetch.size")


def test_an_answer_without_end_is_stopped(fetcher, server):
    server.gives("/a", b"x" * (2 * MIB))
    refused(lambda: fetcher().get(f"{server.url}/a", HOSTS), "fetch.size")


@pytest.mark.parametrize("packed", [gzip.compress(b"words" * 999)[:-20], b"no gzip at all"], ids=("cut off", "none"))
def test_what_is_packed_and_broken_is_no_answer(fetcher, server, packed):
    server.gives("/a", packed, Content_Encoding="gzip")
    refused(lambda: fetcher().get(f"{server.url}/a", HOSTS), "fetch.packed")


def test_a_packing_that_was_not_asked_for_is_no_answer(fetcher, server):
    server.gives("/a", b"\x00", Content_Encoding="br")
    refused(lambda: fetcher().get(f"{server.url}/a", HOSTS), "fetch.packed")


def test_an_answer_that_breaks_off_is_none(fetcher, server):
    server.paths["/a"] = cut_off(b"<rss>")
    assert refused(lambda: fetcher().get(f"{server.url}/a", HOSTS), "fetch.broken").passes


@pytest.mark.parametrize("head", [True, False])
def test_a_server_that_drips_is_left_when_its_time_is_over(fetcher, server, head):
    server.gives("/robots.txt", "", "text/plain")
    server.paths["/a"] = drips(server, head=head)
    began = time.monotonic()
    refused(lambda: fetcher(whole=1).get(f"{server.url}/a", HOSTS), "fetch.slow")
    assert time.monotonic() - began < 4


def test_a_server_that_falls_silent_is_left(fetcher, server):
    server.paths["/a"] = lambda _: server.ending.wait(4)
    refused(lambda: fetcher(silence=0.3).get(f"{server.url}/a", HOSTS), "fetch.slow")


def test_a_server_that_speaks_no_http_is_no_source(fetcher, server):
    server.paths["/a"] = lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n" * 3)
    refused(lambda: fetcher().get(f"{server.url}/a", HOSTS), "fetch.broken")


def test_a_port_where_nobody_listens_is_told(fetcher, server):
    server.gives("/a", b"")
    closed = server.url.rpartition(":")[0] + ":1"
    assert refused(lambda: fetcher().get(f"{closed}/a", HOSTS), "fetch.broken").passes


# ---- redirects


def test_a_feed_that_moved_for_good_is_found_and_told(fetcher, server):
    server.paths |= {"/a": sends_to("/b", 301), "/b": sends_to("c", 308)}
    server.gives("/c", b"words")
    got = fetcher().get(f"{server.url}/a", HOSTS)
    assert (got.data, got.url, got.moved) == (b"words", f"{server.url}/c", f"{server.url}/c")


def test_a_feed_that_moved_for_now_is_found(fetcher, server):
    server.paths["/a"] = sends_to("/c", 302)
    server.gives("/c", b"words")
    assert fetcher().get(f"{server.url}/a", HOSTS).moved is None


def test_redirects_in_a_circle_end(fetcher, server):
    server.paths |= {"/a": sends_to("/b"), "/b": sends_to("/a")}
    refused(lambda: fetcher().get(f"{server.url}/a", HOSTS), "fetch.circle")
    assert server.count("/a") + server.count("/b") == 6


@pytest.mark.parametrize("where", ["file:///etc/passwd", "ftp://127.0.0.1/", "", "http://[broken/", "gopher://x"])
def test_a_redirect_to_what_is_no_page_is_not_followed(fetcher, server, where):
    server.paths["/a"] = sends_to(where)
    refused(lambda: fetcher().get(f"{server.url}/a", HOSTS), "fetch.redirect")


def test_a_redirect_to_a_host_of_others_is_not_followed_unless_it_is_allowed(fetcher, server):
    server.paths["/a"] = sends_to(f"http://localhost:{server.port}/b")
    server.gives("/b", b"words")
    fault = refused(lambda: fetcher().get(f"{server.url}/a", HOSTS), "fetch.bounds")
    assert "hosts: [localhost]" in fault.mend
    assert fetcher().get(f"{server.url}/a", HOSTS | {"localhost"}).data == b"words"


# ---- addresses


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1",
        "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "not an address", "",
    ],
)  # fmt: skip
def test_an_address_of_this_network_is_not_public(address):
    assert not addresses.is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_an_address_of_the_network_of_all_is_public(address):
    assert addresses.is_public(address)


@pytest.mark.parametrize("found", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["::1"]])
def test_a_host_with_an_address_of_this_network_is_not_gone_to(fetcher, server, found):
    ours = fetcher(allow_private=False, lookup=lambda *_: found)
    fault = refused(lambda: ours.get(f"http://nwa.example:{server.port}/a", {"nwa.example"}), "fetch.private")
    assert not fault.passes
    assert server.asked == []


def test_a_redirect_to_this_network_is_not_followed(fetcher, server, monkeypatch):
    monkeypatch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1")  # where the test's server is
    known = {"nwa.example": ["127.0.0.1"], "inner.nwa.example": ["127.0.0.2"]}
    ours = fetcher(allow_private=False, lookup=lambda host, _: known[host])
    server.paths["/a"] = sends_to(f"http://inner.nwa.example:{server.port}/b")
    server.gives("/b", b"secret")
    refused(lambda: ours.get(f"http://nwa.example:{server.port}/a", {"nwa.example"}), "fetch.private")
    assert server.count("/b") == 0


def test_a_host_is_looked_up_once_and_gone_to_where_it_was_then(fetcher, server):
    asked = []

    def lookup(host, _):
        asked.append(host)
        return ["127.0.0.1"]

    server.gives("/a", b"words")
    server.gives("/robots.txt", "", "text/plain")
    ours = fetcher(lookup=lookup)
    assert ours.get(f"http://nwa.example:{server.port}/a", {"nwa.example"}).data == b"words"
    assert asked == ["nwa.example"] * 2  # robots.txt, and the address
    assert server.asked[-1][1]["host"] == f"nwa.example:{server.port}"


@pytest.mark.parametrize(
    "url",
    ["http://user:pw@nwa.example/", "http:///x", "nwa.example", "file:///etc/passwd", "http://\ud800/", "http://["],
)
def test_what_is_no_address_is_told(fetcher, url):
    refused(lambda: fetcher().get(url, {"nwa.example"}), "fetch.address")


@pytest.mark.parametrize("url", ["http://evilnwa.example/", "http://nwa.example.evil.example/"])
def test_a_host_whose_name_only_looks_like_it_is_another(fetcher, url):
    refused(lambda: fetcher().get(url, {"nwa.example"}), "fetch.bounds")


# ---- robots.txt, and the pace


def test_what_robots_txt_forbids_is_not_asked_for(fetcher, server):
    server.gives("/robots.txt", "User-agent: *\nDisallow: /a\nAllow: /a/open\n", "text/plain")
    server.gives("/a/open", b"words")
    server.gives("/a", b"words")
    ours = fetcher()
    refused(lambda: ours.get(f"{server.url}/a", HOSTS), "fetch.robots")
    assert ours.get(f"{server.url}/a/open", HOSTS).data == b"words"
    assert (server.count("/a"), server.count("/robots.txt")) == (0, 1)


def test_a_host_may_name_dateline_itself(fetcher, server):
    server.gives("/robots.txt", "User-agent: *\nAllow: /\n\nUser-agent: dateline\nDisallow: /\n", "text/plain")
    refused(lambda: fetcher().get(f"{server.url}/a", HOSTS), "fetch.robots")


def test_robots_txt_holds_at_each_step_of_a_redirect(fetcher, server):
    server.gives("/robots.txt", "User-agent: *\nDisallow: /closed\n", "text/plain")
    server.paths["/a"] = sends_to("/closed")
    refused(lambda: fetcher().get(f"{server.url}/a", HOSTS), "fetch.robots")
    assert server.count("/closed") == 0


@pytest.mark.parametrize(
    "does", [status(404), status(403), sends_to("http://other.example/robots.txt"), gives(b"\xff\x00")]
)
def test_a_host_without_rules_may_be_asked(fetcher, server, does):
    server.paths["/robots.txt"] = does
    server.gives("/a", b"words")
    assert fetcher().get(f"{server.url}/a", HOSTS).data == b"words"


def test_a_host_whose_rules_cannot_be_had_is_left_alone_for_now(fetcher, server):
    server.paths["/robots.txt"] = status(503)
    server.gives("/a", b"words")
    assert refused(lambda: fetcher().get(f"{server.url}/a", HOSTS), "fetch.status").passes
    assert server.count("/a") == 0


def test_between_two_requests_to_a_host_there_is_a_pause(fetcher, server, clock):
    server.gives("/a", b"words")
    ours = fetcher(pause=3)
    for _ in range(2):
        ours.get(f"{server.url}/a", HOSTS)
    assert clock.slept == [3, 3]  # behind robots.txt, and behind the first


def test_the_pause_that_a_host_asks_for_is_kept(fetcher, server, clock):
    server.gives("/robots.txt", "User-agent: *\nCrawl-delay: 20\n", "text/plain")
    server.gives("/a", b"words")
    ours = fetcher(pause=1)
    for _ in range(2):
        ours.get(f"{server.url}/a", HOSTS)
    assert clock.slept == [1, 20]


# ---- certificates


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    if not shutil.which("openssl"):
        pytest.skip("openssl is not installed")
    key, made = (tmp_path_factory.mktemp("tls") / name for name in ("key.pem", "cert.pem"))
    call = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:prime256v1",
        "-nodes",
        "-days",
        "2",
    ]
    call += ["-subj", "/CN=nwa.example", "-addext", "subjectAltName=DNS:nwa.example", "-keyout", key, "-out", made]
    subprocess.run(call, check=True, capture_output=True)  # noqa: S603  (our own words)
    return key, made


@pytest.fixture
def secure(certificate):
    key, made = certificate
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made, key)
    with Server.listening(context) as server:
        server.gives("/a", b"words")
        yield server


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(fetcher, secure):
    ours = fetcher(lookup=lambda *_: ["127.0.0.1"])
    refused(lambda: ours.get(f"https://nwa.example:{secure.port}/a", {"nwa.example"}), "fetch.certificate")


def test_a_certificate_must_be_that_of_the_host_by_its_name(fetcher, secure, certificate, monkeypatch):
    monkeypatch.setitem(os.environ, "SSL_CERT_FILE", str(certificate[1]))
    ours = fetcher(lookup=lambda *_: ["127.0.0.1"])
    assert ours.get(f"https://nwa.example:{secure.port}/a", {"nwa.example"}).data == b"words"
    refused(lambda: ours.get(f"https://www.nwa.example:{secure.port}/a", {"nwa.example"}), "fetch.certificate")


def test_a_host_with_a_certificate_does_not_send_on_to_one_without(fetcher, secure, certificate, monkeypatch):
    monkeypatch.setitem(os.environ, "SSL_CERT_FILE", str(certificate[1]))
    secure.paths["/a"] = sends_to(f"http://nwa.example:{secure.port}/b")
    ours = fetcher(lookup=lambda *_: ["127.0.0.1"])
    refused(lambda: ours.get(f"https://nwa.example:{secure.port}/a", {"nwa.example"}), "fetch.redirect")
