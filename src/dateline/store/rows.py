"""Values of the log to rows of its tables, and back."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Row, RowMapping

from dateline.books.words import fold
from dateline.model.article import Article, OffsetMap
from dateline.model.claim import Reading, Versions
from dateline.model.claim_codec import claim_from_json, claim_to_json
from dateline.model.codec import from_json, to_json
from dateline.model.event_codec import judgement_from_json, judgement_to_json
from dateline.model.kept import Dated, Kept, Source, SourceClass
from dateline.model.review import Judgement
from dateline.store.base import Incoming
from dateline.store.columns import packed

Values = dict[str, Any]
Columns = Mapping[str, Any] | RowMapping

_CLAIMS = ("events", "set_aside")  # of a reading's JSON: they lie in a table of their own
_TEXT = {"key", "text", "raw", "raw_map"}  # of an article: they stand in columns
_NO_ORIGIN = packed({"origin": None})[1:-1]
_DIGESTED = ("key", "id", "published", "publisher", "title", "url", "added", "source_class", "language")


def sha256(text: str | bytes) -> str:
    """Digest of a text, or of bytes."""
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return hashlib.sha256(data).hexdigest()


# ---- articles


def article_row(seq: int, incoming: Incoming) -> Values:
    """An article as it lies in the log."""
    source, article = incoming.source, incoming.reading.article
    raw = None if article.raw is None else article.raw.encode("utf-8", "surrogatepass")
    row = {
        "seq": seq,
        "key": source.key,
        "id": source.id,
        "published": article.published,
        "publisher": source.publisher,
        "title": source.title,
        "url": source.url,
        "added": utc(source.added),
        "source_class": source.source_class.value,
        "language": incoming.reading.language,
        "text": article.text,
        "raw": raw,
        "raw_sha256": raw_digest(article.text, raw),
        "offsets": packed(_offsets(article.raw_map)),
        "given": packed(_given(article)),
        "publisher_folded": fold(source.publisher or ""),
    }
    return row | {"digest": article_digest(row)}


def raw_digest(text: str, raw: bytes | None) -> str:
    """Digest of the raw text of an article: the text itself where it was kept as it was given."""
    return sha256(text if raw is None else raw)


def article_digest(row: Columns) -> str:
    """Digest of all that an article's row holds."""
    told = [None if row[name] is None else str(row[name]) for name in _DIGESTED]
    return sha256(packed([*told, sha256(row["text"]), row["raw_sha256"], row["offsets"], row["given"]]))


def article_of(row: Row[Any]) -> Article:
    """The article of a row, as it was given."""
    given, offsets = json.loads(row.given), json.loads(row.offsets)
    published = given.pop("published")
    return Article(
        **given | {"warnings": tuple(given["warnings"])},
        published=None if published is None else date.fromisoformat(published),
        text=row.text,
        key=row.key,
        raw=None if row.raw is None else bytes(row.raw).decode("utf-8", "surrogatepass"),
        raw_map=OffsetMap(*map(tuple, offsets)),
    )


def dated_row(source: Source) -> Values:
    """A day of publication that an article was not given with, as it lies in the log."""
    row = {"article": source.key, "how": source.dated.value, "published": source.published}
    return row | {"digest": dated_digest(row)}


def dated_digest(row: Columns) -> str:
    """Digest of all that such a day's row holds."""
    return sha256(packed([str(row[name]) for name in ("article", "how", "published")]))


def source_of(row: Row[Any]) -> Source:
    """The article behind a claim.

    The row needs ``told`` and ``found``, the days that ``dated`` has, and ``story``; they are None where there is none.
    """
    days = ((Dated.GIVEN, row.published), (Dated.TOLD, row.told), (Dated.DATELINE, row.found))
    dated, published = next((one for one in days if one[1]), days[0])
    return Source(
        key=row.key,
        id=row.id,
        added=row.added,
        published=published,
        dated=dated,
        publisher=row.publisher,
        title=row.title,
        url=row.url,
        source_class=SourceClass(row.source_class),
        story=row.story or row.key,
        origin=_origin(row.given),
    )


