"""One event a line, with all its values, its status over time and the claims behind it: the record, whole."""

from collections.abc import Iterable
from typing import Any, BinaryIO

from dateline.export.base import About, Format, Loss, Tally
from dateline.export.lines import line_of
from dateline.model.event import Event
from dateline.model.event_codec import event_to_json
from dateline.model.kept import Kept


def event_object(event: Event) -> dict[str, Any]:
    """An event as the codec gives it, and under ``reports`` which words of which article each claim rests on."""
    return event_to_json(event) | {"reports": [_report(kept) for kept in event.claims]}


def _report(kept: Kept) -> dict[str, Any]:
    source = kept.source
    return {
        "claim": kept.key,
        "first_seen": kept.first_seen.isoformat(),
        "status": kept.claim.modality.value,
        "article": source.id,
        "article_key": source.key,
        "publisher": source.publisher,
        "source_class": source.source_class.value,
        "published": None if source.published is None else source.published.isoformat(),
        "dated": source.dated.value if source.published else None,
        "title": source.title,
        "url": source.url,
        "origin": source.origin,
        "story": source.story or source.key,
        "trigger": {"start": kept.claim.trigger.start, "end": kept.claim.trigger.end},
        "evidence": [
            {"field": why.field, "value": why.value, "start": why.at.start, "end": why.at.end, "text": why.words}
            | {"rule": why.rule, "score": why.score}
            for why in kept.claim.evidence
        ],
    }


def write(events: Iterable[Event], out: BinaryIO, _: About) -> Loss:
    """Write events, one a line."""
    tally = Tally()
    for event in tally.each(events):
        out.write(line_of(event_object(event)))
        tally.written += 1
        tally.lose(
            "claims are told by their evidence alone; whole, they are in the export of claims", len(event.claims)
        )
    return tally.loss()


FORMAT = Format(
    name="events",
    extensions=(".jsonl", ".ndjson"),
    says="JSON Lines, one line to an event, with every value that was said, by whom, and the words behind it.",
    stream=write,
    tells_about=False,
)
