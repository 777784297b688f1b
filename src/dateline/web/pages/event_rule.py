"""What is ruled on an event's own page: it is one with others, some sentences are of another, a ruling is undone."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request, Response

from dateline.desk import review
from dateline.desk.query import event_of
from dateline.errors import ReviewError
from dateline.model.event import EVENT
from dateline.model.review import Judgement
from dateline.web.forms import back
from dateline.web.pages.review import Coder
from dateline.web.pages.review_rule import OfSome
from dateline.web.render import quoted
from dateline.web.serving import Serving, ServingOf

router = APIRouter(tags=["events"], prefix="/event")


@router.post("/{id_}/merge", summary="It is the same occasion as others", response_class=Response)
def merge(request: Request, serving: ServingOf, by: Coder, id_: str, some: Annotated[OfSome, Form()]) -> Response:
    """Merge an event with others, and show what they became."""
    every = [serving.desk.event(one) for one in (id_, *some.event)]
    return _shown(request, serving, serving.rule(review.merge(every, serving.desk.hand(by.name, some.why))))


@router.post("/{id_}/split", summary="Some sentences speak of another occasion", response_class=Response)
def split(request: Request, serving: ServingOf, by: Coder, id_: str, some: Annotated[OfSome, Form()]) -> Response:
    """Part some sentences of an event from the others, and show what stays."""
    if not some.claim:
        raise ReviewError("no sentence was chosen", mend="choose those that speak of another", code="review.split")
    made = review.split(serving.desk.event(id_), some.claim, serving.desk.hand(by.name, some.why))
    serving.rule(made)
    return back(request, f"/event/{EVENT}{made.others[0]}")


@router.post("/{id_}/undo", summary="Take back a ruling on it", response_class=Response)
def undo(
    request: Request, serving: ServingOf, by: Coder, id_: str, ruling: Annotated[str, Form(max_length=80)]
) -> Response:
    """Undo one ruling on an event: one's own, or anybody's for those who decide between coders."""
    history = [one for one, _ in serving.desk.history(serving.desk.event(id_))]
    found = next((one for one in history if one.id == ruling), None)
    if found is None:
        raise ReviewError("no such ruling was passed on it", place=id_, mend="look again", code="review.ruling")
    if not by.may_undo(found.by):
        raise HTTPException(403, "To take back what another ruled needs the role adjudicator.")
    return _shown(request, serving, serving.rule(review.undo(serving.desk.store, found.id, serving.desk.hand(by.name))))


def _shown(request: Request, serving: Serving, made: Judgement) -> Response:
    """To the event of the first claim that a ruling is about; to the history, where it is in none."""
    event = event_of(serving.desk.store, made.claims)
    return back(request, f"/event/{quoted(event.id)}" if event else "/history")
