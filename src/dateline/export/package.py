"""A Frictionless data package: a table of events, the codebook of its columns, and what made it."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dateline.export.base import About, Tally
from dateline.export.columns import COLUMNS, Type
from dateline.export.whole import MARK
from dateline.model.event import Event, Status

TYPES: Mapping[Type, str] = {
    Type.TEXT: "string",
    Type.TEXTS: "array",
    Type.DAY: "date",
    Type.INTEGER: "integer",
    Type.NUMBER: "number",
}
"""Types of Table Schema by ours; a format that has no lists overrides ``texts``."""


def schema(types: Mapping[Type, str] = TYPES, says: Mapping[Type, str] | None = None) -> dict[str, Any]:
    """The Table Schema of the events: every column with its type and meaning.

    Args:
        types: Of Table Schema, by ours.
        says: A sentence to add to the meaning of every column of a type.
    """
    fields = []
    for column in COLUMNS:
        meaning = " ".join(filter(None, (column.meaning, (says or {}).get(column.type))))
        fields.append({"name": column.name, "type": types[column.type], "description": meaning})
    _named(fields, "status")["constraints"] = {"enum": [status.value for status in Status]}
    _named(fields, "event")["constraints"] = {"required": True, "unique": True}
    return {"fields": fields, "primaryKey": ["event"], "missingValues": [""]}


def descriptor(table: dict[str, Any], about: About) -> dict[str, Any]:
    """The package of one table of events, as ``datapackage.json`` tells it."""
    return {
        "profile": "data-package",
        "name": _slug(about.record) or "record",
        "title": f"Events of {about.record or 'a record'}",
        "description": f"Defence diplomacy, read from newswire by Dateline: {about.in_words()}.",
        "dateline": about.to_json(),
        "resources": [table | {"name": "events", "profile": "tabular-data-resource", "title": "One row to an event"}],
    }


def write_descriptor(folder: Path, table: dict[str, Any], about: About) -> None:
    """Write ``datapackage.json``."""
    text = json.dumps(descriptor(table, about), ensure_ascii=False, indent=2)
    (folder / MARK).write_bytes(text.encode("utf-8", "replace") + b"\n")


def lose_what_no_row_holds(event: Event, tally: Tally) -> None:
    """Count what one row of an event leaves out."""
    others = sum(max(0, len(field.said) - 1) for field in event.fields.values())
    tally.lose("values that sources give beside the one that is shown are left out", others)
    tally.lose("claims are left out, with their words and what each says", len(event.claims))
    tally.lose("earlier statuses are left out", len(event.steps) - 1)


def _named(fields: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(field for field in fields if field["name"] == name)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9._-]+", "-", name.lower()).strip("-")
