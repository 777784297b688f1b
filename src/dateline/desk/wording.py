"""Values of fields in words, and who says them."""

from collections.abc import Iterable
from typing import Any

from dateline.books.countries import name_of
from dateline.model.day_codec import days_from_json
from dateline.model.event import Event, Field, Said
from dateline.model.kept import Source


def worded(value: object) -> str:
    """A field's value in words, as finely as it is known."""
    if value in (None, "", [], ()):
        return "not told"
    if isinstance(value, dict) and "earliest_start" in value:
        found = days_from_json(value)
        return found.edtf() if found else "not told"
    if isinstance(value, dict):
        country = value.get("country")
        return str(value.get("name")) + (f" ({name_of(country)})" if country else "")
    if isinstance(value, list | tuple):
        return ", ".join(str(one) for one in value)
    return str(value).replace("_", " ")


def shown(event: Event, field: str) -> Any:
    """What an event shows of a field, its status too."""
    return event.status.value if field == "status" else event.shown(field)


def name_of_source(source: Source) -> str:
    """How a source is called: its publisher, else the article's id."""
    return source.publisher or source.id


def said_by(event: Event, field: Field) -> str:
    """Every value of a field and who says it, in one sentence."""
    sources = {kept.key: kept.source for kept in event.claims}
    told = "; ".join(f"{worded(said.value)} ({_names(said, sources)})" for said in field.said)
    reconciled = f" {field.reconciled}" if field.reconciled else ""
    return f"Sources differ on the {field.name} of this {event.kind.replace('_', ' ')}: {told}.{reconciled}"


def _names(said: Said, sources: dict[str, Source]) -> str:
    if said.judgement:
        return f"ruling {said.judgement[:8]}"
    return _listed(name_of_source(sources[key]) for key in said.claims if key in sources)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(names))
