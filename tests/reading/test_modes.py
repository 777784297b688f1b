"""The mode of an exercise by the word beside its trigger."""

from datetime import date

import pytest

from dateline.books.codebook import Codebook
from dateline.model.article import Article
from dateline.reading.candidates import Kind, Occurrence
from dateline.reading.found import Choice, Found
from dateline.reading.frame import frame_of
from dateline.reading.modes import AT_SEA, RULE, with_told_modes


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("The multinational naval exercise opened.", "naval"),
        ("The joint maritime exercise opened.", "naval"),
        ("An air combat exercise opened.", "air"),
        ("An army exercise opened.", "land"),
        ("An air and naval exercise opened.", "other"),
        ("A joint exercise opened.", "other"),
        ("They sailed with the navy. The exercise opened.", "other"),
    ],
)
def test_a_word_right_before_an_exercise_tells_its_mode(text, mode):
    frame = frame_of(Article.of(text, date(2024, 6, 3)), lambda _: [])
    at = frame.words.texts.index("exercise")
    (found,) = with_told_modes([Found((at, at), "exercise", 0.9, mode="other")], frame, Codebook.load().lists)
    assert found.mode == mode
    assert found.mode_rule == (RULE if mode != "other" else "")


def test_other_events_keep_the_mode_that_the_head_chose():
    frame = frame_of(Article.of("The naval talks opened.", date(2024, 6, 3)), lambda _: [])
    talks = Found((2, 2), "meeting", 0.9, mode="bilateral")
    assert with_told_modes([talks], frame, Codebook.load().lists) == [talks]


@pytest.mark.parametrize(
    ("kind", "mode", "then"),
    [(Kind.SEA, "land", "naval"), (Kind.SEA, "air", "air"), (Kind.PLACE, "land", "land"), (None, "land", "land")],
)
def test_what_is_held_at_sea_is_no_exercise_of_land_forces(kind, mode, then):
    frame = frame_of(Article.of("The exercise opened.", date(2024, 6, 3)), lambda _: [])
    place = Choice("Arden Sea|", 0.9, Occurrence(0, 0, "Arden Sea|", kind) if kind else None)
    (found,) = with_told_modes([Found((1, 1), "exercise", 0.9, mode=mode, place=place)], frame, Codebook.load().lists)
    assert found.mode == then
    assert found.mode_rule == (AT_SEA if then != mode else "")
