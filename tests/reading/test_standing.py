"""How candidates stand to a trigger, and what the whole article tells of each value."""

import numpy as np

from dateline.reading.candidates import of_countries
from dateline.reading.frame import words_of
from dateline.reading.standing import relations, value_features
from tests.reading import small_book

TEXT = "Arland's Ines Maren met Tomas Ruh of Belmar in Arden. They left.\nCorvia stayed away."


def test_how_an_occurrence_stands_to_a_trigger():
    frame = small_book.frame(TEXT)
    occurrences = of_countries(frame.words, frame.mentions, set())
    trigger = frame.words.texts.index("met")
    near, far = (frame.words.texts.index(word) for word in ("Belmar", "Corvia"))
    rows = relations((trigger, trigger), occurrences, frame.words)
    told = {o.first: row for o, row in zip(occurrences, rows, strict=True)}
    before, after, away = told[0], told[near], told[far]
    assert before[0] < after[0] < away[0]  # steps of the distance, from far before to far behind
    assert [before[1], after[1], away[1]] == [4, 4, 6]  # sentences apart, 4 in the middle
    assert [before[2], after[2], away[2]] == [1, 5, 7]  # nearest on its side first: 1 before, from 5 on behind
    assert [int(before[5]), int(away[5])] == [3, 0]  # in the first sentence and the trigger's paragraph; in neither


def test_nothing_stands_to_a_trigger_where_there_is_nothing():
    assert relations((0, 0), [], words_of("met")).shape == (0, 6)


def test_what_the_whole_article_tells_of_a_value():
    frame = small_book.frame(TEXT)
    occurrences = of_countries(frame.words, frame.mentions, set())
    told = value_features(["ARL", "BLM", "COR"], occurrences, frame.words, {"COR"})
    assert np.allclose(np.expm1(told[:, 0]), [2, 1, 1])  # namings
    assert np.allclose(told[:, 1], [0.5, 0.25, 0.25])  # their share
    assert told[:, 2].tolist() == [0, 0, 1]  # favoured
    assert told[:, 3].tolist() == [1, 1, 0]  # named in the first sentence
    assert told[:, 4].tolist() == [1, 0, 0]  # named first of all
