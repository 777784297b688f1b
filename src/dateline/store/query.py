"""Finding events: what is wanted, as a question to the database."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, case, exists, false, or_, select

from dateline.books.words import fold
from dateline.model.event import EVENT, Event
from dateline.model.event_codec import event_from_json
from dateline.model.kept import Kept
from dateline.store import search
from dateline.store.base import Wanted
from dateline.store.log import batches
from dateline.store.tables import articles, claims, event_claims, event_ids, event_parties, event_people, events
from dateline.store.view import streamed, with_sources

_AT_ONCE = 200  # events whose claims are fetched together

_AFTER_ALL = "\uffff"  # stands after whatever an id is made of

_DATELESS = case((events.c.first.is_(None), 1), else_=0)
ORDER = (_DATELESS, events.c.first, events.c.id)


def event(connection: Connection, id_: str) -> Event | None:
    """The event that an id, or the key of a claim, leads to."""
    full = id_ if id_.startswith(EVENT) else EVENT + id_
    query = select(events).join(event_ids, event_ids.c.event == events.c.id).where(event_ids.c.id == full)
    return next(_whole(connection, connection.execute(query)), None)


def ids(connection: Connection, beginning: str, limit: int) -> tuple[str, ...]:
    """Ids that lead to events and begin so, in order."""
    full = beginning if beginning.startswith(EVENT) else EVENT + beginning
    begins = and_(event_ids.c.id >= full, event_ids.c.id < full + _AFTER_ALL)
    return tuple(connection.scalars(select(event_ids.c.id).where(begins).order_by(event_ids.c.id).limit(limit)))


def events_of(connection: Connection, article: str) -> tuple[str, ...]:
    """The ids of the events that an article speaks of, in their order."""
    speaks = _article(articles.c.key == article)
    return tuple(connection.scalars(select(events.c.id).where(speaks).order_by(*ORDER)))


def found(connection: Connection, wanted: Wanted) -> Iterator[Event]:
    """Events that are wanted, in order of their first day, then of id."""
    if not wanted.ids:
        return _whole(connection, streamed(connection, _asked(connection, wanted).limit(wanted.limit)))
    rows = [row for ids in batches(wanted.ids) for row in connection.execute(_asked(connection, wanted, ids))]
    once = {row.id: row for row in rows}
    return _whole(connection, sorted(once.values(), key=_place)[: wanted.limit])


def which(connection: Connection, wanted: Wanted) -> frozenset[str]:
    """The ids of the events that are wanted; quicker than these."""
    query = _asked(connection, wanted, list(wanted.ids) or None).with_only_columns(events.c.id)
    return frozenset(connection.scalars(query.limit(wanted.limit)))


def _place(row: Row[Any]) -> tuple[bool, date, str]:
    return (row.first is None, row.first or date.max, row.id)


def _whole(connection: Connection, rows: Iterable[Row[Any]]) -> Iterator[Event]:
    """Events with their claims, as they were projected."""
    for some in batches(rows, _AT_ONCE):
        kept = _claims(connection, [row.id for row in some])
        for row in some:
            yield event_from_json(json.loads(row.body), kept)


def _claims(connection: Connection, ids: list[str]) -> dict[str, Kept]:
    """The claims of events, as the readings had them from which they were projected."""
    same = and_(claims.c.key == event_claims.c.claim, claims.c.reading == event_claims.c.reading)
    query = select(claims).join(event_claims, same).where(event_claims.c.event.in_(ids))
    return {kept.key: kept for kept in with_sources(connection, connection.execute(query))}


# ---- what is wanted


def _asked(connection: Connection, wanted: Wanted, ids: list[str] | None = None) -> Select[Any]:
    query = select(events).where(*_conditions(connection, wanted)).order_by(*ORDER)
    if ids is None:
        return query
    led = select(event_ids.c.event).where(event_ids.c.id.in_(ids))
    return query.where(events.c.id.in_(led))


def _conditions(connection: Connection, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    yield from _of_event(wanted)
    for party in wanted.parties:
        yield exists().where(event_parties.c.event == events.c.id, event_parties.c.party == party)
    if wanted.person:
        named = (" " + event_people.c.folded).contains(" " + fold(wanted.person).strip(), autoescape=True)
        yield exists().where(event_people.c.event == events.c.id, named)
    if wanted.source:
        yield _told_by(wanted.source)
    if wanted.words:
        yield _words(connection, wanted.words)
    if wanted.after is not None:
        yield _after(connection, wanted.after)


def _of_event(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """What the event's own row tells."""
    if wanted.first is not None:
        yield events.c.last >= wanted.first
    if wanted.last is not None:
        yield events.c.first <= wanted.last
    if wanted.kinds:
        yield events.c.kind.in_(wanted.kinds)
    if wanted.statuses:
        yield events.c.status.in_([str(status) for status in wanted.statuses])
    if wanted.series is not None:
        yield events.c.series == wanted.series


def _told_by(asked: str) -> ColumnElement[bool]:
    """Whether an article of such a publisher, or of such a class, speaks of it."""
    publisher = articles.c.publisher_folded.contains(fold(asked), autoescape=True)
    return _article(or_(publisher, articles.c.source_class == asked.lower()))


def _words(connection: Connection, asked: str) -> ColumnElement[bool]:
    """Whether an article that speaks of it has all the words, or its own names and persons do."""
    hits = search.holding(connection.dialect.name, asked).subquery()
    told = [events.c.words.contains(phrase, autoescape=True) for phrase in search.phrases(asked)]
    theirs = and_(*told) if told else false()  # of stops alone nothing is asked
    return or_(_article(articles.c.seq.in_(select(hits.c.seq))), theirs)


def _article(such: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether such an article speaks of the event."""
    same = and_(claims.c.key == event_claims.c.claim, claims.c.reading == event_claims.c.reading)
    told = event_claims.join(claims, same).join(articles, articles.c.key == claims.c.article)
    return events.c.id.in_(select(event_claims.c.event).select_from(told).where(such))


def _after(connection: Connection, id_: str) -> ColumnElement[bool]:
    """Whether it stands after the event that an id leads to; after one that is not there, nothing does."""
    led = select(events.c.first, events.c.id).join(event_ids, event_ids.c.event == events.c.id)
    row = connection.execute(led.where(event_ids.c.id == id_)).one_or_none()
    if row is None:
        return events.c.id.is_(None)
    if row.first is None:
        return and_(events.c.first.is_(None), events.c.id > row.id)
    same_day = and_(events.c.first == row.first, events.c.id > row.id)
    return or_(events.c.first.is_(None), events.c.first > row.first, same_day)
