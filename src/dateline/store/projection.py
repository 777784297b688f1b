"""The projection of the log: putting events in the place of others, telling what waits, dropping all of it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from sqlalchemy import Column, Connection, Table, delete, exists, func, or_, select

from dateline.errors import StoreError
from dateline.model.event import Event
from dateline.store import event_rows
from dateline.store.columns import packed
from dateline.store.log import batches, make_due, put
from dateline.store.tables import (
    PROJECTION,
    articles,
    bands,
    blocks,
    claim_parties,
    claims,
    event_claims,
    event_ids,
    event_parties,
    event_people,
    events,
    links,
    signatures,
    stories,
)
from dateline.store.view import current_claims, streamed

_MARKS = {"reading", "due"}  # columns that tell what was looked at and not what is known


# ---- what waits


def waiting(connection: Connection) -> tuple[str, ...]:
    """Keys of claims that are not projected as their article's newest reading has them, or shall be looked at anew."""
    projected = event_claims.alias()
    same = exists().where(projected.c.claim == claims.c.key, projected.c.reading == claims.c.reading)
    new = current_claims(claims.c.key).where(~same)
    holds = current_claims(claims.c.key).where(claims.c.key == event_claims.c.claim).correlate(event_claims).exists()
    old = select(event_claims.c.claim).where(or_(event_claims.c.due, ~holds))
    return tuple(sorted({*connection.scalars(new), *connection.scalars(old)}))


def near(connection: Connection, wanted: Iterable[str]) -> set[str]:
    """Keys of projected claims that lie in any of these blocks."""
    return _select(connection, blocks.c.claim, blocks.c.block, wanted)


def component(connection: Connection, keys: Iterable[str]) -> set[str]:
    """Keys of all projected claims that hang together with these, by one event or by links, however far."""
    reached: set[str] = set()
    ahead = set(keys)
    while ahead:
        reached |= ahead
        theirs = _select(connection, event_claims.c.event, event_claims.c.claim, ahead) - {None}
        beside = _select(connection, event_claims.c.claim, event_claims.c.event, theirs)
        linked = _select(connection, links.c.other, links.c.one, ahead)
        linked |= _select(connection, links.c.one, links.c.other, ahead)
        ahead = (beside | linked) - reached
    return _select(connection, event_claims.c.claim, event_claims.c.claim, reached)


def _select(connection: Connection, wanted: Column[Any], by: Column[Any], values: Iterable[str]) -> set[Any]:
    """What a column holds where another holds one of these values."""
    found = (connection.scalars(select(wanted).where(by.in_(some))) for some in batches(sorted({*values})))
    return set(chain.from_iterable(found))


# ---- projecting


def project(
    connection: Connection,
    gone: Iterable[str],
    lies_in: Mapping[str, Iterable[str]],
    new: Iterable[Event],
    linked: Iterable[tuple[str, str]],
    place: str,
) -> None:
    """Put events in the place of all events that had a claim of theirs or of ``gone``."""
    gone = sorted({*gone})
    for some in batches(gone):
        _clear(connection, some)
    for batch in batches(new):
        keys = [kept.key for one in batch for kept in one.claims]
        _clear(connection, keys)
        _put_events(connection, batch, _projected(connection, keys, place), lies_in)
    put(connection, links, [{"one": one, "other": other} for one, other in _pairs(linked)])
    for some in batches(gone):
        _put_gone(connection, some)


def _clear(connection: Connection, keys: Iterable[str]) -> None:
    """Take away the events of these claims, with all that hangs on them, and the claims' links."""
    for some in batches(keys):
        theirs = select(event_claims.c.event).where(event_claims.c.claim.in_(some), event_claims.c.event.is_not(None))
        connection.execute(delete(links).where(or_(links.c.one.in_(some), links.c.other.in_(some))))
        connection.execute(delete(events).where(events.c.id.in_(theirs)))
        connection.execute(delete(event_claims).where(event_claims.c.claim.in_(some)))


def _projected(connection: Connection, keys: Iterable[str], place: str) -> dict[str, tuple[int, str]]:
    """Of each claim, its newest reading and its article.

    Raises:
        StoreError: The log does not hold one of them.
    """
    keys = list(keys)
    newest: dict[str, tuple[int, str]] = {}
    for some in batches(keys):
        query = select(claims.c.key, func.max(claims.c.reading), claims.c.article).where(claims.c.key.in_(some))
        found = connection.execute(query.group_by(claims.c.key, claims.c.article))
        newest.update({key: (seq, article) for key, seq, article in found})
    if missing := sorted({*keys} - newest.keys()):
        raise StoreError(
            f"an event speaks of the claim {missing[0]}, which the log does not hold",
            place=place,
            mend="append its article's reading before its event is projected",
            code="store.claim",
        )
    return newest


