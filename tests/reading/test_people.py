"""Which names are one person's."""

import pytest

from dateline.model.span import Span
from dateline.reading.people import namings, tidy


def people_of(text: str, *names: str) -> list[tuple[str, int]]:
    spans, at = [], 0
    for name in names:
        at = text.index(name, at)
        spans.append(Span(at, at + len(name)))
        at += len(name)
    return [(p.name, len(p.spans)) for p in namings(text, spans)]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        ("Ines Maren met Tomas Ruh. Maren said Ruh agreed.", ["Ines Maren", "Tomas Ruh", "Maren", "Ruh"], [("Ines Maren", 2), ("Tomas Ruh", 2)]),
        ("Maren spoke. Ines Maren left.", ["Maren", "Ines Maren"], [("Ines Maren", 2)]),
        ("Ines Maren met Ada Maren.", ["Ines Maren", "Ada Maren"], [("Ines Maren", 1), ("Ada Maren", 1)]),
        ("Do Van Lam spoke. Lam left.", ["Do Van Lam", "Lam"], [("Do Van Lam", 2)]),
        ("Sara al-Ruh left. Al Ruh's aide stayed.", ["Sara al-Ruh", "Al Ruh's"], [("Sara al-Ruh", 2)]),
    ],
)  # fmt: skip
def test_short_names_join_the_person_last_named(text, names, expected):
    assert people_of(text, *names) == expected


@pytest.mark.parametrize(("words", "name"), [("Maren's", "Maren"), ("Ines\nMaren", "Ines Maren"), ("Maren’", "Maren")])
def test_a_name_is_told_without_what_hangs_on_it(words, name):
    assert tidy(words) == name
