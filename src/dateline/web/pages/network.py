"""The network: who met whom, parties or persons, and when; a slider of time where there is JavaScript."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import ConfigDict, Field

from dateline.desk.network import Network, Node, Tie, heart, network
from dateline.desk.query import Events
from dateline.model.event import Status
from dateline.web.cursor import Leaf, leaf
from dateline.web.feeds import written
from dateline.web.forms import table
from dateline.web.kept import kept
from dateline.web.render import Tab, quoted
from dateline.web.serving import Serving, ServingOf
from dateline.web.shapes import Shape
from dateline.web.shown_as import AskedPicture
from dateline.web.twins import Form, Page, offers
from dateline.web.web_of import moving, picture

router = APIRouter(tags=["network"])
TAB = Tab("Network", "/network", 44)

_CSV = ("one", "other", "occasions", "types", "first", "last", "event_ids")
_MOST_DRAWN = 80


class AskedNetwork(AskedPicture):
    """Who the nodes are, and which occasions count."""

    OWN: ClassVar[frozenset[str]] = frozenset({"of", "most", "drawn"})

    of: Literal["parties", "people"] = Field(default="parties", description="Who meets: parties or persons.")
    most: int = Field(
        default=0, ge=0, le=1000, description="Only occasions at which at most so many took part; 0: all."
    )
    drawn: int = Field(default=40, ge=2, le=_MOST_DRAWN, description="How many are drawn: those who met most often.")


class NodeLine(Shape):
    """One who met others."""

    name: str
    kind: str
    occasions: int
    x: float | None = Field(description="Where it stands in the picture; None where it is not drawn")
    y: float | None


class TieLine(Shape):
    """Two who met: on how many occasions, of which types, from when to when."""

    one: str
    other: str
    occasions: int
    types: tuple[str, ...]
    first: date | None
    last: date | None
    events: tuple[str, ...]

    @classmethod
    def of(cls, tie: Tie) -> "TieLine":
        """A tie on a line."""
        return cls(
            one=tie.one,
            other=tie.other,
            occasions=len(tie.events),
            types=types(tie),
            first=tie.first,
            last=tie.last,
            events=tuple(event.id for event in tie.events),
        )


class NetworkWhole(Shape):
    """The network: occasions are events that were held or are under way, with two or more of the nodes."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "of": "parties",
                    "occasions": 1,
                    "left_out": {"not held": 1, "of one alone": 0, "of too many": 0},
                    "nodes": [{"name": "ARL", "kind": "country", "occasions": 1, "x": 590.0, "y": 380.0}],
                    "total": 1,
                    "next": None,
                    "ties": [
                        {"one": "ARL", "other": "BLM", "occasions": 1, "types": ["meeting"], "first": "2024-06-01",
                         "last": "2024-06-01", "events": ["e-bdf69d7cac0c05a1"]}
                    ],
                }
            ]
        }
    )  # fmt: skip

    of: str
    occasions: int
    left_out: dict[str, int]
    nodes: tuple[NodeLine, ...]
    total: int = Field(description="Ties")
    next: str | None
    ties: tuple[TieLine, ...]


_OFFERS = offers(NetworkWhole, Form.CSV, Form.GEXF, Form.GRAPHML)


@router.get("/network", summary="Who met whom, and when", **_OFFERS)
def network_(request: Request, serving: ServingOf, asked: Annotated[AskedNetwork, Query()]) -> Response:
    """The picture and a page of pairs; the CSV, GEXF and GraphML twins hold all of them."""
    return kept(request, serving, "network", asked, lambda now: _page(now, asked))


def _page(serving: Serving, asked: AskedNetwork) -> Page:
    found = serving.events(asked.model_copy(update={"order": "oldest"}))
    whole = network(found, asked.of, asked.most)
    drawn = heart(whole, asked.drawn)
    page = leaf(whole.ties, asked.after, asked.limit, lambda tie: f"{tie.one}|{tie.other}")
    drawing = picture(drawn)
    taken = _only(found, whole)
    suffix = "-people" if asked.of == "people" else ""
    shown = {
        "asked": asked,
        "whole": whole,
        "drawn": drawn,
        "picture": drawing,
        "moving": moving(drawn),
        "leaf": page,
        "types": types,
        "address": address(asked.of),
        "met": _met(whole),
        "statuses": (Status.HELD, Status.ONGOING),
    }
    return Page(
        template="network.html",
        shown=shown,
        data=lambda: _whole(asked.of, whole, page, {dot.node.name: (dot.x, dot.y) for dot in drawing.dots}),
        others={
            Form.CSV: lambda: table(_CSV, _rows(whole.ties)),
            Form.GEXF: lambda: written(serving, taken, f"gexf{suffix}"),
            Form.GRAPHML: lambda: written(serving, taken, f"graphml{suffix}"),
        },
        name="network",
    )


def address(of: str) -> Any:
    """Where a node leads to: a party to its dossier, a person to the diary."""
    return lambda name: f"/{'person' if of == 'people' else 'dossier'}/{quoted(name)}"


def types(tie: Tie) -> tuple[str, ...]:
    """The types of the occasions of a tie, those of most first."""
    kinds = [event.kind for event in tie.events]
    return tuple(sorted(set(kinds), key=lambda kind: (-kinds.count(kind), kind)))


def _only(found: Events, whole: Network) -> Events:
    """The events of the network alone, as the exports of graphs take them."""
    return Events(whole.occasions, found.view)


def _met(whole: Network) -> dict[str, int]:
    """With how many others each met."""
    others: dict[str, int] = {}
    for tie in whole.ties:
        for name in (tie.one, tie.other):
            others[name] = others.get(name, 0) + 1
    return others


def _whole(of: str, whole: Network, page: Leaf[Tie], at: dict[str, tuple[float, float]]) -> NetworkWhole:
    return NetworkWhole(
        of=of,
        occasions=len(whole.occasions),
        left_out={"not held": whole.not_held, "of one alone": whole.alone, "of too many": whole.crowded},
        nodes=tuple(_node(node, at) for node in whole.nodes),
        total=page.total,
        next=page.next,
        ties=tuple(map(TieLine.of, page.items)),
    )


def _node(node: Node, at: dict[str, tuple[float, float]]) -> NodeLine:
    x, y = at.get(node.name, (None, None))
    return NodeLine(name=node.name, kind=node.kind, occasions=len(node.events), x=x, y=y)


def _rows(ties: Sequence[Tie]) -> Iterator[tuple[Any, ...]]:
    for tie in ties:
        line = TieLine.of(tie)
        yield (line.one, line.other, line.occasions, line.types, line.first, line.last, line.events)
