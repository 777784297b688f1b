"""Where a record lies: a file or a URL, opened with what each database needs to keep its word."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from dateline.errors import StoreError

_CACHE = 32_000  # KiB of pages that SQLite holds in memory
_WRITES = "dateline_writes"


def engine_of(where: str | Path, wait: float) -> tuple[Engine, str]:
    """The engine for a file or a URL, and how to name the place: without its password.

    Args:
        where: A path, or a URL ``postgresql://…`` or ``sqlite:///PATH``.
        wait: Seconds for which it waits for another that writes.
    """
    url = _url(where)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url, wait), url.database or ""
    return _postgres(url, wait), url.render_as_string(hide_password=True)


def path_of(engine: Engine) -> Path | None:
    """The file of a record; None where it is no file."""
    url = engine.url
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes: there whole, or not at all."""
    with engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
        yield connection


def _url(where: str | Path) -> URL:
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite", database=str(where))
    try:
        url = make_url(where)
        backend = url.get_backend_name()
    except (ArgumentError, ValueError):
        backend = ""
    if backend in {"postgres", "postgresql"}:
        return url.set(drivername="postgresql+psycopg")
    if backend == "sqlite" and url.database:
        return URL.create("sqlite", database=url.database)
    raise StoreError(
        "is no address of a record",
        place=where.partition("://")[0] + "://…",
        mend="name a file, or a database as postgresql://USER@HOST/NAME",
        code="store.address",
    )


def _sqlite(url: URL, wait: float) -> Engine:
    engine = create_engine(url, connect_args={"timeout": wait})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """What SQLite must be told on each connection.

    ``synchronous=FULL``: in WAL mode, NORMAL can lose the last transactions when the power fails. A person's ruling
    that was acknowledged must not go; and as articles come in batches, the sync at each commit is hardly felt.
    ``recursive_triggers``: else INSERT OR REPLACE would delete from the log without asking its triggers.
    """
    connection.isolation_level = None  # transactions begin where we say, not where the driver guesses
    for pragma in ("foreign_keys=ON", "synchronous=FULL", "recursive_triggers=ON", f"cache_size=-{_CACHE}"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    """Who will write takes the writer's place at once: a reader that turns writer half-way could not wait for it."""
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _postgres(url: URL, wait: float) -> Engine:
    try:
        engine = create_engine(url, isolation_level="REPEATABLE READ", pool_pre_ping=True)
    except ImportError as error:
        raise StoreError(
            "the driver for PostgreSQL is not installed",
            place=url.render_as_string(hide_password=True),
            mend="pip install 'dateline[postgres]'",
            code="store.driver",
        ) from error

    def prepare(connection: Any, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {round(wait * 1000)}")
            cursor.execute("SET client_min_messages = warning")
        connection.commit()

    event.listen(engine, "connect", prepare)
    return engine
