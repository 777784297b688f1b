"""The arithmetic of the heads."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading import heads as heads_module
from dateline.reading.heads import MODES, MODES_OF, TYPES, Heads, Pairing, Role, gelu, log_softmax, log_sum, sigmoid

numbers = st.lists(st.floats(-8, 8, width=32), min_size=1, max_size=20)


@given(numbers)
def test_the_unit_is_the_exact_one(values):
    exact = [v * (1 + math.erf(v / math.sqrt(2))) / 2 for v in values]
    assert np.allclose(gelu(np.array(values, np.float32)), exact, atol=2e-6)


def test_the_unit_of_many_rows_is_that_of_each():
    rows = np.random.default_rng(3).normal(0, 3, (150, 7)).astype(np.float32)
    assert np.array_equal(gelu(rows), np.stack([gelu(row[None])[0] for row in rows]))


@given(numbers)
def test_probabilities_sum_to_one(values):
    assert math.isclose(float(np.exp(log_softmax(np.array([values], np.float32))).sum()), 1, abs_tol=1e-5)
    assert math.isclose(
        float(log_sum(np.array([values], np.float32), 1)[0]), math.log(sum(map(math.exp, values))), abs_tol=1e-4
    )


def test_certainty_never_overflows():
    assert sigmoid(np.array([-1e9, 1e9], np.float32)).tolist() == pytest.approx([0, 1])


def test_every_mode_of_a_type_is_one_that_the_head_knows():
    assert {mode for modes in MODES_OF.values() for mode in modes} <= set(MODES)


@pytest.fixture(scope="module")
def drawn():
    """Heads of triggers and of one role, their weights drawn at random."""
    draw = np.random.default_rng(2)
    shapes = {"triggers.0": (256, 384), "triggers.3": (len(TYPES), 256)}
    shapes |= {f"scorers.place.{part}": (8, 6) for part in ("left", "right", "pair_left", "pair_right")}
    shapes |= {f"scorers.place.relations.{i}": (96, 8) for i in range(6)}
    shapes |= {"scorers.place.out": (1, 8), "scorers.place.whole": (1, 5), "untold.place.0": (4, 6)}
    shapes |= {"untold.place.3": (2, 4)}
    return Heads({f"{name}.weight": draw.normal(0, 0.1, shape).astype(np.float32) for name, shape in shapes.items()})


def test_the_words_of_a_long_article_are_scored_as_those_of_a_short_one(drawn):
    x = np.random.default_rng(3).normal(size=(1200, 384)).astype(np.float32)
    assert np.allclose(drawn.triggers(x)[700:710], drawn.triggers(x[700:710]), atol=1e-6)
    assert drawn.triggers(x[:0]).shape == (0, len(TYPES))


def test_many_triggers_are_scored_as_each_alone(drawn, monkeypatch):
    draw = np.random.default_rng(4)
    relations = draw.integers(0, 96, (7, 5, 6)).astype(np.uint8)
    mentions, t = (draw.normal(size=(n, 6)).astype(np.float32) for n in (5, 7))
    pairing = Pairing(mentions, relations, np.zeros(5, np.float32), np.arange(5), np.arange(5))
    role = Role([], ["", *"abcde"], np.arange(1, 6), np.zeros((6, 5), np.float32))
    together = drawn.scores("place", t, role, pairing)
    monkeypatch.setattr(heads_module, "_PAIRS", 1)
    assert np.allclose(drawn.scores("place", t, role, pairing), together, atol=1e-6)
