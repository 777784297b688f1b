"""Reading the log: articles, readings, the claims that make the record."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, exists, func, or_, select

from dateline.model.article import Article
from dateline.model.claim import Versions
from dateline.model.codec import EVENTS
from dateline.model.kept import Dated, Kept, Source
from dateline.model.review import Judgement, Verdict
from dateline.store import rows, search
from dateline.store.base import KeptReading
from dateline.store.log import batches
from dateline.store.tables import (
    articles,
    claim_parties,
    claims,
    dated,
    event_claims,
    events,
    judgements,
    readings,
    stories,
)

_FETCHED = 500  # rows that lie in memory at once

_TOLD = ("key", "id", "published", "publisher", "title", "url", "added", "source_class", "given")
_SOURCE = [articles.c[name] for name in _TOLD]
_LATER, _FOUND = dated.alias("later"), dated.alias("found")
_PUBLISHED = func.coalesce(articles.c.published, _LATER.c.published, _FOUND.c.published)


def current_claims(*columns: Any) -> Select[Any]:
    """Claims of the newest reading of each article, those alone that are events of the codebook."""
    newer = readings.alias("newer")
    superseded = exists().where(newer.c.article == claims.c.article, newer.c.seq > claims.c.reading)
    return select(*columns).select_from(claims).where(claims.c.modality.in_(sorted(EVENTS)), ~superseded)


def streamed(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    """Rows as they are asked for, a few at a time."""
    with connection.execute(query.execution_options(yield_per=_FETCHED)) as result:
        yield from result


# ---- articles


def with_days(query: Select[Any]) -> Select[Any]:
    """A question about articles, with the days of publication that they were not given with."""
    for one, how in ((_LATER, Dated.TOLD), (_FOUND, Dated.DATELINE)):
        query = query.outerjoin(one, and_(one.c.article == articles.c.key, one.c.how == how.value))
    return query


def sources_of(*wanted: ColumnElement[bool]) -> Select[Any]:
    """Articles without their text, with the story that each tells."""
    days = (_LATER.c.published.label("told"), _FOUND.c.published.label("found"))
    query = select(*_SOURCE, *days, stories.c.story).select_from(articles)
    return with_days(query).outerjoin(stories, stories.c.article == articles.c.key).where(*wanted)


def source(connection: Connection, key: str) -> Source | None:
    """The article of a key, without its text."""
    row = connection.execute(sources_of(articles.c.key == key)).one_or_none()
    return None if row is None else rows.source_of(row)


def sources(connection: Connection) -> Iterator[Source]:
    """All articles, by key."""
    return map(rows.source_of, streamed(connection, sources_of().order_by(articles.c.key)))


def versions_of(connection: Connection, url: str) -> tuple[Source, ...]:
    """All articles under an address, the first added first."""
    found = connection.execute(sources_of(articles.c.url == url).order_by(articles.c.seq))
    return tuple(map(rows.source_of, found))


def article(connection: Connection, key: str) -> Article | None:
    """An article as it was given."""
    row = connection.execute(select(articles).where(articles.c.key == key)).one_or_none()
    return None if row is None else rows.article_of(row)


def texts(connection: Connection, keys: Iterable[str]) -> Iterator[Article]:
    """The articles of these keys, in order."""
    for some in batches(sorted({*keys})):
        query = select(articles).where(articles.c.key.in_(some)).order_by(articles.c.key)
        yield from map(rows.article_of, streamed(connection, query))


def addressed(connection: Connection, urls: Iterable[str]) -> dict[str, frozenset[str]]:
    """By address, keys of the articles that were found under it."""
    found: dict[str, set[str]] = defaultdict(set)
    for some in batches(sorted({*urls})):
        for url, key in connection.execute(select(articles.c.url, articles.c.key).where(articles.c.url.in_(some))):
            found[url].add(key)
    return {url: frozenset(keys) for url, keys in found.items()}


def published(connection: Connection, first: date, last: date, parties: Sequence[str]) -> int:
    """How many articles of these days have a claim on all these parties."""
    found = select(dated.c.article).where(dated.c.published.between(first, last))
    may_be = or_(articles.c.published.between(first, last), articles.c.key.in_(found))
    query = with_days(select(func.count()).select_from(articles)).where(may_be, _PUBLISHED.between(first, last))
    if parties:
        one = event_claims.c.claim
        all_take_part = (
            exists().where(claim_parties.c.claim == one, claim_parties.c.party == party) for party in sorted({*parties})
        )
        theirs = select(claims.c.article).join(event_claims, one == claims.c.key).where(and_(*all_take_part))
        query = query.where(articles.c.key.in_(theirs.where(event_claims.c.event.is_not(None))))
    return connection.scalar(query) or 0


def covered(connection: Connection) -> Iterator[tuple[str, date, frozenset[str]]]:
    """Of each projected claim, its article, the day of that, and its parties; those of one claim stand together."""
    query = (
        select(claims.c.article, _PUBLISHED.label("published"), claim_parties.c.claim, claim_parties.c.party)
        .join(event_claims, event_claims.c.claim == claim_parties.c.claim)
        .join(claims, and_(claims.c.key == event_claims.c.claim, claims.c.reading == event_claims.c.reading))
        .join(articles, articles.c.key == claims.c.article)
        .where(event_claims.c.event.is_not(None), _PUBLISHED.is_not(None))
        .order_by(claim_parties.c.claim)
    )
    for _, rows_of in groupby(streamed(connection, with_days(query)), key=lambda row: row.claim):
        told = list(rows_of)
        yield told[0].article, told[0].published, frozenset(row.party for row in told)


def found(connection: Connection, asked: str, limit: int) -> Iterator[tuple[Source, str]]:
    """Articles that have the words, the best first, with the stretch of the text in which most of them stand."""
    hits = search.holding(connection.dialect.name, asked).subquery()
    query = sources_of().join(hits, hits.c.seq == articles.c.seq).add_columns(articles.c.text)
    for row in streamed(connection, query.order_by(hits.c.good.desc(), articles.c.key).limit(limit)):
        told = row.text if not row.title else f"{row.title}\n{row.text}"
        yield rows.source_of(row), search.snippet(told, asked)


# ---- readings


def has(connection: Connection, key: str, versions: Versions) -> bool:
    """Whether a reader of these versions has read the article, from the day that was told of it later if one was."""
    later = select(dated.c.published).where(dated.c.article == key, dated.c.how == Dated.TOLD.value)
    identity = rows.identity(key, versions, None, connection.scalar(later))
    return connection.scalar(select(readings.c.seq).where(readings.c.identity == identity)) is not None


def readings_of(connection: Connection, key: str) -> tuple[KeptReading, ...]:
    """All readings of an article, the oldest first."""
    text = article(connection, key)
    if text is None:
        return ()
    every = connection.execute(select(readings).where(readings.c.article == key).order_by(readings.c.seq)).all()
    said: dict[int, list[Row[Any]]] = defaultdict(list)
    ours = select(claims).where(claims.c.article == key).order_by(claims.c.reading, claims.c.place)
    for claim in connection.execute(ours):
        said[claim.reading].append(claim)
    return tuple(
        KeptReading(
            reading=rows.reading_of(row, said[row.seq], text),
            keys=tuple(claim.key for claim in said[row.seq]),
            added=row.added,
            current=row is every[-1],
            by=row.by,
        )
        for row in every
    )


# ---- claims


def kept(connection: Connection, keys: Iterable[str] | None) -> Iterator[Kept]:
    """The claims of the current readings, by key."""
    wanted = current_claims(claims).order_by(claims.c.key)
    if keys is None:
        return with_sources(connection, streamed(connection, wanted))
    asked = batches(sorted({*keys}))
    return with_sources(connection, (row for some in asked for row in _at(connection, wanted, some)))


def _at(connection: Connection, wanted: Select[Any], keys: Sequence[str]) -> Iterator[Row[Any]]:
    yield from connection.execute(wanted.where(claims.c.key.in_(keys)))


def with_sources(connection: Connection, found: Iterable[Row[Any]]) -> Iterator[Kept]:
    """Claims with the articles that they come from."""
    for some in batches(found):
        named = sorted({row.article for row in some})
        behind = {row.key: rows.source_of(row) for row in connection.execute(sources_of(articles.c.key.in_(named)))}
        for row in some:
            yield rows.kept_of(row, behind[row.article])


# ---- the rest


def rulings(connection: Connection, verdicts: Collection[Verdict]) -> tuple[Judgement, ...]:
    """All rulings in the order in which they were added; of these verdicts alone if any are told."""
    query = select(judgements).order_by(judgements.c.seq)
    if verdicts:
        query = query.where(judgements.c.verdict.in_(sorted(one.value for one in verdicts)))
    return tuple(map(rows.judgement_of, connection.execute(query)))


def counts(connection: Connection) -> dict[str, int]:
    """How many of each thing there are; claims are those that make the record."""
    count = {"articles": articles, "readings": readings, "claims": None, "judgements": judgements, "events": events}
    return {
        name: connection.scalar(
            current_claims(func.count()) if table is None else select(func.count()).select_from(table)
        )
        or 0
        for name, table in count.items()
    }
