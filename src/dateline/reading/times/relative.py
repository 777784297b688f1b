"""Days counted from the day of the telling, or from the day last spoken of."""

from dataclasses import replace
from datetime import date

from dateline.model.day import Days
from dateline.reading.times import reckon
from dateline.reading.times.absolute import dated, ranged, rel_of, undated, years_untold
from dateline.reading.times.grammar import Found
from dateline.reading.times.periods import unit_around, unit_on
from dateline.reading.times.readers import reads
from dateline.reading.times.reckon import Tense
from dateline.reading.times.setting import Anchor, Reading, Setting
from dateline.reading.times.timex import days_in, duration

_WEEK, _FRIDAY = 7, 4
_HOURS = 24
_LATELY = 3  # days: "earlier in the day" is of the day spoken of, if that has just been


def on_part(reading: Reading, part: str | None) -> Reading:
    """A day with the part of it that is told: a TIME."""
    if not part or reading.type != "DATE":
        return reading
    return Reading("TIME", f"{reading.value}T{part}", reading.days, reading.others, anchor=reading.anchor)


@reads("weekday")
def weekday(found: Found, at: Setting) -> Reading | None:
    """ "Thursday", "late Wednesday", "next Monday", "Friday of last week", "Saturday night"."""
    number, part = found.value("w", "WEEKDAY"), found.value("part", "PART")
    if at.told is None:
        return on_part(undated(f"XXXX-WXX-{number + 1}"), part)
    days = _weekdays(found, at, at.told.day, number)
    return on_part(dated(Days.day(days[0]), map(Days.day, days[1:]), at.anchor), part)


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
    """ "last Friday" lies before the day of the telling, "next Friday" after it, "this Friday" in its week."""
    around = (number - told.weekday()) % _WEEK
    if rel < 0:
        return reckon.shift(told, around - _WEEK)
    if rel > 0:
        return reckon.shift(told, around or _WEEK)
    return reckon.shift(reckon.monday_of(told), number)


@reads("weekdays")
def weekdays(found: Found, at: Setting) -> Reading | None:
    """ "from Monday to Wednesday", "Saturday and Sunday"."""
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
    """ "the week of 5 October"."""
    month, day = (found.value(a, *c) or found.value(a + "2", *c) for a, c in (("m", ("MONTH", "SHORT_MONTH")), ("d", ("DAY",))))
    year = found.value("y", "YEAR")
    told = [reckon.day_in(year, month, day)] if year else years_untold(at, month, day)
    days = [d for d in told if d]
    if not days:
        return undated(f"XXXX-{month:02}-{day:02}")
    return dated(Days.week(days[0]), [*map(Days.week, days[1:2]), *map(Days.day, days[:1])], None if year else at.anchor)


@reads("deictic")
def deictic(found: Found, at: Setting) -> Reading | None:
    """ "today", "yesterday evening", "tonight", "the day after tomorrow"."""
    part = found.value("part", "PART") or ("NI" if found.word("part") in ("tonight", "overnight") else None)
    count = found.value("d", "TODAY")
    if count is None:
        count = 2 if "t" in found and found.word("t") == "tomorrow" else -2 if "t" in found else -1 if "p" in found else 0
    if at.told is None:
        return on_part(undated("XXXX-XX-XX"), part)
    if "i" in found and at.day and 0 <= (at.told.day - at.day.day).days <= _LATELY:
        return dated(Days.day(at.day.day), [Days.day(at.told.day)], str(at.day))
    day = reckon.shift(at.told.day, count)
    others = [Days.day(at.focus.day)] if at.focus else []
    return on_part(dated(Days.day(day), [*others, Days.day(reckon.shift(day, -1))], at.anchor), part)


@reads("unit")
def unit(found: Found, at: Setting) -> Reading | None:
    """ "this week", "next month", "the past three years", "the coming days", "in the year"."""
    if "w" in found:
        return _weekend(at)
    if found.words()[0] == "recent":
        return Reading("DATE", "PAST_REF", anchor="vague")
    name = found.value("u", "UNIT")
    if found.word("u") in ("hours", "hour", "minute", "minutes", "second", "seconds") or name is None:
        return None
    many = found.word("u").endswith("s")
    rel = rel_of(found, "q") if "q" in found else 0
    if name == "decade" and rel:
        return Reading("DURATION", duration(1, name))
    if "k" in found or many:
        return _stretch(found, at, name, rel)
    if name == "day":
        return _day_beside(found, at, rel)
    if "q" not in found and name != "year" and found.before() not in ("of", "in", "this"):
        return None
    if found.word("q") in ("following", "preceding", "previous", "ensuing") and at.latest:
        if days := unit_on(at.latest.day, name, rel):
            others = [d for d in (unit_on(at.told.day, name, rel),) if d] if at.told else []
            return dated(days, others, str(at.latest))
    return unit_around(at, name, rel)


