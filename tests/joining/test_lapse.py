"""Promises: due, overdue, kept, moved, called off, or lapsed with no report found."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.joining.account import account
from dateline.joining.lapse import Coverage, Promise, due, lapsed, promise_state
from dateline.model.event import Status
from dateline.model.review import Verdict
from tests.joining.told import CANCELLED, ONGOING, PLANNED, day, days, groups, ruling, told

SESSION = "Arland-Belmar Intergovernmental Commission"
TODAY = day("2026-01-01")


def covers(articles=12):
    def covered(_event, first, last):
        return Coverage(articles=articles, parties=("Arland", "Belmar"), first=first, last=last)

    return covered


def session(*more):
    """A commission's session that was due at the end of 2020."""
    plan = told("n1", "2020-09-03", PLANNED, kind="meeting", name=SESSION, when="2020-11~/2020-12~")
    return account([plan, *more])


def test_a_promise_without_a_report_lapses_with_what_the_record_covers():
    event = lapsed(session(), TODAY, covers())
    step = event.steps[-1]
    assert (step.day, step.status, step.claims) == (day("2021-01-31"), Status.LAPSED, ())
    assert step.why == (
        "no report found; the record holds 12 articles on Arland and Belmar from 2020-11-01 to 2021-01-30"
    )
    assert "not happen" not in step.why


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2020-12-31", Promise.DUE),
        ("2021-01-01", Promise.OVERDUE),
        ("2021-01-30", Promise.OVERDUE),
        ("2021-01-31", Promise.LAPSED),
    ],
)
def test_a_promise_is_due_then_overdue_then_lapsed(today, state):
    assert promise_state(lapsed(session(), day(today), covers()), day(today)) is state


def test_a_lapsed_session_that_is_reported_in_the_end_was_held_late():
    report = told("n2", "2021-12-07", kind="meeting", name=SESSION, when="2021-12-06")
    event = lapsed(session(report), TODAY, covers())
    assert [str(step.status) for step in event.steps] == ["planned", "lapsed", "held"]
    assert event.steps[-1].why == "held late: it was due by 2020-12-31 and took place on 2021-12-06"
    assert promise_state(event, TODAY) is Promise.KEPT


def test_a_report_that_comes_late_of_something_on_time_says_so():
    report = told("n2", "2021-12-07", kind="meeting", name=SESSION, when="2020-12-10")
    assert (
        lapsed(session(report), TODAY, covers()).steps[-1].why == "reported late: no report was found until 2021-12-07"
    )


def test_a_newer_plan_moves_the_day_on_which_a_promise_lapses():
    newer = told("n2", "2020-12-20", PLANNED, kind="meeting", name=SESSION, when="2021-03")
    event = session(newer)
    assert due(event) == days("2021-03")
    assert lapsed(event, TODAY, covers()).steps[-1].day == day("2021-05-01")


def test_a_plan_told_after_the_lapse_promises_anew():
    newer = told("n2", "2021-06-01", PLANNED, kind="meeting", name=SESSION, when="2021-09")
    event = lapsed(session(newer), TODAY, covers())
    assert [str(step.status) for step in event.steps] == ["planned", "lapsed", "planned", "lapsed"]
    assert event.steps[2].why == "planned anew after no report was found"


def amended(when):
    """The session, with the days that a person ruled."""
    plan = session().claims[0]
    return account([plan], [ruling(Verdict.AMEND, plan, field="days", value=when)])


def test_a_ruling_on_the_days_of_a_promise_moves_the_day_on_which_it_lapses():
    event = amended("2021-03-10/2021-03-12")
    assert due(event) == days("2021-03-10/2021-03-12")
    assert promise_state(lapsed(event, day("2021-03-12"), covers()), day("2021-03-12")) is Promise.DUE
    assert promise_state(lapsed(event, day("2021-03-26"), covers()), day("2021-03-26")) is Promise.OVERDUE
    step = lapsed(event, TODAY, covers()).steps[-1]
    assert (step.day, step.status) == (day("2021-03-27"), Status.LAPSED)


def test_ruled_days_that_passed_before_the_told_ones_let_a_promise_lapse_earlier():
    assert lapsed(amended("2020-09-20"), TODAY, covers()).steps[-1].day == day("2020-10-05")


def test_of_a_plan_whose_days_are_ruled_a_report_on_them_is_not_late():
    plan = session().claims[0]
    report = told("n2", "2021-03-11", kind="meeting", name=SESSION, when="2021-03-10")
    event = account([plan, report], [ruling(Verdict.AMEND, plan, field="days", value="2021-03-10")])
    assert [str(step.status) for step in lapsed(event, TODAY, covers()).steps] == ["planned", "held"]


def test_a_promise_of_which_a_person_ruled_that_no_day_is_known_is_due_within_a_year():
    event = amended(None)
    assert due(event).latest_end == day("2021-09-03")
    assert lapsed(event, TODAY, covers()).steps[-1].day == day("2021-11-03")


def test_no_coverage_is_told_as_such():
    assert "holds no article on Arland and Belmar" in lapsed(session(), TODAY, covers(0)).steps[-1].why


def test_a_promise_without_a_day_is_due_within_a_year():
    event = account([told("n1", "2024-06-05", PLANNED)])
    assert due(event).latest_end == day("2025-06-05")
    assert lapsed(event, day("2025-06-06"), covers()).status is Status.PLANNED
    assert lapsed(event, TODAY, covers()).status is Status.LAPSED


