"""Words that a stop shortens."""

import pytest

from dateline.books.stops import is_shortened


@pytest.mark.parametrize(
    ("word", "shortened"),
    [
        ("Gen", True),
        ("Messrs", True),
        ("Cmdre", True),
        ("p.m", True),
        ("retd", True),
        ("J", True),
        ("U.S", True),
        ("Sat", True),
        ("sat", False),
        ("No", True),
        ("no", False),
        ("Maren", False),
        ("s", False),
        ("", False),
    ],
)
def test_a_stop_shortens_titles_months_and_initials_and_words_with_a_capital_letter_alone(word, shortened):
    assert is_shortened(word) is shortened
