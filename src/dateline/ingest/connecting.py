"""One request to one address: bounded in bytes, packed and unpacked, and in time, however slowly the answer drips."""

import socket
import threading
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.parse import urlsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, NewConnectionError

from dateline.errors import SourceError

_OK = 200
_BLOCK = 65536
_EITHER = 32 + 15  # as zlib is told to take gzip or zlib
_BARE = -15  # and deflate without a head, as some servers send it
_GZIP = frozenset({"gzip", "x-gzip"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of one answer is taken: seconds, bytes, steps."""

    connect: float = 10.0
    silence: float = 20.0  # between two stretches of the answer
    whole: float = 60.0  # from the first byte asked for to the last one given
    packed: int = 16 * 2**20
    unpacked: int = 64 * 2**20
    redirects: int = 5
    pause: float = 1.0  # between two requests to one host
    patience: float = 120.0  # for a host's turn; what would wait longer is left for the next round


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said; ``data`` is unpacked, and empty where the status tells all."""

    status: int
    headers: Mapping[str, str]
    data: bytes = field(default=b"", repr=False)


class _Watch:
    """Ends a connection when its time is over, whatever it is doing: greeting, speaking, falling silent."""

    def __init__(self, seconds: float) -> None:
        self.rang = False
        self._held: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def hold(self, sock: socket.socket) -> None:
        """Watch over a connection; over a second handle of it, as TLS takes the first away."""
        self._held.append(sock.dup())

    def _ring(self) -> None:
        self.rang = True
        for sock in tuple(self._held):
            try:
                sock.shutdown(socket.SHUT_RDWR)
            except OSError:  # it has ended by itself
                continue

    def end(self) -> None:
        """It is over in time."""
        self._timer.cancel()
        for sock in self._held:
            sock.close()


class _Pinned:
    """A connection to addresses that were looked up and allowed before; urllib3's own SOCKS connection is made so."""

    def __init__(self, *args: Any, _pinned: Sequence[str], _watch: _Watch, **more: Any) -> None:
        self._pinned, self._watch = _pinned, _watch
        super().__init__(*args, **more)

    def _new_conn(self: Any) -> socket.socket:
        fault: OSError | None = None
        for address in self._pinned:
            try:
                sock = socket.create_connection((address, self.port), timeout=self.timeout)
            except OSError as error:
                fault = error
                continue
            self._watch.hold(sock)
            return sock
        raise NewConnectionError(self, str(fault)) from fault


class _Plain(_Pinned, HTTPConnection):
    """Without TLS."""


class _Secure(_Pinned, HTTPSConnection):
    """With TLS; the certificate has to be that of the host by its name."""


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


def ask(url: str, pinned: Sequence[str], headers: Mapping[str, str], limits: Limits) -> Answer:
    """Ask for one address, and take what is given; redirects are told, not followed.

    Args:
        url: What to ask for; its host is named to the server, and in its certificate.
        pinned: The addresses to connect to, the first that answers is taken.
        headers: What to say besides.
        limits: How much is taken.

    Raises:
        SourceError: Nothing can be got, or too much, or too slowly.
    """
    watch = _Watch(limits.whole)
    try:
        with _opened(url, pinned, headers, limits, watch) as response:
            told = {name.lower(): value for name, value in response.headers.items()}
            data = _body(response, url, limits) if response.status == _OK else b""
            if watch.rang:  # to a body without a length, the end of the connection is only its end
                raise TimeoutError
            return Answer(response.status, told, _unpacked(data, told.get("content-encoding", ""), url, limits))
    except (HTTPError, HTTPException, OSError, ValueError) as fault:
        raise _fault(fault, url, limits, late=watch.rang) from fault
    finally:
        watch.end()


@contextmanager
def _opened(
    url: str, pinned: Sequence[str], headers: Mapping[str, str], limits: Limits, watch: _Watch
) -> Iterator[urllib3.BaseHTTPResponse]:
    parts = urlsplit(url)
    kind = _SecurePool if parts.scheme == "https" else _PlainPool
    timeout = urllib3.Timeout(connect=limits.connect, read=limits.silence)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    with kind(parts.hostname or "", parts.port, timeout=timeout, _pinned=pinned, _watch=watch) as pool:
        response = pool.urlopen(
            "GET",
            path,
            headers=dict(headers),
            retries=False,
            redirect=False,
            preload_content=False,
            decode_content=False,
        )
        try:
            yield response
        finally:
            response.close()


def _body(response: urllib3.BaseHTTPResponse, url: str, limits: Limits) -> bytes:
    """All bytes of an answer, as they come."""
    data = bytearray()
    for block in response.stream(_BLOCK, decode_content=False):
        data += block
        if len(data) > limits.packed:
            raise _too_much(url, limits.packed)
    return bytes(data)


def _unpacked(data: bytes, encoding: str, url: str, limits: Limits) -> bytes:
    """The bytes that were packed for the way."""
    encoding = encoding.strip().lower()
    if not data or encoding in {"", "identity"}:
        return data
    if encoding not in _GZIP | {"deflate"}:
        raise SourceError(
            f'is packed as "{encoding[:40]}", which was not asked for',
            place=url,
            mend="report it to the source",
            code="fetch.packed",
        )
    try:
        return _inflated(data, _EITHER, url, limits)
    except zlib.error:
        if encoding in _GZIP:
            raise _broken(url) from None
    try:
        return _inflated(data, _BARE, url, limits)
    except zlib.error:
        raise _broken(url) from None


def _inflated(data: bytes, way: int, url: str, limits: Limits) -> bytes:
    """What is packed in one piece, or in several one behind the other; never more than may be."""
    found = bytearray()
    while data:
        unpack = zlib.decompressobj(way)
        found += unpack.decompress(data, limits.unpacked + 1 - len(found))
        if len(found) > limits.unpacked:
            raise _too_much(url, limits.unpacked)
        if not unpack.eof:
            raise zlib.error("cut off")
        data = unpack.unused_data
        if not data.startswith(b"\x1f\x8b"):  # what some servers fill up with
            break
    return bytes(found)


def _broken(url: str) -> SourceError:
    return SourceError(
        "is packed, and broken or cut off", place=url, mend="it is tried again next time", code="fetch.packed"
    )


def _too_much(url: str, most: int) -> SourceError:
    return SourceError(
        f"is more than {most // 2**20} MiB, too much for one answer",
        place=url,
        mend="check the address; take it out of the sources if it is no feed",
        code="fetch.size",
    )


def _fault(fault: Exception, url: str, limits: Limits, *, late: bool) -> SourceError:
    silent = isinstance(fault, TimeoutError | urllib3.exceptions.TimeoutError)
    if late or (silent and not isinstance(fault, NewConnectionError)):  # which urllib3 takes for one, too
        seconds = limits.whole if late else limits.silence
        return SourceError(
            f"was too slow: not done within {seconds:.0f} s",
            place=url,
            mend="it is tried again, later each time",
            code="fetch.slow",
        )
    if isinstance(fault, urllib3.exceptions.SSLError):
        return SourceError(
            f"cannot be trusted: {_short(fault)}",
            place=url,
            mend="check the address and this machine's clock; the certificate is not the host's",
            code="fetch.certificate",
        )
    return SourceError(
        f"broke off: {_short(fault)}", place=url, mend="it is tried again, later each time", code="fetch.broken"
    )


def _short(fault: Exception) -> str:
    words = " ".join(str(fault).split()) or type(fault).__name__
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


_LONGEST = 160
