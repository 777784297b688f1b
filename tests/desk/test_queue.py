import random
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.desk.queue import is_settled, queue, weight, worth
from dateline.joining.account import account
from dateline.model.event import Event
from dateline.model.review import Verdict
from tests.joining.told import groups, ruling, told

TODAY = date(2024, 6, 30)


def in_order(events, judgements=(), by="r.okafor", **more):
    return queue(events, judgements, by=by, today=TODAY, **more)


def about(event, verdict, **more):
    return ruling(verdict, *event.claims, **more)


def one(article="n1", published="2024-06-01", **more):
    values = {"when": "2024-06-01", "people": ("Ines Maren",)}
    return account([told(article, published, **(values | more))])


# ---- what is settled


@pytest.mark.parametrize("verdict", [Verdict.ACCEPT, Verdict.MERGE, Verdict.SPLIT])
def test_what_was_ruled_on_is_not_asked_again(verdict):
    event = one()
    assert in_order([event]) == [event]
    assert in_order([event], [about(event, verdict)]) == []


def test_an_amended_event_is_not_asked_again():
    event = one()
    assert in_order([event], [about(event, Verdict.AMEND, field="days", value="2024-06-02")]) == []


def test_a_ruling_that_was_undone_settles_nothing():
    event = one()
    accepted = about(event, Verdict.ACCEPT)
    undone = about(event, Verdict.UNDO, undoes=accepted.id)
    assert in_order([event], [accepted, undone]) == [event]


@pytest.mark.parametrize(("verdict", "more"), [(Verdict.NOTE, {"why": "odd"}), (Verdict.ACCEPT, {"field": "days"})])
def test_a_note_and_the_acceptance_of_one_field_leave_an_event_open(verdict, more):
    event = one()
    assert in_order([event], [about(event, verdict, **more)]) == [event]


def test_who_was_unsure_is_not_asked_again_and_others_are():
    event = one()
    unsure = [about(event, Verdict.UNSURE, by="a.lind")]
    assert in_order([event], unsure, by="a.lind") == []
    assert in_order([event], unsure, by="r.okafor") == [event]


def test_an_event_with_a_new_claim_is_asked_again():
    first, second = told("n1", "2024-06-01"), told("n2", "2024-06-02")
    accepted = ruling(Verdict.ACCEPT, first)
    assert in_order([account([first])], [accepted]) == []
    both = account([first, second])
    assert in_order([both], [accepted]) == [both]


def test_an_event_whose_claim_reads_otherwise_since_the_ruling_is_asked_again():
    event = one()
    accepted = about(event, Verdict.ACCEPT, on=datetime(2024, 6, 2, tzinfo=UTC))
    assert not is_settled(event, [accepted], "r.okafor", changed=lambda _kept, since: since == accepted.on)


# ---- the order


def test_the_doubtful_come_before_the_clear():
    clear, doubtful = one("n1", by="official"), one("n2", when=None, countries=())
    assert clear.doubt < doubtful.doubt
    assert in_order([clear, doubtful]) == [doubtful, clear]


def test_of_equal_doubt_what_many_tell_and_what_is_fresh_weighs_more():
    old, fresh = one("n1", "2020-06-01"), one("n2", "2024-06-29")
    many = account([told(f"m{n}", "2020-06-01", when="2024-06-01") for n in range(4)])
    assert weight(old, TODAY) < weight(fresh, TODAY)
    assert weight(old, TODAY) < weight(many, TODAY)
    assert in_order([old, fresh]) == [fresh, old]


@settings(max_examples=30)
@given(found=st.lists(groups(), max_size=4), chance=st.randoms(use_true_random=False))
def test_the_order_is_that_of_worth_however_the_events_come(found, chance):
    events = list({event.id: event for event in map(account, found)}.values())
    ordered = in_order(events)
    assert in_order(chance.sample(events, len(events))) == ordered
    worths = [worth(event, TODAY) for event in ordered]
    assert worths == sorted(worths, reverse=True)
    assert all(weight(event, TODAY) >= 0.5 for event in events)


# ---- what it is for: errors are found early


def seeded(chance: random.Random, number: int) -> tuple[list[Event], set[str]]:
    """Events told by one source to five, and the ids of those that show an error.

    The reader is wrong about a claim as often as it says that it may be: that is what its calibration is held to.
    """
    events, wrong = [], set()
    for n in range(number):
        day, pair = date(2024, 1, 1) + timedelta(days=n % 150), ("ARL", "BLM")
        claims = []
        for source in range(chance.choice((1, 1, 1, 1, 2, 2, 3, 5))):
            sure = chance.betavariate(4, 1)
            said: dict[str, Any] = {"when": day.isoformat(), "countries": pair}
            if chance.random() > sure:
                off = (day + timedelta(days=chance.choice((-7, -1, 1, 7)))).isoformat()
                said |= chance.choice(({"when": off}, {"countries": ("ARL", "CRL")}))
            published = day + timedelta(days=1 + source)
            claims.append(told(f"n{n}-{source}", published.isoformat(), confidence=sure, **said))
        event = account(claims)
        events.append(event)
        if event.days is None or event.days.edtf() != day.isoformat() or event.shown("countries") != sorted(pair):
            wrong.add(event.id)
    return events, wrong


def area(order: list[Event], wrong: set[str], share: float = 1.0) -> float:
    """The area under the errors found, as a person goes through a first share of a queue."""
    found = [count / len(wrong) for count in accumulate(event.id in wrong for event in order)]
    first = found[: round(len(found) * share)]
    return sum(first) / len(first)


@pytest.mark.parametrize("seed", range(3))
def test_a_person_finds_errors_twice_as_early_as_by_chance(seed):
    """Over the first fifth of the queue; over all of it nothing could be twice as good, for chance covers half."""
    chance = random.Random(seed)  # noqa: S311  (no secret)
    events, wrong = seeded(chance, 200)
    ordered = in_order(events)
    by_chance = [area(chance.sample(events, len(events)), wrong, 0.2) for _ in range(50)]
    assert area(ordered, wrong, 0.2) >= 2 * sum(by_chance) / len(by_chance)
    assert area(ordered, wrong) >= 0.7
