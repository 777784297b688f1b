"""What keeps the desk from harm: headers, hosts, sizes, tokens, roles."""

import hmac
import time
from collections import defaultdict, deque
from collections.abc import Callable, Collection
from contextlib import suppress
from threading import Lock

from fastapi import HTTPException, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.web.sessions import visitor_of
from dateline.web.users import Role, User

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
LARGEST = 16 * 2**20  # bytes of what is sent to us
SAFE = ("GET", "HEAD", "OPTIONS")  # methods that change nothing
_OPEN = ("/sign-in",)  # what may be seen before signing in
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


class Guarded:
    """Puts our headers on every answer, and turns away foreign hosts and bodies that are too large.

    Args:
        app: What is served.
        hosts: The names under which we may be called; none: under any. A page elsewhere that had its own name point to
            this machine could else read the record through its visitor's browser.
        largest: Bytes of a body.
    """

    def __init__(self, app: ASGIApp, hosts: Collection[str] = (), largest: int = LARGEST) -> None:
        self._app, self._hosts, self._largest = app, frozenset(hosts), largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is sound."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers, body = Headers(scope=scope), _Body(receive, self._largest)

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                ours = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    ours.setdefault(name, value)
            await send(message)

        async def answered(message: Message) -> None:
            if message["type"] == "http.response.start":
                await body.rest()
            await sent(message)

        if self._hosts and _host(headers) not in self._hosts:
            await _refuse(sent, 421, "This desk is not served under that name.")
        elif _length(headers) > self._largest:
            await _refuse(sent, 413, "That is too large.")
        else:
            await self._app(scope, body.more, answered)


def _host(headers: Headers) -> str:
    host = headers.get("host", "")
    return host[: host.index("]") + 1] if host.startswith("[") and "]" in host else host.partition(":")[0]


def _length(headers: Headers) -> int:
    told = headers.get("content-length", "0")
    return int(told) if told.isascii() and told.isdigit() else 0


class _Body:
    """What is sent to us, no more of it than the largest body, whatever its length was said to be."""

    def __init__(self, receive: Receive, largest: int) -> None:
        self._receive, self._largest = receive, largest
        self._read, self._ended = 0, False

    async def more(self) -> Message:
        """The next part."""
        message = await self._receive()
        self._read += len(message.get("body", b""))
        self._ended = message["type"] != "http.request" or not message.get("more_body", False)
        if self._read > self._largest:
            self._ended = True
            raise HTTPException(413, "That is too large.")
        return message

    async def rest(self) -> None:
        """Take in what nobody asked for before an answer goes out.

        Whoever is still sending when the answer comes has the connection cut, and a web server between us and the
        visitor then tells of a desk that is down instead of what we said.
        """
        with suppress(HTTPException):
            while not self._ended:
                await self.more()


async def _refuse(send: Send, status: int, why: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": why.encode()})


# ---- what every route asks first


async def entrance(request: Request) -> None:
    """Whoever has not signed in sees the sign-in page alone; whatever changes something must come from our own page."""
    visitor = visitor_of(request)
    if visitor.user is None and request.url.path not in _OPEN:
        raise HTTPException(401, "Sign in first.")
    if request.method in SAFE:
        return
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise HTTPException(403, "This came from another site.")
    if not hmac.compare_digest(await _token(request), visitor.token):
        raise HTTPException(403, "This form is too old, or not ours: load the page again and send it once more.")


async def _token(request: Request) -> str:
    """The token that was sent back: in a header, or in the form's field ``csrf``."""
    sent = request.headers.get("x-csrf-token", "")
    if not sent and request.headers.get("content-type", "").partition(";")[0] in _FORMS:
        field = (await request.form()).get("csrf")
        sent = field if isinstance(field, str) else ""
    return sent if sent.isascii() else ""


def needs(role: Role) -> Callable[[Request], User]:
    """Lets in those of a role: ``by: Annotated[User, Depends(needs(Role.CODER))]``."""

    def allowed(request: Request) -> User:
        user = visitor_of(request).user
        if user is None or not user.role.reaches(role):
            raise HTTPException(403, f"This needs the role {role}.")
        return user

    return allowed


class Patience:
    """Counts failures by name, and has patience for so many in a while.

    Args:
        most: How many.
        seconds: The while.
        clock: What the time is, in seconds.
    """

    def __init__(self, most: int = 5, seconds: float = 300, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._failed: dict[str, deque[float]] = defaultdict(deque)
        self._lock = Lock()

    def wait(self, *names: str) -> int:
        """For how many seconds these must wait; 0: not at all."""
        with self._lock:
            return max((self._left(name) for name in names), default=0)

    def fail(self, *names: str) -> None:
        """Count a failure of each."""
        with self._lock:
            for name in names:
                self._failed[name].append(self._clock())

    def forgive(self, *names: str) -> None:
        """Forget their failures."""
        with self._lock:
            for name in names:
                self._failed.pop(name, None)

    def _left(self, name: str) -> int:
        times = self._failed.get(name)
        if not times:
            return 0
        now = self._clock()
        while times and times[0] <= now - self._seconds:
            times.popleft()
        if not times:
            del self._failed[name]
            return 0
        return int(times[-self._most] + self._seconds - now) + 1 if len(times) >= self._most else 0
