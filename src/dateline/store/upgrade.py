"""Making the tables of a new record, and bringing an older one up to this software. Forward only."""

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from dateline.errors import StoreError
from dateline.store import faults
from dateline.store.engine import path_of, writing
from dateline.store.lock import Place

HEAD = "0004"  # the newest of migrations/; a test holds the two together
VERSIONS = "dateline_version"  # the table in which Alembic notes where a record is
_APPLICATION = 0x44744C6E  # "DtLn", in the head of an SQLite file


def make_ready(engine: Engine, held: Place, place: str, *, create: bool) -> None:
    """Have the record at hand be one of this version.

    Raises:
        StoreError: It is not there and may not be made, is something else, or is of a newer version.
    """
    path = path_of(engine)
    if path is not None:
        _look(path, place, create=create)
    with faults.told(place):
        with engine.connect() as connection:
            known = _version(connection, place)
        if known == HEAD:
            return
        if known is None and not create:
            raise _missing(place)
        with held.held():
            _migrate(engine, place)


def _look(path: Path, place: str, *, create: bool) -> None:
    """Look before SQLite does, which would make a file where none is."""
    if not path.parent.is_dir():
        raise StoreError(
            f"there is no folder {path.parent}",
            place=place,
            mend="make the folder, or name another place",
            code="store.folder",
        )
    if not create and not path.exists():
        raise _missing(place)


def _missing(place: str) -> StoreError:
    return StoreError(
        "there is no record",
        place=place,
        mend="check the name; dateline add PATH… makes a record, and DATELINE_RECORD or --record names another",
        code="store.missing",
    )


def _version(connection: Connection, place: str) -> str | None:
    """Which version a record is of; None where there is nothing yet.

    Raises:
        StoreError: Something else lies there, or a record of a version that this software does not know.
    """
    names = inspect(connection).get_table_names()
    if VERSIONS not in names:
        if names:
            raise faults.foreign(place)
        return None
    version = connection.scalar(text(f"SELECT version_num FROM {VERSIONS}"))  # noqa: S608  (our own name)
    if version is not None and version > HEAD:
        raise StoreError(
            f"is a record of version {version}, and this software knows none after {HEAD}",
            place=place,
            mend="pip install --upgrade dateline",
            code="store.newer",
        )
    return None if version is None else str(version)


def _migrate(engine: Engine, place: str) -> None:
    """Run what is missing of the migrations, all in one transaction."""
    from alembic import command  # noqa: PLC0415  (slow to import, and needed once in the life of a record)
    from alembic.config import Config  # noqa: PLC0415

    if engine.dialect.name == "sqlite":
        _to_wal(engine)
    with writing(engine) as connection:
        if _version(connection, place) == HEAD:
            return
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", "dateline.store:migrations")
        command.upgrade(config, "head")
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql(f"PRAGMA application_id={_APPLICATION}")


def _to_wal(engine: Engine) -> None:
    """Have readers and the writer not wait for each other; the file remembers it."""
    raw = engine.raw_connection()
    try:
        raw.cursor().execute("PRAGMA journal_mode=WAL").close()
    finally:
        raw.close()
