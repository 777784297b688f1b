"""Adding to the log. Every function here works within the transaction that it is given."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Table, delete, func, insert, select, update

from dateline.books.words import fold
from dateline.model.kept import Dated, Source
from dateline.model.review import Judgement, Verdict
from dateline.store import rows, search
from dateline.store.base import Incoming
from dateline.store.tables import (
    articles,
    claims,
    dated,
    event_claims,
    event_people,
    judgements,
    readings,
    signatures,
    stories,
)

T = TypeVar("T")

_AT_ONCE = 500  # values that one question asks for: below what any SQLite takes


def append(connection: Connection, incoming: Sequence[Incoming], now: datetime) -> int:
    """Add articles and readings that are not there yet; returns how many readings were new."""
    had = add_articles(connection, incoming)
    add_days(connection, incoming, had)
    wanted = {rows.identity_of(one): one for one in reversed(incoming)}
    known = existing(connection, readings.c.identity, wanted)
    new = [one for identity, one in reversed(wanted.items()) if identity not in known]
    add_readings(connection, new, {one.source.key: now for one in new if one.source.key in had})
    return len(new)


def add_articles(connection: Connection, incoming: Iterable[Incoming]) -> set[str]:
    """Add those that are not there yet; returns the keys of those that were."""
    wanted: dict[str, Incoming] = {}
    for one in incoming:
        wanted.setdefault(one.source.key, one)
    had = existing(connection, articles.c.key, wanted)
    first = following(connection, articles)
    new = [rows.article_row(first + n, one) for n, one in enumerate(wanted[key] for key in wanted if key not in had)]
    put(connection, articles, new)
    search.index(connection, new)
    return had


def add_days(connection: Connection, incoming: Iterable[Incoming], had: Collection[str]) -> None:
    """Add the days of publication that articles were not given with, and that are not there yet.

    Of an article that was there before, all that tell its story are compared anew: which came first hangs on the days.
    """
    wanted: dict[tuple[str, str], Source] = {}
    for one in incoming:
        if one.source.published and one.source.dated is not Dated.GIVEN:
            wanted.setdefault((one.source.key, one.source.dated.value), one.source)
    for some in batches(sorted({key for key, _ in wanted})):
        for key, how in connection.execute(select(dated.c.article, dated.c.how).where(dated.c.article.in_(some))):
            wanted.pop((key, how), None)
    put(connection, dated, [rows.dated_row(source) for source in wanted.values()])
    _compare_anew(connection, sorted({key for key, _ in wanted} & set(had)))


def _compare_anew(connection: Connection, keys: Sequence[str]) -> None:
    """Forget the stories of articles, with those of all that tell the same, whose claims then wait."""
    own = {key: key for key in keys}
    for some in batches(keys):
        own.update(
            connection.execute(select(stories.c.article, stories.c.story).where(stories.c.article.in_(some))).all()
        )
    told = {*keys, *own.values()}
    for some in batches(sorted(told)):
        told = told | set(connection.scalars(select(stories.c.article).where(stories.c.story.in_(some))))
    for some in batches(sorted(told)):
        connection.execute(delete(stories).where(stories.c.article.in_(some)))
        connection.execute(delete(signatures).where(signatures.c.article.in_(some)))
        make_due(connection, connection.scalars(select(claims.c.key).where(claims.c.article.in_(some))))


def add_readings(connection: Connection, new: Sequence[Incoming], again: Mapping[str, datetime]) -> None:
    """Add readings with their claims.

    Args:
        connection: The transaction.
        new: Readings that are not there yet.
        again: Of articles that were there before, when they were read again; others were read when they were added.
    """
    first = following(connection, readings)
    made = [rows.reading_row(first + n, one, again.get(one.source.key, one.source.added)) for n, one in enumerate(new)]
    put(connection, readings, [row for row, _ in made])
    found = [claim for _, said in made for claim in said]
    seen = _first_seen(connection, [claim["key"] for claim in found if claim["article"] in again])
    for claim in found:
        claim["first_seen"] = seen.setdefault(claim["key"], claim["first_seen"])
    put(connection, claims, found)


def _first_seen(connection: Connection, keys: Iterable[str]) -> dict[str, datetime]:
    """When claims of these keys were first added."""
    found: dict[str, datetime] = {}
    for some in batches(keys):
        query = select(claims.c.key, claims.c.first_seen).where(claims.c.key.in_(some)).order_by(claims.c.reading)
        for key, moment in connection.execute(query):
            found.setdefault(key, moment)
    return found


# ---- judgements


def append_judgements(connection: Connection, new: Sequence[Judgement]) -> int:
    """Add rulings that are not there yet; what they are about waits to be projected again."""
    wanted = {one.id: one for one in reversed(new)}
    known = existing(connection, judgements.c.id, wanted)
    ours = [one for one in reversed(wanted.values()) if one.id not in known]
    first = following(connection, judgements)
    put(connection, judgements, [rows.judgement_row(first + n, one) for n, one in enumerate(ours)])
    for one in ours:
        make_due(connection, _about(connection, one))
    return len(ours)


def _about(connection: Connection, ruling: Judgement) -> set[str]:
    """Keys of the claims that a ruling is about; of an undo, those of what it undoes, and of what that undid."""
    keys = {*ruling.claims, *ruling.others}
    if ruling.verdict is Verdict.ALIAS:
        keys |= _with_names(connection, [str(ruling.value.get(end) or "") for end in ("from", "to")])
    if ruling.undoes is None:
        return keys
    row = connection.execute(select(judgements).where(judgements.c.id == ruling.undoes)).one_or_none()
    undone = None if row is None else rows.judgement_of(row)
    return keys if undone is None or undone.undoes == ruling.id else keys | _about(connection, undone)


def _with_names(connection: Connection, names: Iterable[str]) -> set[str]:
    """Claims of the events in which somebody of these names takes part."""
    found = select(event_people.c.event).where(event_people.c.folded.in_([fold(name) for name in names]))
    return set(connection.scalars(select(event_claims.c.claim).where(event_claims.c.event.in_(found))))


def make_due(connection: Connection, keys: Iterable[str]) -> None:
    """Have claims that are projected wait to be projected again."""
    for some in batches(sorted(keys)):
        connection.execute(update(event_claims).where(event_claims.c.claim.in_(some)).values(due=True))


# ---- asking and putting many at once


def batches(values: Iterable[T], size: int = _AT_ONCE) -> Iterator[list[T]]:
    """Values, so many at a time."""
    left = iter(values)
    while some := list(islice(left, size)):
        yield some


def existing(connection: Connection, column: Column[Any], values: Iterable[str]) -> set[str]:
    """Which of these values a column holds."""
    found = (connection.scalars(select(column).where(column.in_(some))) for some in batches(values))
    return {value for some in found for value in some}


def following(connection: Connection, table: Table) -> int:
    """The number that comes next in a table of the log; there is one writer, so nobody else takes it."""
    return (connection.scalar(select(func.max(table.c.seq))) or 0) + 1


def put(connection: Connection, table: Table, values: Sequence[Mapping[str, Any]]) -> None:
    """Add rows, if there are any."""
    if values:
        connection.execute(insert(table), values)
