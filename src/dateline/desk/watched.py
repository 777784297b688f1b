"""What the watcher remembers between rounds and restarts: a small file beside the record, never in it."""

import sqlite3
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from dateline.errors import SourceError
from dateline.ingest.fetching import Known
from dateline.ingest.listed import Listed

_SCHEMA = """
CREATE TABLE IF NOT EXISTS sources (
    name TEXT PRIMARY KEY, place TEXT NOT NULL, etag TEXT, modified TEXT, due TEXT, failures INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS entries (
    source TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, tries INTEGER NOT NULL, seen TEXT NOT NULL,
    PRIMARY KEY (source, id)
) WITHOUT ROWID;
"""
# No commit waits for the disk: what a power failure may take from this memory is looked through again.
_OPENING = (
    "PRAGMA locking_mode=EXCLUSIVE",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "BEGIN EXCLUSIVE",
    "COMMIT",
)
_FORGOTTEN = timedelta(days=90)  # after which an entry that no feed holds any more need not be known
_WAIT = 5.0  # seconds for another watcher to go
TRIES = 3  # rounds in which an article is tried
_SETTLED = -1  # in the place of tries


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a source stands: what its server said of the feed, when it is due, how often it failed in a row."""

    known: Known = field(default_factory=Known)
    due: datetime | None = None
    failures: int = 0


class Watched(AbstractContextManager["Watched"]):
    """The watcher's memory. One watcher at a time holds it; each step is kept at once.

    Args:
        path: The file; it is made if it is not there.

    Raises:
        SourceError: Another watcher holds it, or it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._file = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
            for step in _OPENING:
                self._file.execute(step)
            self._file.executescript(_SCHEMA)
        except sqlite3.Error as fault:
            raise _fault(fault, path) from fault

    def standing(self, source: Listed) -> Standing:
        """How a source stands; one that is followed elsewhere now begins anew."""
        row = self._file.execute(
            "SELECT etag, modified, due, failures FROM sources WHERE name = ? AND place = ?",
            (source.name, source.where),
        ).fetchone()
        if row is None:
            return Standing()
        etag, modified, due, failures = row
        return Standing(known=Known(etag=etag, modified=modified), due=_moment(due), failures=failures)

    def keep(self, source: Listed, standing: Standing) -> None:
        """Keep how a source stands."""
        due = standing.due.astimezone(UTC).isoformat() if standing.due else None
        row = (source.name, source.where, standing.known.etag, standing.known.modified, due, standing.failures)
        self._write("INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?, ?, ?)", [row])

    def has(self, source: Listed, id_: str, digest: str) -> bool:
        """Whether this version of an entry (or of a file) is settled."""
        tries = self.tries(source, id_, digest)
        return tries == _SETTLED or tries >= TRIES

    def tries(self, source: Listed, id_: str, digest: str) -> int:
        """How often this version of an entry was tried in vain."""
        asked = "SELECT tries FROM entries WHERE source = ? AND id = ? AND digest = ?"
        row = self._file.execute(asked, (source.name, id_, digest)).fetchone()
        return int(row[0]) if row else 0

    def settle(self, source: Listed, id_: str, digest: str, now: datetime) -> None:
        """An entry is in the record."""
        self._put(source, id_, digest, _SETTLED, now)

    def give_up(self, source: Listed, id_: str, digest: str, now: datetime) -> None:
        """An entry will never be read."""
        self._put(source, id_, digest, TRIES, now)

    def fail(self, source: Listed, id_: str, digest: str, now: datetime) -> bool:
        """An entry could not be read; tells whether it was given up with that."""
        tries = self.tries(source, id_, digest) + 1
        self._put(source, id_, digest, tries, now)
        return tries >= TRIES

    def _put(self, source: Listed, id_: str, digest: str, tries: int, now: datetime) -> None:
        row = (source.name, id_, digest, tries, _day(now))
        self._write("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?)", [row])

    def met(self, source: Listed, ids: Iterable[str], now: datetime) -> None:
        """These entries are still in the feed; those that no feed has held for long are forgotten."""
        rows = [(_day(now), source.name, id_) for id_ in ids]
        self._write("UPDATE entries SET seen = ? WHERE source = ? AND id = ?", rows)
        self._write("DELETE FROM entries WHERE source = ? AND seen < ?", [(source.name, _day(now - _FORGOTTEN))])

    def is_of_nothing(self) -> None:
        """The record holds no article: what this remembers of articles in it, it remembers of another one."""
        if self._file.execute("SELECT 1 FROM entries WHERE tries = ?", (_SETTLED,)).fetchone():
            self._file.executescript("BEGIN; DELETE FROM sources; DELETE FROM entries; COMMIT;")

    def close(self) -> None:
        """Let the file go."""
        self._file.close()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def _write(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """One transaction: there whole, or not at all."""
        try:
            self._file.execute("BEGIN")
            self._file.executemany(statement, rows)
            self._file.execute("COMMIT")
        except sqlite3.Error as fault:
            if self._file.in_transaction:
                self._file.execute("ROLLBACK")
            raise _fault(fault, self._path) from fault


def memory_of(record: str, sources: Path) -> Path:
    """Where the memory for a record lies: beside its file; of a record in a database, beside the file of sources."""
    bare = record.removeprefix("sqlite:///")
    return Path(f"{sources if '://' in bare else bare}-watch")


def _fault(fault: sqlite3.Error, path: Path) -> SourceError:
    if "locked" in str(fault) or "busy" in str(fault):
        return SourceError(
            "another dateline watch is at work with it",
            place=str(path),
            mend="end the other one, or wait until it is done",
            code="watch.held",
        )
    return SourceError(
        f"what was seen cannot be remembered: {fault}",
        place=str(path),
        mend="check the disk and the rights of its folder; if the file is damaged, delete it: all feeds are then looked"
        " through anew, and what the record holds is passed over",
        code="watch.memory",
    )


def _moment(words: str | None) -> datetime | None:
    return datetime.fromisoformat(words) if words else None


def _day(moment: datetime) -> str:
    return moment.astimezone(UTC).date().isoformat()