def _weekend(at: Setting) -> Reading | None:
    """ "by the weekend": the coming one or the last, by tense."""
    return unit_around(at, "weekend", 0 if at.tense() is Tense.FUTURE or (at.told and at.told.day.weekday() > _FRIDAY) else -1)


def _day_beside(found: Found, at: Setting, rel: int) -> Reading | None:
    """ "the next day", "the previous day": beside the day last spoken of."""
    if "q" not in found or found.word("q") == "last":
        return None
    base = at.day or at.told
    if found.word("q") in ("this", "present", "current"):
        return dated(Days.day(at.told.day), [], at.anchor) if at.told else undated("XXXX-XX-XX")
    return _moved(base, "day", rel, at)


def _stretch(found: Found, at: Setting, name: str, rel: int) -> Reading | None:
    """ "the past three years": a DURATION up to the day of the telling; "the coming days": not told when."""
    count = found.value("k", "CARDINAL", "NUMBER")
    if found.word("q") in ("this", "current", "present"):
        return None
    if not count:
        if "k" in found or found.word("u").endswith("s"):
            return Reading("DURATION", duration(None, name), anchor="vague")
        return None
    if name == "decade" or at.told is None or not (length := days_in(count, name)):
        return Reading("DURATION", duration(count, name), length=days_in(count, name))
    ends = _shifted(at.told.day, name, count * (1 if rel > 0 else -1))
    days = Days.between(at.told.day, ends)
    return Reading("DURATION", duration(count, name), days if length < 4000 else None, length=length, anchor=at.anchor)  # noqa: PLR2004


def _shifted(day: date, unit_name: str, count: int) -> date:
    """A day so many units later."""
    match unit_name:
        case "month" | "quarter" | "year" | "decade" | "century":
            months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit_name]
            return reckon.months_later(day, count * months)
        case "week" | "fortnight" | "weekend":
            return reckon.shift(day, count * (14 if unit_name == "fortnight" else 7))
        case _:
            return reckon.shift(day, count)


def _moved(base: Anchor | None, name: str, count: int, at: Setting) -> Reading | None:
    """So many units before or after a day: as finely told as the unit."""
    if base is None:
        return undated("XXXX-XX-XX" if name in ("day", "week") else "XXXX")
    moved = _shifted(base.day, name, count)
    exact = Days.day(moved)
    month, year = Days.month(moved.year, moved.month), Days.year(moved.year)
    made = {"day": [exact], "month": [month, exact, year], "hour": [exact]}.get(name, [year, month, exact])
    if name in ("week", "fortnight", "weekend"):
        made = [exact, Days.week(moved), month]
    rest = []
    if at.told and base is not at.told:
        rest = [Days.day(_shifted(at.told.day, name, count)), Days.day(at.told.day)]
    return dated(made[0], [*made[1:], *rest, Days.day(base.day)], str(base))


_BACK = frozenset({"ago", "earlier", "before", "prior", "previously"})


