"""Reckoning with days: the next Thursday, the last September, so many months on."""

from calendar import monthrange
from datetime import date, timedelta
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


def days_around(from_day: date, month: int, day: int, tense: Tense) -> list[date]:
    """A day of a month in an untold year: in the likeliest year first, then in those beside it."""
    found = [d for year in range(from_day.year - 2, from_day.year + 3) if 1 <= year <= 9999 and (d := day_in(year, month, day))]  # noqa: PLR2004
    back = max((d for d in found if d <= from_day), default=None)
    forth = min((d for d in found if d >= from_day), default=None)
    first = by_tense(back, forth, from_day, tense)
    return [*first, *sorted((d for d in found if d not in first), key=lambda d: abs((d - from_day).days))]


def months_around(from_day: date, month: int, tense: Tense) -> list[int]:
    """The years in which a month may be meant, the likeliest first."""
    if month == from_day.month:
        this = from_day.year
        return [this, *([year_on(this, 1), year_on(this, -1)] if tense is Tense.FUTURE else [year_on(this, -1), year_on(this, 1)])]
    back = from_day.year if month < from_day.month else from_day.year - 1
    distance_back = (from_day.month - month) % _YEAR
    if tense in (Tense.UNTOLD, Tense.EITHER):
        back_first = distance_back <= _YEAR // 2
    else:
        back_first = tense is Tense.PAST
    first, second = (back, back + 1) if back_first else (back + 1, back)
    third = first + (first - second)
    return [y for y in dict.fromkeys((first, second, third, second + second - first)) if 1 <= y <= 9999]  # noqa: PLR2004


def overlap_of(day: date, length: int) -> tuple[date, date]:
    """A stay of so many days that begins on a day."""
    return day, shift(day, length - 1)


ONE_DAY = timedelta(days=1)
