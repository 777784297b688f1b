"""One claim a line: what each article says, and which event of the record it speaks of."""

from collections.abc import Iterable
from typing import Any, BinaryIO

from dateline.books.crosswalk import crosswalk
from dateline.export.base import About, Format, Loss, Tally
from dateline.export.lines import line_of
from dateline.model.claim_codec import claim_to_json
from dateline.model.event import Event
from dateline.model.kept import Kept


def claim_object(event: Event, kept: Kept, text: str) -> dict[str, Any]:
    """A claim as it stands among a reading's events, and what the record knows of it.

    Args:
        event: The event that it speaks of.
        kept: The claim.
        text: That of its article; "" where it is not at hand: then the words of spans are empty.
    """
    source = kept.source
    return claim_to_json(kept.claim, text, crosswalk().codes) | {
        "article": source.id,
        "event": event.id,
        "first_seen": kept.first_seen.isoformat(),
        "article_key": source.key,
        "publisher": source.publisher,
        "published": None if source.published is None else source.published.isoformat(),
        "dated": source.dated.value if source.published else None,
        "url": source.url,
        "origin": source.origin,
        "claim": kept.key,
    }


def write(events: Iterable[Event], out: BinaryIO, about: About) -> Loss:
    """Write the claims of events in the order in which they came to be known."""
    tally = Tally()
    for event in tally.each(events):
        _count(event, tally)
        for kept in event.claims:
            text = about.text_of(kept.source.key)
            if text is None:
                tally.lose("claims whose article's text is not at hand have no words in their spans")
            out.write(line_of(claim_object(event, kept, text or "")))
            tally.written += 1
    return tally.loss()


def _count(event: Event, tally: Tally) -> None:
    ruled = [said for field in event.fields.values() for said in field.said if said.judgement]
    tally.lose("values that a person ruled are in no claim and left out", len(ruled))
    tally.lose("values that are shown of an event, chosen from its claims, are left out", len(event.fields))
    tally.lose("statuses that no claim says (lapsed) are left out", sum(not step.claims for step in event.steps))


FORMAT = Format(
    name="claims",
    extensions=(".jsonl", ".ndjson"),
    says="JSON Lines, one line to a claim of one article, with the event that it speaks of.",
    stream=write,
    tells_about=False,
)
