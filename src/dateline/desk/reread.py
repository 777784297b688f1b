"""Read articles anew that other versions of the reader or of the codebook had read, and tell what changes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dateline.desk.intake import Progress, incoming, joined, silent
from dateline.desk.read import as_is, read_all
from dateline.errors import ArticleError
from dateline.model.claim import Claim
from dateline.model.kept import Kept, Source
from dateline.model.span import Span
from dateline.reading.versions import versions
from dateline.settings import Settings
from dateline.store.base import Incoming, KeptReading, Store

_BATCH = 32


class Kind(StrEnum):
    """What became of a claim."""

    CAME = "came"
    WENT = "went"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One claim that came, went or changed between two readings of an article, or two versions of it.

    ``fields`` are those that differ, each with its old and its new value in words.
    """

    article: Source
    kind: Kind
    key: str
    claim: Claim
    at: Span
    fields: tuple[tuple[str, str, str], ...] = ()


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
    articles = (article for key in old if (article := store.article(key)))
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


def changes(article: Source, before: KeptReading, now: Incoming | KeptReading) -> Iterator[Change]:
    """What differs between two readings, in the order of the text; claims are the same if their keys are."""
    old = dict(zip(before.keys, before.reading.claims, strict=True))
    new = dict(zip(now.keys, now.reading.claims, strict=True))
    found = [
        *(_change(article, Kind.WENT, key, claim) for key, claim in old.items() if key not in new),
        *(_change(article, Kind.CAME, key, claim) for key, claim in new.items() if key not in old),
    ]
    found += (
        _change(article, Kind.CHANGED, key, new[key], fields)
        for key in old.keys() & new.keys()
        if (fields := tuple(differing(old[key], new[key])))
    )
    yield from sorted(found, key=lambda change: (change.at.start, change.key))


def _change(
    article: Source, kind: Kind, key: str, claim: Claim, fields: tuple[tuple[str, str, str], ...] = ()
) -> Change:
    return Change(article=article, kind=kind, key=key, claim=claim, at=claim.trigger, fields=fields)


def differing(old: Claim, new: Claim) -> Iterator[tuple[str, str, str]]:
    """The fields of the codebook in which two claims differ, with both values in words."""
    for (name, one), (_, other) in zip(_worded(old), _worded(new), strict=True):
        if one != other:
            yield name, one, other


def changed_since(store: Store) -> Callable[[Kept, datetime], bool]:
    """A function that tells whether a claim reads otherwise than it did at a moment.

    It does where the reading that was current then had another value in any field, or did not have the claim.
    """

    def changed(kept: Kept, since: datetime) -> bool:
        readings = store.readings(kept.source.key)
        if len(readings) == 1:
            return False
        then = next((one for one in reversed(readings) if one.added <= since), readings[0])
        old = dict(zip(then.keys, then.reading.claims, strict=True)).get(kept.key)
        return old is None or any(differing(old, kept.claim))

    return changed


def _worded(claim: Claim) -> Iterator[tuple[str, str]]:
    yield "type", claim.kind
    yield "mode", claim.mode or ""
    yield "status", claim.modality.value
    yield "days", claim.days.edtf() if claim.days else ""
    yield "countries", ", ".join(claim.countries)
    yield "organizations", ", ".join(claim.organizations)
    yield "people", ", ".join(claim.people)
    yield "place", claim.place.name if claim.place else ""
    yield "name", claim.name or ""


def _coded_by_hand(store: Store, source: Source) -> bool:
    readings = store.readings(source.key)
    return bool(readings) and readings[-1].by is not None
