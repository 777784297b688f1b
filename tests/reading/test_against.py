"""What speaks against a choice of the heads."""

from datetime import date

import numpy as np
import pytest

from dateline.model.day import Days
from dateline.reading.against import away, of_another, of_other_days, of_the_next, of_the_other_part
from dateline.reading.candidates import UNTOLD, Kind, Occurrence
from dateline.reading.frame import words_of
from dateline.reading.heads import Role


def at(words, *texts: str) -> list[tuple[int, int]]:
    return [(i, i) for text in texts for i in [words.texts.index(text)]]


def role(*told: Occurrence) -> Role:
    values = [UNTOLD, *dict.fromkeys(o.value for o in told)]
    return Role(told, values, np.array([values.index(o.value) for o in told]), np.zeros((len(values), 5), np.float32))


@pytest.mark.parametrize(
    "text", ["The meeting came a day ahead of the drills.", "The meeting comes two days before the drills."]
)
def test_a_day_ahead_of_another_event_is_not_the_day_of_what_came_then(text):
    words = words_of(f"{text} The talks came on Monday.")
    day = next(i for i, word in enumerate(words.texts) if word in ("day", "days"))
    told = role(Occurrence(day - 1, day + 1, "2024-06-04/", Kind.DATE))
    meeting, _, talks = of_another(told, at(words, "meeting", "drills", "talks"), words).tolist()
    assert (meeting, talks) == ([0, 1], [0, 0])


def test_what_something_came_a_day_ahead_of_has_that_day_and_no_other():
    words = words_of("They met on Monday. The meeting came a day ahead of the drills and a parade.")
    day, monday = words.texts.index("day"), words.texts.index("Monday")
    told = role(
        Occurrence(monday, monday, "2024-06-03/", Kind.DATE),
        Occurrence(day - 1, day + 2, "2024-06-04/", Kind.DATE),
        Occurrence(day - 1, day + 2, "2024-06-05/", Kind.DATE),
    )
    met, meeting, drills, parade = of_another(told, at(words, "met", "meeting", "drills", "parade"), words).tolist()
    assert drills == [1, 1, 0, 1]  # not untold, not Monday, not the second reading
    assert meeting == [0, 1, 1, 1]
    assert met == parade == [0, 0, 0, 0]


def test_a_week_ahead_of_something_is_not_told_to_the_day():
    words = words_of("The meeting came a week ahead of the drills, which begin on Thursday.")
    week, thursday = words.texts.index("week"), words.texts.index("Thursday")
    told = role(
        Occurrence(week - 1, week + 2, "2024-06-10/", Kind.DATE),
        Occurrence(thursday, thursday, "2024-06-13/", Kind.DATE),
    )
    assert not of_another(told, at(words, "drills"), words).any()


def test_a_day_on_which_something_came_is_its_own():
    words = words_of("The meeting came on Monday, ahead of the drills.")
    monday = words.texts.index("Monday")
    told = role(Occurrence(monday, monday, "2024-06-03/", Kind.DATE))
    assert not of_another(told, at(words, "meeting"), words).any()


PLEDGE = "They met on Thursday for talks, a week after Belmar pledged tanks."


@pytest.mark.parametrize(
    ("text", "against"),
    [
        (PLEDGE, [1, 0]),
        (PLEDGE.replace(", a week", " a week"), [0, 0]),
        (PLEDGE.replace(" on Thursday", ""), [0, 0]),
    ],
    ids=["beside a day", "no aside", "the only day"],
)
def test_a_week_after_what_follows_is_the_day_of_that(text, against):
    words = words_of(text)
    days = [
        Occurrence(i - back, i + on, value, Kind.DATE)
        for i, word in enumerate(words.texts)
        for told, back, on, value in (("Thursday", 0, 0, "2024-06-06/"), ("week", 1, 1, "2024-05-30/"))
        if word == told
    ]
    told = role(*days)
    found = of_the_next(told, at(words, "met", "pledged"), words)
    assert found[:, told.values.index("2024-05-30/")].tolist() == against
    assert found.sum() == sum(against)


JOINED = "She thanked him for the parade on June, as well as for the talks on Monday."


def joined(text):
    """What speaks against the two days of a parade and of talks."""
    words = words_of(text)
    told = role(
        *(Occurrence(*at(words, day)[0], value, Kind.DATE) for day, value in
          (("June", "2024-06-01/"), ("Monday", "2024-06-03/")) if day in words.texts)
    )  # fmt: skip
    return of_the_other_part(told, at(words, "parade", "talks"), words).tolist()


def test_of_two_things_joined_each_has_the_day_that_follows_it():
    assert joined(JOINED) == [[0, 0, 1], [0, 1, 0]]
    assert joined(JOINED.replace(", as well as for", " and in")) == [[0, 0, 1], [0, 1, 0]]


@pytest.mark.parametrize(
    "text",
    [
        JOINED.replace(" on Monday", ""),
        JOINED.replace(" on June", ""),
        JOINED.replace(", as well as for", " and liked"),
        JOINED.replace("the talks on Monday", "what Monday brought, and liked the talks"),
        JOINED.replace(", as", ". As"),
    ],
    ids=["one day", "the other day", "another verb", "day before", "two sentences"],
)
def test_a_day_may_be_shared_where_only_one_of_them_has_one_of_its_own(text):
    assert not np.any(joined(text))


TRIP = "She arrived in Oslo and saw Visit House. They met on Friday."


def test_a_building_holds_for_its_own_sentence_and_a_town_for_those_that_follow():
    words = words_of(TRIP)
    oslo, house = at(words, "Oslo", "House")
    told = role(Occurrence(*oslo, "Oslo", Kind.PLACE), Occurrence(*house, "Visit House", Kind.ENCODER))
    assert away(told, at(words, "arrived", "met"), words).tolist() == [[0, 0, 0], [0, 0, 1]]


@pytest.mark.parametrize(
    ("own", "against"), [(date(2023, 12, 1), 1), (date(2024, 6, 3), 0), (None, 0)], ids=["other day", "same", "untold"]
)
def test_a_place_told_with_what_was_on_other_days_is_not_that_of_an_event(own, against):
    words = words_of(TRIP)
    told = role(Occurrence(*at(words, "Oslo")[0], "Oslo", Kind.PLACE))
    days = [Days.day(date(2024, 6, 3)), Days.day(own) if own else None]
    assert of_other_days(told, at(words, "arrived", "met"), words, days).tolist() == [[0, 0], [0, against]]


def test_a_place_told_again_may_be_that_of_anything():
    words = words_of(f"{TRIP} Oslo was calm.")
    first, again = (i for i, word in enumerate(words.texts) if word == "Oslo")
    told = role(Occurrence(first, first, "Oslo", Kind.PLACE), Occurrence(again, again, "Oslo", Kind.PLACE))
    days = [Days.day(date(2024, 6, 3)), Days.day(date(2023, 12, 1))]
    assert not of_other_days(told, at(words, "arrived", "met"), words, days).any()
