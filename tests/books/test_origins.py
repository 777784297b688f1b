"""What names say of the states that their bearers serve."""

import pytest

from dateline.books.origins import Origins, counted
from dateline.books.register import Register

PEOPLE = [
    *[(f"{given} {family}ski", "POL") for given in ("jan", "piotr", "adam") for family in ("olszew", "kowal", "nowak")],
    *[(f"{given} {family}sen", "DNK") for given in ("jens", "lars", "niels") for family in ("peter", "han", "ras")],
    *[(f"{given} {family}", "USA") for given, family in (("john", "smith"), ("adam", "kowalski"), ("lars", "hansen"))],
]


@pytest.fixture(scope="module")
def origins():
    return Origins(**counted(PEOPLE))


def test_a_name_speaks_for_the_state_whose_names_are_like_it(origins):
    said = origins.of("Ryszard Wałęski", ["POL", "DNK"])
    assert said["POL"] > 0 > said["DNK"]


def test_no_name_speaks_against_a_state_of_immigrants(origins):
    assert origins.of("Ryszard Olszewski", ["USA", "DNK"])["USA"] >= 0


@pytest.mark.parametrize("name", ["Olszewski", "", "习近平", "X Y", "Xqz Wvx"])
def test_nothing_is_said_of_half_a_name_or_of_letters_that_nobody_has(origins, name):
    assert origins.of(name, ["POL", "DNK"]) == {}


def test_a_state_of_which_no_name_is_known_is_neither_likelier_nor_less_likely(origins):
    assert origins.of("Jan Kowalski", ["XKX"]) == {"XKX": pytest.approx(0.0)}


def test_letters_of_few_names_are_left_out():
    assert "^oz" not in counted([("ozan er", "TUR"), ("anna er", "TUR")])["letters"]


@pytest.mark.parametrize(
    ("name", "state", "other"),
    [
        ("Ryszard Olszewski", "POL", "ISR"),
        ("Fernando de Melo Gomes", "PRT", "GBR"),
        ("Zagdsuren Boldbaatar", "MNG", "KAZ"),
    ],
)
def test_the_register_s_own_names_tell_states_apart(name, state, other):
    said = Register.load().origins.of(name, [state, other])
    assert said[state] > said[other]
