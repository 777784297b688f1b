"""What goes over the wire: the shapes of the JSON twins, with examples for OpenAPI."""

from datetime import date, datetime
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from dateline.desk.search import Hit
from dateline.desk.sentence import sentence
from dateline.errors import DatelineError
from dateline.model.event import Event, Status
from dateline.model.kept import Source
from dateline.web.cursor import Leaf

_LINE: JsonDict = {
    "id": "e-bdf69d7cac0c05a1",
    "href": "/event/e-bdf69d7cac0c05a1",
    "type": "visit",
    "mode": "official",
    "status": "held",
    "days": "2024-06-02/2024-06-05",
    "first": "2024-06-02",
    "last": "2024-06-05",
    "text": "Ines Maren (Arland and Belmar) visited in Corva.",
    "countries": ["ARL", "BLM"],
    "organizations": [],
    "people": ["Ines Maren"],
    "place": "Corva",
    "name": None,
    "articles": 3,
    "sources": 2,
    "confidence": 0.97,
    "doubt": 0.1,
}


class Shape(BaseModel):
    """What every shape is: frozen, made by name."""

    model_config = ConfigDict(frozen=True, populate_by_name=True)


class Fault(Shape):
    """What is wrong, where, and the mend."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "what": 'has no event "e-00"',
                    "place": "the record",
                    "mend": "look at the list",
                    "code": "record.event",
                }
            ]
        }
    )

    what: str
    place: str = ""
    mend: str = ""
    code: str = ""

    @classmethod
    def of(cls, fault: DatelineError) -> Self:
        """A fault as it is told."""
        return cls(what=fault.what, place=fault.place, mend=fault.mend, code=fault.code)


class EventLine(Shape):
    """One event on a line; ``articles`` and ``sources`` count articles and independent sources."""

    model_config = ConfigDict(json_schema_extra={"examples": [_LINE]})

    id: str
    href: str
    type: str
    mode: str | None
    status: Status
    days: str | None = Field(description="EDTF, level 1")
    first: date | None
    last: date | None
    text: str
    countries: tuple[str, ...]
    organizations: tuple[str, ...]
    people: tuple[str, ...]
    place: str | None
    name: str | None
    articles: int
    sources: int
    confidence: float
    doubt: float

    @classmethod
    def of(cls, event: Event) -> Self:
        """An event on a line."""
        place, days = event.shown("place"), event.days
        return cls(
            id=event.id,
            href=f"/event/{event.id}",
            type=event.kind,
            mode=event.shown("mode"),
            status=event.status,
            days=days.edtf() if days else None,
            first=days.earliest_start if days else None,
            last=days.latest_end if days else None,
            text=sentence(event),
            countries=tuple(event.shown("countries") or ()),
            organizations=tuple(event.shown("organizations") or ()),
            people=tuple(event.shown("people") or ()),
            place=place["name"] if place else None,
            name=event.shown("name"),
            articles=event.articles,
            sources=event.sources,
            confidence=event.confidence,
            doubt=event.doubt,
        )


class EventsPage(Shape):
    """A page of events: ``next`` is what ``after`` must say for the next one."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"total": 1, "first": 1, "next": None, "events": [_LINE]}]}
    )

    total: int = Field(description="Events that fit")
    first: int = Field(description="The place of the first on this page, from 1")
    next: str | None
    events: tuple[EventLine, ...]

    @classmethod
    def of(cls, leaf: Leaf[Event]) -> Self:
        """A leaf of events."""
        lines = tuple(map(EventLine.of, leaf.items))
        return cls(total=leaf.total, first=leaf.first, next=leaf.next, events=lines)


class ArticleLine(Shape):
    """One article on a line, without its text."""

    key: str
    href: str
    id: str
    published: date | None
    publisher: str | None
    title: str | None
    url: str | None
    origin: str | None = Field(description="The file and the record of it in which it lay")
    source_class: str
    repeats: str | None = Field(description="The key of the article whose text it repeats")

    @classmethod
    def of(cls, source: Source) -> Self:
        """An article on a line."""
        return cls(
            key=source.key,
            href=f"/article/{source.key}",
            id=source.id,
            published=source.published,
            publisher=source.publisher,
            title=source.title,
            url=source.url,
            origin=source.origin,
            source_class=source.source_class.value,
            repeats=source.story if source.story not in ("", source.key) else None,
        )


class SavedLine(Shape):
    """A saved search: ``events`` that fit, and how many of them ``changed`` since its owner last knew all."""

    id: str
    name: str
    href: str
    search: str = Field(description="The address that was saved")
    atom: str
    filters: dict[str, str]
    events: int
    changed: int
    seen: datetime


class FrontPage(Shape):
    """What the front page tells: counts, the beginnings of four lists, and the news of one's saved searches."""

    counts: dict[str, int] = Field(description="articles, independent sources, claims, rulings, events")
    new: tuple[ArticleLine, ...]
    next: tuple[EventLine, ...]
    overdue: tuple[EventLine, ...]
    review: tuple[EventLine, ...]
    saved: tuple[SavedLine, ...] = ()


class EventWhole(Shape):
    """One event with every value and who said so; ``event`` is as ``dateline show --json`` gives it."""

    event: dict[str, Any]
    text: str
    sentences: tuple[dict[str, Any], ...] = Field(description="The sentence of each claim, and where it stands")
    history: tuple[dict[str, Any], ...] = Field(description="Every ruling on it, with whether it holds")


class ArticleWhole(Shape):
    """One article with its text and all that was read of it."""

    article: ArticleLine
    text: str
    reading: dict[str, Any] = Field(description="As ``dateline read --json`` gives it; every span counts in ``text``")
    events: dict[str, str] = Field(description="The event of each claim, by the claim's key")
    versions: tuple[dict[str, Any], ...] = Field(description="Versions under the same address, and what changed")


class Facet(Shape):
    """One value by which what was found can be narrowed, and how many events have it."""

    value: str
    label: str
    events: int
    chosen: bool = False


class Found(Shape):
    """What a search found: events, and the articles that have the words."""

    total: int = Field(description="Events that fit")
    next: str | None
    facets: dict[str, tuple[Facet, ...]]
    events: tuple[EventLine, ...]
    articles: tuple[dict[str, Any], ...]


class Previewed(Shape):
    """An article that was read and is not kept: ``keep`` is where it can be."""

    keep: str
    known: bool = Field(description="Whether the record has it already")
    reading: dict[str, Any]


def hit_line(hit: Hit) -> dict[str, Any]:
    """An article that has the words."""
    return hit.to_json() | {"href": f"/article/{hit.source.key}"}
