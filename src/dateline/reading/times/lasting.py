"""How long, how often, at which hour, and words that only point to now or then."""

from dateline.reading.times.grammar import Found
from dateline.reading.times.readers import reads
from dateline.reading.times.setting import Reading, Setting
from dateline.reading.times.timex import days_in, duration

_NOON = 12


@reads("clock")
def clock(found: Found, at: Setting) -> Reading | None:
    """ "10:30 GMT", "9 p.m.", "noon": an hour of the day last spoken of."""
    hour = _hour(found)
    if hour is None:
        return None
    base = at.focus or at.told
    day = base.day.isoformat() if base else "XXXX-XX-XX"
    return Reading("TIME", f"{day}{hour}", anchor=str(base) if base else "unresolved")


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
    return found.value("h", "HHMM")


def _of_day(hour: int, *, afternoon: bool) -> int:
    return hour % _NOON + _NOON if afternoon and hour <= _NOON else hour


_LETTER = {"day": "D", "week": "W", "month": "M", "year": "Y"}


@reads("often")
def often(found: Found, at: Setting) -> Reading | None:
    """ "every year", "twice a month", "annually"."""
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
def lasting(found: Found, at: Setting) -> Reading | None:
    """ "four-day", "for two weeks", "a month-long", "several days"."""
    if "l" in found:
        return _for(1, found.value("l", "LONG"))
    unit = found.value("u", "UNIT", "DAYLONG")
    count = found.value("k", "CARDINAL", "NUMBER")
    if "k" not in found:
        words = found.words()
        if words[0].endswith("s"):
            return Reading("DURATION", duration(None, unit))
        count = 1 if words[0] in ("a", "an") or words[-1] == "long" or found.word("u") == words[0] else None
    if found.word("k") in ("half",):
        return None
    if unit == "second" and "k" in found and found.word("u") == "second":
        return None
    return _for(count or None, unit)


def _for(count: int | None, unit: str) -> Reading:
    return Reading("DURATION", duration(count, unit), length=days_in(count, unit))


@reads("vague")
def vague(found: Found, at: Setting) -> Reading | None:
    """ "currently", "recently", "soon"."""
    word = found.word("v")
    names = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")
    values = found.tokens.values[found.named["v"][0]]
    value = next((n for n in names if n in values), "FUTURE_REF" if word == "future" else "PRESENT_REF")
    return Reading("DATE", value, anchor="vague")
