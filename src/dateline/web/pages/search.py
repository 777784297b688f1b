"""Search: words lead to events and articles, facets narrow what was found."""

from fastapi import APIRouter, Request, Response

from dateline.web.asked import Asked, AskedOf
from dateline.web.cursor import leaf
from dateline.web.facets import facets
from dateline.web.feeds import written
from dateline.web.kept import kept
from dateline.web.render import Tab
from dateline.web.serving import Serving, ServingOf
from dateline.web.shapes import EventLine, Found, hit_line
from dateline.web.twins import Form, Page, offers

router = APIRouter(tags=["search"])
TAB = Tab("Search", "/search", 20)

_ARTICLES = 20


@router.get(
    "/search", summary="Words of articles and events, with facets", **offers(Found, Form.CSV, Form.ICS, Form.ATOM)
)
def search(request: Request, serving: ServingOf, asked: AskedOf) -> Response:
    """What was found; nothing while nothing is asked. The other twins hold all events that fit."""
    return kept(request, serving, "search", asked, lambda now: _page(now, asked))


def _page(serving: Serving, asked: Asked) -> Page:
    nothing = not asked.filters
    found = serving.events(asked)
    page = leaf(() if nothing else found, asked.after, asked.limit, lambda event: event.id)
    words = asked.q
    hits = serving.once("hits", Asked(q=words), lambda now: now.desk.search(words, _ARTICLES)) if words else []
    by = facets(found, asked.wanted(serving.desk.store))
    return Page(
        template="search.html",
        shown={"asked": asked, "leaf": page, "hits": hits, "facets": by, "nothing": nothing, "most": _ARTICLES},
        data=lambda: Found(
            total=page.total,
            next=page.next,
            facets=by,
            events=tuple(map(EventLine.of, page.items)),
            articles=tuple(map(hit_line, hits)),
        ),
        others={Form.CSV: lambda: written(serving, found, "csv")},
        name="search",
        found=found,
        title=_title(asked),
    )


def _title(asked: Asked) -> str:
    return f"search for “{asked.q}”" if asked.q else "search"
