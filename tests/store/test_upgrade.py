"""Records of released versions open, are brought up to this one, and are what a fresh record of the same log is.

``records/v0001.jsonl``: the rows that the software of version 0001 wrote for invented articles and rulings on them, a
row a line; of the bands in which copies meet, the first of each article.
"""

import json
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from dateline.desk import project
from dateline.errors import StoreError
from dateline.model.kept import Dated
from dateline.store import search, upgrade
from dateline.store.base import Incoming, Wanted
from dateline.store.engine import engine_of, writing
from dateline.store.sql import open_store
from dateline.store.tables import PROJECTION, stories

_FILE = Path(__file__).with_name("records") / "v0001.jsonl"
WRITTEN = [json.loads(line) for line in _FILE.read_bytes().splitlines()]


@pytest.fixture
def old(where):
    """A place at which a record of version 0001 lies."""
    engine, _ = engine_of(where, 10.0)
    with writing(engine) as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", "dateline.store:migrations")
        command.upgrade(config, "0001")
        for line in WRITTEN:
            for table, row in line.items():
                _insert(connection, table, row)
        search.index(connection, _rows("articles"))
    engine.dispose()
    return where


def _insert(connection, table, row):
    names, marks = ", ".join(f'"{name}"' for name in row), ", ".join(f":{name}" for name in row)
    values = {name: _value(value) for name, value in row.items()}
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), values)  # noqa: S608  (our own file)


def _value(value):
    return bytes.fromhex(value[2:]) if isinstance(value, str) and value.startswith("x:") else value


def _rows(table):
    return [row for line in WRITTEN for name, row in line.items() if name == table]


def _version(store):
    with store._engine.connect() as connection:
        return connection.scalar(text("SELECT version_num FROM dateline_version"))


def _fresh(store, tmp_path):
    """A new record that is given the same articles, readings and rulings."""
    fresh = open_store(tmp_path / "fresh.db")
    for source in store.sources():
        for one in store.readings(source.key):
            fresh.append([Incoming(source=source, reading=one.reading, keys=one.keys, by=one.by)])
    fresh.append_judgements(store.judgements())
    project.rebuild(fresh)
    return fresh


def test_what_a_record_of_0001_holds_would_be_missed():
    """Else the tests below prove nothing: each table of its projection but one held something."""
    assert {table.name for table in PROJECTION if not _rows(table.name)} == {stories.name}
    assert len(_rows("claims")) > len(_rows("events")) > 1
    assert {row["verdict"] for row in _rows("judgements")} >= {"accept", "amend", "reject", "undo"}


@pytest.mark.usefixtures("old")
def test_a_record_of_0001_is_brought_up_when_it_is_opened_and_all_of_its_log_stays(opened):
    store = opened(create=False)
    assert _version(store) == upgrade.HEAD
    counted = {name: store.counts()[name] for name in ("articles", "readings", "judgements")}
    assert counted == {name: len(_rows(name)) for name in counted}
    assert list(store.verify()) == []
    assert [source.id for source, _ in store.search("Maren")] != []


@pytest.mark.usefixtures("old")
def test_all_claims_of_a_record_of_0001_wait_and_are_joined_by_whoever_opens_it(opened):
    store = opened()
    assert store.counts()["events"] == 0
    assert set(store.waiting()) == {row["key"] for row in _rows("claims")}
    project.catch_up(store)
    assert store.waiting() == ()
    told = {(event.id, kept.key) for event in store.events(Wanted()) for kept in event.claims}
    assert told == {(row["event"], row["claim"]) for row in _rows("event_claims") if row["event"]}
    assert list(store.verify()) == []


@pytest.mark.usefixtures("old")
def test_a_record_of_0001_equals_a_fresh_record_of_the_same_articles_and_rulings(opened, tmp_path):
    store = opened()
    project.catch_up(store)
    fresh = _fresh(store, tmp_path)
    assert store.digest() == fresh.digest()
    assert list(store.events(Wanted())) == list(fresh.events(Wanted()))
    fresh.close()


@pytest.mark.usefixtures("old")
def test_opening_it_once_more_changes_nothing(opened):
    first = opened()
    project.catch_up(first)
    before = first.digest()
    assert (opened().digest(), _version(opened())) == (before, upgrade.HEAD)


def test_an_upgrade_that_breaks_off_leaves_the_record_as_it_was(old, opened, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("alembic.op.execute", _break)
        with pytest.raises(OSError, match="the light went out"):
            opened()
    engine, _ = engine_of(old, 10.0)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM dateline_version")) == "0001"
        assert connection.scalar(text("SELECT count(*) FROM events")) == len(_rows("events"))
    engine.dispose()
    assert _version(opened()) == upgrade.HEAD


def _break(*_):
    msg = "the light went out"
    raise OSError(msg)


@pytest.mark.usefixtures("old")
def test_a_version_that_this_software_does_not_know_is_refused_with_the_mend(opened):
    with writing(opened()._engine) as connection:
        connection.execute(text("UPDATE dateline_version SET version_num = '9999'"))
    with pytest.raises(
        StoreError, match=f"of version 9999, and this software knows none after {upgrade.HEAD}"
    ) as caught:
        opened()
    assert (caught.value.code, caught.value.mend) == ("store.newer", "pip install --upgrade dateline")


def test_an_article_of_an_older_record_that_was_given_no_day_has_that_of_its_dateline(old, opened):
    engine, _ = engine_of(old, 10.0)
    opening = {"start": 0, "end": 5, "text": "ARDEN", "day": "2024-05-30"}
    told = dict.fromkeys(("place", "country", "agency", "origin", "byline"))
    with writing(engine) as connection:
        for table, row in (("articles", _rows("articles")[0]), ("readings", _rows("readings")[0])):
            more = {"key": "undated", "published": None} if table == "articles" else {"article": "undated"}
            body = {"body": json.dumps(json.loads(row["body"]) | {"opening": told | opening})} if "body" in row else {}
            _insert(connection, table, row | more | body | {"seq": 999} | ({"identity": "i"} if body else {}))
    engine.dispose()
    source = opened().source("undated")
    assert (str(source.published), source.dated) == ("2024-05-30", Dated.DATELINE)
    assert not [fault for fault in opened().verify() if "day that it was told" in fault.what]
