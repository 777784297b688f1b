import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.ingest.twins import Shingles, Text, reused, shares, twins
from tests.shared import needs

STORY = (
    "Arland's defence minister Ines Maren met her Belmar counterpart Tomas Ruh in Arden on Saturday for two hours of "
    "talks on the shared fishing grounds, the ministry said. The two agreed to hold a naval exercise every second year "
    "and to name liaison officers before the end of autumn. Maren told reporters that the visit had been long in the "
    "making. It was the first by a Belmar minister since the bridge over the Sund was opened last spring."
)
OTHER = (
    "Parliament in Corva voted late on Tuesday to send forty more engineers to the mission in the highlands, after a "
    "debate of nine hours in which the opposition asked again and again what the first forty had built in two winters."
)
DAY = date(2024, 6, 3)


def text(key, words=STORY, published=DAY):
    return Text(key, words, published)


def test_a_copy_under_another_masthead_is_a_twin_of_the_first():
    copy = f"ARDEN, June 3 (NWA) – {STORY.replace('’', chr(39)).upper()} (Reporting by A. Hand)"
    assert twins([text("b", copy, DAY + timedelta(days=1)), text("a"), text("c", OTHER)]) == {
        "a": "a",
        "b": "a",
        "c": "c",
    }


def test_blanks_within_a_text_keep_nobody_waiting():
    blanks = [text("a", f"{STORY[:-1]}{' ' * 400_000}at last. {OTHER}"), text("b", STORY)]
    assert {reuse.article for reuse in reused(blanks)} == {"b"}


def test_an_article_that_prints_one_sentence_is_no_twin():
    first = STORY[: STORY.index(". ") + 1]
    assert twins([text("a"), text("b", f"{OTHER} {first}")]) == {"a": "a", "b": "b"}


def test_twins_of_twins_are_of_one_story():
    halves = STORY.split(". ")
    shorter, shortest = ". ".join(halves[:3]), ". ".join(halves[:2])
    found = twins([text("a"), text("b", shorter), text("c", shortest)])
    assert found["b"] == "a"
    assert Shingles(shortest).is_twin(Shingles(shorter)) == (found["c"] == "a")


def test_the_same_form_filled_in_a_year_later_is_no_twin():
    assert twins([text("a"), text("b", published=DAY.replace(year=2025))]) == {"a": "a", "b": "b"}


@given(order=st.permutations([text("a"), text("b"), text("c", OTHER), text("d", ""), text("e", "short")]))
def test_the_order_of_arrival_does_not_matter(order):
    assert twins(order) == {"a": "a", "b": "a", "c": "c", "d": "d", "e": "e"}


@given(words=st.lists(st.text(max_size=80), max_size=6))
def test_every_article_has_a_story_whatever_its_text(words):
    texts = [text(f"k{number}", one, None) for number, one in enumerate(words)]
    found = twins(texts)
    assert set(found) == {one.key for one in texts}
    assert all(found[story] == story for story in found.values())
    assert list(reused(texts)) == list(reused(reversed(texts)))


def test_a_sentence_that_another_article_had_first_is_found_with_its_place():
    sentence = f"{STORY.split('. ')[1]}."
    later = text("b", f"{OTHER}\n{sentence}", DAY + timedelta(days=1))
    (reuse,) = reused([later, text("a")])
    assert (reuse.article, reuse.first) == ("b", "a")
    assert reuse.at.of(later.text) == sentence
    assert reuse.first_at.of(STORY) == sentence
    assert shares([reuse]) == {"b": frozenset({"a"})}


def test_a_sentence_taken_in_good_part_is_found():
    taken = (
        "Both sides, it is said, agreed to hold a naval exercise every second year and to name liaison officers soon."
    )
    assert [one.first for one in reused([text("a"), text("b", taken, DAY + timedelta(days=1))])] == ["a"]


@pytest.mark.parametrize("words", ["The ministers met in Arden on Saturday.", "He thanked her.", ""])
def test_short_sentences_are_anybodys(words):
    assert not list(reused([text("a", words), text("b", words, DAY + timedelta(days=1))]))


def test_the_agency_story_took_its_sentence_from_the_wire():
    seed = json.loads(needs("gold", "dev", "articles", "seed.json").read_text(encoding="utf-8"))["text"]
    words = seed.split()
    at = next(number for number, word in enumerate(words) if "INDRA" in word)
    wire = text(
        "wire",
        f"The talks will come as the navies prepare for {' '.join(words[at - 14 : at + 9])} {OTHER}",
        date(2020, 9, 2),
    )
    (found,) = reused([text("seed", seed, date(2020, 9, 4)), wire])
    assert (found.article, found.first) == ("seed", "wire")
    assert "INDRA" in found.at.of(seed)
