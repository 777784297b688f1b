"""How long, how often, at which hour, and words that only point to now or then."""

from dateline.model.day import Days
from dateline.reading.times import reckon
from dateline.reading.times.grammar import Found
from dateline.reading.times.readers import reads
from dateline.reading.times.setting import UNRESOLVED, Anchor, Reading, Setting
from dateline.reading.times.timex import days_in, duration

_NOON = 12


@reads("clock")
def clock(found: Found, at: Setting) -> Reading | None:
    """Read "10:30 GMT", "9 p.m.", "noon": an hour of the day last spoken of."""
    hour = _hour(found)
    if hour is None:
        return None
    base = _day_told(found, at) or at.focus or at.told
    day = base.day.isoformat() if base else "XXXX-XX-XX"
    days = Days.day(base.day) if base and {"t", "w"} & found.named.keys() else None
    return Reading("TIME", f"{day}{hour}", days, anchor=str(base) if base else UNRESOLVED)


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
    number = found.value("h", "NUMBER")
    if "x" in found or "x2" in found or (found.last - found.first > 1 and number is not None and number <= _NOON):
        return f"T{_of_day(number, afternoon=afternoon):02}:00" if 1 <= number <= _NOON else None
    hhmm: str | None = found.value("h", "HHMM")
    return hhmm


def _of_day(hour: int, *, afternoon: bool) -> int:
    return hour % _NOON + _NOON if afternoon and hour <= _NOON else hour


@reads("often")
def often(found: Found, _: Setting) -> Reading | None:
    """Read "every year", "twice a month", "annually"."""
    if "o" in found:
        return Reading("SET", found.value("o", "OFTEN"))
    unit = found.value("u", "UNIT")
    if unit is None:
        weekday = found.value("u", "WEEKDAY")
        return Reading("SET", "P1Y" if weekday is None else f"XXXX-WXX-{weekday + 1}")
    count = found.value("k", "CARDINAL", "NUMBER", "ORDINAL")
    if found.word("k") == "other":
        count = 2
    return Reading("SET", duration(count or 1, unit))


@reads("lasting")
def lasting(found: Found, _: Setting) -> Reading | None:
    """Read "four-day", "for two weeks", "a month-long", "several days"."""
    if "l" in found:
        return _for(1, found.value("l", "LONG"))
    unit, words = found.value("u", "UNIT", "DAYLONG"), found.words()
    if "half" in words or (found.word("u") in _AMBIGUOUS and not found.has("DASH")):
        return None
    if found.has("SOME"):
        return _for(found.value("k", "CARDINAL") or None, unit)
    if "k" in found:
        return _for(found.value("k", "CARDINAL", "NUMBER") or None, unit)
    return _for(1 if {"a", "an"} & set(words) or words[-1] == "long" else None, unit)


_AMBIGUOUS = frozenset({"second", "quarter"})  # an order and a share as well


def _for(count: int | None, unit: str) -> Reading:
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
