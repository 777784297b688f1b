"""The dossier of two parties, or of one: an account, every sentence of it cited, and what it looks like in time."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import ConfigDict, Field

from dateline.books.countries import name_of
from dateline.desk.cadence import Level, Row, level_between, levels, matrix, pairs_in, row_to_json
from dateline.desk.dossier import Dossier, of_events
from dateline.desk.ledger import Entry, entries
from dateline.desk.names import party
from dateline.desk.query import Events
from dateline.desk.sentence import listed
from dateline.joining.series import Series, series
from dateline.model.event import Event
from dateline.web.asked import Asked, AskedOf
from dateline.web.by_year import by_year
from dateline.web.feeds import written
from dateline.web.forms import back
from dateline.web.kept import kept
from dateline.web.render import Tab, quoted
from dateline.web.serving import Serving, ServingOf
from dateline.web.shapes import EventLine, Shape
from dateline.web.timeline import timeline
from dateline.web.twins import Form, Page, form_of, offers

router = APIRouter(tags=["dossiers"])
TAB = Tab("Dossiers", "/dossier", 30)

_PAIRS, _PARTIES, _PARTNERS = 40, 60, 15


class AskedPair(Asked):
    """Of whom a dossier is asked for."""

    one: str = Field(default="", max_length=200, description="A party, by code or name.")
    other: str = Field(default="", max_length=200, description="A second one.")


class PartyLine(Shape):
    """A party, or two, with how many events they have."""

    parties: tuple[str, ...]
    names: tuple[str, ...]
    events: int
    href: str


class Dossiers(Shape):
    """Whom the record has most of."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "pairs": [
                        {
                            "parties": ["ARL", "BLM"],
                            "names": ["Arland", "Belmar"],
                            "events": 2,
                            "href": "/dossier/ARL/BLM",
                        }
                    ],
                    "parties": [{"parties": ["ARL"], "names": ["Arland"], "events": 2, "href": "/dossier/ARL"}],
                }
            ]
        }
    )

    pairs: tuple[PartyLine, ...]
    parties: tuple[PartyLine, ...]


class DossierWhole(Shape):
    """An account: ``account`` is as ``dateline dossier --json`` gives it, and ``cadence`` as ``/cadence.json``."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"account": {"parties": ["ARL", "BLM"]}, "cadence": [], "series": [], "promises": {}}]
        }
    )

    account: dict[str, Any]
    cadence: tuple[dict[str, Any], ...] = Field(description="The pair; of one party, its partners, most contacts first")
    series: tuple[EventLine, ...] = Field(description="Events of theirs that are editions of a series")
    promises: dict[str, dict[str, Any]] = Field(description="State and due day of each promise, by its event")


_TWINS = offers(DossierWhole, Form.CSV, Form.ICS, Form.ATOM)


@router.get("/dossier", summary="Whom there is a dossier of", **offers(Dossiers))
def dossiers(request: Request, serving: ServingOf, asked: Annotated[AskedPair, Query()]) -> Response:
    """The pairs and parties of which the record has most; ``one`` and ``other`` lead to the dossier of theirs."""
    if words := [word for word in (asked.one, asked.other) if word.strip()]:
        return back(request, "/dossier/" + "/".join(quoted(_code(serving, word)) for word in words[:2]))
    return kept(request, serving, "dossiers", asked, lambda now: _most_of(now, asked))


def _most_of(serving: Serving, asked: AskedPair) -> Page:
    every = serving.events(asked)
    data = Dossiers(
        pairs=_most(Counter(pair for event in every for pair in pairs_in(event)), _PAIRS),
        parties=_most(Counter((name,) for event in every for name in _parties(event)), _PARTIES),
    )
    shown = {"asked": asked, "pairs": data.pairs, "parties": data.parties}
    return Page(template="dossiers.html", shown=shown, data=lambda: data, name="dossiers")


@router.get("/dossier/{one}", summary="All of one party", **_TWINS)
def of_one(request: Request, serving: ServingOf, asked: AskedOf, one: str) -> Response:
    """The dossier of one party, by its code; a name leads there."""
    return _dossier(request, serving, asked, (one,))


@router.get(
    "/dossier/{one}/{other}", summary="All of two parties", **offers(DossierWhole, Form.CSV, Form.ICS, Form.ATOM)
)
def of_two(request: Request, serving: ServingOf, asked: AskedOf, one: str, other: str) -> Response:
    """The dossier of two parties, by their codes; names lead there."""
    return _dossier(request, serving, asked, (one, other))


def _dossier(request: Request, serving: Serving, asked: Asked, words: Sequence[str]) -> Response:
    codes = tuple(dict.fromkeys(_code(serving, word) for word in words))
    if codes != tuple(words) and form_of(request) is Form.HTML:
        query = asked.query()
        return back(request, "/dossier/" + "/".join(map(quoted, codes)) + (f"?{query}" if query else ""))
    return kept(request, serving, f"dossier {codes}", asked, lambda now: _page(now, asked, codes))


def _page(serving: Serving, asked: Asked, codes: tuple[str, ...]) -> Page:
    found = serving.events(asked.model_copy(update={"party": (*codes, *asked.party), "order": "oldest"}))
    told, rows = of_events(serving.desk.store, found, codes), matrix(found, found.view.day, codes)
    promises = {entry.event.id: entry for entry in entries(found, found.view.day)}
    title = listed(list(told.names))
    shown = {
        "asked": asked,
        "told": told,
        "title": title,
        "address": "/dossier/" + "/".join(map(quoted, codes)),
        "events": {event.id: event for event in found},
        "articles": len(_sources(found)),
        "independent": len({source.story or source.key for source in _sources(found).values()}),
        "picture": timeline(found, found.view.day, asked.first, asked.last),
        "chart": _chart(found, rows),
        "rows": rows[: 1 if len(codes) > 1 else _PARTNERS],
        "partners": len(rows),
        "series": _series(found),
        "promises": promises,
    }
    return Page(
        template="dossier.html",
        shown=shown,
        data=lambda: _whole(told, rows, found, promises),
        others={Form.CSV: lambda: written(serving, found, "csv")},
        name="-".join(["dossier", *(code for code in codes if code.isascii() and code.isalnum())]),
        found=found,
        title=title,
    )


def _code(serving: Serving, words: str) -> str:
    return party(serving.desk.store, words)


def _whole(told: Dossier, rows: Sequence[Row], found: Events, promises: dict[str, Entry]) -> DossierWhole:
    return DossierWhole(
        account=told.to_json(),
        cadence=tuple(map(row_to_json, rows)),
        series=tuple(EventLine.of(event) for event in found if event.series),
        promises={id_: _promise(entry) for id_, entry in promises.items()},
    )


def _promise(entry: Entry) -> dict[str, Any]:
    told = entry.to_json()
    return {name: told[name] for name in ("state", "promised", "due", "overdue")}


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


def _series(found: Events) -> tuple[Series, ...]:
    return series(event for event in found if event.series)


def _parties(event: Event) -> tuple[str, ...]:
    return (*(event.shown("countries") or ()), *(event.shown("organizations") or ()))


def _most(counts: Mapping[tuple[str, ...], int], most: int) -> tuple[PartyLine, ...]:
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return tuple(_line(parties, events) for parties, events in ordered[:most])


def _line(parties: tuple[str, ...], events: int) -> PartyLine:
    href = "/dossier/" + "/".join(map(quoted, parties))
    return PartyLine(parties=parties, names=tuple(map(name_of, parties)), events=events, href=href)
