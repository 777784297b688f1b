"""A reader reads by the register, the gazetteer and the codebook that it was given, and by none that ships."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from dateline.books.codebook import Codebook
from dateline.books.gazetteer import Gazetteer
from dateline.books.register import Register
from dateline.model.article import Article
from dateline.model.claim import NamedPerson, Reading
from dateline.reading.candidates import Kind, Occurrence
from dateline.reading.found import Choice, Found
from dateline.reading.heads import Role
from dateline.reading.offices import body_of
from dateline.reading.opening import opening_of
from dateline.reading.parties import by_their_states, of_series
from dateline.reading.reader import Reader
from dateline.reading.scene import Scene
from tests import invented
from tests.reading import small_book

DAY = date(2024, 6, 5)


def state(name: str, **more: str) -> dict[str, object]:
    return {"names": [name], "adjectives": [], "capital": [], **more}


GIVEN = Register(
    {
        "countries": {"ARL": state("Arland"), "BLM": state("Belmar"), "ISL": state("Islet", of="ARL")},
        "codes": {},
        "organizations": {"NP": {"names": ["Northern Pact"], "type": "alliance"}},
        "series": {"amber-shield": {"names": ["Amber Shield"], "kind": "forum", "parties": ["ARL", "BLM"]}},
        "tenures": {
            "invented": {
                "checked": "2026-01-15",
                "sources": ["NWA 2024-01-01"],
                "tenures": {
                    "NP/secretary-general": ["2024-01-01/.. Ines Maren"],
                    "ARL/navy-chief": ["2020-01-01/.. Odo Maren"],
                },
            }
        },
    }
)
BOTH = pytest.mark.parametrize(("register", "known"), [(GIVEN, True), (None, False)], ids=["given", "shipped"])


class Books(Gazetteer):
    """A gazetteer that knows the invented states, too."""

    def __init__(self) -> None:
        pass

    scan = staticmethod(invented.scan)


def read(text: str, register: Register | None = None, book: Codebook | None = None) -> Reading:
    reader = Reader(None, None, Books(), register or Register.load(), book=book)
    return reader.read(Article(id="a", text=text, published=DAY))


@BOTH
def test_the_holder_of_an_office_is_whom_the_register_of_the_reader_knows(register, known):
    people = read("Odo Maren met Belmar's Defence Minister on Monday.", register).people
    assert [(person.name, person.country) for person in people] == [("Odo Maren", "ARL")] * known


def test_who_serves_a_body_by_the_register_of_the_reader_is_not_said_to_lack_a_country():
    text = "Arland's President Tomas Ruh met Belmar's Defence Minister Lea Hahn and Ines Maren in Arden on Monday."
    reading = read(text, GIVEN)
    assert ("Ines Maren", None) in [(person.name, person.country) for person in reading.people]
    assert "Ines Maren" in reading.claims[0].people
    assert reading.warnings == ()


@BOTH
def test_the_body_that_somebody_serves_is_told_by_the_register_of_the_frame(register, known):
    frame = small_book.frame("Ines Maren spoke.", register, published=DAY)
    assert body_of(NamedPerson(name="Ines Maren"), frame) == ("NP" if known else None)


@BOTH
def test_a_territory_is_of_the_state_that_the_register_of_the_reader_names(register, known):
    event = Found((0, 0), "visit", 0.9, countries=[Choice("BLM", 0.9), Choice("ISL", 0.9)])
    (found,) = by_their_states([event], [], register or Register.load())
    assert [choice.value for choice in found.countries] == ["BLM", "ARL" if known else "ISL"]


@BOTH
def test_what_a_series_is_and_who_takes_part_is_told_by_the_register_of_the_reader(register, known):
    frame = small_book.frame("Amber Shield opened; Arland sent a company.", register)
    named = Occurrence(0, 1, "Amber Shield", Kind.SERIES, source=0)
    event = Found((2, 2), "exercise", 0.9, name=Choice("Amber Shield", 0.9, named))
    role = Role([], ["ARL", "CRL"], np.array([0, 1]), np.zeros((2, 5), np.float32))
    raised = of_series([event], np.full((1, 2), 0.5, np.float32), role, frame, 0.9)
    assert raised[0].tolist() == pytest.approx([0.9 if known else 0.5, 0.5])
    marks = Scene(frame, [], {}, Codebook.load().lists).marks
    assert marks.get("forum", set()) == ({0, 1} if known else set())


def test_places_of_the_opening_are_told_by_the_gazetteer_of_the_reader():
    text = "Arden - The ministers met on Monday."
    opening = read(text).opening
    assert opening is not None
    assert (opening.place, opening.country) == ("Arden", "ARL")
    assert opening_of(text, DAY) is None


def test_who_is_no_speaker_is_told_by_the_codebook_of_the_reader():
    shipped = Codebook.load()
    silent = replace(shipped, lists={**shipped.lists, "speakers_unnamed": frozenset({"belmar"})})
    text = "Arland met Belmar on Monday, Belmar said."
    assert [claim.asserted_by for claim in read(text).claims] == ["Belmar"]
    assert [claim.asserted_by for claim in read(text, book=silent).claims] == [None]
