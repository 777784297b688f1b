"""Events on a line of time, drawn as surely as their days are known: geometry alone, the template draws it.

A day (or so few that they are no wider) is a point, known days are a bar, and days that are only known to lie between
two bounds are a span with a cap at either end, in which the part that is sure is full. The status is told by the stroke
(``static/pictures.css``): hollow for planned, struck through for cancelled, a ghost for lapsed.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from dateline.model.day import Days
from dateline.model.event import Event

WIDTH = 1180  # units of the picture; a unit is a pixel where it has room
_MARGIN = 14
_LANE, _TITLE, _GAP, _AXIS = 20, 22, 10, 26
_POINT = 9  # what is narrower is drawn as a point of this width
_LETTER = 6.3  # a letter of a label
_LONGEST = 34
_APART = 4
_LABELLED = 40  # of more events none is labelled: the labels would make the picture a page
_FAR = 8 * 366  # days without any event behind which the rest is left out
_YEAR = 366
_STEPS = (
    (210, 1),
    (3 * _YEAR, 3),
    (14 * _YEAR, 12),
    (40 * _YEAR, 60),
)  # up to so many days, months a tick
_DECADE = 120
BANDS = (
    ("Meetings and visits", ("meeting", "visit", "invitation", "ceremony")),
    ("Exercises and deployments", ("exercise", "deployment")),
    ("Agreements", ("agreement",)),
    ("Arms and assistance", ("arms_transfer", "assistance")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One event in the picture.

    Attributes:
        shape: ``point`` (a day), ``bar`` (known days) or ``span`` (between two bounds).
        x: Where its bounds begin, and ``width`` how long they are.
        sure: Of a span, where the part begins that is sure, and how long it is; None where no day is.
        open_start: Whether no first day is told; ``open_end``, no last one.
        y: The middle of its lane.
    """

    event: Event
    shape: str
    x: float
    width: float
    sure: tuple[float, float] | None = None
    open_start: bool = False
    open_end: bool = False
    y: float = 0
    label: str = ""

    @property
    def side(self) -> str:
        """Where its label stands: behind the mark, before it where there is no room behind, else within it."""
        if self.x + self.width + self._room <= WIDTH:
            return "behind"
        return "before" if self.x > self._room else "within"

    @property
    def start(self) -> float:
        """Where the mark, or its label before it, begins."""
        return self.x - (self._room if self.side == "before" else _APART)

    @property
    def end(self) -> float:
        """Where the mark and its label end."""
        return self.x + self.width + (self._room if self.side == "behind" else _APART)

    @property
    def _room(self) -> float:
        return len(self.label) * _LETTER + 2 * _APART if self.label else _APART


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The marks of some types; ``y`` is where its title stands."""

    title: str
    y: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis, with what is written at it."""

    x: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The picture: its measures, bands and axis; ``today`` is where the day stands on which it is drawn.

    ``before`` and ``after`` count the events that lie too far away to be drawn, ``undated`` those without a day.
    """

    height: float
    bands: tuple[Band, ...]
    ticks: tuple[Tick, ...]
    first: date
    last: date
    today: float | None = None
    before: int = 0
    after: int = 0
    undated: int = 0
    width: int = WIDTH


@dataclass(slots=True)
class _Lanes:
    """Rows in which marks stand without touching."""

    ends: list[float] = field(default_factory=list)

    def place(self, mark: Mark) -> int:
        for number, end in enumerate(self.ends):
            if end <= mark.start:
                self.ends[number] = mark.end
                return number
        self.ends.append(mark.end)
        return len(self.ends) - 1


def timeline(
    events: Iterable[Event], day: date, first: date | None = None, last: date | None = None
) -> Timeline | None:
    """The picture of events, or None where none has a day.

    Args:
        events: What is drawn.
        day: The day on which it is asked; it is marked where it lies near.
        first: The first day that is drawn; told, nothing is left out for lying far away.
        last: The last.
    """
    every = list(events)
    dated = [(event, event.days) for event in every if event.days and _bounds(event.days)]
    if not dated:
        return None
    spans = [_bounds(days) or (day, day) for _, days in dated]
    begins, ends = _domain(spans, day)
    begins, ends = first or begins, max(last or ends, (first or begins) + timedelta(days=1))
    drawn = [(e, d) for (e, d), (a, b) in zip(dated, spans, strict=True) if b >= begins and a <= ends]
    scale = _scale(begins, ends)
    bands, height = _bands(drawn, scale, labelled=len(drawn) <= _LABELLED)
    return Timeline(
        height=height + _AXIS,
        bands=bands,
        ticks=tuple(_ticks(begins, ends, scale)),
        first=begins,
        last=ends,
        today=scale(day) if begins <= day <= ends else None,
        before=sum(b < begins for _, b in spans),
        after=sum(a > ends for a, _ in spans),
        undated=len(every) - len(dated),
    )


def _bounds(days: Days) -> tuple[date, date] | None:
    """The first and the last day on which it may have been under way; an open end is closed at the other bound."""
    first, last = days.earliest_start, days.latest_end
    if first == date.min and last == date.max:
        return None
    return (days.earliest_end if first == date.min else first), (days.latest_start if last == date.max else last)


def _domain(spans: Sequence[tuple[date, date]], day: date) -> tuple[date, date]:
    """The days that are drawn: those around most events, with no gap of many years between them."""
    ordered = sorted(spans)
    middle = len(ordered) // 2
    low = high = middle
    while low > 0 and (ordered[low][0] - ordered[low - 1][1]).days <= _FAR:
        low -= 1
    while high < len(ordered) - 1 and (ordered[high + 1][0] - ordered[high][1]).days <= _FAR:
        high += 1
    begins, ends = ordered[low][0], max(last for _, last in ordered[low : high + 1])
    if ends < day <= ends + timedelta(days=_YEAR):
        ends = day
    room = timedelta(days=max(3, (ends - begins).days // 50))
    return max(begins, date.min + room) - room, min(ends, date.max - room) + room


def _scale(begins: date, ends: date) -> Callable[[date], float]:
    """From days to places; the day's own width is told by the place of the day after it."""
    start, length = begins.toordinal(), max(1, ends.toordinal() + 1 - begins.toordinal())

    def at(day: date) -> float:
        part = (min(max(day, begins), ends).toordinal() - start) / length
        return round(_MARGIN + part * (WIDTH - 2 * _MARGIN), 1)

    return at


