"""Read articles anew that other versions of the reader or of the codebook had read, and tell what changes."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from dateline.desk.changes import Change, changed_since, changes
from dateline.desk.intake import Progress, incoming, joined, silent
from dateline.desk.read import as_is, read_all
from dateline.errors import ArticleError
from dateline.model.article import Article
from dateline.model.kept import Source
from dateline.reading.versions import versions
from dateline.settings import Settings
from dateline.store.base import Incoming, Store

__all__ = ["Reread", "changed_since", "reread"]

_BATCH = 32


@dataclass(slots=True)
class Reread:
    """What reading anew found."""

    articles: int
    changes: list[Change]
    failed: list[ArticleError]


def reread(
    store: Store,
    settings: Settings,
    clock: Callable[[], datetime],
    *,
    keep: bool = True,
    progress: Progress = silent,
) -> Reread:
    """Read anew what other versions read.

    Args:
        store: The record.
        settings: Which reader reads.
        clock: What the time is.
        keep: Whether the new readings become the current ones; the old claims stay in the log, superseded.
        progress: Told after each article.
    """
    ours = versions(encoder=settings.encoder, rules=settings.rules)
    old = [
        source.key
        for source in store.sources()
        if not _coded_by_hand(store, source) and not store.has(source.key, ours)
    ]
    found = Reread(len(old), [], [])
    batch: list[Incoming] = []
    articles = (article for key in old if (article := _as_told(store, key)))
    for number, one in enumerate(read_all(articles, as_is, settings), 1):
        progress("read", number, len(old))
        if isinstance(one, ArticleError):
            found.failed.append(one)
            continue
        new = incoming(store, one, clock())
        found.changes += changes(new.source, store.readings(new.source.key)[-1], new)
        batch.append(new)
        if keep and len(batch) == _BATCH:
            store.append(batch)
            batch.clear()
    if keep:
        store.append(batch)
        joined(store, progress)
    return found


def _as_told(store: Store, key: str) -> Article | None:
    """An article with the day of publication that was told of it, be it later than it was added."""
    article, source = store.article(key), store.source(key)
    return replace(article, published=source.told) if article and source else None


def _coded_by_hand(store: Store, source: Source) -> bool:
    readings = store.readings(source.key)
    return bool(readings) and readings[-1].by is not None
