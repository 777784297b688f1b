"""What reads the words that a rule matched: functions by the name under which rules ask for them."""

from collections.abc import Callable

from dateline.reading.times.grammar import Found
from dateline.reading.times.setting import Reading, Setting

Reader = Callable[[Found, Setting], Reading | None]
"""Gives what the words mean, or None where they turn out to be no date."""

READERS: dict[str, Reader] = {}


def reads(name: str) -> Callable[[Reader], Reader]:
    """Make a function known under the name that rules have in ``reads``."""

    def keep(reader: Reader) -> Reader:
        READERS[name] = reader
        return reader

    return keep
