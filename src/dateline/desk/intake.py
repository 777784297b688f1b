"""Ingest, read, join, record: articles on their way into a record."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import TypeVar

from dateline.desk import project
from dateline.desk.coded import Codings
from dateline.desk.read import as_is, read_all
from dateline.desk.readings import are_readings, readings_in
from dateline.desk.supplement import carried
from dateline.errors import ArticleError
from dateline.ingest.files import articles
from dateline.ingest.sources import source_class
from dateline.model.article import Article
from dateline.model.claim import Claim, Reading, Versions
from dateline.model.kept import Source, SourceClass, keys_of
from dateline.reading.versions import versions
from dateline.settings import Settings
from dateline.store.base import Incoming, KeptReading, Store

T = TypeVar("T")

_BATCH = 32  # articles that are kept in one transaction: what a kill -9 can cost is read again
_READY = 256  # the same of readings that are at hand, which cost nothing to take again

Progress = Callable[[str, int, int], None]
"""Told what is being done (``read``, ``join``), how much of it is done, and how much there is (0: not known)."""


@dataclass(slots=True)
class Added:
    """What became of the articles of one call."""

    new: int = 0
    known: int = 0  # were there already, read by the same versions
    claims: int = 0
    foreign: list[str] = field(default_factory=list)  # ids of articles in other languages: kept, not coded
    failed: list[ArticleError] = field(default_factory=list)


def silent(_what: str, _done: int, _all: int) -> None:
    """Progress that nobody sees."""


def _nobody(_key: str) -> None:
    """Tells nobody."""


def add(
    store: Store,
    paths: Sequence[str | Path],
    settings: Settings,
    clock: Callable[[], datetime],
    *,
    published: date | None = None,
    progress: Progress = silent,
) -> Added:
    """Read articles into the record, a few at a time; what is there is passed over.

    A run that is cut off leaves what it had kept, and the same call again goes on from there. Readings that a batch
    wrote (``desk.readings``) are taken as they are.
    """
    ready = [path for path in paths if are_readings(path)]
    left = [path for path in paths if path not in ready]
    added = add_readings(store, ready, clock, progress) if ready else Added()
    if left or not ready:
        found = articles(left, published, longest=settings.longest)
        add_found(store, found, settings, clock, added=added, progress=progress)
    return added


def add_readings(
    store: Store, paths: Sequence[str | Path], clock: Callable[[], datetime], progress: Progress = silent
) -> Added:
    """Take readings that a batch wrote; nothing is read."""
    added = Added()
    found = chain.from_iterable(map(readings_in, paths))
    try:
        _keep(store, _told(found, progress), clock, added, at_once=_READY)
    finally:
        joined(store, progress)
    return added


def add_found(
    store: Store,
    found: Iterable[Article | ArticleError],
    settings: Settings,
    clock: Callable[[], datetime],
    *,
    kind: SourceClass | None = None,
    settled: Callable[[str], None] = _nobody,
    added: Added | None = None,
    progress: Progress = silent,
) -> Added:
    """As ``add``, of articles that are at hand or come one by one.

    Args:
        store: The record.
        found: The articles, asked for as they are needed.
        settings: How they are read.
        clock: What the time is.
        kind: What kind of source they are all from, where somebody said so; else each article tells.
        settled: Told the key of each article as soon as the record holds it.
        added: What became of the articles before these; these are added to it.
        progress: Told after each article.
    """
    ours = versions(encoder=settings.encoder, rules=settings.rules)
    added = added or Added()
    new = _unknown(store, _told(found, progress), ours, added, settled)
    try:
        _keep(store, read_all(new, as_is, settings), clock, added, kind=kind, settled=settled)
    finally:
        joined(store, progress)
    return added


def add_codings(
    store: Store,
    codings: Path,
    paths: Sequence[str | Path],
    settings: Settings,
    clock: Callable[[], datetime],
    *,
    by: str,
) -> Added:
    """Take the claims of articles from codings made by hand."""
    book, added = Codings.of(codings), Added()
    found = articles(paths, longest=settings.longest)
    coded = (one if isinstance(one, ArticleError) else book.reading(one) for one in found)
    try:
        _keep(store, coded, clock, added, by)
    finally:
        joined(store)
    return added


def joined(store: Store, progress: Progress = silent) -> None:
    """Bring the record up to what was kept."""
    with store.writing():
        project.catch_up(store, lambda done, every: progress("join", done, every))


def incoming(
    store: Store, reading: Reading, now: datetime, by: str | None = None, kind: SourceClass | None = None
) -> Incoming:
    """A reading on its way into the log; claims that an earlier reading of the article made, too, keep their keys.

    Those that people added to the last reading are in this one, too.
    """
    article = reading.article
    before = store.readings(article.key)
    source = (store.source(article.key) if before else None) or source_of(article, reading, now, kind)
    keys = tuple(keys_of(article.key, reading.claims))
    if before:
        reading, keys = carried(before[-1], reading, _same_keys(before[-1], reading, keys))
    return Incoming(source=source, reading=reading, keys=keys, by=by)


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


def _keep(
    store: Store,
    found: Iterable[Reading | ArticleError],
    clock: Callable[[], datetime],
    added: Added,
    by: str | None = None,
    *,
    kind: SourceClass | None = None,
    settled: Callable[[str], None] = _nobody,
    at_once: int = _BATCH,
) -> None:
    """Keep readings in transactions of a few, the last of them also when something breaks off."""
    batch: list[Incoming] = []
    try:
        for one in found:
            if isinstance(one, ArticleError):
                added.failed.append(one)
                continue
            if any(one.article.key == other.source.key for other in batch):
                _append(store, batch, added, settled)  # what it was read as just now is what its claims are likened to
            batch.append(incoming(store, one, clock(), by, kind))
            if one.language != "en":
                added.foreign.append(one.article.id)
            if len(batch) == at_once:
                _append(store, batch, added, settled)
    finally:
        _append(store, batch, added, settled)


def _append(store: Store, batch: list[Incoming], added: Added, settled: Callable[[str], None]) -> None:
    kept = store.append(batch) if batch else 0
    added.new += kept
    added.known += len(batch) - kept
    added.claims += sum(len(one.keys) for one in batch)
    for one in batch:
        settled(one.source.key)
    batch.clear()


def _unknown(
    store: Store,
    found: Iterable[Article | ArticleError],
    ours: Versions,
    added: Added,
    settled: Callable[[str], None],
) -> Iterator[Article | ArticleError]:
    """Those that the record does not have, as these versions read them."""
    for one in found:
        if not isinstance(one, ArticleError) and store.has(one.key, ours):
            added.known += 1
            settled(one.key)
        else:
            yield one


def _told(found: Iterable[T], progress: Progress) -> Iterator[T]:
    for number, one in enumerate(found, 1):
        yield one
        progress("read", number, 0)


def _same_keys(before: KeptReading, reading: Reading, keys: Sequence[str]) -> tuple[str, ...]:
    """Keys for the claims of a new reading: those that the last reading had, too, keep theirs."""
    read = {key: claim for key, claim in zip(before.keys, before.reading.claims, strict=True) if not claim.signed_by}
    left = {key: claim for key, claim in read.items() if key not in set(keys)}
    chosen = []
    for key, claim in zip(keys, reading.claims, strict=True):
        if key not in set(before.keys) and (old := _like(claim, left)):
            del left[old]
            key = old  # noqa: PLW2901  (the claim's own key gives way to the one it had)
        chosen.append(key)
    return tuple(chosen)


def _like(claim: Claim, left: dict[str, Claim]) -> str | None:
    """The claim of an earlier reading that this one is: of its kind, with parties in common, near in the text."""
    near = [
        (abs(old.trigger.start - claim.trigger.start), key)
        for key, old in left.items()
        if old.kind == claim.kind and (not claim.countries or set(old.countries) & set(claim.countries))
    ]
    distance, key = min(near, default=(_FAR, ""))
    return key if distance < _FAR else None


_FAR = 200  # characters: about two sentences
