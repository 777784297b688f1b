"""How many contacts there were each year, at which level, and how many articles tell of them: a chart's geometry."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.desk.cadence import Level
from dateline.model.event import Event
from dateline.model.kept import Source

WIDTH = 1180
_TOP, _HIGH, _LOW, _AXIS = 18, 110, 46, 24  # room above, of the columns, of the articles, of the years
_LEFT, _RIGHT = 14, 14
_MOST = 60  # years that are drawn: the last
_WIDEST = 54
_NEAR = 10  # years after the last contact that are drawn empty; a record that ended longer ago ends there


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The contacts of one level in one year, as part of a column."""

    level: Level
    count: int
    y: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """One year: its column, and the bar of the articles below it."""

    year: int
    x: float
    parts: tuple[Part, ...]
    total: int
    top: float
    articles: int
    bar: float
    labelled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ByYear:
    """The chart.

    Attributes:
        years: From the first to the last, those without a contact too.
        column: How wide a column is.
        floor: Where the columns stand; the bars of articles hang from ``line``.
        levels: The levels that are in it, the highest first.
        unplaced: Contacts whose year is not told, or is one of several.
    """

    years: tuple[Year, ...]
    column: float
    floor: float
    line: float
    levels: tuple[Level, ...]
    unplaced: int
    most: int
    most_articles: int
    height: float = _TOP + _HIGH + _AXIS + _LOW
    width: int = WIDTH


def by_year(contacts: Iterable[tuple[Event, Level]], sources: Iterable[Source], until: date) -> ByYear | None:
    """The chart of contacts, or None where the year of none is known.

    Args:
        contacts: Those that took place, each with its level.
        sources: The articles that speak of the parties, each once.
        until: The day on which it is asked; its year is the last where contacts lie near it.
    """
    every = [(_year(event), level) for event, level in contacts]
    counts = Counter((year, level) for year, level in every if year)
    if not counts:
        return None
    last = max(year for year, _ in counts)
    last = until.year if last < until.year <= last + _NEAR else last
    first = max(min(year for year, _ in counts), last - _MOST + 1)
    years = range(first, last + 1)
    published = Counter(source.published.year for source in sources if source.published)
    return _chart(
        years, counts, {year: published[year] for year in years}, sum(year is None or year < first for year, _ in every)
    )


def _chart(
    years: Sequence[int], counts: Counter[tuple[int, Level]], published: dict[int, int], unplaced: int
) -> ByYear:
    step = (WIDTH - _LEFT - _RIGHT) / len(years)
    most = max(sum(counts[year, level] for level in Level) for year in years) or 1
    most_articles = max(published.values()) or 1
    each = max(1, -(-len(years) // 22))
    floor = _TOP + _HIGH
    made = []
    for number, year in enumerate(years):
        parts, y = [], float(floor)
        for level in Level:
            if count := counts[year, level]:
                height = count / most * _HIGH
                y -= height
                parts.append(Part(level=level, count=count, y=round(y, 1), height=round(height, 1)))
        made.append(
            Year(
                year=year,
                x=round(_LEFT + step * (number + 0.5), 1),
                parts=tuple(parts),
                total=sum(part.count for part in parts),
                top=round(y, 1),
                articles=published[year],
                bar=round(published[year] / most_articles * (_LOW - 14), 1),
                labelled=(years[-1] - year) % each == 0,
            )
        )
    return ByYear(
        years=tuple(made),
        column=round(min(_WIDEST, step * 0.7), 1),
        floor=floor,
        line=floor + _AXIS,
        levels=tuple(level for level in Level if any(counts[year, level] for year in years)),
        unplaced=unplaced,
        most=most,
        most_articles=most_articles,
    )


def _year(event: Event) -> int | None:
    """The year in which it began, where it is told."""
    if event.days is None or event.days.earliest_start.year != event.days.latest_start.year:
        return None
    return event.days.earliest_start.year if event.days.earliest_start != date.min else None
