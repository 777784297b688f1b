"""When two values of a field can both be so."""

import pytest

from dateline.joining.agree import same_human


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Maren", "Ines Maren", True),
        ("Khan", "Hassan Ali Khan", True),
        ("Ali", "Hassan Ali Khan", False),
        ("Ines", "Ines Maren", False),
        ("Maren", "I. Maren", True),
        ("I. Maren", "Odo Maren", False),
        ("Maren", "Maren", True),
        ("Maren", "Ruh", False),
        ("Marcos", "Ferdinand Marcos Jr.", True),
        ("al-Sisi", "Abdel Fattah el-Sisi", True),
        ("Sisi", "Abdel Fattah al-Sisi", True),
        ("Ramos-Horta", "José Ramos-Horta", True),
        ("Fumio", "Fumio Kishida", False),
        ("Ines Maren", "Maren Ines", True),
    ],
)
def test_a_bare_surname_is_that_of_whoever_bears_it_as_the_last_part(one, other, same):
    assert same_human(one, other) is same
    assert same_human(other, one) is same


@pytest.mark.parametrize(
    ("surname", "full"),
    [
        ("Kishida", "Kishida Fumio"),
        ("Sánchez", "Pedro Sánchez Pérez-Castejón"),
        ("Trevilla", "Ricardo Trevilla Trejo"),
    ],
)
def test_a_surname_that_stands_elsewhere_is_known_of_whom_the_register_has(surname, full):
    assert same_human(surname, full)
    assert not same_human(surname, full.replace(full.split()[0], "Odo"))
