"""All events, again and again: what was read before and is as it was is not read anew."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator

from sqlalchemy import Connection, and_, select

from dateline.model.event import Event
from dateline.store import query
from dateline.store.base import Held, Mark, Wanted
from dateline.store.tables import claims, event_claims, events, stories
from dateline.store.view import streamed


def every(connection: Connection, held: Held) -> Iterator[Event]:
    """All events in their order; those that are held as they are now are the very same objects."""
    yield from _renewed(connection, held)


def _renewed(connection: Connection, held: Held) -> list[Event]:
    """All events, those that changed read anew; whoever goes through them keeps nobody else from asking."""
    with held.lock:
        marks, before = dict(_marks(connection)), held.events
        stale = [id_ for id_, mark in marks.items() if id_ not in before or before[id_][0] != mark]
        fresh = {event.id: event for event in _read(connection, stale, everything=not before)}
        held.events = {id_: (mark, fresh.get(id_) or before[id_][1]) for id_, mark in marks.items()}
        return [event for _, event in held.events.values()]


def _read(connection: Connection, ids: list[str], *, everything: bool) -> Iterator[Event]:
    if everything:
        return query.found(connection, Wanted())
    return query.found(connection, Wanted(ids=tuple(ids))) if ids else iter(())


def _marks(connection: Connection) -> Iterator[tuple[str, Mark]]:
    """Of each event the digest of what it is made of: its row, its claims' readings, what their articles repeat."""
    told: dict[str, list[str]] = defaultdict(list)
    same = and_(claims.c.key == event_claims.c.claim, claims.c.reading == event_claims.c.reading)
    behind = event_claims.join(claims, same).outerjoin(stories, stories.c.article == claims.c.article)
    made_of = (
        select(event_claims.c.event, event_claims.c.claim, event_claims.c.reading, stories.c.story)
        .select_from(behind)
        .where(event_claims.c.event.is_not(None))
        .order_by(event_claims.c.event, event_claims.c.claim)
    )
    for row in streamed(connection, made_of):
        told[row.event].append(f"{row.claim} {row.reading} {row.story}")
    for row in streamed(connection, select(events.c.id, events.c.body).order_by(*query.ORDER)):
        yield row.id, hashlib.blake2b("\n".join((row.body, *told[row.id])).encode()).digest()
