"""An event as rows of the projection's tables: what is asked for stands in columns, the whole of it as JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

from dateline.books.words import fold
from dateline.model.event import Event
from dateline.model.event_codec import event_to_json
from dateline.store.columns import packed

Values = dict[str, Any]


def event_row(event: Event) -> Values:
    """The row of an event."""
    days = event.days
    return {
        "id": event.id,
        "kind": event.kind,
        "status": event.status.value,
        "first": days and days.earliest_start,
        "last": days and days.latest_end,
        "edtf": days and days.edtf(),
        "name": _shown(event, "name"),
        "countries": ", ".join(_list(event, "countries")),
        "organizations": ", ".join(_list(event, "organizations")),
        "people": ", ".join(_list(event, "people")),
        "place": _shown(event, "place"),
        "series": event.series,
        "edition": event.edition,
        "follows": event.follows,
        "articles": event.articles,
        "sources": event.sources,
        "confidence": event.confidence,
        "doubt": event.doubt,
        "words": "\n".join(fold(name) for name in (*names(event), *people(event))),
        "body": packed(_body(event)),
    }


def _body(event: Event) -> Values:
    """All of an event but what answers it, which is looked up whenever the record is asked."""
    return {name: value for name, value in event_to_json(event).items() if name != "answered_by"}


def parties(event: Event) -> tuple[str, ...]:
    """Countries and organisations that are shown to take part."""
    return (*_list(event, "countries"), *_list(event, "organizations"))


def people(event: Event) -> tuple[str, ...]:
    """Persons who are shown to take part, and those whom any claim names: whoever looks for one finds both."""
    named = (*_list(event, "people"), *(name for kept in event.claims for name in kept.claim.people))
    return tuple(dict.fromkeys(named))


def people_rows(event: Event) -> Iterator[Values]:
    """Rows of who takes part."""
    for place, name in enumerate(people(event)):
        yield {"event": event.id, "place": place, "name": name, "folded": fold(name)}


def claim_rows(event: Event, newest: Mapping[str, tuple[int, str]]) -> Iterator[Values]:
    """Rows of an event's claims; ``newest`` tells of each its reading and its article."""
    for place, kept in enumerate(event.claims):
        reading, _ = newest[kept.key]
        yield {"claim": kept.key, "event": event.id, "place": place, "reading": reading, "due": False}


def claim_party_rows(event: Event, newest: Mapping[str, tuple[int, str]]) -> Iterator[Values]:
    """Rows of the parties that each claim itself names."""
    for kept in event.claims:
        _, article = newest[kept.key]
        named = sorted({*kept.claim.countries, *kept.claim.organizations})
        for place, party in enumerate(named):
            yield {"claim": kept.key, "place": place, "article": article, "party": party}


def names(event: Event) -> tuple[str, ...]:
    """All names that the occasion was given."""
    said = event.fields["name"].said if "name" in event.fields else ()
    given = (_shown(event, "name"), event.series, *(one.value for one in said), *(k.claim.name for k in event.claims))
    return tuple(dict.fromkeys(name for name in given if isinstance(name, str)))


def _list(event: Event, name: str) -> list[str]:
    shown = event.shown(name) or ()
    return [shown] if isinstance(shown, str) else [str(value) for value in shown]


def _shown(event: Event, name: str) -> str | None:
    """The value of a field as one text; of a place, its name."""
    shown = event.shown(name)
    if isinstance(shown, Mapping):
        shown = shown.get("name")
    return None if shown is None else shown if isinstance(shown, str) else packed(shown)
