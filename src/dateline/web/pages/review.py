"""The review bench: text left, record right, the queue by doubt × weight; every action a form, and a key for each."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import ConfigDict, Field

from dateline.desk.blind import blind_articles, hidden_from, not_yet
from dateline.desk.elsewhere import elsewhere
from dateline.desk.queue import doubtful, weight
from dateline.desk.sentence import sentence
from dateline.desk.told import full
from dateline.model.event import Event
from dateline.model.kept import Source
from dateline.model.review import Judgement
from dateline.web.asked import Asked
from dateline.web.bench import Bench, Way, bench
from dateline.web.cursor import leaf
from dateline.web.forms import back, table
from dateline.web.keys import ACTIONS, keys_of
from dateline.web.render import Tab
from dateline.web.security import needs
from dateline.web.serving import Serving, ServingOf
from dateline.web.sessions import visitor_of
from dateline.web.shapes import EventLine, Shape
from dateline.web.twins import Form, Page, answer, form_of, offers
from dateline.web.users import Role, User
from dateline.web.written import HINTS, choices

router = APIRouter(tags=["review"])
TAB = Tab("Review", "/review", 80)
Coder = Annotated[User, Depends(needs(Role.CODER))]

_CSV = ("rank", "event", "worth", "doubt", "weight", "days", "type", "status", "text", "doubts")
_UPCOMING = 8


class AskedBench(Asked):
    """Which events are in the queue, and whose text is shown."""

    within: str | None = Field(default=None, max_length=80, description="The key of the one article to go through")
    text: str | None = Field(default=None, max_length=80, description="The key of the article whose text is shown")
    ruled: str | None = Field(default=None, max_length=80, description="The ruling that was just passed")

    @property
    def of_the_list(self) -> Asked:
        """Which events are asked for, wherever one is among them."""
        return Asked(**self.model_dump(include={*Asked.model_fields} - {"after", "limit"}))


AskedBenchOf = Annotated[AskedBench, Query()]


class Queued(Shape):
    """One event of the queue: what a look at it is worth is ``doubt`` × ``weight``."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"rank": 1, "worth": 0.42, "doubt": 0.4, "weight": 1.05}]}
    )

    rank: int
    worth: float
    doubt: float = Field(
        description="How doubtful it is, 0 to 1: not only its reasons for doubt, but its confidence too"
    )
    weight: float
    event: EventLine


class QueuePage(Shape):
    """A page of what awaits a look."""

    total: int = Field(description="Events that await a look of whoever asks")
    next: str | None
    queue: tuple[Queued, ...]


class BenchPage(Shape):
    """What lies on the bench; ``event`` is None where nothing awaits a look."""

    open: int = Field(description="Events of the queue that await a look")
    event: dict[str, Any] | None = Field(description="As `dateline show --json` gives it")
    text: str = Field(default="", description="The text of the article that is shown")
    article: str | None = Field(default=None, description="Its key")
    fields: dict[str, str] = Field(default_factory=dict, description="Each field as a person would write it")
    next: str | None = Field(default=None, description="The address of the next")
    within: dict[str, int] | None = Field(default=None, description="Of one article: events looked at, and all")
    seconds: float = Field(default=0, description="How long you have looked at this article")


@router.get("/review", summary="The next event that awaits a look", **offers(BenchPage))
def first(request: Request, serving: ServingOf, asked: AskedBenchOf) -> Response:
    """The bench with the first event of the queue on it; whoever may only read is led to what was ruled."""
    user = visitor_of(request).user
    if form_of(request) is Form.HTML and not (user and user.role.reaches(Role.CODER)):
        return back(request, "/history")
    by = needs(Role.CODER)(request)
    waiting = queue_of(serving, asked, by.name)
    if waiting:
        return _bench(request, serving, asked, by.name, waiting[0], waiting)
    within, done, every = _article(serving, asked, waiting)
    shown = {
        "asked": asked,
        "within": within,
        "every": every,
        "done": done,
        "ruled": _ruled(serving, asked),
        "spent": serving.habits.spent(by.name, asked.within or ""),
    }
    return answer(
        request,
        Page(template="review_done.html", shown=shown, data=lambda: BenchPage(open=0, event=None), name="review"),
    )


@router.get("/review/queue", summary="Everything that awaits a look, by doubt × weight", **offers(QueuePage, Form.CSV))
def queue(request: Request, serving: ServingOf, asked: AskedBenchOf, by: Coder) -> Response:
    """The whole queue of whoever asks."""
    waiting, today = queue_of(serving, asked, by.name), serving.desk.clock().date()
    page = leaf(waiting, asked.after, asked.limit, lambda event: event.id)
    lines = [_queued(page.first + n, event, today) for n, event in enumerate(page.items)]
    return answer(
        request,
        Page(
            template="review_queue.html",
            shown={"asked": asked, "leaf": page, "lines": list(zip(page.items, lines, strict=True))},
            data=lambda: QueuePage(total=page.total, next=page.next, queue=tuple(lines)),
            others={Form.CSV: lambda: table(_CSV, _rows(waiting, today))},
            name="queue",
        ),
    )


