"""The calendar: what was held and what is expected, by month or as a list; to be subscribed to."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import ConfigDict, Field, field_validator

from dateline.desk.query import Events
from dateline.model.event import Event, Status
from dateline.web.asked import Asked
from dateline.web.cursor import Leaf, leaf
from dateline.web.feeds import written
from dateline.web.kept import kept
from dateline.web.month import Month, beside, in_month, is_drawn, weeks
from dateline.web.render import Tab
from dateline.web.serving import Serving, ServingOf
from dateline.web.shapes import EventLine, Shape
from dateline.web.twins import Form, Page, offers

router = APIRouter(tags=["calendar"])
TAB = Tab("Calendar", "/calendar", 40)


class AskedCalendar(Asked):
    """Which month, or the list."""

    month: str | None = Field(default=None, max_length=7, description="A month: 2020-09; that of today if not told.")
    view: Literal["month", "list"] = Field(default="month", description="A page of days, or a list of all that fit.")

    @field_validator("month")
    @classmethod
    def _is_a_month(cls, given: str | None) -> str | None:
        if not given:
            return None
        try:
            return str(Month.read(given))
        except ValueError:
            message = "write a month as 2020-09"
            raise ValueError(message) from None


class CalendarPage(Shape):
    """A month, or a page of the list: ``events`` have days in it; ``beside`` only may have been in it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "month": "2024-06",
                    "total": 1,
                    "before": None,
                    "after": "2024-11",
                    "next": None,
                    "events": [],
                    "beside": [],
                }
            ]
        }
    )

    month: str | None = Field(description="None in the list")
    total: int = Field(description="Events that fit, in any month")
    before: str | None = Field(description="The last month before that has an event")
    after: str | None = Field(description="The first month after that has one")
    next: str | None = Field(description="In the list, what ``after`` must say for the next page")
    events: tuple[EventLine, ...]
    beside: tuple[EventLine, ...] = Field(description="Known too coarsely, or too long, to be drawn on days")


@router.get("/calendar", summary="Events by month, or as a list", **offers(CalendarPage, Form.CSV, Form.ICS, Form.ATOM))
def calendar(request: Request, serving: ServingOf, asked: Annotated[AskedCalendar, Query()]) -> Response:
    """A month or a page of the list; the other twins hold all that fit, or the month's where one is asked for."""
    site = str(request.base_url).rstrip("/")
    return kept(request, serving, ("calendar", site), asked, lambda now: _page(now, asked, site))


def _page(serving: Serving, asked: AskedCalendar, site: str) -> Page:
    found = serving.events(asked)
    month = Month.read(asked.month) if asked.month else Month.of(found.view.day)
    theirs = tuple(event for event in found if in_month(month, event))
    taken = replace(found, events=theirs) if asked.month and asked.view == "month" else found
    shown, data = (_list if asked.view == "list" else _month)(asked, found, month, theirs)
    return Page(
        template="calendar.html",
        shown=shown
        | {
            "asked": asked,
            "month": month,
            "day": found.view.day,
            "total": len(found),
            "statuses": list(Status),
            "site": site,
            "subscribe": f"/calendar.ics?{_lasting(asked)}".rstrip("?"),
        },
        data=lambda: data,
        others={Form.CSV: lambda: written(serving, taken, "csv")},
        name="calendar",
        found=taken,
        title=f"calendar of {month}" if taken is not found else "calendar",
    )


def _lasting(asked: AskedCalendar) -> str:
    """What a subscription asks for: no month, no place in the list."""
    return asked.query(month=None, view=None, limit=None, order=None)


def _month(
    asked: AskedCalendar, found: Events, month: Month, theirs: Sequence[Event]
) -> tuple[dict[str, Any], CalendarPage]:
    del asked
    drawn = [event for event in theirs if event.days and is_drawn(event.days)]
    other = beside(month, theirs)
    before, after = _near(found, month)
    shown = {"weeks": weeks(month, drawn), "drawn": drawn, "beside": other, "before": before, "after": after}
    data = CalendarPage(
        month=str(month),
        total=len(found),
        before=str(before) if before else None,
        after=str(after) if after else None,
        next=None,
        events=tuple(map(EventLine.of, drawn)),
        beside=tuple(map(EventLine.of, other)),
    )
    return shown, data


def _list(
    asked: AskedCalendar, found: Events, month: Month, theirs: Sequence[Event]
) -> tuple[dict[str, Any], CalendarPage]:
    del month, theirs
    page = leaf(found, asked.after, asked.limit, lambda event: event.id)
    data = CalendarPage(
        month=None,
        total=len(found),
        before=None,
        after=None,
        next=page.next,
        events=tuple(map(EventLine.of, page.items)),
        beside=(),
    )
    return {"leaf": page, "months": list(_by_month(page))}, data


def _by_month(page: Leaf[Event]) -> Iterator[tuple[date | None, list[Event]]]:
    """The events of a page by the month in which they may have begun; those without a first day, together."""
    for month, events in groupby(page.items, key=_begins_in):
        yield month, list(events)


def _begins_in(event: Event) -> date | None:
    first = event.days.earliest_start if event.days else date.min
    return None if first == date.min else first.replace(day=1)


def _near(found: Events, month: Month) -> tuple[Month | None, Month | None]:
    """The nearest months before and after that have an event on known days."""
    days = [event.days for event in found if event.days and is_drawn(event.days)]
    before = max((one.latest_end for one in days if one.latest_end < month.first), default=None)
    after = min((one.earliest_start for one in days if one.earliest_start > month.last), default=None)
    return (Month.of(before) if before else None), (Month.of(after) if after else None)
