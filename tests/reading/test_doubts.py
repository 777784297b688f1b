"""What a reading says was unclear."""

from datetime import date

import pytest

from dateline.model.article import Opening
from dateline.model.claim import Claim, NamedPerson
from dateline.reading.doubts import doubts_of
from dateline.reading.reader import anchored
from tests import make
from tests.reading import small_book

MONDAY = date(2024, 6, 3)


def doubts(text: str = make.TEXT, *claims: Claim, published: date | None = MONDAY, day: date | None = None, people=()):
    article = make.article(text, published=published)
    opening = Opening(at=make.span(text[:1], text), day=day) if day else None
    frame = small_book.frame(text, published=anchored(article, opening).published)
    return list(doubts_of(article, opening, frame, claims, people))


def test_a_clear_article_raises_none():
    assert doubts(make.TEXT, make.claim(), day=date(2024, 6, 1)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They met on Friday.", "'Friday' cannot be resolved; give one with --published"),
        ("They met in May 2024.", "no dateline that tells one; give one with --published"),
        ("They met.", "no dateline that tells one; give one with --published"),
    ],
)
def test_without_any_day_there_is_one_line_whatever_the_text_says(text, words):
    (line,) = doubts(text, published=None)
    assert line.startswith("no date of publication")
    assert line.endswith(words)


def test_a_day_that_the_dateline_alone_tells_is_named():
    (line,) = doubts("They met on Friday.", published=None, day=MONDAY)
    assert line == "no date of publication: days are counted from the dateline, 2024-06-03"


def test_a_day_that_nothing_but_its_own_line_tells_is_named_too():
    (line,) = doubts(" date 13/06/2024 They met on Friday.", published=None)
    assert line == "no date of publication: days are counted from '13/06/2024', 2024-06-13"


def test_a_date_that_may_be_two_days_is_told_with_both():
    first, second = doubts(" date 03/06/2024 They met on Friday.", published=None)
    assert first == "no date of publication: 'Friday' cannot be resolved; give one with --published"
    assert second.startswith("'03/06/2024' may be 2024-03-06 or 2024-06-03 and is not guessed; give the day")


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("Tuesday, May 28", []),
        ("Tuesday", []),
        ("late on Tuesday", []),
        ("28 May", []),
        ("Monday, May 28", ["'Monday, May 28' is taken for 2024-05-28, a Tuesday: weekday and date do not fit"]),
        ("Mon, May 28, 2024", ["'Mon, May 28, 2024' is taken for 2024-05-28, a Tuesday: weekday and date do not fit"]),
    ],
)
def test_a_weekday_that_does_not_fit_its_date_is_told_once_with_both(words, line):
    assert doubts(f"They met on {words}. They met on {words}.") == line


def test_many_words_that_cannot_be_resolved_are_told_in_part():
    text = "They met on Monday, on Tuesday, on Wednesday and on Thursday."
    (line,) = doubts(text, published=None)
    assert "'Monday', 'Tuesday', 'Wednesday' …" in line


@pytest.mark.parametrize(("day", "lines"), [(date(2024, 5, 31), 0), (date(2024, 5, 30), 1), (date(2024, 6, 9), 1)])
def test_a_dateline_far_from_the_day_of_publication_is_told(day, lines):
    assert len(doubts(day=day)) == lines


def test_an_unlikely_event_is_told_with_its_words():
    (line,) = doubts(make.TEXT, make.claim(kind="arms_transfer", confidence=0.2))
    assert line == "unsure of the arms transfer at 'met' (confidence 0.20)"


@pytest.mark.parametrize(
    ("countries", "organizations", "line"),
    [
        (("ARL",), (), "only one party found for the meeting at 'met'"),
        ((), (), "no party found for the meeting at 'met'"),
        ((), ("NP",), None),
    ],
)
def test_an_event_without_two_parties_is_told(countries, organizations, line):
    found = doubts(make.TEXT, make.claim(countries=countries, organizations=organizations))
    assert found == ([line] if line else [])


def test_only_those_who_take_part_are_missed_a_country():
    people = [
        NamedPerson(name="Tomas Ruh"),
        NamedPerson(name="Ada Hand"),
        NamedPerson(name="Ines Maren", country="ARL"),
    ]
    assert doubts(make.TEXT, make.claim(), people=people) == ["the text tells no country for Tomas Ruh"]


def test_somebody_who_serves_an_international_body_needs_no_country():
    people = [NamedPerson(name="Tomas Ruh", office_id="un-official")]
    assert doubts(make.TEXT, make.claim(), people=people) == []
