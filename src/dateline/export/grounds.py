"""Why a value stands in an export: the words of articles, or the ruling of a person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dateline.export.columns import COLUMNS
from dateline.model.claim import Evidence
from dateline.model.event import Event, Said
from dateline.model.kept import Kept
from dateline.model.span import Span

TRIGGER = "trigger"
NOTE = "note"

_FIELDS = {column.name: column.field for column in COLUMNS}
_TOLD_BY = {"days": ("start", "end", "days", "dates"), "duration": ("duration", "start", "end")}
_LISTS = frozenset({"countries", "organizations", "people", "topics"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """One reason for a value: a stretch of an article's text, or a person's signature.

    Attributes:
        of: The field whose evidence it is; ``trigger`` where no words tell of the field alone and the whole claim bears
            it out, or where the value is counted from all claims; ``note`` for a note, whose words are signed.
        value: What the evidence gave; for a list, one of it.
        claim: The key of the claim, and ``article`` that of its article; None for a ruling.
        judgement: The id of the ruling, which names its author.
    """

    of: str
    value: str
    claim: str | None = None
    article: str | None = None
    at: Span | None = None
    words: str = ""
    rule: str = ""
    judgement: str | None = None


def grounds_of(event: Event, field: str) -> tuple[Ground, ...]:
    """Why an event shows what it shows.

    Args:
        event: As the record gives it.
        field: A column of the export or a field of the event.

    Returns:
        Rulings first, then words, in the order in which they came to be known; empty for a value that is not shown.
    """
    name = _FIELDS.get(field, field)
    if field == "accepted":
        return _ruling(event.accepted, "accepted") if event.accepted else ()
    if field == "notes":
        return tuple(Ground(of=NOTE, value=note, words=note) for note in event.notes)
    if name == "status":
        return tuple(_from_claims(_of_keys(event, event.standing.claims), ("status",)))
    if name in event.fields:
        return tuple(_of_field(event, name))
    return tuple(_from_claims(event.claims, ()))


def _of_field(event: Event, name: str) -> Iterator[Ground]:
    shown = event.shown(name)
    if shown is None or shown in ([], ()):
        return
    behind = [said for said in event.fields[name].said if said.value == shown] or event.fields[name].said
    for said in behind:
        if said.judgement:
            yield from _ruling(said.judgement, name)
    claims = _of_keys(event, _keys(behind)) if _keys(behind) else ()
    yield from _from_claims(claims, _TOLD_BY.get(name, (name,)), shown if name in _LISTS else None)


def _keys(said: Iterable[Said]) -> tuple[str, ...]:
    return tuple(key for one in said for key in one.claims)


def _of_keys(event: Event, keys: tuple[str, ...]) -> tuple[Kept, ...]:
    """These claims of an event; all of it where none are named."""
    return tuple(kept for kept in event.claims if kept.key in keys) if keys else event.claims


def _ruling(judgement: str, of: str) -> tuple[Ground, ...]:
    return (Ground(of=of, value="", judgement=judgement),)


def _from_claims(claims: Iterable[Kept], fields: tuple[str, ...], shown: Any = None) -> Iterator[Ground]:
    """The words of each claim for these fields; for one that has none, its trigger."""
    for kept in claims:
        told = [why for why in kept.claim.evidence if why.field in fields and (shown is None or why.value in shown)]
        yield from (_words(kept, why) for why in told)
        if not told:
            yield _trigger(kept)


def _words(kept: Kept, why: Evidence) -> Ground:
    return Ground(
        of=why.field,
        value=why.value,
        claim=kept.key,
        article=kept.source.key,
        at=why.at,
        words=why.words,
        rule=why.rule,
    )


def _trigger(kept: Kept) -> Ground:
    """The words that name the event; "" where no evidence stands on them."""
    claim = kept.claim
    words = next((why.words for why in claim.evidence if why.at == claim.trigger), "")
    return Ground(of=TRIGGER, value=claim.kind, claim=kept.key, article=kept.source.key, at=claim.trigger, words=words)
