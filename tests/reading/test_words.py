"""The words of an article, and the sentences that they stand in."""

import pytest

from dateline.model.span import Span
from dateline.reading.frame import words_of
from dateline.reading.words import sentences_of


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
