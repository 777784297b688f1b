"""The office or rank that an article gives a person."""

from dataclasses import replace
from datetime import date

import pytest

from dateline.model.claim import NamedPerson
from dateline.reading.candidates import of_countries
from dateline.reading.nations import Nation, nations_told
from dateline.reading.offices import body_of, named_person
from tests.reading import small_book

NOBODYS = Nation(None, {}, 0.0, "head:nation", None)


def person(text: str, *names: str):
    """The person named last in a call, with what the text tells of him."""
    frame, people = small_book.frame(text), small_book.people(text, *sorted(names, key=text.index))
    told = nations_told(frame, people, of_countries(frame.words, frame.mentions, frame.favoured), [None] * len(people))
    i = next(i for i, one in enumerate(people) if one.name == names[-1])
    return named_person(people[i], told[i] or NOBODYS, frame, "9f81")


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("met Arlandic Defence Minister Ines Maren today", "Defence Minister"),
        ("met Arland's Defence Minister, Brig. Gen. Ines Maren, today", "Defence Minister"),
        ("met Minister of Defence of Arland General Ines Maren today", "Minister of Defence"),
        ("the Arlandic Ambassador to Belmar Ines Maren spoke", "Ambassador to Belmar"),
        ("the Arlandic Ambassador, Her Excellency Ines Maren, of Arland", "Ambassador"),
        ("Arland's Defence Minister, Senator the Hon. Ines Maren", "Defence Minister"),
        ("(ANW) - Arland's Defence Minister Ines Maren left", "Defence Minister"),
        ("Arland's Foreign Minister and President Ines Maren left", "Foreign Minister and President"),
        ("Arlandic Navy spokesman Captain Ines Maren spoke", "Navy spokesman"),
        ("met the Chief of Staff to the President Ines Maren of Arland", "Chief of Staff to the President"),
        ("met the spokesman of the Defence Minister Ines Maren of Arland", "spokesman of the Defence Minister"),
        ("the spokesman of Defence Minister Ines Maren of Arland spoke", "Defence Minister"),
        ("the spokesman for the Arlandic President Ines Maren spoke", "President"),
        ("Ines Maren, the Defence Minister of Arland, spoke", "Defence Minister of Arland"),
        ("Ines Maren of Arland, who is Chief of Staff and has no time, spoke", "Chief of Staff"),
        ("Ines Maren, Arland's researcher of the Society for Peace, spoke", "researcher of the Society for Peace"),
        ("Ines Maren, a former President of Arland, spoke", "former President of Arland"),
        ("a spokeswoman of Arland's President Ines Maren spoke", "President"),
        ("Her Majesty President Ines Maren of Arland spoke", "President"),
        ("met Arlandic President Sheikha Ines Maren today", "President"),
    ],
)  # fmt: skip
def test_an_office_is_told_as_the_text_words_it_without_state_or_rank(text, office):
    assert person(text, "Ines Maren").office == office


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("Arlandic Rear Admiral Ines Maren spoke", "Rear Admiral"),
        ("Arlandic Senior Captain Ines Maren spoke", "Senior Captain"),
        ("Arlandic Brig. Gen. Ines Maren spoke", "Brig. Gen."),
        ("General Ines Maren of Arland spoke", "General"),
        ("They met Capt. Ines Maren of Arland", "Capt."),
        ("Arlandic Lt. Col. (ret.) Ines Maren spoke", "Lt. Col."),
        ("Commodore (retd) Ines Maren of Arland spoke", "Commodore"),
    ],
)
def test_a_rank_is_told_where_no_office_is(text, rank):
    told = person(text, "Ines Maren")
    assert told.office == rank
    assert told.office_id is None


def test_whose_kin_somebody_is_is_no_part_of_the_office():
    text = "Tomas Ruh, granddaughter of Arland's former President Ines Maren, arrived in Arden."
    assert person(text, "Tomas Ruh", "Ines Maren").office == "former President"


def test_an_office_told_later_beats_a_rank_told_first():
    text = "Arlandic General Ines Maren spoke. Defence Minister Ines Maren left."
    assert person(text, "Ines Maren", "Ines Maren").office == "Defence Minister"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ines Maren of Arland met Defence Minister Tomas Ruh", ["Tomas Ruh", "Ines Maren"]),
        ("the Defence Minister and Ines Maren of Arland spoke", ["Ines Maren"]),
        ("his Arlandic counterpart Ines Maren spoke", ["Ines Maren"]),
        ("the President and Mr. Tomas Ruh left", ["Tomas Ruh"]),
        ("Ines Maren of Arland, Defence Minister Tomas Ruh and others", ["Tomas Ruh", "Ines Maren"]),
    ],
)
def test_somebody_elses_office_is_not_taken(text, names):
    assert person(text, *names).office is None


def test_the_office_is_known_by_its_state_and_kind():
    told = person("met Arlandic Defence Minister Ines Maren today", "Ines Maren")
    assert told.office_id == "ARL/defence-minister"


def test_office_and_country_can_be_walked_back_to_their_words():
    text = "met Arlandic Defence Minister Ines Maren today"
    told = person(text, "Ines Maren")
    assert {(e.field, e.value, e.at.of(text), e.rule) for e in told.evidence} == {
        ("office", "Defence Minister", "Defence Minister", "title.before@1"),
        ("country", "ARL", "Arlandic", "title.state@1"),
    }


def test_what_a_head_decided_names_its_digest():
    text = "Arland sent Ines Maren"
    (maren,) = small_book.people(text, "Ines Maren")
    nation = Nation("ARL", {}, 0.8, "head:nation", None)
    told = named_person(maren, nation, small_book.frame(text), "9f81")
    assert [(e.rule, e.words, e.score) for e in told.evidence] == [("head:nation@9f81", "Ines Maren", 0.8)]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Northern Pact President Ines Maren spoke", "NP"),
        ("Arlandic President Ines Maren spoke", None),
        ("Ines Maren spoke of the Northern Pact", None),
    ],
)
def test_the_body_that_somebody_serves_is_told_by_his_office(text, body):
    assert body_of(person(text, "Ines Maren"), small_book.frame(text)) == body


def test_the_register_tells_the_body_of_somebody_without_an_office_beside_his_name():
    text = "Jens Stoltenberg spoke"
    in_office, before = (small_book.frame(text, published=date(year, 6, 3)) for year in (2024, 2010))
    stoltenberg = NamedPerson(name="Jens Stoltenberg")
    assert body_of(stoltenberg, in_office) == "NATO"
    assert body_of(stoltenberg, before) is None
    assert body_of(replace(stoltenberg, country="NOR"), in_office) is None
