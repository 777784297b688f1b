"""Quarters, halves, years, decades, fiscal years, and parts of them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from dateline.model.day import Days
from dateline.reading.times import reckon
from dateline.reading.times.absolute import dated, rel_of, undated, year_of
from dateline.reading.times.grammar import Found
from dateline.reading.times.months import months_meant
from dateline.reading.times.readers import reads
from dateline.reading.times.setting import Reading, Setting
from dateline.reading.times.timex import value_of, weekend_of

_REL = ("THIS", "LAST", "NEXT")
_PARTS = {"START": (1, 2), "MID": (6, 7), "END": (11, 12)}
_OTHER_WORDS = {"semester": "half", "trimester": "quarter"}
_QUARTERS, _HALVES = 4, 2
_LAST_YEAR = 9999
_APRIL = 4
_CENTURY = 100
_SATURDAY, _SUNDAY = 5, 6
_BARE_FROM = 1800  # years before it need a preposition


@reads("period")
def period(found: Found, at: Setting) -> Reading | None:
    """Read "Q3", "the second half of 2021", "the first quarter of next year", "the second half of March"."""
    if "m" in found:
        months = months_meant(found, at)
        return dated(Days.month(*months[0]), [Days.month(*m) for m in months[1:3]], at.anchor) if months else None
    if "p" in found:
        letter, number = found.value("p", "PERIOD")
        unit = "quarter" if letter == "Q" else "half"
    else:
        number, unit = found.value("n", "ORDINAL", "NTH"), _OTHER_WORDS.get(found.word("u"), found.word("u"))
    if number is None:
        return unit_around(at, "quarter", rel_of(found, "n"))
    size = _HALVES if unit == "half" else _QUARTERS
    number = size if number < 0 else number
    if number > size or (unit == "half" and letter_only(found)):
        return None
    year = year_of(found, at)
    if "f" in found:
        year = _fiscal_year(found.value("f", "FISCAL")[-1])
    if year is None and at.told is None:
        return undated(f"XXXX-{unit[0].upper()}{number}")
    make = Days.half if unit == "half" else Days.quarter
    years = [year] if year is not None else _years_of_period(at, number, size, told=found.word("s") != "")
    made = [make(y, number) for y in years if 1 <= y <= _LAST_YEAR]
    return dated(made[0], made[1:], None if "y" in found else at.anchor) if made else None


def letter_only(found: Found) -> bool:
    """Whether "H2" stands alone, which may be many things."""
    return found.last - found.first == 1 and "p" in found


def _years_of_period(at: Setting, number: int, size: int, *, told: bool) -> list[int]:
    """The years of a quarter or a half without one: that of the telling, else the next or last by tense."""
    if at.told is None:
        return []
    day = at.told.day
    now = (day.month - 1) * size // 12 + 1
    if told or now == number or (number > now) == (at.tense() is reckon.Tense.FUTURE):
        return [day.year, day.year - 1 if number >= now else day.year + 1]
    other = day.year + (1 if number < now else -1) if at.tense() is not reckon.Tense.UNTOLD else day.year
    return [other, day.year] if other != day.year else [day.year, day.year + 1]


def _fiscal_year(number: int) -> int:
    return 2000 + number if number < _CENTURY else number


@reads("fiscal")
def fiscal(found: Found, at: Setting) -> Reading | None:
    """Read "FY2024", "fiscal 2023-24", "the last financial year": by the country that the article speaks of."""
    told = found.value("f", "FISCAL")
    if told is None:
        told = [y for y in (found.value("y", "YEAR", "YY"), found.value("z", "YEAR", "YY")) if y is not None]
    if told:
        last = _fiscal_year(told[-1])
    elif at.told:
        last = _fiscal_year_of(at) + rel_of(found, "r")
    else:
        return undated("FYXXXX")
    if not _BARE_FROM < last < _LAST_YEAR:
        return None
    start = at.fiscal()
    first = last - 1 if len(told) > 1 else last + start.years
    month = _APRIL if start.month == 1 and len(told) > 1 else start.month
    days = Days.year(last) if month == 1 else _twelve_months(first, month)
    others = [_twelve_months(y, m) for y, m in ((last - 1, 10), (last - 1, 4), (last, 4), (last - 1, 7))]
    rest = tuple(d for d in dict.fromkeys([Days.year(last), *others]) if d != days)
    return Reading("DATE", f"FY{last:04}", days, rest, anchor=None if told else at.anchor)


def _fiscal_year_of(at: Setting) -> int:
    """The name of the fiscal year in which the day of the telling lies."""
    if at.told is None:
        return 0
    day, start = at.told.day, at.fiscal()
    began = day.year if day.month >= start.month else day.year - 1
    return began - start.years


def _twelve_months(year: int, month: int) -> Days:
    return Days.months((year, month), reckon.month_on(year, month, 11))


@reads("years")
def years(found: Found, _: Setting) -> Reading | None:
    """Read "from 2015 to 2019", "2019-20"."""
    first = found.value("y", "YEAR")
    last = found.value("z", "YEAR", "YY")
    if last < _CENTURY:
        last += first // _CENTURY * _CENTURY
    if not first < last <= _LAST_YEAR or last - first > 2 * _CENTURY:
        return None
    return dated(Days.through_years(first, last), [Days.year(first), Days.year(last)])


def _may_be_a_year(found: Found, at: Setting, number: int) -> bool:
    """Whether a bare number of four digits is a year: old ones need a preposition, far ones must not end a name."""
    tokens, before = found.tokens, found.tokens.values[found.first - 1] if found.first else {}
    if number < _BARE_FROM:
        counted = found.after().isalpha() and "CLOSE" not in tokens.values[found.last]
        return "BEFORE_YEAR" in before and not counted
    named = bool(found.first) and "BEFORE_YEAR" not in before and tokens.is_capital(found.first - 1)
    return not (named and at.told is not None and number > at.told.day.year + _AHEAD)


_DOCUMENT = re.compile(r"[\w/.]*\d{3,5} \((?:19|20)$")


def _is_of_a_document(found: Found) -> bool:
    """Whether a year in brackets belongs to the number before it: "resolution 1701 (2006)"."""
    tokens = found.tokens
    stands = tokens.starts[found.first]
    return bool(_DOCUMENT.search(tokens.text, max(0, stands - _CODE), stands + 2))


_CODE = 24  # characters of a document's number
_AHEAD = 2  # years: a number after a name that is later than that is of the name ("Vision 2030")


@reads("year")
def year(found: Found, at: Setting) -> Reading | None:
    """Read "in 2019", "early 2021", "the end of 2020"."""
    number = found.value("y", "YEAR")
    if "part" not in found:
        if found.words()[0] != "the" and not _may_be_a_year(found, at, number):
            return None
        if _is_of_a_document(found):
            return None
        return dated(Days.year(number))
    return parted_year(number, part_of(found, "part"), None, at_the_end=bool(_ENDS & set(found.words())))


def part_of(found: Found, name: str) -> str:
    """START, MID or END as the first such word of a named part tells; empty if none does."""
    first, last = found.named[name]
    values = (found.tokens.values[i].get("EARLY") for i in range(first, last))
    return next((v for v in values if v), "")


def parted_year(number: int, part: str, anchor: str | None, *, at_the_end: bool) -> Reading:
    """A part of a year: its end is its last two months; "early", "mid-" and "late" leave it the year."""
    window = {
        "START": [
            Days.months((number, 1), (number, 2)),
            Days.quarter(number, 1),
            Days.months((number, 1), (number, 4)),
        ],
        "MID": [Days.months((number, 6), (number, 7)), Days.months((number, 5), (number, 8)), Days.month(number, 6)],
        "END": [Days.months((number, 11), (number, 12)), Days.quarter(number, 4), Days.month(number, 12)],
    }.get(part, [])
    others = [Days.year(number), *window, Days.month(number, 1 if part == "START" else 12)]
    reading = dated(window[0] if at_the_end else Days.year(number), others, anchor)
    return replace(reading, value=f"{number:04}")


_ENDS = frozenset({"end", "close"})


@reads("part_of_unit")
def part_of_unit(found: Found, at: Setting) -> Reading | None:
    """Read "the end of the year", "early next week", "later this month"."""
    if at.told is None:
        return undated("XXXX")
    unit = found.value("u", "UNIT")
    rel = rel_of(found, "q") if "q" in found else 0
    part = found.value("a", "EARLY")
    if unit == "year" and found.word("a") not in ("later", "earlier"):
        year = reckon.year_on(at.told.day.year, rel)
        return parted_year(year, part, at.anchor, at_the_end=bool(_ENDS & set(found.words())))
    return unit_around(at, unit, rel)


def unit_around(at: Setting, unit: str, rel: int) -> Reading | None:
    """This, last or next week, month, year …, and the ones beside it."""
    if at.told is None:
        return undated({"week": "XXXX-WXX", "month": "XXXX-XX", "day": "XXXX-XX-XX"}.get(unit, "XXXX"))
    counts = (rel, *_besides(rel))
    sunday = unit == "week" and rel == 0 and at.told.day.weekday() == _SUNDAY
    if sunday and at.tense() is reckon.Tense.FUTURE:
        counts = (1, 0)
    if unit == "weekend" and rel == 0 and at.told.day.weekday() < _SATURDAY and at.tense() is reckon.Tense.PAST:
        counts = (-1, 0)  # "this weekend" of what has been
    made = [days for n in counts if (days := unit_on(at.told.day, unit, n))]
    if not made:
        return None
    reading = dated(made[0], made[1:], at.anchor)
    return replace(reading, value=weekend_of(made[0].earliest_start)) if unit == "weekend" else reading


def _besides(rel: int) -> tuple[int, ...]:
    return (1, -1) if rel == 0 else (0,)


def unit_on(day: date, unit: str, count: int) -> Days | None:
    """The week, month, year … so many later than that of a day."""
    make = _UNITS.get(unit)
    return make(day, count) if make else None


def _weekend(day: date, count: int) -> Days:
    saturday = reckon.shift(reckon.monday_of(day), 5 + 7 * count)
    return Days.between(saturday, reckon.shift(saturday, 1))


def _quarter(day: date, count: int) -> Days:
    year, month = reckon.month_on(day.year, (day.month - 1) // 3 * 3 + 1, 3 * count)
    return Days.quarter(year, (month + 2) // 3)


def _years(size: int) -> Callable[[date, int], Days]:
    """Decades, centuries."""

    def make(day: date, count: int) -> Days:
        first = (day.year // size + count) * size
        return Days.years(first, first + size - 1)

    return make


_UNITS: Mapping[str, Callable[[date, int], Days]] = {
    "day": lambda day, count: Days.day(reckon.shift(day, count)),
    "week": lambda day, count: Days.week(reckon.shift(day, 7 * count)),
    "weekend": _weekend,
    "month": lambda day, count: Days.month(*reckon.month_on(day.year, day.month, count)),
    "quarter": _quarter,
    "year": lambda day, count: Days.year(reckon.year_on(day.year, count)),
    "decade": _years(10),
    "century": _years(100),
}


@reads("decade")
def decade(found: Found, _: Setting) -> Reading | None:
    """Read "the 1990s", "the late eighties", "the 19th century"."""
    century = found.value("c", "NTH", "ORDINAL")
    if century is not None:
        if not 1 < century < _CENTURY:
            return None
        first = (century - 1) * _CENTURY
        return dated(Days.years(first, first + _CENTURY - 1))
    number = found.value("d", "DECADE") if "d" in found else found.value("t", "TEN_YEARS")
    if number < _CENTURY:
        marked = {"the", "'", "’", "‘"} & set(found.words())
        if "d" in found and not marked and not _follows_a_decade(found):
            return None
        number += 1900
    days = Days.years(number, number + (9 if number % _CENTURY or number >= 1900 else 99))  # noqa: PLR2004
    return Reading("DATE", value_of(days), days)


def _follows_a_decade(found: Found) -> bool:
    """Whether it is the second of "the 70s and 80s"."""
    tokens, first = found.tokens, found.first
    return first > 1 and tokens.words[first - 1] in ("and", "or", "to") and "DECADE" in tokens.values[first - 2]