def invited():
    return account([told("n1", "2024-06-05", kind="invitation", when="2024-06-04")])


def test_an_invitation_lapses_unless_a_visit_answers_it():
    invitation, visit = invited(), account([told("n2", "2024-11-05", when="2024-11-04")])
    unanswered = lapsed(invitation, TODAY, covers())
    assert (unanswered.status, unanswered.steps[-1].status) == (Status.HELD, Status.LAPSED)
    assert promise_state(unanswered, TODAY) is Promise.LAPSED
    kept = lapsed(invitation, TODAY, covers(), visit)
    assert [str(step.status) for step in kept.steps] == ["held"]
    assert (kept.answered_by, unanswered.answered_by) == (visit.id, None)
    assert promise_state(kept, TODAY) is Promise.KEPT
    assert promise_state(invitation, day("2024-12-01")) is Promise.DUE


@pytest.mark.parametrize(
    ("published", "when", "why"),
    [
        ("2025-09-02", "2025-09-01", "held late: it was due by 2025-06-04 and took place on 2025-09-01"),
        ("2025-09-02", "2024-11-04", "reported late: no report was found until 2025-09-02"),
    ],
)
def test_an_invitation_that_lapsed_stands_again_once_what_answers_it_is_told(published, when, why):
    visit = account([told("n2", published, when=when)])
    event = lapsed(invited(), TODAY, covers(), visit)
    assert [(step.day, str(step.status)) for step in event.steps] == [
        (day("2024-06-05"), "held"),
        (day("2025-08-04"), "lapsed"),
        (day(published), "held"),
    ]
    assert event.steps[-1].why == why
    assert promise_state(event, TODAY) is Promise.KEPT


@pytest.mark.parametrize("asked", ["2024-07-01", "2024-11-05", "2025-07-01", "2025-08-05", "2025-09-02", "2025-12-01"])
@pytest.mark.parametrize("published", ["2024-11-05", "2025-08-03", "2025-08-04", "2025-09-02"])
def test_of_an_invitation_too_what_is_known_on_a_day_is_the_beginning_of_what_is_known_later(asked, published):
    visit = account([told("n2", published, when="2024-11-04")])
    then = lapsed(invited(), day(asked), covers(), visit if day(published) <= day(asked) else None)
    now = lapsed(invited(), TODAY, covers(), visit)
    assert list(then.steps) == [step for step in now.steps if step.day <= day(asked)]


def test_what_was_under_way_is_held_once_its_days_are_over():
    event = account([told("n1", "2024-06-05", ONGOING, when="2024-06-04/2024-06-07")])
    assert lapsed(event, day("2024-06-07"), covers()).status is Status.ONGOING
    step = lapsed(event, day("2024-06-09"), covers()).steps[-1]
    assert (step.day, step.status) == (day("2024-06-08"), Status.HELD)
    assert step.why == "it was under way on 2024-06-05, and its days ended on 2024-06-07"


def test_what_goes_on_after_the_one_day_that_is_told_of_it_ends_when_the_plan_had_it_end():
    planned = told("n1", "2024-05-10", PLANNED, when="2024-05-14/2024-05-16")
    begun = told("n2", "2024-05-15", ONGOING, when="2024-05-14")
    step = lapsed(account([planned, begun]), TODAY, covers()).steps[-1]
    assert (step.day, step.status) == (day("2024-05-17"), Status.HELD)
    assert lapsed(account([begun]), TODAY, covers()).status is Status.ONGOING


def test_a_promise_called_off_is_cancelled_or_moved():
    off = account(
        [told("n1", "2024-06-01", PLANNED, when="2024-06-10"), told("n2", "2024-06-05", CANCELLED, when="2024-06-10")]
    )
    assert promise_state(off, TODAY) is Promise.CANCELLED
    assert promise_state(replace(off, followed_by="e-new"), TODAY) is Promise.MOVED


def test_what_was_never_planned_is_no_promise():
    assert promise_state(account([told("n1", "2024-06-05", when="2024-06-04")]), TODAY) is None


@settings(max_examples=60)
@given(groups(), st.integers(0, 500), st.integers(0, 500))
def test_what_is_known_on_a_day_is_the_beginning_of_what_is_known_later(group, one, other):
    early, late = (day("2024-07-10") + timedelta(days=n) for n in sorted((one, other)))
    event = account(group)
    before = [(s.day, s.status) for s in lapsed(event, early, covers()).steps]
    after = [(s.day, s.status) for s in lapsed(event, late, covers()).steps]
    assert after[: len(before)] == before
    assert [d for d, _ in after] == sorted(d for d, _ in after)


@settings(max_examples=60)
@given(groups(), st.integers(0, 500))
def test_the_record_as_of_a_day_lapses_as_it_would_have_then(group, later):
    asked = day("2024-06-01") + timedelta(days=later)
    known = [kept for kept in group if kept.source.known <= asked]
    if known:
        then = [(s.day, s.status) for s in lapsed(account(known), asked, covers()).steps]
        now = [(s.day, s.status) for s in lapsed(account(group), day("2026-01-01"), covers()).steps]
        assert then == [step for step in now if step[0] <= asked]
