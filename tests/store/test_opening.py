import os
import resource
import sqlite3
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event, text

from dateline.errors import StoreError
from dateline.store import upgrade
from dateline.store.engine import writing
from dateline.store.sql import open_store
from dateline.store.tables import metadata
from tests.store import made

SOON = 0.2  # seconds that a writer waits


def code_of(call, *args, **named):
    with pytest.raises(StoreError) as caught:
        call(*args, **named)
    assert caught.value.place
    assert caught.value.mend
    return caught.value.code


def test_a_record_that_was_closed_is_there_when_it_is_opened_again(opened):
    store = opened()
    store.append([made.sample()])
    made.catch_up(store)
    digest = store.digest()
    store.close()
    again = opened(create=False)
    assert again.counts()["events"] == 2
    assert again.digest() == digest


def test_the_migrations_make_the_tables_that_the_code_knows(store):
    ours = set(metadata.tables)

    def is_ours(thing, name, kind, _reflected, _other):
        return kind != "table" or name in ours or thing is None

    with store._engine.connect() as connection:
        options = {"include_object": is_ours, "compare_type": False}
        found = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    assert found == []


def test_the_newest_migration_is_the_one_that_the_code_expects():
    config = Config()
    config.set_main_option("script_location", "dateline.store:migrations")
    assert ScriptDirectory.from_config(config).get_heads() == [upgrade.HEAD]


def test_a_record_is_not_made_where_none_may_be(where, tmp_path):
    assert code_of(open_store, where, create=False) == "store.missing"
    assert list(tmp_path.iterdir()) == []


def test_a_record_of_a_newer_version_is_left_alone(opened):
    store = opened()
    with writing(store._engine) as connection:
        connection.execute(text("UPDATE dateline_version SET version_num = '9999'"))
    assert code_of(opened) == "store.newer"


def test_a_database_of_something_else_is_left_alone(opened):
    store = opened()
    with writing(store._engine) as connection:
        connection.execute(text("DROP TABLE dateline_version"))
    assert code_of(opened) == "store.foreign"


def test_a_file_of_something_else_is_left_as_it_is(tmp_path):
    database, letter = tmp_path / "accounts.db", tmp_path / "letter.txt"
    with closing(sqlite3.connect(database)) as other:
        other.execute("CREATE TABLE accounts (id)")
    letter.write_text("Dear Ines,\n" * 200)
    before = database.read_bytes(), letter.read_bytes()
    assert code_of(open_store, database) == "store.foreign"
    assert code_of(open_store, letter) == "store.foreign"
    assert (database.read_bytes(), letter.read_bytes()) == before


def test_an_empty_file_becomes_a_record(tmp_path):
    path = tmp_path / "record.db"
    path.touch()
    open_store(path).close()
    open_store(path, create=False).close()


def test_a_damaged_file_is_told(tmp_path):
    path = tmp_path / "record.db"
    store = open_store(path)
    store.append(list(made.articles(40)))
    store.close()
    data = bytearray(path.read_bytes())
    data[4096 * 3 :] = b"\xa5" * (len(data) - 4096 * 3)
    path.write_bytes(data)
    assert code_of(lambda: list(open_store(path).sources())) == "store.damaged"


@pytest.mark.parametrize(
    ("where", "code"),
    [
        ("folder", "store.rights"),
        ("nowhere/record.db", "store.folder"),
        ("mysql://localhost/record", "store.address"),
        ("sqlite://", "store.address"),
        ("http://record.example", "store.address"),
        ("postgresql://:::", "store.address"),
    ],
)
def test_a_place_that_holds_no_record_is_told(tmp_path, monkeypatch, where, code):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    assert code_of(open_store, where) == code


def test_a_server_that_cannot_be_reached_is_told_without_the_password():
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError) as caught:
        open_store("postgresql://maren:secret@127.0.0.1:1/record")
    assert caught.value.code == "store.unreachable"
    assert "secret" not in str(caught.value)


def test_a_driver_that_is_missing_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert code_of(open_store, "postgresql://127.0.0.1/record") == "store.driver"


