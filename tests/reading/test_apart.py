"""One meeting of several sides, or one with each of them."""

from datetime import date

import pytest

from dateline.books.codebook import Codebook
from dateline.model.article import Article
from dateline.reading.apart import by_its_sides, parted
from dateline.reading.candidates import Kind, Occurrence
from dateline.reading.found import Choice, Found
from dateline.reading.frame import frame_of
from dateline.reading.occasions import one_occasion_each

TEXT = (
    "She received Ada, Bo and Cy. Maren met Ada, Bo and Cy for an hour on Monday. Maren and Bo met Cy separately. "
    "Dana saw Ada and Bo one after another. Dana spoke to Ada and also to Bo. Dana phoned Ada and, separately, Bo."
)
APART = {**Codebook.load().lists, "apart": frozenset({"received", "separately", "also"})}
SERVED = ["BEL", "CHL", "PER", "FJI"]


@pytest.fixture(scope="module")
def frame():
    return frame_of(Article.of(TEXT, date(2024, 6, 3)), lambda _: [])


def meeting(frame, at: int, sides: dict[str, str], **more) -> Found:
    texts = frame.words.texts
    choices = [
        Choice(country, 0.9, Occurrence(word, word, country, Kind.PERSON))
        for country, name in sides.items()
        for word in [texts.index(name)]
    ]
    people = [Choice(str(i), 0.9) for i in range(len(sides))]
    return Found((at, at), "meeting", 0.9, countries=choices, people=people, **more)


def test_a_bilateral_meeting_with_several_is_one_with_each_where_its_sentence_parts_them(frame):
    at = frame.words.texts.index("received")
    received = meeting(frame, at, {"BEL": "She", "CHL": "Ada", "PER": "Bo", "FJI": "Cy"}, mode="bilateral")
    made = parted([received], frame, SERVED, APART)
    assert [sorted(e.parties) for e in made] == [["BEL", "CHL"], ["BEL", "PER"], ["BEL", "FJI"]]
    assert [[c.value for c in e.people] for e in made] == [["0", "1"], ["0", "2"], ["0", "3"]]
    assert len(one_occasion_each(made, frame)) == 3


@pytest.mark.parametrize(
    ("word", "mode", "many"),
    [("saw", "bilateral", 2), ("spoke", "call", 1), ("phoned", "call", 2), ("saw", "multilateral", 1)],
)
def test_a_call_is_parted_by_plainer_words_alone_and_those_met_one_after_another_are(frame, word, mode, many):
    sides = {"BEL": "Dana", "CHL": "Ada", "PER": "Bo"}
    told = meeting(frame, frame.words.texts.index(word), sides, mode=mode)
    assert len(parted([told], frame, SERVED, APART)) == many


def test_several_who_met_are_one_meeting_where_nothing_parts_them(frame):
    at = frame.words.texts.index("met")
    met = meeting(frame, at, {"BEL": "Maren", "CHL": "Ada", "PER": "Bo", "FJI": "Cy"}, mode="bilateral")
    assert parted([met], frame, SERVED, APART) == [met]


@pytest.mark.parametrize(
    ("sides", "more", "mode"),
    [
        ({"BEL": "Maren", "CHL": "Ada"}, {"mode": "multilateral"}, "bilateral"),
        ({"BEL": "Maren", "CHL": "Ada", "PER": "Bo"}, {"mode": "bilateral"}, "multilateral"),
        ({"BEL": "Maren", "CHL": "Ada", "PER": "Bo"}, {"mode": "call"}, "call"),
        (
            {"BEL": "Maren", "CHL": "Ada"},
            {"mode": "multilateral", "organizations": [Choice("UN", 0.9)]},
            "multilateral",
        ),
    ],
)
def test_the_mode_of_a_meeting_fits_the_number_of_its_sides(frame, sides, more, mode):
    assert by_its_sides(meeting(frame, frame.words.texts.index("met"), sides, **more)).mode == mode


@pytest.mark.parametrize(("bodies", "mode"), [("SCO CSTO", "multilateral"), ("SCO", "bilateral"), ("", "bilateral")])
def test_a_meeting_with_two_bodies_is_none_of_two(frame, bodies, mode):
    met = meeting(frame, frame.words.texts.index("met"), {"BEL": "Maren", "CHL": "Ada"}, mode="bilateral")
    met.organizations = [Choice(body, 0.9) for body in bodies.split()]
    assert by_its_sides(met).mode == mode
