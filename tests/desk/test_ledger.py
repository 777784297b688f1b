from datetime import date, timedelta

import pytest

from dateline.desk import review
from dateline.desk.ledger import by_state
from dateline.joining.lapse import Promise
from dateline.model.event import Status
from dateline.store.base import Wanted
from tests import record


def states(desk, on=None):
    return {entry.event.id: entry.state for entry in desk.ledger(as_of=on and date.fromisoformat(on))}


def test_every_promise_has_its_state_and_what_never_was_one_is_not_there(desk, find):
    assert states(desk) == {
        find("exercise").id: Promise.LAPSED,
        find("meeting", articles="3").id: Promise.KEPT,
        find("visit", status="planned").id: Promise.DUE,
    }


@pytest.mark.parametrize(
    ("on", "state"),
    [("2024-05-01", Promise.DUE), ("2024-05-25", Promise.OVERDUE), ("2024-08-01", Promise.LAPSED)],
)
def test_a_promise_is_due_then_overdue_then_lapsed(desk, find, on, state):
    assert states(desk, on)[find("exercise").id] is state


def test_what_is_due_next_comes_first_with_how_long_it_is_overdue(desk):
    found = desk.ledger()
    assert [entry.due for entry in found] == sorted(entry.due for entry in found)
    (lapsed,) = [entry for entry in found if entry.state is Promise.LAPSED]
    assert lapsed.due == date(2024, 5, 24)
    assert lapsed.overdue == (date(2024, 9, 1) - lapsed.due).days
    assert lapsed.promised == date(2024, 4, 20)
    assert all(entry.overdue is None for entry in found if entry.state in (Promise.KEPT, Promise.DUE))


def test_a_promise_that_is_called_off_is_so_in_the_ledger(desk, find):
    visit = find("visit", status="planned")
    desk.rule(review.amend(visit, desk.hand(), "status", "cancelled"))
    assert states(desk)[visit.id] is Promise.CANCELLED


def test_a_promise_is_due_on_the_days_that_a_person_ruled_until_the_ruling_is_undone(desk, find):
    exercise = find("exercise")
    passed = desk.rule(review.amend(exercise, desk.hand(), "days", "2024-08-20/2024-08-30"))
    (entry,) = [entry for entry in desk.ledger() if entry.event.id == exercise.id]
    assert (entry.state, entry.due, entry.overdue) == (Promise.OVERDUE, date(2024, 8, 30), 2)
    desk.rule(review.undo(desk.store, passed.id, desk.hand()))
    assert states(desk)[exercise.id] is Promise.LAPSED


def test_the_ledger_of_some_parties_is_that_of_their_events(desk):
    assert len(desk.ledger(Wanted(parties=("ARL",)))) == 3
    assert desk.ledger(Wanted(parties=("CRL",))) == []


def test_entries_are_grouped_in_the_order_of_the_states(desk):
    grouped = list(by_state(desk.ledger()))
    assert [state for state, _ in grouped] == [s for s in Promise if s in (Promise.DUE, Promise.KEPT, Promise.LAPSED)]
    assert sum(len(entries) for _, entries in grouped) == 3


def test_an_entry_as_json_has_its_days_in_iso(desk):
    first, *_ = desk.ledger()
    told = first.to_json()
    assert (told["state"], told["promised"], told["due"]) == ("lapsed", "2024-04-20", "2024-05-24")
    assert told["event"]["id"] == first.event.id


@pytest.mark.parametrize("day", [date(2024, 5, 18) + timedelta(days=days) for days in range(9)])
def test_what_is_due_is_so_until_its_day_and_overdue_from_then_on(desk, find, day):
    (entry,) = [entry for entry in desk.ledger(as_of=day) if entry.event.id == find("exercise").id]
    assert entry.state is (Promise.DUE if day <= entry.due else Promise.OVERDUE)
    assert entry.overdue == (None if day <= entry.due else (day - entry.due).days)


