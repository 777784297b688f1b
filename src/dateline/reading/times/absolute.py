"""Dates by their names: days, months, seasons, quarters and years, with their year or without."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dateline.model.day import Days
from dateline.reading.times import reckon
from dateline.reading.times.grammar import Found
from dateline.reading.times.readers import reads
from dateline.reading.times.setting import UNRESOLVED, Reading, Setting
from dateline.reading.times.timex import value_of

_REL = ("THIS", "LAST", "NEXT")
_MONTH = ("MONTH", "SHORT_MONTH")
_WEEKDAY = ("WEEKDAY", "SHORT_WEEKDAY")
_LITERALS = {"'last'": -1, "'next'": 1}
_CENTURY = 100
_MODERN = 1900


def dated(days: Days, others: Iterable[Days] = (), anchor: str | None = None) -> Reading:
    """A DATE with its days."""
    return Reading("DATE", value_of(days), days, besides(days, others), anchor=anchor)


def besides(days: Days, others: Iterable[Days]) -> tuple[Days, ...]:
    """Other days, each as coded only once."""
    kept = {d.coded(): d for d in reversed([days, *others])}
    return tuple(dict.fromkeys(d for o in others if (d := kept[o.coded()]) is not days))


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
    """ "the following year" is counted from the year last named, "last year" from that of the telling."""
    base = at.named if found.word(rel) in _AFTER_ANOTHER and at.named else year
    return reckon.year_on(base, rel_of(found, rel))


_AFTER_ANOTHER = frozenset({"following", "ensuing", "preceding", "previous"})


def rel_of(found: Found, name: str) -> int:
    """-1 for "last", 0 for "this", 1 for "next"."""
    value = found.value(name, *_REL, *_LITERALS)
    return {"last": -1, "next": 1}.get(value, value) if isinstance(value, str) else int(value or 0)


@reads("iso")
def iso(found: Found, at: Setting) -> Reading | None:
    """ "2020-09-03", "2020-09"."""
    parts = [int(p) for p in found.value("d", "ISO").split("-")]
    return _whole(parts)


def _whole(parts: Sequence[int]) -> Reading | None:
    if len(parts) == 2:  # noqa: PLR2004
        return dated(Days.month(*parts)) if parts[0] else None
    day = reckon.day_in(*parts)
    return dated(Days.day(day)) if day else None


@reads("iso_range")
def iso_range(found: Found, at: Setting) -> Reading | None:
    """ "2020-09-03 to 2020-09-09"."""
    try:
        first, last = (date.fromisoformat(found.value(name, "ISO")) for name in "ab")
    except ValueError:
        return None
    return ranged([(first, last)]) if first <= last else None


@reads("numeric")
def numeric(found: Found, at: Setting) -> Reading | None:
    """ "03.09.2020" is day first; "09/03/2020" either way, by the weekday if told, else the nearer to the telling."""
    first, second, year = (int(p) for p in re.split("[./]", found.value("d", "DOTTED")))
    if year < _CENTURY:
        year += 2000 if year < 70 else _MODERN  # noqa: PLR2004
    dotted = "." in found.value("d", "DOTTED")
    both = [reckon.day_in(year, second, first), reckon.day_in(year, first, second)]
    days = [d for d in both if d]
    if (weekday := found.value("w", *_WEEKDAY)) is not None:
        days.sort(key=lambda d: d.weekday() != weekday)
    elif at.told and not dotted:
        days.sort(key=lambda d: abs((d - at.told.day).days) if at.told else 0)
    return dated(Days.day(days[0]), map(Days.day, days[1:])) if days else None


@reads("day_of_year")
def day_of_year(found: Found, at: Setting) -> Reading | None:
    """ "Thursday, 3 September 2020", "September 3rd last year", "Sept. 3"."""
    month, day = found.value("m", *_MONTH), found.value("d", "DAY")
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
    """The days that may be meant where the year is not told; a weekday that is told chooses among them."""
    days = years_untold(at, month, day)
    if (weekday := found.value("w", *_WEEKDAY)) is not None:
        days.sort(key=lambda d: d.weekday() != weekday)
    return days


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
    """ "the 14th": of this month or the one before or after it, by tense."""
    number = found.value("d", "ORDDAY", "DAY")
    if at.told is None:
        return undated(f"XXXX-XX-{number:02}")
    told = at.told.day
    if "r" in found:
        days = [reckon.day_in(*reckon.month_on(told.year, told.month, rel_of(found, "r")), number)]
    else:
        days = [reckon.day_in(*reckon.month_on(told.year, told.month, n), number) for n in (0, -1, 1)]
        back = max((d for d in days if d and d <= told), default=None)
        forth = min((d for d in days if d and d >= told), default=None)
        days = [*reckon.by_tense(back, forth, told, at.tense()), *days]
    kept = list(dict.fromkeys(d for d in days if d))
    if (weekday := found.value("w", *_WEEKDAY)) is not None:
        kept.sort(key=lambda d: d.weekday() != weekday)
    return dated(Days.day(kept[0]), map(Days.day, kept[1:]), at.anchor) if kept else None


def ranged(ranges: Sequence[tuple[date, date]], anchor: str | None = None) -> Reading:
    """From one day to another; that each of its ends alone is meant is possible too."""
    first, last = ranges[0]
    ends = [Days.day(first), Days.day(last)]
    between = [Days.between(*r) for r in ranges]
    return dated(between[0], [*ends, *between[1:3]], anchor)


@reads("days")
def days(found: Found, at: Setting) -> Reading | None:
    """ "3-5 September", "from March 30 to April 2, 2021", "September 3, 4 and 5"."""
    d, e = found.value("d", "DAY"), found.value("e", "DAY")
    m, n = found.value("m", *_MONTH), found.value("n", *_MONTH)
    m, n = m or n, n or m
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


@reads("stretch_of_month")
def stretch_of_month(found: Found, at: Setting) -> Reading | None:
    """ "the first week of October", "the last ten days of March", "the last three months of the year"."""
    if "u2" in found:
        return _months_of_year(found, at)
    months = months_meant(found, at)
    if not months:
        return undated("XXXX-XX")
    nth, count = found.value("n", "ORDINAL"), found.value("k", "CARDINAL", "NUMBER")
    unit = found.value("u", "DAYLONG")
    if unit not in ("day", "week", "weekend"):
        return None
    made = [s for y, m in months[:2] for s in _stretches(y, m, nth, count or 1, unit)]
    whole = [Days.month(y, m) for y, m in months[:2]]
    if count is None and found.word("u") in ("days", "week"):
        return dated(whole[0], [*made, *whole[1:]], _anchor_of(found, at))
    return dated(made[0], [*whole, *made[1:]], _anchor_of(found, at)) if made else None


def _months_of_year(found: Found, at: Setting) -> Reading | None:
    """ "the first six months of 2021"."""
    year = year_of(found, at) or (at.told.day.year if at.told else None)
    nth, count = found.value("n", "ORDINAL"), found.value("k", "CARDINAL", "NUMBER")
    if year is None:
        return undated("XXXX")
    if abs(nth) != 1 or not 1 <= count <= 12:  # noqa: PLR2004
        return None
    months = ((year, 1), (year, count)) if nth > 0 else ((year, 13 - count), (year, 12))
    return dated(Days.months(*months), [Days.year(year)], None if "y" in found else at.anchor)


def _stretches(year: int, month: int, nth: int, count: int, unit: str) -> list[Days]:
    """The days that "the nth (count) days or week" of a month may be."""
    whole = Days.month(year, month)
    first, last = whole.earliest_start, whole.latest_end
    size = {"day": 1, "week": 7, "weekend": 7}[unit] * count
    if nth < 0:
        begins, ends = reckon.shift(last, 1 - size), last
    else:
        begins = reckon.shift(first, (nth - 1) * size)
        ends = min(last, reckon.shift(begins, size - 1))
    if begins > ends or begins.month != month:
        return []
    if unit == "day":
        return [Days.between(begins, ends)]
    monday = reckon.monday_of(begins if nth > 0 else ends)
    if unit == "weekend":
        saturday = reckon.shift(reckon.monday_of(begins), 5)
        return [Days.between(saturday, reckon.shift(saturday, 1))]
    if nth > 0 and monday.month != month:
        later = reckon.shift(monday, 7)
        return [Days.week(monday), Days.week(later), Days.within(begins, ends)]
    return [Days.week(monday), Days.within(begins, ends), Days.week(reckon.shift(monday, -7))]


def months_meant(found: Found, at: Setting) -> list[tuple[int, int]]:
    """The months, as (year, month), that an expression may mean."""
    month = found.value("m", *_MONTH)
    if month is None:
        return [reckon.month_on(at.told.day.year, at.told.day.month, rel_of(found, "q"))] if at.told else []
    if (year := year_of(found, at)) is not None:
        return [(year, month)]
    if at.told is None or "r" in found:
        return []
    told = at.told.day
    if "q" in found:
        if found.word("q") in _AFTER_ANOTHER and at.latest:
            told = at.latest.day
        return [(y, month) for y in _years_by_rel(told, month, rel_of(found, "q"))]
    years = reckon.months_around(told, month, at.tense())
    if year := at.year or at.past_year():
        years = [year, *(y for y in years if y != year)]
    return [(year, month) for year in years]


def _years_by_rel(told: date, month: int, rel: int) -> list[int]:
    """The years of "last December", "next March", "this June"."""
    if rel < 0:
        year = told.year - (month >= told.month)
        return [year, reckon.year_on(year, -1)] if month < told.month else [year]
    if rel > 0:
        year = told.year + (month <= told.month)
        return [year, reckon.year_on(year, 1)]
    return [told.year, *reckon.months_around(told, month, Tense.UNTOLD)]


def _anchor_of(found: Found, at: Setting) -> str | None:
    """The day of the telling, unless the year stands there."""
    return None if "y" in found else at.anchor


@reads("month")
def month(found: Found, at: Setting) -> Reading | None:
    """ "late August 2021", "last December", "in June"."""
    if not {"y", "r", "q", "part"} & found.named.keys() and _is_a_name(found):
        return None
    months = months_meant(found, at)
    if not months:
        return undated(f"XXXX-{found.value('m', *_MONTH):02}")
    return dated(Days.month(*months[0]), [Days.month(*m) for m in months[1:3]], _anchor_of(found, at))


_NAMING = frozenset({"theresa", "mr", "mrs", "ms", "dr", "pm", "minister", "operation", "exercise", "joao", "black", "ex", "&"})
_BEFORE_MONTH = frozenset(
    "in of since by from until till to through throughout during before after for between around early late mid and this last next"
    " - – each every ( , or next previous following on about".split()
)
_NAME_LIKE = frozenset({"may", "march", "april", "june", "august", "mar", "jan", "dec"})


def _is_a_name(found: Found) -> bool:
    """Whether a month's name standing alone names a person or is another word."""
    before = found.before()
    if before in _NAMING:
        return True
    if before in _BEFORE_MONTH and not (before in "-–(," and found.word("m") in _NAME_LIKE):
        return False
    if found.word("m") in _NAME_LIKE:
        return True
    return bool(before) and found.first > 0 and found.tokens.is_capital(found.first - 1) and before.isalpha()


