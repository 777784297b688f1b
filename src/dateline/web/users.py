"""Who may do what: people with their role, kept in a small file of its own beside the record, never in it."""

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from dateline.errors import DatelineError

SHORTEST = 12  # characters of a password
_LASTS = timedelta(hours=12)  # a session, from its last use
_SCHEMA = """
CREATE TABLE IF NOT EXISTS users (
    name TEXT PRIMARY KEY, hash TEXT NOT NULL, role TEXT NOT NULL, active INTEGER NOT NULL DEFAULT 1, made TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, name TEXT NOT NULL, seen TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS audit (
    seq INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, about TEXT NOT NULL
);
CREATE TRIGGER IF NOT EXISTS audit_only_grows BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit grows'); END;
CREATE TRIGGER IF NOT EXISTS audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit grows'); END;
"""


class UsersError(DatelineError):
    """People that cannot be kept so, or are not known."""


class Role(StrEnum):
    """What a person may do; each may do what those before may."""

    VIEWER = "viewer"  # read, and take away
    CODER = "coder"  # rule on the record, add articles
    ADJUDICATOR = "adjudicator"  # decide between coders
    ADMIN = "admin"  # keep the people

    def reaches(self, needed: "Role") -> bool:
        """Whether this role may do what another may."""
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(needed)


