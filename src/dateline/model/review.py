"""Judgements that people pass on the record; each is added to the log, none is ever changed or erased."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Verdict(StrEnum):
    """What a judgement does."""

    ACCEPT = "accept"  # the event, or one field of it, is right as it is shown
    AMEND = "amend"  # ``field`` is ``value``
    REJECT = "reject"  # these claims speak of no event
    MERGE = "merge"  # all these claims speak of one occasion
    SPLIT = "split"  # the claims speak of another occasion than ``others``
    UNSURE = "unsure"
    NOTE = "note"  # ``why`` is the note
    ALIAS = "alias"  # ``value`` {"from": a name, "to": a name, "country": or None}: two spellings of one person
    UNDO = "undo"  # ``undoes`` holds no longer; an undo can be undone, too
    EMBARGO = "embargo"  # ``value`` {"until": a day or None, "article": a key or None}: withheld until then
    CLAIM = "claim"  # ``value`` {"article": a key, "claim": the codec's object}: what it tells and no reader found
    # of the work on the record; none of these changes what the record says
    CODING = "coding"  # ``value``: what a coder, who saw no other's coding, says of one claim (``desk.coding``)
    ASSIGN = "assign"  # ``value`` {"article": a key, "to": a name, "blind": whether others' rulings are hidden}
    RETURN = "return"  # ``value`` {"article": a key, "to": a name, "reason": a word}; ``why`` says more


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One ruling of one person.

    A ruling holds on to claims, by their keys, not to an event: so it outlives re-reading and re-joining. Of rulings on
    one thing the last holds.

    Attributes:
        id: Digest of all the rest: the same ruling twice is one.
        claims: Those that it is about: for ``accept``, ``amend``, ``unsure``, ``note`` and the embargo on an event, the
            claims of the event as it stood; for ``split``, those that leave; for what is of one article, its claims.
        others: For ``split``, those that stay.
        on: When, in UTC.
    """

    id: str
    verdict: Verdict
    by: str
    on: datetime
    why: str = ""
    claims: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    field: str | None = None
    value: Any = None
    undoes: str | None = None


def holding(judgements: tuple[Judgement, ...]) -> tuple[Judgement, ...]:
    """Those that are not undone, in order: an undone undo lets what it undid hold again."""
    undone: set[str] = set()
    for one in reversed(judgements):
        if one.verdict is Verdict.UNDO and one.id not in undone and one.undoes:
            undone.add(one.undoes)
    return tuple(one for one in judgements if one.id not in undone and one.verdict is not Verdict.UNDO)


def taken_back(judgements: tuple[Judgement, ...]) -> frozenset[str]:
    """The claims that a person added and that were undone: they lie in the log and speak of no event."""
    added = {one.id: one.claims for one in judgements if one.verdict is Verdict.CLAIM}
    if not added:
        return frozenset()
    held = {one.id for one in holding(judgements)}
    return frozenset(key for id_, keys in added.items() if id_ not in held for key in keys)
