"""Counts that say what they count: events, the articles that tell of them, and how many of these are independent."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise

from dateline.model.event import Event
from dateline.model.kept import Source

_YEAR = 12  # months
_FAR = 25  # years with nothing in them that are not counted out


class By(StrEnum):
    """Into what events are parted; an event of several parties counts for each of them."""

    MONTH = "month"
    YEAR = "year"
    TYPE = "type"
    PARTY = "party"
    STATUS = "status"

    @property
    def is_a_time(self) -> bool:
        """Whether the parts follow one another in time."""
        return self in (By.MONTH, By.YEAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What was read of a period: the ground on which its events were found.

    ``independent`` counts articles of one story once, ``publishers`` those whose name is told.
    """

    articles: int = 0
    independent: int = 0
    publishers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One month, year, type, party or status.

    Attributes:
        key: "2020-09", "2020", "meeting", "IND", "held".
        events: How many, by status.
        articles: Those that tell of these events, each once, whenever they were published.
        independent: The same, articles of one story once.
        read: Of a month or year, what was published in it and read, whether it tells of an event or not.
    """

    key: str
    events: Counter[str]
    articles: int
    independent: int
    read: Read = field(default_factory=Read)

    @property
    def total(self) -> int:
        """How many events."""
        return self.events.total()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The parts of some events, and their sum, in which each event and each article counts once.

    Attributes:
        parts: Of times every one from the first to the last, else those of most events first.
        unplaced: Events of no one month or year, or of no party: they stand in no part.
        undated: Of times, articles read whose day of publication nothing tells.
    """

    by: By
    parts: tuple[Part, ...]
    whole: Part
    unplaced: int
    undated: int


def counts(events: Iterable[Event], sources: Iterable[Source], by: By) -> Counts:
    """Count events by what they are parted into.

    Args:
        events: Of which.
        sources: The articles that were read, whether they tell of these events or not.
        by: The parts.
    """
    every, read = list(events), list(sources)
    of: dict[str, list[Event]] = defaultdict(list)
    unplaced = 0
    for event in every:
        keys = tuple(dict.fromkeys(_KEYS[by](event)))
        unplaced += not keys
        for key in keys:
            of[key].append(event)
    grounds = _read(read, by) if by.is_a_time else {}
    keys_ = _times({*of, *grounds}) if by.is_a_time else sorted(of, key=lambda key: (-len(of[key]), key))
    return Counts(
        by=by,
        parts=tuple(_part(key, of.get(key, ()), grounds.get(key, Read())) for key in keys_),
        whole=_part("", every, _ground(read)),
        unplaced=unplaced,
        undated=sum(one.published is None for one in read) if by.is_a_time else 0,
    )


def period(day: date, by: By) -> str:
    """The month or year of a day, as the record writes it."""
    return f"{day.year:04}" if by is By.YEAR else f"{day.year:04}-{day.month:02}"


def _part(key: str, events: Sequence[Event], read: Read) -> Part:
    told_by = {kept.source.key: kept.source for event in events for kept in event.claims}
    return Part(
        key=key,
        events=Counter(event.status.value for event in events),
        articles=len(told_by),
        independent=len(_stories(told_by.values())),
        read=read,
    )


def _read(sources: Iterable[Source], by: By) -> dict[str, Read]:
    of: dict[str, list[Source]] = defaultdict(list)
    for source in sources:
        if source.published:
            of[period(source.published, by)].append(source)
    return {key: _ground(theirs) for key, theirs in of.items()}


def _ground(sources: Sequence[Source]) -> Read:
    return Read(
        articles=len(sources),
        independent=len(_stories(sources)),
        publishers=len({source.publisher for source in sources if source.publisher}),
    )


def _stories(sources: Iterable[Source]) -> set[str]:
    return {source.story or source.key for source in sources}


def _when(by: By) -> Callable[[Event], Iterator[str]]:
    """The period in which an event began, where it is told: that of all days on which it may have begun."""

    def keys(event: Event) -> Iterator[str]:
        if event.days and event.days.earliest_start != date.min:
            first, last = period(event.days.earliest_start, by), period(event.days.latest_start, by)
            if first == last:
                yield first

    return keys


def _times(keys: Iterable[str]) -> list[str]:
    """Every period from the first to the last, but for those of a long while in which there is nothing."""
    ordered = sorted(keys)
    filled = [list(_between(one, other)) for one, other in pairwise(ordered)]
    return [*(key for stretch in filled for key in stretch), *ordered[-1:]]


def _between(first: str, last: str) -> Iterator[str]:
    """The periods from one on, without the last; the first alone where they lie far apart."""
    one, other = _number(first), _number(last)
    step = other - one if other - one > _FAR * _YEAR else 1 if "-" in first else _YEAR
    for number in range(one, other, step):
        year = f"{number // _YEAR:04}"
        yield f"{year}-{number % _YEAR + 1:02}" if "-" in first else year


def _number(key: str) -> int:
    """How many months lie before a period."""
    year, _, month = key.partition("-")
    return int(year) * _YEAR + int(month or 1) - 1


def _parties(event: Event) -> tuple[str, ...]:
    return (*(event.shown("countries") or ()), *(event.shown("organizations") or ()))


_KEYS: dict[By, Callable[[Event], Iterable[str]]] = {
    By.MONTH: _when(By.MONTH),
    By.YEAR: _when(By.YEAR),
    By.TYPE: lambda event: (event.kind,),
    By.PARTY: _parties,
    By.STATUS: lambda event: (event.status.value,),
}
