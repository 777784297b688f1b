"""Series: recurring exercises, commissions and forums with their editions, the gaps, and when the next is due."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import ConfigDict, Field
from pydantic.config import JsonDict

from dateline.books.register import Register
from dateline.desk.query import Events
from dateline.desk.series import to_json
from dateline.errors import StoreError
from dateline.joining.series import Edition, Series, series
from dateline.model.day import Days
from dateline.model.event import Event, Status
from dateline.web.asked import Asked, AskedOf
from dateline.web.cursor import leaf
from dateline.web.forms import table
from dateline.web.kept import kept
from dateline.web.render import Tab, quoted
from dateline.web.serving import Serving, ServingOf
from dateline.web.shapes import EventLine, Shape
from dateline.web.timeline import timeline
from dateline.web.twins import Form, Page, offers

router = APIRouter(tags=["series"])
TAB = Tab("Series", "/series", 36)

_TOOK_PLACE = (Status.HELD, Status.ONGOING)
_LONG = 1.5  # times the usual gap
_CSV = ("series", "name", "type", "editions", "held", "last_held", "usual_gap_days", "next_due", "why")
_EDITIONS = ("series", "edition", "number", "event", "days", "status", "gap_days", "place", "countries", "articles")
_LINE: JsonDict = {
    "key": "northern-star",
    "href": "/series/northern-star",
    "name": "Northern Star",
    "type": "exercise",
    "editions": 3,
    "held": 2,
    "last": "2024-06-02/2024-06-05",
    "usual_gap": 365,
    "next_due": "2025-06",
    "why": "the median of 1 gap is 365 days, counted from 2024-06-02, when the last took place",
}


class SeriesLine(Shape):
    """One series on a line."""

    model_config = ConfigDict(json_schema_extra={"examples": [_LINE]})

    key: str
    href: str
    name: str
    type: str
    editions: int = Field(description="Events that are editions, whatever became of them")
    held: int = Field(description="Those that took place or are under way")
    last: str | None = Field(description="The days of the last that took place (EDTF)")
    usual_gap: int | None = Field(description="The median of days between the beginnings of those held")
    next_due: str | None = Field(description="When the next is reckoned to be due (EDTF)")
    why: str

    @classmethod
    def of(cls, one: Series) -> "SeriesLine":
        """A series on a line."""
        last = last_held(one)
        return cls(
            key=one.key,
            href=f"/series/{quoted(one.key)}",
            name=one.name,
            type=one.kind,
            editions=len(one.editions),
            held=sum(edition.status in _TOOK_PLACE for edition in one.editions),
            last=last.edtf() if last else None,
            usual_gap=usual_gap(one),
            next_due=one.next_due.edtf() if one.next_due else None,
            why=one.why,
        )


class SeriesPage(Shape):
    """A page of series."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"total": 1, "next": None, "series": [_LINE]}]})

    total: int
    next: str | None
    series: tuple[SeriesLine, ...]


