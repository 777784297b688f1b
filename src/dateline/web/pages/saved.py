"""Saved searches: what is new of each, and a feed to follow it by."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request, Response
from pydantic import ConfigDict

from dateline.model.event import Event
from dateline.web.asked import AskedError
from dateline.web.beside import file_of
from dateline.web.feeds import changed, feeds, written
from dateline.web.forms import back
from dateline.web.searches import Search, Searches, asked_by
from dateline.web.security import needs
from dateline.web.serving import Serving, ServingOf
from dateline.web.shapes import EventLine, SavedLine, Shape
from dateline.web.subscribed import Keys
from dateline.web.twins import Form as As
from dateline.web.twins import Page, answer, offers
from dateline.web.users import Role, User

router = APIRouter(tags=["saved searches"], prefix="/saved")
Owner = Annotated[User, Depends(needs(Role.VIEWER))]

PAGES: Mapping[str, str] = {
    "/events": "events", "/search": "search", "/timeline": "timeline", "/calendar": "calendar", "/map": "map",
    "/network": "network", "/counts": "counts", "/ledger": "ledger", "/cadence": "cadence",
}  # fmt: skip
"""The pages whose query can be saved, by their path."""
_MOST = 200  # searches of one person
_SHOWN = 50  # changed events that are listed


class Saved(Shape):
    """The saved searches of whoever asks."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "searches": [
                        {"id": "mZQpX0n4w1RkT7bA", "name": "Arland and Belmar", "href": "/saved/mZQpX0n4w1RkT7bA",
                         "search": "/events?party=ARL&party=BLM", "atom": "/saved/mZQpX0n4w1RkT7bA.atom",
                         "filters": {"party": "ARL, BLM"}, "events": 2, "changed": 1, "seen": "2024-06-10T12:00:00Z"}
                    ]
                }
            ]
        }
    )  # fmt: skip

    searches: tuple[SavedLine, ...]


class SavedOne(Shape):
    """One of them, and the events that changed since its owner last knew all, the newest change first."""

    search: SavedLine
    changed: tuple[EventLine, ...]


@router.get("", summary="Saved searches", **offers(Saved))
def saved(request: Request, serving: ServingOf, by: Owner, view: str = "") -> Response:
    """The saved searches of whoever asks; ``view`` is the address of a page whose query is to be saved."""
    lines = lines_of(request, serving, by)
    to_save = _sound(view)
    shown = {"lines": lines, "view": "?".join(filter(None, to_save)) if to_save else "", "pages": PAGES}
    shown |= {"filters": _told(to_save[1]) if to_save else {}}
    return answer(request, Page(template="saved.html", shown=shown, data=lambda: Saved(searches=tuple(lines))))


@router.get("/{id_}", summary="What is new of a saved search", **offers(SavedOne, As.CSV, As.ICS, As.ATOM))
def one(request: Request, serving: ServingOf, by: Owner, id_: str) -> Response:
    """The events of a search that changed since its owner last knew all; the other twins hold all that fit."""
    search = _found(request, by, id_)
    found = serving.events(search.asked)
    new = _changed(found, search.seen, _ruled(serving))
    line = _line(serving, search, _ruled(serving))
    return answer(
        request,
        Page(
            template="saved_one.html",
            shown={"search": search, "line": line, "changed": new[:_SHOWN], "asked": search.asked, "pages": PAGES},
            data=lambda: SavedOne(search=line, changed=tuple(map(EventLine.of, new))),
            others={
                As.CSV: lambda: written(serving, found, "csv"),
                **feeds(request, serving, found, search.name),
            },
            name="saved",
        ),
    )


@router.post("", summary="Save a search", response_class=Response)
def save(
    request: Request,
    serving: ServingOf,
    by: Owner,
    name: Annotated[str, Form(max_length=80)],
    view: Annotated[str, Form(max_length=2000)],
) -> Response:
    """Save the query of a page under a name; another of this name is replaced."""
    told, sound, kept = " ".join(name.split()), _sound(view), searches_of(request)
    if not told or not told.isprintable():
        raise HTTPException(422, "A saved search needs a name that can be read.")
    if sound is None:
        raise HTTPException(422, f"Only the query of one of these pages can be saved: {', '.join(PAGES)}.")
    if len(kept.of(by.name)) >= _MOST:
        raise HTTPException(409, f"You have {_MOST} saved searches already: let one go first.")
    kept.save(by.name, told, *sound, serving.desk.clock())
    return back(request, "/saved")