def _bands(
    drawn: Sequence[tuple[Event, Days]], scale: Callable[[date], float], *, labelled: bool
) -> tuple[tuple[Band, ...], float]:
    known = {kind for _, kinds in BANDS for kind in kinds}
    others = tuple(sorted({event.kind for event, _ in drawn} - known))
    bands, y = [], 4.0
    for title, kinds in (*BANDS, ("Other", others)):
        marks = [_mark(event, days, scale, labelled=labelled) for event, days in drawn if event.kind in kinds]
        if not marks:
            continue
        lanes, top = _Lanes(), y + _TITLE
        ordered = sorted(marks, key=lambda mark: (mark.start, mark.width, mark.event.id))
        placed = tuple(replace(mark, y=top + _LANE * (lanes.place(mark) + 0.5)) for mark in ordered)
        bands.append(Band(title=title, y=y + _TITLE - 7, marks=placed))
        y = top + _LANE * len(lanes.ends) + _GAP
    return tuple(bands), y


def _mark(event: Event, days: Days, scale: Callable[[date], float], *, labelled: bool) -> Mark:
    first, last = _bounds(days) or (date.min, date.max)
    x, end = scale(first), scale(min(last, date.max - timedelta(days=1)) + timedelta(days=1))
    exact = days.earliest_start == days.latest_start and days.earliest_end == days.latest_end
    shape = "span" if not exact else "point" if first == last or end - x < _POINT else "bar"
    if shape == "point" or end - x < _POINT:
        x, end = (x + end - _POINT) / 2, (x + end + _POINT) / 2
    x = min(x, WIDTH - _MARGIN - _POINT)
    sure = None
    if shape == "span" and days.latest_start <= days.earliest_end:
        sure = (scale(days.latest_start), max(3.0, scale(days.earliest_end) - scale(days.latest_start)))
    return Mark(
        event=event,
        shape=shape,
        x=round(x, 1),
        width=round(max(end - x, _POINT), 1),
        sure=sure if not days.is_a_window else None,
        open_start=days.earliest_start == date.min,
        open_end=days.latest_end == date.max,
        label=_label(event) if labelled else "",
    )


def _label(event: Event) -> str:
    place = event.shown("place")
    said = event.shown("name") or ", ".join([event.kind.replace("_", " "), *([place["name"]] if place else [])])
    words = " ".join(str(said).split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def _ticks(begins: date, ends: date, scale: Callable[[date], float]) -> Iterator[Tick]:
    """Years, quarters or months, whichever are few enough to be told apart."""
    length = (ends - begins).days
    months = next(
        (m for most, m in ((210, 1), (3 * _YEAR, 3), (14 * _YEAR, 12), (40 * _YEAR, 60)) if length <= most), 120
    )
    year, month = begins.year, 1
    if months > 12:  # noqa: PLR2004
        year -= year % (months // 12)
    while year <= min(ends.year, date.max.year):
        at = date(max(1, year), month, 1)
        if begins <= at <= ends:
            yield Tick(scale(at), str(year) if month == 1 else f"{at:%b} {year}" if months == 1 else f"{at:%b}")
        month += months
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
