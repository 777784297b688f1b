import json
import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.quotations import quoted
from tests.shared import needs


def stretches(text: str) -> list[str]:
    return [span.of(text) for span in quoted(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('"We go home today," Maren said.', ["We go home today,"]),
        ("“We go home today,” Maren said.", ["We go home today,"]),
        ("«We go home today», Maren said.", ["We go home today"]),
        ("„We go home today“, Maren said.", ["We go home today"]),
        ("``We go home today,'' Maren said.", ["We go home today,"]),
        ("‘We go home today,’ Maren said.", ["We go home today,"]),
        ("'We go home today,' Maren said.", ["We go home today,"]),
        ("Maren, “ We go ”, said.", ["We go"]),
    ],
)
def test_every_kind_of_mark_holds_speech(text: str, found: list[str]) -> None:
    assert stretches(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Arland's ministers met Belmar’s; the soldiers' camp and the ministers’ talks were near.",
        "It was the talk o' the town in the '90s, and 'twas said twice.",
        'The gun has a 12" barrel.',
        'Maren said it" and left.',
        "‘Abd al-Rahim came by himself.",
    ],
)
def test_apostrophes_elisions_inches_and_orphans_open_nothing(text: str) -> None:
    assert stretches(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("\"He told me 'we go now' and went,\" she said.", ["He told me 'we go now' and went,"]),
        ("“He told me “we go now” and went,” she said.", ["He told me “we go now” and went,"]),
        ("‘He told me “we go now” and went,’ she said.", ["He told me “we go now” and went,"]),
        ('"The "axis" of peace," she said.', ['The "axis" of peace,']),
    ],
)
def test_speech_inside_speech_belongs_to_the_outer_stretch(text: str, found: list[str]) -> None:
    assert stretches(text) == found


def test_single_marks_close_behind_possessives_of_plurals() -> None:
    text = "‘The soldiers’ wives are waiting at the gate,’ she said."
    assert stretches(text) == ["The soldiers’ wives are waiting at the gate,"]


def test_speech_over_paragraphs_is_one_stretch_a_paragraph() -> None:
    text = "“We came in the night.\n\n“We went in the morning,” she said.\n\nNobody saw them."
    assert stretches(text) == ["We came in the night.", "We went in the morning,"]


def test_speech_that_goes_on_without_a_new_mark_is_found_in_both_paragraphs() -> None:
    text = "“We came in the night.\n\nWe went in the morning,” she said."
    assert stretches(text) == ["We came in the night.", "We went in the morning,"]


def test_a_missing_mark_spoils_its_own_paragraph_alone() -> None:
    text = 'She said: "We came in the night.\n\nIt rained. "We went," she said.'
    assert stretches(text) == ["We came in the night.", "We went,"]


def test_a_line_broken_to_fit_a_screen_does_not_end_speech() -> None:
    text = '"We came in the night and\nwent in the morning," she said.'
    assert stretches(text) == ["We came in the night and\nwent in the morning,"]


def test_an_inch_inside_speech_does_not_close_it() -> None:
    assert stretches('"It has a 12" gun and a mast," she said.') == ['It has a 12" gun and a mast,']


def test_marks_around_a_name_hold_a_short_stretch() -> None:
    assert stretches('The "Calm Sea-3" drill ended.') == ["Calm Sea-3"]


@given(st.text(alphabet=st.sampled_from("ab .,\n\"'“”‘’«»`„5s"), max_size=80))
def test_stretches_never_overlap_and_come_in_order(text: str) -> None:
    spans = quoted(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(span.of(text).strip() for span in spans)


@given(st.text(max_size=200))
def test_no_text_is_too_strange(text: str) -> None:
    assert quoted(text) == quoted(text)


@pytest.mark.parametrize("text", ['"' * 20_000, "'a " * 20_000, "“a " * 20_000, '"a\n' * 10_000])
def test_marks_alone_take_no_time_that_grows_with_their_square(text: str) -> None:
    start = time.process_time()
    quoted(text)
    assert time.process_time() - start < 2


def test_quotations_of_coded_articles_stand_where_they_were_coded() -> None:
    folder = needs("gold", "train")
    hits = total = 0
    for path in sorted((folder / "codings").glob("*.json")):
        coded = json.loads(path.read_text(encoding="utf-8"))["quotations"]
        text = json.loads((folder / "articles" / path.name).read_text(encoding="utf-8"))["text"]
        found = {span.of(text).rstrip(",") for span in quoted(text)}
        total += len(coded)
        hits += sum(quotation["text"].rstrip(",") in found for quotation in coded)
    assert hits >= 0.99 * total
