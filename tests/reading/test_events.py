"""From scores to events."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.span import Span
from dateline.reading.candidates import UNTOLD, Kind, Occurrence, of_countries
from dateline.reading.events import LEANINGS, Cutoffs, cued, leaning, nearest, take_parties, triggers_of
from dateline.reading.found import Choice, Found, trigger_span
from dateline.reading.heads import STATUSES, TYPES, Heads
from dateline.reading.nations import role_of
from dateline.reading.sides import SIDES_TOLD, Sides
from tests.reading import small_book

TEXT = "Maren held warm talks with Ruh in Arden."


def scores(**rows: list[float]) -> np.ndarray:
    """Probabilities of each word of the text for the named types."""
    out = np.zeros((9, len(TYPES)), np.float32)
    for name, row in rows.items():
        out[: len(row), TYPES.index(name)] = row
    return out


def found(text: str = TEXT, cut: Cutoffs | None = None, **rows: list[float]) -> list[tuple[str, str]]:
    frame = small_book.frame(text)
    events = triggers_of(scores(**rows), frame, cut or Cutoffs(trigger=0.4, bridge=0.2))
    return [(event.kind, trigger_span(event, frame).of(text)) for event in events]


def test_a_word_above_the_cutoff_is_a_trigger():
    assert found(agreement=[0, 0, 0, 0.5]) == [("agreement", "talks")]
    assert found(agreement=[0, 0, 0, 0.3]) == []


def test_words_above_the_bridge_join_the_trigger_beside_them():
    assert found(agreement=[0, 0.3, 0.3, 0.9]) == [("agreement", "held warm talks")]
    assert found(agreement=[0, 0.9, 0.1, 0.9]) == [("agreement", "held"), ("agreement", "talks")]


def test_a_type_that_leans_is_found_at_less():
    assert LEANINGS["meeting"] > 0
    assert found(meeting=[0, 0, 0, 0.3]) == [("meeting", "talks")]


def test_one_word_may_name_events_of_two_types():
    assert found(visit=[0, 0, 0, 0.8], meeting=[0, 0, 0, 0.7]) == [("meeting", "talks"), ("visit", "talks")]


@pytest.mark.parametrize("kind", ["agreement", "visit"], ids=["that does not lean", "that leans"])
def test_a_trigger_is_as_likely_as_its_likeliest_word(kind):
    (event,) = triggers_of(scores(**{kind: [0, 0.3, 0.5, 0.9]}), small_book.frame(TEXT))
    assert event.score == pytest.approx(float(leaning(np.array([0.9], np.float32), LEANINGS.get(kind, 0.0))[0]))


def test_page_furniture_holds_no_trigger():
    frame = small_book.frame(TEXT)
    frame.residue.append(Span(0, len("Maren held warm talks")))
    assert triggers_of(scores(meeting=[0, 0, 0, 0.9], visit=[0, 0, 0, 0, 0, 0, 0.9]), frame)[0].kind == "visit"


@given(st.lists(st.lists(st.floats(0, 1, width=32), min_size=9, max_size=9), min_size=9, max_size=9))
def test_triggers_come_in_the_order_of_the_text_and_within_it(rows):
    events = triggers_of(np.array(rows, np.float32), small_book.frame(TEXT))
    assert events == sorted(events, key=lambda event: (event.at, event.kind))
    assert all(0 <= event.at[0] <= event.at[1] < 9 for event in events)


def test_nothing_was_called_off_where_no_word_close_by_says_so():
    text = "Ruh came on a visit. Maren left. The drills were called off. Ships sailed. They met. The talks ended."
    frame = small_book.frame(text)
    words = {"visit": "visit", "drills": "exercise", "sailed": "exercise", "met": "meeting"}
    events = [Found((i, i), kind, 0.9) for word, kind in words.items() for i in [frame.words.texts.index(word)]]
    off = cued(events, frame, Cutoffs(cue=1.0, uncued=2.0))[:, STATUSES.index("cancelled")]
    assert off.tolist() == [-2, 1, 0, -2]


def test_evidence_stands_nearest_to_the_trigger():
    frame = small_book.frame("Arland met Belmar. Later Arland left.")
    occurrences = [Occurrence(i, i, "ARL", Kind.NAME) for i in (0, 5)]
    role = role_of(occurrences, frame, (UNTOLD,))
    assert nearest(role, 1, (1, 1)) == occurrences[0]
    assert nearest(role, 1, (6, 6)) == occurrences[1]
    assert nearest(role, 0, (1, 1)) is None


class Counts(Heads):
    """Heads that hold two parties to be usual."""

    def party_counts(self, _kind, _mode, *, with_body):  # noqa: ARG002  (only the usual number counts)
        return np.log(np.array([0.01, 0.04, 0.9, 0.01, 0.01, 0.01, 0.01, 0.01], np.float32))


@pytest.mark.parametrize(
    ("sides", "chosen"),
    [
        (Sides(), {"ARL": "", "BLM": ""}),
        (Sides(frozenset({2}), "two navies"), {"ARL": "", "BLM": ""}),
        (Sides(frozenset({3}), "trilateral"), {"ARL": "", "BLM": "", "COR": SIDES_TOLD}),
    ],
)
def test_a_party_that_the_heads_alone_would_not_have_taken_is_there_by_the_number_of_sides_told(sides, chosen):
    frame = small_book.frame("Arland met Belmar and Corvia.")
    role = role_of(of_countries(frame.words, frame.mentions, frame.favoured), frame)
    event, p = Found((1, 1), "meeting", 0.9), {"ARL": 0.9, "BLM": 0.8, "COR": 0.2}
    row = np.array([[p[value] for value in role.values]], np.float32)
    take_parties(Counts({}), row, role, [event], [sides], Cutoffs())
    assert {one.value: one.rule for one in event.countries} == chosen
    assert {one.because for one in event.countries if one.rule} <= {"“trilateral” = 3 sides"}


def test_the_parties_of_an_event_are_a_set():
    event = Found((1, 1), "meeting", 0.9, countries=[Choice("ARL", 0.9), Choice("BLM", 0.8)])
    assert event.parties == {"BLM", "ARL"}
    assert event.place.value == UNTOLD
