"""The days that an event of an article may have."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.day import Days
from dateline.reading.candidates import UNTOLD, Kind
from dateline.reading.days import begin_alike, coded_value, days_of, extra_of, of_dates
from dateline.reading.standing import EXTRA_STEPS
from tests.reading import small_book

MONDAY = date(2024, 6, 3)
ERA = st.dates(date(1990, 1, 1), date(2040, 1, 1))


def dates(text: str, published: date | None = MONDAY) -> dict[str, list[Kind]]:
    """The values of a text's dates with their kinds, in order of first mention."""
    frame = small_book.frame(text, published=published)
    told: dict[str, list[Kind]] = {}
    for occurrence in of_dates(frame.words, frame.article, frame.times):
        told.setdefault(occurrence.value, []).append(occurrence.kind)
    return told


def test_a_day_may_be_when_it_began_or_when_it_ended():
    assert dates("They met on 1 June 2024.") == {"2024-06-01/": [Kind.DATE], "/2024-06-01": [Kind.OTHER]}


def test_a_day_and_a_length_make_stays_that_begin_and_end_on_it():
    told = dates("They came on 1 June 2024 for a four-day visit.")
    assert told["2024-06-01/2024-06-04"] == [Kind.DERIVED]
    assert told["2024-05-29/2024-06-01"] == [Kind.DERIVED]


def test_a_length_told_elsewhere_makes_no_stay():
    told = dates("They came on 1 June 2024. It rained. It was cold. A four-day visit ended.")
    assert Kind.DERIVED not in {kind for kinds in told.values() for kind in kinds}


@pytest.mark.parametrize("value", ["2024-06-01/", "2024-06-01/2024-06-04", "2024-06/", "2024/", "/2024-06-01"])
def test_a_coded_value_is_read_back_as_the_days_that_it_tells(value):
    assert coded_value(days_of(value)) == value


def test_two_months_or_two_years_bound_the_time_in_which_it_was():
    assert days_of("2024-06/2024-08") == Days.months((2024, 6), (2024, 8))
    assert days_of("2024/2026") == Days.years(2024, 2026)


@given(
    st.sampled_from([10, 7, 4]).flatmap(
        lambda length: st.tuples(*[ERA.map(lambda day: day.isoformat()[:length])] * 2).map(sorted)
    )
)
def test_a_coded_value_goes_through_days_and_back(ends):
    start, end = ends
    for value in (f"{start}/", f"/{end}", f"{start}/{end}" if start < end else f"{start}/"):
        assert coded_value(days_of(value)) == value


@given(ERA, ERA, st.integers(1, 4))
def test_whatever_a_text_tells_is_coded_as_its_value_is(one, other, number):
    first, last = sorted((one, other))
    months = (first.year, first.month), (last.year, last.month)
    for days in (
        Days.week(one), Days.season(one.year, 3 * number), Days.quarter(one.year, number), Days.through_months(*months),
        Days.through_years(first.year, last.year), Days.until(Days.month(*months[0])),
    ):  # fmt: skip
        assert coded_value(days_of(coded_value(days))) == coded_value(days)


@given(ERA, st.integers(0, 60))
def test_any_stay_is_coded_and_read_back(first, rest):
    days = Days.between(first, date.fromordinal(first.toordinal() + rest))
    assert days_of(coded_value(days)) == days


@given(st.dates(), st.none() | st.dates(), st.integers(0, 9), st.booleans())
def test_what_is_told_of_a_date_fits_its_table(day, published, reading, derived):
    assert 0 <= extra_of(Days.day(day), published, reading, derived=derived) < EXTRA_STEPS


def test_a_date_is_told_to_lie_before_on_or_after_the_day_of_publication():
    told = [extra_of(Days.day(day), MONDAY, 0, derived=False) for day in (date(2024, 6, 2), MONDAY, date(2024, 6, 4))]
    assert len(set(told)) == 3


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("2024-05-04/", "2024-05-04/2024-05-06", True),
        ("2024-05-04/", "2024-05-05/", False),
        ("2024-05-04/", "2024-05/", True),
        ("2024-05-04/", UNTOLD, True),
        ("/2024-05-04", UNTOLD, True),
        ("/2024-05-04", "2024-05-01/2024-05-04", True),
        ("/2024-05-04", "2024-05-04/", True),
        ("/2024-05-04", "/2024-05", True),
        ("/2024-05-04", "/2024-05-05", False),
        ("/2024-05-04", "2021-01-01/", False),
    ],
)
def test_two_begin_alike_as_far_as_both_are_told_and_an_end_alone_is_compared_with_an_end(one, other, alike):
    assert begin_alike(one, other) is begin_alike(other, one) is alike
