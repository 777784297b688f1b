"""What the desk keeps of people, and not of the record: tables in the file of the accounts, or in one of its own."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from threading import Lock

from dateline.store.base import Store

_WAIT = 10  # seconds for whoever else writes


class Beside:
    """Some tables of such a file; they are made where they are missing.

    Args:
        path: The file; None: nothing outlasts this process.
        schema: What makes the tables.
    """

    def __init__(self, path: Path | None, schema: str) -> None:
        self._path, self._schema, self._lock = path, schema, Lock()
        self._held = sqlite3.connect(":memory:", check_same_thread=False) if path is None else None

    @contextmanager
    def open(self) -> Iterator[sqlite3.Connection]:
        """One transaction, one at a time."""
        with self._lock, self._line() as base, base:
            base.executescript(self._schema)
            yield base

    def _line(self) -> AbstractContextManager[sqlite3.Connection]:
        return nullcontext(self._held) if self._held else closing(sqlite3.connect(str(self._path), timeout=_WAIT))


def file_of(store: Store) -> Path | None:
    """Where those who work alone have theirs: in a file beside that of the record, if it has one."""
    path = Path(getattr(store, "place", ""))
    return path.with_name(f"{path.name}-desk") if path.is_file() else None
