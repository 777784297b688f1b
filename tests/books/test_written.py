from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.books.written import day_of, either_in, written_at

DAY = date(2020, 9, 4)


@pytest.mark.parametrize(
    "words",
    [
        "4 September 2020",
        "04th September, 2020",
        "Sept. 4, 2020",
        "SEP 4 2020",
        "September 4th, 2020",
        "4-Sep-2020",
        "Friday, September 4, 2020",
        "Fri, 04 Sep 2020 08:15:00 +0200",
        "2020-09-04T08:15:00Z",
        "2020/9/4",
        "4.9.2020",
        "Muharram 16, 1442, September 4, 2020",
        "Sept. 4, Reiwa 2",
        "filed on 4 September 2020",
    ],
)
def test_a_day_is_known_however_it_is_written(words):
    assert day_of(words) == DAY


@pytest.mark.parametrize(
    "words", ["", "September", "2020", "Sept. 4", "04/09/2020", "31 June 2020", "Friday", "4 \u017fep 2020"]
)
def test_a_day_that_is_not_told_in_full_stays_open(words):
    assert day_of(words) is None


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("04/09/2020", (date(2020, 4, 9), DAY)),
        ("filed on 04/09/2020", (date(2020, 4, 9), DAY)),
        ("13/09/2020", ()),
        ("04/04/2020", ()),
        ("04.09.2020", ()),
        ("Sept. 4", ()),
        ("", ()),
    ],
)
def test_the_two_days_of_a_date_in_numbers_are_told_where_it_leaves_both_open(words, days):
    assert either_in(words) == days


@pytest.mark.parametrize("words", ["Sept. 4", "04/09/2020", "09/04/2020", "Friday"])
def test_a_day_near_by_decides_what_the_words_leave_open(words):
    written = written_at(words)
    assert written is not None
    assert written.on(date(2020, 9, 6)) == DAY


@given(st.text(max_size=60), st.none() | st.dates())
def test_whatever_the_words_reading_a_day_does_not_fail(words, near):
    assert day_of(words, near) == day_of(words, near)


@given(st.dates(date(1900, 1, 1)), st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d.%m.%Y", "%a, %d %b %Y"]))
def test_every_day_is_read_back(day, form):
    assert day_of(day.strftime(form)) == day
