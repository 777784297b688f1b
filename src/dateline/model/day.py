"""The days on which something may have happened, and how finely that is known."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dateline.model.span import Span


class Grain(StrEnum):
    """How finely a date is told."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """When something may have begun and ended: four bounds, every day counted.

    "in June 2020" of a meeting: it began some day between 1 and 30 June and ended between the same two.
    "from 3 to 9 March": both of its bounds of the start are the 3rd, both of its end the 9th.
    """

    earliest_start: date
    latest_start: date
    earliest_end: date
    latest_end: date
    grain: Grain = Grain.DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """Words that tell when, how long or how often, with the days that they mean.

    ``type`` and ``value`` are TIMEX3's. ``others`` are the other days that the same words could mean, the likeliest
    first ("Thursday" past or coming). ``anchor`` says what a relative expression was counted from, and is "unresolved"
    where nothing was there to count from: then ``days`` is None. ``rule`` is ``name@version``.
    """

    at: Span
    words: str
    type: str
    value: str
    days: Days | None = None
    others: tuple[Days, ...] = ()
    length: int | None = None  # a duration in days
    anchor: str | None = None
    rule: str = ""
