"""What an event may have for its country, person, date and place, and how each stands to it."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.day import Days
from dateline.model.span import Span
from dateline.reading.candidates import (
    EXTRA_STEPS,
    Kind,
    Occurrence,
    coded_value,
    days_of,
    extra_of,
    flags_of,
    of_countries,
    of_dates,
    of_names,
    of_organizations,
    of_people,
    relations,
    sentences_of,
    value_features,
)
from dateline.reading.frame import offers, words_of
from dateline.reading.venues import of_places
from tests.reading import small_book

TEXT = "Arland's Ines Maren met Tomas Ruh of Belmar in Arden. They left.\nCorvia stayed away."
MONDAY = date(2024, 6, 3)


def dates(text: str, published: date | None = MONDAY) -> dict[str, list[Kind]]:
    """The values of a text's dates with their kinds, in order of first mention."""
    frame = small_book.frame(text, published=published)
    told: dict[str, list[Kind]] = {}
    for occurrence in of_dates(frame.words, frame.article, frame.times):
        told.setdefault(occurrence.value, []).append(occurrence.kind)
    return told


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


def test_countries_are_named_by_words_and_by_the_publisher():
    frame = small_book.frame(TEXT)
    told = [(o.value, o.kind, frame.words.texts[o.first]) for o in of_countries(frame.words, frame.mentions, {"NOR"})]
    assert told == [
        ("ARL", Kind.NAME, "Arland"),
        ("BLM", Kind.NAME, "Belmar"),
        ("ARL", Kind.PLACE, "Arden"),
        ("COR", Kind.NAME, "Corvia"),
        ("NOR", Kind.OTHER, "Arland"),
    ]


def test_a_state_within_a_persons_name_is_no_party():
    text = "Arland Maren met Tomas Ruh of Belmar. Arland agreed."
    people = small_book.people(text, "Arland Maren", "Tomas Ruh")
    offered = offers(small_book.frame(text), people, [{}, {}], [], [])
    assert [(o.first, o.value) for o in offered["country"]] == [(6, "BLM"), (8, "ARL")]


def test_every_mention_of_a_person_is_an_occurrence_of_his_number():
    people = small_book.people(TEXT, "Ines Maren", "Tomas Ruh")
    told = [(o.value, o.first, o.last, o.kind) for o in of_people(small_book.frame(TEXT).words, people)]
    assert told == [("0", 2, 3, Kind.PERSON), ("1", 5, 6, Kind.PERSON)]


def test_an_organisation_is_no_country_and_a_country_none():
    frame = small_book.frame("The Northern Pact met Arland.")
    assert [o.value for o in of_organizations(frame.words, frame.mentions)] == ["NP"]
    assert [o.value for o in of_countries(frame.words, frame.mentions, set())] == ["ARL"]


def test_a_place_is_named_by_the_books_or_by_the_encoder_not_by_a_piece_of_what_is_known():
    text = "ARDEN - They met near Lake Corin in Arden."
    frame = small_book.frame(text)
    named = [Span(text.index("Lake"), text.index("Lake") + len("Lake Corin")), Span(0, 3)]
    told = {(o.value, o.kind) for o in of_places(frame.words, text, frame.mentions, named)}
    assert told == {("Arden", Kind.PLACE), ("Lake Corin", Kind.ENCODER)}


def test_a_proper_name_is_told_once_by_the_books_before_the_encoder():
    text = "They opened Amber Shield and Grey Fox."
    frame = small_book.frame(text)
    named = small_book.spans(text, ["Amber Shield", "Grey Fox"])
    told = [(o.value, o.kind) for o in of_names(frame.words, text, frame.mentions, named)]
    assert told == [("Amber Shield", Kind.SERIES), ("Grey Fox", Kind.ENCODER)]


def test_a_day_may_be_when_it_began_or_when_it_ended():
    assert dates("They met on 1 June 2024.") == {"2024-06-01/": [Kind.DATE], "/2024-06-01": [Kind.OTHER]}


def test_a_day_and_a_length_make_stays_that_begin_and_end_on_it():
    told = dates("They came on 1 June 2024 for a four-day visit.")
    assert told["2024-06-01/2024-06-04"] == [Kind.DERIVED]
    assert told["2024-05-29/2024-06-01"] == [Kind.DERIVED]


