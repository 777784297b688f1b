"""Put right once, put right everywhere: what a ruling would change elsewhere, shown before it is passed."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request, Response
from pydantic import ConfigDict, Field

from dateline.desk import review
from dateline.desk.elsewhere import elsewhere, put_right
from dateline.desk.review import Preview
from dateline.errors import ReviewError
from dateline.model.event import Event
from dateline.model.review import Judgement
from dateline.web.forms import back, within
from dateline.web.pages.review import Coder
from dateline.web.serving import Serving, ServingOf
from dateline.web.shapes import EventLine, Shape
from dateline.web.twins import Page, answer, offers

router = APIRouter(tags=["review"])

_NAME = 200
Name = Annotated[str, Query(max_length=_NAME)]


class Changes(Shape):
    """What would change: the events as they stand, and as they would stand."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"before": [], "after": []}]})

    before: tuple[EventLine, ...]
    after: tuple[EventLine, ...]

    @classmethod
    def of(cls, found: Preview | None) -> "Changes":
        """Of a preview; nothing where there is none yet."""
        before, after = (found.before, found.after) if found else ((), ())
        return cls(before=tuple(map(EventLine.of, before)), after=tuple(map(EventLine.of, after)))


class Elsewhere(Shape):
    """Other events that show what was wrong in one, by the same words."""

    field: str = Field(description="The field that was amended")
    right: str = Field(description="What it was amended to, as a person would write it")
    events: tuple[EventLine, ...]


@router.get("/alias", summary="What would change if two spellings were one person", **offers(Changes))
def alias(
    request: Request,
    serving: ServingOf,
    by: Coder,
    name: Name = "",
    real: Name = "",
    country: Name = "",
    to: str = "/review",
) -> Response:
    """The form, and a preview of every event that it would change; nothing is written."""
    found = serving.desk.preview(_alias(serving, by.name, name, real, country)) if name and real else None
    shown = {"name": name, "real": real, "country": country, "to": within(to), "found": found}
    return answer(request, Page(template="alias.html", shown=shown, data=lambda: Changes.of(found), name="alias"))


@router.post("/alias", summary="Two spellings are one person", response_class=Response)
def one_person(
    request: Request,
    serving: ServingOf,
    by: Coder,
    name: Annotated[str, Form(max_length=_NAME)],
    real: Annotated[str, Form(max_length=_NAME)],
    country: Annotated[str, Form(max_length=_NAME)] = "",
    why: Annotated[str, Form(max_length=2000)] = "",
    to: Annotated[str, Form(max_length=2000)] = "/review",
) -> Response:
    """Pass the ruling; every event with that spelling is told anew."""
    serving.rule(_alias(serving, by.name, name, real, country, why))
    return back(request, to)


@router.get("/review/{id_}/alike", summary="Where else the same fault stands", **offers(Elsewhere))
def alike(
    request: Request, serving: ServingOf, _by: Coder, id_: str, field: Annotated[str, Query(max_length=40)]
) -> Response:
    """The events that show what a field of this one wrongly showed, given by the same words; each can be chosen."""
    event = serving.event(id_)
    found = elsewhere(serving.events(), event, field)
    shown = {"event": event, "field": field, "value": event.shown(field), "found": found}
    return answer(
        request,
        Page(
            template="alike.html",
            shown=shown,
            data=lambda: Elsewhere(field=field, right=str(event.shown(field)), events=tuple(map(EventLine.of, found))),
            name="alike",
        ),
    )


@router.post("/review/{id_}/alike", summary="Put the same fault right elsewhere", response_class=Response)
def put(
    request: Request,
    serving: ServingOf,
    by: Coder,
    id_: str,
    field: Annotated[str, Form(max_length=40)],
    event: Annotated[list[str] | None, Form()] = None,
) -> Response:
    """Amend the field of the events that were chosen: one ruling each, so that each can be taken back."""
    amended = serving.desk.event(id_)
    offered = {one.id: one for one in elsewhere(serving.events(), amended, field)}
    chosen: list[Event] = [offered[one] for one in event or () if one in offered]
    if not chosen:
        raise ReviewError("no event was chosen", mend="choose those that have the same fault", code="review.alike")
    for one in chosen:
        hand = serving.desk.hand(by.name, f"as in {amended.id}")
        for ruling in put_right([one], amended, field, hand):
            serving.rule(ruling)
    return back(request, f"/review/{amended.id}")


def _alias(serving: Serving, by: str, name: str, real: str, country: str, why: str = "") -> Judgement:
    hand = serving.desk.hand(by, why)
    return review.alias(serving.desk.store, name.strip(), real.strip(), hand, country.strip())
