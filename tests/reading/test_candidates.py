"""What an event may have for its country, person, body, place and name."""

from dateline.model.span import Span
from dateline.reading.candidates import Kind, Occurrence, of_countries, of_names, of_organizations, of_people
from dateline.reading.frame import offers
from dateline.reading.venues import of_places
from tests.reading import small_book

TEXT = "Arland's Ines Maren met Tomas Ruh of Belmar in Arden. They left.\nCorvia stayed away."


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


def test_an_occurrence_knows_where_it_comes_from():
    frame = small_book.frame(TEXT)
    (first, *_) = of_countries(frame.words, frame.mentions, set())
    assert first == Occurrence(0, 0, "ARL", Kind.NAME, source=0)
    assert frame.mentions[first.source].words == "Arland"