@router.post("/{id_}/seen", summary="Know all that is new of a saved search", response_class=Response)
def see(request: Request, serving: ServingOf, by: Owner, id_: str) -> Response:
    """From now on only what changes later is new."""
    search = _found(request, by, id_)
    searches_of(request).see(by.name, search.id, serving.desk.clock())
    return back(request, "/saved")


@router.post("/{id_}/drop", summary="Let a saved search go", response_class=Response)
def drop(request: Request, by: Owner, id_: str) -> Response:
    """It is gone, and its feed with it."""
    searches_of(request).drop(by.name, _found(request, by, id_).id)
    return back(request, "/saved")


@router.post("/key", summary="Make the key of one's feeds anew", response_class=Response)
def renew(request: Request, serving: ServingOf, by: Owner) -> Response:
    """All addresses of feeds and calendars that one gave away are void from now on."""
    keys: Keys | None = request.app.state.feed_keys
    if keys is None:
        raise HTTPException(404, "This desk has no accounts: feeds are read without a key.")
    keys.renew(by.name)
    serving.note(by.name, "new key of feeds")
    return back(request, "/saved")


def lines_of(request: Request, serving: Serving, by: User, most: int = _MOST) -> list[SavedLine]:
    """The saved searches of a person, and how much is new of each."""
    found = searches_of(request).of(by.name)[:most]
    ruled = _ruled(serving) if found else {}
    return [_line(serving, one, ruled) for one in found]


def searches_of(request: Request) -> Searches:
    """The saved searches of this desk."""
    state = request.app.state
    if not hasattr(state, "searches"):
        whole: Serving = state.serving
        state.searches = Searches(whole.accounts.path if whole.accounts else file_of(whole.desk.store))
    kept: Searches = state.searches
    return kept


def _found(request: Request, by: User, id_: str) -> Search:
    search = searches_of(request).find(by.name, id_)
    if search is None:
        raise HTTPException(404, "You have no saved search of that name.")
    return search


def _sound(view: str) -> tuple[str, str] | None:
    """The path and the query of an address that can be saved; None of any other."""
    path, _, query = view.partition("#")[0].partition("?")
    try:
        asked_by(query)
    except ValueError:
        return None
    return (path, query) if path in PAGES and view.isprintable() else None


def _line(serving: Serving, search: Search, ruled: dict[str, datetime]) -> SavedLine:
    """How it stands with a search; of one that asks for what the record knows no more, that nothing fits."""
    found: Sequence[Event] = ()
    with suppress(AskedError):
        found = serving.events(search.asked)
    return SavedLine(
        id=search.id,
        name=search.name,
        href=f"/saved/{search.id}",
        search=search.address,
        atom=f"/saved/{search.id}.atom",
        filters=_told(search.query),
        events=len(found),
        changed=len(_changed(found, search.seen, ruled)),
        seen=search.seen,
    )


def _told(query: str) -> dict[str, str]:
    """What a query asks for, in words."""
    filters = asked_by(query).filters
    return {
        name: ", ".join(map(str, value)) if isinstance(value, list) else str(value) for name, value in filters.items()
    }


def _ruled(serving: Serving) -> dict[str, datetime]:
    """When each ruling was passed."""
    return {one.id: one.on for one in serving.desk.store.judgements()}


def _changed(found: Sequence[Event], since: datetime, ruled: dict[str, datetime]) -> list[Event]:
    """The events that changed since a moment, the last change first."""
    moments = [(changed(event, ruled), event) for event in found]
    late = sorted((one for one in moments if one[0] > since), key=lambda one: (one[0], one[1].id), reverse=True)
    return [event for _, event in late]
