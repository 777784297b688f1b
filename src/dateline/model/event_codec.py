"""The one JSON form of an event and of a judgement, both ways."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from dateline.model.day_codec import days_from_json, days_to_json
from dateline.model.event import Event, Field, Said, Status, Step
from dateline.model.kept import Kept
from dateline.model.review import Judgement, Verdict
from dateline.model.span_codec import Json


def event_to_json(event: Event) -> Json:
    """An event as a JSON object; its claims are named by their keys.

    The same event gives the same object, key by key in the same order.
    """
    return {
        "id": event.id,
        "type": event.kind,
        "status": event.status.value,
        "days": None if event.days is None else days_to_json(event.days),
        "fields": {name: _field(field) for name, field in event.fields.items()},
        "steps": [asdict(s) | {"day": s.day.isoformat(), "status": s.status.value} for s in event.steps],
        "claims": [kept.key for kept in event.claims],
        "ids": list(event.ids),
        "follows": event.follows,
        "followed_by": event.followed_by,
        "answered_by": event.answered_by,
        "series": event.series,
        "edition": event.edition,
        "articles": event.articles,
        "sources": event.sources,
        "confidence": event.confidence,
        "doubt": event.doubt,
        "doubts": list(event.doubts),
        "accepted": event.accepted,
        "notes": list(event.notes),
    }


def event_from_json(data: Mapping[str, Any], kept: Mapping[str, Kept]) -> Event:
    """The event that ``event_to_json`` wrote, given its claims by their keys."""
    same = (
        "id",
        "follows",
        "followed_by",
        "series",
        "edition",
        "articles",
        "sources",
        "confidence",
        "doubt",
        "accepted",
    )
    return Event(
        kind=data["type"],
        claims=tuple(kept[key] for key in data["claims"]),
        fields={name: _field_of(field, name) for name, field in data["fields"].items()},
        steps=tuple(
            Step(day=date.fromisoformat(s["day"]), status=Status(s["status"]), claims=tuple(s["claims"]), why=s["why"])
            for s in data["steps"]
        ),
        days=days_from_json(data["days"]),
        doubts=tuple(data["doubts"]),
        notes=tuple(data["notes"]),
        answered_by=data.get("answered_by"),
        **{name: data[name] for name in same},
    )


def judgement_to_json(judgement: Judgement) -> Json:
    """A judgement as a JSON object."""
    return asdict(judgement) | {
        "verdict": judgement.verdict.value,
        "on": judgement.on.isoformat(),
        "claims": list(judgement.claims),
        "others": list(judgement.others),
    }


def judgement_from_json(data: Mapping[str, Any]) -> Judgement:
    """The judgement that ``judgement_to_json`` wrote."""
    same = ("id", "by", "why", "field", "value", "undoes")
    return Judgement(
        verdict=Verdict(data["verdict"]),
        on=datetime.fromisoformat(data["on"]),
        claims=tuple(data["claims"]),
        others=tuple(data["others"]),
        **{name: data[name] for name in same},
    )


def _field(field: Field) -> Json:
    return {
        "shown": field.shown,
        "rule": field.rule,
        "confidence": field.confidence,
        "disputed": field.disputed,
        "reconciled": field.reconciled,
        "said": [
            {"value": s.value, "claims": list(s.claims), "sources": s.sources, "judgement": s.judgement}
            for s in field.said
        ],
    }


def _field_of(data: Mapping[str, Any], name: str) -> Field:
    said = tuple(
        Said(value=s["value"], claims=tuple(s["claims"]), sources=s["sources"], judgement=s["judgement"])
        for s in data["said"]
    )
    same = ("shown", "rule", "confidence", "disputed", "reconciled")
    return Field(name=name, said=said, **{key: data[key] for key in same})
