"""Hashing everything again: whether the record still holds what was put into it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, select

from dateline.store import rows
from dateline.store.base import Fault
from dateline.store.tables import articles, claims, dated, readings
from dateline.store.view import streamed

_SPAN = {"start", "end", "text"}


def faults(connection: Connection, newest: int | None = None) -> Iterator[Fault]:
    """Whatever is not as it was; of as many of the newest articles and readings as are asked for, or of all."""
    if connection.dialect.name == "sqlite":
        yield from _file(connection, quick=newest is not None)
    for row in streamed(connection, _newest(articles, newest)):
        yield from _article(row)
    for row in streamed(connection, select(dated).order_by(dated.c.article, dated.c.how)):
        yield from _dated(row)
    for row in streamed(connection, _newest(readings, newest)):
        yield from _reading(connection, row)


def _newest(table: Table, count: int | None) -> Select[Any]:
    """The rows of a table in the order in which they were added; or the last of them, the last first."""
    if count is None:
        return select(table).order_by(table.c.seq)
    return select(table).order_by(table.c.seq.desc()).limit(count)


def _file(connection: Connection, *, quick: bool) -> Iterator[Fault]:
    """What SQLite finds wrong with its own file; a quick look leaves out whether its indexes are whole."""
    for (said,) in connection.exec_driver_sql(f"PRAGMA {'quick' if quick else 'integrity'}_check"):
        if said != "ok":
            yield Fault(place="file", what=said)
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Fault(place=f"{row[0]} {row[1]}", what=f"belongs to something in {row[2]} that is not there")


def _article(row: Row[Any]) -> Iterator[Fault]:
    place = f"article {row.key}"
    if rows.raw_digest(row.text, row.raw) != row.raw_sha256:
        yield Fault(place=place, what="its raw text is not the one that was added")
    if rows.article_digest(row._mapping) != row.digest:  # noqa: SLF001  (SQLAlchemy's public name)
        yield Fault(place=place, what="its text, or what is told of it, is not what was added")


def _dated(row: Row[Any]) -> Iterator[Fault]:
    if rows.dated_digest(row._mapping) != row.digest:  # noqa: SLF001
        yield Fault(
            place=f"article {row.article}", what="the day that it was told to be of is not the one that was added"
        )


def _reading(connection: Connection, row: Row[Any]) -> Iterator[Fault]:
    """Whether a reading and its claims are those that were added, and stand where they say in the article's text."""
    place = f"reading {row.seq} of article {row.article}"
    said = connection.execute(select(claims).where(claims.c.reading == row.seq).order_by(claims.c.place)).all()
    if rows.reading_digest(row._mapping, [claim._mapping for claim in said]) != row.digest:  # noqa: SLF001
        yield Fault(place=place, what="it, or one of its claims, is not what was added")
    text = connection.scalar(select(articles.c.text).where(articles.c.key == row.article))
    if text is None:
        yield Fault(place=place, what="its article is not there")
        return
    for claim in said:
        yield from _claim(claim, text)


def _claim(row: Row[Any], text: str) -> Iterator[Fault]:
    place = f"claim {row.key}"
    try:
        spans = list(_spans(json.loads(row.body)))
    except ValueError:
        yield Fault(place=place, what="it is no JSON")
        return
    for start, end, words in spans:
        if text[start:end] != words:
            yield Fault(place=place, what=f'"{words}" does not stand at {start} to {end} of its article')


def _spans(value: Any) -> Iterator[tuple[int, int, str]]:
    """Every stretch of text that a claim's JSON names, wherever in it."""
    if isinstance(value, list):
        for one in value:
            yield from _spans(one)
    if isinstance(value, Mapping):
        if value.keys() >= _SPAN and isinstance(value["start"], int):
            yield value["start"], value["end"], value["text"]
        for one in value.values():
            yield from _spans(one)
