"""Between coders: their codings of an article side by side, and the rulings that decide what the record says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.desk.coding import FIELDS, MISSED, Coding, as_read, by_claim, codings, comparable
from dateline.desk.review import Hand, accept, amend, reject, ruling
from dateline.desk.work import claims_of
from dateline.errors import ReviewError
from dateline.joining.amend import value_of_ruling
from dateline.model.event import EVENT, Event
from dateline.model.kept import Kept
from dateline.model.review import Judgement, Verdict, holding
from dateline.store.base import Store

EVENT_FIELD = "event"
"""The name under which it is decided whether a claim speaks of an event at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One field of one claim, side by side.

    Attributes:
        values: By coder, for those who coded the claim; of ``event``, True, False, or None for unsure.
        read: As the reader has it.
        shown: As the record shows it; None where the claim is in no event.
        decided: The ruling that decides it, passed since the last of these codings.
    """

    name: str
    values: Mapping[str, Any]
    read: Any
    shown: Any
    decided: Judgement | None

    @property
    def differs(self) -> bool:
        """Whether the coders do not say the same."""
        return len({comparable(self.name, value) for value in self.values.values()}) > 1

    @property
    def asks(self) -> bool:
        """Whether it is to be decided: the coders differ, or agree on something else than the record shows."""
        shown = comparable(self.name, self.shown)
        others = [value for value in self.values.values() if comparable(self.name, value) != shown]
        return self.decided is None and bool(self.differs or others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """One claim with what each coder says of it; ``event`` is the one that it is in, or None."""

    kept: Kept
    event: Event | None
    codings: Mapping[str, Coding]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """One article with the codings of all who coded it; ``missed`` is what they say nobody read."""

    article: str
    coders: tuple[str, ...]
    claims: tuple[Beside, ...]
    missed: tuple[Coding, ...]

    @property
    def asks(self) -> int:
        """How many fields are to be decided."""
        return sum(row.asks for one in self.claims for row in one.rows)


def sides(store: Store, article: str) -> Sides:
    """The codings of an article, side by side."""
    every = store.judgements()
    found = codings(every, article)
    said = by_claim(found)
    return Sides(
        article=article,
        coders=tuple(sorted({one.by for one in found})),
        claims=tuple(_beside(store, kept, said.get(kept.key, {}), every) for kept in claims_of(store, article)),
        missed=tuple(one for one in found if one.claim == MISSED),
    )


def coded_by_several(judgements: Sequence[Judgement]) -> dict[str, tuple[str, ...]]:
    """The articles that two coders or more coded, with these."""
    coders: dict[str, set[str]] = {}
    for one in codings(judgements):
        coders.setdefault(one.article, set()).add(one.by)
    return {article: tuple(sorted(names)) for article, names in coders.items() if len(names) > 1}


def decide(store: Store, kept: Kept, name: str, value: Any, hand: Hand) -> Judgement:
    """The ruling that decides a field of the event of which a claim speaks; ``hand.why`` is the reason, which it needs.

    The event itself (``event``) is decided by True or False. A value that the record shows already is accepted, any
    other is an amendment: either way it stays, whatever is read or joined later. (A status that is accepted does not:
    it is what the newest claims say.)

    Raises:
        ReviewError: No reason is told; there is no such field; or the claim is in no event that could be amended.
    """
    if not hand.why.strip():
        raise ReviewError("a decision needs a reason", mend="tell why, in words", code="review.reason")
    event = store.event(EVENT + kept.key)
    if name == EVENT_FIELD:
        if value:
            return accept(event, hand) if event else ruling(Verdict.ACCEPT, hand, [kept.key])
        return reject([kept.key], hand)
    if event is None:
        raise ReviewError(
            "this claim is in no event", place=kept.key, mend="decide first that it speaks of one", code="review.event"
        )
    amended = amend(event, hand, name, value)
    same = comparable(name, _shown(event, name)) == comparable(name, value_of_ruling(amended))
    return accept(event, hand, name) if same else amended


def _beside(store: Store, kept: Kept, said: Mapping[str, Coding], every: Sequence[Judgement]) -> Beside:
    event = store.event(EVENT + kept.key)
    names = (EVENT_FIELD, *FIELDS) if said else ()
    return Beside(
        kept=kept, event=event, codings=said, rows=tuple(_row(name, kept, event, said, every) for name in names)
    )


def _row(name: str, kept: Kept, event: Event | None, said: Mapping[str, Coding], every: Sequence[Judgement]) -> Row:
    if name == EVENT_FIELD:
        values: dict[str, Any] = {by: one.event for by, one in said.items()}
        read: Any = True
        shown: Any = event is not None
    else:
        values = {by: one.fields[name] for by, one in said.items() if one.event is not False}
        read = as_read(kept.claim)[name]
        shown = _shown(event, name) if event else None
    return Row(name=name, values=values, read=read, shown=shown, decided=_decided(name, kept.key, said, every))


def _shown(event: Event, name: str) -> Any:
    return event.status.value if name == "status" else event.shown(name) or None


def _decided(name: str, key: str, said: Mapping[str, Coding], every: Sequence[Judgement]) -> Judgement | None:
    """The last ruling on a field of a claim, if it was passed since everybody coded it."""
    since = max(one.on for one in said.values())
    verdicts, field = (
        ((Verdict.ACCEPT, Verdict.REJECT), None) if name == EVENT_FIELD else ((Verdict.ACCEPT, Verdict.AMEND), name)
    )
    found = (one for one in reversed(holding(tuple(every))) if one.verdict in verdicts and one.field == field)
    return next((one for one in found if key in one.claims and one.on > since), None)
