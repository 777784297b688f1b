"""Diaries: where a person was and whom he met, or whoever held an office; stays abroad gathered into trips."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import ConfigDict, Field

from dateline.books.register import Register
from dateline.desk.diary import Trip, of_events
from dateline.desk.offices import office_diary, offices_in, tenure_to_json
from dateline.desk.query import Events
from dateline.errors import StoreError
from dateline.model.day import Days
from dateline.model.event import Event
from dateline.model.office import Tenure
from dateline.web.asked import Asked, AskedOf
from dateline.web.cursor import leaf
from dateline.web.feeds import written
from dateline.web.forms import back, table
from dateline.web.kept import kept
from dateline.web.render import Tab, quoted
from dateline.web.serving import Serving, ServingOf
from dateline.web.shapes import EventLine, Shape
from dateline.web.timeline import timeline
from dateline.web.twins import Form, Page, offers

router = APIRouter(tags=["diaries"])
TAB = Tab("Diaries", "/person", 34)

_OTHERS = 24
_TWINS = (Form.CSV, Form.ICS, Form.ATOM)


class AskedName(Asked):
    """Whose diary is asked for."""

    name: str = Field(default="", max_length=200, description="Leads to the diary of that name, or office.")


class Named(Shape):
    """A person or an office, in how many events, and the last day of the last of them."""

    name: str
    href: str
    events: int
    last: date | None


class NamedPage(Shape):
    """A page of persons or offices, those in most events first."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "total": 1,
                    "next": None,
                    "named": [
                        {"name": "Ines Maren", "href": "/person/Ines%20Maren", "events": 2, "last": "2024-06-01"}
                    ],
                }
            ]
        }
    )

    total: int
    next: str | None
    named: tuple[Named, ...]


class TripLine(Shape):
    """Events that follow one another; ``trip`` where a stay abroad is among them."""

    first: date | None
    last: date | None
    trip: bool
    events: tuple[EventLine, ...]

    @classmethod
    def of(cls, trip: Trip) -> "TripLine":
        """A trip with its events on lines."""
        events = tuple(map(EventLine.of, trip.events))
        return cls(first=trip.first, last=trip.last, trip=trip.is_a_trip, events=events)


class DiaryPage(Shape):
    """The diary of a person or an office: what the articles call it, what the register knows, the days in order."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "of": "Maren",
                    "names": ["Ines Maren"],
                    "offices": ["Defence Minister"],
                    "tenures": [],
                    "met": {"Tomas Ruh": 1},
                    "trips": [{"first": "2024-06-01", "last": "2024-06-01", "trip": False, "events": []}],
                }
            ]
        }
    )

    of: str
    names: tuple[str, ...]
    offices: tuple[str, ...] = Field(description="As the articles word them")
    tenures: tuple[dict[str, Any], ...] = Field(description="As the register has them")
    met: dict[str, int] = Field(description="Who else took part, in how many events")
    trips: tuple[TripLine, ...]


@router.get("/person", summary="Persons of the record", **offers(NamedPage, Form.CSV))
def persons(request: Request, serving: ServingOf, asked: Annotated[AskedName, Query()]) -> Response:
    """Everybody who takes part in an event, by the name that is shown; ``name`` leads to a diary."""
    if asked.name.strip():
        return back(request, f"/person/{quoted(asked.name.strip())}")
    return kept(request, serving, "persons", asked, lambda now: _persons(now, asked))


@router.get("/office", summary="Offices of the record", **offers(NamedPage, Form.CSV))
def offices(request: Request, serving: ServingOf, asked: Annotated[AskedName, Query()]) -> Response:
    """Every office that took part in an event, by the article or by the register; ``name`` leads to a diary."""
    if asked.name.strip():
        return back(request, f"/office/{quoted(asked.name.strip())}")
    return kept(request, serving, "offices", asked, lambda now: _offices(now, asked))


@router.get("/person/{name:path}", summary="The diary of a person", **offers(DiaryPage, *_TWINS))
def person(request: Request, serving: ServingOf, asked: AskedOf, name: str) -> Response:
    """A person's events in order of day, by any part of the name."""
    return kept(request, serving, f"person {name}", asked, lambda now: _of_person(now, asked, name))


def _of_person(serving: Serving, asked: Asked, name: str) -> Page:
    found = serving.events(asked.model_copy(update={"person": name, "order": "oldest"}))
    told = of_events(found, name)
    names = told.names or (name,)
    tenures = Register.load().tenures_of(names[0] if len(names) == 1 else name)
    shown = {"tenures": tenures, "offices": told.offices, "of": name, "names": told.names, "is_office": False}
    others = {Form.CSV: lambda: written(serving, found, "csv")}
    return _diary(asked, shown, told.trips, found, others)


