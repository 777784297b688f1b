"""The days on which something may have happened, and how finely that is known."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from dateline.model.span import Span


class Grain(StrEnum):
    """How finely a date is told."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


_QUARTER, _HALF, _YEAR, _WEEK = 3, 6, 12, 7
_SEASONS = {3: 21, 6: 22, 9: 23, 12: 24}  # EDTF's numbers by the season's first month
_PRECISION = {Grain.DAY: 10, Grain.WEEK: 10, Grain.YEAR: 4}  # characters of an ISO date; of other grains, 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """When something may have begun and ended: four bounds, every day counted.

    "in June 2020" of a meeting: it began some day between 1 and 30 June and ended between the same two.
    "from 3 to 9 March": both of its bounds of the start are the 3rd, both of its end the 9th.

    Raises:
        ValueError: A bound lies on the wrong side of another.
    """

    earliest_start: date
    latest_start: date
    earliest_end: date
    latest_end: date
    grain: Grain = Grain.DAY

    def __post_init__(self) -> None:
        """Refuse bounds that nothing could have."""
        starts, ends = (self.earliest_start, self.latest_start), (self.earliest_end, self.latest_end)
        if starts[0] > starts[1] or ends[0] > ends[1] or starts[0] > ends[0] or starts[1] > ends[1]:
            message = f"nothing begins between {starts[0]} and {starts[1]} and ends between {ends[0]} and {ends[1]}"
            raise ValueError(message)

    # ---- making

    @classmethod
    def within(cls, first: date, last: date, grain: Grain = Grain.DAY) -> Self:
        """Some time between two days, how long is not told."""
        return cls(earliest_start=first, latest_start=last, earliest_end=first, latest_end=last, grain=grain)

    @classmethod
    def day(cls, day: date) -> Self:
        """On one day."""
        return cls.within(day, day)

    @classmethod
    def between(cls, first: date, last: date) -> Self:
        """From the one day to the other, both counted; the earlier comes first, however they are given."""
        first, last = min(first, last), max(first, last)
        return cls(earliest_start=first, latest_start=first, earliest_end=last, latest_end=last)

    @classmethod
    def week(cls, day: date) -> Self:
        """Some time in the week of a day, Monday to Sunday."""
        monday = day - timedelta(days=min(day.weekday(), (day - date.min).days))
        return cls.within(monday, monday + timedelta(days=min(6, (date.max - monday).days)), Grain.WEEK)

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """Some time in a month."""
        return cls.months((year, month), (year, month))

    @classmethod
    def months(cls, first: tuple[int, int], last: tuple[int, int], grain: Grain = Grain.MONTH) -> Self:
        """Some time between the beginning of one month and the end of another, each as (year, month)."""
        return cls.within(date(*first, 1), _month_end(*last), grain)

    @classmethod
    def through_months(cls, first: tuple[int, int], last: tuple[int, int]) -> Self:
        """From some day of one month to some day of another."""
        begins, ends = cls.month(*first), cls.month(*last)
        return cls._through(begins, ends)

    @classmethod
    def season(cls, year: int, month: int) -> Self:
        """Some time in the season whose first month is given: March, June, September or December."""
        return cls.months((year, month), _later(year, month, _QUARTER - 1), Grain.SEASON)

    @classmethod
    def quarter(cls, year: int, number: int) -> Self:
        """Some time in the first to fourth quarter of a year."""
        return cls.months((year, _QUARTER * number - 2), (year, _QUARTER * number), Grain.QUARTER)

    @classmethod
    def half(cls, year: int, number: int) -> Self:
        """Some time in the first or second half of a year."""
        return cls.months((year, _HALF * number - 5), (year, _HALF * number), Grain.HALF)

    @classmethod
    def year(cls, year: int) -> Self:
        """Some time in a year."""
        return cls.years(year, year)

    @classmethod
    def until(cls, last: Self) -> Self:
        """From a day that is not told to some time within ``last``."""
        return cls._open("..", last._written(last.latest_end))

    @classmethod
    def years(cls, first: int, last: int) -> Self:
        """Some time between the beginning of one year and the end of another."""
        return cls.within(date(first, 1, 1), date(last, 12, 31), Grain.YEAR)

    @classmethod
    def through_years(cls, first: int, last: int) -> Self:
        """From some day of one year to some day of another."""
        return cls._through(cls.year(first), cls.year(last))

    @classmethod
    def _through(cls, begins: Self, ends: Self) -> Self:
        """From some time within the one to some time within the other."""
        if begins == ends:
            return begins
        return cls(
            earliest_start=begins.earliest_start,
            latest_start=begins.latest_end,
            earliest_end=ends.earliest_start,
            latest_end=ends.latest_end,
            grain=max(begins.grain, ends.grain, key=list(Grain).index),
        )

    # ---- asking

    @property
    def is_one_day(self) -> bool:
        """Whether it began and ended on one known day."""
        return self.earliest_start == self.latest_end

    @property
    def is_a_window(self) -> bool:
        """Whether nothing more is told than that it lies between two days."""
        return self.earliest_start == self.earliest_end and self.latest_start == self.latest_end

    def holds(self, day: date) -> bool:
        """Whether it may have been under way on a day."""
        return self.earliest_start <= day <= self.latest_end

    def shares_a_day(self, other: Self) -> bool:
        """Whether both may have been under way on one day."""
        return self.earliest_start <= other.latest_end and other.earliest_start <= self.latest_end

    def coded(self) -> tuple[str | None, str | None]:
        """The codebook's ``start`` and ``end``: ISO dates as fine as the grain; no end where it says no more.

        A week is a range of days; a season, a quarter, a half are ranges of months. An open start is no start ("a
        visit known only by its end"), an open end no end.
        """
        start, end = self._written(self.earliest_start), self._written(self.latest_end)
        told = None if start == end or self.latest_end == date.max else end
        return None if self.earliest_start == date.min else start, told

    def _written(self, day: date) -> str:
        """A day as finely as the grain allows."""
        return day.isoformat()[: _PRECISION.get(self.grain, 7)]

    # ---- EDTF

    def edtf(self) -> str:
        """Extended Date/Time Format, level 1 (ISO 8601-2).

        "some time between" is an interval with approximate ends (``2020-11~/2020-12~``), "from … to" one without;
        seasons are 21 to 24. All that the makers of this class give comes back by ``from_edtf`` as it was; of any other
        four bounds the outer two are told.
        """
        if self.grain is Grain.SEASON and self.is_a_window and self.earliest_start.month in _SEASONS:
            return f"{self.earliest_start.year:04}-{_SEASONS[self.earliest_start.month]}"
        start, end = self._written(self.earliest_start), self._written(self.latest_end)
        if start == end:
            return start
        if self.earliest_start == date.min:
            return f"../{'..' if self.latest_end == date.max else end}"
        if self.latest_end == date.max:
            return f"{start}/.."
        return f"{start}~/{end}~" if self.is_a_window else f"{start}/{end}"

    @classmethod
    def from_edtf(cls, text: str) -> Self:
        """Read a date or an interval of EDTF level 1.

        Unspecified digits make the unit that they leave ("1985-04-XX" is a month, "201X" ten years); the marks of
        doubt on a single date are dropped; an open or unknown end reaches to the end of days.

        Raises:
            ValueError: Not EDTF level 1, or a year before 1 or after 9999.
        """
        first, slash, last = text.partition("/")
        if not slash:
            return cls._from_part(first)
        if first in _OPEN or last in _OPEN:
            return cls._open(first, last)
        begins, ends = cls._from_part(first), cls._from_part(last)
        if not _DOUBT.search(first) or not _DOUBT.search(last):
            return cls._through(begins, ends)
        return cls.within(begins.earliest_start, ends.latest_end, _grain_of(begins, ends))

    @classmethod
    def _open(cls, first: str, last: str) -> Self:
        """An interval one end of which, or both, is open or unknown."""
        begins = cls.day(date.min) if first in _OPEN else cls._from_part(first)
        ends = cls.day(date.max) if last in _OPEN else cls._from_part(last)
        return cls(
            earliest_start=begins.earliest_start,
            latest_start=min(begins.latest_end, ends.latest_end),
            earliest_end=max(begins.earliest_start, ends.earliest_start),
            latest_end=ends.latest_end,
            grain=ends.grain if first in _OPEN else begins.grain,
        )

    @classmethod
    def _from_part(cls, text: str) -> Self:
        """A single date, at any precision."""
        if not (found := _EDTF.fullmatch(text)):
            message = f"{text!r} is no date of EDTF level 1"
            raise ValueError(message)
        year, month, day = found["year"], found["month"], found["day"]
        if "X" in year:
            return cls.years(max(1, int(year.replace("X", "0"))), int(year.replace("X", "9")))
        if month is None or month == "XX":
            return cls.year(int(year))
        if int(month) in _SEASONS.values():
            return cls.season(int(year), _QUARTER * (int(month) - 20))
        if day is None or day == "XX":
            return cls.month(int(year), int(month))
        return cls.day(date(int(year), int(month), int(day)))


_OPEN = frozenset({"", ".."})
_DOUBT = re.compile("[?~%]$")
_EDTF = re.compile(
    r"(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX)(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?[?~%]?"
)


def _month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _later(year: int, month: int, months: int) -> tuple[int, int]:
    """The month that comes so many months later."""
    year, month = divmod(year * _YEAR + month - 1 + months, _YEAR)
    return year, month + 1


def _grain_of(begins: Days, ends: Days) -> Grain:
    """The grain of the time between two dates: that of a week, quarter or half where they bound one."""
    grain = max(begins.grain, ends.grain, key=list(Grain).index)
    first, last = begins.earliest_start, ends.latest_end
    if grain is Grain.DAY and first.weekday() == 0 and (last - first).days == _WEEK - 1:
        return Grain.WEEK
    if grain is Grain.MONTH and first.year == last.year:
        length = last.month - first.month + 1
        if length == _QUARTER and first.month % _QUARTER == 1:
            return Grain.QUARTER
        if length == _HALF and first.month % _HALF == 1:
            return Grain.HALF
    return grain


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words that tell when, how long or how often, with the days that they mean.

    ``type`` and ``value`` are TIMEX3's. ``others`` are the other days that the same words could mean, the likeliest
    first ("Thursday" past or coming). ``anchor`` says what a relative expression was counted from, and is "unresolved"
    where nothing was there to count from: then ``days`` is None. ``rule`` is ``name@version``.
    """

    at: Span
    words: str
    type: str
    value: str
    days: Days | None = None
    others: tuple[Days, ...] = ()
    length: int | None = None  # a duration in days
    anchor: str | None = None
    rule: str = ""
