"""Rulings: accept, amend, reject, merge, split, unsure, note, alias, undo; nothing is ever erased."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from dateline.desk.named import naming, nobody
from dateline.desk.names import state
from dateline.desk.project import NEVER_EMPTY, catch_up, joined
from dateline.desk.supplement import supplement
from dateline.errors import ReviewError
from dateline.joining.amend import value_of_ruling
from dateline.model.event import EVENT, Event
from dateline.model.kept import digest_of
from dateline.model.review import Judgement, Verdict, holding
from dateline.store.base import Store

FIELDS = (
    "type", "mode", "status", "days", "countries", "organizations", "people", "place", "name", "duration", "topics",
)  # fmt: skip
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
    try:
        sound = value_of_ruling(made)
    except ReviewError as fault:  # nothing was passed yet that could be undone
        mend = fault.mend.removesuffix(", or undo it")
        raise ReviewError(fault.what, place=event.id, mend=mend, code=fault.code) from fault
    if sound is None and field in NEVER_EMPTY:
        raise ReviewError(f"no event is without a {field}", place=event.id, mend="name one", code="review.value")
    return made


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
    """The ruling that two spellings are one person's; it is about every claim that has the first.

    Args:
        store: The record.
        name: The spelling that articles have.
        real: The name that the record is to have.
        hand: Who rules.
        country: A state's name or code: the ruling is then about persons alone of whom the article tells this country.

    Raises:
        ReviewError: There is no such country, or nobody in the record (of this country) is called so.
    """
    code = state(country) if country else None
    claims = naming(store, name, code)
    if not claims:
        raise nobody(store, name, code)
    return ruling(Verdict.ALIAS, hand, claims, value={"from": name, "to": real, "country": code})


def undo(store: Store, id_: str, hand: Hand) -> Judgement:
    """The ruling that an earlier one (by its id, or enough of its beginning) holds no longer.

    Raises:
        ReviewError: There is no such ruling, or several begin so, or it holds no more.
    """
    every = store.judgements()
    found = [one for one in every if one.id.startswith(id_)]
    if len(found) != 1:
        what = f"{len(found)} rulings begin with" if found else "no ruling has the id"
        raise ReviewError(f'{what} "{id_}"', mend="list rulings: dateline rulings", code="review.ruling")
    (undone,) = found
    if undone.id not in in_force(every):
        raise ReviewError(
            f"the ruling {undone.id[:8]} is undone already",
            mend="undo what undid it, and it holds again: dateline rulings",
            code="review.undone",
        )
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


def pass_(store: Store, judgement: Judgement) -> tuple[str, ...]:
    """Add a ruling to the log and bring the record up to it; returns the claims that it stirred."""
    with store.writing():
        store.append_judgements([judgement])
        supplement(store, judgement)
        stirred = store.waiting()
        catch_up(store)
    return stirred


def history(store: Store, event: Event) -> tuple[tuple[Judgement, bool], ...]:
    """All rulings on an event's claims, in their order, each with whether it still holds."""
    ours = {kept.key for kept in event.claims}
    return tuple(one for one in every_ruling(store) if ours & {*one[0].claims, *one[0].others})


def every_ruling(store: Store) -> tuple[tuple[Judgement, bool], ...]:
    """All rulings in the order in which they were passed, each with whether it still holds."""
    every = store.judgements()
    holds = in_force(every)
    return tuple((one, one.id in holds) for one in every)


def last_of(store: Store, by: str) -> Judgement | None:
    """The last ruling of a person that still holds; undoings are none."""
    return next((one for one in reversed(holding(store.judgements())) if one.by == by), None)


def in_force(every: Sequence[Judgement]) -> set[str]:
    """The ids of rulings that are not undone, undoings too."""
    undone: set[str] = set()
    for one in reversed(every):
        if one.verdict is Verdict.UNDO and one.undoes and one.id not in undone:
            undone.add(one.undoes)
    return {one.id for one in every} - undone


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
