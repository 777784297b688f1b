"""What is ruled on the bench: one form for each verdict, each answered by the event that comes next."""

from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel, Field, field_validator

from dateline.desk import review
from dateline.desk.embargo import embargo, embargo_article
from dateline.desk.query import event_of
from dateline.desk.values import value_of
from dateline.errors import ReviewError
from dateline.model.event import Event
from dateline.model.review import Judgement
from dateline.web.forms import back
from dateline.web.pages.review import Coder
from dateline.web.serving import Serving, ServingOf

router = APIRouter(tags=["review"], prefix="/review")

_WORDS = 2000


class Step(BaseModel):
    """What every form of the bench sends besides its own.

    ``query`` is how the queue was asked for, ``then`` the event that comes next, ``article`` the one that was looked at
    since ``since`` (seconds since 1970, as the page told it).
    """

    why: str = Field(default="", max_length=_WORDS)
    query: str = Field(default="", max_length=_WORDS)
    then: str = Field(default="", max_length=80)
    article: str = Field(default="", max_length=80)
    since: float = 0


class OfField(Step):
    """Of one field, or of the event where none is named."""

    field: str = Field(default="", max_length=40)
    value: str = Field(default="", max_length=_WORDS)


class OfSome(Step):
    """Of some claims, or with some events."""

    claim: list[str] = Field(default_factory=list)
    event: list[str] = Field(default_factory=list)

    @field_validator("claim", "event", mode="before")
    @classmethod
    def _listed(cls, given: Any) -> list[str]:
        every = [given] if isinstance(given, str) else list(given or ())
        return [one.strip() for one in every if str(one).strip()]


class OfTime(Step):
    """Until a day, of the event or of the article."""

    until: date | None = None
    what: str = "event"

    @field_validator("until", mode="before")
    @classmethod
    def _told(cls, given: Any) -> Any:
        return given or None


@router.post("/undo", summary="Take back your last ruling", response_class=Response)
def undo(request: Request, serving: ServingOf, by: Coder, step: Annotated[Step, Form()]) -> Response:
    """Undo the last ruling of whoever asks, and show the event that it was about."""
    last = review.last_of(serving.desk.store, by.name)
    if last is None:
        raise ReviewError("you have no ruling that holds", mend="rule first", code="review.ruling")
    passed = serving.rule(review.undo(serving.desk.store, last.id, serving.desk.hand(by.name, step.why)))
    found = event_of(serving.desk.store, (*last.claims, *last.others))
    return _to(request, step, found.id if found else "", passed)


@router.post("/{id_}/accept", summary="It is right as it is shown", response_class=Response)
def accept(request: Request, serving: ServingOf, by: Coder, id_: str, step: Annotated[OfField, Form()]) -> Response:
    """Accept an event, and go on; or one field of it, and stay."""
    event = serving.desk.event(id_)
    made = review.accept(event, serving.desk.hand(by.name, step.why), step.field or None)
    return _passed(request, serving, step, made, stay=event if step.field else None)


@router.post("/{id_}/amend", summary="A field has another value", response_class=Response)
def amend(request: Request, serving: ServingOf, by: Coder, id_: str, step: Annotated[OfField, Form()]) -> Response:
    """Amend a field, and stay."""
    event = serving.desk.event(id_)
    value = value_of(serving.desk.store, step.field, step.value)
    made = review.amend(event, serving.desk.hand(by.name, step.why), step.field, value)
    return _passed(request, serving, step, made, stay=event)


@router.post("/{id_}/reject", summary="It is no event", response_class=Response)
def reject(request: Request, serving: ServingOf, by: Coder, id_: str, step: Annotated[OfSome, Form()]) -> Response:
    """Reject the claims that are named, or all of the event's, and go on."""
    event = serving.desk.event(id_)
    ours = [kept.key for kept in event.claims]
    if strangers := [key for key in step.claim if key not in ours]:
        raise ReviewError(
            f'has no claim "{strangers[0]}"', place=event.id, mend="look at it again: it changed", code="review.claim"
        )
    keys = step.claim or ours
    made = review.reject(keys, serving.desk.hand(by.name, step.why))
    return _passed(request, serving, step, made, stay=event if len(keys) < len(ours) else None)


@router.post("/{id_}/merge", summary="It is the same occasion as others", response_class=Response)
def merge(request: Request, serving: ServingOf, by: Coder, id_: str, step: Annotated[OfSome, Form()]) -> Response:
    """Merge an event with others, and stay with what they became."""
    event = serving.desk.event(id_)
    others = [serving.desk.event(other) for other in step.event]
    made = review.merge([event, *others], serving.desk.hand(by.name, step.why))
    return _passed(request, serving, step, made, stay=event)


@router.post("/{id_}/split", summary="Some claims speak of another occasion", response_class=Response)
def split(request: Request, serving: ServingOf, by: Coder, id_: str, step: Annotated[OfSome, Form()]) -> Response:
    """Part some claims of an event from the others, and stay."""
    event = serving.desk.event(id_)
    if not step.claim:
        raise ReviewError("no sentence was chosen", mend="choose those that speak of another", code="review.split")
    made = review.split(event, step.claim, serving.desk.hand(by.name, step.why))
    return _passed(request, serving, step, made, stay=event)


@router.post("/{id_}/unsure", summary="You looked and are not sure", response_class=Response)
def unsure(request: Request, serving: ServingOf, by: Coder, id_: str, step: Annotated[Step, Form()]) -> Response:
    """Say that you are unsure, and go on; you are not asked again, others are."""
    made = review.doubt(serving.desk.event(id_), serving.desk.hand(by.name, step.why))
    return _passed(request, serving, step, made)


@router.post("/{id_}/note", summary="Leave a note", response_class=Response)
def note(request: Request, serving: ServingOf, by: Coder, id_: str, step: Annotated[Step, Form()]) -> Response:
    """Note something, and stay."""
    event = serving.desk.event(id_)
    if not step.why.strip():
        raise ReviewError("the note is empty", mend="write it", code="review.note")
    return _passed(request, serving, step, review.note(event, serving.desk.hand(by.name, step.why)), stay=event)


@router.post("/{id_}/embargo", summary="Withhold it until a day", response_class=Response)
def withhold(request: Request, serving: ServingOf, by: Coder, id_: str, step: Annotated[OfTime, Form()]) -> Response:
    """Place the event, or the article that was looked at, under embargo, and stay."""
    event, hand = serving.desk.event(id_), serving.desk.hand(by.name, step.why)
    if step.what == "article":
        made = embargo_article(serving.desk.store, step.article, hand, step.until)
    else:
        made = embargo(event, hand, step.until)
    return _passed(request, serving, step, made, stay=event)


def _passed(request: Request, serving: Serving, step: Step, made: Judgement, *, stay: Event | None = None) -> Response:
    """Pass a ruling, count the time it took, and show the event that stays or comes next."""
    serving.rule(made)
    if step.article and step.since:
        serving.habits.look(made.by, step.article, serving.desk.clock().timestamp() - step.since)
    return _to(request, step, stay.id if stay else step.then, made)


def _to(request: Request, step: Step, id_: str, made: Judgement) -> Response:
    ours = urlencode({"ruled": made.id})
    query = f"{step.query}&{ours}" if step.query else ours
    return back(request, f"/review/{id_}?{query}" if id_ else f"/review?{query}")
