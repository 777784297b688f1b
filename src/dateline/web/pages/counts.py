"""Counts that say what they count: events, articles, independent sources, and what was read at all."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, ClassVar

from fastapi import APIRouter, Query, Request, Response
from pydantic import ConfigDict, Field

from dateline.books.countries import name_of
from dateline.desk.counts import By, Counts, Part, counts
from dateline.desk.query import Events
from dateline.model.event import Status
from dateline.model.kept import Source
from dateline.web.counted import counted
from dateline.web.forms import table
from dateline.web.kept import kept
from dateline.web.render import Tab
from dateline.web.serving import Serving, ServingOf
from dateline.web.shapes import Shape
from dateline.web.shown_as import AskedPicture
from dateline.web.twins import Form, Page, offers

router = APIRouter(tags=["counts"])
TAB = Tab("Counts", "/counts", 46)

_STATUSES = tuple(status.value for status in Status)
_CSV = (
    "part", "events", *_STATUSES, "articles", "independent_sources", "articles_read", "independent_read",
    "publishers_read",
)  # fmt: skip
_BARS = 60  # types or parties that are listed on the page


class AskedCounts(AskedPicture):
    """Into what the events are parted."""

    OWN: ClassVar[frozenset[str]] = frozenset({"by"})

    by: By = Field(default=By.YEAR, description="month, year, type, party or status")


class PartLine(Shape):
    """One part. ``articles`` tell of its events, whenever they were published; ``articles_read`` were published in it.

    ``independent_…`` counts articles of one story once.
    """

    part: str
    label: str
    events: int
    by_status: dict[str, int]
    articles: int
    independent_sources: int
    articles_read: int | None = Field(description="Of months and years; None of other parts")
    independent_read: int | None
    publishers_read: int | None

    @classmethod
    def of(cls, part: Part, by: By) -> "PartLine":
        """A part on a line."""
        read = part.read if by.is_a_time else None
        return cls(
            part=part.key,
            label=name_of(part.key) if by is By.PARTY else part.key.replace("_", " "),
            events=part.total,
            by_status={name: part.events[name] for name in _STATUSES if part.events[name]},
            articles=part.articles,
            independent_sources=part.independent,
            articles_read=read.articles if read else None,
            independent_read=read.independent if read else None,
            publishers_read=read.publishers if read else None,
        )


class CountsWhole(Shape):
    """All parts, and their sum, in which each event and each article counts once."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "by": "year",
                    "unplaced": 0,
                    "undated_articles": 0,
                    "whole": {"part": "", "label": "", "events": 1, "by_status": {"held": 1}, "articles": 3,
                              "independent_sources": 2, "articles_read": 4, "independent_read": 3,
                              "publishers_read": 3},
                    "parts": [],
                }
            ]
        }
    )  # fmt: skip

    by: By
    unplaced: int = Field(description="Events of no one month or year, or of no party: they stand in no part")
    undated_articles: int = Field(description="Articles read whose day of publication nothing tells")
    whole: PartLine
    parts: tuple[PartLine, ...]

    @classmethod
    def of(cls, found: Counts) -> "CountsWhole":
        """All of the counts."""
        return cls(
            by=found.by,
            unplaced=found.unplaced,
            undated_articles=found.undated,
            whole=PartLine.of(found.whole, By.YEAR),
            parts=tuple(PartLine.of(part, found.by) for part in found.parts),
        )


@router.get("/counts", summary="Events, articles and independent sources, counted", **offers(CountsWhole, Form.CSV))
def counts_(request: Request, serving: ServingOf, asked: Annotated[AskedCounts, Query()]) -> Response:
    """The counts as charts and as a table; the CSV twin has a row to a part."""
    return kept(request, serving, "counts", asked, lambda now: _page(now, asked))


def _page(serving: Serving, asked: AskedCounts) -> Page:
    found = serving.events(asked)
    told = counts(found, _read(serving, asked, found), asked.by)
    shown = {
        "asked": asked,
        "told": told,
        "picture": counted(told),
        "rows": [PartLine.of(part, asked.by) for part in (told.parts if asked.by.is_a_time else told.parts[:_BARS])],
        "whole": PartLine.of(told.whole, By.YEAR),
        "most": _most(told),
        "kinds": tuple(By),
        "statuses": list(Status),
        "there": tuple(name for name in _STATUSES if told.whole.events[name]),
    }
    return Page(
        template="counts.html",
        shown=shown,
        data=lambda: CountsWhole.of(told),
        others={Form.CSV: lambda: table(_CSV, _rows(told))},
        name=f"counts-by-{asked.by}",
    )


def _read(serving: Serving, asked: AskedCounts, found: Events) -> Iterator[Source]:
    """The articles that were read: known on the day that is asked of, of the publisher and the days asked for."""
    words = (asked.source or "").casefold()
    for source in serving.desk.store.sources():
        is_theirs = words in (source.publisher or "").casefold() or words == source.source_class.value
        if found.view.has(source) and is_theirs and _is_of_its_days(source, asked):
            yield source


def _is_of_its_days(source: Source, asked: AskedCounts) -> bool:
    """Whether an article was published on the days asked for; of one that has no day, nothing tells that it was."""
    if asked.first is None and asked.last is None:
        return True
    return bool(source.published) and (asked.first or date.min) <= source.known <= (asked.last or date.max)


def _most(told: Counts) -> dict[str, int]:
    """The highest count of each kind: what the bars of types and parties are measured by."""
    return {
        "events": max((part.total for part in told.parts), default=0),
        "articles": max((part.articles for part in told.parts), default=0),
    }


def _rows(told: Counts) -> Iterator[tuple[Any, ...]]:
    for part in told.parts:
        line = PartLine.of(part, told.by)
        by_status = (part.events[name] for name in _STATUSES)
        read = (line.articles_read, line.independent_read, line.publishers_read)
        yield (line.part, line.events, *by_status, line.articles, line.independent_sources, *read)
