"""The events of the record as it is today, kept at hand: pages ask them often, and they seldom change."""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from dateline.desk.open import Desk
from dateline.desk.query import Events, fits, place
from dateline.joining.follow import parties_of
from dateline.model.event import EVENT, Event
from dateline.store.base import Held, Wanted
from dateline.web.answers import Answers

T = TypeVar("T")

_EVERYTHING = Wanted()
_REST = 5  # times as long as it takes to make it anew, until it is made anew for what another program wrote
_ONE_AT_A_TIME = threading.Lock()
"""Of the snapshots of a process one is made anew at a time: readers keep at least half of it."""


@dataclass(slots=True)
class Snapshot:
    """All events of one record, and the state of the record of which they are.

    Where another program writes, what is at hand is shown until it has been made anew behind the scenes, and with it
    what was made of it (``Answers``). That takes a sixth of the time at most: while that program goes on writing,
    readers are not kept waiting by it. What this program wrote (``drop``, ``renew``) is waited for. Of what is made
    anew, only what changed is read.

    Attributes:
        held: What was read already; snapshots of one record that withhold this or that may have it in common.
    """

    held: Held = field(default_factory=Held)
    _events: Events | None = None
    _pulse: str = ""
    _dropped: int = 0
    _rested: float = 0.0  # until when what others write is let be; of ``time.monotonic``
    _answers: Answers = field(default_factory=Answers)
    _renewing: threading.Lock = field(default_factory=threading.Lock)
    _making: threading.Lock = field(default_factory=threading.Lock)
    _putting: threading.Lock = field(default_factory=threading.Lock)

    def whole(self, desk: Desk) -> Events:
        """All events."""
        held = self._events
        if held is None:
            return self._make(desk)
        if self._is_due(desk, held) and self._renewing.acquire(blocking=False):
            threading.Thread(target=self._renew, args=(desk, held), daemon=True).start()
        return held

    def once(self, desk: Desk, name: Hashable, make: Callable[[Desk], T]) -> T:
        """What was made of the events as they are at hand; see ``Answers.once``."""
        return self._answers.once(desk, self.whole(desk), name, make)

    def find(self, desk: Desk, wanted: Wanted) -> Events:
        """Those that are wanted; what needs the words of articles, persons or publishers is asked of the store."""
        if wanted == _EVERYTHING:
            return self.whole(desk)
        return self.once(desk, wanted, lambda desk: self._found(desk, wanted))

    def _found(self, desk: Desk, wanted: Wanted) -> Events:
        every = self.whole(desk)
        found = [event for event in self._near(desk, every, wanted) if _is_such(event, wanted)]
        if wanted.words or wanted.person or wanted.source:
            narrow = Wanted(words=wanted.words, person=wanted.person, source=wanted.source)
            ids = desk.store.which(narrow)
            found = [event for event in found if event.id in ids]
        return replace(every, events=tuple(found))

    def _near(self, desk: Desk, every: Events, wanted: Wanted) -> Sequence[Event]:
        """The events among which those lie that are wanted: where parties are, those of the one that has fewest."""
        if not wanted.parties:
            return every
        of = self.once(desk, "by party", lambda desk: _by_party(self.whole(desk)))
        return min((of.get(party, ()) for party in wanted.parties), key=len)

    def drop(self) -> None:
        """Make it anew before it is shown again."""
        self._dropped += 1
        self._answers.overruled()
        self._events = None

    def renew(self, desk: Desk, stirred: Collection[str], before: str | None) -> None:
        """Make anew the events that hang together with some claims; all others stay as they are.

        After a ruling, or for what an article tells that was kept here.

        Args:
            desk: The record.
            stirred: The claims that it stirred (``review.pass_``).
            before: The pulse of the record when it was passed: if nobody else wrote, what is at hand is up to it. None:
                it is not, and is made anew as after another's write.
        """
        with self._putting:
            self._dropped += 1
            held = self._events
            if held is None:
                return
            now = _renewed(desk, held, stirred)
            if before == self._pulse:
                self._pulse = desk.store.pulse()
            self._answers.overruled()
            self._events = now

    def _is_due(self, desk: Desk, held: Events) -> bool:
        if held.view.today != desk.clock().date():
            return True
        return time.monotonic() >= self._rested and desk.store.pulse() != self._pulse

    def _renew(self, desk: Desk, before: Events) -> None:
        """Make the events anew, and what was made of them; then let others write for a while."""
        began = time.thread_time()
        try:
            with _ONE_AT_A_TIME:
                self._answers.remake(desk, self._make(desk, before))
        finally:
            self._rested = time.monotonic() + _REST * (time.thread_time() - began)
            self._renewing.release()

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
                    if instead_of is not None:
                        self._answers.renewed(instead_of)
                    self._events = made
            return made


def _by_party(every: Events) -> Mapping[str, Sequence[Event]]:
    of: dict[str, list[Event]] = defaultdict(list)
    for event in every:
        for party in {*(event.shown("countries") or ()), *(event.shown("organizations") or ())}:
            of[party].append(event)
    return of


def _renewed(desk: Desk, held: Events, stirred: Collection[str]) -> Events:
    keys = desk.store.component(stirred) | set(stirred)
    gone = [event for event in held if any(kept.key in keys for kept in event.claims)]
    keys |= {kept.key for event in gone for kept in event.claims}
    new = _events_of(desk, held, {EVENT + key for key in keys})
    linked = {id_ for event in (*gone, *new) for id_ in (event.follows, event.followed_by) if id_}
    linked |= set(_invitations(held, (*gone, *new)))
    others = _events_of(desk, held, linked - {event.id for event in new})
    out = {event.id for event in (*gone, *new, *others)} | linked
    once = {event.id: event for event in (*(one for one in held if one.id not in out), *new, *others)}
    return replace(held, events=tuple(sorted(once.values(), key=place)))


def _invitations(held: Events, stirred: Collection[Event]) -> Iterator[str]:
    """The ids of the invitations that any of these may answer, or may have answered."""
    for invitation in held:
        if invitation.kind == "invitation" and any(parties_of(invitation) <= parties_of(one) for one in stirred):
            yield invitation.id


def _events_of(desk: Desk, held: Events, ids: Collection[str]) -> Events:
    return desk.events(Wanted(ids=tuple(sorted(ids)))) if ids else replace(held, events=())


def _is_such(event: Event, wanted: Wanted) -> bool:
    return all(_conditions(event, wanted)) and fits(event, wanted)


def _conditions(event: Event, wanted: Wanted) -> Iterator[bool]:
    if wanted.kinds:
        yield event.kind in wanted.kinds
    if wanted.parties:
        yield set(wanted.parties) <= {*(event.shown("countries") or ()), *(event.shown("organizations") or ())}
    if wanted.series is not None:
        yield event.series == wanted.series
