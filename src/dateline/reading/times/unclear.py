"""What is unclear of an expression: a weekday that does not fit its date."""

from datetime import date

from dateline.model.day import TimeExpression
from dateline.reading.times.resolve import grammar

_WEEKDAY = ("WEEKDAY", "SHORT_WEEKDAY")


def misfit_of(time: TimeExpression) -> date | None:
    """The day that a date was taken for, where the weekday beside it is another's; None where they agree."""
    if time.days is None or not time.days.is_one_day:
        return None
    words = grammar().lexer.cut(time.words).values
    told = {values[name] for values in words for name in _WEEKDAY if name in values}
    day = time.days.earliest_start
    return day if told and day.weekday() not in told else None
