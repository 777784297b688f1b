"""Whole articles: what holds of every reading, and the story that the project began with."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.evaluate.pairing import same_name
from dateline.model import codec
from dateline.model.article import Article
from dateline.model.mention import Modality
from dateline.model.span import Span
from dateline.reading.reader import Reader
from tests.shared import needs

pytestmark = pytest.mark.model

STORY = (
    "ARDEN, June 1 (NWA) - Belgian Defence Minister Ines Maren met her Chilean counterpart Tomas Ruh in Lima on"
    " Saturday.\n\n“We agreed to hold a naval exercise every second year,” Maren said after the talks. The two"
    " ministers will meet again in Santiago in November, and Ruh invited her to visit Chile next year."
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def story(text: str = STORY, published: date | None = date(2024, 6, 3)) -> Article:
    return Article(id="n01", text=text, published=published, publisher="Northern Wire", title="Ministers meet")


def test_the_same_article_gives_the_same_bytes(reader):
    assert codec.to_line(reader.read(story())) == codec.to_line(reader.read(story()))


def test_every_value_can_be_walked_back_to_the_characters_that_gave_it(reader):
    reading = reader.read(story())
    assert reading.claims
    for claim in reading.claims:
        assert claim.evidence
        for why in claim.evidence:
            assert why.at.of(STORY) == why.words
            assert why.rule
        assert {w.field for w in claim.evidence} >= {"type", "status"}
        assert all({"countries"} <= {w.field for w in claim.evidence} for _ in claim.countries)
    for mention in reading.mentions:
        assert mention.at.of(STORY) == mention.words
    for time in reading.times:
        assert time.at.of(STORY) == time.words
    for statement in reading.statements:
        assert statement.at.of(STORY) == statement.words


def test_a_meeting_is_read_with_who_and_when(reader):
    claims = reader.read(story()).claims
    met = next(c for c in claims if c.kind == "meeting" and c.modality is Modality.HELD)
    assert set(met.countries) == {"BEL", "CHL"}
    assert set(met.people) == {"Ines Maren", "Tomas Ruh"}
    assert met.days is not None
    assert met.days.coded() == ("2024-06-01", None)


def test_without_any_date_nothing_is_counted_from_today(reader):
    text = STORY.replace("ARDEN, June 1 (NWA) - ", "")
    reading = reader.read(story(text, None))
    assert all(t.days is None for t in reading.times if t.words == "on Saturday")
    assert any("--published" in w for w in reading.warnings)
    assert not any(c.days and c.days.earliest_start.year == date.today().year for c in reading.claims)  # noqa: DTZ011


def test_another_language_is_flagged_and_not_coded(reader):
    text = "Der Verteidigungsminister hat sich am Montag mit seinem Amtskollegen in Berlin getroffen. " * 4
    reading = reader.read(story(text))
    assert reading.language == "de"
    assert not reading.claims
    assert reading.warnings


def test_a_document_for_matchers_has_the_text_and_a_tree_a_sentence(reader):
    doc = reader.parse(story())
    assert doc.text == STORY
    assert doc.has_annotation("DEP")
    assert [t.lemma_ for t in doc if t.text == "met"] == ["meet"]
    assert sum(t.head == t and not t.is_space for t in doc) == len(list(doc.sents))


@settings(max_examples=60)
@given(st.text(max_size=400), st.none() | st.dates(date(1990, 1, 1), date(2030, 1, 1)))
def test_no_text_makes_the_reader_stumble(reader, text, published):
    reading = reader.read(story(text, published))
    for claim in reading.claims:
        assert all(w.at.of(text) == w.words for w in claim.evidence)


pieces = st.sampled_from([
    "met", "in Moscow", "on Thursday", "Indian", "Russia", "Gen. Maren", "“", "”", "\n\n", ",", ".", "visited", "NATO",
    "the two sides", "signed", "will", "2020-09-04", "four-day", "\u202e", "\ufffd", "\U0001d510et", "ministers",
    "separately", "A", "and", "the exercise", "began",
])  # fmt: skip


@settings(max_examples=60)
@given(st.lists(pieces, max_size=60))
def test_words_of_the_field_in_any_order_make_no_reader_stumble(reader, words):
    text = " ".join(words)
    reading = reader.read(story(text))
    assert reading == reader.read(replace(story(text)))
    assert all(Span(0, len(text)).covers(c.trigger) for c in reading.claims)


def test_the_story_that_the_project_began_with_is_read_whole(reader):
    folder = needs("gold", "dev")
    raw = json.loads((folder / "articles" / "seed.json").read_text(encoding="utf-8"))
    gold = json.loads((folder / "codings" / "seed.json").read_text(encoding="utf-8"))
    article = Article(
        id="seed",
        text=raw["text"],
        published=date.fromisoformat(raw["published"]),
        publisher=raw["publisher"],
        title=raw.get("title"),
    )
    found = codec.to_json(reader.read(article))

    def told(events):
        keys = ("type", "status", "start", "end")
        return sorted([*(str(e[k]) for k in keys), *sorted(e["countries"])] for e in events)

    assert told(found["events"]) == told(gold["events"])
    pairs = list(zip(found["quotations"], gold["quotations"], strict=True))
    assert all(
        ours["text"] == theirs["text"] and same_name(ours["speaker"], theirs["speaker"]) for ours, theirs in pairs
    )


def test_what_was_put_off_is_told_twice_with_the_same_parties_in_the_same_roles(reader):
    text = (
        "OSLO, June 3 - The Japanese defence minister's visit to Norway, due on Wednesday, was put off to September 15."
    )
    first, second = reader.read(story(text)).claims
    assert [(one.modality.value, one.kind) for one in (first, second)] == [("cancelled", "visit"), ("planned", "visit")]
    assert first.participants == second.participants
    assert {(p.country, p.role) for p in first.participants} == {("JPN", "visitor"), ("NOR", "host")}
