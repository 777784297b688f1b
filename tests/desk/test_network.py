from datetime import date
from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dateline.desk.network import Network, heart, network
from dateline.export.base import Tally
from dateline.export.graph import graph_of, parties
from dateline.model.event import Event, Status, Step
from tests import make
from tests.export import made

NAMES = ("ARL", "BLM", "CDN", "DRS", "ELN")


def meeting(number: int, countries: tuple[str, ...], status: Status = Status.HELD, **more: Any) -> Event:
    """One event with an id of its own."""
    kept = made.kept(key=f"k{number:015}", claim=make.claim(id=f"c{number}", countries=countries, **more))
    return made.event(kept, steps=(Step(day=date(2024, 6, 3), status=status, claims=(kept.key,)),))


def told(whole: Network) -> dict[tuple[str, str], int]:
    return {(tie.one, tie.other): len(tie.events) for tie in whole.ties}


def test_two_at_one_table_are_tied_and_those_of_most_occasions_come_first():
    whole = network([meeting(1, ("ARL", "BLM")), meeting(2, ("BLM", "CDN", "ARL"))])
    assert told(whole) == {("ARL", "BLM"): 2, ("ARL", "CDN"): 1, ("BLM", "CDN"): 1}
    assert [node.name for node in whole.nodes] == ["ARL", "BLM", "CDN"]
    assert whole.ties[0].first == whole.ties[0].last == date(2024, 6, 1)


def test_what_was_not_held_ties_nobody_and_is_counted():
    whole = network([meeting(1, ("ARL", "BLM"), Status.PLANNED), meeting(2, ("ARL",)), meeting(3, ("ARL", "BLM"))])
    assert (whole.not_held, whole.alone, len(whole.occasions)) == (1, 1, 1)


def test_a_crowd_can_be_left_out():
    whole = network([meeting(1, NAMES), meeting(2, ("ARL", "BLM"))], most=2)
    assert told(whole) == {("ARL", "BLM"): 1}
    assert whole.crowded == 1


def test_persons_are_tied_as_parties_are():
    whole = network([meeting(1, ("ARL", "BLM"))], "people")
    assert told(whole) == {("Ines Maren", "Tomas Ruh"): 1}
    assert {node.kind for node in whole.nodes} == {"person"}


def test_a_tie_without_a_day_has_none():
    (tie,) = network([meeting(1, ("ARL", "BLM"), days=None)]).ties
    assert (tie.first, tie.last) == (None, None)


def test_the_heart_of_a_network_is_of_those_who_met_most_often_and_nobody_in_it_is_alone():
    tables = [("ARL", "BLM"), ("ARL", "BLM"), ("CDN", "ARL"), ("DRS", "ELN"), ("DRS", "ELN")]
    whole = network([meeting(number, who) for number, who in enumerate(tables)])
    assert told(heart(whole, 2)) == {("ARL", "BLM"): 2}
    small = heart(whole, 4)
    assert told(small) == {("ARL", "BLM"): 2, ("DRS", "ELN"): 2}
    assert len(small.occasions) == 4
    assert told(heart(whole, 9)) == told(whole)


@given(st.lists(st.lists(st.sampled_from(NAMES), unique=True, max_size=4), max_size=6), st.randoms())
def test_the_network_is_that_of_the_export_in_whatever_order_events_come(tables, chance):
    events = [meeting(number, tuple(who)) for number, who in enumerate(tables)]
    whole, graph = network(chance.sample(events, len(events))), graph_of(events, parties, Tally())
    exported = {tuple(sorted((one, other))): about["weight"] for one, other, about in graph.edges(data=True)}
    assert told(whole) == exported
    assert sum(told(whole).values()) == sum(len(list(combinations(who, 2))) for who in tables)
    taken = graph_of(whole.occasions, parties, Tally())
    assert {node.name: len(node.events) for node in whole.nodes} == {
        name: about["occasions"] for name, about in taken.nodes(data=True)
    }
