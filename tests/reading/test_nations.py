"""Which country a person serves."""

import math
from collections.abc import Sequence
from datetime import date

import numpy as np
import pytest

from dateline.books.register import Register
from dateline.reading.candidates import Kind, Occurrence, of_countries
from dateline.reading.heads import Heads
from dateline.reading.nations import Nation, nations_of, nations_told, role_of, served_by
from dateline.reading.people import Naming
from tests.reading import real_book, small_book

VECTORS = np.zeros((400, 4), np.float32)


class Says(Heads):
    """Heads that give each country the score that a test tells; what it does not tell is as likely as untold."""

    def __init__(self, **scores: float) -> None:
        super().__init__({})
        self._scores = scores

    def names_of(self, _x, at):
        return np.zeros((len(at), 1), np.float32)

    def pairing(self, _x, _at, _role, _words):
        return None

    def scores(self, name, t, role, pairing, *, dated=False):  # noqa: ARG002  (only the role counts)
        row = [self._scores.get(value, -5.0) for value in role.values]
        return np.tile(np.array(row, np.float32), (len(t), 1))


def nations(
    text: str, *names: str, heads: Says | None = None, known: Sequence[str | None] = (), **more
) -> dict[str, Nation]:
    """The answer for each person of a text."""
    frame, people = small_book.frame(text, **more), small_book.people(text, *names)
    countries = of_countries(frame.words, frame.mentions, frame.favoured)
    booked = known or [None] * len(people)
    found = nations_of(heads or Says(untold=1.0), VECTORS, frame, people, countries, booked)
    return {person.name: nation for person, nation in zip(people, found, strict=True)}


def country(text: str, *names: str, **more) -> str | None:
    return nations(text, *names, **more)[names[-1]].country


@pytest.mark.parametrize(
    ("text", "names", "iso"),
    [
        ("met Arlandic Defence Minister Ines Maren today", ["Ines Maren"], "ARL"),
        ("met Arland's Defence Minister, General Ines Maren, today", ["Ines Maren"], "ARL"),
        ("met Minister of Defence of Arland Ines Maren today", ["Ines Maren"], "ARL"),
        ("met his Arlandic counterpart Ines Maren in Belmar", ["Ines Maren"], "ARL"),
        ("the Arlandic Ambassador to Belmar Ines Maren spoke", ["Ines Maren"], "ARL"),
        ("by the Arlandic Ambassador, Her Excellency Ines Maren", ["Ines Maren"], "ARL"),
        ("Arlandic Navy spokesman Ines Maren spoke in Belmar", ["Ines Maren"], "ARL"),
        ("Belmar met Arlandic Foreign Minister Ines Maren", ["Ines Maren"], "ARL"),
    ],
)
def test_a_state_in_the_title_before_a_name_is_served(text, names, iso):
    answer = nations(text, *names)[names[-1]]
    assert (answer.country, answer.rule) == (iso, "title.state@1")


@pytest.mark.parametrize(
    ("text", "names", "iso"),
    [
        ("In Belmar, Ines Maren, the Defence Minister of Arland, spoke", ["Ines Maren"], "ARL"),
        ("In Belmar, Ines Maren of Arland spoke", ["Ines Maren"], "ARL"),
        ("In Belmar, Ines Maren (Arland) spoke", ["Ines Maren"], "ARL"),
        ("In Belmar, Ines Maren of the Arlandic Navy spoke", ["Ines Maren"], "ARL"),
        ("In Belmar, Ines Maren, Arland's Foreign Minister, spoke", ["Ines Maren"], "ARL"),
        ("In Belmar, Ines Maren, Ambassador of Arland to Corvia, spoke", ["Ines Maren"], "ARL"),
    ],
)
def test_a_state_behind_a_name_is_served(text, names, iso):
    answer = nations(text, *names)[names[-1]]
    assert (answer.country, answer.rule) == (iso, "apposition.state@1")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ambassador to Belmar, Ines Maren, spoke", ["Ines Maren"]),
        ("officials of Belmar and Defence Minister Ines Maren spoke", ["Ines Maren"]),
        ("the ministers of Arland, Belmar, Ines Maren and others", ["Ines Maren"]),
        ("Tomas Ruh, Defence Minister of Belmar, General Ines Maren and others", ["Tomas Ruh", "Ines Maren"]),
        ("General Ines Maren, Belmarian Defence Minister Tomas Ruh and others", ["Tomas Ruh", "Ines Maren"]),
    ],
)
def test_a_state_that_is_somebody_elses_is_not_taken(text, names):
    people = sorted(names, key=text.index)
    assert nations(text, *people)["Ines Maren"].country is None


def test_who_serves_an_organisation_serves_no_state():
    text = "In Arland, Northern Pact spokesman Ines Maren spoke"
    assert nations(text, "Ines Maren", heads=Says(ARL=2.0))["Ines Maren"].country is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Belmar received Arlandic President Ruh. Ruh's spokesman, Ines Maren, spoke.", ["Ruh", "Ruh", "Ines Maren"]),
        ("Belmar received Arlandic President Ruh. His spokesman, Ines Maren, spoke.", ["Ruh", "Ines Maren"]),
        ("Belmar is firm. Arland said its Foreign Minister, Ines Maren, would go.", ["Ines Maren"]),
    ],
)  # fmt: skip
def test_somebodys_man_serves_his_masters_state(text, names):
    assert country(text, *names) == "ARL"


