"""The days that an event of an article may have: every reading of each date, and stays told in two places."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from heapq import nsmallest
from itertools import chain

from dateline.model.article import Article
from dateline.model.day import Days, Grain, TimeExpression
from dateline.reading.candidates import UNTOLD, Kind, Occurrence
from dateline.reading.times.reckon import shift
from dateline.reading.words import Words

_DAY = len("2020-09-03")
_LENGTHS = 12  # of those around a day, that may make a stay with it; a table of days and lengths would make thousands


def coded_value(days: Days) -> str:
    """Days as ``start/end`` in the codebook's form; empty where it is null."""
    start, end = days.coded()
    return f"{start or ''}/{end or ''}"


def days_of(value: str) -> Days:
    """Days of a coded value ``start/end``, as the codebook means them.

    Two months, or two years, bound the time in which it was: the codebook gives a season so. Two ends of which one is a
    day, or which are not told equally finely, are those of a time that lasted from the one to the other.

    Raises:
        ValueError: One of the two is no calendar date, or the end lies before the start.
    """
    start, _, end = value.partition("/")
    if not start or not end:
        return Days.from_edtf(start or f"../{end}")
    if len(start) == len(end):
        return Days.from_edtf(f"{start}~/{end}~" if len(end) < _DAY else value)
    begins, ends = Days.from_edtf(start), Days.from_edtf(end)
    return Days(
        earliest_start=begins.earliest_start,
        latest_start=min(begins.latest_end, ends.latest_end),
        earliest_end=max(begins.earliest_start, ends.earliest_start),
        latest_end=ends.latest_end,
        grain=max(begins.grain, ends.grain, key=list(Grain).index),
    )


def begin_alike(a: str, b: str) -> bool:
    """Whether two coded values begin at one time, as far as both tell it; where one tells its end alone, end at one."""
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
    lengths: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for time in times:
        if lasts(time, words) and time.length and (reach := words.within(time.at)):
            lengths[int(words.sentences[reach[0]])].append((reach[0], time.length))
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
            sentence = int(words.sentences[reach[0]])
            beside = chain.from_iterable(lengths.get(near, ()) for near in range(sentence - 1, sentence + 2))
            for length in _nearest(reach[0], beside):
                found += _stays(reach, days.earliest_start, length, number, article.published, source)
    return found


def lasts(time: TimeExpression, words: Words) -> bool:
    """Whether an expression tells how long something lasts, and not by how much it was moved: "put back by a week"."""
    reach = words.within(time.at)
    return bool(time.length) and reach is not None and "by" not in words.texts[max(0, reach[0] - 2) : reach[0]]


def _nearest(word: int, told: Iterable[tuple[int, int]]) -> list[int]:
    """The lengths told nearest to a word, in the order of the text, of lengths and the words at which they stand."""
    return [length for _, length in sorted(nsmallest(_LENGTHS, told, key=lambda one: abs(one[0] - word)))]


def _stays(
    reach: tuple[int, int], day: date, length: int, number: int, published: date | None, source: int
) -> list[Occurrence]:
    """A stay of so many days that begins on a day, and one that ends on it."""
    if not 1 < length <= 400:  # noqa: PLR2004
        return []
    made = []
    for first in (day, shift(day, 1 - length)):
        days = Days.between(first, shift(first, length - 1))
        extra = extra_of(days, published, number, derived=True)
        made.append(Occurrence(*reach, coded_value(days), Kind.DERIVED, extra, source=source))
    return made
