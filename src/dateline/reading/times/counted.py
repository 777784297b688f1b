"""Days counted in units, from the telling or a day spoken of: "this week", "two years ago", "a day earlier"."""

from dataclasses import replace
from datetime import date

from dateline.model.day import Days
from dateline.reading.times import reckon
from dateline.reading.times.absolute import AFTER_ANOTHER, dated, rel_of, undated
from dateline.reading.times.amounts import Amount, amount
from dateline.reading.times.grammar import Found
from dateline.reading.times.periods import unit_around, unit_on
from dateline.reading.times.readers import reads
from dateline.reading.times.reckon import Tense
from dateline.reading.times.relative import on_part
from dateline.reading.times.setting import Anchor, Reading, Setting
from dateline.reading.times.timex import days_in, duration

_FRIDAY = 4
_HOURS = 24
_OLDEST = 1500  # units: what lies farther back than the calendar's years is told as "long ago"
_LONGEST = 4000  # days: longer stretches back or forth are no days that an event may have
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_COARSE = frozenset({"month", "year", "decade"})
_SHORT = frozenset({"hour", "minute", "second"})
_SPANS = frozenset({"week", "month", "quarter", "year", "century"})
_INTO = frozenset({"of", "in", "this", "for", "during", "throughout"})
_STRETCHING = frozenset({"in", "over", "within", "during", "for", "throughout"})
_BACK = frozenset({"ago", "earlier", "before", "prior", "previously"})
_FROM_THE_TELLING = frozenset({"ago", "from", "hence", "time"})
_ENDS = frozenset({".", ",", ";", ")", "”", '"', ""})


def shifted(day: date, unit_name: str, count: Amount) -> date:
    """A day so many units later."""
    if unit_name in _MONTHS:
        return reckon.months_later(day, int(count * _MONTHS[unit_name]))
    return reckon.shift(day, int(count * {"week": 7, "weekend": 7, "fortnight": 14}.get(unit_name, 1)))


# ---- this, last, next


@reads("unit")
def unit(found: Found, at: Setting) -> Reading | None:
    """Read "this week", "next month", "the past three years", "the coming days", "in the year"."""
    if found.words()[0] == "recent":
        return Reading("DATE", "PAST_REF", anchor="vague")
    name, rel = str(found.value("u", "UNIT")), rel_of(found, "q") if "q" in found else 0
    if name in _SHORT:
        return _short_stretch(found, name)
    if name == "decade" and rel:
        return Reading("DURATION", duration(1, name))
    if "k" in found or found.word("u").endswith("s"):
        return _stretch(found, at, name, rel)
    return _day_beside(found, at, rel) if name == "day" else _one(found, at, name, rel)


def _one(found: Found, at: Setting, name: str, rel: int) -> Reading | None:
    """Read "this week", "the following month", "in the year"; "over the past year" is a DURATION."""
    if found.word("q") in AFTER_ANOTHER and at.latest:
        return _beside_another(at, at.latest, name, rel)
    stands_alone = "q" not in found and name != "year" and found.before() not in _INTO
    if "q" not in found and found.after() == "of":  # "in the month of May"
        return None
    reading = None if stands_alone else unit_around(at, name, rel)
    if reading and name in _SPANS and rel and _is_a_stretch(found):
        return replace(reading, type="DURATION", value=duration(1, name))
    return reading


def _is_a_stretch(found: Found) -> bool:
    """Whether "the past year", "over the next month" tell of a year or month up to now or from now on."""
    if found.words()[0] == "this":
        return False
    if found.word("q") == "past":
        return True
    told = found.before() in _STRETCHING and found.words()[0] == "the" and found.word("q") in ("last", "next")
    return told and found.word("u") != "quarter" and found.after() != "of"


def _short_stretch(found: Found, name: str) -> Reading | None:
    """Read "the past 24 hours", "the last few minutes", "the next hour"."""
    if "k" not in found and (name == "second" or found.word("u") == "minute" or "q" not in found):
        return None
    if "k" not in found and not rel_of(found, "q"):
        return None
    many = found.word("u").endswith("s")
    return Reading("DURATION", duration(amount(found) if "k" in found else None if many else 1, name), anchor="vague")


