"""Whether anything was written since one last looked: asked at every page, so it must cost next to nothing."""

from threading import Lock

from sqlalchemy import Connection, Engine

_ASKED = {
    "sqlite": "PRAGMA data_version",  # counts what other connections committed; so this one never writes
    "postgresql": "SELECT pg_current_snapshot()::text",  # changes with whatever is written in that server
}


class Pulse:
    """A word that changes whenever the record does, whoever writes.

    It can change where the record does not: PostgreSQL has one for all that it keeps. Words of two pulses of one record
    are not to be compared.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine, self._lock = engine, Lock()
        self._line: Connection | None = None

    def beat(self) -> str:
        """The word now."""
        with self._lock:
            line = self._line = self._line or self._engine.connect()
            try:
                return str(line.exec_driver_sql(_ASKED[line.dialect.name]).scalar())
            finally:
                line.rollback()

    def close(self) -> None:
        """Let the connection go."""
        with self._lock:
            if self._line is not None:
                self._line.close()
            self._line = None
