"""What was put off to another day is two events."""

from datetime import date

import pytest

from dateline.books.codebook import Codebook
from dateline.model.article import Article
from dateline.reading.candidates import UNTOLD
from dateline.reading.days import of_dates
from dateline.reading.found import Choice, Found
from dateline.reading.frame import frame_of
from dateline.reading.put_off import on_both_days

FRIDAY = date(2020, 9, 4)


def read(text, word, status, told=""):
    """The events that one event of a sentence makes; ``told`` are the words of the day that the heads gave it."""
    frame = frame_of(Article.of(text, FRIDAY), lambda _: [])
    dates = of_dates(frame.words, frame.article, frame.times)
    at = frame.words.texts.index(word)
    day = next((d for d in dates if told and text[frame.words.starts[d.first] :].startswith(told)), None)
    sides = [Choice("BEL", 0.9), Choice("CHL", 0.9)]
    event = Found((at, at), "visit", 0.9, status=status, countries=sides)
    event.date = Choice(day.value, 0.9, day) if day else Choice(UNTOLD, 1.0)
    return frame, on_both_days([event], frame, dates, Codebook.load().lists)


def told(found):
    return sorted((event.status, event.date.value.partition("/")[0]) for event in found)


@pytest.mark.parametrize(
    ("text", "status", "day"),
    [
        ("The visit, due on Monday, was postponed to September 15.", "cancelled", "Monday"),
        ("The visit, due on Monday, was postponed to September 15.", "cancelled", "September 15"),
        ("The visit, due on Monday, was postponed to September 15.", "planned", "September 15"),
        ("The visit, set for September 7, was put by Belmar off until September 15.", "cancelled", "September 7"),
        ("They put the visit off from Monday until September 15.", "cancelled", "Monday"),
        (
            "The visit was moved, at the host's request, from September 7 to the 15th of this month.",
            "planned",
            "the 15th",
        ),
        ("The visit, previously slated for Monday, will be made on September 15.", "planned", "September 15"),
    ],
)
def test_whichever_of_the_two_was_found_the_other_is_added(text, status, day):
    frame, found = read(text, "visit", status, day)
    assert told(found) == [("cancelled", "2020-09-07"), ("planned", "2020-09-15")]
    assert all(event.parties == {"BEL", "CHL"} for event in found)
    assert len({event.at for event in found}) == 2
    assert [event.rule for event in found if frame.words.texts[event.at[0]] != "visit"] == ["off.new_day@1"]


def test_an_old_day_that_is_not_told_is_not_made_up():
    assert told(read("The visit was postponed to September 15.", "visit", "planned", "September 15")[1]) == [
        ("cancelled", UNTOLD),
        ("planned", "2020-09-15"),
    ]


@pytest.mark.parametrize(
    ("text", "status", "day"),
    [
        ("The visit, due on Monday, was postponed.", "cancelled", "Monday"),
        ("The visit was postponed to August 15.", "cancelled", ""),  # that day is over: how it went is told elsewhere
        (
            "The visit, due on Monday, was called off. The fleet moved to Arden until September 15.",
            "cancelled",
            "Monday",
        ),
        ("The visit will be made on Monday and lasts to September 15.", "planned", "Monday"),
        ("The visit, first made in 1999, was ended on Monday.", "held", "Monday"),
    ],
)
def test_what_moves_to_no_day_that_is_to_come_stays_one_event(text, status, day):
    assert len(read(text, "visit", status, day)[1]) == 1


def test_what_is_told_twice_is_not_added_a_third_time():
    text = "The visit, due on Monday, was postponed to September 15."
    frame = frame_of(Article.of(text, FRIDAY), lambda _: [])
    dates = of_dates(frame.words, frame.article, frame.times)
    lists = Codebook.load().lists
    _, found = read(text, "visit", "cancelled", "Monday")
    assert on_both_days(found, frame, dates, lists) == found
