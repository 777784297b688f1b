"""How many states take part, where the words tell it."""

from datetime import date

import numpy as np
import pytest

from dateline.books.codebook import Codebook
from dateline.model.article import Article
from dateline.reading.found import Choice, Found
from dateline.reading.frame import frame_of
from dateline.reading.parties import MOST, likeliest
from dateline.reading.sides import Sides, as_told, sides_told

LISTS = Codebook.load().lists


def told(text, trigger, bodies=()):
    frame = frame_of(Article.of(text, date(2024, 6, 3)), lambda _: [])
    at = frame.words.texts.index(trigger)
    event = Found((at, at), "meeting", 0.9, organizations=[Choice(body, 0.9, None) for body in bodies])
    return sides_told(event, frame, LISTS)


@pytest.mark.parametrize(
    ("text", "trigger", "numbers", "words"),
    [
        ("They recalled the first trilateral meeting at sea.", "meeting", {3}, "trilateral"),
        ("A three-way naval drill opened.", "drill", {3}, "three-way"),
        ("The four-nation exercise ended.", "exercise", {4}, "four-nation"),
        ("Their trilateral friendship is old. The meeting was short.", "meeting", set(), ""),
        ("After the trilateral talks, the minister held a brief and private meeting.", "meeting", set(), ""),
        ("The two navies met off Arden.", "met", {2}, "two navies"),
        ("An agreement was signed by both defence ministers.", "signed", {2}, "both defence ministers"),
        ("The talks between the two sides were brief.", "talks", {2}, "two sides"),
        ("The exercise of the three armies opened.", "exercise", set(), ""),
        ("Two ministers flew home after the week of talks.", "talks", set(), ""),
        ("The two frigates met off Arden.", "met", set(), ""),
    ],
)
def test_words_beside_a_trigger_tell_how_many_states_take_part(text, trigger, numbers, words):
    assert told(text, trigger) == Sides(frozenset(numbers), words)


def test_the_name_of_a_meeting_tells_it_too():
    frame = frame_of(Article.of("The first was held in Corva.", date(2024, 6, 3)), lambda _: [])
    named = Found((1, 1), "meeting", 0.9, name=Choice("Trilateral Defence Ministerial", 0.9))
    assert sides_told(named, frame, LISTS) == Sides(frozenset({3}), "Trilateral")


def test_a_body_may_be_one_of_three_sides_or_where_they_meet():
    assert told("The tripartite meeting was held.", "meeting", ["UN"]).numbers == {2, 3}


def test_as_many_parties_are_taken_as_are_told_unless_nobody_is_likely_to_be_the_last():
    usual = np.log(np.array([0.01, 0.04, 0.9, 0.01, 0.01, 0.01, 0.01, 0.01], np.float32))
    assert len(usual) == MOST + 1
    p = np.array([0.9, 0.7, 0.2, 0.1])
    assert len(likeliest(p, usual, 1.2)) == 2
    assert len(likeliest(p, as_told(usual, {3}), 1.2)) == 3
    assert len(likeliest(np.array([0.9, 0.7, 1e-4]), as_told(usual, {3}), 1.2)) == 2
