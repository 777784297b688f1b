"""What differs between two readings of an article: the claims that came, went or changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dateline.model.claim import Claim
from dateline.model.kept import Kept, Source
from dateline.model.span import Span
from dateline.store.base import Incoming, KeptReading, Store


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
