"""Coding an article by oneself: each of its claims, as it was read, to be taken, put right or refused."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel, ConfigDict, Field, field_validator

from dateline.desk.coding import FIELDS, MISSED, Coding, as_read, code, codings, missed
from dateline.desk.values import value_of
from dateline.desk.work import Assignment, assignments, claims_of, reasons
from dateline.errors import ReviewError, StoreError
from dateline.model.kept import Kept, Source
from dateline.web.forms import back
from dateline.web.keys import ACTIONS, keys_of
from dateline.web.lit import gist, lit
from dateline.web.pages.review import Coder
from dateline.web.serving import Serving, WholeOf
from dateline.web.shapes import Shape
from dateline.web.twins import Page, answer, offers
from dateline.web.written import HINTS, choices, written

router = APIRouter(tags=["coding"], prefix="/code")

_LONGEST = 2000


class Coded(BaseModel):
    """One claim as a coder has it: every field as a person writes it; ``verdict`` is event, none or unsure."""

    verdict: str = Field(default="event", pattern="^(event|none|unsure)$")
    why: str = Field(default="", max_length=_LONGEST)
    since: float = 0
    type: str = Field(default="", max_length=_LONGEST)
    mode: str = Field(default="", max_length=_LONGEST)
    status: str = Field(default="", max_length=_LONGEST)
    days: str = Field(default="", max_length=_LONGEST)
    countries: str = Field(default="", max_length=_LONGEST)
    organizations: str = Field(default="", max_length=_LONGEST)
    people: str = Field(default="", max_length=_LONGEST)
    place: str = Field(default="", max_length=_LONGEST)
    name: str = Field(default="", max_length=_LONGEST)

    @field_validator("*", mode="before")
    @classmethod
    def _plain(cls, given: Any) -> Any:
        return given.strip() if isinstance(given, str) else given


class CodingPage(Shape):
    """An article to be coded: its text, and each claim as it was read and as you have it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"article": "9f81", "text": "ARDEN — Two ministers met.", "blind": True,
                 "claims": [{"claim": "0e48", "start": 21, "end": 24, "read": {"type": "meeting"}, "yours": None}]}
            ]
        }
    )  # fmt: skip

    article: str
    text: str
    blind: bool
    claims: tuple[dict[str, Any], ...]


@router.get("/{article}", summary="An article to be coded", **offers(CodingPage))
def coding(request: Request, serving: WholeOf, by: Coder, article: str, claim: str = "") -> Response:
    """The text beside one claim after another; nobody sees here what others say of it."""
    store = serving.desk.store
    source, claims = _article(serving, article)
    mine = {one.claim: one for one in _mine(serving, article, by.name)}
    now = next((kept for kept in claims if kept.key == claim), None) or _first_open(claims, mine)
    reading = store.readings(article)[-1].reading
    bare = replace(reading, claims=tuple(kept.claim for kept in claims), **_NOTHING)
    chosen, active = serving.habits.keys(by.name)
    given = _given(serving, article, by.name)
    shown = {
        "source": source,
        "claims": [(kept, gist(kept.claim), mine.get(kept.key)) for kept in claims],
        "now": now,
        "mine": mine.get(now.key) if now else None,
        "fields": _fields(now, mine) if now else {},
        "missed": [one for one in _mine(serving, article, by.name) if one.claim == MISSED],
        "given": given,
        "reasons": reasons(),
        "lit": lit(bare, [kept.key for kept in claims]),
        "choices": choices(now.claim.kind) if now else {},
        "hints": HINTS,
        "keys": keys_of(chosen),
        "active": active,
        "actions": [one for one in ACTIONS if one.name in _ACTIONS],
        "spent": serving.habits.spent(by.name, article),
        "since": serving.desk.clock().timestamp(),
    }
    return answer(
        request,
        Page(
            template="code.html",
            shown=shown,
            data=lambda: CodingPage(
                article=article,
                text=reading.article.text,
                blind=bool(given and given.blind),
                claims=tuple(_line(kept, mine) for kept in claims),
            ),
            name="coding",
        ),
    )


@router.post("/{article}/{key}", summary="Code one claim of it", response_class=Response)
def take(
    request: Request, serving: WholeOf, by: Coder, article: str, key: str, coded: Annotated[Coded, Form()]
) -> Response:
    """Keep one's coding of a claim, and go on to the next; ``missed`` keeps what nobody read, from ``why``."""
    _, claims = _article(serving, article)
    hand = serving.desk.hand(by.name, coded.why)
    if key == MISSED:
        if not coded.why:
            raise ReviewError("nothing is told", mend="write what the article tells", code="review.note")
        serving.rule(missed(article, hand))
        return back(request, f"/code/{article}")
    if key not in {kept.key for kept in claims}:
        raise ReviewError(
            f'has no claim "{key[:40]}"', place=article, mend="look at it again: it changed", code="review.claim"
        )
    values = {name: value_of(serving.desk.store, name, getattr(coded, name) or "none") for name in FIELDS}
    event = {"event": True, "none": False, "unsure": None}[coded.verdict]
    serving.rule(code(article, key, hand, values, event=event))
    serving.habits.look(by.name, article, serving.desk.clock().timestamp() - coded.since if coded.since else 0)
    return back(request, f"/code/{article}{_next(claims, key)}")


_NOTHING: dict[str, Any] = {"statements": (), "people": (), "mentions": (), "times": (), "opening": None, "residue": ()}
_ACTIONS = ("accept", "reject", "unsure", "note", "field-next", "field-back", "next", "back", "help")


def _article(serving: Serving, article: str) -> tuple[Source, list[Kept]]:
    source = serving.desk.store.source(article)
    if source is None:
        raise StoreError(f'has no article "{article[:64]}"', place="the record", mend="look at your work: /work",
                         code="record.article")  # fmt: skip
    return source, claims_of(serving.desk.store, article)


def _mine(serving: Serving, article: str, by: str) -> list[Coding]:
    return [one for one in codings(serving.desk.store.judgements(), article) if one.by == by]


def _given(serving: Serving, article: str, by: str) -> Assignment | None:
    return next((one for one in assignments(serving.desk.store, by) if one.article == article), None)


def _fields(kept: Kept, mine: dict[str, Coding]) -> dict[str, str]:
    """Each field as it would be written: as the coder has it already, else as it was read."""
    have = mine.get(kept.key)
    values = have.fields if have else as_read(kept.claim)
    return {name: written(name, values.get(name)) for name in FIELDS}


def _first_open(claims: Sequence[Kept], mine: dict[str, Coding]) -> Kept | None:
    return next((kept for kept in claims if kept.key not in mine), claims[0] if claims else None)


def _next(claims: Sequence[Kept], key: str) -> str:
    keys = [kept.key for kept in claims]
    after = keys[keys.index(key) + 1 :]
    return f"?claim={after[0]}" if after else ""


def _line(kept: Kept, mine: dict[str, Coding]) -> dict[str, Any]:
    have = mine.get(kept.key)
    at = kept.claim.trigger
    return {
        "claim": kept.key,
        "start": at.start,
        "end": at.end,
        "read": as_read(kept.claim),
        "yours": {"event": have.event, "fields": dict(have.fields), "why": have.why} if have else None,
    }
