"""Joining in pieces that are found by a sweep: each claim in one, and all comes to what it is in one piece."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dateline.joining.block import first_month, lines_by_month, lines_of
from dateline.joining.chains import Chains, Sweep
from dateline.joining.compare import are_same, compare
from dateline.joining.features import face_of
from dateline.joining.join import join
from dateline.joining.pieces import pieces
from dateline.joining.rulings import Rulings
from dateline.joining.scale import Decision, scale
from dateline.model.day import Days
from tests import make
from tests.joining import meetings as told

NONE = Rulings()


def in_pieces(claims, rulings=NONE, most=1):
    by_key = {one.key: one for one in claims}
    found = [join([by_key[key] for key in keys], rulings).groups for keys in pieces(claims, rulings, most=most)]
    return tuple(sorted(group for groups in found for group in groups))


@given(claims=told.some(), chance=st.randoms(), most=st.integers(1, 5))
def test_the_groups_of_all_pieces_are_those_of_one_piece_whatever_the_order(claims, chance, most):
    shuffled = chance.sample(claims, len(claims))
    assert in_pieces(shuffled, most=most) == join(claims).groups


@given(claims=told.some(), most=st.integers(1, 5))
def test_each_claim_is_in_one_piece_and_no_two_that_are_the_same_are_in_two(claims, most):
    piece_of: dict[str, int] = {}
    for number, keys in enumerate(pieces(claims, most=most)):
        assert piece_of.keys().isdisjoint(keys)
        piece_of |= dict.fromkeys(keys, number)
    assert piece_of.keys() == {one.key for one in claims}
    assert all(piece_of[pair.one] == piece_of[pair.other] for pair in join(claims).pairs if pair.same)


@given(claims=told.some(), ruled=st.sets(st.integers(0, 11), min_size=2, max_size=3), out=st.integers(0, 11))
def test_claims_that_were_ruled_one_are_in_one_piece_and_rejected_ones_in_none(claims, ruled, out):
    group = tuple(one.key for number, one in enumerate(claims) if number in ruled)
    rejected = frozenset(one.key for number, one in enumerate(claims) if number == out)
    rulings = Rulings(one=(group,), rejected=rejected)
    assert in_pieces(claims, rulings) == join(claims, rulings).groups
    together = {key for key in group if key not in rejected}
    assert sum(not together.isdisjoint(keys) for keys in pieces(claims, rulings, most=1)) == bool(together)


def test_no_piece_ends_within_a_chain_and_each_ends_with_the_chain_that_fills_it():
    day = [told.told(f"a{n}", days=told.day(14)) for n in range(5)]
    other = [told.told(f"b{n}", days=told.day(2, month=9)) for n in range(3)]
    third = [told.told("c", kind="visit")]
    assert [len(keys) for keys in pieces([*day, *other, *third], most=2)] == [5, 3, 1]
    assert [len(keys) for keys in pieces([*day, *other, *third], most=6)] == [8, 1]


@given(claims=told.some())
def test_what_costs_little_never_tells_otherwise_than_all_features_together(claims):
    faces = [face_of(kept, NONE) for kept in claims]
    for one in faces:
        for other in faces:
            assert are_same(one, other, scale()) == (compare(one, other, scale()).decision is Decision.SAME)


def test_a_sweep_forgets_what_has_passed():
    """So that what it holds grows with what is told of some months, and not with how long the record is."""
    days = [date(2010, 1, 1) + timedelta(days=7 * week) for week in range(500)]
    faces = [face_of(told.told(f"a{n}", days=make.days(day, day)), NONE) for n, day in enumerate(days)]
    sweep, most = Sweep(Chains(len(faces)), scale()), 0
    for number, face in enumerate(faces):
        sweep.meet(number, face, first_month(face))
        most = max(most, sweep.known)
    assert 1 < most < 20


@given(claims=told.some(), far=st.integers(0, 400))
def test_lines_by_month_are_all_lines_and_the_first_month_is_known_without_them(claims, far):
    other = told.told("far", days=make.days(date(2024, 1, 1), date(2024, 1, 1) + timedelta(days=far)))
    for kept in (*claims, other, told.told("long", days=Days.years(1, 9999))):
        face = face_of(kept, NONE)
        by_month = lines_by_month(face)
        assert sorted(line for lines in by_month.values() for line in lines.items()) == sorted(lines_of(face))
        assert min(by_month) == first_month(face)
