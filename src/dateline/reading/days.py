"""The days that an event of an article may have: every reading of each date, and stays told in two places."""

from collections.abc import Sequence
from datetime import date, timedelta

from dateline.model.article import Article
from dateline.model.day import Days, TimeExpression
from dateline.reading.candidates import UNTOLD, Kind, Occurrence
from dateline.reading.words import Words


def coded_value(days: Days) -> str:
    """Days as ``start/end`` in the codebook's form; empty where it is null."""
    start, end = days.coded()
    return f"{start or ''}/{end or ''}"


def days_of(value: str) -> Days:
    """Days of a coded value ``start/end``."""
    start, _, end = value.partition("/")
    if not start:
        return Days.from_edtf(f"../{end}")
    first, last = _bounds(start), _bounds(end or start)
    if end or len(start) == 10:  # noqa: PLR2004
        return Days.between(first[0], last[1])
    return Days.month(first[0].year, first[0].month) if len(start) == 7 else Days.year(first[0].year)  # noqa: PLR2004


def _bounds(text: str) -> tuple[date, date]:
    """The first and the last day of a calendar date at any precision."""
    parts = [int(p) for p in text.split("-")]
    whole = Days.day(date(*parts)) if len(parts) == 3 else Days.month(*parts) if len(parts) == 2 else Days.year(*parts)  # noqa: PLR2004
    return whole.earliest_start, whole.latest_end


def begin_alike(a: str, b: str) -> bool:
    """Whether two coded values begin at one time, as far as both are told; they end so where one tells its end alone."""
    if UNTOLD in (a, b):
        return True
    (x, _, u), (y, _, v) = a.partition("/"), b.partition("/")
    if not x or not y:
        x, y = u or x, v or y
    return x.startswith(y) or y.startswith(x)


def extra_of(days: Days, published: date | None, reading: int, *, derived: bool) -> int:
    """What is told of a reading of a date besides its words: four numbers in one, below 3 * 4 * 4 * 2 = 96."""
    if published is None:
        side = 3
    elif days.latest_end < published:
        side = 0
    else:
        side = 1 if days.earliest_start <= published else 2
    length = (days.latest_end - days.earliest_start).days
    size = 0 if length == 0 else 1 if length < 27 else 2 if length < 100 else 3  # noqa: PLR2004
    return ((min(reading, 2) * 4 + side) * 4 + size) * 2 + derived


def first_readings(dates: Sequence[Occurrence]) -> list[Occurrence]:
    """Of each expression the first of its readings, which is the likeliest, in the order of the text."""
    first = {(day.first, day.last): day for day in reversed(dates)}
    return sorted(first.values(), key=lambda day: (day.first, day.last))


def of_dates(words: Words, article: Article, times: Sequence[TimeExpression]) -> list[Occurrence]:
    """Every reading of every expression; what ends then; and days made of a day and a length told near it.

    "Arrived on Wednesday for a four-day visit" is a stay of which neither expression alone tells both ends.
    """
    found: list[Occurrence] = []
    lengths = [(reach, time) for time in times if time.length and (reach := words.within(time.at))]
    for source, time in enumerate(times):
        if not (reach := words.within(time.at)):
            continue
        kind = Kind.OPENING if time.rule.startswith("opening") else Kind.DATE
        readings = [time.days, *time.others] if time.days else list(time.others)
        for number, days in enumerate(readings):
            extra = extra_of(days, article.published, number, derived=False)
            found.append(Occurrence(*reach, coded_value(days), kind, extra, source=source))
            if number or kind is Kind.OPENING or not days.is_a_window:
                continue
            until = extra_of(days, article.published, number, derived=True)
            found.append(Occurrence(*reach, coded_value(Days.until(days)), Kind.OTHER, until, source=source))
            if not days.is_one_day:
                continue
            for other, length in lengths:
                if abs(int(words.sentences[other[0]]) - int(words.sentences[reach[0]])) <= 1:
                    found += _stays(reach, days.earliest_start, length.length or 1, number, article.published, source)
    return found


def _stays(
    reach: tuple[int, int], day: date, length: int, number: int, published: date | None, source: int
) -> list[Occurrence]:
    """A stay of so many days that begins on a day, and one that ends on it."""
    if not 1 < length <= 400:  # noqa: PLR2004
        return []
    made = []
    for first in (day, day - timedelta(days=length - 1)):
        days = Days.between(first, first + timedelta(days=length - 1))
        extra = extra_of(days, published, number, derived=True)
        made.append(Occurrence(*reach, coded_value(days), Kind.DERIVED, extra, source=source))
    return made
