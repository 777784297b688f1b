"""What an article tells and no reader found: a coder adds it from words of the text, and can take it back."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request, Response
from pydantic import Field, field_validator

from dateline.desk import review
from dateline.desk.coding import FIELDS
from dateline.desk.telling import added, find, tell
from dateline.desk.values import value_of
from dateline.errors import ReviewError
from dateline.model.review import Judgement
from dateline.model.span import Span
from dateline.web.forms import back
from dateline.web.pages.article import shown_article
from dateline.web.pages.code import Coded
from dateline.web.pages.review import Coder
from dateline.web.render import quoted
from dateline.web.serving import Serving, ServingOf
from dateline.web.shapes import Fault
from dateline.web.twins import answer
from dateline.web.users import User

router = APIRouter(tags=["articles"], prefix="/article")

_LONGEST = 2000


class Told(Coded):
    """An event as a coder writes it: the words that tell it, about where they stand, and every field that is told."""

    words: str = Field(default="", max_length=_LONGEST)
    near: int | None = Field(default=None, ge=0)
    status: str = Field(default="held", max_length=_LONGEST)

    @field_validator("near", mode="before")
    @classmethod
    def _told(cls, given: Any) -> Any:
        return given or None


@router.post("/{key}/claims", summary="Add an event that nobody read", response_class=Response)
def add(request: Request, serving: ServingOf, by: Coder, key: str, told: Annotated[Told, Form()]) -> Response:
    """Add what some words of an article tell, under one's own name; what cannot be kept comes back with its mend."""
    try:
        made = serving.rule(_ruling(serving, key, told, by))
    except ReviewError as fault:
        return answer(request, shown_article(request, serving, key, told.model_dump(), Fault.of(fault)))
    return back(request, f"/article/{quoted(key)}#claim-{made.claims[0]}")


@router.post("/{key}/claims/{claim}/undo", summary="Take back an event that was added", response_class=Response)
def undo(request: Request, serving: ServingOf, by: Coder, key: str, claim: str) -> Response:
    """Undo the adding of a claim: one's own, or anybody's for those who decide between coders."""
    made = added(serving.desk.store, key).get(claim)
    if made is None:
        raise ReviewError("nobody added this", place=claim[:40], mend="load the article again", code="review.claim")
    if not by.may_undo(made.by):
        raise HTTPException(403, "To take back what another added needs the role adjudicator.")
    serving.rule(review.undo(serving.desk.store, made.id, serving.desk.hand(by.name)))
    return back(request, f"/article/{quoted(key)}")


def _ruling(serving: Serving, key: str, told: Told, by: User) -> Judgement:
    store = serving.desk.store
    article = store.article(key)
    at = find(article.text, told.words, told.near) if article else Span(0, 0)
    return tell(store, key, at, _fields(serving, told), serving.desk.hand(by.name, told.why))


def _fields(serving: Serving, told: Told) -> dict[str, Any]:
    """The fields as the record holds them; an empty one is not told."""
    written = {name: getattr(told, name) for name in FIELDS}
    return {name: value_of(serving.desk.store, name, words) for name, words in written.items() if words}
