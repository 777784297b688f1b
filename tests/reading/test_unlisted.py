"""Proper names that no book lists."""

import pytest

from dateline.model.span import Span
from dateline.reading.unlisted import unlisted_names
from tests.reading import small_book

TEXT = "Arland opened the High-Level Sea Dialogue, a Summit, in Northern Lantern in Arden."


def names(*told: str, text: str = TEXT) -> list[str]:
    """What is kept of names that an encoder told."""
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in told]
    return [span.of(text) for span in unlisted_names(spans, [], small_book.frame(text))]


def test_a_name_cut_at_a_hyphen_is_told_whole_and_once():
    assert names("High", "Sea Dialogue") == ["High-Level Sea Dialogue"]


def test_a_name_is_left_as_it_is_where_another_reaches_beyond():
    assert names("High", "Sea Dialogue, a Summit") == ["High", "Sea Dialogue, a Summit"]


@pytest.mark.parametrize(
    ("told", "kept"), [("Summit", []), ("in Northern Lantern in", ["Northern Lantern"]), ("Arden", [])]
)
def test_a_sort_of_thing_or_a_place_alone_is_no_name(told, kept):
    assert names(told) == kept


def test_a_number_is_no_name():
    assert names("2717", text="Arland follows resolution 2717 in Arden.") == []


def test_a_part_of_a_name_of_the_books_is_none():
    assert names("Shield", text="Arland opened Amber Shield in Arden.") == []


def test_who_filed_an_article_is_no_name_in_it():
    text = "ARDEN, September 23 (Northern Wire) - Arland opened Grey Heron."
    assert names("Northern Wire", "Grey Heron", text=text) == ["Grey Heron"]


def test_a_month_is_no_name():
    assert names("May", text="Arland opened the drills in Arden in May 2024.") == []


def test_a_part_of_a_persons_name_is_none_of_an_event():
    text = "Ines Maren-Ruh opened Grey Heron. Maren-Ruh left."
    last = text.rindex("Maren-Ruh")
    spans = [Span(text.index("Grey"), text.index("Grey") + 10), Span(last, last + 9)]
    kept = unlisted_names(spans, [Span(0, text.index(" opened"))], small_book.frame(text))
    assert [span.of(text) for span in kept] == ["Grey Heron"]


@pytest.mark.parametrize(
    ("told", "text", "kept"),
    [
        ("Sea", "Ships took part in the exercise Sea Bridge with the navy.", "Sea Bridge"),
        ("Lusíada", "They joined Lusíada 99 off Corva.", "Lusíada 99"),
        ("Naval Strike", "They bought the Naval Strike Missile's parts.", "Naval Strike Missile"),
        ("Lantern", "They opened Lantern 2024 in Corva.", "Lantern"),
        ("Trilateral Talks", "Ships of the Trilateral Talks With Guests sailed.", "Trilateral Talks"),
        ("Lantern", "They opened Lantern, North of it, in Corva.", "Lantern"),
        ("Lantern", "They opened Lantern Arland in Corva.", "Lantern"),
        ("LANTERN ENDS", "LANTERN ENDS WITH PARADE", "LANTERN ENDS"),
    ],
    ids=["a word", "a number", "owner", "a year", "a little word", "a comma", "a state", "capitals"],
)
def test_a_name_is_taken_to_its_end(told, text, kept):
    assert names(told, text=text) == [kept]