class SeriesWhole(Shape):
    """One series: ``series`` is as ``dateline series --json`` gives it; the events in the order of its editions."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"line": _LINE, "series": {}, "parties": [], "events": []}]}
    )

    line: SeriesLine
    series: dict[str, Any]
    parties: tuple[str, ...] = Field(description="Those that take part as a rule, by the register")
    events: tuple[EventLine, ...]


@router.get(
    "/series", summary="Recurring occasions and their editions", **offers(SeriesPage, Form.CSV, Form.ICS, Form.ATOM)
)
def every(request: Request, serving: ServingOf, asked: AskedOf) -> Response:
    """A page of series, those with most editions first; the CSV twin holds all, the others their events."""
    return kept(request, serving, "series", asked, lambda now: _page(now, asked))


def _page(serving: Serving, asked: Asked) -> Page:
    found = _editions_of(serving.events(_oldest(asked)))
    told = sorted(series(found), key=lambda one: (-len(one.editions), one.name.casefold(), one.key))
    page = leaf(told, asked.after, asked.limit, lambda one: one.key)
    lines = {one.key: SeriesLine.of(one) for one in page.items}
    return Page(
        template="series.html",
        shown={
            "asked": asked,
            "leaf": page,
            "lines": lines,
            "last": {one.key: last_held(one) for one in page.items},
            "editions": len(found),
        },
        data=lambda: SeriesPage(total=page.total, next=page.next, series=tuple(lines.values())),
        others={Form.CSV: lambda: table(_CSV, map(_row, told))},
        name="series",
        found=found,
        title="editions of series",
    )


@router.get(
    "/series/{key:path}", summary="One series with its editions", **offers(SeriesWhole, Form.CSV, Form.ICS, Form.ATOM)
)
def one_series(request: Request, serving: ServingOf, asked: AskedOf, key: str) -> Response:
    """The editions of one series in their order, with the gaps between them.

    Raises:
        StoreError: The record has none of that key.
    """
    return kept(request, serving, ("series", key), asked, lambda now: _one(now, asked, key))


def _one(serving: Serving, asked: Asked, key: str) -> Page:
    found = serving.events(_oldest(asked).model_copy(update={"series": key}))
    told = next(iter(series(found)), None)
    if told is None:
        when = f" that was known on {asked.as_of}" if asked.as_of else ""
        raise StoreError(
            f'has no series "{key}"{when}', place="the record", mend="look at the list of series", code="record.series"
        )
    events, line, register = {event.id: event for event in found}, SeriesLine.of(told), Register.load().series(key)
    parties = register.parties if register else ()
    shown = {
        "asked": asked,
        "told": told,
        "line": line,
        "events": events,
        "parties": parties,
        "names": tuple(sorted({str(event.shown("name")) for event in found if event.shown("name")} - {told.name})),
        "long": long_gaps(told),
        "picture": timeline(found, found.view.day),
        "day": found.view.day,
    }
    return Page(
        template="one_series.html",
        shown=shown,
        data=lambda: SeriesWhole(
            line=line,
            series=to_json(told),
            parties=parties,
            events=tuple(EventLine.of(events[edition.event]) for edition in told.editions),
        ),
        others={Form.CSV: lambda: table(_EDITIONS, _edition_rows(told, events))},
        name="series",
        found=found,
        title=told.name,
    )


def last_held(one: Series) -> Days | None:
    """The days of the last edition that took place; None where none is known to have, or to have had a day."""
    dated = [edition.days for edition in one.editions if edition.status in _TOOK_PLACE and edition.days]
    return dated[-1] if dated else None


def usual_gap(one: Series) -> int | None:
    """The median of the days between the beginnings of editions that took place."""
    gaps = [edition.gap for edition in one.editions if edition.gap]
    return round(median(gaps)) if gaps else None


def long_gaps(one: Series) -> frozenset[str]:
    """The events of editions that came much later after the one before than is usual, where there is a usual."""
    usual, gaps = usual_gap(one), [edition.gap for edition in one.editions if edition.gap]
    if usual is None or len(gaps) < 2:  # noqa: PLR2004  (of one gap, none is longer)
        return frozenset()
    return frozenset(edition.event for edition in one.editions if edition.gap and edition.gap > _LONG * usual)


def _oldest(asked: Asked) -> Asked:
    return asked.model_copy(update={"order": "oldest"})


def _editions_of(found: Events) -> Events:
    """Those that are editions of a series."""
    return replace(found, events=tuple(event for event in found if event.series))


def _row(one: Series) -> tuple[Any, ...]:
    line = SeriesLine.of(one)
    return (
        line.key, line.name, line.type, line.editions, line.held, line.last, line.usual_gap, line.next_due, line.why,
    )  # fmt: skip


def _edition_rows(one: Series, events: dict[str, Event]) -> Iterator[Sequence[Any]]:
    for edition in one.editions:
        yield _edition_row(one.key, edition, events[edition.event])


def _edition_row(key: str, edition: Edition, event: Event) -> Sequence[Any]:
    place, days = event.shown("place"), edition.days
    return (
        key, edition.told, edition.number, event.id, days.edtf() if days else None, edition.status.value, edition.gap,
        place["name"] if place else None, tuple(event.shown("countries") or ()), event.articles,
    )  # fmt: skip
