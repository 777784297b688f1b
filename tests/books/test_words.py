"""Words of a text, folded."""

from hypothesis import given
from hypothesis import strategies as st

from dateline.books.words import folded_words, words_of


@given(st.text())
def test_words_told_without_their_places_are_the_same(text):
    assert tuple(folded_words(text)) == words_of(text).keys
