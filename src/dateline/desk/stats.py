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
    """Count what the record holds, or held as of a day; one pass over its events."""
    sources = [source for source in store.sources() if view.has(source)]
    published = [source.published for source in sources if source.published]
    by_kind: dict[str, Counter[str]] = defaultdict(Counter)
    found = query.events(store, Wanted(), view)
    for event in found:
        by_kind[event.kind][event.status.value] += 1
    return Stats(
        articles=len(sources),
        stories=len({source.story for source in sources}),
        claims=store.counts()["claims"] if view.as_of is None else sum(map(view.knows, store.kept())),
        judgements=len(view.rulings(store.judgements())),
        events=len(found),
        by_kind={kind: dict(sorted(by_kind[kind].items())) for kind in sorted(by_kind)},
        first=min(published, default=None),
        last=max(published, default=None),
    )