@reads("weekend")
def weekend(_: Found, at: Setting) -> Reading | None:
    """Read "by the weekend": the coming one or the last, by tense."""
    ahead = at.told is not None and (at.tense() is Tense.FUTURE or at.told.day.weekday() > _FRIDAY)
    return unit_around(at, "weekend", 0 if ahead else -1)


def _beside_another(at: Setting, base: Anchor, name: str, rel: int) -> Reading | None:
    """Read "the following month": after the days last spoken of."""
    days = unit_on(base.day, name, rel)
    if days is None:
        return None
    told = unit_on(at.told.day, name, rel) if at.told else None
    return dated(days, [told] if told else [], str(base))


def _day_beside(found: Found, at: Setting, rel: int) -> Reading | None:
    """Read "the next day", "the previous day": beside the day last spoken of."""
    if "q" not in found or found.word("q") == "last":
        return None
    if rel == 0:
        return dated(Days.day(at.told.day), (), at.anchor) if at.told else undated("XXXX-XX-XX")
    return _moved(at.day() or at.told, "day", rel, at)


def _stretch(found: Found, at: Setting, name: str, rel: int) -> Reading | None:
    """Read "the past three years", a DURATION up to the day of the telling; "the coming days", not told how many."""
    count = amount(found)
    if "q" in found and rel == 0:
        return None
    if not count:
        return Reading("DURATION", duration(None, name), anchor="vague")
    length = days_in(count, name)
    reading = Reading("DURATION", duration(count, name), length=length)
    if at.told is None or not length or length > _LONGEST:
        return reading
    ends = shifted(at.told.day, name, count if rel > 0 else -count)
    begins = reckon.shift(at.told.day, 1) if name == "day" and rel > 0 else at.told.day
    return replace(reading, days=Days.between(begins, ends), anchor=at.anchor)


@reads("after_next")
def after_next(found: Found, at: Setting) -> Reading | None:
    """Read "the week after next", "the month before last"."""
    if at.told is None:
        return undated("XXXX")
    days = unit_on(at.told.day, str(found.value("u", "UNIT")), 2 if "next" in found.words() else -2)
    return dated(days, (), at.anchor) if days else None


# ---- ago, later, before


