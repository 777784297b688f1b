"""Status over time: what the claims that were known by each day make of an occasion."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.joining.account import account
from dateline.joining.life import steps
from tests.joining.told import CANCELLED, HELD, OFFICIAL, ONGOING, PLANNED, day, groups, told


def life(*group) -> list[tuple[str, str]]:
    return [(step.day.isoformat(), step.status.value) for step in steps(group)]


def test_a_plan_is_under_way_and_then_held():
    group = (
        told("n1", "2024-05-20", PLANNED, when="2024-06-04/2024-06-07"),
        told("n2", "2024-06-05", ONGOING, when="2024-06-04/2024-06-07"),
        told("n3", "2024-06-09", when="2024-06-04/2024-06-07"),
    )
    assert life(*group) == [("2024-05-20", "planned"), ("2024-06-05", "ongoing"), ("2024-06-09", "held")]


def test_a_stale_plan_that_is_told_again_does_not_undo_that_it_was_held():
    held, stale = told("n1", "2024-06-05", when="2024-06-04"), told("n2", "2024-06-08", PLANNED, when="2024-06-04")
    assert life(held, stale) == [("2024-06-05", "held")]


def test_on_one_day_a_report_outranks_a_plan():
    morning, evening = told("n1", "2024-06-04", PLANNED, when="2024-06-04"), told("n2", "2024-06-04", when="2024-06-04")
    assert life(morning, evening) == [("2024-06-04", "held")]


def test_what_was_called_off_can_be_planned_again_for_days_ahead_only():
    off = told("n1", "2024-06-01", CANCELLED, when="2024-06-10")
    ahead, stale = (told("n2", day, PLANNED, when="2024-06-10") for day in ("2024-06-05", "2024-06-20"))
    assert life(off, ahead) == [("2024-06-01", "cancelled"), ("2024-06-05", "planned")]
    assert life(off, stale) == [("2024-06-01", "cancelled")]


def test_what_was_reported_as_called_off_and_then_as_held_was_held_all_the_same():
    told_steps = steps(
        [told("n1", "2024-06-01", CANCELLED, when="2024-06-10"), told("n2", "2024-06-11", when="2024-06-10")]
    )
    assert told_steps[-1].status.value == "held"
    assert told_steps[-1].why == "held all the same: it had been reported as called off"


def test_a_report_of_something_still_to_come_is_a_plan():
    assert life(told("n1", "2024-06-01", HELD, when="2024-06-20")) == [("2024-06-01", "planned")]


@pytest.mark.parametrize(
    ("held", "off", "status", "because"),
    [
        ((("n1", {}), ("n2", {})), (("n3", {}),), "held", "the greater number decides"),
        ((("n1", {}),), (("n3", {}), ("n4", {})), "cancelled", "the greater number decides"),
        ((("n1", {}), ("n2", {})), (("n3", {"by": OFFICIAL}),), "cancelled", "an official source decides"),
        ((("n1", {}),), (("n3", {}),), "held", "as many on either side: whoever saw it decides"),
    ],
)
def test_reports_of_one_day_that_contradict_are_decided_and_explained(held, off, status, because):
    group = [told(id_, "2024-06-05", HELD, when="2024-06-04", **more) for id_, more in held]
    group += [told(id_, "2024-06-05", CANCELLED, when="2024-06-04", **more) for id_, more in off]
    (step,) = steps(group)
    assert step.status.value == status
    assert step.why.endswith(because)


def test_copies_of_one_story_are_one_voice():
    group = [told("n1", "2024-06-05", when="2024-06-04"), told("n2", "2024-06-05", when="2024-06-04")]
    copies = [told(f"n{i}", "2024-06-05", CANCELLED, when="2024-06-04", story="n3") for i in (3, 4, 5)]
    assert life(*group, *copies) == [("2024-06-05", "held")]


def test_fewer_later_reports_do_not_undo_that_it_was_held_and_raise_a_doubt():
    group = [told(f"n{i}", "2024-06-05", when="2024-06-04") for i in (1, 2)]
    group.append(told("n3", "2024-06-09", CANCELLED, when="2024-06-04"))
    assert life(*group) == [("2024-06-05", "held")]
    assert any("after its day that it was called off" in doubt for doubt in account(group).doubts)


def test_more_later_reports_that_it_was_called_off_decide():
    group = [told("n1", "2024-06-05", when="2024-06-04")]
    group += [told(f"n{i}", "2024-06-09", CANCELLED, when="2024-06-04") for i in (2, 3)]
    last = steps(group)[-1]
    assert last.status.value == "cancelled"
    assert (
        last.why
        == "2 independent sources report that it was called off, 1 independent source reports before that it took place"
    )


# ---- laws


@settings(max_examples=40)
@given(groups())
def test_steps_are_in_the_order_of_their_days_and_each_changes_the_status(group):
    told_steps = steps(group)
    assert told_steps
    assert all(a.day < b.day and a.status != b.status for a, b in pairwise(told_steps))


@settings(max_examples=40)
@given(groups(), st.randoms())
def test_steps_do_not_depend_on_the_order_of_claims(group, chance):
    assert steps(group) == steps(chance.sample(group, len(group)))


@settings(max_examples=40)
@given(groups(), st.integers(0, 45))
def test_the_record_as_of_a_day_knows_the_first_steps_of_all(group, later):
    asked = day("2024-05-25") + timedelta(days=later)
    known = [kept for kept in group if kept.source.known <= asked]
    assert steps(known) == tuple(step for step in steps(group) if step.day <= asked)


@settings(max_examples=40)
@given(groups())
def test_every_step_names_claims_that_give_its_status(group):
    by_key = {kept.key: kept for kept in group}
    assert all(step.claims and all(key in by_key for key in step.claims) for step in steps(group))
