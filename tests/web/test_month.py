from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.joining.account import account
from dateline.web.month import Month, beside, weeks
from tests.joining.told import groups, told

JUNE = Month(2024, 6)


def event(when, name="n1"):
    return account([told(name, "2024-09-01", when=when)])


def bars(when):
    return [(bar.first, bar.over, bar.before, bar.after) for week in weeks(JUNE, [event(when)]) for bar in week.bars]


def test_a_month_is_shown_in_whole_weeks_from_monday_on():
    days = [day for week in weeks(JUNE, []) for day in week.days]
    assert (days[0], days[-1]) == (date(2024, 5, 27), date(2024, 6, 30))
    assert days == [days[0] + timedelta(days=n) for n in range(len(days))]


def test_an_event_over_a_sunday_goes_on_in_the_next_week():
    assert bars("2024-06-07/2024-06-11") == [(5, 3, False, True), (1, 2, True, False)]
    assert bars("2024-06-01") == [(6, 1, False, False)]


@pytest.mark.parametrize("when", ["2024-06", "2024", "2024-05-20/2024-07-20"])
def test_what_is_known_too_coarsely_or_lasts_too_long_stands_beside_the_days(when):
    assert bars(when) == []
    assert beside(JUNE, [event(when)])


def test_what_is_certain_within_a_week_is_drawn_and_told_to_be_no_more():
    (week,) = [week for week in weeks(JUNE, [event("2024-06-03~/2024-06-05~")]) if week.bars]
    assert not week.bars[0].certain


def test_beside_the_month_stands_what_may_have_been_in_it_the_finest_first():
    found = [event("2024", "n1"), event("2024-06", "n2"), event("2024-07", "n3"), event("2024-06-04", "n4")]
    assert [one.days.edtf() for one in beside(JUNE, found) if one.days] == ["2024-06", "2024"]


@pytest.mark.parametrize("text", ["0001-01", "9999-12", "2024-02"])
def test_the_first_and_the_last_month_have_their_weeks_too(text):
    month = Month.read(text)
    days = [day for week in weeks(month, [event("2024-02-29")]) for day in week.days]
    assert month.first in days
    assert month.last in days
    assert str(month) == text
    assert Month.of(date.min).moved(-1) == Month.of(date.min)


@pytest.mark.parametrize("text", ["2024", "2024-13", "2024-00", "june", "0000-01"])
def test_what_is_no_month_is_none(text):
    with pytest.raises(ValueError, match=r".*"):
        Month.read(text)


@given(st.lists(groups(), max_size=4), st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_every_event_of_a_month_is_drawn_or_stands_beside_it_and_never_both(found, day):
    month = Month.of(day)
    events = list({one.id: one for one in map(account, found)}.values())
    on = {bar.event.id for week in weeks(month, events) for bar in week.bars}
    off = {one.id for one in beside(month, events)}
    touching = {
        one.id
        for one in events
        if one.days and one.days.earliest_start <= month.last and one.days.latest_end >= month.first
    }
    assert not on & off
    assert touching <= on | off
