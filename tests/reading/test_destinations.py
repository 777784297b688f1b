"""Where visits lead, and what that makes of their parties."""

import numpy as np
import pytest

from dateline.reading.candidates import Kind, Occurrence
from dateline.reading.destinations import Destinations
from dateline.reading.found import Found
from dateline.reading.heads import Role
from dateline.reading.parties import hosted_by
from tests.reading.real_book import framed, word


@pytest.mark.parametrize(
    ("text", "trigger", "country"),
    [
        ("The minister flew late on Monday to Oslo.", "flew", "NOR"),
        ("Her visit to the Norwegian capital ended.", "visit", "NOR"),
        ("The visit of the admiral to Japan ended.", "visit", "JPN"),
        ("She visited neighbouring Norway.", "visited", "NOR"),
        ("Two ships docked at the port of Colombo.", "docked", "LKA"),
        ("She arrived with a Norwegian guard in Tokyo.", "arrived", None),
        ("She returned to Oslo.", "returned", None),
        ("She arrived, and Norway was calm.", "arrived", None),
        ("The trip ended. To Norway it was a success.", "trip", None),
    ],
)
def test_where_a_visit_leads_is_told_right_behind_its_trigger(text, trigger, country):
    frame = framed(text)
    found = Destinations(frame).of(word(frame, trigger))
    assert (found.country if found else None) == country


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("He will travel to Oslo, Tokyo and then on to Colombo.", ["NOR", "JPN", "LKA"]),
        ("He will travel to Oslo and Japan's parliament will vote.", ["NOR"]),
        ("He will travel to Oslo and meet his host.", ["NOR"]),
        ("He will travel on Monday.", []),
    ],
)
def test_a_journey_may_list_its_stops(text, countries):
    frame = framed(text)
    assert [stop.country for stop in Destinations(frame).all_of(word(frame, "travel"))] == countries


def test_the_state_to_which_a_visit_leads_is_most_likely_its_host():
    frame = framed("The minister flew to Oslo. She met her host.")
    told = [Occurrence(0, 0, country, Kind.NAME) for country in ("NOR", "JPN")]
    role = Role(told, ["NOR", "JPN"], np.array([0, 1]), np.zeros((2, 5), np.float32))
    flew, met = Found(word(frame, "flew"), "visit", 0.9), Found(word(frame, "met"), "meeting", 0.9)
    p = np.full((2, 2), 0.5, np.float32)
    assert hosted_by([flew, met], p, role, frame, 0.9).tolist() == [[pytest.approx(0.9), 0.5], [0.5, 0.5]]
    assert (p == 0.5).all()  # what was given stays as it was
