"""Stays: which end of one a day is."""

from datetime import date

import pytest

from dateline.model.article import Article
from dateline.model.day import Days
from dateline.reading.found import Found
from dateline.reading.frame import Frame, frame_of
from dateline.reading.stays import end_told, last_day, lasting

MONDAY = Days.day(date(2024, 6, 3))


def visit(text: str, trigger: str, **more) -> tuple[Found, Frame]:
    frame = frame_of(Article.of(text, date(2024, 6, 4)), lambda _: [])
    words = trigger.split()
    first = frame.words.texts.index(words[0])
    return Found((first, first + len(words) - 1), "visit", 0.9, **more), frame


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Maren flew home on Monday.", "flew home"),
        ("The delegation left Arden for home on Monday.", "left"),
        ("Maren returned from Belmar on Monday.", "returned"),
        ("Maren left Belmar on Monday.", "left"),
        ("On Monday the guests departed. They are bound for Arden.", "departed"),
    ],
)
def test_a_visit_of_which_only_the_way_home_is_told_has_its_last_day_alone(text, trigger):
    found, frame = visit(text, trigger)
    until = last_day(found, frame, MONDAY)
    assert until == Days.until(MONDAY)
    assert until.coded() == (None, "2024-06-03")


@pytest.mark.parametrize(
    ("text", "trigger", "more"),
    [
        ("Maren left for Belmar on Monday.", "left", {}),
        ("Maren arrived on Monday, and her home fleet sailed.", "arrived", {}),
        ("Maren arrived on Sunday and returned on Monday.", "returned", {"merged": [(1, 1)]}),
    ],
)
def test_any_other_day_of_a_visit_stays_as_it_is(text, trigger, more):
    found, frame = visit(text, trigger, **more)
    assert last_day(found, frame, MONDAY) is None


@pytest.mark.parametrize(
    ("text", "trigger", "days"),
    [
        ("They met on Monday, on the first day of the three-day visit.", "visit", ("2024-06-03", "2024-06-05")),
        ("They met on Monday, on the second day of the three-day visit.", "visit", ("2024-06-02", "2024-06-04")),
        ("They met on Monday, on the final day of the three-day visit.", "visit", ("2024-06-01", "2024-06-03")),
        ("They met on Monday, on the fifth day of the three-day visit.", "visit", ("2024-06-01", "2024-06-03")),
        ("Maren left for Arden on Monday after four days in Belmar.", "left", ("2024-05-31", "2024-06-03")),
        ("Two ships docked at the port of Belmar on Monday for three days.", "docked", ("2024-06-03", "2024-06-05")),
        ("Two ships docked there on Monday, and others sail for three days.", "docked", None),
        ("Maren is to leave for Belmar on Monday for a three-day visit.", "visit", ("2024-06-03", "2024-06-05")),
        ("Maren left Arden for Belmar on Monday for a three-day visit.", "visit", ("2024-06-03", "2024-06-05")),
        ("Maren left Belmar for home on Monday after a three-day visit.", "visit", ("2024-06-01", "2024-06-03")),
    ],
)
def test_how_long_a_visit_lasts_may_stand_behind_it_and_which_of_its_days_is_told_before_it(text, trigger, days):
    found, frame = visit(text, trigger)
    whole = lasting(found, frame, MONDAY)
    assert (whole.days.coded() if whole else None) == days


def test_a_course_that_finished_is_worked_back_like_a_stay():
    found, frame = visit("On Monday two majors finished a five-day mountain course at Arden.", "course")
    found.kind = "assistance"
    whole = lasting(found, frame, MONDAY)
    assert whole is not None
    assert whole.days.coded() == ("2024-05-30", "2024-06-03")


def under_way(text: str, trigger: str, kind: str = "visit", **more) -> str | None:
    """When what began on Monday 3 June ends, by a text of the day after."""
    found, frame = visit(text, trigger, **more)
    found.kind = kind
    told = end_told(found, frame, MONDAY)
    return told[0].coded()[1] if told else None


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "end"),
    [
        ("Maren arrived on Monday and leaves on Friday.", "arrived", "visit", "2024-06-07"),
        ("Maren arrived on Monday. She will stay until June 9.", "arrived", "visit", "2024-06-09"),
        ("The drill opened on Monday; it runs through to 12 June.", "drill", "exercise", "2024-06-12"),
        ("The drill opened on Monday. It is to end on Saturday.", "drill", "exercise", "2024-06-08"),
        ("Engineers have been there since Monday and remain until 20 June.", "been", "deployment", "2024-06-20"),
    ],
)
def test_an_end_may_be_told_behind_the_beginning(text, trigger, kind, end):
    assert under_way(text, trigger, kind) == end


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "more"),
    [
        ("Maren arrived on Monday and saw Ruh on Friday.", "arrived", "visit", {}),
        ("Maren arrived on Monday and left on Monday.", "arrived", "visit", {}),
        ("Maren met Ruh on Monday and leaves on Friday.", "met", "meeting", {}),
        ("Maren is to arrive on Monday and leaves on Friday.", "arrive", "visit", {"status": "planned"}),
        ("Aid came on Monday. The minister leaves on Friday.", "came", "assistance", {}),
        ("The drill opened on Monday. All was calm. It ends on Saturday.", "drill", "exercise", {}),
    ],
)
def test_another_day_is_no_end(text, trigger, kind, more):
    assert under_way(text, trigger, kind, **more) is None


@pytest.mark.parametrize(("last", "first"), [("2024-06-03", "2024-06-03"), ("2024-06-10", None)])
def test_a_visit_of_one_day_that_is_over_was_on_the_day_on_which_it_ended(last, first):
    found, frame = visit("Maren wrapped up a one-day visit to Belmar on Monday and flew home.", "visit")
    told = lasting(found, frame, Days.from_edtf(f"../{last}"))
    assert (told.days.coded()[0] if told else None) == first


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("On the second day of his visit to Belmar Maren met Ruh.", "2024-06-02"),
        ("On the first day of his visit to Belmar Maren met Ruh.", None),
        ("On the last day of his visit to Belmar Maren met Ruh.", None),
    ],
)
def test_the_second_day_of_a_visit_tells_its_first(text, first):
    found, frame = visit(text, "visit")
    told = lasting(found, frame, MONDAY)
    assert (told.days.coded()[0] if told else None) == first
