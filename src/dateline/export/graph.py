"""Who meets whom: a network of parties or of persons, with the days on which they met, as GraphML and GEXF."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING, Any, BinaryIO

from dateline.export.base import About, Format, Loss, Tally
from dateline.export.columns import first_day, last_day
from dateline.export.extra import needing
from dateline.export.text import for_xml
from dateline.model.event import Event, Status

if TYPE_CHECKING:
    from networkx import Graph

EXTRA = "graph"
_HELD = frozenset({Status.HELD, Status.ONGOING})

Nodes = Callable[[Event], Iterable[tuple[str, str]]]  # gives the names of nodes, and what each is


def parties(event: Event) -> Iterator[tuple[str, str]]:
    """Countries and organisations."""
    yield from ((name, "country") for name in event.shown("countries") or ())
    yield from ((name, "organization") for name in event.shown("organizations") or ())


def people(event: Event) -> Iterator[tuple[str, str]]:
    """Individual participants."""
    yield from ((name, "person") for name in event.shown("people") or ())


@dataclass(slots=True)
class _Tie:
    """What two of them have together: the occasions, and their days where they are known."""

    events: list[str] = field(default_factory=list)
    kinds: set[str] = field(default_factory=set)
    spells: list[tuple[str, str]] = field(default_factory=list)


def graph_of(events: Iterable[Event], nodes: Nodes, tally: Tally) -> "Graph[str]":
    """An undirected graph: an edge for two who took part in one occasion that was held or is under way.

    A node has ``label``, ``kind`` and ``occasions`` (how many); an edge ``weight`` (how many), ``kinds``, ``events``
    (ids), ``spells`` (first and last day of each) and ``first`` and ``last`` of all.
    """
    with needing(EXTRA):
        from networkx import Graph  # noqa: PLC0415  (of the extra)
    kinds: dict[str, str] = {}
    counts: dict[str, int] = {}
    ties: dict[tuple[str, str], _Tie] = {}
    for event in _held(events, tally):
        told = {for_xml(name): kind for name, kind in nodes(event) if name}
        kinds |= told
        counts |= {name: counts.get(name, 0) + 1 for name in told}
        for pair in combinations(sorted(told), 2):
            _add(ties.setdefault(pair, _Tie()), event)
        _count(event, len(told), tally)
    graph: Graph[str] = Graph()
    for name in sorted(kinds):
        graph.add_node(name, label=name, kind=kinds[name], occasions=counts[name])
    for (one, other), tie in sorted(ties.items()):
        graph.add_edge(one, other, **_told(tie))
    return graph


def _held(events: Iterable[Event], tally: Tally) -> Iterator[Event]:
    for event in tally.each(events):
        if event.status in _HELD:
            yield event
        else:
            tally.lose("events that were not held (planned, cancelled, lapsed) are left out")


def _count(event: Event, nodes: int, tally: Tally) -> None:
    if nodes < 2:  # noqa: PLR2004  (it takes two)
        tally.lose("events with fewer than two of those who are nodes make no edge")
    if event.days is None:
        tally.lose("events that have no day have no spell")
    tally.written += nodes > 1


def _add(tie: _Tie, event: Event) -> None:
    tie.events.append(for_xml(event.id))
    tie.kinds.add(for_xml(event.kind))
    if event.days:
        tie.spells.append((first_day(event.days).isoformat(), last_day(event.days).isoformat()))


def _told(tie: _Tie) -> dict[str, Any]:
    told: dict[str, Any] = {
        "weight": len(tie.events),
        "kinds": "; ".join(sorted(tie.kinds)),
        "events": "; ".join(tie.events),
    }
    if tie.spells:
        told["spells"] = sorted(tie.spells)
        told["first"] = min(first for first, _ in tie.spells)
        told["last"] = max(last for _, last in tie.spells)
    return told


def write_graphml(nodes: Nodes, events: Iterable[Event], out: BinaryIO, about: About) -> Loss:
    """Write GraphML, which has no spells: they are texts, A/B parted by semicolons."""
    tally = Tally()
    graph = graph_of(events, nodes, tally)
    from networkx import write_graphml_xml  # noqa: PLC0415  (of the extra)

    for _, _, told in graph.edges(data=True):
        told["spells"] = "; ".join(f"{first}/{last}" for first, last in told.get("spells", ()))
    graph.graph["dateline"] = for_xml(about.in_words())
    write_graphml_xml(graph, out, named_key_ids=True)
    return tally.loss()


def write_gexf(nodes: Nodes, events: Iterable[Event], out: BinaryIO, about: About) -> Loss:
    """Write GEXF 1.2 with dates, for Gephi's timeline."""
    tally = Tally()
    graph = graph_of(events, nodes, tally)
    from networkx.readwrite.gexf import GEXFWriter  # noqa: PLC0415  (of the extra)

    graph.graph |= {"mode": "dynamic", "name": for_xml(about.in_words())}
    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(graph)
    meta = writer.xml.find("meta")
    del meta.attrib["lastmodifieddate"]  # networkx writes today's, but the same events shall give the same bytes
    if about.as_of:
        meta.set("lastmodifieddate", about.as_of.isoformat())
    writer.write(out)
    return tally.loss()


def _format(name: str, nodes: Nodes, write: Callable[..., Loss], who: str, says: str) -> Format:
    extension = f".{name.partition('-')[0]}"
    stream = partial(write, nodes)
    return Format(
        name=name, extensions=(extension,), says=f"{says} of {who} who took part in one occasion.", stream=stream
    )


FORMATS = (
    _format("graphml", parties, write_graphml, "countries and organisations", "A GraphML network"),
    _format("graphml-people", people, write_graphml, "persons", "A GraphML network"),
    _format("gexf", parties, write_gexf, "countries and organisations", "A GEXF network with dates, for Gephi,"),
    _format("gexf-people", people, write_gexf, "persons", "A GEXF network with dates, for Gephi,"),
)
