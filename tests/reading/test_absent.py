"""Who takes no part: who is honoured, or is somebody's forebear, or is host."""

from dataclasses import replace

import pytest

from dateline.reading.absent import without_honoured, without_hosts
from dateline.reading.candidates import of_people
from dateline.reading.found import Choice, Found
from dateline.reading.venues import of_places
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


def test_the_hosts_of_a_visit_are_not_among_its_visitors():
    frame = small_book.frame("Ines Maren of Arland visited Ruhstadt in Belmar, where Tomas Ruh received her.")
    (place,) = (o for o in of_places(frame.words, frame.article.text, frame.mentions, []) if o.value == "Ruhstadt")
    both = [Choice("0", 0.9), Choice("1", 0.9)]
    visit = Found((3, 3), "visit", 0.9, people=both, place=Choice("Ruhstadt", 0.9, place))
    talks = replace(visit, kind="meeting")

    def left(event: Found, *serve: str | None) -> list[str]:
        (kept,) = without_hosts([event], frame, serve)
        return [choice.value for choice in kept.people]

    assert left(visit, "ARL", "BLM") == ["0"]
    assert left(talks, "ARL", "BLM") == ["0", "1"]
    assert left(visit, "BLM", "BLM") == ["0", "1"]  # nobody else is known to have come
    assert left(visit, None, "BLM") == ["0", "1"]
    assert left(replace(visit, place=Choice("", 0.9)), "ARL", "BLM") == ["0", "1"]
