"""The queue of a person: the events that await their look, in order, quick for records of any size."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache

from dateline.desk.changes import changed_since
from dateline.desk.open import Desk
from dateline.desk.queue import Changed, is_settled, place, settling, unchanged
from dateline.model.event import Event
from dateline.model.kept import Kept

Place = tuple[float, float, str]


@dataclass(slots=True)
class Lineup:
    """Where events stand in the queue, counted once for each event as it is: rulings change few, and days all."""

    _day: date | None = None
    _places: dict[str, tuple[Event, Place]] = field(default_factory=dict)

    def queue(self, desk: Desk, events: Iterable[Event], by: str) -> list[Event]:
        """The events that await a person's look, the one where it is worth most first."""
        settled, changed = settling(desk.store.judgements(), by), _changed(desk)
        open_ = [
            event for event in events if not (ruled := settled(event)) or not is_settled(event, ruled, by, changed)
        ]
        return self.in_order(open_, desk.clock().date())

    def in_order(self, events: Sequence[Event], today: date) -> list[Event]:
        """Events by what a look at them is worth, settled or not."""
        if today != self._day:
            self._day, self._places = today, {}
        return sorted(events, key=lambda event: self._place(event, today))

    def _place(self, event: Event, today: date) -> Place:
        held = self._places.get(event.id)
        if held is None or held[0] is not event:
            held = self._places[event.id] = (event, place(event, today))
        return held[1]


def _changed(desk: Desk) -> Changed:
    """Whether a claim reads otherwise than at a moment; where nothing was read twice there is nothing to look up."""
    counts = desk.store.counts()
    if counts["readings"] == counts["articles"]:
        return unchanged
    asked = changed_since(desk.store)

    @lru_cache(maxsize=4096)
    def changed(kept: Kept, since: datetime) -> bool:
        return asked(kept, since)

    return changed
