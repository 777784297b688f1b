"""Which stretches are names, and which names are persons'."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.span import Span
from dateline.reading.frame import words_of
from dateline.reading.humans import persons
from dateline.reading.name_patterns import is_address
from dateline.reading.names import spans_of, stretches, trimmed
from tests import make
from tests.reading import small_book


def tags(text: str) -> np.ndarray:
    """Probabilities as a sure encoder would give them: O outside, B begins, I inside."""
    return np.array([[float(tag == kind) for kind in "OBI"] for tag in text], np.float32)


def told(text: str, *pieces: str) -> list[str]:
    """The persons in a text whose pieces the encoder has labelled."""
    return [span.of(text) for span in persons(small_book.spans(text, pieces), small_book.scan(text), text)]


@pytest.mark.parametrize(
    ("labels", "found"),
    [("OBIO", [(1, 2)]), ("BIBI", [(0, 1), (2, 3)]), ("OIIO", [(1, 2)]), ("OOOO", []), ("BOBO", [(0, 0), (2, 2)])],
)
def test_a_run_of_named_words_is_one_name_until_another_begins(labels, found):
    assert stretches(tags(labels)) == found


def test_marks_and_little_words_at_its_ends_are_no_part_of_a_name():
    words = words_of("the ( Maren , )")
    assert trimmed((0, 4), words) == (2, 2)
    assert trimmed((3, 4), words) is None


def test_a_byline_above_a_name_stays_out_of_it():
    text = "By Ada Hand\nInes Maren spoke"
    line = make.span("By Ada Hand", text)
    assert [s.of(text) for s in spans_of(tags("OBIIIO"), words_of(text), [line])] == ["Ines Maren"]


@pytest.mark.parametrize(
    ("text", "pieces", "whole"),
    [
        ("Met Saïd Maren here.", ["Saïd", "Maren"], "Saïd Maren"),
        ("Met Mei-Lin Maren here.", ["Mei", "Lin Maren"], "Mei-Lin Maren"),
        ("Met Ines do Rosario Maren here.", ["Ines", "Rosario Maren"], "Ines do Rosario Maren"),
        ("Met Ines “Ina” Maren here.", ["Ines", "Ina” Maren"], "Ines “Ina” Maren"),
        ("Spoke with D. B. Maren here.", ["Maren"], "D. B. Maren"),
        ("Said researcher He Maren, smiling.", ["Maren"], "He Maren"),
        ("Met Maren Jae-in here.", ["Maren Jae"], "Maren Jae-in"),
        ("Met Ines Maren, Jr. here.", ["Ines Maren"], "Ines Maren, Jr."),
        ("Met Brig. Gen. Amir Maren here.", ["Amir Maren"], "Amir Maren"),
    ],
)
def test_a_name_is_taken_whole(text, pieces, whole):
    assert told(text, *pieces) == [whole]


@pytest.mark.parametrize(
    ("text", "labelled", "name"),
    [
        ("met Datuk Seri Ines Maren in Arden", "Datuk Seri Ines Maren", "Ines Maren"),
        ("met General Ines Maren in Arden", "General Ines Maren", "Ines Maren"),
        ("the minister of Arland Ines Maren said", "Arland Ines Maren", "Ines Maren"),
        ("met Ines Maren OBE in Arden", "Ines Maren OBE", "Ines Maren"),
        ("met the Hon. Ines Maren", "Hon. Ines Maren", "Ines Maren"),
    ],
)
def test_titles_states_and_forms_of_address_are_cut_off(text, labelled, name):
    assert told(text, labelled) == [name]


@pytest.mark.parametrize(
    ("text", "labelled"),
    [
        ("the frigate Ines Maren sailed", "Ines Maren"),
        ("the carrier Ines de Maren is to sail", "Ines de Maren"),
        ("sailed with INS Maren on Friday", "Maren"),
        ("sailed with HMS Queen Ines on Friday", "Ines"),
        ("the destroyer Admiral Maren fired", "Maren"),
        ("a vessel, now named CGS Maren, was handed over", "CGS Maren"),
        ("Maren, a frigate of the Arlandic Navy, left", "Maren"),
        ("KRI Maren-331 departed", "Maren"),
        ("when Cyclone Maren struck", "Cyclone Maren"),
        ("took part in Operation Maren", "Maren"),
        ("took part in Amber Shield", "Amber Shield"),
        ("soldiers of Camp Maren", "Maren"),
        ("a parade on Maren Avenue", "Maren"),
        ("the Ines Maren Bridge", "Ines Maren"),
        ("laid a wreath at the Maren", "Maren"),
        ("the Arlandic daily Maren said", "Maren"),
        ("a spokesman told Arden Monitor", "Arden Monitor"),
        ("planemaker Maren reported a loss", "Maren"),
        ("the exercise has ended, Maren reports citing the ministry", "Maren"),
        ("arrived in Ruhstadt today", "Ruhstadt"),
        ("a native of Ines del Mar", "Ines del Mar"),
        ("a mass on St. Maren's Day", "Maren"),
        ("radars of Maren Nederland arrived", "Maren Nederland"),
        ("two boats, “Maren” and others", "Maren"),
        ("Raksha Mantri spoke", "Raksha Mantri"),
        ("said Lieut. nobody", "Lieut"),
        ("the head of JMRDF spoke", "JMRDF"),
    ],
)
def test_what_bears_the_name_of_a_person_and_is_none_is_left_out(text, labelled):
    assert told(text, labelled) == []


def test_all_ships_of_a_list_are_ships_and_what_is_said_of_one_later_too():
    text = "The destroyers Admiral Maren and Admiral Ruh sailed. Maren fired. Ruh did not."
    assert told(text, "Maren", "Ruh", "Maren", "Ruh") == []


def test_a_title_makes_a_person_of_somebody_who_shares_a_ships_name():
    text = "The frigate Maren sailed. Defence Minister Maren waved."
    assert told(text, "Maren", "Maren") == ["Maren"]


def test_the_author_told_of_in_the_last_paragraph_is_no_person_of_the_article():
    text = "Tomas Ruh left.\n\nAda Hand teaches history in Arden."
    assert told(text, "Tomas Ruh", "Ada Hand") == ["Tomas Ruh"]
    assert told("Ada Hand won.\n\nAda Hand is a general.", "Ada Hand", "Ada Hand") == ["Ada Hand", "Ada Hand"]


def test_two_leaders_whom_a_hyphen_joins_are_two():
    assert told("before the Maren-Ruh summit of May", "Maren", "Ruh") == ["Ruh"]
    assert told("after a Maren-led march", "Maren") == ["Maren"]


def test_a_name_ends_with_its_paragraph():
    assert told("thanked Ines Maren\n\nTomas Ruh left", "Ines Maren\n\nTomas Ruh") == ["Ines Maren", "Tomas Ruh"]


def test_forms_of_address_are_told_from_offices():
    assert is_address("Dr.")
    assert is_address("Datuk")
    assert not is_address("Senator")


@given(text=st.text(max_size=80), data=st.data())
def test_any_text_is_sorted_into_names_that_stand_in_it(text, data):
    ends = st.integers(0, len(text))
    labelled = [Span(min(p), max(p)) for p in data.draw(st.lists(st.tuples(ends, ends), max_size=5))]
    for span in persons([s for s in labelled if len(s)], small_book.scan(text), text):
        assert 0 <= span.start < span.end <= len(text)
