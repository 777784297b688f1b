"""Days: four bounds, the codebook's form, EDTF."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.day import Days, Grain

_some_days = st.dates(date(2, 1, 1), date(9990, 12, 31))
_years = st.integers(2, 9990)
_months = st.tuples(_years, st.integers(1, 12))


def two(values: st.SearchStrategy[Days]) -> st.SearchStrategy[tuple[Days, Days]]:
    """Two of a kind, the earlier first."""
    return st.tuples(values, values).map(lambda pair: (min(pair, key=_start), max(pair, key=_start)))


def _start(days: Days) -> date:
    return days.earliest_start


_made = st.one_of(
    _some_days.map(Days.day),
    _some_days.map(Days.week),
    st.tuples(_some_days, _some_days).map(lambda d: Days.between(*d)),
    _months.map(lambda m: Days.month(*m)),
    st.tuples(_years, st.sampled_from([3, 6, 9, 12])).map(lambda s: Days.season(*s)),
    st.tuples(_years, st.integers(1, 4)).map(lambda q: Days.quarter(*q)),
    st.tuples(_years, st.integers(1, 2)).map(lambda h: Days.half(*h)),
    _years.map(Days.year),
    st.tuples(_years, _years).map(lambda y: Days.through_years(min(y), max(y))),
    st.tuples(_months, _months).map(lambda m: Days.through_months(min(m), max(m))),
    st.tuples(_years, st.integers(0, 9)).map(lambda y: Days.years(y[0], y[0] + y[1])),
)


@pytest.mark.parametrize(
    ("days", "coded", "edtf"),
    [
        (Days.day(date(2020, 9, 3)), ("2020-09-03", None), "2020-09-03"),
        (Days.between(date(2020, 3, 3), date(2020, 3, 9)), ("2020-03-03", "2020-03-09"), "2020-03-03/2020-03-09"),
        (Days.week(date(2020, 9, 3)), ("2020-08-31", "2020-09-06"), "2020-08-31~/2020-09-06~"),
        (Days.month(2020, 6), ("2020-06", None), "2020-06"),
        (Days.months((2020, 11), (2020, 12)), ("2020-11", "2020-12"), "2020-11~/2020-12~"),
        (Days.through_months((2020, 3), (2020, 5)), ("2020-03", "2020-05"), "2020-03/2020-05"),
        (Days.season(2020, 12), ("2020-12", "2021-02"), "2020-24"),
        (Days.quarter(2020, 3), ("2020-07", "2020-09"), "2020-07~/2020-09~"),
        (Days.half(2020, 2), ("2020-07", "2020-12"), "2020-07~/2020-12~"),
        (Days.year(2020), ("2020", None), "2020"),
        (Days.years(1990, 1999), ("1990", "1999"), "1990~/1999~"),
    ],
    ids=lambda v: v if isinstance(v, str) else "",
)
def test_days_are_written_as_the_codebook_and_as_edtf_want_them(
    days: Days, coded: tuple[str, str | None], edtf: str
) -> None:
    assert days.coded() == coded
    assert days.edtf() == edtf


@given(_made)
def test_edtf_gives_back_what_it_was_given(days: Days) -> None:
    assert Days.from_edtf(days.edtf()) == days


@given(_made)
def test_bounds_are_ordered(days: Days) -> None:
    assert days.earliest_start <= days.latest_start <= days.latest_end
    assert days.earliest_start <= days.earliest_end <= days.latest_end


@given(_some_days, st.integers(1, 9))
def test_bounds_out_of_order_are_refused(day: date, by: int) -> None:
    later = day + timedelta(days=by)
    with pytest.raises(ValueError, match="nothing begins"):
        Days(earliest_start=later, latest_start=later, earliest_end=day, latest_end=day)


@pytest.mark.parametrize(
    ("edtf", "first", "last", "grain"),
    [
        ("2004-06-11?", date(2004, 6, 11), date(2004, 6, 11), Grain.DAY),
        ("2004-06~", date(2004, 6, 1), date(2004, 6, 30), Grain.MONTH),
        ("1984%", date(1984, 1, 1), date(1984, 12, 31), Grain.YEAR),
        ("201X", date(2010, 1, 1), date(2019, 12, 31), Grain.YEAR),
        ("20XX", date(2000, 1, 1), date(2099, 12, 31), Grain.YEAR),
        ("2004-XX", date(2004, 1, 1), date(2004, 12, 31), Grain.YEAR),
        ("1985-04-XX", date(1985, 4, 1), date(1985, 4, 30), Grain.MONTH),
        ("2001-21", date(2001, 3, 1), date(2001, 5, 31), Grain.SEASON),
        ("2004-02-01/2005", date(2004, 2, 1), date(2005, 12, 31), Grain.YEAR),
        ("1985-04-12/..", date(1985, 4, 12), date.max, Grain.DAY),
        ("../1985-04-12", date.min, date(1985, 4, 12), Grain.DAY),
        ("1985/", date(1985, 1, 1), date.max, Grain.YEAR),
    ],
)
def test_edtf_of_others_is_read(edtf: str, first: date, last: date, grain: Grain) -> None:
    days = Days.from_edtf(edtf)
    assert (days.earliest_start, days.latest_end, days.grain) == (first, last, grain)


@pytest.mark.parametrize(
    "text", ["", "soon", "2004-13", "2004-02-30", "Y170000002", "-0044", "2020-1-1", "[2020,2021]"]
)
def test_what_is_not_edtf_level_one_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  (the wording is the calendar's, or ours)
        Days.from_edtf(text)


def test_a_day_is_held_by_the_days_around_it() -> None:
    assert Days.month(2020, 6).holds(date(2020, 6, 30))
    assert not Days.month(2020, 6).holds(date(2020, 7, 1))
    assert Days.day(date(2020, 6, 30)).is_one_day
