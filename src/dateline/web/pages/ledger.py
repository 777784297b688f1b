"""The ledger: promises and what became of them, those that are overdue first."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import ConfigDict, Field, field_validator

from dateline.desk.ledger import Entry, entries
from dateline.joining.lapse import Promise
from dateline.web.asked import Asked
from dateline.web.cursor import leaf
from dateline.web.forms import table
from dateline.web.kept import kept
from dateline.web.render import Tab
from dateline.web.serving import Serving, ServingOf
from dateline.web.shapes import EventLine, Shape
from dateline.web.twins import Form, Page, offers

router = APIRouter(tags=["ledger"])
TAB = Tab("Ledger", "/ledger", 38)

ORDER = (Promise.OVERDUE, Promise.DUE, Promise.LAPSED, Promise.MOVED, Promise.CANCELLED, Promise.KEPT)
_CSV = (
    "state", "promised", "due", "days_overdue", "event", "type", "status", "days", "countries", "organizations", "text",
    "followed_by", "answered_by", "articles", "independent_sources", "why",
)  # fmt: skip


class AskedLedger(Asked):
    """Which promises."""

    state: tuple[Promise, ...] = Field(default=(), description="due, overdue, kept, moved, cancelled, lapsed")

    @field_validator("state", mode="before")
    @classmethod
    def _states(cls, given: Any) -> list[str]:
        """Several may be written with commas."""
        every = [given] if isinstance(given, str) else list(given or ())
        return [word.strip() for one in every for word in str(one).split(",") if word.strip()]


class EntryLine(Shape):
    """One promise on a line; ``overdue`` is the days that have passed since it was due."""

    state: Promise
    promised: date | None
    due: date | None
    overdue: int | None
    followed_by: str | None = Field(description="The event that is its new date")
    answered_by: str | None = Field(description="The event by which an invitation was answered")
    why: str = Field(description="What coverage the record has where no report was found")
    event: EventLine

    @classmethod
    def of(cls, entry: Entry) -> "EntryLine":
        """An entry on a line."""
        return cls(
            state=entry.state,
            promised=entry.promised,
            due=entry.due,
            overdue=entry.overdue,
            followed_by=entry.event.followed_by,
            answered_by=entry.answered_by,
            why=entry.event.steps[-1].why,
            event=EventLine.of(entry.event),
        )


class LedgerPage(Shape):
    """A page of promises: ``states`` counts all that fit by what became of them, whichever state is asked for."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"as_of": "2024-06-10", "total": 0, "next": None, "states": {"due": 1}, "promises": []}]
        }
    )

    as_of: date
    total: int
    next: str | None
    states: dict[Promise, int]
    promises: tuple[EntryLine, ...]


@router.get("/ledger", summary="Promises and what became of them", **offers(LedgerPage, Form.CSV, Form.ICS, Form.ATOM))
def ledger(request: Request, serving: ServingOf, asked: Annotated[AskedLedger, Query()]) -> Response:
    """A page of promises, by state and then by the day on which they were due; the other twins hold all of them."""
    return kept(request, serving, "ledger", asked, lambda now: _page(now, asked))


def _page(serving: Serving, asked: AskedLedger) -> Page:
    found = serving.events(asked)
    every = entries(found)
    states = Counter(entry.state for entry in every)
    chosen = _ordered([entry for entry in every if not asked.state or entry.state in asked.state])
    page = leaf(chosen, asked.after, asked.limit, lambda entry: entry.event.id)
    promised = replace(found, events=tuple(entry.event for entry in chosen))
    shown = {
        "asked": asked,
        "leaf": page,
        "states": {state: states[state] for state in ORDER},
        "every": len(every),
        "day": found.view.day,
    }
    return Page(
        template="ledger.html",
        shown=shown,
        data=lambda: LedgerPage(
            as_of=found.view.day,
            total=page.total,
            next=page.next,
            states=dict(states),
            promises=tuple(map(EntryLine.of, page.items)),
        ),
        others={Form.CSV: lambda: table(_CSV, _rows(chosen))},
        name="ledger",
        found=promised,
        title=_title(asked),
    )


def _ordered(found: Sequence[Entry]) -> list[Entry]:
    """By state; what is due next first, of what is past the newest first."""
    return [entry for state in ORDER for entry in _of(state, found)]


def _of(state: Promise, found: Sequence[Entry]) -> Sequence[Entry]:
    theirs = [entry for entry in found if entry.state is state]
    if state in (Promise.DUE, Promise.OVERDUE):
        return theirs
    return sorted(theirs, key=lambda entry: entry.due or date.min, reverse=True)


def _title(asked: AskedLedger) -> str:
    return f"promises that are {', '.join(asked.state)}" if asked.state else "promises"


def _rows(found: Sequence[Entry]) -> Iterator[tuple[Any, ...]]:
    for entry in found:
        event = entry.event
        yield (
            entry.state.value, entry.promised, entry.due, entry.overdue, event.id, event.kind, event.status.value,
            event.days.edtf() if event.days else None, tuple(event.shown("countries") or ()),
            tuple(event.shown("organizations") or ()), entry.text, event.followed_by, entry.answered_by,
            event.articles, event.sources, event.steps[-1].why,
        )  # fmt: skip
