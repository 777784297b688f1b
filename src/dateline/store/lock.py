"""The one writer's place. It is free again as soon as its holder is gone, however it went."""

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from threading import RLock

from sqlalchemy import Engine, text

from dateline.store import faults
from dateline.store.engine import path_of

_RECORD = "hashtext('dateline ' || current_schema())"


class Place:
    """Held by one at a time; whoever holds it may take it again."""

    def __init__(self, engine: Engine, name: str, wait: float) -> None:
        self._engine, self._name, self._wait = engine, name, wait
        self._ours, self._depth = RLock(), 0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold it.

        Raises:
            StoreError: Another holds it and did not let it go in time.
        """
        with self._ours:
            if self._depth:
                with self._deeper():
                    yield
                return
            with self._alone(), self._deeper():
                yield

    @contextmanager
    def _deeper(self) -> Iterator[None]:
        self._depth += 1
        try:
            yield
        finally:
            self._depth -= 1

    def _alone(self) -> AbstractContextManager[None]:
        path = path_of(self._engine)
        return self._at_server() if path is None else self._beside(path)

    @contextmanager
    def _beside(self, path: Path) -> Iterator[None]:
        """Hold an empty database beside the record: SQLite knows how to lock a file on every system, and to wait.

        The record's own lock would not do: it ends with each transaction.
        """
        try:
            beside = sqlite3.connect(f"{path}-writer", timeout=self._wait, isolation_level=None)
        except sqlite3.Error as error:
            raise faults.of_driver(error, self._name) from error
        with closing(beside):
            try:
                beside.execute("BEGIN EXCLUSIVE")
            except sqlite3.Error as error:
                raise faults.of_driver(error, self._name) from error
            yield

    @contextmanager
    def _at_server(self) -> Iterator[None]:
        """Hold PostgreSQL's advisory lock for the record; the server frees it when the connection ends."""
        with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            with faults.told(self._name):
                connection.execute(text(f"SELECT pg_advisory_lock({_RECORD})"))
            try:
                yield
            finally:
                with faults.told(self._name):
                    connection.execute(text(f"SELECT pg_advisory_unlock({_RECORD})"))
