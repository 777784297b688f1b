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


def test_a_range_of_months_is_read_back_from_its_first_day_to_its_last():
    assert days_of("2024-06/2024-08") == Days.between(date(2024, 6, 1), date(2024, 8, 31))


@given(st.dates(date(1990, 1, 1), date(2040, 1, 1)), st.integers(0, 60))
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