@reads("months")
def months(found: Found, at: Setting) -> Reading | None:
    """ "from March to May", "June-August 2021"."""
    m, n = found.value("m", *_MONTH), found.value("n", *_MONTH)
    first, last = found.value("y", "YEAR"), found.value("z", "YEAR")
    if last:
        first = first or last - (m > n)
        return dated(Days.through_months((first, m), (last, n)), _ends(first, m, last, n)) if (first, m) <= (last, n) else None
    if _is_a_name(found) and found.word("m") in _NAME_LIKE:
        return None
    if at.told is None:
        return undated(f"XXXX-{m:02}/XXXX-{n:02}")
    years = [at.year] if at.year else reckon.months_around(at.told.day, m, at.tense())
    made = [Days.through_months((y, m), (y + (n < m), n)) for y in years[:2] if y + 1 <= 9999]  # noqa: PLR2004
    return dated(made[0], [*_ends(years[0], m, years[0] + (n < m), n), *made[1:]], at.anchor) if made else None


def _ends(y: int, m: int, z: int, n: int) -> list[Days]:
    return [Days.month(y, m), Days.month(z, n)]


@reads("season")
def season(found: Found, at: Setting) -> Reading | None:
    """ "spring 2021", "last winter", "in the autumn": the year of a winter is that of its December."""
    first = found.value("s", "SEASON")
    if found.word("s") == "fall" and not {"y", "r", "q"} & found.named.keys() and found.before() not in ("in", "this"):
        return None
    if (year := year_of(found, at)) is not None:
        made = [Days.season(year, first)]
        if first == 12:  # noqa: PLR2004
            made.append(Days.season(year - 1, first)) if year > 1 else None
        return dated(made[0], made[1:], _anchor_of(found, at))
    if at.told is None:
        return undated("XXXX-" + {3: "SP", 6: "SU", 9: "FA", 12: "WI"}[first])
    years = _season_years(found, at, at.told.day, first)
    made = [Days.season(y, first) for y in years[:3] if 1 < y < 9999]  # noqa: PLR2004
    return dated(made[0], made[1:], at.anchor) if made else None


def _season_years(found: Found, at: Setting, told: date, first: int) -> list[int]:
    """The years of a season without one: "this" is the nearest, others by word or tense."""
    years = range(told.year - 2, told.year + 3)
    spans = {y: Days.season(y, first) for y in years if 1 < y < 9999}  # noqa: PLR2004
    now = [y for y, d in spans.items() if d.holds(told)]
    back = [y for y, d in reversed(spans.items()) if d.latest_end < told]
    forth = [y for y, d in spans.items() if d.earliest_start > told]
    rel = rel_of(found, "q") if "q" in found else None
    if rel == -1:
        return [*back, *now]
    if rel == 1:
        return [*forth, *now]
    tense = at.tense()
    return [*now, *forth, *back] if tense is not Tense.PAST and rel != -1 else [*now, *back[:1], *forth, *back[1:]]


Tense = reckon.Tense
HALF_YEAR = timedelta(days=183)
