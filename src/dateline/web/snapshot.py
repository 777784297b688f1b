"""The events of the record as it is today, kept at hand: pages ask them often, and they seldom change."""

import threading
import time
from collections.abc import Callable, Collection, Hashable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar, cast

from dateline.desk.open import Desk
from dateline.desk.query import Events, fits, place
from dateline.model.event import EVENT, Event
from dateline.store.base import Held, Wanted

T = TypeVar("T")

_EVERYTHING = Wanted()
_MOST = 128  # answers that are kept of one state of the record
_REST = 20  # times as long as it takes to make it anew, until it is made anew for what another program wrote


@dataclass(slots=True)
class Snapshot:
    """All events of one record, and the state of the record of which they are.

    Where another program writes, what is at hand is shown until it has been made anew behind the scenes, which takes a
    twentieth of the time at most: while that program goes on writing, readers are not kept waiting by it. What this
    program wrote (``drop``) is waited for. Of what is made anew, only what changed is read.

    Attributes:
        held: What was read already; snapshots of one record that withhold this or that may have it in common.
    """

    held: Held = field(default_factory=Held)
    _events: Events | None = None
    _pulse: str = ""
    _dropped: int = 0
    _rested: float = 0.0  # until when what others write is let be; of ``time.monotonic``
    _answers: tuple[Events | None, dict[Hashable, object]] = (None, {})
    _making: threading.Lock = field(default_factory=threading.Lock)
    _putting: threading.Lock = field(default_factory=threading.Lock)

    def whole(self, desk: Desk) -> Events:
        """All events."""
        held = self._events
        if held is None:
            return self._make(desk)
        if self._is_due(desk, held) and not self._making.locked():
            threading.Thread(target=self._make, args=(desk, held), daemon=True).start()
        return held

    def once(self, desk: Desk, name: Hashable, make: Callable[[], T]) -> T:
        """What was made of the events as they are at hand: made once, and anew when they are others.

        Args:
            desk: The record.
            name: What tells this answer from all others.
            make: Makes it; of the events at hand, or of what cannot change without them.
        """
        every = self.whole(desk)
        of, answers = self._answers
        if of is not every or len(answers) >= _MOST:
            answers = {}
            self._answers = (every, answers)
        if name not in answers:
            answers[name] = make()
        return cast("T", answers[name])

    def find(self, desk: Desk, wanted: Wanted) -> Events:
        """Those that are wanted; what needs the words of articles, persons or publishers is asked of the store."""
        every = self.whole(desk)
        if wanted == _EVERYTHING:
            return every
        found = [event for event in every if _is_such(event, wanted)]
        if wanted.words or wanted.person or wanted.source:
            narrow = Wanted(words=wanted.words, person=wanted.person, source=wanted.source)
            ids = desk.store.which(narrow)
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
                self._pulse = desk.store.pulse()
            self._events = replace(held, events=now)

    def _is_due(self, desk: Desk, held: Events) -> bool:
        if held.view.today != desk.clock().date():
            return True
        return time.monotonic() >= self._rested and desk.store.pulse() != self._pulse

    def _make(self, desk: Desk, instead_of: Events | None = None) -> Events:
        with self._making:
            if self._events is not None and self._events is not instead_of:
                return self._events
            dropped, self._pulse = self._dropped, desk.store.pulse()
            began = time.thread_time()
            made = desk.everything(self.held)
            self._rested = time.monotonic() + _REST * (time.thread_time() - began)
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


def _is_such(event: Event, wanted: Wanted) -> bool:
    return all(_conditions(event, wanted)) and fits(event, wanted)


def _conditions(event: Event, wanted: Wanted) -> Iterator[bool]:
    if wanted.kinds:
        yield event.kind in wanted.kinds
    if wanted.parties:
        yield set(wanted.parties) <= {*(event.shown("countries") or ()), *(event.shown("organizations") or ())}
    if wanted.series is not None:
        yield event.series == wanted.series
