"""A network as a picture: its geometry, and the months in which its occasions were; the template draws it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.books.countries import name_of
from dateline.desk.network import Network, Node, Tie
from dateline.export.columns import first_day, last_day
from dateline.model.event import Event
from dateline.web.layout import HEIGHT, WIDTH, layout

STRIP = 44  # how high the strip of months is
_LONGEST = 28
_MOST = 480  # months that the strip has: the last


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """A node in the picture: its middle, how large it is, its label."""

    node: Node
    x: float
    y: float
    radius: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A tie in the picture: from one dot to another, as wide as they met often; ``number`` as ``moving`` counts it."""

    number: int
    tie: Tie
    one: Dot
    other: Dot
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The occasions of one month in the strip."""

    month: str
    x: float
    y: float
    width: float
    height: float
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The picture, and the strip of months below it.

    Attributes:
        bars: Of the months in which there was an occasion.
        first: The first month of the strip, "2014-05"; None where no occasion has a day.
        months: How many it has.
    """

    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    bars: tuple[Bar, ...]
    first: str | None
    months: int
    width: int = WIDTH
    height: int = HEIGHT
    strip: int = STRIP


def picture(drawn: Network) -> Picture:
    """A network drawn whole: give ``heart`` of one that is large."""
    labels = tuple(_label(node) for node in drawn.nodes)
    numbers = {node.name: number for number, node in enumerate(drawn.nodes)}
    ties = tuple((numbers[tie.one], numbers[tie.other], len(tie.events)) for tie in drawn.ties)
    dots = [
        Dot(node=node, x=x, y=y, radius=radius(len(node.events)), label=label)
        for node, label, (x, y) in zip(drawn.nodes, labels, layout(labels, ties), strict=True)
    ]
    lines = (
        Line(number=number, tie=tie, one=dots[one], other=dots[other], width=width(often))
        for number, (tie, (one, other, often)) in enumerate(zip(drawn.ties, ties, strict=True))
    )
    bars, first, months = _strip(drawn.occasions)
    return Picture(dots=tuple(dots), lines=tuple(reversed(list(lines))), bars=bars, first=first, months=months)


def radius(occasions: int) -> float:
    """How large a dot is; ``network.js`` reckons the same of a part of the time."""
    return round(float(min(22.0, 3 + 1.3 * occasions**0.5)), 1)


def width(meetings: int) -> float:
    """How wide a line is; as ``radius``."""
    return round(float(min(14.0, 0.4 + meetings**0.5)), 1)


def moving(drawn: Network) -> dict[str, Any]:
    """What the slider needs: the days of each occasion, the occasions of each node, both nodes and those of each tie.

    All are told by their numbers, in the order of the network.
    """
    at = {event.id: number for number, event in enumerate(drawn.occasions)}
    names = {node.name: number for number, node in enumerate(drawn.nodes)}
    return {
        "events": [_days(event) for event in drawn.occasions],
        "nodes": [_numbers(node.events, at) for node in drawn.nodes],
        "ties": [[names[tie.one], names[tie.other], _numbers(tie.events, at)] for tie in drawn.ties],
    }


def _numbers(events: Sequence[Event], at: Mapping[str, int]) -> list[int]:
    return [at[event.id] for event in events if event.id in at]


def _days(event: Event) -> list[str] | None:
    return [first_day(event.days).isoformat(), last_day(event.days).isoformat()] if event.days else None


def _label(node: Node) -> str:
    words = " ".join(name_of(node.name).split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def _strip(occasions: Sequence[Event]) -> tuple[tuple[Bar, ...], str | None, int]:
    begun = Counter(_month(first_day(event.days)) for event in occasions if event.days)
    if not begun:
        return (), None, 0
    ends = max(_month(last_day(event.days)) for event in occasions if event.days)
    ends = min(ends, max(begun) + 12)
    first = max(min(begun), ends - _MOST + 1)
    months = ends - first + 1
    step, most = WIDTH / months, max(begun.values())
    bars = (
        Bar(
            month=_written(month),
            x=round((month - first) * step, 1),
            y=round(STRIP - number / most * (STRIP - 4), 1),
            width=round(max(1.0, step * 0.8), 1),
            height=round(number / most * (STRIP - 4), 1),
            events=number,
        )
        for month, number in sorted(begun.items())
        if month >= first
    )
    return tuple(bars), _written(first), months


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _written(month: int) -> str:
    return f"{month // 12:04}-{month % 12 + 1:02}"
