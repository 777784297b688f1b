from datetime import date

import pytest

from dateline.desk import review
from dateline.desk.ledger import by_state
from dateline.joining.lapse import Promise
from dateline.store.base import Wanted


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
    assert lapsed.due == date(2024, 5, 20)
    assert lapsed.overdue == (date(2024, 9, 1) - lapsed.due).days
    assert lapsed.promised == date(2024, 4, 20)
    assert all(entry.overdue is None for entry in found if entry.state in (Promise.KEPT, Promise.DUE))


def test_a_promise_that_is_called_off_is_so_in_the_ledger(desk, find):
    visit = find("visit", status="planned")
    desk.rule(review.amend(visit, desk.hand(), "status", "cancelled"))
    assert states(desk)[visit.id] is Promise.CANCELLED


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
    assert (told["state"], told["promised"], told["due"]) == ("lapsed", "2024-04-20", "2024-05-20")
    assert told["event"]["id"] == first.event.id