@contextmanager
def nobody():
    """Without root's rights, which are all."""
    root = os.geteuid() == 0
    try:
        if root:
            os.seteuid(65534)
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_record_of_somebody_else_is_told():
    with TemporaryDirectory() as folder:
        path = Path(folder, "record.db")
        open_store(path).close()
        path.parent.chmod(0o755)
        path.chmod(0)
        with nobody():
            assert code_of(open_store, path) == "store.rights"


def test_a_record_that_may_only_be_read_is_read_and_a_writer_is_told():
    with TemporaryDirectory() as folder:
        path = Path(folder, "record.db")
        with closing(open_store(path)) as store:
            store.append([made.sample()])
        path.chmod(0o444)
        path.parent.chmod(0o777)  # SQLite keeps beside the record who reads it
        with nobody(), closing(open_store(path)) as store:
            assert store.counts()["articles"] == 1
            assert code_of(store.append, list(made.articles(1))) == "store.rights"


# ---- writing


def test_a_second_writer_waits_and_then_is_told(opened):
    first, second = opened(), opened(wait=SOON)
    with first.writing():
        assert code_of(second.append, [made.sample()]) == "store.locked"
        assert first.append([made.sample()]) == 1
        assert second.counts()["articles"] == 1  # reading waits for nobody
    assert second.append([made.sample()]) == 0


def test_the_place_of_the_writer_can_be_taken_again_by_who_holds_it(store):
    with store.writing(), store.writing():
        store.append([made.sample()])
    with store.writing():
        store.drop()


def test_a_database_locked_by_another_program_is_told(tmp_path):
    path = tmp_path / "record.db"
    store = open_store(path, wait=SOON)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert code_of(store.append, [made.sample()]) == "store.locked"
    assert store.append([made.sample()]) == 1
    store.close()


def test_on_a_full_disk_nothing_of_the_step_is_kept_and_all_before_it_is(tmp_path):
    store = open_store(tmp_path / "record.db")
    store.append(list(made.articles(10)))
    made.catch_up(store)
    digest = store.digest()

    @event.listens_for(store._engine, "checkout")
    def fill(connection, *_):
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages + 5}")

    assert code_of(store.append, list(made.articles(100, start=10))) == "store.full"
    assert store.counts()["articles"] == 10
    assert store.digest() == digest
    assert list(store.verify()) == []
    event.remove(store._engine, "checkout", fill)
    with store._engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count=1000000")
    assert store.append(list(made.articles(100, start=10))) == 100
    store.close()


def test_a_file_that_may_grow_no_further_is_told(tmp_path):
    path = tmp_path / "record.db"
    store = open_store(path)
    store.append(list(made.articles(10)))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 50_000, before[1]))
        code = code_of(store.append, list(made.articles(200, start=10)))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert code in {"store.disk", "store.full"}
    assert store.counts()["articles"] == 10
    assert store.append(list(made.articles(200, start=10))) == 200
    assert list(store.verify()) == []
    store.close()


def test_the_file_opens_in_any_program_that_knows_sqlite(tmp_path):
    store = open_store(tmp_path / "record.db")
    store.append(list(made.articles(3)))
    made.catch_up(store)
    store.close()
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ".db-writer"] == ["record.db"]
    with closing(sqlite3.connect(f"{Path(tmp_path / 'record.db').as_uri()}?mode=ro", uri=True)) as plain:
        for (name,) in plain.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')").fetchall():
            plain.execute(f'SELECT count(*) FROM "{name}"').fetchone()  # noqa: S608  (the names of the file itself)
        assert plain.execute("SELECT count(*) FROM record WHERE countries = 'ARL, BLM'").fetchone() == (15,)
        (made_by,) = plain.execute("SELECT sql FROM sqlite_master WHERE name = 'article_words'").fetchone()
        assert 'content="articles"' in made_by  # by which Datasette knows where to search
        hits = "SELECT rowid FROM article_words WHERE article_words MATCH 'TALKS'"
        assert plain.execute(f"SELECT count(*) FROM articles WHERE seq IN ({hits})").fetchone() == (3,)  # noqa: S608
