"""The arithmetic of the heads."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import ModelError
from dateline.reading.heads import MODES, MODES_OF, Heads, gelu, log_softmax, log_sum, sigmoid

numbers = st.lists(st.floats(-8, 8, width=32), min_size=1, max_size=20)


@given(numbers)
def test_the_unit_is_the_exact_one(values):
    exact = [v * (1 + math.erf(v / math.sqrt(2))) / 2 for v in values]
    assert np.allclose(gelu(np.array(values, np.float32)), exact, atol=2e-6)


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


def test_other_weights_than_the_named_ones_are_refused(tmp_path):
    file = tmp_path / "heads.npz"
    file.write_bytes(b"something else")
    with pytest.raises(ModelError, match="digest"):
        Heads.load(file, sha256="0" * 64)
    with pytest.raises(ModelError, match="cannot be read"):
        Heads.load(tmp_path / "none.npz", sha256="0" * 64)
