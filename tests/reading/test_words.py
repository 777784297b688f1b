"""The words of an article, and the sentences that they stand in."""

import pytest

from dateline.model.span import Span
from dateline.reading import frame
from dateline.reading.frame import sentence_spans, words_beside, words_of
from dateline.reading.opening import opening_of
from dateline.reading.words import sentences_of
from tests.reading import small_book


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("One. Two", [0, 0, 1]),
        ("One said Gen. Maren. Two", [0, 0, 0, 0, 0, 1]),
        ("One said Capt. Maren. Two", [0, 0, 0, 0, 0, 0, 1]),
        ("Lt. Col. (ret.) Maren said no. Two", [0] * 12 + [1]),
        ("“One.” Two", [0, 0, 0, 0, 1]),
        ("one. two", [0, 0, 0]),
        ("One\ntwo", [0, 1]),
    ],
)
def test_sentences_end_at_stops_before_capitals_and_at_paragraphs(text, numbers):
    assert sentences_of(words_of(text)).tolist() == numbers


def test_the_words_of_a_stretch_are_those_that_it_touches():
    words = words_of("Ines Maren left")
    assert words.within(Span(5, 10)) == (1, 1)
    assert words.within(Span(3, 6)) == (0, 1)
    assert words.within(Span(4, 5)) is None


def test_sentences_and_opening_of_an_article_are_told_once_however_often_they_are_asked_for(monkeypatch):
    told: list[str] = []

    def counted(step):
        def step_told(*args):
            told.append(step.__name__)
            return step(*args)

        return step_told

    for step in (sentence_spans, opening_of):
        monkeypatch.setattr(frame, step.__name__, counted(step))
    made = small_book.frame("ARDEN, June 3 (NWA) - Maren met Ruh twice-weekly. She left.")
    beside = [words_beside(made, i) for i in range(len(made.words.texts))]
    assert "twice-weekly" in beside[0]
    assert beside[-1] == {"she", "left"}
    assert sorted(told) == ["opening_of", "sentence_spans"]
