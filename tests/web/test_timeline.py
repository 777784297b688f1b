from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.desk.cadence import Level
from dateline.joining.account import account
from dateline.model.day import Days
from dateline.web.by_year import by_year
from dateline.web.timeline import WIDTH, Mark, timeline
from tests.joining.told import groups, told

TODAY = date(2024, 9, 1)


def event(when, article="n1", **more):
    return account([told(article, "2024-09-01", when=when, **more)])


def marks(picture):
    return {mark.event.days.edtf(): mark for band in picture.bands for mark in band.marks}


def drawn(*whens, **more):
    return timeline([event(when, f"n{n}") for n, when in enumerate(whens)], TODAY, **more)


def test_a_day_is_a_point_known_days_are_a_bar_and_bounds_are_a_span():
    found = marks(drawn("2024-06-01", "2024-06-10/2024-07-20", "2024-08"))
    assert [mark.shape for mark in found.values()] == ["point", "bar", "span"]


def test_of_bounds_that_overlap_the_part_that_is_sure_is_told():
    days = Days(
        earliest_start=date(2024, 6, 1),
        latest_start=date(2024, 6, 30),
        earliest_end=date(2024, 8, 1),
        latest_end=date(2024, 8, 31),
    )
    (mark,) = marks(timeline([_with(days)], TODAY)).values()
    assert mark.shape == "span"
    start, width = mark.sure
    assert mark.x < start < start + width < mark.x + mark.width
    assert marks(drawn("2024-08"))["2024-08"].sure is None


def test_an_open_end_is_told_and_drawn_at_the_end_that_is_known():
    (mark,) = marks(timeline([_with(Days.until(Days.day(date(2024, 6, 1))))], TODAY)).values()
    assert (mark.open_start, mark.open_end, mark.shape) == (True, False, "point")


def test_what_lies_many_years_away_is_counted_and_not_drawn():
    picture = drawn("1971-08-09", "2023-05-01", "2024-06-01", None)
    assert (picture.before, picture.after, picture.undated) == (1, 0, 1)
    assert picture.first.year == 2023
    asked = drawn("1971-08-09", "2024-06-01", first=date(1970, 1, 1))
    assert (asked.before, len(marks(asked))) == (0, 2)


def test_the_day_on_which_it_is_asked_stands_where_it_is_near():
    assert drawn("2024-06-01").today is not None
    assert drawn("2014-06-01").today is None


def test_without_a_day_there_is_no_picture():
    assert drawn(None) is None
    assert timeline([], TODAY) is None


def test_a_label_that_has_no_room_behind_stands_before_or_within():
    days = ("2024-01-01", "2024-08-30", "2023-12-20/2024-09-10")
    named = [event(when, f"n{n}", kind="exercise", name="Amber Shield of the North") for n, when in enumerate(days)]
    found = marks(timeline(named, TODAY))
    assert found["2024-01-01"].side == "behind"
    assert found["2024-08-30"].side == "before"
    assert found["2023-12-20/2024-09-10"].side == "within"


def test_of_many_events_none_is_labelled():
    assert {mark.label for mark in marks(drawn(*["2024-06-01"] * 41)).values()} == {""}


@given(st.lists(groups(), min_size=1, max_size=6), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
@settings(max_examples=40)
def test_every_mark_lies_in_the_picture_and_none_lies_upon_another(found, day):
    events = list({one.id: one for one in map(account, found)}.values())
    picture = timeline(events, day)
    if picture is None:
        assert all(one.days is None for one in events)
        return
    every = [mark for band in picture.bands for mark in band.marks]
    assert len(every) + picture.before + picture.after + picture.undated == len(events)
    assert all(mark.x >= 0 and mark.x + mark.width <= WIDTH and 0 < mark.y < picture.height for mark in every)
    lanes: dict[float, list[Mark]] = {}
    for mark in every:
        lanes.setdefault(mark.y, []).append(mark)
    for lane in lanes.values():
        ordered = sorted(lane, key=lambda mark: mark.start)
        assert all(one.end <= other.start for one, other in pairwise(ordered))
    assert [tick.x for tick in picture.ticks] == sorted(tick.x for tick in picture.ticks)


def test_contacts_are_counted_in_the_year_in_which_they_began():
    found = [
        (event("2022-06-01"), Level.MINISTERS),
        (event("2022-12-30/2023-01-02"), Level.LEADERS),
        (event("2024"), Level.UNTOLD),
        (event("2023~/2024~"), Level.UNTOLD),
        (event(None), Level.UNTOLD),
    ]
    chart = by_year(found, [one.claims[0].source for one, _ in found[:2]], TODAY)
    assert chart is not None
    assert [(year.year, year.total) for year in chart.years] == [(2022, 2), (2023, 0), (2024, 1)]
    assert [year.articles for year in chart.years] == [0, 0, 2]
    assert chart.levels == (Level.LEADERS, Level.MINISTERS, Level.UNTOLD)
    assert chart.unplaced == 2
    assert sum(part.height for part in chart.years[0].parts) == pytest.approx(110)


def test_of_contacts_in_no_known_year_there_is_no_chart():
    assert by_year([(event(None), Level.UNTOLD)], [], TODAY) is None


def _with(days):
    return account([told("n1", "2024-09-01", days=days)])