@router.get("/review/{id_}", summary="One event on the bench", **offers(BenchPage))
def one(request: Request, serving: ServingOf, asked: AskedBenchOf, by: Coder, id_: str) -> Response:
    """The bench with this event on it, whether or not it awaits a look."""
    found = serving.event(id_)
    if blind := blind_articles(serving.desk.store, by.name) & {kept.source.key for kept in found.claims}:
        raise not_yet(blind)
    if found.id != id_ and form_of(request) is Form.HTML:
        return back(request, f"/review/{found.id}?{asked.query()}")
    return _bench(request, serving, asked, by.name, found, queue_of(serving, asked, by.name))


def queue_of(serving: Serving, asked: AskedBench, by: str) -> list[Event]:
    """The events that are asked for and await a person's look; of one article, if one is gone through.

    Those of articles that the person has yet to code without seeing what others say of them are left out.
    """
    events = serving.waiting(asked.of_the_list, by)
    if blind := blind_articles(serving.desk.store, by):
        events = [event for event in events if blind.isdisjoint(kept.source.key for kept in event.claims)]
    if asked.within:
        events = [event for event in events if any(kept.source.key == asked.within for kept in event.claims)]
    return events


def _bench(
    request: Request, serving: Serving, asked: AskedBench, by: str, event: Event, waiting: list[Event]
) -> Response:
    lying = bench(serving, event, _way(serving, asked, event, waiting), asked.text, by)
    chosen, active = serving.habits.keys(by)
    hidden = hidden_from(serving.desk.store, by)
    ruled = _ruled(serving, asked)
    shown = {
        "asked": asked,
        "bench": lying,
        "event": event,
        "way": lying.way,
        "keys": keys_of(chosen),
        "active": active,
        "actions": ACTIONS,
        "hints": HINTS,
        "choices": choices(event.kind),
        "history": [passed for passed in serving.desk.history(event) if not hidden(passed[0])],
        "ruled": ruled,
        "alike_too": len(elsewhere(serving.events(), event, ruled.field)) if ruled and ruled.field else 0,
        "upcoming": waiting[:_UPCOMING],
        "now": serving.desk.clock().timestamp(),
    }
    return answer(request, Page(template="review.html", shown=shown, data=lambda: _data(lying), name=event.id))


def _data(lying: Bench) -> BenchPage:
    way = lying.way
    return BenchPage(
        open=way.open,
        event=full(lying.event),
        text=lying.reading.article.text,
        article=lying.source.key,
        fields={row.name: row.written for row in lying.rows},
        next=f"/review/{way.next.id}" if way.next else None,
        within={"done": way.done, "every": way.every} if way.within else None,
        seconds=lying.spent.here,
    )


def _way(serving: Serving, asked: AskedBench, event: Event, waiting: list[Event]) -> Way:
    ids = [one.id for one in waiting]
    place = ids.index(event.id) if event.id in ids else None
    after = waiting[place + 1 :] if place is not None else waiting
    before = waiting[:place] if place is not None else []
    following = next(iter((*after, *before)), None)
    within, done, every = _article(serving, asked, waiting)
    return Way(
        open=len(waiting),
        place=None if place is None else place + 1,
        back=before[-1] if before else None,
        next=following,
        within=within,
        done=done,
        every=every,
    )


def _article(serving: Serving, asked: AskedBench, waiting: list[Event]) -> tuple[Source | None, int, int]:
    """The article that is gone through, how many of its events were looked at, and how many it has."""
    source = serving.desk.store.source(asked.within) if asked.within else None
    if source is None:
        return None, 0, 0
    every = sum(any(kept.source.key == source.key for kept in event.claims) for event in serving.events(asked))
    return source, every - len(waiting), every


def _ruled(serving: Serving, asked: AskedBench) -> Judgement | None:
    """The ruling that brought one here."""
    if not asked.ruled:
        return None
    return next((one for one in reversed(serving.desk.store.judgements()) if one.id == asked.ruled), None)


def _queued(rank: int, event: Event, today: date) -> Queued:
    doubt, heavy = doubtful(event), weight(event, today)
    return Queued(
        rank=rank,
        worth=round(doubt * heavy, 4),
        doubt=round(doubt, 4),
        weight=round(heavy, 4),
        event=EventLine.of(event),
    )


def _rows(waiting: Sequence[Event], today: date) -> list[tuple[Any, ...]]:
    rows = []
    for rank, event in enumerate(waiting, 1):
        line = _queued(rank, event, today)
        days = event.days.edtf() if event.days else None
        rows.append(
            (rank, event.id, line.worth, line.doubt, line.weight, days, event.kind, event.status.value,
             sentence(event), event.doubts)
        )  # fmt: skip
    return rows
