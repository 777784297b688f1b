"""What a database says went wrong, in our words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from dateline.errors import StoreError

_SQLITE = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_IOERR: "disk",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "foreign",
    sqlite3.SQLITE_READONLY: "rights",
    sqlite3.SQLITE_CANTOPEN: "rights",
    sqlite3.SQLITE_PERM: "rights",
    sqlite3.SQLITE_AUTH: "rights",
}
_POSTGRES = {
    "55P03": "locked",
    "57014": "locked",
    "40P01": "locked",
    "40001": "locked",
    "53100": "full",
    "58030": "disk",
    "XX001": "damaged",
    "XX002": "damaged",
    "42501": "rights",
    "25006": "rights",
    "28P01": "rights",
    "28000": "rights",
}


@contextmanager
def told(place: str) -> Iterator[None]:
    """Tell what the database at a place cannot do as a StoreError."""
    try:
        yield
    except DBAPIError as error:
        raise _fault(_kind(error), str(error.orig).strip(), place) from error


def of_driver(error: sqlite3.Error, place: str) -> StoreError:
    """What SQLite itself says."""
    return _fault(_SQLITE.get(error.sqlite_errorcode & 0xFF, ""), str(error), place)


def _kind(error: DBAPIError) -> str:
    if code := getattr(error.orig, "sqlite_errorcode", None):
        return _SQLITE.get(code & 0xFF, "")  # the low byte is the kind; the rest tells more of it
    state = getattr(error.orig, "sqlstate", None)
    if error.connection_invalidated or (state is None and type(error).__name__ == "OperationalError"):
        return "reach"
    return _POSTGRES.get(state or "", "reach" if (state or "").startswith(("08", "57P", "3D")) else "")


def _fault(kind: str, said: str, place: str) -> StoreError:  # noqa: PLR0911  (one line for each fault)
    match kind:
        case "locked":
            return locked(place)
        case "full":
            return StoreError(
                "the disk is full; nothing of this step was kept, all before it was",
                place=place,
                mend="make room on the disk, then do the same again: it goes on from there",
                code="store.full",
            )
        case "disk":
            return StoreError(
                f"the disk does not read or write: {said}",
                place=place,
                mend="check the disk, its quota and the size that a file may have; then do the same again",
                code="store.disk",
            )
        case "damaged":
            return StoreError(
                f"the database is damaged: {said}",
                place=place,
                mend="bring back a copy, or save what can be read: sqlite3 RECORD .recover",
                code="store.damaged",
            )
        case "foreign":
            return foreign(place)
        case "rights":
            return StoreError(
                f"may not be opened or written: {said}",
                place=place,
                mend="check that it is a file and not a folder, and your rights on it and on its folder",
                code="store.rights",
            )
        case "reach":
            return StoreError(
                f"the database cannot be reached: {said}",
                place=place,
                mend="check that the server runs, and host, port, name and password of the URL",
                code="store.unreachable",
            )
    return StoreError(
        f"the database says: {said}",
        place=place,
        mend="if the record itself is sound (dateline verify), this is a fault of Dateline's: please report it",
        code="store.failed",
    )


def locked(place: str) -> StoreError:
    """Somebody else writes."""
    return StoreError(
        "another program is writing to this record and did not end in time",
        place=place,
        mend="wait for it to end, or end it; then do the same again",
        code="store.locked",
    )


def foreign(place: str) -> StoreError:
    """Something else than a record."""
    return StoreError(
        "is not a record of Dateline's, and is left as it is",
        place=place,
        mend="name another file, or a database in which nothing is kept yet",
        code="store.foreign",
    )
