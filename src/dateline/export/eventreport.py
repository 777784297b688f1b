"""Rows for the R package eventreport: one to an event and independent source, which ``aggregateData()`` takes as it is.

What that function asks of its data (eventreport 0.1.2, ``R/aggregateData.R``, ``R/calc_*.R``): ``event_id`` to group
by; dates as characters YYYY-MM-DD; precisions as numbers, of which the larger is the finer; tie breaks as numbers that
are never missing; texts that are combined, parted by semicolons. As in every CSV of ours, a text that a spreadsheet
would take for a formula has an apostrophe first.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, BinaryIO

from dateline.export.base import About, Format, Loss, Tally
from dateline.export.columns import first_day, last_day
from dateline.export.delimited import write_rows
from dateline.export.text import writable
from dateline.model.day import Grain
from dateline.model.event import Event
from dateline.model.kept import Kept, SourceClass

MISSING = "NA"
CLASSES = {
    SourceClass.UNKNOWN: 0,
    SourceClass.SOCIAL: 1,
    SourceClass.REPRINT: 2,
    SourceClass.NEWSPAPER: 3,
    SourceClass.WIRE: 4,
    SourceClass.OFFICIAL: 5,
}
GRAINS = {grain: len(Grain) - number for number, grain in enumerate(Grain)}  # day 7 … year 1
PLACES = {"country": 1, "sea": 2, "region": 2, "city": 3, "building": 4}


def _texts(values: Iterable[str]) -> str | None:
    return "; ".join(sorted({writable(value).replace(";", ",") for value in values if value})) or None


def _of_claim(name: str) -> Callable[[Event, Kept], Any]:
    return lambda _, kept: getattr(kept.claim, name)


def _list(name: str) -> Callable[[Event, Kept], Any]:
    return lambda _, kept: _texts(getattr(kept.claim, name))


def _place(name: str) -> Callable[[Event, Kept], Any]:
    return lambda _, kept: getattr(kept.claim.place, name) if kept.claim.place else None


def _source(name: str) -> Callable[[Event, Kept], Any]:
    return lambda _, kept: getattr(kept.source, name)


COLUMNS: dict[str, tuple[str, Callable[[Event, Kept], Any]]] = {
    "event_id": ("The record's id of the event: the variable to group by.", lambda event, _: event.id),
    "event_report_id": ("The key of the claim that this row tells.", lambda _, kept: kept.key),
    "source": ("Who published it.", lambda _, kept: kept.source.publisher or kept.source.id),
    "source_url": ("Where.", _source("url")),
    "source_date": (
        "When it was published, YYYY-MM-DD.",
        lambda _, kept: kept.source.published.isoformat() if kept.source.published else None,
    ),
    "source_classification": (
        "A tie break: 5 official, 4 wire, 3 newspaper, 2 reprint, 1 social medium, 0 unknown.",
        lambda _, kept: CLASSES[kept.source.source_class],
    ),
    "certain": ("A second tie break: how sure the reader is of the claim, 0 to 1.", _of_claim("confidence")),
    "type": ("What kind of occasion it is.", _of_claim("kind")),
    "mode": ("The mode of its type.", _of_claim("mode")),
    "status": ("held, ongoing, planned or cancelled.", lambda _, kept: kept.claim.modality.value),
    "date_start": (
        "The first day on which it may have been under way, YYYY-MM-DD.",
        lambda _, kept: first_day(kept.claim.days).isoformat() if kept.claim.days else None,
    ),
    "date_end": (
        "The last day on which it may have been under way, YYYY-MM-DD.",
        lambda _, kept: last_day(kept.claim.days).isoformat() if kept.claim.days else None,
    ),
    "date_precision": (
        "How finely days are told, the larger the finer: 7 day, 6 week, 5 month, 4 season, 3 quarter, 2 half, 1 year.",
        lambda _, kept: GRAINS[kept.claim.days.grain] if kept.claim.days else None,
    ),
    "countries": ("The parties' countries, alpha-3, in order of the alphabet.", _list("countries")),
    "organizations": ("International organisations, by acronym.", _list("organizations")),
    "people": ("Individual participants.", _list("people")),
    "location": ("The most specific named place.", _place("name")),
    "country": ("The country in which the place lies.", _place("country")),
    "geo_precision": (
        "How finely the place is told, the larger the finer: 4 building, 3 city, 2 region or sea, 1 country.",
        lambda _, kept: PLACES.get(kept.claim.place.precision) if kept.claim.place else None,
    ),
    "name": ("The proper name of an exercise, forum, agreement, weapon system or operation.", _of_claim("name")),
    "duration": ("How many days it lasted, as told.", _of_claim("duration")),
}
"""The columns: name, meaning, and how a claim of an event gives the value."""


def write(events: Iterable[Event], out: BinaryIO, _: About) -> Loss:
    """Write one row for each independent source of each event; what is missing is ``NA``."""
    tally = Tally()
    tally.written = write_rows(out, COLUMNS, _rows(events, tally))
    return tally.loss()


def _rows(events: Iterable[Event], tally: Tally) -> Iterator[list[Any]]:
    for event in tally.each(events):
        told = list(_one_a_source(event))
        tally.lose(
            "claims that repeat a source's other claim, or the text of another article", len(event.claims) - len(told)
        )
        tally.lose("statuses that no claim says (lapsed) are left out", sum(not step.claims for step in event.steps))
        for kept in told:
            yield [_cell(of(event, kept)) for _, of in COLUMNS.values()]


def _one_a_source(event: Event) -> Iterator[Kept]:
    """Of each story the claim that is told most surely, the earliest of several, in the order of stories' keys."""
    claims = sorted(event.claims, key=_story)
    for _, same in groupby(claims, key=_story):
        yield min(same, key=lambda kept: (-kept.claim.confidence, kept.order))


def _story(kept: Kept) -> str:
    return kept.source.story or kept.source.key


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return writable(value) or MISSING
    return MISSING if value is None else value


FORMAT = Format(
    name="eventreport",
    extensions=(".csv",),
    says="A CSV table with a row to an event and independent source, for aggregateData() of the R package eventreport.",
    stream=write,
    tells_about=False,
)
