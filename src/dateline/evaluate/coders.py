"""How far coders agree on each field of the claims that they coded without seeing one another's codings."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.desk.coding import FIELDS, Coding, by_claim, comparable
from dateline.evaluate.agreement import Agreement, Distance, agreement, interval
from dateline.model.day_codec import days_from_json

Value = Callable[[Coding], Any]
"""What a coder says of a field, so that it can be compared; None where the coder says nothing that could be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldAgreement:
    """How far coders agree on one field; ``distance`` is nominal, or interval for days."""

    field: str
    distance: str
    found: Agreement


def agreed(codings: Iterable[Coding], coders: Sequence[str]) -> list[FieldAgreement]:
    """How far these coders agree, field by field.

    A unit is a claim. That a claim tells nothing of a field is a value as any other; of a claim that a coder says is no
    event, or is unsure of, no field is compared, as none was told.

    Args:
        codings: Those of the claims in question, of whatever coders.
        coders: Those who are compared.
    """
    units = by_claim(codings)
    return [
        FieldAgreement(
            field=name,
            distance="interval" if distance else "nominal",
            found=agreement([_row(said, coders, value) for said in units.values()], distance),
        )
        for name, value, distance in _FIELDS
    ]


def _row(said: Mapping[str, Coding], coders: Sequence[str], value: Value) -> list[Any]:
    return [value(said[by]) if by in said else None for by in coders]


def _event(coding: Coding) -> Any:
    return "unsure" if coding.event is None else coding.event


def _field(name: str) -> Value:
    return lambda coding: comparable(name, coding.fields.get(name)) if coding.event else None


def _day(which: str) -> Value:
    """The first or the last day as a number; days that are open to that side have none."""

    def day(coding: Coding) -> int | None:
        days = days_from_json(coding.fields.get("days")) if coding.event else None
        if days is None:
            return None
        told = days.earliest_start if which == "first" else days.latest_end
        return None if told in (date.min, date.max) else told.toordinal()

    return day


_FIELDS: tuple[tuple[str, Value, Distance | None], ...] = (
    ("event", _event, None),
    *((name, _field(name), None) for name in FIELDS),
    ("first day", _day("first"), interval),
    ("last day", _day("last"), interval),
)
