"""The timeline: the events of any query, drawn as surely as their days are known."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import ConfigDict, Field

from dateline.desk.counts import By, Counts, counts
from dateline.model.event import Event, Status
from dateline.web.cursor import Leaf, leaf
from dateline.web.feeds import written
from dateline.web.kept import kept
from dateline.web.render import Tab
from dateline.web.serving import Serving, ServingOf
from dateline.web.shapes import EventLine, Shape
from dateline.web.shown_as import AskedPicture
from dateline.web.timeline import timeline
from dateline.web.twins import Form, Page, offers

router = APIRouter(tags=["timeline"])
TAB = Tab("Timeline", "/timeline", 41)

_DRAWN = 150  # events of one picture, if not told


class AskedTimeline(AskedPicture):
    """A list whose pages are pictures: more stand on each."""

    limit: int = Field(default=_DRAWN, ge=1, le=1000, description="How many events one picture has.")


class TimelinePage(Shape):
    """A page of events in the order of their days, and how many begin in each year; ``unplaced`` in no one year."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"total": 1, "first": 1, "next": None, "years": {"2024": 1}, "unplaced": 0, "events": []},
            ]
        }
    )

    total: int = Field(description="Events that fit")
    first: int = Field(description="The place of the first on this page, from 1")
    next: str | None
    years: dict[str, int]
    unplaced: int
    events: tuple[EventLine, ...]

    @classmethod
    def of(cls, page: Leaf[Event], years: Counts) -> "TimelinePage":
        """A page."""
        return cls(
            total=page.total,
            first=page.first,
            next=page.next,
            years={part.key: part.total for part in years.parts},
            unplaced=years.unplaced,
            events=tuple(map(EventLine.of, page.items)),
        )


@router.get("/timeline", summary="Events drawn in time", **offers(TimelinePage, Form.CSV, Form.ICS, Form.ATOM))
def timeline_(request: Request, serving: ServingOf, asked: Annotated[AskedTimeline, Query()]) -> Response:
    """A page of events as a picture, and the years of all that fit; the other twins hold them all."""
    return kept(request, serving, "timeline", asked, lambda now: _page(now, asked))


def _page(serving: Serving, asked: AskedTimeline) -> Page:
    found = serving.events(asked)
    page = leaf(found, asked.after, asked.limit, lambda event: event.id)
    years = counts(found, (), By.YEAR)
    whole = len(page.items) == page.total
    bounds = (asked.first, asked.last) if whole else (None, None)
    shown = {
        "asked": asked,
        "leaf": page,
        "picture": timeline(page.items, found.view.day, *bounds),
        "years": years,
        "most": max((part.total for part in years.parts), default=0),
        "statuses": list(Status),
        "day": found.view.day,
        "sources": _told_by(found),
    }
    return Page(
        template="timeline.html",
        shown=shown,
        data=lambda: TimelinePage.of(page, years),
        others={Form.CSV: lambda: written(serving, found, "csv")},
        name="timeline",
        found=found,
        title="timeline",
    )


def _told_by(found: Sequence[Event]) -> tuple[int, int]:
    """How many articles tell of these events, and how many of them are independent."""
    sources = {kept.source.key: kept.source for event in found for kept in event.claims}
    return len(sources), len({source.story or source.key for source in sources.values()})
