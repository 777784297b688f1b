"""What happened on one of the days of something."""

from datetime import date

import pytest

from dateline.model.article import Article
from dateline.reading.frame import frame_of
from dateline.reading.nth_day import RULE, on_its_day
from tests.reading.chosen import event

DAYS = "2024-06-03/2024-06-06"


def day_of(text, *, visit=DAYS, meeting="untold", sides=("BEL", "CHL")):
    """The day of a meeting on a visit, and the rule that told it."""
    frame = frame_of(Article.of(text, date(2024, 6, 7)), lambda _: [])
    found = [event(frame, "met", date=meeting, countries=sides)]
    if "visit" in text:
        found.insert(0, event(frame, "visit", "visit", date=visit))
    last = on_its_day(found, frame)[-1]
    return last.date.value.rstrip("/"), last.date.rule


@pytest.mark.parametrize(
    ("phrase", "day"),
    [
        ("on the first day", "2024-06-03"),
        ("on her second day there", "2024-06-04"),
        ("on the second day of the stay", "2024-06-04"),
        ("on the last day", "2024-06-06"),
        ("on departure", "2024-06-06"),
        ("upon their departure", "2024-06-06"),
        ("on the day of departure", "2024-06-06"),
        ("on the day of their departure", "2024-06-06"),
    ],
)
@pytest.mark.parametrize("meeting", ["untold", "2024-06-03/", DAYS])
def test_the_day_is_one_of_those_of_the_visit(phrase, day, meeting):
    assert day_of(f"It was a long visit. They met {phrase}.", meeting=meeting) == (day, RULE)
    assert day_of(f"It was a long visit. {phrase.capitalize()} they met.", meeting=meeting) == (day, RULE)


def test_days_chosen_for_an_event_need_no_visit():
    assert day_of("They met on the last day.", meeting=DAYS) == ("2024-06-06", RULE)


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("It was a long visit. They met on the ninth day.", {}),
        ("It was a long visit. They met on the sixth day.", {}),
        ("It was a long visit. They met. On the second day it rained.", {}),
        ("It was a long visit. They met on the second day.", {"visit": "2024-06-03/"}),
        ("It was a long visit. They met on the second day.", {"visit": "2024-06/2024-07"}),
        ("It was a long visit. They met on the second day.", {"sides": ("PER", "FJI")}),
        ("They met on the second day. It was a long visit.", {}),
        ("They met on the second day on departure of a visit.", {}),
        ("On the second day the visit ended and they met.", {}),
    ],
    ids=["no such word", "too late", "another sentence", "one day", "months", "others", "later", "two", "nearer"],
)
def test_otherwise_nothing_is_told(text, more):
    assert day_of(text, **more) == ("untold", "")


def test_a_day_told_of_the_event_itself_stands():
    assert day_of("It was a long visit. They met on the second day.", meeting="2024-06-05/") == ("2024-06-05", "")
