"""Reckoning with days: the next Thursday, the last September, so many months on."""

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum

_WEEK, _YEAR = 7, 12
_JUST = 2  # days: what was called off lay ahead, if it is not just past
_FAR, _NEAR = 270, 100  # days: a tense is not believed that puts a date far off if the other side has it near


class Tense(StrEnum):
    """On which side of the day of telling a clause lies."""

    PAST = "past"
    FUTURE = "future"
    EITHER = "either"  # a plan that was called off: whichever is nearer
    UNTOLD = "untold"


def shift(day: date, days: int) -> date:
    """So many days later; the first or the last day that there is, where the calendar ends."""
    number = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(number)


def monday_of(day: date) -> date:
    """The first day of the week."""
    return shift(day, -day.weekday())


def month_on(year: int, month: int, months: int) -> tuple[int, int]:
    """The month so many months later, kept within the calendar."""
    number = min(max(year * _YEAR + month - 1 + months, _YEAR), 9999 * _YEAR + 11)
    return number // _YEAR, number % _YEAR + 1


def months_later(day: date, months: int) -> date:
    """The same day of another month, or that month's last."""
    year, month = month_on(day.year, day.month, months)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def year_on(year: int, years: int) -> int:
    """So many years later, within the calendar."""
    return min(max(year + years, 1), 9999)


def weekday_around(day: date, weekday: int, tense: Tense) -> date:
    """The weekday meant on a day: the day itself, else the next in the future, else the last that was."""
    ahead = (weekday - day.weekday()) % _WEEK
    if ahead == 0:
        return day
    nearer_ahead = tense is Tense.EITHER and ahead < _WEEK - _JUST
    return shift(day, ahead if tense is Tense.FUTURE or nearer_ahead else ahead - _WEEK)


def day_in(year: int, month: int, day: int) -> date | None:
    """A day of the calendar, if there is one."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def by_tense(back: date | None, forth: date | None, from_day: date, tense: Tense) -> list[date]:
    """Two dates, one at or before a day and one at or after it, the likelier first."""
    if back is None or forth is None:
        return [d for d in (back, forth) if d is not None]
    if back == forth:
        return [back]
    past, future = (from_day - back).days, (forth - from_day).days
    if tense in (Tense.UNTOLD, Tense.EITHER):
        back_first = past <= future
    elif tense is Tense.PAST:
        back_first = not (past > _FAR and future < _NEAR)
    else:
        back_first = future > _FAR and past < _NEAR
    return [back, forth] if back_first else [forth, back]


def by_weekday(days: Iterable[date], weekday: int, from_day: date, tense: Tense) -> list[date]:
    """Days that may be meant, the likeliest first, where a weekday is told: one that it fits comes before the others.

    Of a day far off, or on the other side than the tense tells, it is not believed: it is likelier a slip.
    """

    def fits(day: date) -> bool:
        off = (day - from_day).days
        agrees = not (off > 0 and tense is Tense.PAST) and not (off < 0 and tense is Tense.FUTURE)
        return day.weekday() == weekday and abs(off) <= _FAR and agrees

    first, *others = days
    return [first, *others] if first.weekday() == weekday else sorted([first, *others], key=lambda day: not fits(day))


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The first, second … such weekday of a month; -1 is its last. None if there is none."""
    try:
        last = monthrange(year, month)[1]
        days = [d for n in range(1, last + 1) if (d := date(year, month, n)).weekday() == weekday]
        return days[nth - 1 if nth > 0 else nth]
    except (ValueError, IndexError):
        return None


def days_around(from_day: date, month: int, day: int, tense: Tense) -> list[date]:
    """A day of a month in an untold year: in the likeliest year first, then in those beside it."""
    return yearly_around(from_day, lambda year: day_in(year, month, day), tense)


def yearly_around(from_day: date, of_year: Callable[[int], date | None], tense: Tense) -> list[date]:
    """A day that comes once a year, in an untold one: in the likeliest year first, then in those beside it."""
    found = [d for n in range(-2, 3) if (d := of_year(from_day.year + n))]
    back = max((d for d in found if d <= from_day), default=None)
    forth = min((d for d in found if d >= from_day), default=None)
    first = by_tense(back, forth, from_day, tense)
    return [*first, *sorted((d for d in found if d not in first), key=lambda d: abs((d - from_day).days))]


def months_around(from_day: date, month: int, tense: Tense) -> list[int]:
    """The years in which a month may be meant, the likeliest first."""
    this = from_day.year
    if month == from_day.month:
        beside = (this + 1, this - 1) if tense is Tense.FUTURE else (this - 1, this + 1)
        return [y for y in (this, *beside) if _is_a_year(y)]
    back = this if month < from_day.month else this - 1
    if tense in (Tense.UNTOLD, Tense.EITHER):
        back_first = (from_day.month - month) % _YEAR <= _YEAR // 2
    else:
        back_first = tense is Tense.PAST
    step = 1 if back_first else -1
    first = back if back_first else back + 1
    return [y for y in (first, first + step, first - step, first + 2 * step) if _is_a_year(y)]


def _is_a_year(year: int) -> bool:
    """Whether the calendar has it."""
    return date.min.year <= year <= date.max.year
