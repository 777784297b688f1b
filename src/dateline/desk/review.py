"""Rulings: accept, amend, reject, merge, split, unsure, note, alias, undo; nothing is ever erased."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from dateline.books.countries import party_of
from dateline.books.words import key_of
from dateline.desk.project import catch_up, joined
from dateline.errors import ReviewError
from dateline.joining.amend import value_of_ruling
from dateline.model.event import EVENT, Event
from dateline.model.kept import Kept, digest_of
from dateline.model.review import Judgement, Verdict, holding
from dateline.store.base import Store, Wanted

FIELDS = ("type", "mode", "status", "days", "countries", "organizations", "people", "place", "name", "duration")
"""The fields that can be amended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who rules, and when."""

    by: str
    on: datetime
    why: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What a ruling would change: the events as they stand that it would alter, and what would stand in their place."""

    judgement: Judgement
    before: tuple[Event, ...]
    after: tuple[Event, ...]


def accept(event: Event, hand: Hand, field: str | None = None) -> Judgement:
    """The ruling that an event, or one field of it, is right as it is shown; that field's value then stays."""
    value = event.shown(_known(field)) if field else None
    return ruling(Verdict.ACCEPT, hand, _keys([event]), field=field, value=value)


def amend(event: Event, hand: Hand, field: str, value: Any) -> Judgement:
    """The ruling that a field has this value: in the form in which ``Field.shown`` has it, or as people write it.

    Raises:
        ReviewError: There is no such field, or it cannot have this value.
    """
    made = ruling(Verdict.AMEND, hand, _keys([event]), field=_known(field), value=value)
    value_of_ruling(made)
    return made


def value_of(field: str, words: str) -> Any:
    """A value as a person writes it on one line: lists parted by commas, a place with its country, ``none``."""
    if words.strip().lower() == "none":
        return None
    parts = [part.strip() for part in words.split(",") if part.strip()]
    if field in ("countries", "organizations", "people"):
        return [party_of(part) for part in parts] if field == "countries" else parts
    if field == "place" and len(parts) > 1:
        return {"name": ", ".join(parts[:-1]), "country": party_of(parts[-1])}
    return words.strip()


def reject(claims: Iterable[str], hand: Hand) -> Judgement:
    """The ruling that claims speak of no event."""
    return ruling(Verdict.REJECT, hand, claims)


def merge(events: Sequence[Event], hand: Hand) -> Judgement:
    """The ruling that events are one occasion.

    Raises:
        ReviewError: There are not two.
    """
    if len({event.id for event in events}) < 2:  # noqa: PLR2004  (two make a pair)
        raise ReviewError("one event cannot be merged with itself", mend="name two events", code="review.merge")
    return ruling(Verdict.MERGE, hand, _keys(events))


def split(event: Event, claims: Sequence[str], hand: Hand) -> Judgement:
    """The ruling that claims of an event speak of another occasion than its other claims.

    Raises:
        ReviewError: They are not claims of the event, or are all of them.
    """
    ours = {kept.key for kept in event.claims}
    found = {key: _whole(key, ours) for key in claims}
    if stranger := next((key for key, whole in found.items() if whole is None), None):
        raise ReviewError(
            f'has no claim "{stranger}"',
            place=event.id,
            mend=f"its claims: {', '.join(sorted(ours))}",
            code="review.claim",
        )
    leaving = {whole for whole in found.values() if whole}
    if not ours - leaving:
        raise ReviewError("all claims cannot leave", place=event.id, mend="name some of them", code="review.split")
    return ruling(Verdict.SPLIT, hand, leaving, others=ours - leaving)


def doubt(event: Event, hand: Hand) -> Judgement:
    """The ruling that a person looked and is unsure."""
    return ruling(Verdict.UNSURE, hand, _keys([event]))


def note(event: Event, hand: Hand) -> Judgement:
    """A note; ``hand.why`` holds it."""
    return ruling(Verdict.NOTE, hand, _keys([event]))


