"""Whom there is a dossier of: the pairs and parties of which the record has most."""

from collections import Counter
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import ConfigDict, Field

from dateline.books.countries import name_of
from dateline.desk.cadence import pairs_in
from dateline.desk.names import party
from dateline.model.event import Event
from dateline.web.asked import Asked
from dateline.web.forms import back
from dateline.web.kept import kept
from dateline.web.render import Tab, quoted
from dateline.web.serving import Serving, ServingOf
from dateline.web.shapes import Shape
from dateline.web.twins import Page, offers

router = APIRouter(tags=["dossiers"])
TAB = Tab("Dossiers", "/dossier", 30)

_PAIRS, _PARTIES = 40, 60


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


@router.get("/dossier", summary="Whom there is a dossier of", **offers(Dossiers))
def dossiers(request: Request, serving: ServingOf, asked: Annotated[AskedPair, Query()]) -> Response:
    """The pairs and parties of which the record has most; ``one`` and ``other`` lead to the dossier of theirs."""
    if words := [word for word in (asked.one, asked.other) if word.strip()]:
        return back(request, "/dossier/" + "/".join(quoted(party(serving.desk.store, word)) for word in words[:2]))
    return kept(request, serving, "dossiers", asked, lambda now: _page(now, asked))


def _page(serving: Serving, asked: AskedPair) -> Page:
    every = serving.events(asked)
    data = Dossiers(
        pairs=_most(Counter(pair for event in every for pair in pairs_in(event)), _PAIRS),
        parties=_most(Counter((name,) for event in every for name in _parties(event)), _PARTIES),
    )
    shown = {"asked": asked, "pairs": data.pairs, "parties": data.parties}
    return Page(template="dossiers.html", shown=shown, data=lambda: data, name="dossiers")


def _parties(event: Event) -> tuple[str, ...]:
    return (*(event.shown("countries") or ()), *(event.shown("organizations") or ()))


def _most(counts: Mapping[tuple[str, ...], int], most: int) -> tuple[PartyLine, ...]:
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return tuple(_line(parties, events) for parties, events in ordered[:most])


def _line(parties: tuple[str, ...], events: int) -> PartyLine:
    href = "/dossier/" + "/".join(map(quoted, parties))
    return PartyLine(parties=parties, names=tuple(map(name_of, parties)), events=events, href=href)
