"""A postponed occasion is called off, and its new date is an event that follows it; a visit answers an invitation."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.joining.account import account
from dateline.joining.follow import answer_to, answers, follows, near
from dateline.model.claim import Participant
from tests.joining.told import CANCELLED, ONGOING, PLANNED, groups, place, told

MAREN, RUH, HALL = "Ines Maren", "Tomas Ruh", "Odo Hall"


def links(*events) -> dict[str, str | None]:
    return {event.id: event.followed_by for event in follows(events)}


def test_a_new_date_told_beside_the_old_one_follows_it():
    old = account(
        [
            told("n1", "2024-05-20", PLANNED, when="2024-06-10", people=(MAREN,)),
            told("n2", "2024-06-05", CANCELLED, when="2024-06-10", people=(MAREN,)),
        ]
    )
    new = account([told("n2", "2024-06-05", PLANNED, when="2024-09", people=(MAREN,))])
    first, second = follows([old, new])
    assert (first.followed_by, second.follows) == (new.id, old.id)
    assert (first.follows, second.followed_by) == (None, None)


def test_a_meeting_of_the_same_persons_that_is_told_later_follows():
    old = account([told("n1", "2024-06-05", CANCELLED, kind="meeting", when="2024-06-10", people=(MAREN, RUH))])
    same = account([told("n2", "2024-10-02", kind="meeting", when="2024-10-01", people=(RUH, MAREN))])
    other = account([told("n3", "2024-09-02", kind="meeting", when="2024-09-01", people=(HALL, MAREN))])
    assert links(old, same, other)[old.id] == same.id


def test_nobody_follows_with_other_parties_another_kind_an_earlier_day_or_years_later():
    old = account([told("n1", "2024-06-05", CANCELLED, when="2024-06-10", people=(MAREN,))])
    strangers = (
        account([told("n2", "2024-10-02", when="2024-10-01", people=(MAREN,), countries=("ARL", "CRL"))]),
        account([told("n3", "2024-10-02", kind="meeting", when="2024-10-01", people=(MAREN,))]),
        account([told("n4", "2024-06-05", when="2024-06-01", people=(MAREN,))]),
        account([told("n5", "2026-10-02", when="2026-10-01", people=(MAREN,))]),
        account([told("n6", "2024-10-02", when="2024-10-01", people=(HALL,))]),
    )
    assert links(old, *strangers)[old.id] is None


def test_an_exercise_put_off_at_one_place_and_held_at_another_is_two_events_in_a_row():
    old = account(
        [
            told(
                "n1",
                "2024-03-01",
                PLANNED,
                kind="exercise",
                name="AMBER NAVY-2024",
                when="2024-05",
                place=place("Arden", "ARL"),
            ),
            told(
                "n2",
                "2024-04-20",
                CANCELLED,
                kind="exercise",
                name="AMBER NAVY",
                when="2024-05",
                place=place("Arden", "ARL"),
            ),
        ]
    )
    sea = place("Bay of Belmar", None, "sea")
    new = account(
        [
            told(
                "n3",
                "2024-08-20",
                PLANNED,
                kind="exercise",
                name="Amber Navy 2024",
                when="2024-09-04/2024-09-05",
                place=sea,
            ),
            told(
                "n4",
                "2024-09-04",
                ONGOING,
                kind="exercise",
                name="Amber Navy-2024",
                when="2024-09-04/2024-09-05",
                place=sea,
            ),
            told("n5", "2024-09-06", kind="exercise", name="AMBER NAVY", when="2024-09-04/2024-09-05", place=sea),
        ]
    )
    first, second = follows([old, new])
    assert [str(step.status) for step in first.steps] == ["planned", "cancelled"]
    assert [str(step.status) for step in second.steps] == ["planned", "ongoing", "held"]
    assert (first.followed_by, second.follows) == (new.id, old.id)
    assert first.series == second.series is not None
    assert second.shown("place")["name"] == "Bay of Belmar"


def test_what_is_put_off_twice_makes_a_chain():
    first = account([told("n1", "2024-06-05", CANCELLED, when="2024-06-10", people=(MAREN,))])
    second = account(
        [
            told("n1", "2024-06-05", PLANNED, when="2024-07-10", people=(MAREN,)),
            told("n2", "2024-07-05", CANCELLED, when="2024-07-10", people=(MAREN,)),
        ]
    )
    third = account([told("n2", "2024-07-05", PLANNED, when="2024-08-10", people=(MAREN,))])
    assert links(first, second, third) == {first.id: second.id, second.id: third.id, third.id: None}


def test_a_session_that_was_expected_is_followed_by_the_one_that_took_place_after_its_days():
    name = "Arland-Belmar Intergovernmental Commission"
    due = account([told("n1", "2020-09-03", PLANNED, kind="meeting", name=name, when="2020-11~/2020-12~")])
    held = account([told("n2", "2021-12-07", kind="meeting", name=name, when="2021-12-06")])
    next_one = account([told("n3", "2021-12-07", kind="meeting", name=f"22nd {name}", when="2021-12-06")])
    first_one = account(
        [told("n4", "2020-09-03", PLANNED, kind="meeting", name=f"20th {name}", when="2020-11~/2020-12~")]
    )
    assert links(due, held)[due.id] == held.id
    assert links(first_one, next_one)[first_one.id] is None


# ---- what answers an invitation

ARDEN, CORVA = place("Arden", "ARL"), place("Corva", "BLM")
ROLES = (
    Participant(name=MAREN, role="inviter", country="ARL"),
    Participant(name=RUH, role="guest", country="BLM"),
)


def invited(*people, number="n1", countries=("ARL", "BLM"), roles=(), published="2024-06-05", when="2024-06-04"):
    plain = {"kind": "invitation", "when": when, "people": people, "countries": countries, "participants": roles}
    return account([told(number, published, **plain)])


def held(when="2024-11-04", published="2024-11-05", number="n2", **more):
    return account([told(number, published, when=when, **more)])


@pytest.mark.parametrize(
    ("what", "answers_it"),
    [
        ({}, True),
        ({"people": (RUH,)}, True),
        ({"people": ("Ruh", HALL), "place": ARDEN}, True),
        ({"kind": "meeting", "people": (MAREN, RUH)}, True),
        ({"countries": ("ARL", "BLM", "CRL")}, True),
        ({"people": (HALL,)}, False),
        ({"people": (MAREN, HALL)}, False),
        ({"people": (MAREN, RUH), "place": CORVA}, False),
        ({"kind": "meeting", "mode": "call"}, False),
        ({"kind": "exercise"}, False),
        ({"countries": ("ARL", "CRL")}, False),
        ({"when": "2024-06-04"}, False),
        ({"when": "2026-01-04", "published": "2026-01-05"}, False),
        ({"when": None}, False),
        ({"status": PLANNED, "published": "2024-09-01"}, False),
        ({"status": CANCELLED}, False),
    ],
)
def test_an_invitation_is_answered_by_what_the_guests_took_part_in_abroad(what, answers_it):
    invitation = invited(MAREN, RUH, roles=ROLES)
    event = held(**what)
    assert answer_to(invitation, [event]) == (event if answers_it else None)
    assert answers([event, invitation]) == ({invitation.id: event} if answers_it else {})


def test_where_no_guest_is_told_any_person_of_the_invitation_will_do():
    event = held(people=(MAREN,), place=CORVA)
    assert answer_to(invited(MAREN, RUH), [event]) == event


def test_an_invitation_of_parties_that_are_not_told_is_answered_by_nothing():
    assert answers([invited(countries=()), held()]) == {}


def test_of_several_the_one_that_was_told_first_answers_it():
    first = held("2024-11-04", "2024-11-05")
    late = held("2024-09-04", "2025-12-01", number="n3")
    assert answer_to(invited(), [late, first]) == first


def test_an_invitation_is_compared_with_what_its_parties_did_in_its_time_alone(monkeypatch):
    compared = []

    def counting(_invitation, events):
        compared.append(len(list(events)))

    monkeypatch.setattr("dateline.joining.follow.answer_to", counting)
    theirs = [held(number="a1"), held("2024-12-04", "2024-12-05", number="a2")]
    earlier = [held(f"2010-{month:02}-04", f"2010-{month:02}-05", number=f"e{month}") for month in range(1, 13)]
    others = [
        held(f"2024-{month:02}-04", f"2024-{month:02}-05", number=f"o{month}", countries=("ARL", "CRL"))
        for month in range(7, 13)
    ]
    answers([*earlier, *others, *theirs, invited()])
    assert compared == [len(theirs)]


@settings(max_examples=40)
@given(st.lists(groups(), max_size=5), st.randoms())
def test_links_do_not_depend_on_the_order_of_events_and_go_both_ways(sets, chance):
    events = list({event.id: event for event in map(account, sets)}.values())
    linked = {event.id: event for event in follows(events)}
    assert {e.id: e for e in follows(chance.sample(events, len(events)))} == linked
    for event in linked.values():
        if event.followed_by:
            assert linked[event.followed_by].follows == event.id
            assert set(near(event)) & set(near(linked[event.followed_by]))
