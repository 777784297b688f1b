"""The cadence matrix: every pair of parties by level of contact, and how long ago the last contact was."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import ConfigDict, Field

from dateline.desk.cadence import USUAL, Cell, Level, Row, matrix, row_to_json
from dateline.model.event import Event
from dateline.web.asked import Asked
from dateline.web.cursor import leaf
from dateline.web.forms import table
from dateline.web.kept import kept
from dateline.web.render import Tab
from dateline.web.serving import Serving, ServingOf
from dateline.web.shapes import Shape
from dateline.web.twins import Form, Page, offers

router = APIRouter(tags=["cadence"])
TAB = Tab("Cadence", "/cadence", 32)

_CSV = (
    "party", "other_party", "level", "contacts", "last_event", "last_days", "days_since_at_least", "days_since_at_most",
    "within", "long_ago", "next_event", "next_days",
)  # fmt: skip
_OWN = ("leaders", "ministers", "chiefs", "lower", "forces", "sort", "late")


class AskedCadence(Asked):
    """What the matrix counts, and after how many days the last contact of a level is long ago."""

    leaders: int = Field(default=USUAL[Level.LEADERS], ge=1, le=36500, description="Days, of heads of state.")
    ministers: int = Field(default=USUAL[Level.MINISTERS], ge=1, le=36500, description="Days, of ministers.")
    chiefs: int = Field(default=USUAL[Level.CHIEFS], ge=1, le=36500, description="Days, of chiefs of staff.")
    lower: int = Field(default=USUAL[Level.LOWER], ge=1, le=36500, description="Days, of officials below.")
    forces: int = Field(default=USUAL[Level.FORCES], ge=1, le=36500, description="Days, of forces.")
    sort: Literal["most", "latest", "longest", "name"] = Field(default="most", description="Which pairs come first.")
    late: bool = Field(default=False, description="Only pairs with a level whose last contact is long ago.")

    @property
    def within(self) -> dict[Level, int]:
        """The days of each level."""
        return {level: getattr(self, level.value) for level in USUAL}

    @property
    def filters(self) -> dict[str, Any]:
        """What narrows the events that are counted."""
        return {name: value for name, value in Asked.filters.fget(self).items() if name not in _OWN}  # type: ignore[attr-defined]


class Matrix(Shape):
    """A page of pairs; ``levels`` of each tell contacts (events that took place) and the days since the last."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "as_of": "2024-06-10",
                    "total": 1,
                    "next": None,
                    "within": {"leaders": 730, "ministers": 365, "chiefs": 365, "lower": 180, "forces": 365},
                    "pairs": [
                        {
                            "parties": ["ARL", "BLM"],
                            "whole": {
                                "events": 1,
                                "last": "e-bdf69d7cac0c05a1",
                                "days_since_at_least": 9,
                                "days_since_at_most": 9,
                                "within": None,
                                "long_ago": False,
                                "next": None,
                            },
                            "levels": {},
                        }
                    ],
                }
            ]
        }
    )

    as_of: date
    total: int = Field(description="Pairs")
    next: str | None
    within: dict[Level, int]
    pairs: tuple[dict[str, Any], ...]


@router.get("/cadence", summary="Pairs of parties by level and time of contact", **offers(Matrix, Form.CSV))
def cadence(request: Request, serving: ServingOf, asked: Annotated[AskedCadence, Query()]) -> Response:
    """A page of pairs; the CSV twin has a row for each level of each pair.

    One party asks for its pairs, several for those among them.
    """
    return kept(request, serving, "cadence", asked, lambda now: _page(now, asked))


def _page(serving: Serving, asked: AskedCadence) -> Page:
    found = serving.events(asked.model_copy(update={"party": (), "order": "oldest"}))
    wanted = asked.wanted(serving.desk.store)
    parties = wanted.parties
    rows = matrix(found, found.view.day, parties, asked.within, wanted.kinds)
    late = sum(map(_has_late, rows))
    chosen = _sorted([row for row in rows if not asked.late or _has_late(row)], asked.sort)
    page = leaf(chosen, asked.after, asked.limit, lambda row: row.key)
    shown = {
        "asked": asked,
        "leaf": page,
        "late": late,
        "pairs": len(rows),
        "day": found.view.day,
        "levels": tuple(Level),
        "parties": parties,
        "contacts": len({event.id for row in rows for event in row.whole.events}),
    }
    return Page(
        template="cadence.html",
        shown=shown,
        data=lambda: Matrix(
            as_of=found.view.day,
            total=page.total,
            next=page.next,
            within=asked.within,
            pairs=tuple(map(row_to_json, page.items)),
        ),
        others={Form.CSV: lambda: table(_CSV, _rows(chosen))},
        name="cadence",
    )


def _has_late(row: Row) -> bool:
    return any(cell.is_long_ago for cell in row.cells)


def _sorted(rows: Sequence[Row], by: str) -> list[Row]:
    far = timedelta.max.days
    if by == "name":
        return sorted(rows, key=lambda row: row.pair)
    if by == "latest":
        return sorted(rows, key=lambda row: far if row.whole.most is None else row.whole.most)
    if by == "longest":
        return sorted(rows, key=lambda row: 1 if row.whole.least is None else -row.whole.least)
    return list(rows)


def _rows(rows: Sequence[Row]) -> Iterator[tuple[Any, ...]]:
    for row in rows:
        for cell in (row.whole, *row.cells):
            if cell.events or cell.planned:
                yield (*row.pair, cell.level.value if cell.level else "any", *_told(cell))


def _told(cell: Cell) -> tuple[Any, ...]:
    last, coming = cell.last, cell.planned
    return (
        len(cell.events), last.id if last else None, _days(last), cell.least, cell.most, cell.within,
        str(cell.is_long_ago).lower(), coming.id if coming else None, _days(coming),
    )  # fmt: skip


def _days(event: Event | None) -> str | None:
    return event.days.edtf() if event and event.days else None
