"""The dossier of two parties, or of one: an account, every sentence of it cited, and what it looks like in time.

A page of it has the newest lines of each section; ``section`` and ``after`` leaf back through one.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import ConfigDict, Field, field_validator

from dateline.desk.cadence import Level, Row, level_between, levels, matrix, row_to_json
from dateline.desk.chapters import DISAGREEMENTS, Chapter, Matter, chapters
from dateline.desk.dossier import Dossier, Line, of_events
from dateline.desk.ledger import Entry, entries
from dateline.desk.names import party
from dateline.desk.query import Events
from dateline.desk.sentence import listed
from dateline.joining.series import Series, series
from dateline.model.event import Event
from dateline.web.asked import Asked
from dateline.web.by_year import by_year
from dateline.web.cursor import Leaf, leaf
from dateline.web.feeds import written
from dateline.web.forms import back
from dateline.web.kept import kept
from dateline.web.render import quoted
from dateline.web.serving import Serving, ServingOf
from dateline.web.shapes import EventLine, Shape
from dateline.web.timeline import timeline
from dateline.web.twins import Form, Page, form_of, offers

router = APIRouter(tags=["dossiers"])

_PARTNERS = 15
_DRAWN = 150  # events that the picture has: the last
_Section = Literal["meetings", "exercises", "agreements", "arms", "other", "promises", "off", "disagreements"]


class AskedDossier(Asked):
    """Which events a dossier is of, and which of its sections is leafed through; ``limit`` is lines of a section."""

    section: _Section | None = Field(
        default=None, description="This section alone; `after` leads from its newest lines to older ones."
    )

    @field_validator("section", mode="before")
    @classmethod
    def _one(cls, given: Any) -> Any:
        return given or None

    @property
    def filters(self) -> dict[str, Any]:
        """What narrows the events."""
        told: dict[str, Any] = Asked.filters.fget(self)  # type: ignore[attr-defined]
        return {name: value for name, value in told.items() if name != "section"}


class SectionLine(Shape):
    """How much of a section stands in the account: the newest of its lines, or those behind ``after``."""

    section: str
    title: str
    total: int = Field(description="Lines that it has")
    lines: int = Field(description="Lines that stand in this part of the account")
    next: str | None = Field(description="What `after` must say, with this `section`, for those before them")


class DossierWhole(Shape):
    """An account, or the newest part of it, in the shape of ``dateline dossier --json``.

    Its sources and events are those of its lines. ``cadence`` is as in ``/cadence.json``.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "account": {"parties": ["ARL", "BLM"]},
                    "events": 2,
                    "sections": [
                        {"section": "meetings", "title": "Meetings and visits", "total": 2, "lines": 2, "next": None}
                    ],
                    "partners": 1,
                    "cadence": [],
                    "series": [],
                    "promises": {},
                }
            ]
        }
    )

    account: dict[str, Any]
    events: int = Field(description="Events of theirs, whatever part of them the account has")
    sections: tuple[SectionLine, ...]
    partners: int = Field(description="With how many parties there were contacts")
    cadence: tuple[dict[str, Any], ...] = Field(
        description="The pair; of one party the `limit` partners with most contacts; none where a section is asked for"
    )
    series: tuple[EventLine, ...] = Field(description="Events of the account that are editions of a series")
    promises: dict[str, dict[str, Any]] = Field(description="State and due day of each promise of it, by its event")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What stands on the page of one section: its place in the whole, the newest first, and its lines by day."""

    key: str
    title: str
    leaf: Leaf[Matter]
    lines: tuple[Line, ...]


_TWINS = offers(DossierWhole, Form.CSV, Form.ICS, Form.ATOM)


@router.get("/dossier/{one}", summary="All of one party", **_TWINS)
def of_one(request: Request, serving: ServingOf, asked: Annotated[AskedDossier, Query()], one: str) -> Response:
    """The dossier of one party, by its code; a name leads there."""
    return _dossier(request, serving, asked, (one,))


@router.get("/dossier/{one}/{other}", summary="All of two parties", **_TWINS)
def of_two(
    request: Request, serving: ServingOf, asked: Annotated[AskedDossier, Query()], one: str, other: str
) -> Response:
    """The dossier of two parties, by their codes; names lead there."""
    return _dossier(request, serving, asked, (one, other))


def _dossier(request: Request, serving: Serving, asked: AskedDossier, words: Sequence[str]) -> Response:
    codes = tuple(dict.fromkeys(party(serving.desk.store, word) for word in words))
    if codes != tuple(words) and form_of(request) is Form.HTML:
        query = asked.query()
        return back(request, "/dossier/" + "/".join(map(quoted, codes)) + (f"?{query}" if query else ""))
    return kept(request, serving, f"dossier {codes}", asked, lambda now: _page(now, asked, codes))


def _page(serving: Serving, asked: AskedDossier, codes: tuple[str, ...]) -> Page:
    found = serving.events(asked.model_copy(update={"party": (*codes, *asked.party), "order": "oldest"}))
    taken = [(chapter, _leaf(chapter, asked)) for chapter in chapters(found) if asked.section in (None, chapter.key)]
    cut = [chapter.only(page.items) for chapter, page in taken]
    told = of_events(serving.desk.store, found, codes, cut, in_short=asked.section is None)
    parts = tuple(_parts(told, taken))
    promises = {entry.event.id: entry for entry in entries(replace(found, events=told.events))}
    rows = matrix(found, found.view.day, codes) if asked.section is None else []
    title = listed(list(told.names))
    shown = {
        "asked": asked,
        "told": told,
        "title": title,
        "address": "/dossier/" + "/".join(map(quoted, codes)),
        "theirs": asked.query(party=[*codes, *asked.party], section=None, limit=None),
        "total": len(found),
        "parts": parts,
        "events": {event.id: event for event in told.events},
        "articles": len(_sources(found)),
        "independent": len({source.story or source.key for source in _sources(found).values()}),
        "promises": promises,
    }
    return Page(
        template="dossier.html",
        shown=shown | (_pictures(asked, found, rows) if asked.section is None else {}),
        data=lambda: _whole(told, parts, rows, promises, asked, len(found)),
        others={Form.CSV: lambda: written(serving, found, "csv")},
        name="-".join(["dossier", *(code for code in codes if code.isascii() and code.isalnum())]),
        found=found,
        title=title,
    )


def _leaf(chapter: Chapter, asked: AskedDossier) -> Leaf[Matter]:
    """The newest lines of a section, or those before a line of it."""
    return leaf(chapter.newest_first, asked.after if asked.section else None, asked.limit, lambda one: one.name)


def _parts(told: Dossier, taken: Sequence[tuple[Chapter, Leaf[Matter]]]) -> Iterator[Part]:
    lines = {section.title: section.lines for section in told.sections}
    for chapter, page in taken:
        theirs = told.disagreements if chapter.key == DISAGREEMENTS else lines[chapter.title]
        yield Part(key=chapter.key, title=chapter.title, leaf=page, lines=theirs)


def _pictures(asked: Asked, found: Events, rows: Sequence[Row]) -> dict[str, Any]:
    """What is drawn and counted of all events; of many, the last are drawn."""
    whole = len(found) <= _DRAWN
    drawn = found if whole else [event for event in found if event.days][-_DRAWN:]
    bounds = (asked.first, asked.last) if whole else (None, None)
    every = _series(found)
    return {
        "picture": timeline(drawn, found.view.day, *bounds),
        "drawn": len(drawn),
        "chart": _chart(found, rows),
        "rows": rows[:_PARTNERS],
        "partners": len(rows),
        "series": every[: asked.limit],
        "every_series": len(every),
    }


def _whole(
    told: Dossier, parts: Sequence[Part], rows: Sequence[Row], promises: Mapping[str, Entry], asked: Asked, total: int
) -> DossierWhole:
    return DossierWhole(
        account=told.to_json(),
        events=total,
        sections=tuple(map(_section, parts)),
        partners=len(rows),
        cadence=tuple(map(row_to_json, rows[: asked.limit])),
        series=tuple(EventLine.of(event) for event in told.events if event.series),
        promises={id_: _promise(entry) for id_, entry in promises.items()},
    )


def _section(part: Part) -> SectionLine:
    page = part.leaf
    return SectionLine(section=part.key, title=part.title, total=page.total, lines=len(part.lines), next=page.next)


def _series(found: Events) -> tuple[Series, ...]:
    """Those of most editions first."""
    every = series(event for event in found if event.series)
    return tuple(sorted(every, key=lambda one: (-len(one.editions), one.name.casefold(), one.key)))


def _promise(entry: Entry) -> dict[str, Any]:
    return {"state": entry.state, "promised": entry.promised, "due": entry.due, "overdue": entry.overdue}


def _chart(found: Events, rows: Sequence[Row]) -> Any:
    """The contacts by year, each once, at the level of the pair; of one party, at that of the highest it sent."""
    held = {event.id: event for row in rows for event in row.whole.events}
    pair = rows[0].pair if len(rows) == 1 else None
    contacts = [(event, level_between(event, pair) if pair else _highest(event)) for event in held.values()]
    return by_year(contacts, _sources(found).values(), found.view.day)


def _highest(event: Event) -> Level:
    return min(levels(event).values(), key=list(Level).index, default=Level.UNTOLD)


def _sources(found: Events) -> dict[str, Any]:
    return {kept.source.key: kept.source for event in found for kept in event.claims}
