"""Everything that was ruled, the newest first: by whom, on what, whether it holds; whatever was ruled can be undone."""

from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, HTTPException, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field, field_validator

from dateline.desk import review
from dateline.desk.query import event_of
from dateline.desk.sentence import sentence
from dateline.desk.stood import Passed, passed
from dateline.model.event import Event
from dateline.model.event_codec import judgement_to_json
from dateline.model.review import Judgement, Verdict
from dateline.web.cursor import PAGE, leaf
from dateline.web.forms import back, table
from dateline.web.security import needs
from dateline.web.serving import Serving, ServingOf
from dateline.web.sessions import visitor_of
from dateline.web.shapes import Shape
from dateline.web.twins import Form as As
from dateline.web.twins import Page, answer, offers
from dateline.web.users import Role, User

router = APIRouter(tags=["review"], prefix="/history")

_CSV = ("id", "on", "by", "verdict", "field", "value", "was", "why", "holds", "undoes", "event", "about")


class AskedHistory(BaseModel):
    """Which rulings."""

    model_config = ConfigDict(frozen=True)

    by: str | None = Field(default=None, max_length=80, description="Of one person")
    verdict: Verdict | None = Field(default=None, description="Of one sort")
    after: str | None = Field(default=None, max_length=80, description="The last ruling of the page before")
    limit: int = Field(default=PAGE, ge=1, le=1000)

    @field_validator("by", "verdict", "after", mode="before")
    @classmethod
    def _told(cls, given: Any) -> Any:
        return None if isinstance(given, str) and not given.strip() else given

    def fits(self, one: Judgement) -> bool:
        """Whether a ruling is asked for."""
        return self.by in (None, one.by) and self.verdict in (None, one.verdict)

    def query(self, **changes: Any) -> str:
        """The query string of this, with changes; from the first page on."""
        told = self.model_dump(mode="json", exclude={"after"}, exclude_defaults=True) | changes
        return urlencode({name: value for name, value in told.items() if value})


class Ruled(Shape):
    """One ruling, whether it holds, what it was about as it then stood, and the event in which its claims are now."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "ruling": {"id": "6f1d", "verdict": "accept"},
                    "holds": True,
                    "event": None,
                    "about": None,
                    "was": None,
                }
            ]
        }
    )

    ruling: dict[str, Any]
    holds: bool
    event: str | None
    about: str | None = Field(description="The event as it stood when the ruling was passed, in a sentence")
    was: Any = Field(description="What an amended field showed before")


class HistoryPage(Shape):
    """A page of rulings, the newest first."""

    total: int = Field(description="Rulings that fit")
    people: dict[str, int] = Field(description="Rulings by person")
    next: str | None
    rulings: tuple[Ruled, ...]


@router.get("", summary="Every ruling, and whether it holds", **offers(HistoryPage, As.CSV))
def history(request: Request, serving: ServingOf, asked: Annotated[AskedHistory, Query()]) -> Response:
    """Rulings of everybody; what coders of one article must not see of one another yet is left out for them."""
    user = visitor_of(request).user
    hidden = serving.hides(user)
    every = [ruling for ruling in reversed(review.every_ruling(serving.desk.store)) if not hidden(ruling[0])]
    found = [ruling for ruling in every if asked.fits(ruling[0])]
    page = leaf(found, asked.after, asked.limit, lambda ruling: ruling[0].id)
    events = {one.id: _about(serving, one) for one, _ in page.items}
    stood = {one.judgement.id: one for one in passed(serving.desk.store, page.items)}
    people: dict[str, int] = {}
    for one, _ in every:
        people[one.by] = people.get(one.by, 0) + 1
    return answer(
        request,
        Page(
            template="history.html",
            shown={
                "asked": asked,
                "leaf": page,
                "events": events,
                "stood": stood,
                "people": people,
                "verdicts": list(Verdict),
            },
            data=lambda: HistoryPage(
                total=page.total,
                people=people,
                next=page.next,
                rulings=tuple(_ruled(stood[one.id], events[one.id]) for one, _ in page.items),
            ),
            others={As.CSV: lambda: table(_CSV, (_row(serving, one) for one in passed(serving.desk.store, found)))},
            name="history",
        ),
    )


@router.post("/undo", summary="Take back a ruling", response_class=Response)
def undo(
    request: Request,
    serving: ServingOf,
    by: Annotated[User, Depends(needs(Role.CODER))],
    ruling: Annotated[str, Form(max_length=80)],
    query: Annotated[str, Form(max_length=500)] = "",
    why: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Undo a ruling, an undoing too: one's own, or anybody's for those who decide between coders; nothing is erased."""
    store = serving.desk.store
    if any(one.id == ruling and not by.may_undo(one.by) for one in store.judgements()):
        raise HTTPException(403, "To take back what another ruled needs the role adjudicator.")
    serving.rule(review.undo(store, ruling, serving.desk.hand(by.name, why)))
    return back(request, f"/history?{query}" if query else "/history")


def _about(serving: Serving, one: Judgement) -> Event | None:
    """The event that one of its claims is in."""
    return event_of(serving.desk.store, one.claims[:3])


def _ruled(one: Passed, event: Event | None) -> Ruled:
    return Ruled(
        ruling=judgement_to_json(one.judgement),
        holds=one.holds,
        event=f"/event/{event.id}" if event else None,
        about=sentence(one.event) if one.event else None,
        was=one.was,
    )


def _row(serving: Serving, passed: Passed) -> tuple[Any, ...]:
    one, event = passed.judgement, _about(serving, passed.judgement)
    value, was = (None if told is None else str(told) for told in (one.value, passed.was))
    on: datetime = one.on
    return (one.id, on.isoformat(), one.by, one.verdict.value, one.field, value, was, one.why,
            str(passed.holds).lower(), one.undoes, event.id if event else passed.event.id if passed.event else None,
            sentence(passed.event) if passed.event else None)  # fmt: skip
