"""Addresses by which feed readers and calendars follow a shared desk: they cannot sign in, so a key lies in them.

``/feed/KEY/calendar.ics?party=IND`` is ``/calendar.ics?party=IND`` as the person of the key sees it who may only read.
A key opens feeds and calendars alone, nothing under embargo, and only while its person may come in.
"""

import hmac
from dataclasses import dataclass, field
from threading import Lock

from fastapi import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from dateline.web.beside import Beside
from dateline.web.users import Accounts, Role, User

_PREFIX = "/feed/"
_FORMS = (".atom", ".ics")
_METHODS = ("GET", "HEAD")
_SCHEMA = "CREATE TABLE IF NOT EXISTS feeds (name TEXT PRIMARY KEY, turn INTEGER NOT NULL);"


@dataclass(slots=True)
class Keys:
    """The keys of everybody, one to a person; whoever makes theirs anew makes the one before void.

    A key is not kept: it is reckoned from the secret of the accounts, the name, and how often it was made anew.

    Attributes:
        accounts: The people; in their file it is kept how often.
    """

    accounts: Accounts
    _turns: dict[str, int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _file: Beside = field(init=False)

    def __post_init__(self) -> None:
        """The turns stand in a table of their own."""
        self._file = Beside(self.accounts.path, _SCHEMA)

    def of(self, name: str) -> str:
        """The key of a person."""
        told = f"feed\x1f{name}\x1f{self._turn(name)}"
        return hmac.new(self.accounts.secret, told.encode(), "sha256").hexdigest()[:40]

    def whose(self, key: str) -> User | None:
        """Whose key it is, if they may come in; with it they may only read."""
        if not key.isascii():
            return None
        people = (one for one in self.accounts.people() if one.active)
        found = next((one for one in people if hmac.compare_digest(self.of(one.name), key)), None)
        return User(found.name, Role.VIEWER) if found else None

    def renew(self, name: str) -> None:
        """Make the key of a person anew: all addresses with the one before are void."""
        with self._lock, self._file.open() as base:
            base.execute("INSERT INTO feeds VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET turn = turn + 1", (name,))
            self._turns.pop(name, None)

    def _turn(self, name: str) -> int:
        with self._lock:
            if name not in self._turns:
                with self._file.open() as base:
                    row = base.execute("SELECT turn FROM feeds WHERE name = ?", (name,)).fetchone()
                self._turns[name] = row[0] if row else 0
            return self._turns[name]


class Subscriptions:
    """Takes the key off the address of a feed or a calendar; ``sessions.Visits`` asks ``opened_by`` whose it is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on under the address that it would have without a key."""
        if scope["type"] == "http" and scope["method"] in _METHODS and scope["path"].startswith(_PREFIX):
            key, slash, rest = scope["path"].removeprefix(_PREFIX).partition("/")
            if slash and rest.endswith(_FORMS):
                scope.setdefault("state", {})["feed_key"] = key
                scope["path"] = f"/{rest}"
                scope["raw_path"] = scope["path"].encode("utf-8", "surrogatepass")
        await self._app(scope, receive, send)


def opened_by(scope: Scope, keys: Keys | None) -> User | None:
    """Who may read what is asked for, by the key that lay in its address."""
    key = scope.get("state", {}).get("feed_key")
    return keys.whose(key) if keys and key else None


def prefix(request: Request) -> str:
    """What stands before the address of a feed that was asked for with a key; nothing where none was."""
    key = getattr(request.state, "feed_key", None)
    return f"{_PREFIX}{key}" if key else ""


def address(keys: Keys | None, user: User | None, feed: str) -> str:
    """The address of a feed as a program without a password can read it."""
    return f"{_PREFIX}{keys.of(user.name)}{feed}" if keys and user else feed
