"""Curves of confidence: what fits them, and how their errors are measured."""

import random
from importlib import import_module

import pytest

from dateline.joining.confidence import Curve

calibrate, shown = map(import_module, ("calibrate", "shown"))  # beside one another in training/; neither needs torch


def examples(curve, number):
    """Values that are right as often as a curve says."""
    chance = random.Random(1)  # noqa: S311  (no secret hangs on it)
    scores = [chance.uniform(0.05, 0.95) for _ in range(number)]
    return [shown.Example(f"n{i % 50}", score, chance.random() < curve.at(score, 1)) for i, score in enumerate(scores)]


def test_a_curve_is_found_again_from_what_it_made():
    bias, slope = calibrate.fit(examples(Curve(-0.5, 0.6, 0.0), 4000))
    assert bias == pytest.approx(-0.5, abs=0.15)
    assert slope == pytest.approx(0.6, abs=0.15)


def test_of_no_examples_the_curve_is_the_readers_own_score():
    assert calibrate.fit([]) == (0.0, 1.0)


def test_examples_that_are_all_right_give_a_curve_all_the_same():
    bias, _ = calibrate.fit([shown.Example("n1", 0.9, right=True)] * 500)
    assert 0 < bias < 10


def test_the_error_is_what_likelihoods_and_shares_lie_apart():
    assert calibrate.error([(0.85, True)] * 85 + [(0.85, False)] * 15) == 0.0
    assert calibrate.error([(0.95, False)] * 10) == 0.95


def test_values_left_out_are_said_of_by_a_curve_that_has_not_seen_them():
    told = examples(Curve(0.0, 1.0, 0.0), 500)
    said = calibrate.left_out(told)
    assert len(said) == len(told)
    assert calibrate.error(said) <= calibrate.by_chance(said) + 0.05


@pytest.mark.parametrize(
    ("field", "value", "right"),
    [
        ("countries", ["BLM", "ARL"], True),
        ("countries", ["ARL"], False),
        ("people", ["Ines K. Maren"], True),
        ("place", {"name": "Port of Corva"}, True),
        ("place", None, False),
        ("name", None, True),
        ("mode", "official", False),
    ],
)
def test_a_value_is_right_as_the_scorer_has_it(field, value, right):
    truth = {
        "countries": ["ARL", "BLM"],
        "people": ["Ines Maren"],
        "place": {"name": "Corva", "country": "BLM"},
        "name": None,
        "mode": "port_call",
    }
    assert shown.is_right(field, value, truth) is right
