"""The list of events: the query string is the filter, and the address can be shared."""

from fastapi import APIRouter, Request, Response

from dateline.model.event import Rule, Status
from dateline.web.asked import Asked, AskedOf
from dateline.web.cursor import leaf
from dateline.web.facets import facets
from dateline.web.feeds import written
from dateline.web.kept import kept
from dateline.web.render import Tab
from dateline.web.serving import Serving, ServingOf
from dateline.web.shapes import EventsPage
from dateline.web.twins import Form, Page, offers

router = APIRouter(tags=["events"])
TAB = Tab("Events", "/events", 10)


@router.get(
    "/events",
    summary="Events by day, party, person, type, status and source",
    **offers(EventsPage, Form.CSV, Form.ICS, Form.ATOM),
)
def events(request: Request, serving: ServingOf, asked: AskedOf) -> Response:
    """A page of the events that fit; the CSV, iCalendar and Atom twins hold them all."""
    return kept(request, serving, "events", asked, lambda now: _page(now, asked))


def _page(serving: Serving, asked: Asked) -> Page:
    found = serving.events(asked)
    page = leaf(found, asked.after, asked.limit, lambda event: event.id)
    shown = {
        "asked": asked,
        "leaf": page,
        "facets": facets(found, asked.wanted(serving.desk.store)),
        "statuses": list(Status),
        "rules": list(Rule),
    }
    return Page(
        template="events.html",
        shown=shown,
        data=lambda: EventsPage.of(page),
        others={Form.CSV: lambda: written(serving, found, "csv")},
        name="events",
        found=found,
        title="events",
    )
