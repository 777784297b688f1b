"""Double coding: what each of several coders, who do not see one another's, says of an article's claims.

Codings lie in the log as rulings that change nothing in the record; an adjudicator's rulings do (``desk.adjudicate``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dateline.desk.review import FIELDS as AMENDED
from dateline.desk.review import Hand, ruling
from dateline.errors import ReviewError
from dateline.joining.amend import STATUS, value_of_ruling
from dateline.joining.fields import canonical, value_of
from dateline.model.claim import Claim
from dateline.model.day_codec import days_from_json
from dateline.model.review import Judgement, Verdict, holding

FIELDS = tuple(name for name in AMENDED if name not in ("duration", "topics"))
"""The fields that are coded."""

MISSED = "missed"
"""Where a coding is of no claim: what the article tells and nobody read, in the coder's words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """What one coder says of one claim.

    Attributes:
        event: Whether it speaks of an event; None where the coder is unsure.
        fields: Every field as the coder has it, in the codec's form.
        id: The ruling that holds it.
    """

    article: str
    claim: str
    by: str
    on: datetime
    event: bool | None
    fields: Mapping[str, Any]
    why: str
    id: str


def as_read(claim: Claim) -> dict[str, Any]:
    """A claim's fields as they were read: where a coder begins."""
    return {name: claim.modality.value if name == STATUS else value_of(name, claim) or None for name in FIELDS}


def code(article: str, key: str, hand: Hand, fields: Mapping[str, Any], *, event: bool | None = True) -> Judgement:
    """What a coder says of a claim.

    Args:
        article: The key of its article.
        key: The claim's own.
        hand: Who codes.
        fields: Every field, as the coder has it; days may be told in EDTF, a place by its name.
        event: Whether it speaks of an event at all; None for unsure.

    Raises:
        ReviewError: A field cannot have its value.
    """
    sound = {name: _sound(name, fields.get(name), hand) for name in FIELDS}
    if not sound["type"] or not sound[STATUS]:
        raise ReviewError("every event has a type and a status", mend="name one", code="review.value")
    value = {"article": article, "claim": key, "event": event, "fields": sound}
    return ruling(Verdict.CODING, hand, (), value=value)


def missed(article: str, hand: Hand) -> Judgement:
    """What a coder says the article tells and nobody read; ``hand.why`` holds it."""
    return ruling(Verdict.CODING, hand, (), value={"article": article, "claim": MISSED, "event": True, "fields": {}})


def codings(judgements: Sequence[Judgement], article: str | None = None) -> list[Coding]:
    """The codings that hold, of one article or of all: of each coder's on a claim, the last."""
    last: dict[tuple[str, str, str, str], Coding] = {}
    for one in holding(tuple(judgements)):
        if one.verdict is Verdict.CODING and article in (None, one.value["article"]):
            each = one.id if one.value["claim"] == MISSED else ""
            last[one.value["article"], one.value["claim"], one.by, each] = _coding(one)
    return list(last.values())


def by_claim(found: Iterable[Coding]) -> dict[str, dict[str, Coding]]:
    """Codings by claim and then by coder; without what was missed."""
    sorted_: dict[str, dict[str, Coding]] = {}
    for one in found:
        if one.claim != MISSED:
            sorted_.setdefault(one.claim, {})[one.by] = one
    return sorted_


def comparable(name: str, value: Any) -> str:
    """A value so that two that say the same are equal, however they were written: a place by its name and country."""
    if value in (None, "", [], ()):
        return "none"
    if name == "place":
        return canonical([str(value["name"]).casefold(), value.get("country")])
    if name == "days":
        days = days_from_json(value)
        return days.edtf() if days else "none"
    return canonical(sorted(value) if isinstance(value, list | tuple) else value)


def _coding(one: Judgement) -> Coding:
    told = one.value
    return Coding(
        article=told["article"],
        claim=told["claim"],
        by=one.by,
        on=one.on,
        event=told["event"],
        fields=told["fields"],
        why=one.why,
        id=one.id,
    )


def _sound(name: str, value: Any, hand: Hand) -> Any:
    """A value in the codec's form."""
    if value in (None, "", [], ()):
        return None
    return value_of_ruling(ruling(Verdict.AMEND, hand, (), field=name, value=value))
