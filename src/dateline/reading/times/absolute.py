"""Days by their dates, with their year or without, and from one to another."""

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date

from dateline.model.day import Days
from dateline.reading.times import reckon
from dateline.reading.times.grammar import Found
from dateline.reading.times.readers import reads
from dateline.reading.times.setting import UNRESOLVED, Reading, Setting
from dateline.reading.times.timex import value_of

_REL = ("THIS", "LAST", "NEXT")
MONTH = ("MONTH", "SHORT_MONTH")
_WEEKDAY = ("WEEKDAY", "SHORT_WEEKDAY")
_CENTURY, _YEAR = 100, 12
_MODERN = 1900


def dated(days: Days, others: Iterable[Days] = (), anchor: str | None = None) -> Reading:
    """A DATE with its days."""
    return Reading("DATE", value_of(days), days, besides(days, others), anchor=anchor)


def besides(days: Days, others: Iterable[Days]) -> tuple[Days, ...]:
    """Other days, each as coded only once."""
    kept = {days.coded(): days}
    for other in others:
        kept.setdefault(other.coded(), other)
    return tuple(kept.values())[1:]


def undated(value: str, others: Iterable[Days] = ()) -> Reading:
    """A DATE that nothing tells how to resolve."""
    return Reading("DATE", value, None, tuple(dict.fromkeys(others)), anchor=UNRESOLVED)


def year_of(found: Found, at: Setting, name: str = "y", rel: str = "r") -> int | None:
    """The year that an expression tells, by its number or by "last year"."""
    if (year := found.value(name, "YEAR", "YY")) is not None:
        return int(year)
    if "a" in found:  # "that year"
        return at.named or (at.told.day.year if at.told else None)
    if rel in found and at.told:
        return _year_by_rel(found, at, at.told.day.year, rel)
    return None


def _year_by_rel(found: Found, at: Setting, year: int, rel: str) -> int:
    """Read "the following year" is counted from the year last named, "last year" from that of the telling."""
    base = at.named if found.word(rel) in AFTER_ANOTHER and at.named else year
    return reckon.year_on(base, rel_of(found, rel))


AFTER_ANOTHER = frozenset({"following", "ensuing", "preceding", "previous", "prior"})


def rel_of(found: Found, name: str) -> int:
    """-1 for "last", 0 for "this", 1 for "next"."""
    value = found.value(name, *_REL)
    return {"last": -1, "next": 1}.get(found.word(name), 0) if value is None else int(value)


@reads("iso")
def iso(found: Found, _: Setting) -> Reading | None:
    """Read "2020-09-03", "2020-09"."""
    parts = [int(p) for p in found.value("d", "ISO").split("-")]
    return _whole(parts)


def _whole(parts: Sequence[int]) -> Reading | None:
    if len(parts) == 2:  # noqa: PLR2004
        return dated(Days.month(*parts)) if parts[0] else None
    day = reckon.day_in(*parts)
    return dated(Days.day(day)) if day else None


@reads("iso_range")
def iso_range(found: Found, _: Setting) -> Reading | None:
    """Read "2020-09-03 to 2020-09-09"."""
    try:
        first, last = (date.fromisoformat(found.value(name, "ISO")) for name in "ab")
    except ValueError:
        return None
    return ranged([(first, last)]) if first <= last else None


@reads("numeric")
def numeric(found: Found, at: Setting) -> Reading | None:
    """Read "03.09.2020", day first; "09/03/2020", by the weekday if told, else the nearer to the telling, if told."""
    first, second, year = (int(p) for p in re.split("[./]", found.value("d", "DOTTED")))
    if year < _CENTURY:
        year += 2000 if year < 70 else _MODERN  # noqa: PLR2004
    dotted = "." in found.value("d", "DOTTED")
    both = [reckon.day_in(year, second, first), reckon.day_in(year, first, second)]
    days = list(dict.fromkeys(d for d in both if d))
    if (weekday := found.value("w", *_WEEKDAY)) is not None:
        days.sort(key=lambda d: d.weekday() != weekday)
    elif at.told and not dotted:
        days.sort(key=lambda d: abs((d - at.told.day).days) if at.told else 0)
    elif len(days) > 1 and not dotted:
        return undated(f"{year:04}-XX-XX")
    return dated(Days.day(days[0]), map(Days.day, days[1:])) if days else None


@reads("day_of_year")
def day_of_year(found: Found, at: Setting) -> Reading | None:
    """Read "Thursday, 3 September 2020", "September 3rd last year", "Sept. 3", "the third of September"."""
    month, day = found.value("m", *MONTH), found.value("d", "DAY", "ORDINAL")
    if (year := year_of(found, at)) is not None:
        told = reckon.day_in(year, month, day)
        return dated(Days.day(told), anchor=at.anchor if "r" in found else None) if told else None
    days = _days_untold(found, at, month, day)
    if "b" in found and at.told:
        told, back = at.told.day, rel_of(found, "b") < 0
        days = sorted((d for d in days if d != told and (d < told) == back), key=lambda d: abs((d - told).days))
    if not days:
        return undated(f"XXXX-{month:02}-{day:02}") if reckon.day_in(2000, month, day) else None
    return dated(Days.day(days[0]), map(Days.day, days[1:4]), at.anchor)


