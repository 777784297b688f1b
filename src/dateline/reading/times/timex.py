"""Values of TIMEX3 (TimeML)."""

import re
from datetime import date

from dateline.model.day import Days, Grain, TimeExpression
from dateline.model.span import Span

_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}
SEASONS_OF_NO_YEAR = {month: f"XXXX-{name}" for month, name in _SEASONS.items()}
_UNITS = {
    "day": "D", "week": "W", "month": "M", "year": "Y", "hour": "H", "minute": "M", "second": "S", "quarter": "Q",
    "weekend": "W", "decade": "Y", "century": "Y", "fortnight": "W",
}  # fmt: skip
_TIMES = {"decade": 10, "century": 100, "fortnight": 2}
_SHORT = frozenset({"hour", "minute", "second"})
_HALF = 0.5
_HALVES = {"hour": "PT30M", "day": "PT12H", "year": "P6M"}
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365, "fortnight": 14, "weekend": 2, "decade": 3650, "quarter": 91}


def value_of(days: Days) -> str:
    """The value of a DATE; from one day to another as ISO writes an interval."""
    first, last = days.earliest_start, days.latest_end
    start, end = days.coded()
    plain = start or "" if end is None else f"{start or '..'}/{end}"
    if not days.is_a_window:
        return plain
    if days.grain is Grain.WEEK:
        year, week, _ = first.isocalendar()
        return f"{year:04}-W{week:02}"
    special = {
        Grain.SEASON: lambda: f"{first.year:04}-{_SEASONS[first.month]}",
        Grain.QUARTER: lambda: f"{first.year:04}-Q{(first.month + 2) // 3}",
        Grain.HALF: lambda: f"{first.year:04}-H{(first.month + 5) // 6}",
        Grain.YEAR: lambda: plain if first.year == last.year else _years(first, last),
    }
    return special.get(days.grain, lambda: plain)()


def _years(first: date, last: date) -> str:
    """A decade is three digits, a century two."""
    years = last.year - first.year + 1
    if years in (10, 100) and first.year % years == 0:
        return f"{first.year:04}"[: 3 if years == 10 else 2]  # noqa: PLR2004
    return f"{first.year:04}/{last.year:04}"


def weekend_of(day: date) -> str:
    """The value of the weekend of a day's week."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}-WE"


def duration(count: float | None, unit: str) -> str:
    """The value of a DURATION: "P4D", "PXM" where it is not told how many, "PT3H"; half an hour is "PT30M"."""
    if count == _HALF and unit in _HALVES:
        return _HALVES[unit]
    number = "X" if count is None else _plain(count * _TIMES.get(unit, 1))
    return f"P{'T' if unit in _SHORT else ''}{number}{'WE' if unit == 'weekend' else _UNITS[unit]}"


def _plain(number: float) -> str:
    """A number without a point where it needs none."""
    return str(int(number)) if number == int(number) else f"{number:g}"


def days_in(count: float | None, unit: str) -> int | None:
    """How many days a duration is; None where it is shorter or not told."""
    if count is None or unit not in _DAYS:
        return None
    return int(count * _DAYS[unit]) or None


_ENDS = re.compile(
    r"(?:from|between)?\s*(?P<first>\S.*?)\s*(?:[-–—\u2010-\u2015\u2212/]+|\b(?:to|until|till|through|thru|and)\b)\s*(?P<last>\S.*)",
    re.IGNORECASE | re.DOTALL,
)


def flat(expression: TimeExpression) -> list[tuple[Span, str, str]]:
    """An expression as TIMEX3 has it: span, type, value. "From … to" is two dates there."""
    days, ends = expression.days, _ENDS.fullmatch(expression.words)
    if days is None or ends is None or not expression.rule.startswith("range."):
        return [(expression.at, expression.type, expression.value)]
    start = expression.at.start
    return [
        (Span(start + ends.start(name), start + ends.end(name)), "DATE", days.coded()[number] or expression.value)
        for number, name in enumerate(("first", "last"))
    ]
