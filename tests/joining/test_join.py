from collections import defaultdict
from dataclasses import replace
from datetime import date
from typing import Any

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from dateline.joining.join import Partition, join
from dateline.joining.rulings import Rulings, pair_of
from dateline.joining.scale import Decision
from dateline.model.day import Days
from dateline.model.kept import Kept
from dateline.model.mention import Modality
from tests.joining import meetings as told

_keys = st.integers(0, 11).map(lambda number: f"k{number:02}")
_sets = st.lists(_keys, min_size=2, max_size=3, unique=True).map(lambda keys: tuple(sorted(keys)))
_rulings = st.builds(
    lambda one, apart, rejected: Rulings(
        one=tuple(one), apart=frozenset(pair_of(*two) for two in apart), rejected=frozenset(rejected)
    ),
    st.lists(_sets, max_size=2, unique=True),
    st.lists(st.lists(_keys, min_size=2, max_size=2, unique=True), max_size=2),
    st.lists(_keys, max_size=1),
)


def groups(*claims: Kept, rulings: Rulings | None = None) -> tuple[tuple[str, ...], ...]:
    return join(claims, rulings or Rulings()).groups


# ---- laws


@given(claims=told.some(), rulings=_rulings, chance=st.randoms())
def test_joining_is_a_function_of_the_set_of_claims(claims, rulings, chance) -> None:
    shuffled = [*chance.sample(claims, len(claims)), *claims[:2]]
    assert join(shuffled, rulings) == join(claims, rulings)


@given(claims=told.some(), rulings=_rulings)
def test_what_hangs_together_can_be_joined_apart_from_the_rest(claims, rulings) -> None:
    whole = join(claims, rulings)
    parts = [join([kept for kept in claims if kept.key in part], rulings) for part in _components(whole)]
    assert sorted(group for part in parts for group in part.groups) == list(whole.groups)


@given(claims=told.some(), rulings=_rulings)
def test_components_joined_together_with_others_are_as_in_the_whole(claims, rulings) -> None:
    whole = join(claims, rulings)
    components = sorted(map(sorted, _components(whole)))
    half = {key for part in components[::2] for key in part}
    expected = tuple(group for group in whole.groups if half.issuperset(group))
    assert join([kept for kept in claims if kept.key in half], rulings).groups == expected


@given(claims=told.some(), rulings=_rulings)
def test_every_claim_that_was_not_rejected_is_in_one_group(claims, rulings) -> None:
    joined = [key for group in join(claims, rulings).groups for key in group]
    assert sorted(joined) == sorted(kept.key for kept in claims if kept.key not in rulings.rejected)


@given(claims=told.some())
def test_no_group_has_two_claims_of_one_article(claims) -> None:
    article = {kept.key: kept.source.key for kept in claims}
    assert all(len({article[key] for key in group}) == len(group) for group in join(claims).groups)


@given(claims=told.some(), rulings=_rulings)
def test_nothing_that_was_ruled_apart_is_together(claims, rulings) -> None:
    for group in join(claims, rulings).groups:
        assert not any(rulings.are_apart(one, other) for one in group for other in group)


@given(claims=told.some())
def test_pairs_are_in_order_and_may_be_one(claims) -> None:
    pairs = join(claims).pairs
    assert list(pairs) == sorted(pairs)
    assert all(pair.one < pair.other and pair.decision is not Decision.DIFFERENT and pair.reasons for pair in pairs)


def _components(whole: Partition) -> list[set[str]]:
    graph = nx.Graph(pair.keys for pair in whole.pairs if pair.same)
    graph.add_nodes_from(key for group in whole.groups for key in group)
    return list(nx.connected_components(graph))


# ---- cases


def test_a_plan_and_the_report_of_it_are_one_occasion() -> None:
    plan = told.told("a", modality=Modality.PLANNED, published=date(2024, 5, 28))
    assert groups(plan, told.told("b")) == (("a", "b"),)


