"""What a desk holds at hand is not gone through again and again."""

import gc

import pytest

from dateline.web.heap import settle


@pytest.fixture
def as_before():
    usual = gc.get_threshold()
    yield usual
    gc.unfreeze()
    gc.set_threshold(*usual)


def test_what_is_at_hand_is_held_for_good_and_the_rest_gone_through_more_seldom(as_before):
    held: list[list[int]] = [[] for _ in range(1000)]
    settle()
    assert gc.get_freeze_count() >= len(held)
    assert gc.get_threshold()[:2] == as_before[:2]
    assert gc.get_threshold()[2] > as_before[2]


@pytest.mark.usefixtures("as_before")
def test_a_cycle_that_comes_later_is_let_go_of_all_the_same():
    settle()
    ring: list[object] = []
    ring.append(ring)
    del ring
    assert gc.collect() >= 1
