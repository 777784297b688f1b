"""Names and common nouns, as the places of a form agree on them."""

import numpy as np
import pytest

from dateline.reading.encoder import alike_all_over

PROPER, COMMON, VERB = 0, 1, 2


def tags(words: str, *leans: float) -> list[int]:
    """The tag of each word, by how much it leans to a name; a verb is never likely."""
    scores = np.array([[lean / 2, -lean / 2, -20.0] for lean in leans], np.float32)
    told: list[int] = alike_all_over(scores, words.split(), PROPER, COMMON).argmax(-1).tolist()
    return told


@pytest.mark.parametrize(
    ("words", "leans", "told"),
    [
        ("Pelican ended Pelican Pelican", (3, -9, 3, -0.5), [PROPER, COMMON, PROPER, PROPER]),
        ("pelican ended pelican pelican", (-3, -9, -3, 0.5), [COMMON, COMMON, COMMON, COMMON]),
        ("Pelican pelican", (3, -0.5), [PROPER, COMMON]),
        ("Pelican Pelican", (99, -3), [PROPER, COMMON]),
        ("Pelican", (-0.5,), [COMMON]),
    ],
    ids=["a name", "no name", "two forms", "one that is too sure of itself", "told once"],
)
def test_a_form_is_a_name_all_over_a_text_or_nowhere(words, leans, told):
    assert tags(words, *leans) == told


def test_nothing_but_names_and_nouns_changes():
    scores = np.random.default_rng(1).normal(size=(6, 3)).astype(np.float32)
    words = ["a", "b", "a", "c", "a", "b"]
    after = alike_all_over(scores, words, PROPER, COMMON)
    assert np.array_equal(after[:, VERB], scores[:, VERB])
    assert np.array_equal(after[3], scores[3])
    assert np.allclose(after[:, :2].sum(-1), scores[:, :2].sum(-1), atol=1e-5)
