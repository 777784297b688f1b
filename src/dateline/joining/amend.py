"""What people ruled of one event: amended fields, acceptance, doubt, notes, spellings of persons."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dateline.errors import ReviewError
from dateline.joining.fields import FIELDS, SETS
from dateline.joining.rulings import Names, names_of
from dateline.model.day import Days
from dateline.model.day_codec import days_from_json, days_to_json
from dateline.model.event import Said, Status
from dateline.model.kept import Kept
from dateline.model.review import Judgement, Verdict, holding

STATUS = "status"


@dataclass(frozen=True, slots=True)
class Ruled:
    """The rulings that hold for one event; of several on one thing, the last.

    ``fields`` are amended or accepted with a value; ``sure`` names those that were accepted as they were shown;
    ``names`` are the spellings of persons that count, whichever event it is.
    """

    fields: Mapping[str, Judgement] = field(default_factory=dict)
    sure: frozenset[str] = frozenset()
    accepted: Judgement | None = None
    unsure: Judgement | None = None
    notes: tuple[Judgement, ...] = ()
    names: Names = field(default_factory=dict)


def ruled(judgements: Sequence[Judgement], group: Iterable[Kept]) -> Ruled:
    """The rulings that hold for an event with these claims.

    A ruling holds for whichever event has a claim of those that it is about. Where a later split parted these, it
    stays with those that stayed.
    """
    keys = {kept.key for kept in group}
    ruling = holding(tuple(judgements))
    ours = [one for i, one in enumerate(ruling) if _about(one, ruling[i + 1 :]) & keys]
    fields = {one.field: one for one in ours if one.field and _sets_a_value(one)}
    for one in fields.values():
        value_of_ruling(one)  # raises here what is no field, and no value of it
    whole = [one for one in ours if one.field is None]
    return Ruled(
        fields=fields,
        sure=frozenset(one.field for one in ours if one.verdict is Verdict.ACCEPT and one.field),
        accepted=_last(whole, Verdict.ACCEPT),
        unsure=_last(whole, Verdict.UNSURE) or _last(ours, Verdict.UNSURE),
        notes=tuple(one for one in ours if one.verdict is Verdict.NOTE),
        names=_names(ruling),
    )


def said_by(judgement: Judgement) -> Said:
    """The value that a person gave to a field."""
    return Said(value=value_of_ruling(judgement), judgement=judgement.id)


def signature(judgement: Judgement) -> str:
    """Who ruled, and when."""
    return f"{judgement.by}, {judgement.on.date()}"


def value_of_ruling(judgement: Judgement) -> Any:
    """The value of an amendment in the form that the codec gives it.

    Days may be told in EDTF ("2020-09-02/2020-09-05"), a place by its name.

    Raises:
        ReviewError: No such field, or a value that the field cannot have.
    """
    name, value = judgement.field, judgement.value
    if name not in (*FIELDS, STATUS):
        raise ReviewError(
            f"there is no field {name!r}",
            place=f"judgement {judgement.id}",
            mend=f"name one of {', '.join((*FIELDS, STATUS))}, or undo it",
            code="review.field",
        )
    try:
        return value if value is None else _SHAPES.get(name, _text)(value)
    except (ValueError, KeyError, TypeError) as fault:
        raise ReviewError(
            f"{value!r} is no value of {name}",
            place=f"judgement {judgement.id}",
            mend=_MENDS.get(name, "write it as the record shows it") + ", or undo it",
            code="review.value",
        ) from fault


def _about(judgement: Judgement, later: Iterable[Judgement]) -> set[str]:
    """The claims that a ruling still is about: not those that a later split took away from its others."""
    about = set(judgement.claims)
    for split in later:
        if split.verdict is Verdict.SPLIT and about & set(split.others):
            about -= set(split.claims)
    return about


def _sets_a_value(judgement: Judgement) -> bool:
    if judgement.verdict is Verdict.AMEND:
        return True
    return judgement.verdict is Verdict.ACCEPT and judgement.value is not None


def _last(judgements: Sequence[Judgement], verdict: Verdict) -> Judgement | None:
    return next((one for one in reversed(judgements) if one.verdict is verdict), None)


def _names(ruling: Iterable[Judgement]) -> Names:
    names: dict[tuple[str, str | None], str] = {}
    for one in ruling:
        names |= names_of(one) if one.verdict is Verdict.ALIAS else {}
    return names


# ---- the form of values


def _days(value: Any) -> Any:
    days = Days.from_edtf(value) if isinstance(value, str) else days_from_json(value)
    return None if days is None else days_to_json(days)


def _place(value: Any) -> Any:
    told = {"name": value} if isinstance(value, str) else dict(value)
    country = told.get("country")
    chain = list(told.get("chain") or [told["name"], *([country] if country else [])])
    return {"name": told["name"], "country": country, "precision": told.get("precision", "place"), "chain": chain}


def _texts(value: Any) -> list[str]:
    texts = [value] if isinstance(value, str) else list(value)
    return [_text(text) for text in texts]


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(value)
    return value


def _whole(value: Any) -> int:
    number = int(value)
    if number < 1:
        raise ValueError(value)
    return number


_SHAPES: dict[str, Any] = {
    "days": _days,
    "place": _place,
    "duration": _whole,
    STATUS: lambda value: Status(value).value,
    **dict.fromkeys(SETS, _texts),
}
_MENDS = {
    "days": "write days as 3 September 2020, September 2020 or 2-5 September 2020, or in EDTF: 2020-09-02/2020-09-05",
    STATUS: f"write one of {', '.join(Status)}",
    "duration": "write a whole number of days",
}
