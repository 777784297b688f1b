"""A month as a calendar shows it: weeks of seven days, and on them the events whose days are known well enough."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from dateline.model.day import Days
from dateline.model.event import Event

_WEEK = 7
_LONGEST = 31  # days: what lasts longer is told beside the calendar
_FINE = 7  # days: what is known to lie within so many is drawn, its bounds are told


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One event in one week: over which of its days, and whether it goes on before or after.

    ``first`` is the column, 1 for Monday; ``over`` how many; ``certain`` whether the event took these very days.
    """

    event: Event
    first: int
    over: int
    before: bool
    after: bool
    certain: bool


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday on, and what is on them."""

    days: tuple[date, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of a year."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The month that a day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def read(cls, text: str) -> Self:
        """The month that "2020-09" means.

        Raises:
            ValueError: There is no such month.
        """
        return cls.of(date.fromisoformat(f"{text}-01"))

    def __str__(self) -> str:
        """As it is written in an address."""
        return f"{self.year:04}-{self.month:02}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        later = self.moved(1)
        return date.max if later == self else later.first - timedelta(days=1)

    def moved(self, months: int) -> "Month":
        """So many months later, as far as the calendar reaches."""
        number = min(max(self.year * 12 + self.month - 1 + months, 12), date.max.year * 12 + 11)
        return Month(number // 12, number % 12 + 1)


def weeks(month: Month, events: Iterable[Event]) -> tuple[Week, ...]:
    """The weeks of a month with the events that can be drawn on them."""
    drawn = [(event, event.days) for event in events if event.days and is_drawn(event.days)]
    ordered = sorted(drawn, key=lambda one: (one[1].earliest_start, -one[1].latest_end.toordinal(), one[0].id))
    return tuple(Week(days, tuple(_bars(days, ordered))) for days in _weeks(month))


def beside(month: Month, events: Iterable[Event]) -> list[Event]:
    """The events that may have been under way in a month and are not drawn on its days, the finest known first."""
    near = [(event, event.days) for event in events if event.days and not is_drawn(event.days)]
    touching = [(e, d) for e, d in near if d.earliest_start <= month.last and d.latest_end >= month.first]
    ordered = sorted(touching, key=lambda one: (one[1].latest_end - one[1].earliest_start, one[0].id))
    return [event for event, _ in ordered]


def is_drawn(days: Days) -> bool:
    """Whether days are known well enough to be drawn on a calendar."""
    length = (days.latest_end - days.earliest_start).days + 1
    return length <= (_LONGEST if _is_certain(days) else _FINE)


def in_month(month: Month, event: Event) -> bool:
    """Whether an event may have been under way in a month."""
    return event.days is not None and event.days.earliest_start <= month.last and event.days.latest_end >= month.first


def _is_certain(days: Days) -> bool:
    return days.earliest_start == days.latest_start and days.earliest_end == days.latest_end


def _weeks(month: Month) -> Iterator[tuple[date, ...]]:
    monday = month.first - timedelta(days=min(month.first.weekday(), (month.first - date.min).days))
    while monday <= month.last:
        room = (date.max - monday).days
        yield tuple(monday + timedelta(days=n) for n in range(min(_WEEK, room + 1)))
        if room < _WEEK:
            return
        monday += timedelta(days=_WEEK)


def _bars(week: Sequence[date], ordered: Sequence[tuple[Event, Days]]) -> Iterator[Bar]:
    for event, days in ordered:
        first, last = max(days.earliest_start, week[0]), min(days.latest_end, week[-1])
        if first <= last:
            yield Bar(
                event=event,
                first=(first - week[0]).days + 1,
                over=(last - first).days + 1,
                before=days.earliest_start < week[0],
                after=days.latest_end > week[-1],
                certain=_is_certain(days),
            )