def test_kin_serve_no_state():
    assert country("Arlandic President Tomas Ruh and his wife, Ines Maren, came", "Tomas Ruh", "Ines Maren") is None


def test_the_register_outweighs_the_words_beside_and_the_head():
    text = "in Belmar met Arlandic Defence Minister Ines Maren"
    answer = nations(text, "Ines Maren", heads=Says(ARL=9.0), known=["BLM"])["Ines Maren"]
    assert (answer.country, answer.rule) == ("BLM", "register.tenure@1")


def test_a_namesake_of_a_country_that_the_article_never_names_is_not_taken_for_him():
    text = "met Arlandic Defence Minister Ines Maren"
    answer = nations(text, "Ines Maren", heads=Says(ARL=9.0), known=["BLM"])["Ines Maren"]
    assert (answer.country, answer.rule) == ("ARL", "title.state@1")


@pytest.mark.parametrize(("name", "answer"), [("Ines Maren", "BLM"), ("Maren", "ARL")])
def test_a_full_name_alone_is_the_registers_though_the_article_names_another_state(name, answer):
    told = nations(f"In Arland {name} was seen", name, heads=Says(ARL=9.0), known=["BLM"])
    assert told[name].country == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [("In Arland Ines Maren was seen", None), ("met Arlandic Defence Minister Ines Maren today", "ARL")],
)
def test_a_bodys_official_serves_no_state_where_none_is_told_beside_him(text, answer):
    assert nations(text, "Ines Maren", heads=Says(ARL=9.0), known=[""])["Ines Maren"].country == answer


def test_what_the_register_knows_of_a_person_is_his_state_or_that_he_serves_a_body():
    register = Register.load()
    assert served_by(register, "Mark Rutte", date(2020, 1, 1)) == "NLD"
    assert served_by(register, "Mark Rutte", date(2025, 1, 1)) == ""
    assert served_by(register, "Nobody Known", date(2025, 1, 1)) is None


def test_where_nothing_is_told_the_head_decides_and_says_how_likely_each_is():
    text = "Arland and Belmar sent Ines Maren"
    answer = nations(text, "Ines Maren", heads=Says(ARL=2.0, BLM=1.0, untold=0.0))["Ines Maren"]
    assert (answer.country, answer.rule) == ("ARL", "head:nation")
    assert answer.at == Occurrence(0, 0, "ARL", Kind.NAME, source=0)
    whole = math.exp(2) + math.exp(1) + 1
    assert answer.likely == pytest.approx(
        {"ARL": math.log(math.exp(2) / whole), "BLM": math.log(math.exp(1) / whole)}, abs=1e-4
    )


def test_what_the_head_thinks_stays_likely_beside_a_rule():
    text = "Belmar met Arlandic Defence Minister Ines Maren"
    answer = nations(text, "Ines Maren", heads=Says(BLM=9.0))["Ines Maren"]
    assert answer.country == "ARL"
    assert answer.likely["ARL"] > math.log(0.9)


def test_the_publishers_own_state_breaks_a_tie():
    text = "Arland and Belmar sent Ines Maren"
    heads = Says(ARL=1.0, BLM=1.2, untold=-9.0)
    assert country(text, "Ines Maren", heads=heads) == "BLM"
    assert country(text, "Ines Maren", heads=heads, publisher="Arland Wire") == "ARL"


def test_without_heads_rules_answer_or_nobody():
    text = "Arlandic President Tomas Ruh met Ines Maren"
    frame, people = small_book.frame(text), small_book.people(text, "Tomas Ruh", "Ines Maren")
    ruh, maren = nations_told(frame, people, of_countries(frame.words, frame.mentions, frame.favoured), [None, None])
    assert ruh is not None
    assert ruh.country == "ARL"
    assert maren is None


def test_a_person_who_stands_in_no_words_has_no_country():
    frame = small_book.frame("Arland spoke.")
    (answer,) = nations_of(Says(), VECTORS, frame, [Naming("Ines Maren", [])], [], [None])
    assert answer.country is None


def test_values_of_a_role_are_numbered_once_those_in_no_words_first():
    frame = small_book.frame("Arland met Belmar. Arland left.")
    occurrences = of_countries(frame.words, frame.mentions, frame.favoured)
    role = role_of(occurrences, frame, ("untold",))
    assert role.values == ["untold", "ARL", "BLM"]
    assert role.numbers.tolist() == [1, 2, 1]


@pytest.mark.parametrize(
    ("heads", "country", "rule"),
    [
        (Says(POL=0.8, ISR=1.0), "POL", "name.origin@1"),
        (Says(POL=1.0, ISR=0.8), "POL", "head:nation"),
        (Says(POL=-9.0, ISR=9.0), "ISR", "head:nation"),
        (Says(POL=0.8, ISR=1.0, untold=3.0), None, "head:nation"),
    ],
    ids=["tips the scales", "says the same", "outweighs nobody who is told", "tells nobody who is not"],
)
def test_where_nothing_else_tells_a_name_may_tip_the_scales_between_states_that_the_article_names(heads, country, rule):
    frame = real_book.framed("In Israel the talks of Poland went on. Ryszard Olszewski spoke.")
    people = small_book.people(frame.article.text, "Ryszard Olszewski")
    countries = of_countries(frame.words, frame.mentions, frame.favoured)
    (answer,) = nations_of(heads, VECTORS, frame, people, countries, [None])
    assert (answer.country, answer.rule) == (country, rule)
