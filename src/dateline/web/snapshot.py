"""The events of the record as it is today, kept at hand: pages ask them often, and they seldom change."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dateline.desk.open import Desk
from dateline.desk.query import Events, fits
from dateline.model.event import Event
from dateline.store.base import Store, Wanted

_LOOK = 1.0  # seconds for which nobody asks the store anew whether it has changed


@dataclass(slots=True)
class Snapshot:
    """All events of one record, and the state of the record of which they are.

    Where another program writes, what is at hand is shown until it has been made anew behind the scenes; what this
    program wrote (``drop``) is waited for.
    """

    _events: Events | None = None
    _pulse: str = ""
    _looked: float = 0.0
    _dropped: int = 0
    _making: threading.Lock = field(default_factory=threading.Lock)

    def whole(self, desk: Desk) -> Events:
        """All events."""
        held = self._events
        if held is None:
            return self._make(desk)
        if self._is_old(desk, held) and not self._making.locked():
            threading.Thread(target=self._make, args=(desk, held), daemon=True).start()
        return held

    def find(self, desk: Desk, wanted: Wanted) -> Events:
        """Those that are wanted; what needs the words of articles, persons or publishers is asked of the store."""
        every = self.whole(desk)
        found = [event for event in every if _is_such(event, wanted)]
        if wanted.words or wanted.person or wanted.source:
            narrow = Wanted(words=wanted.words, person=wanted.person, source=wanted.source)
            ids = {event.id for event in desk.store.events(narrow)}
            found = [event for event in found if event.id in ids]
        return replace(every, events=tuple(found))

    def drop(self) -> None:
        """Make it anew before it is shown again."""
        self._dropped += 1
        self._events = None

    def _is_old(self, desk: Desk, held: Events) -> bool:
        now = time.monotonic()
        if held.view.today != desk.clock().date():
            return True
        if now - self._looked < _LOOK:
            return False
        self._looked = now
        return pulse(desk.store) != self._pulse

    def _make(self, desk: Desk, instead_of: Events | None = None) -> Events:
        with self._making:
            if self._events is not None and self._events is not instead_of:
                return self._events
            dropped, self._pulse = self._dropped, pulse(desk.store)
            made = desk.events()
            if dropped == self._dropped:  # else it was made of what stood before a write of ours
                self._events = made
            return made


def pulse(store: Store) -> str:
    """A word that changes whenever the record does."""
    return f"{sorted(store.counts().items())} {len(store.waiting())}"


def _is_such(event: Event, wanted: Wanted) -> bool:
    return all(_conditions(event, wanted)) and fits(event, wanted)


def _conditions(event: Event, wanted: Wanted) -> Iterator[bool]:
    if wanted.kinds:
        yield event.kind in wanted.kinds
    if wanted.parties:
        yield set(wanted.parties) <= {*(event.shown("countries") or ()), *(event.shown("organizations") or ())}
    if wanted.series is not None:
        yield event.series == wanted.series
