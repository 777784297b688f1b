from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.desk.counts import By, counts
from dateline.model.day import Grain
from dateline.model.kept import Source
from tests import make
from tests.export import made

ADDED = datetime(2024, 6, 10, tzinfo=UTC)


def source(key: str, published: date | None = date(2024, 6, 3), **more: Any) -> Source:
    return Source(key=key, id=key, added=ADDED, published=published, publisher="Northern Wire", **more)


def event(day: date | None, *sources: Source, grain: Grain = Grain.DAY, last: date | None = None, **more: Any) -> Any:
    """An event, told by these articles."""
    days = make.days(day, last, grain) if day else None
    kept = made.kept(claim=make.claim(days=days, **more))
    told_by = sources or (source("a"),)
    return made.event(*(replace(kept, key=f"{kept.key[:-2]}{at:02}", source=one) for at, one in enumerate(told_by)))


def totals(found: Any) -> dict[str, int]:
    return {part.key: part.total for part in found.parts}


def test_an_event_counts_in_the_month_in_which_it_began():
    found = counts([event(date(2024, 6, 30), last=date(2024, 7, 2))], (), By.MONTH)
    assert totals(found) == {"2024-06": 1}


def test_one_that_may_have_begun_in_either_of_two_is_in_none_and_is_counted():
    months = counts([event(date(2024, 6, 15), grain=Grain.MONTH, last=date(2024, 7, 15))], (), By.MONTH)
    assert (totals(months), months.unplaced, months.whole.total) == ({}, 1, 1)
    assert counts([event(None)], (), By.YEAR).unplaced == 1


def test_a_month_that_is_told_no_finer_is_a_month():
    whole = event(date(2024, 6, 1), grain=Grain.MONTH, last=date(2024, 6, 30))
    assert totals(counts([whole], (), By.MONTH)) == {"2024-06": 1}


def test_months_between_stand_there_with_nothing_in_them():
    found = counts([event(date(2023, 11, 5)), event(date(2024, 2, 5))], (), By.MONTH)
    assert totals(found) == {"2023-11": 1, "2023-12": 0, "2024-01": 0, "2024-02": 1}


@pytest.mark.parametrize("by", [By.MONTH, By.YEAR])
def test_a_long_while_without_anything_is_left_out_to_the_ends_of_time(by):
    found = counts([event(date(1, 1, 2)), event(date(2024, 2, 5)), event(date(9999, 12, 30))], (), by)
    assert [part.total for part in found.parts] == [1, 1, 1]


def test_articles_count_once_and_those_of_one_story_are_one_independent_source():
    told_by = (source("a", story="a"), source("b", story="a"), source("c", story="c"))
    found = counts([event(date(2024, 6, 1), *told_by), event(date(2024, 6, 2), told_by[0])], told_by, By.YEAR)
    (part,) = found.parts
    assert (part.total, part.articles, part.independent) == (2, 3, 2)
    assert (part.read.articles, part.read.independent, part.read.publishers) == (3, 2, 1)


def test_coverage_counts_what_was_read_whether_or_not_it_tells_of_an_event():
    read = (source("a"), source("b", date(2022, 1, 1)), source("c", None))
    found = counts([event(date(2024, 6, 1), read[0])], read, By.YEAR)
    assert {part.key: part.read.articles for part in found.parts} == {"2022": 1, "2023": 0, "2024": 1}
    assert (found.undated, found.whole.read.articles) == (1, 3)


def test_an_event_of_two_parties_counts_for_both_but_once_in_the_whole():
    found = counts([event(date(2024, 6, 1)), event(date(2024, 6, 2), countries=("ARL",))], (), By.PARTY)
    assert totals(found) == {"ARL": 2, "BLM": 1}
    assert (found.whole.total, found.whole.articles) == (2, 1)


@given(st.lists(st.tuples(make.any_days(), st.sampled_from(["meeting", "visit"])), max_size=8))
def test_every_event_is_in_one_part_or_unplaced(told):
    events = [made.event(made.kept(claim=make.claim(days=days, kind=kind))) for days, kind in told]
    for by in (By.MONTH, By.YEAR, By.TYPE, By.STATUS):
        found = counts(events, (), by)
        assert sum(totals(found).values()) + found.unplaced == len(events)
        assert len({part.key for part in found.parts}) == len(found.parts)
