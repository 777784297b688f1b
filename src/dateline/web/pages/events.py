"""The list of events: the query string is the filter, and the address can be shared."""

import io

from fastapi import APIRouter, Request, Response

from dateline.desk.query import Events
from dateline.desk.take import take
from dateline.model.event import Rule, Status
from dateline.web.asked import AskedOf
from dateline.web.cursor import leaf
from dateline.web.facets import facets
from dateline.web.render import Tab
from dateline.web.serving import Serving, ServingOf
from dateline.web.shapes import EventsPage
from dateline.web.twins import Form, Page, answer, offers

router = APIRouter(tags=["events"])
TAB = Tab("Events", "/events", 10)


@router.get("/events", summary="Events by day, party, person, type, status and source", **offers(EventsPage, Form.CSV))
def events(request: Request, serving: ServingOf, asked: AskedOf) -> Response:
    """A page of the events that fit; the CSV twin holds them all, one a row."""
    found = serving.events(asked)
    page = leaf(found, asked.after, asked.limit, lambda event: event.id)
    shown = {
        "asked": asked,
        "leaf": page,
        "facets": facets(found, asked),
        "statuses": list(Status),
        "rules": list(Rule),
    }
    return answer(
        request,
        Page(
            template="events.html",
            shown=shown,
            data=lambda: EventsPage.of(page),
            others={Form.CSV: lambda: written(serving, found, "csv")},
            name="events",
        ),
    )


def written(serving: Serving, found: Events, what: str) -> bytes:
    """Events in a format of ``dateline export``."""
    out = io.BytesIO()
    take(serving.desk, found, what, out)
    return out.getvalue()
