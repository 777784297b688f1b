"""The one JSON form of days and of the expressions that tell them, both ways."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dateline.model.day import Days, Grain, TimeExpression
from dateline.model.span_codec import Json, span_from_json


def day_to_json(day: date | None) -> str | None:
    """A calendar day in ISO form; None for None."""
    return None if day is None else day.isoformat()


def day_from_json(text: str | None) -> date | None:
    """The day that ``day_to_json`` wrote; None for None."""
    return None if text is None else date.fromisoformat(text)


def days_to_json(days: Days) -> Json:
    """The four bounds as ISO days, the grain, and the same in EDTF."""
    return {
        "earliest_start": days.earliest_start.isoformat(),
        "latest_start": days.latest_start.isoformat(),
        "earliest_end": days.earliest_end.isoformat(),
        "latest_end": days.latest_end.isoformat(),
        "grain": days.grain.value,
        "edtf": days.edtf(),
    }


def days_from_json(data: Mapping[str, Any] | None) -> Days | None:
    """The days that ``days_to_json`` wrote; None for None."""
    if data is None:
        return None
    bounds = ("earliest_start", "latest_start", "earliest_end", "latest_end")
    return Days(**{bound: date.fromisoformat(data[bound]) for bound in bounds}, grain=Grain(data["grain"]))


def time_to_json(time: TimeExpression) -> Json:
    """An expression of time, with every reading of it."""
    return {
        "start": time.at.start,
        "end": time.at.end,
        "text": time.words,
        "type": time.type,
        "value": time.value,
        "days": None if time.days is None else days_to_json(time.days),
        "others": [days_to_json(days) for days in time.others],
        "length": time.length,
        "anchor": time.anchor,
        "rule": time.rule,
    }


def time_from_json(data: Mapping[str, Any]) -> TimeExpression:
    """The expression that ``time_to_json`` wrote."""
    return TimeExpression(
        at=span_from_json(data),
        words=data["text"],
        type=data["type"],
        value=data["value"],
        days=days_from_json(data["days"]),
        others=tuple(days for other in data["others"] if (days := days_from_json(other))),
        length=data["length"],
        anchor=data["anchor"],
        rule=data["rule"],
    )
