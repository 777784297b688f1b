"""Days as people write them: "4 September 2020", "Sept. 4", "04th September, 2020", "Fri, 4 Sep 2020", "04/18/2023"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb febr", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_HIJRI = (
    r"Muharram|Safar|Rabi[\w' ’-]{1,12}|Jumad[\w' ’-]{1,12}|Rajab|Sha[’']?ban|Ramad[ah]+n|Shawwal|Dhu[\w' ’-]{3,12}"
)
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_WEEKDAY = rf"(?P<weekday>{'|'.join(_WEEKDAYS)}|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)\b\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
_YEAR = r"(?:,? ?(?:(?P<year>\d{4})\b|Reiwa (?P<reiwa>\d{1,2})\b))"
_FORMS = (
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
    r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})(?!\d)",
    r"(?P<first>\d{1,2})(?P<mark>[./])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)",
    rf"(?:{_WEEKDAY},? )?{_MONTH} ?{_DAY}{_YEAR}?",
    rf"(?:{_WEEKDAY},? )?{_DAY} ?(?:of )?-?{_MONTH}-?{_YEAR}?",
    _WEEKDAY,
)
_WRITTEN = tuple(re.compile(form, re.IGNORECASE | re.ASCII) for form in _FORMS)
_HIJRI_BEFORE = re.compile(rf"(?:\d{{1,2}} )?(?:{_HIJRI})(?: \d{{1,2}})?,? \d{{4}}(?: ?AH| ?H)?,? ", re.IGNORECASE)
_WEEK = 7
_BEFORE_REIWA = 2018


@dataclass(frozen=True, slots=True)
class Written:
    """A day as written, from ``start`` to ``end``, with what it leaves open.

    ``choices`` holds (year, month, day) with None for a year that is not told; more than one where day and month could
    change places; none where only the ``weekday`` (Monday is 0) is told.
    """

    start: int
    end: int
    choices: tuple[tuple[int | None, int, int], ...] = ()
    weekday: int | None = None

    def on(self, near: date | None = None) -> date | None:
        """The day that is meant; None where that is open.

        Args:
            near: A day close to the one that is meant. It decides on the year or on which number is the month where
                the words do not, and a weekday is the last one up to it.
        """
        if not self.choices:
            return None if near is None or self.weekday is None else _last(self.weekday, near)
        days = list(_days(self.choices, near))
        if near is not None:
            return min(days, key=lambda day: abs(day - near), default=None)
        return days[0] if len(set(days)) == 1 else None


def written_at(text: str, start: int = 0) -> Written | None:
    """The day that is written right at this place of a text; a date of the Hijri calendar before it is passed over."""
    begin = start
    if hijri := _HIJRI_BEFORE.match(text, start):
        start = hijri.end()
    for form in _WRITTEN:
        if match := form.match(text, start):
            return _written(match, begin)
    return None


def day_of(text: str, near: date | None = None) -> date | None:
    """The first day that a line tells, however it is written; of a long line, in its first 200 characters."""
    for place in re.finditer(r"\b\w", text[:200]):
        found = written_at(text, place.start())
        if found and found.choices and (day := found.on(near)):
            return day
    return None


def either_in(text: str) -> tuple[date, ...]:
    """The days that a line may tell where day and month could change places ("03/06/2024"); none where it tells one."""
    for place in re.finditer(r"\b\w", text[:200]):
        found = written_at(text, place.start())
        if found and len(days := sorted(set(_days(found.choices, None)))) > 1:
            return tuple(days)
    return ()


def _written(match: re.Match[str], begin: int) -> Written:
    told = match.groupdict()
    weekday = _weekday(told.get("weekday"))
    year = int(told["year"]) if told.get("year") else None
    if told.get("reiwa"):
        year = _BEFORE_REIWA + int(told["reiwa"])
    if told.get("first"):
        return Written(
            begin, match.end(), _either(year, int(told["first"]), int(told["second"]), told["mark"]), weekday
        )
    if not told.get("day"):
        return Written(begin, match.end(), (), weekday)
    month = told["month"]
    number = int(month) if month.isdigit() else _MONTHS[month.lower()]
    return Written(begin, match.end(), ((year, number, int(told["day"])),), weekday)


def _either(year: int | None, first: int, second: int, mark: str) -> tuple[tuple[int | None, int, int], ...]:
    """The day stands first in "18.4.2023"; in "04/09/2020" it may be either."""
    day_first = (year, second, first)
    return (day_first,) if mark == "." else (day_first, (year, first, second))


def _weekday(name: str | None) -> int | None:
    if not name:
        return None
    return next(number for number, day in enumerate(_WEEKDAYS) if day.startswith(name.lower()[:3]))


def _last(weekday: int, near: date) -> date:
    """The last such weekday up to a day."""
    return date.fromordinal(max(1, near.toordinal() - (near.weekday() - weekday) % _WEEK))


def _days(choices: tuple[tuple[int | None, int, int], ...], near: date | None) -> Iterator[date]:
    for year, month, day in choices:
        years = (year,) if year is not None else () if near is None else (near.year - 1, near.year, near.year + 1)
        for one in years:
            if (made := _date(one, month, day)) is not None:
                yield made


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