def alias(store: Store, name: str, real: str, hand: Hand, country: str | None = None) -> Judgement:
    """The ruling that two spellings are one person's; it is about every claim that has the first."""
    return ruling(Verdict.ALIAS, hand, _naming(store, name), value={"from": name, "to": real, "country": country})


def undo(store: Store, id_: str, hand: Hand) -> Judgement:
    """The ruling that an earlier one (by its id, or enough of its beginning) holds no longer.

    Raises:
        ReviewError: There is no such ruling, or several begin so, or it holds no more.
    """
    found = [one for one in store.judgements() if one.id.startswith(id_)]
    if len(found) != 1:
        what = f"{len(found)} rulings begin with" if found else "no ruling has the id"
        raise ReviewError(f'{what} "{id_}"', mend="list rulings: dateline rulings", code="review.ruling")
    (undone,) = found
    return ruling(Verdict.UNDO, hand, undone.claims, others=undone.others, undoes=undone.id)


def ruling(verdict: Verdict, hand: Hand, claims: Iterable[str], **more: Any) -> Judgement:
    """A judgement with its id.

    Raises:
        ReviewError: Nobody signs it.
    """
    if not hand.by.strip():
        raise ReviewError(
            "a ruling needs a name under it", mend="say --by NAME, or set DATELINE_CODER", code="review.unsigned"
        )
    others = tuple(sorted(more.pop("others", ())))
    made = Judgement(
        id="",
        verdict=verdict,
        by=hand.by,
        on=hand.on,
        why=hand.why,
        claims=tuple(sorted(claims)),
        others=others,
        **more,
    )
    parts = (verdict, hand.by, hand.on.isoformat(), hand.why, *made.claims, "/", *others, repr(sorted(more.items())))
    return replace(made, id=digest_of(*parts))


def preview(store: Store, judgement: Judgement) -> Preview:
    """What a ruling would change, before it is passed; nothing is written."""
    now = store.judgements()
    keys = {*judgement.claims, *judgement.others}
    after = {event.id: event for event in joined(store, keys, (*now, judgement)).events}
    before = {event.id: event for event in joined(store, keys, now).events}
    same = {id_ for id_ in before.keys() & after.keys() if before[id_] == after[id_]}
    return Preview(
        judgement,
        tuple(event for id_, event in before.items() if id_ not in same),
        tuple(event for id_, event in after.items() if id_ not in same),
    )


def pass_(store: Store, judgement: Judgement) -> None:
    """Add a ruling to the log and bring the record up to it."""
    with store.writing():
        store.append_judgements([judgement])
        catch_up(store)


def history(store: Store, event: Event) -> tuple[tuple[Judgement, bool], ...]:
    """All rulings on an event's claims, in their order, each with whether it still holds."""
    ours = {kept.key for kept in event.claims}
    every = store.judgements()
    holds = {one.id for one in holding(every)}
    return tuple((one, one.id in holds) for one in every if ours & {*one.claims, *one.others})


def _naming(store: Store, name: str) -> set[str]:
    """The claims that name a person so."""
    wanted = key_of(name)
    found = store.events(Wanted(person=name))
    return {kept.key for event in found for kept in event.claims if _names(kept, wanted)}


def _names(kept: Kept, wanted: str) -> bool:
    return any(key_of(name) == wanted for name in kept.claim.people)


def _keys(events: Iterable[Event]) -> tuple[str, ...]:
    return tuple(kept.key for event in events for kept in event.claims)


def _known(name: str) -> str:
    if name not in FIELDS:
        raise ReviewError(f'"{name}" is no field', mend=f"there are {', '.join(FIELDS)}", code="review.field")
    return name


def _whole(beginning: str, keys: Iterable[str]) -> str | None:
    """The one key that begins so."""
    found = [key for key in keys if key.startswith(beginning.removeprefix(EVENT))]
    return found[0] if len(found) == 1 else None
