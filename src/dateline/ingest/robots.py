"""What a host asks of programs that visit it: its robots.txt (RFC 9309), kept for a day."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from dateline.ingest.connecting import Answer

AGENT = "dateline"

_KEPT = 86_400.0  # seconds, as the RFC advises
_LONGEST_DELAY = 120.0  # seconds
_MOST = 500 * 1024  # bytes that are read of it, as the RFC asks for at least
_OK = 200


class Rules(Protocol):
    """What a robots.txt says."""

    def allows(self, url: str) -> bool:
        """Whether an address may be asked for."""

    @property
    def delay(self) -> float:
        """Seconds that it asks to be left alone between two requests."""


@dataclass(frozen=True, slots=True)
class Free:
    """All is allowed."""

    delay: float = 0.0

    def allows(self, _url: str) -> bool:
        """Any address."""
        return True


@dataclass(frozen=True, slots=True)
class Written:
    """As it is written there."""

    told: Any

    def allows(self, url: str) -> bool:
        """As the longest rule that fits the address says."""
        return bool(self.told.can_fetch(url, AGENT))

    @property
    def delay(self) -> float:
        """By Crawl-delay; a round cannot wait longer than two minutes for one host."""
        return min(float(self.told.crawl_delay(AGENT) or 0.0), _LONGEST_DELAY)


class Robots:
    """The robots.txt of each host, asked for when the host is first gone to."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._kept: dict[str, tuple[float, Rules]] = {}

    def known(self, origin: str) -> Rules | None:
        """What a host asks for, if that was read lately."""
        until, rules = self._kept.get(origin, (0.0, None))
        return rules if self._clock() < until else None

    def keep(self, origin: str, answer: Answer | None) -> Rules:
        """Take note of an answer; what is not there (None, or another status than 200) forbids nothing."""
        rules = _rules(answer)
        self._kept[origin] = (self._clock() + _KEPT, rules)
        return rules


def _rules(answer: Answer | None) -> Rules:
    if answer is None or answer.status != _OK:
        return Free()
    from protego import Protego  # noqa: PLC0415  (of the extra "feeds")

    return Written(Protego.parse(answer.data[:_MOST].decode("utf-8", errors="replace")))
