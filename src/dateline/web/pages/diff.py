"""Read-outs held against each other: two texts on one event, aligned field by field; what one leaves out is marked."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import ConfigDict, Field

from dateline.desk.readout import Line, Readout, Sides, Text, readout, texts_of
from dateline.desk.wording import name_of_source
from dateline.model.kept import Source
from dateline.web.forms import back, table
from dateline.web.serving import ServingOf
from dateline.web.shapes import ArticleLine, EventLine, Shape
from dateline.web.twins import Form, Page, answer, form_of, offers
from dateline.web.written import written

router = APIRouter(tags=["events"])
Key = Annotated[str | None, Query(max_length=80)]

_CSV = ("what", "field", "one", "other", "stand")


class Aligned(Shape):
    """One field, or another occasion, as each text has it."""

    field: str
    one: str | None
    other: str | None
    stand: Sides = Field(description="same, fuller, otherwise; one or other: that text alone says it")


class DiffPage(Shape):
    """Two texts on one event, aligned."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"event": None, "one": None, "other": None, "official": True, "also": [],
                 "fields": [{"field": "place", "one": "Corva", "other": None, "stand": "one"}]}
            ]
        }
    )  # fmt: skip

    event: EventLine | None
    one: ArticleLine | None
    other: ArticleLine | None
    official: bool = Field(description="Whether both are of bodies that publish about their own doings")
    fields: tuple[Aligned, ...]
    also: tuple[dict[str, Any], ...] = Field(description="Other occasions of which they tell")


@router.get("/diff/{id_}", summary="Two texts on one event, held against each other", **offers(DiffPage, Form.CSV))
def diff(request: Request, serving: ServingOf, id_: str, one: Key = None, other: Key = None) -> Response:
    """Two articles on an event: those of its parties' own bodies where there are two, or those that are named."""
    event = serving.event(id_)
    if event.id != id_ and form_of(request) is Form.HTML:
        return back(request, f"/diff/{event.id}")
    texts = texts_of(event)
    alone = len(texts) < 2 and not (one and other)  # noqa: PLR2004  (one text has no other side)
    found = None if alone else readout(serving.desk.store, event, one or None, other or None)
    shown = {"event": event, "texts": texts, "found": found, "counts": _counts(found)}
    return answer(
        request,
        Page(
            template="diff.html",
            shown=shown,
            data=lambda: _data(found) if found else DiffPage(event=EventLine.of(event), one=None, other=None,
                                                             official=False, fields=(), also=()),
            others={Form.CSV: lambda: table(_CSV, _rows(found))},
            name="diff",
        ),
    )  # fmt: skip


def _counts(found: Readout | None) -> dict[Sides, int]:
    lines = found.lines if found else ()
    return {stand: sum(line.stand is stand for line in lines) for stand in Sides}


def _data(found: Readout) -> DiffPage:
    return DiffPage(
        event=EventLine.of(found.event),
        one=_source(found.one),
        other=_source(found.other),
        official=found.official,
        fields=tuple(map(_aligned, found.lines)),
        also=tuple({"event": f"/event/{also.event.id}", "stand": also.stand.value} for also in found.also),
    )


def _source(text: Text) -> ArticleLine:
    source: Source = text.source
    return ArticleLine.of(source)


def _aligned(line: Line) -> Aligned:
    return Aligned(
        field=line.name,
        one=None if line.one is None else written(line.name, line.one),
        other=None if line.other is None else written(line.name, line.other),
        stand=line.stand,
    )


def _rows(found: Readout | None) -> list[tuple[Any, ...]]:
    if found is None:
        return []
    heads = (name_of_source(found.one.source), name_of_source(found.other.source))
    fields = [("field", one.field, one.one, one.other, one.stand.value) for one in map(_aligned, found.lines)]
    also = [("event", also.event.id, None, None, also.stand.value) for also in found.also]
    return [("source", "", *heads, ""), *fields, *also]