@reads("ago")
def ago(found: Found, at: Setting) -> Reading | None:
    """ "two years ago", "a day earlier", "three days after the talks", "a day ahead of the drills", "in two weeks' time"."""
    name = found.value("u", "UNIT")
    how = found.word("d")
    count = found.value("k", "CARDINAL", "NUMBER")
    if count is None:
        count = 1 if "k" not in found or found.word("k") in ("a", "an") else 0
    if found.words()[0] == "a" and "k" not in found and any("SOME" in v for v in found.tokens.values[found.first : found.last]):
        count = 0
    if name in ("hour", "minute", "second"):
        return _hours(at, how, -count // _HOURS if name == "hour" and how in _BACK else 0)
    if count == 0:
        return Reading("DATE", "PAST_REF" if how in _BACK else "FUTURE_REF", anchor="vague")
    if how in ("ago", "hence", "time"):
        return _moved(at.told, name, -count if how == "ago" else count, at)
    base = (at.latest if name in ("month", "year", "decade") else at.focus if how in _BACK else at.day) or at.told
    if how == "ahead":  # "came a day ahead of X": X is a day after what was spoken of
        return _moved(_came_from(found, at) or base, name, count, at)
    event_follows = how in ("before", "after") and found.after() not in (".", ",", ";", ")", "”", '"', "")
    sign = -1 if how in _BACK else 1
    if event_follows:
        reading = _before_an_event(base, name, sign * count, at)
        return replace(reading, type="DURATION", value=duration(count, name), extra=1) if "k" in found else reading
    return _moved(base, name, sign * count, at)


def _came_from(found: Found, at: Setting) -> Anchor | None:
    """The day of the lead's event, if it is that which "came a day ahead of" another."""
    before = found.tokens.words[max(0, found.first - 3) : found.first]
    return at.lead if "came" in before or "comes" in before else None


def _before_an_event(base: Anchor | None, name: str, count: int, at: Setting) -> Reading:
    """ "three days after the talks": the day last spoken of, as a rule; the talks lie so much before it."""
    if base is None:
        return undated("XXXX-XX-XX")
    there, back = (_shifted(base.day, name, n) for n in (count, -count))
    others = [Days.day(back), Days.day(base.day), Days.day(there)]
    if name in ("month", "year", "decade"):
        month, year = Days.month(back.year, back.month), Days.year(back.year)
        others = [*([month, year] if name == "month" else [year, month]), *others, Days.month(there.year, there.month)]
    if at.told and at.told is not base:
        others += [Days.day(_shifted(at.told.day, name, n)) for n in (count, -count)]
    return dated(others[0], others[1:], str(base))


@reads("eve")
def eve(found: Found, at: Setting) -> Reading | None:
    """ "on the eve of the session": the day before the one last spoken of, or that one."""
    base = at.focus or at.told
    if base is None:
        return undated("XXXX-XX-XX")
    others = [Days.day(reckon.shift(at.told.day, -1)), Days.day(at.told.day)] if at.told else []
    return dated(Days.day(reckon.shift(base.day, -1)), [Days.day(base.day), *others], str(base))


@reads("after_next")
def after_next(found: Found, at: Setting) -> Reading | None:
    """ "the week after next", "the month before last"."""
    if at.told is None:
        return undated("XXXX")
    days = unit_on(at.told.day, str(found.value("u", "UNIT")), 2 if "next" in found.words() else -2)
    return dated(days, (), at.anchor) if days else None


def _hours(at: Setting, how: str, days: int) -> Reading | None:
    """ "two hours later", "hours ago": the same day, if they are not as many as a day has."""
    base = at.told if how == "ago" else at.focus or at.told
    return dated(Days.day(reckon.shift(base.day, days + 1 if days else 0)), (), str(base)) if base else undated("XXXX-XX-XX")


@reads("same")
def same(found: Found, at: Setting) -> Reading | None:
    """ "the same day", "that month", "that evening": of the day last spoken of."""
    name = found.value("u", "UNIT", "PART")
    if "r" in found or found.word("u") == "period":
        return _same_last_year(found, at)
    base = (at.latest if name in ("week", "month", "year") else at.day) or at.told
    word = found.word("u")
    if base is None:
        return undated("XXXX-XX-XX")
    if part := found.value("u", "PART"):
        day = reckon.shift(base.day, rel_of(found, "q")) if "q" in found else base.day
        return on_part(dated(Days.day(day), [Days.day(base.day)], str(base)), part)
    if word.endswith("s") or not (days := unit_on(base.day, str(name), 0)):
        return None
    others = [Days.day(at.told.day)] if at.told and name == "day" else []
    return dated(days, others, str(base))


def _same_last_year(found: Found, at: Setting) -> Reading | None:
    """ "the same period last year": a year before what was last spoken of."""
    base = at.latest or at.told
    if base is None:
        return undated("XXXX")
    day = _shifted(base.day, "year", rel_of(found, "r") if "r" in found else -1)
    days = Days.month(day.year, day.month) if found.word("u") in ("period", "month") else unit_on(day, found.word("u"), 0)
    return dated(days, [Days.year(day.year)], str(base)) if days else None
