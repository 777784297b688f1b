"""Windows of whole words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.pieces import shape_of, windows

cuts = st.lists(st.integers(1, 5).map(lambda n: (7,) * n), max_size=60)


@given(cuts, st.sets(st.integers(0, 60)), st.integers(5, 30))
def test_windows_cover_all_words_once_and_never_overflow(pieces, breaks, size):
    made = list(windows(pieces, [b for b in breaks if b <= len(pieces)], size))
    assert [i for w in made for i in range(w.start, w.end)] == list(range(len(pieces)))
    assert all(sum(map(len, w.pieces)) <= size for w in made)
    assert all(w.pieces == tuple(pieces[w.start : w.end]) for w in made)


def test_a_window_ends_where_a_paragraph_does():
    made = list(windows([(1,)] * 12, [0, 4, 8], 7))
    assert [(w.start, w.end) for w in made] == [(0, 4), (4, 8), (8, 12)]


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("the", 1), ("Maren", 2), ("NATO", 3), ("UN", 4), ("McCay", 5), ("12", 6), ("2024", 7), ("250", 8), (".", 9),
        (",", 10), ("—", 11), ("(", 12), ("“", 13), ("Gen.", 14), ("U.S.", 4), ("%", 15),
    ],
)  # fmt: skip
def test_the_form_of_a_word_says_where_its_capitals_are(word, shape):
    assert shape_of(word) == shape


@given(st.text(min_size=1, max_size=8))
def test_any_word_has_a_form(word):
    assert 0 <= shape_of(word) < 16
