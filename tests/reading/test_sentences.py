"""Where sentences end: the same place for statements, triggers, dates and what was taken from another article."""

import pytest

from dateline.ingest.twins import Text, reused
from dateline.reading.frame import words_of
from dateline.reading.phrases import paragraphs_of
from dateline.reading.times.resolve import grammar, tenses
from dateline.reading.words import sentences_of

TEXTS = [
    "Arland said so. Belmar did not.",
    "It was Vice Adm. Ines Maren who came. Belmar saw Messrs. Ruh and Viik.",
    "Supt. Maren left with Lieut. Ruh. Cmdre. Viik stayed.",
    "It was J. B. Maren who told the U.S. Navy. Belmar did not.",
    "Maren said no. Belmar sat. Corva did.",
    "They met on Sat. Sept. 5 in St. Arden. Belmar left.",
]


def by_words(text):
    words = words_of(text)
    numbers = sentences_of(words).tolist()
    return [start for start, now, before in zip(words.starts, numbers, [-1, *numbers], strict=False) if now != before]


def by_phrases(text):
    return [sentence[0].start for paragraph in paragraphs_of(text, [], [], []) for sentence in paragraph]


def by_dates(text):
    tokens = grammar().lexer.cut(text)
    return sorted({tokens.starts[tenses().sentence(tokens, i)[0]] for i in range(len(tokens.words))})


@pytest.mark.parametrize("text", TEXTS)
def test_a_statement_a_trigger_and_a_date_have_one_sentence(text):
    assert by_words(text) == by_phrases(text) == by_dates(text)


def test_what_was_taken_is_cut_where_others_are():
    sentence = "Arland's envoy was met at the old pier by Gen. Ruh and by five of the harbour's seven pilots."
    (taken,) = reused([Text("a", sentence), Text("b", f"Belmar did not. {sentence} It rained.")])
    assert taken.at.of(f"Belmar did not. {sentence} It rained.") == sentence
