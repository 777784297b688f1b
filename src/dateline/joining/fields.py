"""What the claims of an event say of each field, before anything is chosen: each value once, with who gave it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Any

from dateline.model.claim import Claim, Place
from dateline.model.day_codec import days_to_json
from dateline.model.event import Said
from dateline.model.kept import Kept, SourceClass

FIELDS = ("type", "mode", "days", "countries", "organizations", "people", "place", "name", "duration", "topics")
SETS = frozenset({"countries", "organizations", "people", "topics"})

_EVIDENCE = {"days": ("start", "dates", "days", "end")}  # under which names the reader gives its grounds


def story_of(kept: Kept) -> str:
    """What makes a source an independent one: articles of one story are one source."""
    return kept.source.story or kept.source.key


def stories(claims: Iterable[Kept]) -> frozenset[str]:
    """The independent sources of some claims."""
    return frozenset(story_of(kept) for kept in claims)


def is_official(kept: Kept) -> bool:
    """Whether a body publishes about its own doings."""
    return kept.source.source_class is SourceClass.OFFICIAL


@dataclass(frozen=True, slots=True)
class Told:
    """One value of a field as some claims tell it; the claims stand in the order in which they came to be known."""

    value: Any
    claims: tuple[Kept, ...]

    @property
    def sources(self) -> frozenset[str]:
        """The independent sources that tell it."""
        return stories(self.claims)

    @property
    def official(self) -> bool:
        """Whether an official source tells it."""
        return any(map(is_official, self.claims))

    def said(self) -> Said:
        """The same as an event holds it."""
        return Said(value=self.value, claims=tuple(kept.key for kept in self.claims), sources=len(self.sources))


def told(field: str, claims: Sequence[Kept]) -> tuple[Told, ...]:
    """Every value that claims give to a field, the best supported first; of equals, the first known.

    Values are told as they stand in the claims: a name in two spellings is two values.
    """
    if len(claims) == 1:  # the most of all events: nothing to compare
        only = value_of(field, claims[0].claim)
        return () if only is None or only == [] else (Told(only, tuple(claims)),)
    values: dict[str, tuple[Any, list[Kept]]] = {}
    for kept in claims:
        value = value_of(field, kept.claim)
        if value is not None and value != []:
            values.setdefault(canonical(value), (value, []))[1].append(kept)
    found = [Told(value, tuple(who)) for value, who in values.values()]
    return tuple(sorted(found, key=lambda one: -len(one.sources)))


def value_of(field: str, claim: Claim) -> Any:
    """What one claim says of a field, in the codec's form; None or an empty list where it says nothing."""
    match field:
        case "type":
            return claim.kind
        case "days":
            return None if claim.days is None else days_to_json(claim.days)
        case "place":
            return None if claim.place is None else _place(claim.place)
        case _ if field in SETS:
            return sorted(set(getattr(claim, field)))
        case _:
            return getattr(claim, field)


def score_of(field: str, kept: Kept, member: str | None = None) -> float:
    """How sure the reader was of what a claim says of a field: its evidence's score; of a set, that of the weakest.

    With ``member``, that of this member of a set. A claim without such evidence (coded by a person) counts with its
    own confidence.
    """
    names = _EVIDENCE.get(field, (field,))
    scores = [e.score for e in kept.claim.evidence if e.field in names and member in (None, e.value)]
    return min(scores, default=kept.claim.confidence)


def score(field: str, claims: Sequence[Kept]) -> float:
    """The mean of their scores."""
    return fmean(score_of(field, kept) for kept in claims)


def canonical(value: Any) -> str:
    """A text that is equal for equal values."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _place(place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "country": place.country,
        "precision": place.precision,
        "chain": list(place.chain),
    }
