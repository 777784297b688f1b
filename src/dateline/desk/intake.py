"""Ingest, read, join, record: articles on their way into a record."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import TypeVar

from dateline.desk import project
from dateline.desk.arriving import dated, is_known, placed, source_of
from dateline.desk.coded import Codings
from dateline.desk.read import as_is, read_all
from dateline.desk.readings import are_readings, readings_in
from dateline.desk.supplement import carried
from dateline.errors import ArticleError
from dateline.ingest.files import articles
from dateline.model.article import Article
from dateline.model.claim import Claim, Reading, Versions
from dateline.model.kept import Dated, SourceClass, keys_of
from dateline.reading.versions import versions
from dateline.settings import Settings
from dateline.store.base import Incoming, KeptReading, Store

T = TypeVar("T")

_BATCH = 32  # articles that are kept in one transaction: what a kill -9 can cost is read again
_LONGEST = timedelta(seconds=2)  # for which one that was read waits to be kept, while others come
_READY = 256  # the same of readings that are at hand, which cost nothing to take again

Progress = Callable[[str, int, int], None]
"""Told what is being done (``read``, ``join``), how much of it is done, and how much there is (0: not known)."""


@dataclass(slots=True)
class Added:
    """What became of the articles of one call."""

    new: int = 0
    told: int = 0  # of the new: were there without a day of publication, and are read anew from the day now told
    known: int = 0  # were there already, read by the same versions
    claims: int = 0
    foreign: list[str] = field(default_factory=list)  # ids of articles in other languages: kept, not coded
    undated: list[str] = field(default_factory=list)  # ids of those of which neither anybody nor a dateline tells a day
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

    A run that is cut off leaves what it had kept, and the same call again goes on from there. Who interrupts it does
    not wait: what was kept is joined by whoever opens the record next. An article that is there without a day of
    publication, and is told one now, is read anew from that day on. Readings that a batch wrote (``desk.readings``) are
    taken as they are.
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
    with _joining(store, progress):
        _keep(store, _told(found, progress), clock, added, at_once=_READY)
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
    with _joining(store, progress):
        _keep(store, read_all(new, as_is, settings), clock, added, kind=kind, settled=settled)
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
    with _joining(store, silent):
        _keep(store, coded, clock, added, by)
    return added


def joined(store: Store, progress: Progress = silent) -> None:
    """Bring the record up to what was kept."""
    with store.writing():
        project.catch_up(store, lambda done, every: progress("join", done, every))


@contextmanager
def _joining(store: Store, progress: Progress) -> Iterator[None]:
    """What is kept meanwhile is joined, also where a fault breaks it off; who interrupts it is not kept waiting."""
    try:
        yield
    except Exception:
        joined(store, progress)
        raise
    joined(store, progress)


def incoming(
    store: Store, reading: Reading, now: datetime, by: str | None = None, kind: SourceClass | None = None
) -> Incoming:
    """A reading on its way into the log; claims that an earlier reading of the article made, too, keep their keys.

    Those that people added to the last reading are in this one, too.
    """
    article = placed(store, reading.article)
    reading = replace(reading, article=article)
    before = store.readings(article.key)
    source = dated(store.source(article.key) or source_of(article, reading, now, kind), reading)
    keys = tuple(keys_of(article.key, reading.claims))
    if before:
        reading, keys = carried(before[-1], reading, _same_keys(before[-1], reading, keys))
    return Incoming(source=source, reading=reading, keys=keys, by=by)


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
    """Keep readings in transactions of a few, none much later than it came; the last also when something breaks off."""
    batch: dict[str, Incoming] = {}  # by the key under which each came
    began = None
    try:
        for one in found:
            if isinstance(one, ArticleError):
                added.failed.append(one)
                continue
            if one.article.key in batch:
                _append(store, batch, added, settled)  # what it was read as just now is what its claims are likened to
            now = clock()
            began = began if began and batch else now
            batch[one.article.key] = incoming(store, one, now, by, kind)
            if one.language != "en":
                added.foreign.append(one.article.id)
            if len(batch) == at_once or now - began >= _LONGEST:
                _append(store, batch, added, settled)
    finally:
        _append(store, batch, added, settled)


def _append(store: Store, batch: dict[str, Incoming], added: Added, settled: Callable[[str], None]) -> None:
    added.told += sum(one.source.dated is Dated.TOLD and _has_no_day(store, one.source.key) for one in batch.values())
    kept = store.append([*batch.values()]) if batch else 0
    added.new += kept
    added.known += len(batch) - kept
    added.claims += sum(len(one.keys) for one in batch.values())
    added.undated += [one.source.id for one in batch.values() if one.source.published is None]
    for key in batch:
        settled(key)
    batch.clear()


def _unknown(
    store: Store,
    found: Iterable[Article | ArticleError],
    ours: Versions,
    added: Added,
    settled: Callable[[str], None],
) -> Iterator[Article | ArticleError]:
    """Those of which the record has something to learn, as these versions read them."""
    for one in found:
        if not isinstance(one, ArticleError) and is_known(store, placed(store, one), ours):
            added.known += 1
            added.undated += [one.id] if _is_undated(store, one) else []
            settled(one.key)
        else:
            yield one


def _has_no_day(store: Store, key: str) -> bool:
    """Whether an article is there of which nobody told a day."""
    there = store.source(key)
    return there is not None and there.told is None


def _is_undated(store: Store, article: Article) -> bool:
    there = None if article.published else store.source(article.key)
    return there is not None and there.published is None


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
