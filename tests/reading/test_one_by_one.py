"""One meeting with each of those whom a sentence lists apart."""

from datetime import date

import pytest

from dateline.books.codebook import Codebook
from dateline.model.article import Article
from dateline.reading.candidates import UNTOLD, Kind, Occurrence
from dateline.reading.days import of_dates
from dateline.reading.found import Choice, Found
from dateline.reading.frame import frame_of
from dateline.reading.one_by_one import OneByOne

FRIDAY = date(2020, 9, 4)
SERVES = {"Maren": "BEL", "Ada": "CHL", "Bo": "PER", "Cy": "CHL"}
NAMES = list(SERVES)


def parts(text, trigger, sides, mode="bilateral", taking=("Maren", "Ada", "Bo", "Cy")):
    """What one meeting becomes, as persons, countries, day and place; ``sides`` are the countries that heads chose."""
    frame = frame_of(Article.of(text, FRIDAY), lambda _: [])
    words = frame.words.texts
    persons = [
        Occurrence(i, i, str(NAMES.index(word)), Kind.PERSON, source=NAMES.index(word))
        for i, word in enumerate(words)
        if word in SERVES
    ]
    offered = {
        "person": persons,
        "country": [Occurrence(o.first, o.last, SERVES[NAMES[int(o.value)]], Kind.PERSON) for o in persons],
        "date": of_dates(frame.words, frame.article, frame.times),
        "place": [Occurrence(i, i, word, Kind.PLACE) for i, word in enumerate(words) if word in {"Arden", "Corland"}],
    }
    at = words.index(trigger)
    people = [Choice(str(NAMES.index(name)), 0.9) for name in taking if name in text]
    event = Found((at, at), "meeting", 0.9, mode=mode, countries=[Choice(side, 0.9) for side in sides], people=people)
    found = OneByOne(frame, list(SERVES.values()), offered, Codebook.load().lists).of([event])
    return [
        (
            " ".join(NAMES[int(choice.value)] for choice in one.people),
            " ".join(sorted(one.parties)),
            one.date.value.partition("/")[0],
            one.place.value,
        )
        for one in found
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Maren met with Ada and with Bo.",
        "Maren met with Ada at noon, and later with Bo.",
        "Maren met Ada and Bo.",
        "Maren met Ada and, separately, Bo.",
        "Maren had a meeting, and met with Ada; with Bo.",
    ],
)
def test_counterparts_of_two_states_whom_a_sentence_lists_are_met_one_by_one(text):
    assert [one[:2] for one in parts(text, "met", ["BEL", "CHL"])] == [
        ("Maren Ada", "BEL CHL"),
        ("Maren Bo", "BEL PER"),
    ]


def test_each_has_the_day_and_the_place_that_are_told_with_him():
    text = "Maren conferred with Ada in Arden and, on September 3, in Corland with Bo."
    assert parts(text, "conferred", ["BEL", "CHL"]) == [
        ("Maren Ada", "BEL CHL", UNTOLD, UNTOLD),
        ("Maren Bo", "BEL PER", "2020-09-03", "Corland"),
    ]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Maren conferred separately with Ada and Cy.", "conferred"),
        ("Maren met Ada and Cy.", "met"),
        ("Maren will see Ada on Monday and Cy a day later.", "see"),
        ("Maren called on Ada at noon and, in the evening, Cy.", "called"),
    ],
)
def test_two_of_one_state_were_met_apart_where_a_word_says_so_or_one_person_went_to_see_them(text, trigger):
    assert [one[0] for one in parts(text, trigger, ["BEL", "CHL"])] == ["Maren Ada", "Maren Cy"]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Maren conferred with Ada and Cy.", "conferred"),
        ("Maren received Ada and Cy.", "received"),
        ("Maren met Ada and Cy together.", "met"),
        ("Maren and Bo met Ada and Cy.", "met"),
        ("Maren met Ada 's attache, Cy.", "met"),
    ],
)
def test_two_of_one_state_are_otherwise_met_together(text, trigger):
    assert len(parts(text, trigger, ["BEL", "CHL"])) == 1


def test_a_day_that_stands_far_from_whom_one_met_is_not_that_of_the_meeting():
    text = "Maren met Ada and Cy, who will look at the drones that were bought last year on Saturday."
    assert [one[2] for one in parts(text, "met", ["BEL", "CHL"])] == [UNTOLD, UNTOLD]


@pytest.mark.parametrize(
    ("text", "mode", "sides"),
    [
        ("Maren met Ada and Bo for trilateral talks.", "bilateral", ["BEL", "CHL"]),
        ("Maren met Ada and Bo.", "multilateral", ["BEL", "CHL", "PER"]),
        ("Maren met Ada on Monday, and on Tuesday Bo spoke.", "bilateral", ["BEL", "CHL"]),
        ("Maren met with Ada on Monday and on Tuesday.", "bilateral", ["BEL", "CHL"]),
        ("They met with Ada and with Bo.", "bilateral", ["CHL", "PER"]),
    ],
)
def test_what_is_no_list_of_counterparts_stays_one_meeting(text, mode, sides):
    assert len(parts(text, "met", sides, mode)) == 1