def test_a_length_told_elsewhere_makes_no_stay():
    told = dates("They came on 1 June 2024. It rained. It was cold. A four-day visit ended.")
    assert Kind.DERIVED not in {kind for kinds in told.values() for kind in kinds}


@pytest.mark.parametrize("value", ["2024-06-01/", "2024-06-01/2024-06-04", "2024-06/", "2024/", "/2024-06-01"])
def test_a_coded_value_is_read_back_as_the_days_that_it_tells(value):
    assert coded_value(days_of(value)) == value


def test_a_range_of_months_is_read_back_from_its_first_day_to_its_last():
    assert days_of("2024-06/2024-08") == Days.between(date(2024, 6, 1), date(2024, 8, 31))


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(0, 60))
def test_any_stay_is_coded_and_read_back(first, rest):
    days = Days.between(first, date.fromordinal(first.toordinal() + rest))
    assert days_of(coded_value(days)) == days


@given(st.dates(), st.none() | st.dates(), st.integers(0, 9), st.booleans())
def test_what_is_told_of_a_date_fits_its_table(day, published, reading, derived):
    assert 0 <= extra_of(Days.day(day), published, reading, derived=derived) < EXTRA_STEPS


def test_a_date_is_told_to_lie_before_on_or_after_the_day_of_publication():
    told = [extra_of(Days.day(day), MONDAY, 0, derived=False) for day in (date(2024, 6, 2), MONDAY, date(2024, 6, 4))]
    assert len(set(told)) == 3


def test_how_an_occurrence_stands_to_a_trigger():
    frame = small_book.frame(TEXT)
    occurrences = of_countries(frame.words, frame.mentions, set())
    trigger = frame.words.texts.index("met")
    near, far = (frame.words.texts.index(word) for word in ("Belmar", "Corvia"))
    rows = relations((trigger, trigger), occurrences, frame.words)
    told = {o.first: row for o, row in zip(occurrences, rows, strict=True)}
    before, after, away = told[0], told[near], told[far]
    assert before[0] < after[0] < away[0]  # steps of the distance, from far before to far behind
    assert [before[1], after[1], away[1]] == [4, 4, 6]  # sentences apart, 4 in the middle
    assert [before[2], after[2], away[2]] == [1, 5, 7]  # nearest on its side first: 1 before, from 5 on behind
    assert [int(before[5]), int(away[5])] == [3, 0]  # in the first sentence and the trigger's paragraph; in neither


def test_nothing_stands_to_a_trigger_where_there_is_nothing():
    assert relations((0, 0), [], words_of("met")).shape == (0, 6)


def test_what_the_whole_article_tells_of_a_value():
    frame = small_book.frame(TEXT)
    occurrences = of_countries(frame.words, frame.mentions, set())
    told = value_features(["ARL", "BLM", "COR"], occurrences, frame.words, {"COR"})
    assert np.allclose(np.expm1(told[:, 0]), [2, 1, 1])  # namings
    assert np.allclose(told[:, 1], [0.5, 0.25, 0.25])  # their share
    assert told[:, 2].tolist() == [0, 0, 1]  # favoured
    assert told[:, 3].tolist() == [1, 1, 0]  # named in the first sentence
    assert told[:, 4].tolist() == [1, 0, 0]  # named first of all


def test_flags_say_what_the_books_know_of_each_word():
    frame = small_book.frame(TEXT)
    flags = flags_of(frame.words, frame.mentions, [], [Span(0, 6)], [Span(len(TEXT) - 5, len(TEXT))])
    assert flags[0].nonzero()[0].tolist() == [0, 12]  # a state, in a quotation
    assert flags[-1].nonzero()[0].tolist() == [13]  # residue
    assert not flags[2].any()


def test_an_occurrence_knows_where_it_comes_from():
    frame = small_book.frame(TEXT)
    (first, *_) = of_countries(frame.words, frame.mentions, set())
    assert first == Occurrence(0, 0, "ARL", Kind.NAME, source=0)
    assert frame.mentions[first.source].words == "Arland"
