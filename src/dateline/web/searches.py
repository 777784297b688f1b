"""Searches that people saved under a name: in the file of the people, or one beside the record, and never in it."""

import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs

from dateline.web.asked import Asked
from dateline.web.beside import Beside

_SCHEMA = """
CREATE TABLE IF NOT EXISTS searches (
    id TEXT PRIMARY KEY, who TEXT NOT NULL, name TEXT NOT NULL, path TEXT NOT NULL, query TEXT NOT NULL,
    made TEXT NOT NULL, seen TEXT NOT NULL, UNIQUE (who, name)
);
"""
_LISTS = ("party", "type", "status")


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One saved search.

    Attributes:
        id: A word that nobody guesses.
        who: Who saved it; nobody else sees it.
        path: The page on which it was saved: "/events", "/map".
        query: Its query string.
        made: When it was saved.
        seen: When its owner last said that they know what is new of it.
    """

    id: str
    who: str
    name: str
    path: str
    query: str
    made: datetime
    seen: datetime

    @property
    def address(self) -> str:
        """Where it leads to."""
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def asked(self) -> Asked:
        """What it asks for."""
        return asked_by(self.query)


def asked_by(query: str) -> Asked:
    """What a query string asks for.

    Raises:
        ValueError: It means nothing.
    """
    told = parse_qs(query, max_num_fields=100)
    return Asked.model_validate({name: values if name in _LISTS else values[-1] for name, values in told.items()})


class Searches:
    """The saved searches of everybody. A method is one transaction.

    Args:
        path: The file; None: nothing outlasts this process.
    """

    def __init__(self, path: Path | None) -> None:
        self._file = Beside(path, _SCHEMA)

    def of(self, who: str) -> list[Search]:
        """Those of a person, by name."""
        with self._file.open() as base:
            rows = base.execute("SELECT * FROM searches WHERE who = ? ORDER BY name, id", (who,)).fetchall()
        return [_search(row) for row in rows]

    def find(self, who: str, id_: str) -> Search | None:
        """A person's search of an id."""
        return next((one for one in self.of(who) if one.id == id_), None)

    def save(self, who: str, name: str, path: str, query: str, now: datetime) -> Search:
        """Save a search; one that the person has under this name is replaced, and keeps its id."""
        moment = now.astimezone(UTC).isoformat()
        with self._file.open() as base:
            base.execute(
                "INSERT INTO searches VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (who, name) DO UPDATE "
                "SET path = excluded.path, query = excluded.query, made = excluded.made, seen = excluded.seen",
                (secrets.token_urlsafe(12), who, name, path, query, moment, moment),
            )
            row = base.execute("SELECT * FROM searches WHERE who = ? AND name = ?", (who, name)).fetchone()
        return _search(row)

    def see(self, who: str, id_: str, now: datetime) -> None:
        """Its owner knows all that there is of it now."""
        with self._file.open() as base:
            moment = now.astimezone(UTC).isoformat()
            base.execute("UPDATE searches SET seen = ? WHERE who = ? AND id = ?", (moment, who, id_))

    def drop(self, who: str, id_: str) -> None:
        """Let it go."""
        with self._file.open() as base:
            base.execute("DELETE FROM searches WHERE who = ? AND id = ?", (who, id_))


def _search(row: tuple[str, ...]) -> Search:
    id_, who, name, path, query, made, seen = row
    made_at, seen_at = map(datetime.fromisoformat, (made, seen))
    return Search(id=id_, who=who, name=name, path=path, query=query, made=made_at, seen=seen_at)
