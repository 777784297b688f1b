"""What the desk remembers of a person besides their rulings: which keys they use, how long they looked at articles."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dateline.web.beside import Beside

_SCHEMA = """
CREATE TABLE IF NOT EXISTS keys (who TEXT PRIMARY KEY, keys TEXT NOT NULL, active INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS looked (
    who TEXT NOT NULL, article TEXT NOT NULL, seconds REAL NOT NULL, PRIMARY KEY (who, article)
);
"""
LONGEST_LOOK = 600.0  # seconds that one look counts at most: whoever left the desk is not looking


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Seconds that a person looked at an article, and at how many they looked how long in all."""

    here: float
    articles: int
    every: float

    @property
    def usual(self) -> float | None:
        """Seconds an article, on the mean."""
        return self.every / self.articles if self.articles else None


class Habits:
    """One SQLite file: that of the people, or one beside the record. Nothing of the record depends on it.

    Args:
        path: The file; None: nothing outlasts this process.
    """

    def __init__(self, path: Path | None) -> None:
        self._file = Beside(path, _SCHEMA)

    def keys(self, who: str) -> tuple[Mapping[str, str], bool]:
        """The keys that a person chose, by action, and whether keys act at all."""
        with self._file.open() as base:
            row = base.execute("SELECT keys, active FROM keys WHERE who = ?", (who,)).fetchone()
        return (json.loads(row[0]), bool(row[1])) if row else ({}, True)

    def choose(self, who: str, keys: Mapping[str, str], *, active: bool) -> None:
        """Keep a person's keys."""
        with self._file.open() as base:
            base.execute("REPLACE INTO keys VALUES (?, ?, ?)", (who, json.dumps(dict(keys)), active))

    def look(self, who: str, article: str, seconds: float) -> None:
        """Add to how long a person looked at an article."""
        counted = min(max(seconds, 0.0), LONGEST_LOOK)
        with self._file.open() as base:
            base.execute(
                "INSERT INTO looked VALUES (?, ?, ?) "
                "ON CONFLICT (who, article) DO UPDATE SET seconds = seconds + excluded.seconds",
                (who, article, counted),
            )

    def spent(self, who: str, article: str) -> Spent:
        """How long a person looked at an article, and at all."""
        with self._file.open() as base:
            here = base.execute("SELECT seconds FROM looked WHERE who = ? AND article = ?", (who, article)).fetchone()
            every = base.execute("SELECT COUNT(*), TOTAL(seconds) FROM looked WHERE who = ?", (who,)).fetchone()
        return Spent(here=here[0] if here else 0.0, articles=every[0], every=every[1])

    def times(self) -> dict[tuple[str, str], float]:
        """Seconds by person and article."""
        with self._file.open() as base:
            rows = base.execute("SELECT who, article, seconds FROM looked ORDER BY who, article").fetchall()
        return {(who, article): seconds for who, article, seconds in rows}
