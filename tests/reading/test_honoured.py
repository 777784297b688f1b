"""Who is honoured, or is somebody's forebear, takes no part."""

import pytest

from dateline.reading.candidates import of_people
from dateline.reading.found import Choice, Found
from dateline.reading.honoured import without_honoured
from tests.reading import small_book


def takes_part(text: str) -> bool:
    """Whether Ines Maren stays among the people of an event that the text tells."""
    frame = small_book.frame(text)
    event = Found((0, 0), "ceremony", 0.9, people=[Choice("0", 0.9)])
    persons = of_people(frame.words, small_book.people(text, "Ines Maren"))
    (kept,) = without_honoured([event], frame, persons)
    return bool(kept.people)


@pytest.mark.parametrize(
    "text",
    [
        "He laid a wreath at the monument to General Ines Maren in Arden.",
        "He bowed at the tomb of Ines Maren.",
        "He, a grandson of former President Ines Maren, arrived.",
        "He spoke on the anniversary of the death of Arlandic President Ines Maren.",
    ],
)
def test_who_is_only_honoured_or_somebodys_kin_takes_no_part(text):
    assert not takes_part(text)


@pytest.mark.parametrize(
    "text",
    [
        "He laid a wreath at the monument with General Ines Maren in Arden.",
        "He met General Ines Maren.",
        "He is the guest of Ines Maren.",
    ],
)
def test_whoever_is_told_otherwise_takes_part(text):
    assert takes_part(text)
