"""What a record holds, counted so that each number says what it counts."""

from collections import Counter, defaultdict
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from dateline.desk import query
from dateline.desk.view import View
from dateline.store.base import Store, Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Counts of a record; ``stories`` are independent sources, ``by_kind`` events by type and then by status."""

    articles: int
    stories: int
    claims: int
    judgements: int
    events: int
    by_kind: dict[str, dict[str, int]]
    first: date | None
    last: date | None

    def to_json(self) -> dict[str, Any]:
        """As a JSON object."""
        days = {name: day.isoformat() if day else None for name, day in (("first", self.first), ("last", self.last))}
        return asdict(self) | days


def stats(store: Store, view: View) -> Stats:
    """Count what the record holds; one pass over its events."""
    counts = store.counts()
    sources = list(store.sources())
    published = [source.published for source in sources if source.published]
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    for event in query.events(store, Wanted(), view):
        by_kind[event.kind][event.status.value] += 1
    return Stats(
        articles=counts["articles"],
        stories=len({source.story for source in sources}),
        claims=counts["claims"],
        judgements=counts["judgements"],
        events=counts["events"],
        by_kind={kind: dict(sorted(by_kind[kind].items())) for kind in sorted(by_kind)},
        first=min(published, default=None),
        last=max(published, default=None),
    )
