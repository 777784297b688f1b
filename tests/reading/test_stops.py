"""A journey is a visit to each of its stops, each with its own day and place."""

from dataclasses import replace

import pytest

from dateline.reading.days import of_dates
from dateline.reading.found import Choice, Found
from dateline.reading.frame import Frame
from dateline.reading.stops import each_stop
from dateline.reading.venues import of_places
from tests.reading.real_book import framed, word

JOURNEY = "Ruh of Belmar will travel to Oslo and Tokyo on Monday with Maren."


def journey(frame: Frame, *countries: str, kind: str = "visit") -> Found:
    choices = [Choice(country, 0.9) for country in countries]
    return Found(word(frame, "travel"), kind, 0.9, countries=choices, people=[Choice("0", 0.9), Choice("1", 0.9)])


def test_a_journey_of_several_stops_is_a_visit_to_each():
    frame = framed(JOURNEY)
    places = of_places(frame.words, JOURNEY, frame.mentions, [])
    made = each_stop([journey(frame, "BLM", "NOR")], frame, ["BLM", "JPN"], places, [])
    assert [[c.value for c in event.countries] for event in made] == [["BLM", "NOR"], ["BLM", "JPN"]]
    assert [event.place.value for event in made] == ["Oslo", "Tokyo"]
    assert [[c.value for c in event.people] for event in made] == [["0"], ["0", "1"]]


def test_whoever_serves_no_stop_goes_to_each():
    frame = framed(JOURNEY)
    made = each_stop([journey(frame, "BLM", "NOR")], frame, [None, "JPN"], [], [])
    assert [[c.value for c in event.people] for event in made] == [["0"], ["0", "1"]]


@pytest.mark.parametrize(
    ("countries", "kind"),
    [(("NOR", "JPN"), "visit"), (("BLM", "CRL"), "visit"), (("BLM", "NOR"), "meeting")],
    ids=["no guest", "hosts are others", "no visit"],
)
def test_whatever_else_stays_one(countries, kind):
    frame = framed(JOURNEY)
    event = journey(frame, *countries, kind=kind)
    assert each_stop([event], frame, ["BLM", "JPN"], [], []) == [event]


@pytest.mark.parametrize(("chosen", "place"), [("Colombo", "Oslo"), ("Tromsø", "Tromsø"), (None, "Oslo")])
def test_a_visit_takes_place_in_the_state_to_which_it_leads(chosen, place):
    text = "Ruh will travel to Oslo on Monday. Others were in Colombo. It snowed in Tromsø."
    frame = framed(text)
    places = of_places(frame.words, text, frame.mentions, [])
    at = next((o for o in places if o.value == chosen), None)
    event = replace(journey(frame, "BLM", "NOR"), people=[], place=Choice(chosen or "untold", 0.9, at))
    (made,) = each_stop([event], frame, [], places, [])
    assert made.place.value == place


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Ruh will travel to Oslo on Monday and to Tokyo on Thursday.", ["2024-06-10", "2024-06-13"]),
        ("Ruh will travel to Oslo, on Monday, and Tokyo, on Thursday.", ["2024-06-10", "2024-06-13"]),
        ("Ruh will travel to Oslo and, on Thursday, to Tokyo.", ["untold", "2024-06-13"]),
        ("On Monday Ruh will travel to Oslo and, on Thursday, to Tokyo.", ["2024-06-10", "2024-06-13"]),
        ("Ruh will travel to Oslo and Tokyo on Monday.", ["2024-06-10", "2024-06-10"]),
        ("Ruh will travel to Oslo on Monday and thence to Tokyo.", ["2024-06-10", "untold"]),
    ],
)
def test_a_day_that_is_told_of_a_stop_is_its_own(text, days):
    frame = framed(text)
    dates = of_dates(frame.words, frame.article, frame.times)
    event = replace(journey(frame, "BLM", "NOR"), people=[], date=Choice(dates[0].value, 0.9, dates[0]))
    made = each_stop([event], frame, [], of_places(frame.words, text, frame.mentions, []), dates)
    assert [one.date.value.partition("/")[0] for one in made] == days
