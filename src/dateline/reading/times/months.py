"""Months and seasons, stretches of them, and from one to another."""

from datetime import date

from dateline.model.day import Days
from dateline.reading.times import reckon
from dateline.reading.times.absolute import AFTER_ANOTHER, MONTH, dated, rel_of, undated, year_of
from dateline.reading.times.grammar import Found
from dateline.reading.times.readers import reads
from dateline.reading.times.reckon import Tense
from dateline.reading.times.setting import Reading, Setting
from dateline.reading.times.timex import SEASONS_OF_NO_YEAR

_DECEMBER = 12


@reads("stretch_of_month")
def stretch_of_month(found: Found, at: Setting) -> Reading | None:
    """Read "the first week of October", "the last ten days of March", "the last three months of the year"."""
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
    """Read "the first six months of 2021"."""
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
    month = found.value("m", *MONTH)
    if month is None:
        return [reckon.month_on(at.told.day.year, at.told.day.month, rel_of(found, "q"))] if at.told else []
    if (year := year_of(found, at)) is not None:
        return [(year, month)]
    if at.told is None or "r" in found:
        return []
    told = at.told.day
    if "q" in found:
        if found.word("q") in AFTER_ANOTHER and at.latest:
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
    """Read "late August 2021", "last December", "in June"."""
    if not {"y", "r", "q", "part"} & found.named.keys() and _is_a_name(found):
        return None
    months = months_meant(found, at)
    if not months:
        return undated(f"XXXX-{found.value('m', *MONTH):02}")
    return dated(Days.month(*months[0]), [Days.month(*m) for m in months[1:3]], _anchor_of(found, at))


def _is_a_name(found: Found) -> bool:
    """Whether a month's name standing alone names a person, or an operation, or is another word."""
    tokens, first = found.tokens, found.first
    if first == 0:
        return _may_name(found)
    before = tokens.values[first - 1]
    if "NAMED" in before:
        return True
    if "BEFORE_MONTH" in before:
        return "BREAK" in before and _may_name(found)
    return _may_name(found) or (tokens.is_capital(first - 1) and tokens.words[first - 1].isalpha())


def _may_name(found: Found) -> bool:
    """Whether a month's name is another word, or a person's: May, March, April."""
    return "NAME_LIKE" in found.tokens.values[found.first]


@reads("months")
def months(found: Found, at: Setting) -> Reading | None:
    """Read "from March to May", "June-August 2021"."""
    m, n = found.value("m", *MONTH), found.value("n", *MONTH)
    first, last = found.value("y", "YEAR"), found.value("z", "YEAR")
    if last:
        first = first or last - (m > n)
        if (first, m) > (last, n):
            return None
        return dated(Days.through_months((first, m), (last, n)), _ends(first, m, last, n))
    if _may_name(found) and _is_a_name(found):
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
    """Read "spring 2021", "last winter", "in the autumn": the year of a winter is that of its December."""
    first = found.value("s", "SEASON")
    if found.word("s") == "fall" and not {"y", "r", "q"} & found.named.keys() and found.before() not in ("in", "this"):
        return None
    if (year := year_of(found, at)) is not None:
        before = [Days.season(year - 1, first)] if first == _DECEMBER and year > 1 else []
        return dated(Days.season(year, first), before, _anchor_of(found, at))
    if at.told is None:
        return undated(SEASONS_OF_NO_YEAR[first])
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
    return [*now, *back[:1], *forth, *back[1:]] if tense is Tense.PAST else [*now, *forth, *back]


@reads("turn_of_year")
def turn_of_year(found: Found, at: Setting) -> Reading | None:
    """Read "the turn of the year": December and January, of the one that is nearest by the tense."""
    if (year := found.value("y", "YEAR")) is not None:
        return dated(Days.months((year - 1, 12), (year, 1)))
    if at.told is None:
        return undated("XXXX-12/XXXX-01")
    this = at.told.day.year
    turns = [this - 1, this] if at.tense() is Tense.PAST else [this, this - 1]
    first, other = (Days.months((turn, 12), (turn + 1, 1)) for turn in turns)
    return dated(first, [other], at.anchor)
