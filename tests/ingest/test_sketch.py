from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.sketch import Sketch
from dateline.ingest.twins import Shingles, Text

DAY = date(2024, 6, 3)
WORDS = st.lists(st.sampled_from(["met", "left", "spoke", "Arden", "Corva", "ministers", "ships", "of"]), max_size=40)
TEXTS = WORDS.map(" ".join)


def sketch(text, published=DAY):
    return Sketch.of(Text("k", text, published))


@given(one=TEXTS, other=TEXTS)
def test_copies_are_those_that_the_words_tell(one, other):
    assert sketch(one).is_copy(sketch(other)) == Shingles(one).is_twin(Shingles(other))


@given(text=TEXTS, published=st.none() | st.dates())
def test_a_sketch_comes_back_from_its_mark(text, published):
    made = sketch(text, published)
    again = Sketch.unpacked("k", made.packed)
    assert again.text == Text("k", "", published)
    assert np.array_equal(again.numbers, made.numbers)


def test_the_same_words_months_apart_are_no_copy():
    text = "The ministers met in Arden and spoke of ships, as they had before."
    near, far = (sketch(text, DAY + timedelta(days=days)) for days in (30, 31))
    assert sketch(text).is_copy(near)
    assert not sketch(text).is_copy(far)


def test_copies_share_a_band_and_a_text_without_words_has_none():
    words = [f"word{number}" for number in range(200)]
    cut = " ".join(words[:140])
    assert set(sketch(" ".join(words)).bands) & set(sketch(cut).bands)
    assert sketch("…").bands == ()