def test_two_meetings_of_one_minister_on_one_day_are_two() -> None:
    ruh, voss = told.told("a"), told.told("b", people=("Ines Maren", "Petra Voss"))
    vague = told.told("c", people=("Ines Maren",))
    assert all(not {"a", "b"}.issubset(group) for group in groups(ruh, voss, vague))


def test_a_call_is_no_meeting_and_a_contract_no_delivery() -> None:
    assert len(groups(told.told("a"), told.told("b", mode="call", place=None))) == 2
    arms: dict[str, Any] = {"kind": "arms_transfer", "people": (), "name": "KT-50", "days": Days.month(2024, 6)}
    assert len(groups(told.told("a", mode="contract", **arms), told.told("b", mode="delivery", **arms))) == 2


def test_last_years_edition_is_not_this_years() -> None:
    drill: dict[str, Any] = {"kind": "exercise", "mode": "naval", "people": (), "days": None}
    named = [told.told("a", name="Stern Gull 2023", **drill), told.told("b", name="Stern Gull 2024", **drill)]
    assert len(groups(*named)) == 2


def test_a_new_date_is_an_occasion_of_its_own() -> None:
    off = told.told("a", modality=Modality.CANCELLED, days=told.day(1))
    moved = told.told("b", modality=Modality.PLANNED, days=told.day(15))
    assert groups(off, moved) == (("a",), ("b",))


def test_what_was_called_off_is_what_had_been_planned() -> None:
    plan = told.told("a", modality=Modality.PLANNED, published=date(2024, 5, 28))
    assert groups(plan, told.told("b", modality=Modality.CANCELLED)) == (("a", "b"),)


def test_two_alike_claims_of_an_article_match_those_of_its_copy_one_by_one() -> None:
    first, second = (told.told("a", key=f"a{n}", trigger=told.told().claim.trigger) for n in (1, 2))
    copies = [replace(one, key=one.key.replace("a", "b"), source=told.told("b").source) for one in (first, second)]
    assert groups(first, second, *copies) == (("a1", "b1"), ("a2", "b2"))


def test_a_person_can_make_two_claims_of_one_article_one() -> None:
    one, other = told.told("a", key="x"), told.told("a", key="y", mode="call")
    assert groups(one, other) == (("x",), ("y",))
    assert groups(one, other, rulings=Rulings(one=(("x", "y"),))) == (("x", "y"),)


def test_what_was_ruled_one_is_met_by_what_fits_either() -> None:
    one, other = told.told("a"), told.told("b", days=told.day(9))
    late = told.told("c", days=told.day(9))
    assert groups(one, other, late, rulings=Rulings(one=(("a", "b"),))) == (("a", "b", "c"),)


def test_the_newest_ruling_goes_first() -> None:
    claims = [told.told(key) for key in "abc"]
    rulings = Rulings(one=(("b", "c"), ("a", "b")), apart=frozenset({("a", "c")}))
    assert groups(*claims, rulings=rulings) == (("a",), ("b", "c"))


def test_an_alias_changes_the_comparison() -> None:
    one, other = told.told("a", people=("Ines Maren", "Tomas Ruh")), told.told("b", people=("Ines Maren", "Bato Lin"))
    assert len(groups(one, other)) == 2
    alias = Rulings(names={("bato lin", None): "Tomas Ruh"})
    assert groups(one, other, rulings=alias) == (("a", "b"),)


def test_a_hundred_papers_that_say_the_same_cost_one_comparison() -> None:
    claims = [told.told(f"a{number:03}") for number in range(300)]
    partition = join(reversed(claims))
    assert len(partition.groups) == 1
    assert len(partition.pairs) == 299


def test_pairs_name_their_reasons() -> None:
    (pair,) = join([told.told("a"), told.told("b", place=None)]).pairs
    assert "the same persons, two or more, take part" in pair.reasons
    held = defaultdict(list, {pair.decision: list(pair.keys)})
    assert held[Decision.SAME] == ["a", "b"]