def _days_untold(found: Found, at: Setting, month: int, day: int) -> list[date]:
    """The days that may be meant where the year is not told; a weekday that is told may choose among them."""
    return _by_weekday(found, at, years_untold(at, month, day))


def _by_weekday(found: Found, at: Setting, days: list[date]) -> list[date]:
    weekday = found.value("w", *_WEEKDAY)
    if weekday is None or at.told is None or not days:
        return days
    return reckon.by_weekday(days, weekday, at.told.day, at.tense())


def years_untold(at: Setting, month: int, day: int) -> list[date]:
    """A day of a month in the likeliest years: that of the sentence, then by tense from the day of the telling."""
    if at.told is None:
        return []
    days = reckon.days_around(at.told.day, month, day, at.tense())
    year = at.year or at.past_year()
    if year and (named := reckon.day_in(year, month, day)):
        days = [named, *(d for d in days if d != named)]
    return days


@reads("nth_of_month")
def nth_of_month(found: Found, at: Setting) -> Reading | None:
    """Read "the 14th": of a month spoken of close before, else of this one or the one next to it, by tense.

    "The first of the month" is a day, too, and so is the last.
    """
    if "o" in found and at.told is not None:
        month = reckon.month_on(at.told.day.year, at.told.day.month, rel_of(found, "r"))
        day = 1 if found.word("o") == "first" else monthrange(*month)[1]
        return dated(Days.day(date(*month, day)), anchor=at.anchor)
    number = 1 if "o" in found else found.value("d", "ORDDAY", "DAY")
    if at.told is None:
        return undated(f"XXXX-XX-{number:02}")
    told, anchor = at.told.day, at.anchor
    if "s" in found:
        base = at.latest or at.told
        days, anchor = [reckon.day_in(base.day.year, base.day.month, number)], str(base)
    elif "r" in found:
        days = [reckon.day_in(*reckon.month_on(told.year, told.month, rel_of(found, "r")), number)]
    else:
        days = [reckon.day_in(*reckon.month_on(told.year, told.month, n), number) for n in (0, -1, 1)]
        back = max((d for d in days if d and d <= told), default=None)
        forth = min((d for d in days if d and d >= told), default=None)
        days = [*reckon.by_tense(back, forth, told, at.tense()), *days]
        if at.month and (near := reckon.day_in(at.month.day.year, at.month.day.month, number)) and near >= at.month.day:
            days, anchor = [near, *days], str(at.month)
    kept = _by_weekday(found, at, list(dict.fromkeys(d for d in days if d)))
    return dated(Days.day(kept[0]), map(Days.day, kept[1:]), anchor) if kept else None


@reads("nths_of_month")
def nths_of_month(found: Found, at: Setting) -> Reading | None:
    """Read "from the 18th to the 23rd": of the month that the first of them is of."""
    first, last = nth_of_month(found, at), found.value("e", "ORDDAY")
    if first is None or first.days is None:
        return undated(f"XXXX-XX-{found.value('d', 'ORDDAY'):02}/XXXX-XX-{last:02}")
    begins = [days.earliest_start for days in (first.days, *first.others)]
    ends = [reckon.day_in(day.year, day.month, last) for day in begins]
    ranges = [(a, b) for a, b in zip(begins, ends, strict=True) if b and a <= b]
    return ranged(ranges, first.anchor) if ranges else None


def ranged(ranges: Sequence[tuple[date, date]], anchor: str | None = None) -> Reading:
    """From one day to another; that each of its ends alone is meant is possible too."""
    first, last = ranges[0]
    ends = [Days.day(first), Days.day(last)]
    between = [Days.between(*r) for r in ranges]
    return dated(between[0], [*ends, *between[1:3]], anchor)


def _months(found: Found, *, over_its_end: bool) -> tuple[int, int]:
    """The months of two days; where one is told it is that of both, or of the day beside it: "from 30 to 2 July"."""
    m, n = found.value("m", *MONTH), found.value("n", *MONTH)
    if m and n:
        return m, n
    if not over_its_end:
        return m or n, m or n
    return (m, m % _YEAR + 1) if m else ((n - 2) % _YEAR + 1, n)


@reads("days")
def days(found: Found, at: Setting) -> Reading | None:
    """Read "3-5 September", "from March 30 to April 2, 2021", "September 3, 4 and 5"."""
    d, e = found.value("d", "DAY"), found.value("e", "DAY")
    m, n = _months(found, over_its_end=e < d)
    first_year, last_year = found.value("y", "YEAR"), year_of(found, at, "z")
    if last_year or first_year:
        last_year = last_year or first_year + ((n, e) < (m, d))
        first_year = first_year or last_year - ((n, e) < (m, d))
        first, last = reckon.day_in(first_year, m, d), reckon.day_in(last_year, n, e)
        return ranged([(first, last)]) if first and last and first <= last else None
    firsts = years_untold(at, m, d)
    later = [reckon.day_in(f.year + ((n, e) < (m, d)), n, e) for f in firsts]
    ranges = [(f, x) for f, x in zip(firsts, later, strict=True) if x and f <= x]
    if not ranges:
        return undated(f"XXXX-{m:02}-{d:02}/XXXX-{n:02}-{e:02}") if at.told is None else None
    return ranged(ranges, at.anchor)
