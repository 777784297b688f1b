from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dateline.model.claim import Reading
from dateline.model.mention import Label, Mention
from dateline.model.span import Span
from dateline.web.lit import lit
from tests import make

KEYS = ("one", "two")
TEXT = "Ines Maren met Tomas Ruh in Arden, and will meet him again."


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """A text with mentions anywhere, that overlap or not."""
    bounds = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
    spans = [Span(min(pair), max(pair)) for pair in draw(st.lists(bounds, max_size=12))]
    mentions = tuple(Mention(at=at, label=Label.PLACE, words=at.of(TEXT), rule="r@1") for at in spans)
    return Reading(article=make.article(TEXT), mentions=mentions)


@given(readings())
def test_the_pieces_are_the_text_and_every_value_lights_its_own_words(reading):
    shown = lit(reading, ())
    assert "".join(piece.text for piece in shown.pieces) == TEXT
    assert all(one.start + len(one.text) == other.start for one, other in pairwise(shown.pieces))
    for group in shown.groups:
        for value in group.values:
            lit_at = {
                n for p in shown.pieces if value.number in p.values for n in range(p.start, p.start + len(p.text))
            }
            assert lit_at == {n for at in value.at for n in range(at.start, at.end)}


@given(readings())
def test_every_value_that_has_words_begins_once(reading):
    shown = lit(reading, ())
    begun = [number for piece in shown.pieces for number in piece.begins]
    with_words = [value.number for group in shown.groups for value in group.values if any(map(len, value.at))]
    assert sorted(begun) == sorted(with_words)


def test_each_claim_has_its_values_with_rule_anchor_and_knowledge():
    shown = lit(make.reading(), KEYS)
    first = shown.groups[0]
    assert (first.about, first.title) == ("one", "meeting, held")
    assert "1 Jun 2024" in first.gist
    why = {value.label: value.why for value in first.values}
    assert "meet.bilateral@3" in why["type"]
    assert "from 2024-06-03, the day of publication" in why["start"]
    assert "0.93" in why["countries"]
    assert "countries: ARL" in why["countries"]


def test_a_span_beyond_the_text_lights_nothing():
    reading = Reading(article=make.article("short"), residue=(Span(2, 900),))
    assert [piece.text for piece in lit(reading, ()).pieces] == ["short"]
