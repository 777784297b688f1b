"""How long, how often, at which hour, and words that only point to now or then."""

from dateline.model.day import Days
from dateline.reading.times import reckon
from dateline.reading.times.absolute import MONTH
from dateline.reading.times.amounts import Amount, amount
from dateline.reading.times.grammar import Found
from dateline.reading.times.readers import reads
from dateline.reading.times.setting import UNRESOLVED, Anchor, Reading, Setting
from dateline.reading.times.timex import SEASONS_OF_NO_YEAR, days_in, duration

_NOON, _HOUR, _WEEK = 12, 60, 7


@reads("clock")
def clock(found: Found, at: Setting) -> Reading | None:
    """Read "10:30 GMT", "9 p.m.", "noon": an hour of the day last spoken of."""
    hour = _hour(found)
    if hour is None:
        return None
    base = _day_told(found, at) or at.focus or at.told
    day = base.day.isoformat() if base else "XXXX-XX-XX"
    days = Days.day(base.day) if base and {"t", "w"} & found.named.keys() else None
    beside = [Days.day(reckon.shift(base.day, n)) for n in (_WEEK, -_WEEK)] if base and "w" in found else ()
    return Reading("TIME", f"{day}{hour}", days, tuple(beside), anchor=str(base) if base else UNRESOLVED)


def _day_told(found: Found, at: Setting) -> Anchor | None:
    """The day that stands beside the hour: "16:00 GMT today", "10:30 on Tuesday"."""
    if at.told is None:
        return None
    if "t" in found:
        return Anchor(reckon.shift(at.told.day, found.value("t", "TODAY")), at.told.why)
    if "w" in found:
        return Anchor(reckon.weekday_around(at.told.day, found.value("w", "WEEKDAY"), at.tense()), at.told.why)
    return None


def _hour(found: Found) -> str | None:
    if (noon := found.value("h", "NOON")) is not None:
        return str(noon)
    afternoon = found.value("x", "MERIDIEM") == "p" or "x2" in found
    if (told := found.value("h", "CLOCK")) is not None:
        hour, _, rest = told[1:].partition(":")
        return f"T{_of_day(int(hour), afternoon=afternoon):02}:{rest}"
    if (dotted := found.value("h", "BIG")) is not None:
        return _of_dotted(dotted, afternoon=afternoon)
    if {"x", "x2", "o"} & found.named.keys():
        number = found.value("h", "NUMBER", "CARDINAL")
        return f"T{_of_day(number, afternoon=afternoon):02}:00" if 1 <= number <= _NOON else None
    hhmm: str | None = found.value("h", "HHMM")
    return hhmm


def _of_dotted(told: str, *, afternoon: bool) -> str | None:
    """An hour as the British write it: "2.30pm"."""
    hour, _, minutes = told.partition(".")
    if len(minutes) != len("30") or not hour.isdigit() or not 1 <= int(hour) <= _NOON or int(minutes) >= _HOUR:
        return None
    return f"T{_of_day(int(hour), afternoon=afternoon):02}:{minutes}"


def _of_day(hour: int, *, afternoon: bool) -> int:
    return hour % _NOON + _NOON if afternoon and hour <= _NOON else hour


@reads("often")
def often(found: Found, _: Setting) -> Reading | None:
    """Read "every year", "twice a month", "annually", "on Saturday mornings"."""
    if "o" in found:
        return None if _is_a_title(found) else Reading("SET", found.value("o", "OFTEN"))
    if (value := _each(found)) is not None:
        return Reading("SET", value)
    return Reading("SET", duration(_nth(found), found.value("u", "UNIT")))


def _is_a_title(found: Found) -> bool:
    """Whether the word is of a name: "The Daily Courier"."""
    tokens, last = found.tokens, found.last
    return tokens.is_capital(found.first) and last < len(tokens.words) and tokens.is_capital(last)


def _each(found: Found) -> str | None:
    """The value of days, months, seasons or parts of a day that come back; None if it is a unit."""
    part = found.value("u", "PART", "PARTS") or found.value("part", "PARTS")
    weekday = found.value("w", "WEEKDAY", "WEEKDAYS")
    if weekday is not None or part:
        day = "XXXX-XX-XX" if weekday is None else f"XXXX-WXX-{weekday + 1}"
        return f"{day}T{part}" if part else day
    if "we" in found:
        return "XXXX-WXX-WE"
    if (month := found.value("u", *MONTH)) is not None:
        return f"XXXX-{month:02}"
    return SEASONS_OF_NO_YEAR.get(found.value("u", "SEASON"))


def _nth(found: Found) -> Amount | None:
    """How many units lie between one time and the next: "every three years", "every other day"; 1 if not told."""
    if found.word("k") == "other":
        return 2
    told = found.value("k", "ORDINAL") or amount(found)
    return told if told or found.has("SOME") else 1


@reads("lasting")
def lasting(found: Found, _: Setting) -> Reading | None:
    """Read "four-day", "for two weeks", "a month-long", "several days", "a year and a half"."""
    if "l" in found:
        return _for(1, found.value("l", "LONG"))
    unit = found.value("u", "UNIT", "DAYLONG")
    many = found.word("u").endswith("s")
    if not many and not found.has("DASH") and (found.word("u") in _AMBIGUOUS or found.has("SOME")):
        return None
    if (told := amount(found)) or found.has("SOME") or many:
        return _for(told, unit)
    return _for(1, unit)


_AMBIGUOUS = frozenset({"second", "quarter"})  # an order and a share as well


def _for(count: Amount | None, unit: str) -> Reading:
    return Reading("DURATION", duration(count, unit), length=days_in(count, unit))


@reads("vague")
def vague(found: Found, _: Setting) -> Reading | None:
    """Read "currently", "recently", "soon"."""
    for name, value in (("f", "FUTURE_REF"), ("p", "PAST_REF"), ("n", "PRESENT_REF")):
        if name in found:
            return Reading("DATE", value, anchor="vague")
    values = found.tokens.values[found.named["v"][0]]
    value = next((n for n in ("PRESENT_REF", "PAST_REF", "FUTURE_REF") if n in values), "FUTURE_REF")
    return Reading("DATE", value, anchor="vague")
