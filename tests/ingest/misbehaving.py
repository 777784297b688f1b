"""A web server on this machine that does what a test tells it to, well or badly; and feeds and pages for it to send."""

import gzip
import hashlib
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from xml.sax.saxutils import escape

Handler = BaseHTTPRequestHandler
Does = Callable[[Handler], None]

STORY = (
    "ARDEN, June 3 (NWA) - Defence Minister Ines Maren of Arland met her Belmar counterpart Tomas Ruh in Arden on "
    "Monday. The ministers spoke of drills at sea and of the training of officers. "
)


@dataclass
class Server:
    """Answers each path as it was told; ``asked`` is what it was asked for, with the headers."""

    paths: dict[str, Does] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    port: int = 0
    ending: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    def count(self, path: str) -> int:
        """How often a path was asked for."""
        return [asked for asked, _ in self.asked].count(path)

    def gives(self, path: str, data: bytes | str, kind: str = "application/rss+xml", **headers: str) -> None:
        """Let it give these bytes."""
        self.paths[path] = gives(data, kind, 200, **headers)

    @classmethod
    @contextmanager
    def listening(cls, tls: ssl.SSLContext | None = None) -> Iterator[Self]:
        """A server, while the test lasts."""
        server = cls()
        thread = server._start(tls)
        yield server
        server.ending.set()
        thread.shutdown()
        thread.server_close()

    def _start(self, tls: ssl.SSLContext | None) -> ThreadingHTTPServer:
        ours = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self):
                ours.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                does = ours.paths.get(self.path.partition("?")[0]) or status(404)
                try:
                    does(self)
                except OSError:  # the other side has had enough
                    self.close_connection = True

            def log_message(self, *_):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        server.daemon_threads = True
        server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a greeting that the other side refuses
        if tls:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        self.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        return server


# ---- what it does


def gives(data: bytes | str, kind: str = "application/rss+xml", status: int = 200, **headers: str) -> Does:
    """Give these bytes."""
    sent = data.encode() if isinstance(data, str) else data

    def do(handler: Handler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(sent)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(sent)

    return do


def status(code: int, **headers: str) -> Does:
    """Answer with a status alone."""
    return gives(b"", status=code, **headers)


def sends_to(where: str, code: int = 302) -> Does:
    """Send on to somewhere else."""
    return status(code, Location=where)


def unless_known(data: str, etag: str = '"one"') -> Does:
    """Give a feed with its mark, and to whoever brings the mark 304."""

    def do(handler: Handler) -> None:
        known = handler.headers.get("If-None-Match") == etag
        (status(304, ETag=etag) if known else gives(data, ETag=etag, Last_Modified=formatdate(0, usegmt=True)))(handler)

    return do


def drips(server: Server, data: bytes = b"", *, head: bool = True) -> Does:
    """Give a byte now and then, for ever."""

    def do(handler: Handler) -> None:
        if head:
            handler.send_response(200)
            handler.send_header("Content-Type", "application/rss+xml")
            handler.end_headers()
            handler.wfile.write(data)
        while not server.ending.wait(0.05):
            handler.wfile.write(b" " if head else b"X")
            handler.wfile.flush()

    return do


def cut_off(data: bytes) -> Does:
    """Promise more bytes than are given."""

    def do(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(2 * len(data)))
        handler.end_headers()
        handler.wfile.write(data)
        handler.close_connection = True

    return do


def bomb(unpacked: int) -> Does:
    """Give a small file that unpacks to a large one."""
    return gives(gzip.compress(b"\0" * unpacked), Content_Encoding="gzip")


# ---- what it gives


def item(number: int, text: str = "", *, link: str | None = None, day: str = "Mon, 03 Jun 2024 08:15:00 +0200") -> str:
    """One item of a feed; without a text, a stub."""
    content = f"<content:encoded>{escape(text)}</content:encoded>" if text else ""
    page = f"<link>{escape(link)}</link>" if link else ""
    return (
        f"<item><guid isPermaLink='false'>nwa-{number}</guid><title>Story {number}</title>{page}"
        f"<pubDate>{day}</pubDate><description>The ministers of story {number} met ...</description>{content}</item>"
    )


def rss(items: Iterable[str], head: str = "<?xml version='1.0' encoding='utf-8'?>") -> str:
    """A feed of RSS."""
    return (
        f"{head}<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        f"<title>Northern Wire</title><link>http://nwa.example/</link>{''.join(items)}</channel></rss>"
    )


def story(number: int, times: int = 6) -> str:
    """A text that is long enough to be whole, and another for each number."""
    return f"<p>{STORY}</p>" + "".join(f"<p>Part {i} of story {number}. {STORY}</p>" for i in range(times))


def unlike(number: int) -> str:
    """A text that shares no words with that of another number: what is alike is compared, which takes its time."""
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    return " ".join(f"w{digest[at : at + 4]}" for at in range(0, 64, 4))


def page(number: int) -> str:
    """A page with such a text."""
    return (
        f"<!doctype html><html><head><title>Story {number}</title>"
        '<meta property="article:published_time" content="2024-06-03T08:15:00+02:00"></head>'
        f"<body><nav>Home World Sport</nav><article><h1>Story {number}</h1>{story(number)}</article></body></html>"
    )
