"""The events of the record as it is today, kept at hand: pages ask them often, and they seldom change."""

import threading
import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace

from dateline.desk.open import Desk
from dateline.desk.query import Events, fits, place
from dateline.model.event import EVENT, Event
from dateline.store.base import Store, Wanted

_EVERYTHING = Wanted()
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
    _putting: threading.Lock = field(default_factory=threading.Lock)

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
        if wanted == _EVERYTHING:
            return every
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

    def renew(self, desk: Desk, stirred: Collection[str], before: str) -> None:
        """Make anew, after a ruling, the events that hang together with some claims; all others stay as they are.

        Args:
            desk: The record.
            stirred: The claims that the ruling stirred (``review.pass_``).
            before: The pulse of the record when it was passed: if nobody else wrote, what is at hand is up to it.
        """
        with self._putting:
            self._dropped += 1
            held = self._events
            if held is None:
                return
            now = _renewed(desk, held, stirred)
            if before == self._pulse:
                self._pulse = pulse(desk.store)
            self._events = replace(held, events=now)

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
            with self._putting:
                if dropped == self._dropped:  # else it was made of what stood before a write of ours
                    self._events = made
            return made


def _renewed(desk: Desk, held: Events, stirred: Collection[str]) -> tuple[Event, ...]:
    keys = desk.store.component(stirred) | set(stirred)
    gone = [event for event in held if any(kept.key in keys for kept in event.claims)]
    keys |= {kept.key for event in gone for kept in event.claims}
    new = _events_of(desk, {EVENT + key for key in keys})
    linked = {id_ for event in (*gone, *new) for id_ in (event.follows, event.followed_by) if id_}
    new += _events_of(desk, linked - {event.id for event in new})
    out = {event.id for event in (*gone, *new)} | linked
    once = {event.id: event for event in (*(one for one in held if one.id not in out), *new)}
    return tuple(sorted(once.values(), key=place))


def _events_of(desk: Desk, ids: Collection[str]) -> list[Event]:
    return list(desk.events(Wanted(ids=tuple(sorted(ids))))) if ids else []


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
