"""Find articles by their words."""

from dataclasses import dataclass
from typing import Any

from dateline.model.kept import Source
from dateline.store.base import Store


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that has the words, where they stand (between ``[`` and ``]``), and the ids of its events."""

    source: Source
    snippet: str
    events: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """As a JSON object."""
        source = self.source
        return {
            "article": source.id,
            "key": source.key,
            "published": source.published.isoformat() if source.published else None,
            "publisher": source.publisher,
            "title": source.title,
            "url": source.url,
            "snippet": self.snippet,
            "events": list(self.events),
        }


def search(store: Store, words: str, limit: int) -> list[Hit]:
    """Articles that have all the words, best first."""
    return [Hit(source, snippet, store.events_of(source.key)) for source, snippet in store.search(words, limit)]