@reads("ago")
def ago(found: Found, at: Setting) -> Reading | None:
    """Read "two years ago", "a day earlier", "three days after the talks", "a day ahead of X", "in two weeks' time"."""
    name, how, count = str(found.value("u", "UNIT")), found.word("d"), _count(found)
    sign = -1 if how in _BACK else 1
    if count is None or count > _OLDEST:
        return _long_ago(found, name, count)
    if name in _SHORT:
        reading = _hours(at, how, sign * (int(count) // _HOURS if name == "hour" else 0))
        return _as_length(reading, count, name) if _is_beside_an_event(found) else reading
    if how in _FROM_THE_TELLING:
        return _moved(at.told, name, sign * count, at)
    base = (at.latest if name in _COARSE else at.focus if sign < 0 else at.day()) or at.told
    if how == "ahead":  # "came a day ahead of X": X is a day after what was spoken of
        base = _came_from(found, at) or base
    if not _is_beside_an_event(found):
        return _moved(base, name, sign * count, at)
    reading = _beside_an_event(base, name, sign * count, at)
    if found.words()[0] == "the":  # "the day before"
        return reading
    return _as_length(reading, count, name)


def _as_length(reading: Reading, count: Amount, name: str) -> Reading:
    """TIMEX3 has the length alone of "two days after the talks"."""
    return replace(reading, type="DURATION", value=duration(count, name), extra=1)


def _long_ago(found: Found, name: str, count: Amount | None) -> Reading:
    """Read "years ago", "5,000 years ago", "hours after the talks": of which day is not told."""
    if _is_beside_an_event(found):
        return Reading("DURATION", duration(count, name), anchor="vague", extra=1)
    return Reading("DATE", "PAST_REF" if found.word("d") in _BACK else "FUTURE_REF", anchor="vague")


def _is_beside_an_event(found: Found) -> bool:
    """Whether it is counted from what follows: "two days after the talks"."""
    return found.word("d") in ("before", "after") and found.after() not in _ENDS


def _count(found: Found) -> Amount | None:
    """How many units; None where it is not told."""
    told = amount(found)
    if told or found.has("SOME") or found.word("u").endswith("s"):
        return told
    return 1


def _moved(base: Anchor | None, name: str, count: Amount, at: Setting) -> Reading:
    """So many units before or after a day: as finely told as the unit."""
    if base is None:
        return undated("XXXX-XX-XX" if name in ("day", "week") else "XXXX")
    made = _around(shifted(base.day, name, count), name)
    if at.told and base is not at.told:
        made += [Days.day(shifted(at.told.day, name, count)), Days.day(at.told.day)]
    return dated(made[0], [*made[1:], Days.day(base.day)], str(base))


def _around(day: date, name: str) -> list[Days]:
    """What a day counted in units may stand for, the likeliest first."""
    exact, month, year = Days.day(day), Days.month(day.year, day.month), Days.year(day.year)
    if name in ("week", "fortnight", "weekend"):
        return [exact, Days.week(day), month]
    return {"day": [exact], "month": [month, exact, year]}.get(name, [year, month, exact])


def _came_from(found: Found, at: Setting) -> Anchor | None:
    """The day of the lead's event, if it is that which "came a day ahead of" another."""
    before = found.tokens.words[max(0, found.first - 3) : found.first]
    return at.lead if "came" in before or "comes" in before else None


def _beside_an_event(base: Anchor | None, name: str, count: Amount, at: Setting) -> Reading:
    """Read "three days after the talks": told of the day last spoken of, the talks lie so much before it."""
    if base is None:
        return undated("XXXX-XX-XX")
    there, back = (shifted(base.day, name, n) for n in (count, -count))
    made = [Days.day(back), Days.day(base.day), Days.day(there)]
    if at.beside:  # "last September, two days after the talks": the talks were in September
        made.insert(0, at.beside)
    if name in _COARSE:
        made = [*_around(back, name), *made, Days.month(there.year, there.month)]
    if at.told and at.told is not base:
        made += [Days.day(shifted(at.told.day, name, n)) for n in (count, -count)]
    return dated(made[0], made[1:], str(base))


def _hours(at: Setting, how: str, days: int) -> Reading:
    """Read "two hours later", "hours ago": the same day, if they are not as many as a day has."""
    base = at.told if how == "ago" else at.focus or at.told
    return dated(Days.day(reckon.shift(base.day, days)), (), str(base)) if base else undated("XXXX-XX-XX")


@reads("eve")
def eve(_: Found, at: Setting) -> Reading:
    """Read "on the eve of the session": the day before the one last spoken of, or that one.

    Told of the day of the telling ("today, on the eve of the session"), it is that day, and the session is on the next.
    """
    base = at.focus or at.told
    if base is None:
        return undated("XXXX-XX-XX")
    told = at.told.day if at.told else base.day
    if base.day == told:
        return dated(Days.day(told), [Days.day(reckon.shift(told, n)) for n in (1, -1)], str(base))
    others = [Days.day(reckon.shift(told, -1)), Days.day(told)]
    return dated(Days.day(reckon.shift(base.day, -1)), [Days.day(base.day), *others], str(base))


# ---- the same


@reads("same")
def same(found: Found, at: Setting) -> Reading | None:
    """Read "the same day", "that month", "that evening", "the evening before": of the day last spoken of."""
    name = found.value("u", "UNIT")
    base = (at.latest if name in ("week", "month", "year") else at.day()) or at.told
    if base is None:
        return undated("XXXX-XX-XX")
    if part := found.value("u", "PART"):
        days_on = rel_of(found, "q") if "q" in found else -1 if "b" in found else 0
        day = reckon.shift(base.day, days_on)
        return on_part(dated(Days.day(day), [Days.day(base.day)], str(base)), part)
    if found.word("u").endswith("s") or not (days := unit_on(base.day, str(name), 0)):
        return None
    return dated(days, [Days.day(at.told.day)] if at.told and name == "day" else [], str(base))


_LIKE_A_YEAR_AGO = {"period": "month", "time": "month", "": "year"}


@reads("same_last_year")
def same_last_year(found: Found, at: Setting) -> Reading | None:
    """Read "the same period last year": a year before what was last spoken of."""
    base, name = at.latest or at.told, _LIKE_A_YEAR_AGO.get(found.word("u"), found.word("u"))
    if base is None:
        return undated("XXXX")
    day = shifted(base.day, "year", rel_of(found, "r") if "r" in found else -1)
    days = unit_on(day, name, 0)
    return dated(days, [Days.year(day.year)], str(base)) if days else None
