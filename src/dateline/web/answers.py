"""What was made of the events at hand: made once, whoever asks, and made anew behind the scenes when others write."""

import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock, RLock, local
from typing import Any, TypeVar, cast

from dateline.desk.open import Desk
from dateline.desk.query import Events

T = TypeVar("T")

_ROOM = 40_000_000  # characters that are kept
_OTHER = 100_000  # characters for which an answer counts that is no text
_IN_USE = 600.0  # seconds for which one is made anew before anybody asks for it again


@dataclass(slots=True)
class _Answer:
    """One answer: of which events it was made and how, and when it was last asked for; one thread makes it."""

    of: Events | None = None
    value: Any = None
    make: Callable[[Desk], Any] | None = None
    asked: float = 0.0
    turn: RLock = field(default_factory=RLock)

    @property
    def size(self) -> int:
        """For how many characters it counts."""
        return len(self.value) if isinstance(self.value, str | bytes) else _OTHER


class Answers:
    """What is asked of one state of a record, by name.

    Where the record was made anew for what another program wrote, the answers before are shown for as long as it takes
    to make them anew: those that were asked for lately, one after the other. So nobody waits for what others write, and
    a page is behind the record for no longer than it takes to make all that are in use. What an answer is made of is
    never one from before.
    """

    def __init__(self) -> None:
        self._held: dict[Hashable, _Answer] = {}
        self._lock, self._here = Lock(), local()
        self._before: Events | None = None  # the events of which answers are still shown

    def once(self, desk: Desk, every: Events, name: Hashable, make: Callable[[Desk], T]) -> T:
        """The answer of a name: as it was made of these events, or is still shown.

        Args:
            desk: The record as whoever asks may see it; all who share these answers see the same.
            every: The events at hand.
            name: What tells this answer from all others.
            make: Makes it, of a desk that sees what this one does.
        """
        answer = self._answer(name)
        answer.asked = time.monotonic()
        if not self._may_show(answer, every):
            try:
                self._make(answer, desk, every, make)
            except Exception:
                with self._lock:  # what cannot be made is not kept either
                    self._held.pop(name, None)
                raise
        return cast("T", answer.value)

    def renewed(self, before: Events) -> None:
        """The events are others now, by what another program wrote: show what was made of those before, for a while."""
        self._before = before

    def overruled(self) -> None:
        """The events are others now, by what this program wrote: show nothing that was made of those before."""
        self._before = None

    def remake(self, desk: Desk, every: Events) -> None:
        """Make anew what was asked for lately, what was asked for last first; let go of what was not."""
        for answer in self._in_use():
            if self._before is None:  # this program wrote meanwhile: the events are others again
                return
            if answer.of is not every:
                self._try(answer, desk, every)
        self._before = None

    def _in_use(self) -> list[_Answer]:
        since = time.monotonic() - _IN_USE
        with self._lock:
            self._held = {name: one for name, one in self._held.items() if one.make is None or one.asked >= since}
            return sorted((one for one in self._held.values() if one.make), key=lambda one: one.asked, reverse=True)

    def _try(self, answer: _Answer, desk: Desk, every: Events) -> None:
        """Make it; what cannot be made any more is told to the next who asks."""
        try:
            self._make(answer, desk, every, cast("Callable[[Desk], Any]", answer.make))
        except Exception:  # noqa: BLE001  (of whatever sort: whoever asks gets it again, and sees why)
            answer.of = None

    def _may_show(self, answer: _Answer, every: Events) -> bool:
        if answer.of is None:
            return False
        return answer.of is every or (answer.of is self._before and not getattr(self._here, "is_making", False))

    def _make(self, answer: _Answer, desk: Desk, every: Events, make: Callable[[Desk], Any]) -> None:
        with answer.turn, self._making():
            if answer.of is not every:
                answer.value, answer.make = make(desk), make
                answer.of = every
                self._make_room()

    @contextmanager
    def _making(self) -> Iterator[None]:
        """What this thread asks for meanwhile goes into an answer."""
        outer, self._here.is_making = getattr(self._here, "is_making", False), True
        try:
            yield
        finally:
            self._here.is_making = outer

    def _answer(self, name: Hashable) -> _Answer:
        with self._lock:
            return self._held.setdefault(name, _Answer())

    def _make_room(self) -> None:
        """Let go of what was asked for longest ago, if there is too much."""
        with self._lock:
            over = sum(one.size for one in self._held.values()) - _ROOM
            for name, one in sorted(self._held.items(), key=lambda item: item[1].asked) if over > 0 else ():
                over -= self._held.pop(name).size if one.make and over > 0 else 0
