"""The front: what is new, what comes next, what is overdue, what needs a look; the news of one's saved searches."""

from collections.abc import Sequence
from datetime import date
from heapq import nlargest
from typing import Any

from fastapi import APIRouter, Request, Response

from dateline.desk.ledger import entries
from dateline.desk.query import Events
from dateline.joining.lapse import Promise
from dateline.model.event import Event, Status
from dateline.model.kept import Source
from dateline.web.asked import Asked
from dateline.web.pages.saved import lines_of
from dateline.web.render import Tab
from dateline.web.serving import Serving, ServingOf
from dateline.web.sessions import visitor_of
from dateline.web.shapes import ArticleLine, EventLine, FrontPage
from dateline.web.twins import Page, answer, offers

router = APIRouter(tags=["front"])
TAB = Tab("Front", "/", 0)

_SHOWN = 8
_LOOK = 0.25  # doubt from which a person should look


@router.get("/", summary="What is new, next, overdue and in doubt", **offers(FrontPage))
def front(request: Request, serving: ServingOf) -> Response:
    """The front page."""
    front = serving.once("front", Asked(), _front)
    user = visitor_of(request).user
    saved = lines_of(request, serving, user, _SHOWN) if user else []
    return answer(
        request,
        Page(
            template="front.html",
            shown={**front, "saved": saved, "shown": _SHOWN},
            data=lambda: FrontPage(
                counts=front["counts"],
                new=tuple(map(ArticleLine.of, front["new"])),
                next=tuple(map(EventLine.of, front["coming"][:_SHOWN])),
                overdue=tuple(map(EventLine.of, front["overdue"][:_SHOWN])),
                review=tuple(map(EventLine.of, front["doubtful"][:_SHOWN])),
                saved=tuple(saved),
            ),
        ),
    )


def _front(serving: Serving) -> dict[str, Any]:
    """What stands on the page, whoever asks."""
    desk = serving.desk
    events, counts, today = serving.events(), desk.store.counts(), desk.clock().date()
    sources = list(desk.store.sources())
    return {
        "counts": {
            "articles": counts["articles"],
            "independent sources": len({source.story or source.key for source in sources}),
            "claims": counts["claims"],
            "rulings": counts["judgements"],
            "events": len(events),
        },
        "new": nlargest(_SHOWN, sources, key=lambda source: (source.added, source.known, source.key)),
        "coming": _coming(events, today),
        "overdue": _overdue(events),
        "doubtful": _doubtful(events),
        "span": _span(sources),
    }


def _coming(events: Sequence[Event], today: date) -> list[Event]:
    """What is planned and may still begin, and what is under way, the nearest first."""
    found = [
        event
        for event in events
        if event.status in (Status.PLANNED, Status.ONGOING) and event.days and event.days.latest_end >= today
    ]
    return sorted(found, key=lambda event: (event.days.latest_start if event.days else today, event.id))


def _overdue(events: Events) -> list[Event]:
    """What was promised and whose days have passed without a report, the newest first."""
    return [entry.event for entry in reversed(entries(events)) if entry.state in (Promise.OVERDUE, Promise.LAPSED)]


def _doubtful(events: Sequence[Event]) -> list[Event]:
    """What a person should look at: doubt times the weight of the sources that speak of it."""
    found = [event for event in events if event.doubt >= _LOOK and event.accepted is None]
    return sorted(found, key=lambda event: (-event.doubt * (1 + event.sources) ** 0.5, event.id))


def _span(sources: Sequence[Source]) -> tuple[date, date] | None:
    known = [source.published for source in sources if source.published]
    return (min(known), max(known)) if known else None
