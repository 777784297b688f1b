"""Networks, read back by networkx."""

from datetime import date
from io import BytesIO
from itertools import combinations
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings

from dateline.export.formats import FORMATS
from dateline.export.text import for_xml
from dateline.model.day import Days
from dateline.model.event import Event, Status
from dateline.model.mention import Modality
from tests import make
from tests.export import made


def written(name: str, *events: Event) -> BytesIO:
    out = BytesIO()
    FORMATS[name].write(events, out, made.ABOUT)
    out.seek(0)
    return out


def network(name: str, *events: Event) -> Any:
    read = nx.read_graphml if name.startswith("graphml") else nx.read_gexf
    return read(written(name, *events))


def meeting(key: str, day: date | None, *countries: str, **more: Any) -> Event:
    days = Days.day(day) if day else None
    return made.event(made.kept(key, make.claim(days=days, countries=countries, **more)))


TWICE = (
    meeting("k1", date(2024, 6, 1), "ARL", "BLM"),
    meeting("k2", date(2024, 3, 1), "BLM", "ARL", "CRL", kind="exercise"),
)


def test_parties_that_met_twice_have_a_heavier_edge_with_both_days():
    graph = network("graphml", *TWICE)
    assert dict(graph.nodes["ARL"]) == {"label": "ARL", "kind": "country", "occasions": 2}
    assert dict(graph.edges["ARL", "BLM"]) == {
        "weight": 2,
        "kinds": "exercise; meeting",
        "events": "e-k1; e-k2",
        "spells": "2024-03-01/2024-03-01; 2024-06-01/2024-06-01",
        "first": "2024-03-01",
        "last": "2024-06-01",
    }
    assert graph.edges["ARL", "CRL"]["weight"] == 1


def test_gexf_has_a_spell_to_each_day():
    graph = network("gexf", *TWICE)
    assert graph.graph["mode"] == "dynamic"
    assert graph.edges["ARL", "BLM"]["spells"] == [("2024-03-01", "2024-03-01"), ("2024-06-01", "2024-06-01")]
    assert b'timeformat="date"' in written("gexf", *TWICE).read()


def test_persons_make_a_network_of_their_own():
    graph = network("gexf-people", made.event())
    assert set(graph.edges) == {("Ines Maren", "Tomas Ruh")}
    assert graph.nodes["Ines Maren"]["kind"] == "person"


def test_what_was_only_planned_ties_nobody_and_is_told_in_the_loss():
    plan = meeting("k1", date(2024, 6, 1), "ARL", "BLM", modality=Modality.PLANNED)
    loss = FORMATS["gexf"].write([plan], BytesIO(), made.ABOUT)
    assert loss.lost["events that were not held (planned, cancelled, lapsed) are left out"] == 1
    assert network("gexf", plan).number_of_nodes() == 0


def test_an_occasion_without_a_day_counts_and_has_no_spell():
    graph = network("gexf", meeting("k1", None, "ARL", "BLM"))
    assert graph.edges["ARL", "BLM"]["weight"] == 1
    assert "spells" not in graph.edges["ARL", "BLM"]


@pytest.mark.parametrize("name", ["graphml", "gexf", "graphml-people", "gexf-people"])
def test_the_same_events_give_the_same_bytes_on_any_day(name: str, monkeypatch: pytest.MonkeyPatch):
    first = written(name, *TWICE).read()
    monkeypatch.setattr("time.strftime", lambda _: "1999-12-31")
    assert written(name, *TWICE).read() == first


@pytest.mark.parametrize("name", ["graphml", "gexf", "graphml-people", "gexf-people"])
@settings(max_examples=12)
@given(events=made.lists_of_events)
def test_every_tie_of_any_events_comes_back(name: str, events: list[Event]):
    graph = network(name, *events)
    field = ("people",) if name.endswith("people") else ("countries", "organizations")
    ties: set[frozenset[str]] = set()
    for event in events:
        if event.status in {Status.HELD, Status.ONGOING}:
            names = {for_xml(name) for one in field for name in event.shown(one) or ()}
            ties |= {frozenset(pair) for pair in combinations(names, 2)}
    assert {frozenset(graph.nodes[node]["label"] for node in pair) for pair in graph.edges} == ties
