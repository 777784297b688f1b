"""Counts by month or year as three panels on one line of time: events, what tells of them, what was read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.desk.counts import Counts, Part
from dateline.model.event import Status

WIDTH = 1180
_LEFT, _RIGHT = 46, 10
_TOP, _HIGH, _GAP = 22, 150, 38  # room above the first panel for its title, of a panel, between two
_LOWER = 90  # the panels below the first
_AXIS = 22
_MOST = 180  # parts that are drawn: the last
_WIDEST = 40
_LABELS = 20
_STACK = (Status.HELD, Status.ONGOING, Status.PLANNED, Status.CANCELLED, Status.LAPSED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of a column: the events of one status, or a count."""

    name: str
    count: int
    y: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One month or year: its pieces, and whether it bears a label on the axis."""

    part: Part
    x: float
    events: tuple[Piece, ...]
    articles: Piece
    independent: Piece
    read: Piece
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A panel of the picture: where it begins and stands, and what its highest column counts."""

    top: float
    floor: float
    most: int

    def height(self, count: int) -> float:
        """How high a count stands in it."""
        return round(count / self.most * (self.floor - self.top), 1) if self.most else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The picture.

    Attributes:
        curves: The lines of coverage, as the ``d`` of a path: articles read, and independent ones.
        statuses: Those that stand in it, in the order of the stack.
        before: Events in parts that lie before the first that is drawn.
    """

    columns: tuple[Column, ...]
    width_of_column: float
    panels: tuple[Panel, Panel, Panel]
    curves: tuple[str, str]
    statuses: tuple[str, ...]
    before: int
    height: float
    width: int = WIDTH
    left: int = _LEFT


def counted(counts: Counts) -> Counted | None:
    """The picture of counts by month or year; None where nothing has one."""
    if not counts.by.is_a_time or not counts.parts:
        return None
    parts = counts.parts[-_MOST:]
    panels = _panels(parts)
    step = (WIDTH - _LEFT - _RIGHT) / len(parts)
    columns = tuple(_columns(parts, panels, step))
    there = {name for part in parts for name in part.events}
    return Counted(
        columns=columns,
        width_of_column=round(min(_WIDEST, step * 0.76), 2),
        panels=panels,
        curves=(_curve(columns, panels[2], "articles", step), _curve(columns, panels[2], "independent", step)),
        statuses=tuple(status.value for status in _STACK if status.value in there),
        before=sum(part.total for part in counts.parts[:-_MOST]),
        height=panels[2].floor + _AXIS,
    )


def _panels(parts: Sequence[Part]) -> tuple[Panel, Panel, Panel]:
    first = Panel(top=_TOP, floor=_TOP + _HIGH, most=max(part.total for part in parts))
    top = first.floor + _GAP
    second = Panel(top=top, floor=top + _LOWER, most=max(part.articles for part in parts))
    top = second.floor + _GAP
    return first, second, Panel(top=top, floor=top + _LOWER, most=max(part.read.articles for part in parts))


def _columns(parts: Sequence[Part], panels: tuple[Panel, Panel, Panel], step: float) -> Iterator[Column]:
    each = -(-len(parts) // _LABELS)
    years = len({part.key[:4] for part in parts})
    for number, part in enumerate(parts):
        is_month, told = "-" in part.key, ""
        if not is_month or years == 1:
            told = part.key if number % each == 0 else ""
        elif part.key.endswith("-01") and int(part.key[:4]) % -(-years // _LABELS) == 0:
            told = part.key[:4]
        yield Column(
            part=part,
            x=round(_LEFT + step * (number + 0.5), 1),
            events=tuple(_stack(part, panels[0])),
            articles=_piece("articles", part.articles, panels[1]),
            independent=_piece("independent", part.independent, panels[1]),
            read=_piece("read", part.read.articles, panels[2]),
            label=told,
        )


def _piece(name: str, count: int, panel: Panel) -> Piece:
    height = panel.height(count)
    return Piece(name=name, count=count, y=round(panel.floor - height, 1), height=height)


def _stack(part: Part, panel: Panel) -> Iterator[Piece]:
    y = panel.floor
    for status in _STACK:
        if count := part.events[status.value]:
            height = panel.height(count)
            y -= height
            yield Piece(name=status.value, count=count, y=round(y, 1), height=height)


def _curve(columns: Sequence[Column], panel: Panel, of: str, step: float) -> str:
    """A line in steps, as what was read in a month was read in all of it."""
    points = []
    for column in columns:
        y = round(panel.floor - panel.height(getattr(column.part.read, of)), 1)
        points.append(f"{round(column.x - step / 2, 1)} {y}H{round(column.x + step / 2, 1)}")
    return "M" + "L".join(points)
