"""Weekdays, "today", "yesterday": days counted from the day of the telling."""

from datetime import date

from dateline.model.day import Days
from dateline.reading.times import reckon
from dateline.reading.times.absolute import MONTH, dated, day_of_year, ranged, rel_of, undated, years_untold
from dateline.reading.times.grammar import Found
from dateline.reading.times.readers import reads
from dateline.reading.times.reckon import Tense
from dateline.reading.times.setting import Anchor, Reading, Setting

_WEEK = 7
_LATELY = 3  # days: "earlier in the day" is of the day spoken of, if that has just been


def on_part(reading: Reading, part: str | None) -> Reading:
    """A day with the part of it that is told: a TIME."""
    if not part or reading.type != "DATE" or (reading.days and not reading.days.is_one_day):
        return reading
    return Reading("TIME", f"{reading.value}T{part}", reading.days, reading.others, anchor=reading.anchor)


@reads("part_of_date")
def part_of_date(found: Found, at: Setting) -> Reading | None:
    """Read "the night of 3 September", "the early morning of June 24, 2019"."""
    reading = day_of_year(found, at)
    return on_part(reading, found.value("part", "PART")) if reading else None


@reads("weekday")
def weekday(found: Found, at: Setting) -> Reading | None:
    """Read "Thursday", "late Wednesday", "next Monday", "Friday of last week", "Saturday night"."""
    number, part = found.value("w", "WEEKDAY"), found.value("part", "PART")
    if at.told is None:
        return on_part(undated(f"XXXX-WXX-{number + 1}"), part)
    days = _weekdays(found, at, at.told.day, number)
    if not {"a", "k", "q"} & set(found.named) and (reading := _within(at, at.told.day, number, days)):
        return on_part(reading, part)
    return on_part(dated(Days.day(days[0]), map(Days.day, days[1:]), at.anchor), part)


def _within(at: Setting, told: date, number: int, days: list[date]) -> Reading | None:
    """Read "last week … on Saturday": the Saturday of that week; of a month that has many, the month."""
    period = at.within.days if at.within else None
    if at.within is None or period is None:
        return None
    first, last = period.earliest_start, period.latest_end
    if first <= told <= last or days[0] in (inside := _named_in(first, last, number)):
        return None
    if at.tense() is (Tense.FUTURE if last < told else Tense.PAST):
        return None
    every, anchor = [Days.day(day) for day in (*inside, *days)], str(Anchor(first, at.within.words))
    return dated(every[0], every[1:], anchor) if len(inside) == 1 else dated(period, every, anchor)


def _named_in(first: date, last: date, number: int) -> list[date]:
    """The days of a week or month that have the name of a weekday."""
    ahead = (number - first.weekday()) % _WEEK
    return [reckon.shift(first, n) for n in range(ahead, (last - first).days + 1, _WEEK)]


def _weekdays(found: Found, at: Setting, told: date, number: int) -> list[date]:
    """The days that a weekday may be, the likeliest first."""
    monday = reckon.monday_of(told)
    if "a" in found:  # "Friday week"
        first = reckon.shift(reckon.weekday_around(told, number, Tense.FUTURE), _WEEK)
    elif "k" in found:
        first = reckon.shift(monday, _WEEK * rel_of(found, "k") + number)
    elif "q" in found:
        first = _with_rel(told, number, rel_of(found, "q"))
    else:
        first = reckon.weekday_around(told, number, at.tense())
    back_first = first > told or (first == told and at.tense() is not Tense.FUTURE)
    beside = (-_WEEK, _WEEK) if back_first else (_WEEK, -_WEEK)
    return list(dict.fromkeys([first, *(reckon.shift(first, n) for n in beside)]))


def _with_rel(told: date, number: int, rel: int) -> date:
    """Read "last Friday" lies before the day of the telling, "next Friday" after it, "this Friday" in its week.

    Nobody calls tomorrow "next Friday": that is the one after it, in all five places of the coded articles that tell.
    """
    around = (number - told.weekday()) % _WEEK
    if rel < 0:
        return reckon.shift(told, around - _WEEK)
    if rel > 0:
        return reckon.shift(told, around if around > 1 else around + _WEEK)
    return reckon.shift(reckon.monday_of(told), number)


@reads("weekdays")
def weekdays(found: Found, at: Setting) -> Reading | None:
    """Read "from Monday to Wednesday", "Saturday and Sunday"."""
    first, last = found.value("w", "WEEKDAY"), found.value("v", "WEEKDAY")
    if at.told is None:
        return undated(f"XXXX-WXX-{first + 1}/XXXX-WXX-{last + 1}")
    length = (last - first) % _WEEK
    told, tense = at.told.day, at.tense()
    if "k" in found:
        begins = reckon.shift(reckon.monday_of(told), _WEEK * rel_of(found, "k") + first)
    elif "q" in found:
        begins = _with_rel(told, first, rel_of(found, "q"))
    elif tense is Tense.FUTURE:
        begins = reckon.weekday_around(told, first, tense)
    else:
        begins = reckon.shift(reckon.weekday_around(told, last, tense), -length)
    ranges = [(b, reckon.shift(b, length)) for b in (begins, reckon.shift(begins, -_WEEK), reckon.shift(begins, _WEEK))]
    if told > ranges[0][1]:
        ranges = [ranges[0], ranges[2], ranges[1]]
    return ranged(ranges, at.anchor)


@reads("week_from")
def week_from(found: Found, at: Setting) -> Reading | None:
    """Read "the week of 5 October"."""
    month = found.value("m", *MONTH) or found.value("m2", *MONTH)
    day = found.value("d", "DAY") or found.value("d2", "DAY")
    year = found.value("y", "YEAR")
    told = [reckon.day_in(year, month, day)] if year else years_untold(at, month, day)
    days = [d for d in told if d]
    if not days:
        return undated(f"XXXX-{month:02}-{day:02}")
    others = [*map(Days.week, days[1:2]), Days.day(days[0])]
    return dated(Days.week(days[0]), others, None if year else at.anchor)


_NIGHTLY = frozenset({"tonight", "overnight"})
_COUNTS = {
    "tomorrow": 2,
    "yesterday": -2,
    "last": -1,
}  # "the day after tomorrow", "the day before yesterday", "last night"


@reads("deictic")
def deictic(found: Found, at: Setting) -> Reading | None:
    """Read "today", "yesterday evening", "tonight", "the day after tomorrow"."""
    part = found.value("part", "PART") or ("NI" if found.word("part") in _NIGHTLY else None)
    count = found.value("d", "TODAY") if "d" in found else _COUNTS.get(found.word("t") or found.word("p"), 0)
    if "d" in found and _is_of_a_name(found):
        return None
    if at.told is None:
        return on_part(undated("XXXX-XX-XX"), part)
    if "i" in found and (base := at.main or at.day()) and 0 <= (at.told.day - base.day).days <= _LATELY:
        others = [Days.day(day.day) for day in (at.day(), at.told) if day]
        return on_part(dated(Days.day(base.day), others, str(base)), part)
    day = reckon.shift(at.told.day, count)
    others = [Days.day(at.focus.day)] if at.focus else []
    return on_part(dated(Days.day(day), [*others, Days.day(reckon.shift(day, -1))], at.anchor), part)


def _is_of_a_name(found: Found) -> bool:
    """Whether the word ends a name: "Arland Today" is a newspaper."""
    tokens, first = found.tokens, found.first
    return first > 0 and tokens.is_capital(first) and tokens.is_capital(first - 1) and tokens.words[first - 1].isalpha()
