"""Who is to code what, how far they have come, how long it took, and what was returned to them for which reasons."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request, Response
from pydantic import ConfigDict, Field

from dateline.desk import review
from dateline.desk.work import Assignment, assign, assignments, give_back, reasons, returns, tabulated
from dateline.errors import ReviewError
from dateline.model.kept import Source
from dateline.web.asked import Asked
from dateline.web.forms import back, table
from dateline.web.pages.review import Coder
from dateline.web.security import needs
from dateline.web.serving import Serving, WholeOf
from dateline.web.shapes import Shape
from dateline.web.twins import Form as As
from dateline.web.twins import Page, answer, offers
from dateline.web.users import Role, User

router = APIRouter(tags=["coding"], prefix="/work")
Adjudicator = Annotated[User, Depends(needs(Role.ADJUDICATOR))]
Key = Annotated[str, Form(max_length=80)]
Name = Annotated[str, Form(max_length=80)]

_CSV = ("article", "id", "to", "by", "on", "blind", "coded", "claims", "done", "seconds", "returned")
_MOST = 100


class Work(Shape):
    """One article that somebody is to code."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"article": "9f81", "href": "/code/9f81", "title": "Ministers meet", "to": "a.lind", "by": "i.maren",
                 "on": "2024-06-10", "blind": True, "coded": 1, "claims": 3, "done": False, "seconds": 84.0,
                 "returned": None}
            ]
        }
    )  # fmt: skip

    article: str
    href: str
    title: str | None
    to: str
    by: str
    on: str
    blind: bool
    coded: int = Field(description="Claims that are coded since it was given out or last returned")
    claims: int
    done: bool
    seconds: float = Field(description="How long its coder has looked at it")
    returned: str | None = Field(description="Why it was returned, if it was and is not coded again")


class WorkPage(Shape):
    """What is given out, and how often what was returned for which reason, by person."""

    work: tuple[Work, ...]
    returns: dict[str, dict[str, int]]


@router.get("", summary="Who is to code what, and what was returned", **offers(WorkPage, As.CSV))
def work(request: Request, serving: WholeOf, by: Coder) -> Response:
    """One's own work; for those who decide between coders, everybody's."""
    decides = by.role.reaches(Role.ADJUDICATOR)
    store = serving.desk.store
    found = assignments(store, None if decides else by.name)
    back_ = [one for one in returns(store.judgements()) if decides or one.to == by.name]
    sources = {one.article: store.source(one.article) for one in found}
    times = serving.habits.times()
    lines = tuple(_line(one, sources[one.article], times) for one in found)
    counts = {reason: dict(sorted(count.items())) for reason, count in tabulated(back_).items()}
    shown = {
        "mine": [pair for pair in zip(found, lines, strict=True) if pair[0].to == by.name],
        "all": list(zip(found, lines, strict=True)) if decides else [],
        "decides": decides,
        "returns": counts,
        "people": sorted({name for count in counts.values() for name in count}),
        "reasons": reasons(),
        "coders": _coders(serving, by),
    }
    return answer(
        request,
        Page(
            template="work.html",
            shown=shown,
            data=lambda: WorkPage(work=lines, returns=counts),
            others={As.CSV: lambda: table(_CSV, map(_row, lines))},
            name="work",
        ),
    )


@router.post("/assign", summary="Give articles to people to code", response_class=Response)
def give(
    request: Request,
    serving: WholeOf,
    by: Adjudicator,
    to: Annotated[list[str], Form()],
    article: Key = "",
    next_: Annotated[int, Form(alias="next", ge=0, le=_MOST)] = 0,
    blind: Annotated[bool, Form()] = False,  # noqa: FBT002  (a box of a form)
) -> Response:
    """Give one article, by its key, or those of the next events of the queue, to each of the people."""
    people = [name.strip() for one in to for name in one.split(",") if name.strip()]
    articles = [article.strip()] if article.strip() else _next(serving, by.name, next_)
    if not articles or not people:
        raise ReviewError(
            "nothing is given", mend="name an article or a number, and who is to code it", code="work.nobody"
        )
    for key in articles:
        for name in people:
            serving.rule(assign(serving.desk.store, key, name, serving.desk.hand(by.name), blind=blind))
    return back(request, "/work")


@router.post("/take", summary="Take work back from a person", response_class=Response)
def take_back(request: Request, serving: WholeOf, by: Adjudicator, assignment: Key) -> Response:
    """Undo an assignment; what was coded stays."""
    serving.rule(review.undo(serving.desk.store, assignment, serving.desk.hand(by.name)))
    return back(request, "/work")


@router.post("/return", summary="Return a coding to its coder", response_class=Response)
def give_it_back(
    request: Request,
    serving: WholeOf,
    by: Adjudicator,
    article: Key,
    to: Name,
    reason: Annotated[str, Form(max_length=40)],
    why: Annotated[str, Form(max_length=2000)] = "",
    then: Annotated[str, Form(max_length=200)] = "/work",
) -> Response:
    """Ask a coder to look at an article again, for a reason that is counted."""
    serving.rule(give_back(article, to, reason, serving.desk.hand(by.name, why)))
    return back(request, then)


def _next(serving: Serving, by: str, number: int) -> list[str]:
    """The articles that the first events of the queue are told by, each once, and none that is given out already."""
    given = {one.article for one in assignments(serving.desk.store)}
    waiting = serving.waiting(Asked(), by)
    keys = dict.fromkeys(kept.source.key for event in waiting for kept in event.claims[:1])
    return [key for key in keys if key not in given][:number]


def _coders(serving: Serving, by: User) -> list[str]:
    if serving.accounts is None:
        return [by.name]
    return [one.name for one in serving.accounts.people() if one.active and one.role.reaches(Role.CODER)]


def _line(one: Assignment, source: Source | None, times: Mapping[tuple[str, str], float]) -> Work:
    return Work(
        article=one.article,
        href=f"/code/{one.article}",
        title=(source.title or source.id) if source else None,
        to=one.to,
        by=one.by,
        on=one.on.date().isoformat(),
        blind=one.blind,
        coded=one.coded,
        claims=one.claims,
        done=one.is_done,
        seconds=round(times.get((one.to, one.article), 0.0), 1),
        returned=one.returned,
    )


def _row(line: Work) -> Sequence[Any]:
    return (line.article, line.title, line.to, line.by, line.on, str(line.blind).lower(), line.coded, line.claims,
            str(line.done).lower(), line.seconds, line.returned)  # fmt: skip
