"""Which triggers speak of one occasion."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dateline.books.codebook import Codebook
from dateline.model.article import Article
from dateline.reading.candidates import UNTOLD, Kind, Occurrence
from dateline.reading.found import Choice, Found
from dateline.reading.frame import frame_of
from dateline.reading.occasions import (
    may_be_one,
    of_two_sides,
    one_occasion_each,
    placed_with_others,
    with_their_bodies,
    without_laws,
    without_own_gatherings,
)

TEXT = (
    "Maren met Ruh on Monday. The exercise Steppe Shield began, and the talks were warm. She received Ada, Bo and Cy."
)


@pytest.fixture(scope="module")
def frame():
    return frame_of(Article.of(TEXT, date(2024, 6, 3)), lambda _: [])


def word(frame, text: str) -> tuple[int, int]:
    i = frame.words.texts.index(text)
    return i, i


def event(frame, trigger: str, kind: str = "meeting", **more) -> Found:
    countries = [Choice(c, 0.9) for c in more.pop("countries", ("BEL", "CHL"))]
    people = [Choice(p, 0.9) for p in more.pop("people", ())]
    for key in ("date", "place", "name"):
        if key in more:
            more[key] = Choice(more[key], 0.9)
    return Found(word(frame, trigger), kind, more.pop("score", 0.8), countries=countries, people=people, **more)


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


def test_a_country_alone_makes_no_visit_but_may_hold_a_gathering(frame):
    lone = event(frame, "met", "visit", countries=("BEL",))
    gathering = event(frame, "met", countries=("BEL",), score=0.9)
    assert of_two_sides([lone, gathering, event(frame, "met", countries=("BEL",), score=0.5)], []) == [gathering]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Arland signed a cease-fire with the rebels.", True),
        ("Arland signed two bills into law.", False),
        ("Arland signed an order on the agreement.", False),
        ("Arland signed up volunteers.", False),
    ],
)
def test_what_a_state_gives_to_itself_is_a_law_and_no_agreement(text, kept):
    frame = frame_of(Article.of(text, date(2024, 6, 3)), lambda _: [])
    alone, both = (event(frame, "signed", "agreement", countries=sides) for sides in (("ARL",), ("ARL", "BEL")))
    own = "into law" in text
    assert without_laws([alone, both], frame, Codebook.load().lists) == [alone] * kept + [both] * (not own)


def test_an_executive_order_on_another_state_is_no_agreement_with_it():
    text = "Arland's president signed Executive Order 13974 on Belmar."
    frame = frame_of(Article.of(text, date(2024, 6, 3)), lambda _: [])
    order = event(frame, "signed", "agreement", countries=("ARL", "BEL"))
    assert without_laws([order], frame, Codebook.load().lists) == []


@pytest.mark.parametrize("mode", ["bilateral", "call"])
def test_a_talk_among_officials_of_one_country_is_no_event(frame, mode):
    domestic = event(frame, "met", mode=mode, countries=("BEL",), people=("0", "1"), score=0.9)
    assert of_two_sides([domestic], ["BEL", "BEL"]) == []
    assert of_two_sides([domestic], ["BEL", "CHL"]) == [domestic]
    assert of_two_sides([domestic], ["BEL", None]) == [domestic]


@pytest.mark.parametrize(
    ("text", "sides", "serves", "kept"),
    [
        ("Maren met chiefs of industry in Arland.", ("ARL",), ["ARL", None], False),
        ("Maren met foreign ministers in Arland.", ("ARL",), ["ARL", None], True),
        ("Maren met chiefs of industry in Arland.", ("ARL",), ["ARL", "BEL"], True),
        ("Maren met chiefs of industry in Arland.", ("ARL", "BEL"), ["ARL", None], True),
        ("Maren met chiefs of industry in Arland.", ("BEL",), ["BEL", None], True),
    ],
    ids=["at home", "others are told of", "from elsewhere", "two states", "not the publisher's state"],
)
def test_what_the_publishers_state_holds_with_itself_is_no_event(text, sides, serves, kept):
    home = replace(frame_of(Article.of(text, date(2024, 6, 3)), lambda _: []), favoured={"ARL"})
    met = event(home, "met", countries=sides, people=("0", "1"), score=0.9)
    assert without_own_gatherings([met], home, serves, Codebook.load().lists["abroad"]) == [met] * kept


def test_a_visitor_who_serves_no_state_makes_a_visit_to_one(frame):
    visit = event(frame, "met", "visit", countries=("BEL",), people=("0",))
    assert of_two_sides([visit], [None]) == [visit]
    assert of_two_sides([visit], ["BEL"]) == []


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
