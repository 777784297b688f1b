"""Readings told of other names, countries and days, all of them in their places."""

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.desk.readings import reading_of, row_of
from dateline.ingest.twins import Shingles
from dateline.model.claim import Evidence
from tests import make
from training.elsewhere import Elsewhere, frequent

CODES = ("ARL", "BLM", "CRV", "DRN")


def within(value: Any):
    """All values in a value."""
    yield value
    if isinstance(value, tuple):
        for one in value:
            yield from within(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from within(getattr(value, one.name))


@given(reading=make.readings(), number=st.integers(0, 50))
def test_words_stand_there_where_they_stood_here(reading, number):
    text = reading.article.text
    told = Elsewhere(number, CODES).reading(reading)
    assert len(told.article.text) == len(text)
    here, there = ([one for one in within(which) if hasattr(one, "words")] for which in (reading, told))
    assert [one.at for one in there] == [one.at for one in here]
    assert all(one.words == one.at.of(told.article.text) for one in there)


@given(reading=make.readings(), number=st.integers(0, 50))
def test_a_reading_of_elsewhere_is_written_and_comes_back(reading, number):
    told = Elsewhere(number, CODES).reading(reading)
    assert reading_of(row_of(told)) == told


@pytest.fixture
def two():
    """One reading, as two worlds tell it."""
    return [Elsewhere(number, CODES).reading(make.reading()) for number in (1, 2)]


def test_copies_are_no_twins_and_no_versions_of_one_another(two):
    here, one, other = make.reading().article, *(reading.article for reading in two)
    assert len({here.key, one.key, other.key}) == len({here.id, one.id, other.id}) == 3
    shingles = [Shingles(article.text) for article in (here, one, other)]
    assert not any(shingles[n].is_twin(shingles[n - 1]) for n in range(3))


def test_copies_tell_other_days_and_other_people(two):
    one, other = (reading.claims[0] for reading in two)
    assert not one.days.shares_a_day(other.days)
    assert not set(one.people) & set(other.people)
    assert one.kind == other.kind == make.claim().kind


def test_all_days_of_a_world_lie_as_much_earlier(two):
    before: Any = make.reading()
    for told in two:
        back = before.article.published - told.article.published
        assert back.days > 0
        assert before.claims[0].days.earliest_start - told.claims[0].days.earliest_start == back
        assert before.opening.day - told.opening.day == back
        assert date.fromisoformat(before.times[0].anchor) - date.fromisoformat(told.times[0].anchor) == back


def test_countries_change_places_in_all_fields_alike(two):
    for told in two:
        country = told.opening.country
        assert country in CODES
        assert told.people[0].country == country
        assert told.mentions[1].country == country


def test_a_name_is_told_alike_wherever_it_stands():
    text = "Ines Maren spoke. Maren left."
    told = Elsewhere(3).words(text)
    assert told.count(Elsewhere(3).words("Maren")) == 2
    assert "Maren" not in told


def test_words_that_are_kept_stay():
    told = Elsewhere(3, kept={"monday", "spoke", "of", "arland"}).words("On Monday Maren spoke of Arland")
    assert told.split()[1::2] == ["Monday", "spoke", "Arland"]
    assert "Maren" not in told


def test_words_of_the_codebook_stay():
    evidence = tuple(Evidence(field=field, value="meeting", at=make.span("met"), words="met", rule="r@1")
                     for field in ("type", "mode", "status"))  # fmt: skip
    for number in range(3):
        told = Elsewhere(number).reading(make.reading(claims=(make.claim(evidence=evidence),)))
        assert {one.value for one in told.claims[0].evidence} == {"meeting"}


def test_the_same_world_is_the_same_and_few_countries_have_most_claims_in_all():
    assert Elsewhere(7, CODES).reading(make.reading()) == Elsewhere(7, CODES).reading(make.reading())
    first = [Elsewhere(number, CODES).reading(make.reading()).mentions[1].country for number in range(60)]
    assert first.count("ARL") > first.count("DRN") > 0


def test_countries_are_told_the_most_frequent_first():
    readings = [make.reading(claims=(make.claim(countries=codes),)) for codes in (("ARL", "BLM"), ("BLM",), ("CRV",))]
    assert frequent(readings) == ["BLM", "ARL", "CRV"]
