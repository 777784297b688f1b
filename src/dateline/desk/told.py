"""The sentences that tell of an event, side by side by source."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from dateline.model.claim_codec import evidence_to_json
from dateline.model.event import Event
from dateline.model.event_codec import event_to_json
from dateline.model.kept import Kept
from dateline.model.span import Span
from dateline.store.base import Store

_END = re.compile(r"[.!?…][\"”’')\]]*(?=\s)|\n")
_LONGEST = 600  # characters on either side that are looked at for a sentence's bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Where one claim stands: the words, their place in the article's text, and the trigger in them."""

    kept: Kept
    words: str
    at: Span
    trigger: Span


def sentences(store: Store, event: Event) -> list[Sentence]:
    """One sentence for each claim of an event, in the order in which they came to be known."""
    return list(sentences_of(store, event.claims))


def sentences_of(store: Store, claims: Iterable[Kept]) -> Iterator[Sentence]:
    """One sentence for each of some claims, in their order."""
    texts: dict[str, str] = {}
    for kept in claims:
        key = kept.source.key
        if key not in texts:
            article = store.article(key)
            texts[key] = article.text if article else ""
        at = sentence_around(texts[key], kept.claim.trigger)
        yield Sentence(kept=kept, words=at.of(texts[key]), at=at, trigger=kept.claim.trigger)


def full(event: Event) -> dict[str, Any]:
    """An event as a JSON object, with its sources and its claims' evidence, but without the articles' texts."""
    sources = {kept.source.key: kept.source for kept in event.claims}
    return event_to_json(event) | {
        "told_by": [
            {
                "article": source.id,
                "key": source.key,
                "publisher": source.publisher,
                "published": source.published.isoformat() if source.published else None,
                "dated": source.dated.value if source.published else None,
                "title": source.title,
                "url": source.url,
                "origin": source.origin,
                "source_class": source.source_class.value,
                "story": source.story,
            }
            for source in sources.values()
        ],
        "evidence": [
            {"claim": kept.key, "article": kept.source.id, **evidence_to_json(why)}
            for kept in event.claims
            for why in kept.claim.evidence
        ],
    }


def sentence_around(text: str, at: Span) -> Span:
    """The sentence that some words stand in, as its marks and line ends bound it."""
    first = max(0, at.start - _LONGEST)
    start = first
    for end in _END.finditer(text, first, at.start):
        start = end.end()
    found = _END.search(text, at.end, min(len(text), at.end + _LONGEST))
    stop = found.end() if found else min(len(text), at.end + _LONGEST)
    words = text[start:stop]
    return Span(start + len(words) - len(words.lstrip()), start + len(words.rstrip()))
