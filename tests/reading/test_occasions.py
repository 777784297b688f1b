"""Which triggers speak of one occasion."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dateline.model.article import Article
from dateline.reading.candidates import UNTOLD, Kind, Occurrence
from dateline.reading.found import Choice
from dateline.reading.frame import frame_of
from dateline.reading.occasions import may_be_one, one_occasion_each, placed_with_others, with_their_bodies
from tests.reading.chosen import event

TEXT = (
    "Maren met Ruh on Monday. The exercise Steppe Shield began, and the talks were warm. She received Ada, Bo and Cy."
)


@pytest.fixture(scope="module")
def frame():
    return frame_of(Article.of(TEXT, date(2024, 6, 3)), lambda _: [])


def test_two_mentions_with_nothing_at_odds_are_one(frame):
    a, b = event(frame, "met", date="2024-06-03/"), event(frame, "talks")
    (one,) = one_occasion_each([a, b], frame)
    assert one.date.value == "2024-06-03/"
    assert one.merged == [b.at]


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "visit"},
        {"status": "planned"},
        {"countries": ("BEL", "PER")},
        {"date": "2024-06-04/"},
        {"people": ("7",)},
        {"place": "Lima"},
    ],
)
def test_whatever_is_at_odds_keeps_two_apart(frame, other):
    a = event(frame, "met", date="2024-06-03/", people=("1",), place="Arden")
    assert not may_be_one(a, event(frame, "talks", **{"date": "2024-06-03/", **other}), frame)


def test_words_of_one_phrase_name_one_occasion_whatever_else_was_chosen(frame):
    a, b = event(frame, "exercise", "exercise"), event(frame, "Shield", "exercise", countries=("PER", "FJI"))
    assert may_be_one(a, b, frame)


def test_one_proper_name_is_one_occasion(frame):
    a = event(frame, "met", "exercise", name="Steppe Shield", date="2024-06-03/2024-06-09", status="ongoing")
    b = event(frame, "talks", "exercise", name="Steppe Shield", date="2024-06-05/", countries=("PER", "FJI"))
    assert may_be_one(a, b, frame)


def test_arrival_and_departure_are_one_visit_with_both_its_ends(frame):
    a = event(frame, "met", "visit", date="2024-06-03/", status="ongoing", score=0.9)
    b = event(frame, "talks", "visit", date="2024-06-01/2024-06-04")
    (one,) = one_occasion_each([a, b], frame)
    assert one.date.value == "2024-06-01/2024-06-04"


def test_an_official_of_the_united_nations_takes_part_for_them(frame):
    met = event(frame, "met", people=("0", "1"), countries=("BEL",))
    (with_body,) = with_their_bodies([met], ["UN", None])
    assert [c.value for c in with_body.organizations] == ["UN"]
    (as_it_was,) = with_their_bodies([with_body], ["UN", None])
    assert [c.value for c in as_it_was.organizations] == ["UN"]


def test_nothing_told_stays_untold(frame):
    assert event(frame, "met").date.value == UNTOLD


def test_a_call_has_no_place(frame):
    (call,) = placed_with_others([event(frame, "talks", mode="call", place="Arden", date="2024-06-03/")], frame)
    assert call.place.value == UNTOLD


@pytest.mark.parametrize(("sure", "place"), [(0.7, "Arden"), (0.9, UNTOLD)])
def test_talks_take_the_place_of_the_visit_that_they_were_part_of_unless_none_is_surely_told(frame, sure, place):
    visit = event(frame, "met", "visit", place="Arden", date="2024-06-03/")
    talks = event(frame, "talks", date="2024-06-03/")
    talks.place = Choice(UNTOLD, sure)
    placed = {one.kind: one.place.value for one in placed_with_others([visit, talks], frame)}
    assert placed == {"visit": "Arden", "meeting": place}


def test_an_exercise_told_again_on_its_days_brings_its_further_parties(frame):
    days = {"kind": "exercise", "date": "2024-06-03/2024-06-07"}
    first = event(frame, "exercise", **days, name="Steppe Shield", score=0.9)
    again = event(frame, "talks", **days, countries=("BEL", "CHL", "DNK"), status="planned", score=0.5)
    (one,) = one_occasion_each([first, again], frame)
    assert one.parties == {"BEL", "CHL", "DNK"}
    assert one.name.value == "Steppe Shield"


def test_exercises_on_other_days_or_of_other_names_are_two(frame):
    first = event(
        frame, "exercise", kind="exercise", date="2024-06-03/", name="Steppe Shield", countries=("BEL", "CHL")
    )
    later = event(frame, "talks", kind="exercise", date="2024-06-09/", countries=("BEL", "CHL", "DNK"))
    other = event(frame, "talks", kind="exercise", date="2024-06-03/", name="Amber Shield", countries=("BEL",))
    assert not may_be_one(first, later, frame)
    assert not may_be_one(first, other, frame)


def test_where_an_article_was_filed_parts_no_meetings_and_gives_way_to_a_place_that_is_told():
    text = "CORVA, June 3 (NWA) - Maren met Ruh on Monday. The talks were held in Arden."
    filed = frame_of(Article.of(text, date(2024, 6, 3)), lambda _: [])
    at = filed.words.texts.index

    same: dict[str, Any] = {"countries": ("BEL", "CHL"), "date": "2024-06-03/"}
    met, talks = event(filed, "met", score=0.9, **same), event(filed, "talks", score=0.8, **same)
    met.place = Choice("CORVA", 0.6, Occurrence(at("CORVA"), at("CORVA"), "CORVA", Kind.ENCODER))
    talks.place = Choice("Arden", 0.9, Occurrence(at("Arden"), at("Arden"), "Arden", Kind.ENCODER))
    (one,) = one_occasion_each([met, talks], filed)
    assert one.place.value == "Arden"
    assert len(one_occasion_each([met, talks], replace(filed, opening=None))) == 2
    met.place = Choice("Belmar", 0.6, Occurrence(at("Ruh"), at("Ruh"), "Belmar", Kind.ENCODER))
    assert len(one_occasion_each([met, talks], filed)) == 2


BODIES = "The combined meeting of the three was told first. The joint meeting was this morning."


def gathering(frame, trigger: str, bodies: str, **more):
    """A meeting of several bodies."""
    one = event(frame, trigger, **{"mode": "multilateral", **more})
    one.organizations = [Choice(body, 0.9) for body in bodies.split()]
    return one


def test_two_gatherings_of_the_same_three_bodies_are_one_with_all_its_parties():
    frame = frame_of(Article.of(BODIES, date(2024, 6, 3)), lambda _: [])
    first = gathering(frame, "combined", "SCO CIS", status="ongoing", score=0.6)
    first.date = Choice("2024-06-01/2024-06-04", 0.9, Occurrence(0, 0, "2024-06-01/2024-06-04", Kind.DERIVED))
    again = gathering(frame, "joint", "SCO CIS CSTO", countries=("CHL",), date="2024-06-03/", score=0.9)
    (one,) = one_occasion_each([first, again], frame)
    assert (one.date.value, one.parties) == ("2024-06-03/", frozenset({"BEL", "CHL"}))


@pytest.mark.parametrize(
    ("bodies", "status"), [("SCO CIS", "held"), ("SCO CSTO UN", "held"), ("SCO", "held"), ("SCO CIS CSTO", "planned")]
)
def test_gatherings_of_two_bodies_of_others_or_to_come_are_apart(bodies, status):
    frame = frame_of(Article.of(BODIES, date(2024, 6, 3)), lambda _: [])
    whole = "SCO CIS" if bodies == "SCO CIS" else "SCO CIS CSTO"
    first = gathering(frame, "combined", bodies, status=status, date="2024-05-01/")
    assert not may_be_one(first, gathering(frame, "joint", whole, date="2024-06-03/"), frame)


AGAIN = "Maren met Ruh in Arden Hall. The meeting came a day ahead of the drills. A meeting of theirs failed once."


@pytest.mark.parametrize(
    ("more", "one"),
    [
        ({}, True),
        ({"date": "2024-05-01/"}, False),
        ({"countries": ("BEL", "PER")}, False),
        ({"status": "planned"}, False),
        ({"name": "Quad"}, False),
        ({"kind": "agreement"}, False),
    ],
    ids=["same", "another day", "other parties", "to come", "of a name", "another type"],
)
def test_the_meeting_at_the_head_of_a_sentence_is_the_one_told_before_wherever_it_was(more, one):
    frame = frame_of(Article.of(AGAIN, date(2024, 6, 3)), lambda _: [])
    met = event(frame, "met", date="2024-06-02/", place="Arden Hall")
    again = event(frame, "meeting", **{"place": "Arden", **more})
    assert may_be_one(met, again, frame) is one
    if one:
        assert one_occasion_each([again, met], frame)[0].date.value == "2024-06-02/"


def test_a_meeting_is_told_before_it_is_told_again():
    frame = frame_of(Article.of(AGAIN, date(2024, 6, 3)), lambda _: [])
    later = frame.words.texts.index("failed")
    another = replace(event(frame, "met", date="2024-06-02/", place="Lima"), at=(later, later))
    assert not may_be_one(event(frame, "meeting", place="Arden"), another, frame)


STAY = {"kind": "visit", "status": "ongoing", "date": "2024-06-01/"}


@pytest.mark.parametrize(
    ("status", "last", "whole"),
    [
        ("ongoing", "/2024-06-05", "2024-06-01/2024-06-05"),
        ("planned", "/2024-06-05", "2024-06-01/2024-06-05"),  # "leaves on Wednesday"
        ("planned", "/2024-05-30", None),
        ("planned", "/2024-12-05", None),
        ("planned", "/2024-06", None),
        ("planned", "2024-06-05/", None),
        ("cancelled", "/2024-06-05", None),
    ],
)
def test_who_came_on_one_day_and_leaves_on_another_makes_one_visit(frame, status, last, whole):
    came, leaves = event(frame, "met", score=0.7, **STAY), event(frame, "talks", **{**STAY, "date": last})
    found = one_occasion_each([came, replace(leaves, status=status)], frame)
    assert [(one.date.value, one.status) for one in found if len(found) == 1] == [(whole, "ongoing")] * bool(whole)


def test_somebody_else_who_leaves_makes_another_visit(frame):
    leaves = {**STAY, "status": "planned", "date": "/2024-06-05"}
    came = event(frame, "met", people=("1",), **STAY)
    assert not may_be_one(came, event(frame, "talks", people=("2",), **leaves), frame)
    assert not may_be_one(came, event(frame, "talks", countries=("BEL", "PER"), **leaves), frame)


def test_who_came_and_left_on_one_day_was_there_on_that_day(frame):
    came = event(frame, "met", **{**STAY, "status": "held"})
    left = event(frame, "talks", score=0.6, **{**STAY, "status": "held", "date": "/2024-06-01"})
    (one,) = one_occasion_each([came, left], frame)
    assert one.date.value == "2024-06-01/"
