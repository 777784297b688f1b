"""Numbered items of a bulletin lend one another no parties."""

from datetime import date

import pytest

from dateline.model.article import Article
from dateline.reading.candidates import Kind, Occurrence
from dateline.reading.found import Choice, Found
from dateline.reading.frame import frame_of
from dateline.reading.items import items_of, within_items

BULLETIN = """Belmar desk.

1. Arland: the ministers met in Arden.
2. Corvia: the council met in Coro.
3. Dorland: the exercise opened."""


@pytest.mark.parametrize(
    "text",
    ["1. First.\n2. Second.", "1. First.\n3. Third.\n4. Fourth.", "2. Second.\n3. Third.\n4. Fourth.", "In 3. Liga."],
)
def test_lines_that_are_not_numbered_from_one_on_are_no_items(text):
    assert items_of(text) == []


def test_items_follow_one_another_to_the_end():
    items = items_of(BULLETIN)
    assert [item.of(BULLETIN).strip().split(":")[0] for item in items] == ["1. Arland", "2. Corvia", "3. Dorland"]


def test_an_item_keeps_its_own_parties_and_those_told_above_all():
    frame = frame_of(Article.of(BULLETIN, date(2024, 6, 3)), lambda _: [])
    at = {word: i for i, word in enumerate(frame.words.texts)}
    countries = [Occurrence(at[w], at[w], w, Kind.NAME) for w in ("Belmar", "Arland", "Corvia")]
    offered = {"country": countries, "organization": [], "person": []}
    council = Found((at["met"],) * 2, "meeting", 0.9, countries=[Choice(o.value, 0.9, o) for o in countries])
    (kept,) = within_items([council], frame, offered)
    assert kept.parties == {"Belmar", "Corvia"}
