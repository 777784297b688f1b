"""What the days of an event make of its status."""

from dataclasses import replace
from datetime import date

import pytest

from dateline.model.article import Article
from dateline.model.day import Days
from dateline.reading.frame import frame_of
from dateline.reading.status import ARRIVED, FOR_THE_DAY, by_its_days
from tests.reading.chosen import event

TUESDAY = date(2024, 6, 4)


def status(text, trigger, told, day, published=TUESDAY, kind="visit"):
    """The status of a visit of one day, chosen as told, and the rule that changed it."""
    frame = frame_of(Article.of(text, published), lambda _: [])
    found = replace(event(frame, trigger, kind, date=f"{day}/"), status=told)
    return by_its_days(found, Days.day(date.fromisoformat(day)), frame)


@pytest.mark.parametrize(
    ("text", "trigger"), [("Maren landed in Belmar.", "landed"), ("She flew in on Monday.", "flew")]
)
def test_who_came_the_day_before_is_still_there(text, trigger):
    assert status(text, trigger, "held", "2024-06-03") == ("ongoing", ARRIVED)


@pytest.mark.parametrize(
    ("text", "trigger", "day", "kind"),
    [
        ("Maren landed in Belmar and left at night.", "landed", "2024-06-03", "visit"),
        ("Maren landed in Belmar. She returned at night.", "landed", "2024-06-03", "visit"),
        ("Maren landed in Belmar.", "landed", "2024-06-02", "visit"),
        ("Maren flew to Belmar.", "flew", "2024-06-03", "visit"),
        ("Maren visited Belmar.", "visited", "2024-06-03", "visit"),
        ("The first guns landed in Belmar.", "landed", "2024-06-03", "arms_transfer"),
    ],
    ids=["left", "went home", "days ago", "flew on", "no arrival", "no visit"],
)
def test_whoever_else_came_may_have_gone(text, trigger, day, kind):
    assert status(text, trigger, "held", day, kind=kind) == ("held", "")


@pytest.mark.parametrize(
    ("text", "trigger"),
    [("Maren arrived on a one-day visit.", "visit"), ("Maren flew in for the day.", "flew")],
)
def test_who_came_for_the_day_has_been_there(text, trigger):
    assert status(text, trigger, "ongoing", "2024-06-04") == ("held", FOR_THE_DAY)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Maren is on a one-day working visit to Belmar.", "visit"),
        ("Maren is in Belmar for the day.", "in"),
        ("Maren arrived on a two-day visit.", "visit"),
        ("Maren arrived today. She was honoured for the day when she saved the fleet.", "arrived"),
    ],
)
def test_who_is_said_to_be_there_still_is(text, trigger):
    assert status(text, trigger, "ongoing", "2024-06-04") == ("ongoing", "")


def test_without_a_day_of_publication_nothing_is_known_to_go_on_or_to_be_over():
    assert status("Maren landed in Belmar.", "landed", "held", "2024-06-03", published=None) == ("held", "")
