"""Lists of states are taken whole."""

import re
from datetime import date

import pytest

from dateline.model.article import Article
from dateline.model.mention import Label, Mention
from dateline.model.span import Span
from dateline.reading.found import Choice, Found
from dateline.reading.frame import frame_of
from dateline.reading.state_lists import with_whole_lists

STATES = {"Arland": "ARL", "Belmar": "BLM", "Corva": "CRV", "Dorne": "DRN", "Elland": "ELL"}


def scan(text):
    for told in re.finditer("|".join(STATES), text):
        yield Mention(
            at=Span(*told.span()), label=Label.COUNTRY, words=told[0], country=STATES[told[0]], how="name", rule="book"
        )


def parties(text, chosen):
    frame = frame_of(Article.of(text, date(2024, 6, 3)), scan)
    at = frame.words.texts.index("met")
    event = Found((at, at), "meeting", 0.9, countries=[Choice(one, 0.6, None) for one in chosen])
    return {choice.value for choice in with_whole_lists([event], frame)[0].countries}


@pytest.mark.parametrize(
    ("text", "chosen", "all_of_them"),
    [
        ("Ministers of Arland, Belmar, Corva and the Dorne met.", "ARL BLM DRN", "ARL BLM CRV DRN"),
        ("Ministers of Arland, Belmar, Corva, and Dorne met those of Elland.", "ARL BLM CRV", "ARL BLM CRV DRN"),
        ("Ministers of Arland, Belmar and Corva met.", "ARL BLM", "ARL BLM"),
        ("Ministers of Arland, Belmar, Corva and Dorne met.", "ARL BLM", "ARL BLM"),
        ("Arland, Belmar, Corva and Dorne are far. Ministers met.", "ARL BLM CRV", "ARL BLM CRV"),
        ("Arland, Belmar, its friend Corva and Dorne met.", "ARL BLM CRV", "ARL BLM CRV"),
    ],
    ids=["one lacks", "with others", "three", "two lack", "another sentence", "no list"],
)
def test_of_four_states_or_more_that_are_listed_none_is_left_out(text, chosen, all_of_them):
    assert parties(text, chosen.split()) == set(all_of_them.split())
