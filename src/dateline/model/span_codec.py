"""The one JSON form of a stretch of a text, both ways."""

from collections.abc import Mapping
from typing import Any

from dateline.model.span import Span

Json = dict[str, Any]


def span_to_json(span: Span, text: str) -> Json:
    """A stretch of a text, with its words."""
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def maybe_span_to_json(span: Span | None, text: str) -> Json | None:
    """As ``span_to_json``; None for None."""
    return None if span is None else span_to_json(span, text)


def span_from_json(data: Mapping[str, Any]) -> Span:
    """Where something stands, of any object that has ``start`` and ``end``."""
    return Span(data["start"], data["end"])


def maybe_span_from_json(data: Mapping[str, Any] | None) -> Span | None:
    """As ``span_from_json``; None for None."""
    return None if data is None else span_from_json(data)