def _put_events(
    connection: Connection,
    new: Iterable[Event],
    newest: Mapping[str, tuple[int, str]],
    lies_in: Mapping[str, Iterable[str]],
) -> None:
    new = list(new)
    put(connection, events, [event_rows.event_row(one) for one in new])
    put(connection, event_ids, [{"id": id_, "event": one.id} for one in new for id_ in one.ids])
    put(connection, event_parties, _listed(new, "party", event_rows.parties))
    put(connection, event_people, [row for one in new for row in event_rows.people_rows(one)])
    put(connection, event_claims, [row for one in new for row in event_rows.claim_rows(one, newest)])
    put(connection, claim_parties, [row for one in new for row in event_rows.claim_party_rows(one, newest)])
    keys = [kept.key for one in new for kept in one.claims]
    put(connection, blocks, [row for key in keys for row in _numbered("claim", key, "block", lies_in.get(key, ()))])


def _listed(new: Iterable[Event], name: str, of: Any) -> list[dict[str, Any]]:
    return [row for one in new for row in _numbered("event", one.id, name, of(one))]


def _numbered(owner: str, key: str, name: str, values: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Rows of what belongs to one thing, each value once, in order."""
    for place, value in enumerate(sorted({*values})):
        yield {owner: key, "place": place, name: value}


def _put_gone(connection: Connection, keys: Iterable[str]) -> None:
    """Mark as looked at the claims that make the record and yet belong to no event."""
    query = current_claims(claims.c.key, claims.c.reading).where(claims.c.key.in_(list(keys)))
    mark = {"event": None, "place": 0, "due": False}
    found = connection.execute(query)
    put(connection, event_claims, [{"claim": key, "reading": reading, **mark} for key, reading in found])


def _pairs(linked: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Links, each once, whichever way round it was told."""
    return sorted({(min(pair), max(pair)) for pair in linked if pair[0] != pair[1]})


# ---- stories


def unsigned(connection: Connection, after: str = "", most: int | None = None) -> tuple[str, ...]:
    """Keys of articles behind a key whose text was not yet compared with the others', so many at most."""
    signed = exists().where(signatures.c.article == articles.c.key)
    query = select(articles.c.key).where(~signed, articles.c.key > after).order_by(articles.c.key)
    return tuple(connection.scalars(query.limit(most)))


def sign(connection: Connection, lies_in: Mapping[str, Iterable[str]], signed: Mapping[str, bytes]) -> None:
    """Keep what articles' texts are compared by."""
    for some in batches(sorted(signed)):
        connection.execute(delete(signatures).where(signatures.c.article.in_(some)))
        put(connection, signatures, [{"article": key, "mark": signed[key]} for key in some])
        put(connection, bands, [row for key in some for row in _numbered("article", key, "band", lies_in.get(key, ()))])


def met(connection: Connection, wanted: Iterable[str]) -> dict[str, list[str]]:
    """By band, keys of the articles that lie in it, in their order."""
    found: dict[str, list[str]] = {}
    for some in batches(sorted({*wanted})):
        for row in connection.execute(select(bands.c.band, bands.c.article).where(bands.c.band.in_(some))):
            found.setdefault(row.band, []).append(row.article)
    return {band: sorted(found[band]) for band in sorted(found)}


def marks(connection: Connection, wanted: Iterable[str]) -> dict[str, bytes]:
    """The signatures of articles, by key."""
    found: dict[str, bytes] = {}
    for some in batches(sorted({*wanted})):
        for key, mark in connection.execute(select(signatures).where(signatures.c.article.in_(some))):
            found[key] = bytes(mark)
    return found


def stories_of(connection: Connection, wanted: Iterable[str]) -> dict[str, str]:
    """The story that each of these articles tells."""
    told = {key: key for key in wanted}
    for some in batches(sorted(told)):
        rows = connection.execute(select(stories).where(stories.c.article.in_(some)))
        told.update((row.article, row.story) for row in rows)
    return told


def telling(connection: Connection, wanted: Iterable[str]) -> frozenset[str]:
    """Keys of all articles that tell one of these stories."""
    own = frozenset(wanted)
    return own | _select(connection, stories.c.article, stories.c.story, own)


def tell(connection: Connection, told: Mapping[str, str]) -> None:
    """Keep which story articles tell; the claims of those that now tell another wait anew."""
    for some in batches(sorted(told)):
        rows = connection.execute(select(stories).where(stories.c.article.in_(some)))
        before = {row.article: row.story for row in rows}
        changed = [key for key in some if told[key] != before.get(key, key)]
        connection.execute(delete(stories).where(stories.c.article.in_(changed)))
        put(connection, stories, [{"article": key, "story": told[key]} for key in changed if told[key] != key])
        make_due(connection, _select(connection, claims.c.key, claims.c.article, changed))


# ---- all of it


def drop(connection: Connection) -> None:
    """Empty the projection."""
    for table in reversed(PROJECTION):
        connection.execute(delete(table))


def digest(connection: Connection) -> str:
    """Digest of all that is projected, in an order that does not tell when it came.

    Bands are left out: of a crowd in one, those lie there that came first.
    """
    whole = hashlib.sha256()
    for table in (one for one in PROJECTION if one is not bands):
        whole.update(f"{table.name}\n".encode())
        for row in streamed(connection, _in_order(table)):
            whole.update(packed([_plain(value) for value in row]).encode() + b"\n")
    return whole.hexdigest()


def _in_order(table: Table) -> Any:
    known = [column for column in table.columns if column.name not in _MARKS]
    return select(*known).order_by(*table.primary_key.columns)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return value if value is None or isinstance(value, str | int | float) else str(value)