def _origin(given: str) -> str | None:
    """The origin among what an article tells of itself; of most there is none, which is seen without reading all."""
    return None if _NO_ORIGIN in given else json.loads(given).get("origin")


def utc(moment: datetime) -> datetime:
    """The moment in UTC; one that names no zone is in UTC already."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _offsets(way: OffsetMap) -> list[Sequence[int]]:
    return [way.starts, way.raws, way.ends]


def _given(article: Article) -> Values:
    """All that an article tells of itself besides its text."""
    told = {name: getattr(article, name) for name in Article.__slots__ if name not in _TEXT}
    return told | {"published": None if article.published is None else article.published.isoformat()}


# ---- readings and their claims


def identity(article: str, versions: Versions, by: str | None, told: date | None = None) -> str:
    """What makes a reading the same: its article, what read it, who coded it, and the day that was told later."""
    later = [told.isoformat()] if told else []
    return sha256(packed([article, *_versions(versions).values(), by, *later]))


def identity_of(incoming: Incoming) -> str:
    """The identity of a reading on its way."""
    source = incoming.source
    told = source.published if source.dated is Dated.TOLD else None
    return identity(source.key, incoming.reading.versions, incoming.by, told)


def reading_row(seq: int, incoming: Incoming, added: datetime) -> tuple[Values, list[Values]]:
    """A reading as it lies in the log, and its claims; when each was first seen is still to be told."""
    reading, article = incoming.reading, incoming.source.key
    claims, bare = list(claim_rows(seq, incoming, added)), replace(reading, claims=())
    row = {
        "seq": seq,
        "article": article,
        "by": incoming.by,
        **_versions(reading.versions),
        "identity": identity_of(incoming),
        "added": utc(added),
        "body": packed({key: value for key, value in to_json(bare).items() if key not in _CLAIMS}),
    }
    return row | {"digest": reading_digest(row, claims)}, claims


def claim_rows(seq: int, incoming: Incoming, added: datetime) -> Iterator[Values]:
    """The claims of a reading, in their order."""
    reading = incoming.reading
    for place, (key, claim) in enumerate(zip(incoming.keys, reading.claims, strict=True)):
        yield {
            "reading": seq,
            "place": place,
            "key": key,
            "article": incoming.source.key,
            "first_seen": utc(added),
            "modality": claim.modality.value,
            "body": packed(claim_to_json(claim, reading.article.text)),
        }


def reading_digest(row: Columns, claims: Iterable[Columns]) -> str:
    """Digest of all that a reading's row and those of its claims hold."""
    told = [[claim["key"], claim["modality"], claim["body"]] for claim in claims]
    return sha256(packed([row["identity"], str(row["added"]), row["body"], told]))


def reading_of(row: Row[Any], claims: Sequence[Row[Any]], article: Article) -> Reading:
    """The reading of a row and those of its claims, which are in their order."""
    data = json.loads(row.body) | dict.fromkeys(_CLAIMS, ())
    bare = from_json(data, article)
    found = tuple(claim_from_json(json.loads(claim.body)) for claim in claims)
    return Reading(**{name: getattr(bare, name) for name in Reading.__slots__} | {"claims": found})


def kept_of(row: Row[Any], source: Source) -> Kept:
    """The claim of a row."""
    return Kept(key=row.key, claim=claim_from_json(json.loads(row.body)), source=source, first_seen=row.first_seen)


def _versions(versions: Versions) -> Values:
    return {name: getattr(versions, name) for name in Versions.__slots__}


# ---- judgements


def judgement_row(seq: int, judgement: Judgement) -> Values:
    """A ruling as it lies in the log."""
    return {
        "seq": seq,
        "id": judgement.id,
        "verdict": judgement.verdict.value,
        "by": judgement.by,
        "made": utc(judgement.on),
        "body": packed(judgement_to_json(judgement)),
    }


def judgement_of(row: Row[Any]) -> Judgement:
    """The ruling of a row."""
    return judgement_from_json(json.loads(row.body))
