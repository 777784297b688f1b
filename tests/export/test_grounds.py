"""Nothing in an export lacks the words of an article or the signature of a person."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings

from dateline.desk.read import as_is, read
from dateline.errors import ArticleError
from dateline.export.columns import COLUMNS, Type, row_of
from dateline.export.grounds import NOTE, TRIGGER, Ground, grounds_of
from dateline.model.claim import Reading
from dateline.model.codec import EVENTS
from dateline.model.event import Event, Field, Said
from dateline.model.kept import Kept, Source, keys_of
from tests import make
from tests.export import made

EXAMPLES = Path(__file__).parents[2] / "examples"
OWN_WORDS = {column.name for column in COLUMNS if column.field} - {"topics", "duration", "status_why"}
"""Columns whose values have words of their own; topics are read from the whole sentence, a length from its dates."""


def is_sound(ground: Ground) -> bool:
    """Whether somebody can be asked for it: characters of an article, a ruling, or a signed note."""
    words = ground.at is not None and ground.article is not None
    return words or ground.judgement is not None or (ground.of == NOTE and bool(ground.words))


def lacking(event: Event) -> list[str]:
    """The columns whose value has no ground, or an unsound one."""
    told = {name: value for name, value in row_of(event).items() if value not in (None, ())}
    return [name for name in told if not (why := grounds_of(event, name)) or not all(map(is_sound, why))]


def test_a_value_leads_to_the_words_that_gave_it():
    (ground,) = grounds_of(made.event(), "start")
    assert (ground.words, ground.at, ground.article, ground.rule) == (
        "Saturday",
        make.span("Saturday"),
        "a1",
        "times.weekday@1",
    )


def test_of_sources_that_disagree_only_those_are_named_that_say_what_is_shown():
    other = made.kept("k2", make.claim(mode="call"), made.source("a2"))
    third = made.kept("k3", make.claim(), made.source("a3"))
    assert {ground.article for ground in grounds_of(made.event(made.kept(), other, third), "mode")} == {"a1", "a3"}


def test_what_a_person_ruled_leads_to_the_ruling():
    event = made.event()
    event.fields["name"] = Field(
        name="name", shown="Long Wave", said=(Said(value="Long Wave", judgement="j1"),), rule="judgement"
    )
    assert [(ground.judgement, ground.at) for ground in grounds_of(event, "name")] == [("j1", None)]


def test_a_value_that_nobody_said_has_no_ground():
    event = made.event()
    event.fields["name"] = Field(name="name", shown="Long Wave", said=(), rule="representative@1")
    assert lacking(event) == ["name"]


@settings(max_examples=15)
@given(made.events())
def test_every_value_of_any_event_has_a_ground(event: Event):
    assert lacking(event) == []


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    found = [one for one in read([EXAMPLES], as_is) if not isinstance(one, ArticleError)]
    assert found
    return found


def as_events(readings: Sequence[Reading]) -> list[Event]:
    """Every claim of some readings as an event of its own."""
    return [made.event(kept) for reading in readings for kept in _kept(reading) if kept.claim.modality in EVENTS]


def _kept(reading: Reading) -> list[Kept]:
    article = reading.article
    source = Source(key=article.key or article.id, id=article.id, added=made.SEEN, published=article.published)
    keys = keys_of(source.key, reading.claims)
    return [
        Kept(key=key, claim=c, source=source, first_seen=made.SEEN) for key, c in zip(keys, reading.claims, strict=True)
    ]


@pytest.mark.model
def test_every_value_that_the_reader_reads_of_the_sample_articles_has_words_of_its_own(readings: list[Reading]):
    events = as_events(readings)
    assert len(events) > 20
    for event in events:
        assert lacking(event) == []
        for name, value in row_of(event).items():
            if name in OWN_WORDS and value not in (None, ()):
                assert TRIGGER not in {ground.of for ground in grounds_of(event, name)}, (name, value)


@pytest.mark.model
def test_every_one_of_several_has_words_of_its_own(readings: list[Reading]):
    lists = [column.name for column in COLUMNS if column.type is Type.TEXTS and column.name in OWN_WORDS]
    for event in as_events(readings):
        for name in lists:
            assert set(row_of(event)[name]) == {ground.value for ground in grounds_of(event, name)}, name


@pytest.mark.model
def test_the_words_of_every_ground_stand_in_the_article_where_it_says(readings: list[Reading]):
    texts = {reading.article.key or reading.article.id: reading.article.text for reading in readings}
    for event in as_events(readings):
        for name in row_of(event):
            for ground in grounds_of(event, name):
                assert ground.article
                assert ground.at
                assert ground.at.of(texts[ground.article]) == ground.words