# ---- an invitation


@pytest.fixture
def invited(empty, tmp_path):
    """The desk of a record with an invitation, and if asked with the visit that answers it."""

    def invited(*, answered):
        record.add(empty, tmp_path, (record.INVITED, record.VISITED) if answered else (record.INVITED,))
        return empty

    return invited


def entry_of(desk, on, wanted=None):
    found = desk.ledger(wanted, as_of=date.fromisoformat(on))
    return next(entry for entry in found if entry.event.kind == "invitation")


@pytest.mark.parametrize(
    ("on", "state", "overdue"),
    [
        ("2024-01-20", Promise.DUE, None),
        ("2025-01-14", Promise.DUE, None),
        ("2025-01-15", Promise.OVERDUE, 1),
        ("2025-03-15", Promise.OVERDUE, 60),
        ("2025-03-16", Promise.LAPSED, 61),
    ],
)
def test_an_invitation_is_due_within_a_year_and_two_months_later_it_lapsed(invited, on, state, overdue):
    entry = entry_of(invited(answered=False), on)
    assert (entry.state, entry.due, entry.overdue) == (state, date(2025, 1, 14), overdue)
    assert entry.answered_by is None


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2024-03-11", Promise.DUE),
        ("2024-03-12", Promise.KEPT),
        ("2025-02-01", Promise.KEPT),
        ("2026-01-01", Promise.KEPT),
    ],
)
def test_an_invitation_is_kept_from_the_day_on_which_it_is_told_what_answers_it(invited, on, state):
    desk = invited(answered=True)
    entry, (visit,) = entry_of(desk, on), desk.events(Wanted(kinds=("visit",)))
    assert entry.state is state
    assert entry.answered_by == (visit.id if state is Promise.KEPT else None)
    assert entry.event.status is Status.HELD
    assert entry.overdue is None


def test_an_invitation_that_is_asked_for_alone_is_answered_too(invited):
    desk, wanted = invited(answered=True), Wanted(kinds=("invitation",))
    entry, (visit,) = entry_of(desk, "2026-01-01", wanted).to_json(), desk.events(Wanted(kinds=("visit",)))
    assert (entry["state"], entry["answered_by"]) == ("kept", visit.id)
    found = desk.events(wanted, as_of=date(2026, 1, 1))
    assert [(event.status, event.answered_by) for event in found] == [(Status.HELD, visit.id)]


def test_an_invitation_names_what_answered_it_wherever_it_is_shown(invited):
    desk = invited(answered=True)
    visit, invitation = (desk.events(Wanted(kinds=(kind,)))[0] for kind in ("visit", "invitation"))
    assert desk.event(invitation.id).answered_by == visit.id
    assert desk.event(invitation.id, as_of=date(2024, 3, 11)).answered_by is None
    assert desk.event(visit.id).answered_by is None


def test_what_answers_an_invitation_is_looked_up_and_not_kept(invited):
    desk = invited(answered=True)
    (invitation,) = desk.events(Wanted(kinds=("invitation",)))
    assert invitation.answered_by
    assert desk.store.event(invitation.id).answered_by is None


def test_what_may_answer_invitations_is_looked_up_once_for_those_of_the_same_parties(invited, tmp_path, monkeypatch):
    desk = invited(answered=True)
    again = [
        record.Told(
            f"i{number}", f"2024-02-{number:02}", f"Ines Maren invited guest {number} of Belmar to Arden.",
            (record.event("invitation", "invited", f"2024-02-{number:02}"),), "Corland Post",
        )
        for number in range(3, 9)
    ]  # fmt: skip
    record.add(desk, tmp_path, again)
    asked, which = [], type(desk.store).which

    def counting(store, wanted):
        asked.append(wanted)
        return which(store, wanted)

    monkeypatch.setattr(type(desk.store), "which", counting)
    found = desk.ledger(Wanted(kinds=("invitation",)))
    assert len(found) == 7
    assert len(asked) == 1
