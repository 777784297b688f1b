"""Every test of the store runs on SQLite and on PostgreSQL; on the latter, skipped where it is not installed."""

from itertools import count

import pytest

from dateline.store.sql import open_store
from tests.store import server

_numbers = count()


@pytest.fixture(scope="session")
def postgres():
    """The URL of a private server; each process of pytest-xdist starts its own."""
    pytest.importorskip("psycopg", reason="needs psycopg: pip install 'dateline[postgres]'")
    programs = server.programs()
    if programs is None:
        pytest.skip("needs PostgreSQL: apt-get install postgresql")
    with server.running(programs) as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def where(request, tmp_path):
    """A place at which there is no record yet."""
    if request.param == "sqlite":
        return str(tmp_path / "record.db")
    return server.new_schema(request.getfixturevalue("postgres"), f"record{next(_numbers)}")


@pytest.fixture
def opened(where):
    """Opens the record, as often as asked."""
    every = []

    def open_it(**more):
        every.append(open_store(where, **more))
        return every[-1]

    yield open_it
    for one in every:
        one.close()


@pytest.fixture
def store(opened):
    return opened()
