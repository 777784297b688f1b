"""Where something may have taken place, and where it did."""

from datetime import date

import pytest

from dateline.books.countries import capital_of
from dateline.books.gazetteer import Gazetteer
from dateline.model.article import Article
from dateline.model.span import Span
from dateline.reading.candidates import UNTOLD, Kind
from dateline.reading.found import Choice, Found
from dateline.reading.frame import frame_of
from dateline.reading.occasions import placed_with_others
from dateline.reading.venues import of_places


def framed(text: str):
    return frame_of(Article.of(text, date(2024, 6, 7)), Gazetteer.load().scan)


def word(frame, text: str) -> tuple[int, int]:
    i = frame.words.texts.index(text)
    return i, i


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("They met in the Norwegian capital on Friday.", "Oslo"),
        ("They met in the capital of Norway on Friday.", "Oslo"),
        ("They met in Norway's capital on Friday.", "Oslo"),
        ("They met in Norway’s capital on Friday.", "Oslo"),
    ],
)
def test_a_capital_may_be_told_by_its_state(text, told):
    frame = framed(text)
    capitals = [o for o in of_places(frame.words, text, frame.mentions, []) if o.kind is Kind.CAPITAL]
    assert [o.value for o in capitals] == [told]
    assert "capital" in frame.words.texts[capitals[0].first : capitals[0].last + 1]
    assert frame.mentions[capitals[0].source].country == "NOR"


@pytest.mark.parametrize("text", ["Norwegian capital goods were shown.", "Norway met.", "The capital was calm."])
def test_what_is_no_seat_of_government_is_no_place(text):
    frame = framed(text)
    assert not [o for o in of_places(frame.words, text, frame.mentions, []) if o.kind is Kind.CAPITAL]


def test_forces_are_no_place_to_be_and_a_headquarters_is_one():
    text = "Norwegian soldiers met at the Ministry of Defence with the Norwegian military."
    frame = framed(text)
    assert [o.value for o in of_places(frame.words, text, frame.mentions, [])] == ["Ministry of Defence"]


def test_a_name_of_the_encoder_is_a_place_only_in_capitals():
    text = "They docked at the port of Belmar."
    spans = [Span(text.index(name), text.index(name) + len(name)) for name in ("port", "Belmar")]
    frame = framed(text)
    assert [o.value for o in of_places(frame.words, text, (), spans)] == ["Belmar"]


def test_every_state_of_note_has_a_capital():
    assert capital_of("JPN") == "Tokyo"
    assert capital_of("XXX") is None


def event(frame, trigger: str, kind: str, place: str = UNTOLD, **more) -> Found:
    return Found(
        word(frame, trigger), kind, 0.8, place=Choice(place, 0.7), date=Choice(more.pop("date", UNTOLD), 0.9),
        countries=[Choice(c, 0.9) for c in more.pop("countries", ("NOR", "JPN"))], **more,
    )  # fmt: skip


TRIP = "The minister arrived on Tuesday for a three-day visit to Oslo. She met her host on Wednesday. They spoke then."


def test_what_happened_on_a_day_of_a_stay_happened_where_it_was():
    frame = framed(TRIP)
    stay = event(frame, "visit", "visit", "Oslo", date="2024-06-04/")
    met = event(frame, "met", "meeting", date="2024-06-05/")
    _, placed = placed_with_others([stay, met], frame)
    assert placed.place.value == "Oslo"
    assert placed.place.score < stay.place.score


@pytest.mark.parametrize(
    "other", [{"date": "2024-06-08/"}, {"countries": ("NOR", "PER")}, {"status": "planned"}, {"date": UNTOLD}]
)
def test_what_was_no_part_of_a_stay_did_not_happen_there(other):
    frame = framed(TRIP)
    stay = event(frame, "visit", "visit", "Oslo", date="2024-06-04/")
    met = event(frame, "met", "meeting", **({"date": "2024-06-05/"} | other))
    assert placed_with_others([stay, met], frame)[1].place.value == UNTOLD
