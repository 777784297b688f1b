"""Which article of the record one that arrives is, and on which day it was published."""

import hashlib
from dataclasses import replace
from datetime import datetime

from dateline.ingest.sources import source_class
from dateline.model.article import Article
from dateline.model.claim import Reading, Versions
from dateline.model.kept import Dated, Source, SourceClass
from dateline.store.base import Store


def placed(store: Store, article: Article) -> Article:
    """The article under the key that it has in the record, or is to have.

    The same text of the same publisher is the same article, unless it is told to be of another day than the one that is
    there: a sentence that is printed again in June tells of June. The first to come keeps the key of its text alone.
    """
    if article.published is None:
        return article
    there = store.source(article.key)
    if there is None or there.told in (None, article.published):
        return article
    of_its_day = f"{article.key}\n{article.published}"
    return replace(article, key=hashlib.sha256(of_its_day.encode("utf-8", "surrogatepass")).hexdigest())


def is_known(store: Store, article: Article, ours: Versions) -> bool:
    """Whether the record has nothing to learn of an article: these versions read it, and its day is told, or is not."""
    if not store.has(article.key, ours):
        return False
    there = store.source(article.key)
    return article.published is None or (there is not None and there.told is not None)


def source_of(article: Article, reading: Reading, now: datetime, kind: SourceClass | None = None) -> Source:
    """What a record keeps of an article besides its text; ``kind`` is what somebody said of the source it is from."""
    agency = reading.opening.agency if reading.opening else None
    return Source(
        key=article.key,
        id=article.id,
        added=now,
        published=article.published,
        publisher=article.publisher,
        title=article.title,
        url=article.url,
        source_class=source_class(article.publisher, article.url, agency, listed=kind),
        story=article.key,
        origin=article.origin,
    )


def dated(source: Source, reading: Reading) -> Source:
    """The source with a day that a reading of its article brings: one that is told now, else that of its dateline.

    What was told before stays; a day that is told outranks that of a dateline, whichever came first.
    """
    told, opening = reading.article.published, reading.opening
    if told and source.told is None:
        return replace(source, published=told, dated=Dated.TOLD)
    if source.published is None and opening and opening.day:
        return replace(source, published=opening.day, dated=Dated.DATELINE)
    return source
