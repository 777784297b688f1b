"""What is told like an event and is none between parties."""

from dataclasses import replace
from datetime import date

import pytest

from dateline.books.codebook import Codebook
from dateline.model.article import Article
from dateline.reading.candidates import Kind, Occurrence
from dateline.reading.found import Choice
from dateline.reading.frame import frame_of
from dateline.reading.unshared import of_two_sides, without_laws, without_own_gatherings, without_purposes
from tests.reading.chosen import event

TEXT = "Maren met Ruh on Monday. The talks were warm."


@pytest.fixture(scope="module")
def frame():
    return frame_of(Article.of(TEXT, date(2024, 6, 3)), lambda _: [])


def test_a_country_alone_makes_no_visit_but_may_hold_a_gathering(frame):
    lone = event(frame, "met", "visit", countries=("BEL",))
    gathering = event(frame, "met", countries=("BEL",), score=0.9)
    assert of_two_sides([lone, gathering, event(frame, "met", countries=("BEL",), score=0.5)], []) == [gathering]


def test_an_exercise_of_one_state_is_one_if_its_series_is_held_with_others(frame):
    drill = event(frame, "talks", "exercise", countries=("BEL",), score=0.97)
    named = [replace(drill, name=Choice("Steppe Shield", 0.9, Occurrence(0, 1, "", kind))) for kind in Kind]
    kept = of_two_sides([drill, *named, replace(named[Kind.SERIES], score=0.9)], [])
    assert kept == [named[Kind.SERIES]]


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


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("A meeting was held in commemoration of the victory.", False),
        ("In celebration of the treaty the fleets met.", False),
        ("Ruh took part in commemoration of the victory.", True),
        ("Ruh attended a commemoration of the victory.", True),
        ("Ruh spoke in commemoration.", True),
    ],
)
def test_what_others_are_held_in_honour_of_is_no_event(text, kept):
    frame = frame_of(Article.of(text, date(2024, 6, 3)), lambda _: [])
    told = event(frame, "celebration" if "celebration" in text else "commemoration", "ceremony")
    assert without_purposes([told], frame, Codebook.load().lists) == [told] * kept