@dataclass(frozen=True, slots=True)
class User:
    """A person at the desk; ``name`` signs what they rule."""

    name: str
    role: Role
    active: bool = True

    def may_undo(self, by: str) -> bool:
        """Whether this person may take back what another, or they themselves, ruled."""
        return by == self.name or self.role.reaches(Role.ADJUDICATOR)


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the audit: who did what, to what, when."""

    at: datetime
    who: str
    what: str
    about: str


class Accounts:
    """The people, their sessions and the audit, in one SQLite file. A method is one transaction.

    Args:
        path: The file; it is made if it is not there, for its owner alone to read.
        hasher: How passwords are hashed: argon2id as its makers advise, if not told.
    """

    def __init__(self, path: str | Path, hasher: PasswordHasher | None = None) -> None:
        self._path = Path(path)
        self._hasher = hasher or PasswordHasher()
        self._nobody = self._hasher.hash(secrets.token_hex())  # so that an unknown name costs as much time as a known
        new = not self._path.exists()
        with self._open() as base:
            base.executescript(_SCHEMA)
        if new:
            self._path.chmod(0o600)
        self.secret = self._secret("csrf")

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    # ---- people

    def add(self, name: str, password: str, role: Role) -> User:
        """Take in a person.

        Raises:
            UsersError: The name is taken or empty, or the password too short.
        """
        name = name.strip()
        if not name or not name.isprintable():
            raise UsersError("a person needs a name", mend="give one that can be printed", code="users.name")
        self._long_enough(password)
        try:
            with self._open() as base:
                base.execute(
                    "INSERT INTO users (name, hash, role, made) VALUES (?, ?, ?, ?)",
                    (name, self._hasher.hash(password), role.value, _now().isoformat()),
                )
        except sqlite3.IntegrityError as fault:
            raise UsersError(f'there is a "{name}" already', mend="choose another name", code="users.taken") from fault
        return User(name, role)

    def change(
        self, name: str, *, role: Role | None = None, active: bool | None = None, password: str | None = None
    ) -> User:
        """Give a person another role or password, or let them in no longer; their sessions end.

        Raises:
            UsersError: There is no such person, nobody would be left to keep the people, or the password is too short.
        """
        old = self.find(name)
        new = User(name, role or old.role, old.active if active is None else active)
        others = [one for one in self.people() if one.active and one.role is Role.ADMIN and one.name != name]
        if not others and not (new.active and new.role is Role.ADMIN) and old.role is Role.ADMIN:
            raise UsersError("somebody must keep the people", mend="make another admin first", code="users.last")
        if password is not None:
            self._long_enough(password)
        with self._open() as base:
            base.execute("UPDATE users SET role = ?, active = ? WHERE name = ?", (new.role.value, new.active, name))
            if password is not None:
                base.execute("UPDATE users SET hash = ? WHERE name = ?", (self._hasher.hash(password), name))
            base.execute("DELETE FROM sessions WHERE name = ?", (name,))
        return new

    def people(self) -> list[User]:
        """Everybody, by name."""
        with self._open() as base:
            rows = base.execute("SELECT name, role, active FROM users ORDER BY name").fetchall()
        return [User(name, Role(role), bool(active)) for name, role, active in rows]

    def find(self, name: str) -> User:
        """The person of a name.

        Raises:
            UsersError: There is none.
        """
        for user in self.people():
            if user.name == name:
                return user
        raise UsersError(f'there is no "{name}"', mend="look at the list of people", code="users.unknown")

    def check(self, name: str, password: str) -> User | None:
        """The person whose name and password these are, if they may come in."""
        with self._open() as base:
            row = base.execute("SELECT name, hash, role, active FROM users WHERE name = ?", (name.strip(),)).fetchone()
        try:
            self._hasher.verify(row[1] if row else self._nobody, password)
        except (VerificationError, InvalidHashError):
            return None
        return User(row[0], Role(row[2])) if row and row[3] else None

    # ---- sessions: the file holds digests alone, so that who reads it cannot come in

    def begin(self, user: User) -> str:
        """A session for a person; what is returned goes into their cookie."""
        session = secrets.token_urlsafe(32)
        with self._open() as base:
            base.execute("DELETE FROM sessions WHERE seen < ?", ((_now() - _LASTS).isoformat(),))
            base.execute("INSERT INTO sessions VALUES (?, ?, ?)", (_digest(session), user.name, _now().isoformat()))
        return session

    def whose(self, session: str) -> User | None:
        """Whose session it is, if it has not run out; using it makes it last."""
        now = _now()
        with self._open() as base:
            row = base.execute(
                "SELECT u.name, u.role, s.seen FROM sessions s JOIN users u ON u.name = s.name "
                "WHERE s.id = ? AND u.active AND s.seen >= ?",
                (_digest(session), (now - _LASTS).isoformat()),
            ).fetchone()
            if row and now - datetime.fromisoformat(row[2]) > _LASTS / 100:
                base.execute("UPDATE sessions SET seen = ? WHERE id = ?", (now.isoformat(), _digest(session)))
        return User(row[0], Role(row[1])) if row else None

    def end(self, session: str) -> None:
        """Let a session go."""
        with self._open() as base:
            base.execute("DELETE FROM sessions WHERE id = ?", (_digest(session),))

    # ---- the audit

    def note(self, who: str, what: str, about: str = "") -> None:
        """Write down who did what."""
        with self._open() as base:
            base.execute(
                "INSERT INTO audit (at, who, what, about) VALUES (?, ?, ?, ?)", (_now().isoformat(), who, what, about)
            )

    def deeds(self, limit: int = 200) -> list[Deed]:
        """What was done, the newest first."""
        with self._open() as base:
            rows = base.execute("SELECT at, who, what, about FROM audit ORDER BY seq DESC LIMIT ?", (limit,)).fetchall()
        return [Deed(datetime.fromisoformat(at), who, what, about) for at, who, what, about in rows]

    # ---- within

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, timeout=10)) as base, base:
                yield base
        except sqlite3.IntegrityError:
            raise
        except sqlite3.Error as fault:
            raise UsersError(
                f"cannot be used: {fault}",
                place=str(self._path),
                mend="check that it is a file of ours, with your rights",
                code="users.file",
            ) from fault

    def _secret(self, name: str) -> bytes:
        with self._open() as base:
            base.execute("INSERT OR IGNORE INTO secrets VALUES (?, ?)", (name, secrets.token_bytes(32)))
            value: bytes = base.execute("SELECT value FROM secrets WHERE name = ?", (name,)).fetchone()[0]
        return value

    @staticmethod
    def _long_enough(password: str) -> None:
        if len(password) < SHORTEST:
            raise UsersError(
                "the password is too short", mend=f"give {SHORTEST} characters or more", code="users.password"
            )


def _digest(session: str) -> str:
    return sha256(session.encode()).hexdigest()


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)
