"""What happened on one of the days of something."""

from dataclasses import replace
from datetime import date

import pytest

from dateline.model.article import Article
from dateline.reading.candidates import Kind, Occurrence
from dateline.reading.found import Choice
from dateline.reading.frame import frame_of
from dateline.reading.nth_day import on_its_day
from dateline.reading.stays import NTH_DAY as RULE
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
        ("the day after her arrival", "2024-06-04"),
        ("on the morning after arrival", "2024-06-04"),
        ("two days into the stay", "2024-06-05"),
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
        ("It was a long visit. They met on the last day.", {"visit": "2024-06-03/"}),
        ("It was a long visit. They met the day after the arrival of guns.", {"sides": ("PER", "FJI")}),
        ("It was a long visit. They met well into the evening.", {}),
        ("It was a long visit. They met on the second day.", {"visit": "2024-06/2024-07"}),
        ("It was a long visit. They met on the second day.", {"sides": ("PER", "FJI")}),
        ("They met on the second day. It was a long visit.", {}),
        ("They met on the second day on departure of a visit.", {}),
        ("On the second day the visit ended and they met.", {}),
    ],
    ids=[
        "no such word",
        "too late",
        "another sentence",
        "no end",
        "others' arrival",
        "no days",
        "months",
        "others",
        "later",
        "two",
        "nearer",
    ],
)
def test_otherwise_nothing_is_told(text, more):
    assert day_of(text, **more) == ("untold", "")


@pytest.mark.parametrize(("status", "day"), [("held", "untold"), ("ongoing", "untold"), ("planned", "2024-06-09")])
def test_nothing_was_held_on_a_day_that_is_yet_to_come(status, day):
    frame = frame_of(Article.of("It is a visit. They met on the last day.", date(2024, 6, 7)), lambda _: [])
    visit, met = event(frame, "visit", "visit", date="2024-06-06/2024-06-09"), event(frame, "met")
    assert on_its_day([visit, replace(met, status=status)], frame)[-1].date.value.rstrip("/") == day


def test_of_a_visit_whose_end_nobody_tells_days_are_counted_from_its_first():
    assert day_of("It was a long visit. They met on the second day.", visit="2024-06-03/") == ("2024-06-04", RULE)


@pytest.mark.parametrize(
    ("words", "day"),
    [("Wednesday", "2024-06-05"), ("visit", "2024-06-04"), ("second", "2024-06-04")],
    ids=["its own", "of another sentence", "the words themselves"],
)
def test_only_a_day_of_its_own_sentence_is_an_events_own(words, day):
    frame = frame_of(Article.of("The visit was long. On Wednesday, the second day, they met on the second day.",
                                date(2024, 6, 7)), lambda _: [])  # fmt: skip
    i = len(frame.words.texts) - 1 - frame.words.texts[::-1].index(words)
    visit, met = event(frame, "visit", "visit", date=DAYS), event(frame, "met")
    met.date = Choice("2024-06-05/", 0.9, Occurrence(i, i, "2024-06-05/", Kind.DATE))
    assert on_its_day([visit, met], frame)[-1].date.value == f"{day}/"
