"""Trees from scores."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from dateline.reading.trees import cycle_in, tree_of

scores = st.integers(1, 12).flatmap(
    lambda n: arrays.arrays(np.float32, (n, n + 1), elements=st.floats(-9, 9, width=16))
)


@given(scores)
def test_every_word_reaches_one_root(held):
    heads = tree_of(held)
    assert heads.count(0) == 1
    assert not cycle_in(heads)
    assert all(head != i + 1 for i, head in enumerate(heads))


def test_the_tree_is_the_best_there_is():
    rng = np.random.default_rng(7)
    for _ in range(60):
        n = int(rng.integers(1, 5))
        held = rng.normal(size=(n, n + 1)).astype(np.float32)
        every = [
            sum(held[i, h] for i, h in enumerate(heads))
            for heads in product(range(n + 1), repeat=n)
            if heads.count(0) == 1 and not cycle_in(heads) and all(h != i + 1 for i, h in enumerate(heads))
        ]
        assert np.isclose(sum(held[i, h] for i, h in enumerate(tree_of(held))), max(every), atol=1e-4)


def test_no_words_make_no_tree():
    assert tree_of(np.zeros((0, 1), np.float32)) == []


def test_a_cycle_is_told_by_its_words():
    assert sorted(cycle_in([2, 1, 0])) == [0, 1]
