"""Which names are one person's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.span import Span
from dateline.reading.people import is_inside, may_be_misspelt, may_be_one, namings, parts_of, tidy
from tests.reading.small_book import people


def told(text: str, *names: str) -> list[tuple[str, int]]:
    """Each person with the number of his mentions."""
    return [(person.name, len(person.spans)) for person in people(text, *names)]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Ines Maren met Li Ruh. Maren left.", ["Ines Maren", "Li Ruh", "Maren"], [("Ines Maren", 2), ("Li Ruh", 1)]),
        ("Maren spoke. Ines Maren left.", ["Maren", "Ines Maren"], [("Ines Maren", 2)]),
        ("Do Van Lam spoke. Lam left.", ["Do Van Lam", "Lam"], [("Do Van Lam", 2)]),
        ("Sara al-Ruh left. Al Ruh's aide stayed.", ["Sara al-Ruh", "Al Ruh's"], [("Sara al-Ruh", 2)]),
        ("Sjafrie Ruhoeddin spoke. Sjafrie left.", ["Sjafrie Ruhoeddin", "Sjafrie"], [("Sjafrie Ruhoeddin", 2)]),
        ("Kim Ruh Il spoke. Kim left.", ["Kim Ruh Il", "Kim"], [("Kim Ruh Il", 2)]),
        ("T. Ruh spoke. Tomas Ruh left.", ["T. Ruh", "Tomas Ruh"], [("Tomas Ruh", 2)]),
        ("Tomas M. Ruh, Jr. spoke. Ruh left.", ["Tomas M. Ruh, Jr.", "Ruh"], [("Tomas M. Ruh, Jr.", 2)]),
        ("Ines Maren Trejo spoke. Maren left.", ["Ines Maren Trejo", "Maren"], [("Ines Maren Trejo", 2)]),
        ("Sheikh Ruh Al Maren spoke. Ruh left.", ["Sheikh Ruh Al Maren", "Ruh"], [("Sheikh Ruh Al Maren", 2)]),
    ],
)  # fmt: skip
def test_a_part_of_a_name_joins_whoever_bears_it(text, names, expected):
    assert told(text, *names) == expected


@pytest.mark.parametrize(
    "names", [["Ines Maren", "Ada Maren"], ["Ines Maren", "Ines Ruh"], ["Do Van Lam", "Le Van Lam"], ["Maren", "Marin"]]
)
def test_names_that_differ_in_a_word_are_two_persons(names):
    assert told(f"{names[0]} and his wife {names[1]} came.", *names) == [(name, 1) for name in names]


def test_of_two_with_one_surname_the_last_named_is_meant():
    text = "Ines Maren came. Ada Maren stayed. Maren spoke."
    assert told(text, "Ines Maren", "Ada Maren", "Maren") == [("Ines Maren", 1), ("Ada Maren", 2)]


def test_of_two_with_one_surname_the_title_decides():
    text = "Minister Ines Maren came. Mrs Ada Maren stayed. Minister Maren spoke."
    assert told(text, "Ines Maren", "Ada Maren", "Maren") == [("Ines Maren", 2), ("Ada Maren", 1)]


def test_a_slip_of_the_pen_is_the_same_person():
    assert told("Sergei Shoimar met Shergei Shoimar.", "Sergei Shoimar", "Shergei Shoimar") == [("Sergei Shoimar", 2)]
    assert told("Ines Marenka came. Marenko left.", "Ines Marenka", "Marenko") == [("Ines Marenka", 2)]


def test_two_parts_told_before_the_whole_are_one_person():
    text = "Maren came. Ines left. Ines Maren stayed."
    assert told(text, "Maren", "Ines", "Ines Maren") == [("Ines Maren", 3)]


@pytest.mark.parametrize(
    ("words", "name"),
    [("Maren's", "Maren"), ("Ines\nMaren", "Ines Maren"), ("Maren’", "Maren"), ("Ines Maren,", "Ines Maren")],
)
def test_a_name_is_told_without_what_hangs_on_it(words, name):
    assert tidy(words) == name


def test_particles_and_generations_tell_no_names_apart():
    assert parts_of("Sara al-Ruh, Jr.'s") == ["sara", "ruh"]
    assert parts_of("Al") == ["al"]


def test_an_initial_stands_for_a_name_and_not_for_a_person():
    assert may_be_one(["t", "ruh"], ["tomas", "ruh"])
    assert not may_be_one(["t"], ["tomas"])


def test_the_middle_of_a_name_is_inside_it_and_its_ends_are_not():
    assert is_inside(["maren"], ["ines", "maren", "trejo"])
    assert not is_inside(["trejo"], ["ines", "maren", "trejo"])


def test_short_names_are_never_taken_for_slips():
    assert not may_be_misspelt(["li"], ["lu"])
    assert not may_be_misspelt([], ["lu"])


@given(text=st.text(max_size=60), data=st.data())
def test_every_mention_of_any_text_is_somebodys_once(text, data):
    ends = st.integers(0, len(text))
    drawn = data.draw(st.lists(st.tuples(ends, ends), max_size=6, unique=True))
    spans = [Span(min(p), max(p)) for p in drawn]
    held = [span for person in namings(text, spans) for span in person.spans]
    assert sorted(held) == sorted(span for span in spans if parts_of(tidy(span.of(text))))