@router.get("/office/{id_:path}", summary="The diary of an office", **offers(DiaryPage, *_TWINS))
def office(request: Request, serving: ServingOf, asked: AskedOf, id_: str) -> Response:
    """The events of whoever held an office, in order of day: "IND/defence-minister".

    Raises:
        StoreError: Neither the register nor the record knows it.
    """
    return kept(request, serving, f"office {id_}", asked, lambda now: _of_office(now, asked, id_))


def _of_office(serving: Serving, asked: Asked, id_: str) -> Page:
    found = serving.events(asked.model_copy(update={"order": "oldest"}))
    told = office_diary(found, id_)
    if not told.tenures and not told.trips:
        raise StoreError(
            f'and the register know no office "{id_}"',
            place="the record",
            mend="write it as the register does: IND/defence-minister; or look at the list of offices",
            code="record.office",
        )
    events = {event.id for trip in told.trips for event in trip.events}
    theirs = type(found)(tuple(event for event in found if event.id in events), found.view)
    shown = {"tenures": told.tenures, "offices": (), "of": id_, "names": told.names, "is_office": True}
    others = {Form.CSV: lambda: written(serving, theirs, "csv")}
    return _diary(asked, shown, told.trips, theirs, others)


def _persons(serving: Serving, asked: AskedName) -> Page:
    every = serving.events(asked)
    return _index(asked, ((name, event) for event in every for name in event.shown("people") or ()), "person")


def _offices(serving: Serving, asked: AskedName) -> Page:
    every = serving.events(asked)
    return _index(asked, ((office, event) for event in every for office in offices_in(event)), "office")


def _index(asked: AskedName, told: Iterable[tuple[str, Event]], what: str) -> Page:
    events: dict[str, list[Event]] = {}
    for name, event in told:
        events.setdefault(name, []).append(event)
    named = (_named(name, theirs, what) for name, theirs in events.items())
    lines = sorted(named, key=lambda one: (-one.events, one.name))
    page = leaf(lines, asked.after, asked.limit, lambda one: one.name)
    return Page(
        template="diaries.html",
        shown={"asked": asked, "leaf": page, "what": what},
        data=lambda: NamedPage(total=page.total, next=page.next, named=page.items),
        others={Form.CSV: lambda: table(("name", "events", "last"), ((o.name, o.events, o.last) for o in lines))},
        name=f"{what}s",
    )


def _named(name: str, events: Sequence[Event], what: str) -> Named:
    return Named(name=name, href=f"/{what}/{quoted(name)}", events=len(events), last=_last(events))


def _diary(asked: Asked, shown: dict[str, Any], trips: Sequence[Trip], found: Events, others: dict[Form, Any]) -> Page:
    events = [event for trip in trips for event in trip.events]
    own = {*shown["names"], shown["of"]}
    met = Counter(name for event in events for name in event.shown("people") or () if name not in own)
    tenures: Sequence[Tenure] = shown["tenures"]
    whole = shown | {
        "asked": asked,
        "trips": [(trip, _stay(trip)) for trip in trips],
        "events": len(events),
        "abroad": sum(trip.is_a_trip for trip in trips),
        "met": met.most_common(_OTHERS),
        "others": len(met),
        "picture": timeline(events, found.view.day),
        "day": found.view.day,
    }
    return Page(
        template="diary.html",
        shown=whole,
        data=lambda: DiaryPage(
            of=shown["of"],
            names=tuple(shown["names"]),
            offices=tuple(shown["offices"]),
            tenures=tuple(map(tenure_to_json, tenures)),
            met=dict(met.most_common()),
            trips=tuple(map(TripLine.of, trips)),
        ),
        others=others,
        name="diary",
        found=found,
        title=f"diary of {shown['of']}",
    )


def _stay(trip: Trip) -> Days | None:
    """The days of a stay abroad: known where those of its visits are, else bounds; None of what is no trip."""
    if not trip.is_a_trip or trip.first is None or trip.last is None:
        return None
    visits = [event.days for event in trip.events if event.kind == "visit" and event.days]
    known = all(one.earliest_start == one.latest_start and one.earliest_end == one.latest_end for one in visits)
    return (Days.between if known else Days.within)(trip.first, trip.last)


def _last(events: Iterable[Event]) -> date | None:
    """The last day on which one of them may have ended, of those that have a last one."""
    return max((e.days.latest_end for e in events if e.days and e.days.latest_end != date.max), default=None)
