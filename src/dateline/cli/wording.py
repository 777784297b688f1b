"""Days and words as a terminal shows them."""

import re

from dateline.model.day import Days
from dateline.model.kept import Dated, Source

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SPACE = re.compile(r"\s+")
_JOINERS = "\N{WORD JOINER}\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NO-BREAK SPACE}\N{SOFT HYPHEN}"  # of no width anyway


def days(value: Days | None) -> str:
    """Days as people write them, as finely as they are known: "2–5 Sep 2020", "Nov–Dec 2020", "until 2021"."""
    start, end = value.coded() if value else (None, None)
    if start is None:
        return f"until {day(end)}" if end else "not told"
    return _range(start, end) if end else day(start)


def day(coded: str) -> str:
    """A day, month or year of ISO 8601 as people write it."""
    year, *rest = coded.split("-")
    month = [_MONTHS[int(rest[0]) - 1]] if rest else []
    return " ".join([*(str(int(number)) for number in rest[1:]), *month, year])


def _range(start: str, end: str) -> str:
    one, other = day(start).split(), day(end).split()
    shared = 0
    while shared < min(len(one), len(other)) - 1 and one[-1 - shared] == other[-1 - shared]:
        shared += 1
    head = " ".join(one[: len(one) - shared])
    dash = " – " if " " in head else "–"
    return f"{head}{dash}{' '.join(other)}"


def published(source: Source) -> str | None:
    """The day on which an article was published, and whether its dateline alone tells it; None where none is told."""
    if source.published is None:
        return None
    return day(source.published.isoformat()) + (" by its dateline" if source.dated is Dated.DATELINE else "")


def some(number: int, one: str) -> str:
    """How many of a thing there are: "1 article", "1,200 articles"."""
    return f"{number:,} {one}{'' if number == 1 else 's'}"


def clean(text: str) -> str:
    """Words of an article, made safe for a terminal: on one line, no control characters, no half characters."""
    shown = "".join(
        mark if mark.isprintable() or mark.isspace() else "\N{REPLACEMENT CHARACTER}"
        for mark in text
        if mark not in _JOINERS
    )
    return _SPACE.sub(" ", shown)
