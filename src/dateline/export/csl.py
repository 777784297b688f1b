"""CSL-JSON: citations of the articles for Zotero, pandoc and every citation processor."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any, BinaryIO

from dateline.export.base import About, Format, Loss, Tally
from dateline.export.citations import Cited, cited
from dateline.export.text import writable
from dateline.model.event import Event
from dateline.model.kept import SourceClass

_TYPES = {SourceClass.SOCIAL: "post", SourceClass.OFFICIAL: "webpage", SourceClass.UNKNOWN: "webpage"}


def item(one: Cited, about: About) -> dict[str, Any]:
    """An article as an item of CSL 1.0.2; where it lies in the record is its place in the archive."""
    source = one.source
    told = {
        "id": source.key,
        "type": _TYPES.get(source.source_class, "article-newspaper"),
        "title": one.title,
        "container-title": source.publisher,
        "issued": _parts(source.published),
        "accessed": _parts(source.added.date()),
        "URL": source.url,
        "archive": about.record,
        "archive_location": source.key,
        "note": f"Dateline events: {', '.join(one.events)}" + (f"; read from {source.origin}" if source.origin else ""),
    }
    return {name: writable(value) if isinstance(value, str) else value for name, value in told.items() if value}


def _parts(day: date | None) -> dict[str, Any] | None:
    return {"date-parts": [[day.year, day.month, day.day]]} if day else None


def write(events: Iterable[Event], out: BinaryIO, about: About) -> Loss:
    """Write the articles of events as an array, one item a line."""
    tally = Tally()
    items = [json.dumps(item(one, about), ensure_ascii=False) for one in cited(events, tally)]
    out.write(("[\n" + ",\n".join(items) + "\n]\n").encode())
    return tally.loss()


FORMAT = Format(
    name="csl",
    extensions=(".json",),
    says="CSL-JSON with an item to an article that the events rest on, for Zotero and pandoc.",
    stream=write,
    tells_about=False,
)
