"""Articles that were pasted or dropped and are not yet kept: a few, for a while, each for who pasted it alone."""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from dateline.model.claim import Reading

_MOST = 64
_SECONDS = 3600


@dataclass(slots=True)
class Tray:
    """Readings by the word under which they wait; the oldest give way."""

    clock: Callable[[], float] = time.monotonic
    _held: OrderedDict[str, tuple[str, float, Reading]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def put(self, owner: str, reading: Reading) -> str:
        """Lay a reading in; gives the word under which its owner finds it."""
        word = secrets.token_urlsafe(12)
        with self._lock:
            self._held[word] = (owner, self.clock() + _SECONDS, reading)
            while len(self._held) > _MOST:
                self._held.popitem(last=False)
        return word

    def look(self, owner: str, word: str) -> Reading | None:
        """What lies under a word; None where nothing of this owner does."""
        with self._lock:
            whose, until, reading = self._held.get(word, ("", 0.0, None))
        return reading if reading and whose == owner and self.clock() < until else None

    def take(self, owner: str, word: str) -> Reading | None:
        """As ``look``; it lies there no more."""
        found = self.look(owner, word)
        if found:
            with self._lock:
                self._held.pop(word, None)
        return found
