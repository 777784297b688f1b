"""Which parties, and which status goes with which date."""

from datetime import date

import numpy as np
import pytest

from dateline.books.gazetteer import Gazetteer
from dateline.books.register import Register
from dateline.model.article import Article
from dateline.model.day import Days
from dateline.reading.against import at_odds
from dateline.reading.candidates import UNTOLD, Kind, Occurrence
from dateline.reading.events import leaning
from dateline.reading.first_person import for_the_writer
from dateline.reading.found import Choice, Found
from dateline.reading.frame import frame_of
from dateline.reading.heads import STATUSES, Role
from dateline.reading.parties import (
    MOST,
    by_their_states,
    for_one_state,
    likeliest,
    of_series,
    sent_by,
    served,
    with_their_hosts,
)
from dateline.reading.publisher import state_of
from dateline.reading.stays import stay
from dateline.reading.venues import of_places
from tests.reading.real_book import framed, word

PAIR = np.log(np.array([0.01, 0.04, 0.9, 0.01, 0.01, 0.01, 0.01, 0.01], np.float32))


def test_the_usual_number_of_parties_takes_in_the_next_likely_one_and_leaves_a_third_out():
    assert likeliest(np.array([0.9, 0.45, 0.1]), PAIR, 1.0) == [0, 1]
    assert likeliest(np.array([0.9, 0.8, 0.6]), PAIR, 1.0) == [0, 1]
    assert likeliest(np.array([0.9, 0.8, 0.6]), PAIR, 0.0) == [0, 1, 2]


def test_more_parties_than_are_told_apart_are_all_taken():
    assert len(likeliest(np.full(MOST + 4, 0.99), np.zeros(MOST + 1, np.float32), 1.0)) == MOST + 4


ADA = [Occurrence(4, 4, "CHL", Kind.PERSON, weight=-2.0, source=0), Occurrence(4, 4, "BEL", Kind.PERSON, source=0)]
BO = Occurrence(9, 9, "PER", Kind.PERSON, source=1)
NAMED = Occurrence(7, 7, "CHL", Kind.NAME)


@pytest.mark.parametrize(
    ("told", "stay"),
    [
        ([ADA[1], ADA[0], BO], [0, 2]),
        ([ADA[1], NAMED, BO], [0, 1, 2]),
        ([ADA[0], BO], [0, 1]),
        ([ADA[1], ADA[0]], [0, 1]),
        ([None, ADA[1], ADA[0]], [0, 1]),
    ],
    ids=["of two states", "named beside", "of the other state alone", "no third", "told by no words"],
)
def test_nobody_takes_part_for_two_states(told, stay):
    assert served([*ADA, BO, NAMED]) == {0: "BEL", 1: "PER"}
    assert for_one_state(told, served([*ADA, BO])) == stay


@pytest.mark.parametrize(
    ("value", "refused"),
    [
        ("2024-05-01/", {"planned", "ongoing"}),
        ("2024-07-01/", {"held", "ongoing"}),
        ("2024-06-01/2024-06-09", {"held"}),
        ("2024-06-01/2024-06-03", set()),
        ("2024-06/2024-07", set()),
        (UNTOLD, set()),
    ],
)
def test_what_is_over_is_not_planned_and_what_is_to_come_or_goes_on_was_not_held(value, refused):
    odds = at_odds([value], date(2024, 6, 3))
    assert {STATUSES[i] for i in np.flatnonzero(odds[:, 0])} == refused


def test_without_a_day_of_publication_no_date_speaks_against_a_status():
    assert not at_odds(["2024-05-01/"], None).any()


def test_who_takes_part_brings_the_country_that_he_serves():
    role = Role([Occurrence(0, 0, "BEL", Kind.PERSON, source=4)], ["BEL"], np.array([0]), np.zeros((1, 5), np.float32))
    taking = Found((1, 1), "meeting", 0.9, people=[Choice("4", 0.9)])
    raised = sent_by([taking, Found((1, 1), "meeting", 0.9)], np.array([[0.1], [0.1]], np.float32), role, 1.0)
    assert raised[:, 0].tolist() == pytest.approx([0.9, 0.1])


def test_what_is_leaned_by_nothing_stays_as_it_is():
    assert leaning(np.array([0.2, 0.8], np.float32), 0.0).tolist() == pytest.approx([0.2, 0.8])
    assert leaning(np.array([0.5], np.float32), 1.0)[0] == pytest.approx(1 / (1 + np.exp(-1)))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Maren arrived on Monday for a three-day visit.", ("2024-06-03", "2024-06-05")),
        ("Maren returned on Monday after a three-day visit.", ("2024-06-01", "2024-06-03")),
    ],
)
def test_a_day_and_a_length_make_a_stay_that_begins_or_ends_as_the_sentence_says(text, days):
    frame = frame_of(Article.of(text, date(2024, 6, 3)), lambda _: [])
    at = frame.words.texts.index("visit")
    whole = stay(Found((at, at), "visit", 0.9), frame, Days.day(date(2024, 6, 3)))
    assert whole is not None
    assert whole.coded() == days


@pytest.mark.parametrize(
    ("series", "kind", "expected"),
    [
        ("Nomadic Elephant", "exercise", {"IND": 0.9, "JPN": 0.5}),
        ("Nomadic Elephant", "meeting", {"IND": 0.5, "JPN": 0.5}),
        ("Sea Breeze", "exercise", {"IND": 0.5, "JPN": 0.5}),
        (None, "exercise", {"IND": 0.5, "JPN": 0.5}),
    ],
    ids=["of two", "no exercise", "of others", "no name"],
)
def test_who_takes_part_in_a_series_as_a_rule_most_likely_does(series, kind, expected):
    text = "Nomadic Elephant opened; India sent a company. Sea Breeze did not. Japan looked on."
    frame = frame_of(Article.of(text, date(2024, 6, 7)), Gazetteer.load().scan)
    role = Role([], list(expected), np.array([0, 1]), np.zeros((2, 5), np.float32))
    at = next(
        (
            Occurrence(0, 0, mention.words, Kind.SERIES, source=i)
            for i, mention in enumerate(frame.mentions)
            if mention.words == series
        ),
        None,
    )
    event = Found((0, 0), kind, 0.9, name=Choice(series or UNTOLD, 0.9, at))
    p = of_series([event], np.full((1, 2), 0.5, np.float32), role, frame, 0.9)
    assert dict(zip(role.values, p[0].tolist(), strict=True)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("countries", "people", "expected"),
    [
        (["JPN", "NCL"], [], ["JPN", "FRA"]),
        (["FRA", "NCL"], [], ["FRA"]),
        (["DNK", "GRL"], [0], ["DNK", "GRL"]),
        (["AUS", "COK"], [], ["AUS", "COK"]),
    ],
    ids=["a call at Nouméa", "France at home", "Greenland's own premier", "a state of its own"],
)
def test_a_territory_is_its_state_unless_somebody_takes_part_for_it(countries, people, expected):
    sides, taking = [Choice(one, 0.9) for one in countries], [Choice(str(one), 0.9) for one in people]
    event = Found((0, 0), "visit", 0.9, countries=sides, people=taking)
    (found,) = by_their_states([event], ["GRL"], Register.load())
    assert [choice.value for choice in found.countries] == expected


@pytest.mark.parametrize(
    ("publisher", "state"),
    [
        ("The White House", "USA"),
        ("Department of Defence (Australia)", "AUS"),
        ("Embassy of India, Kathmandu", "IND"),
        ("Prime Minister of Australia", "AUS"),
        ("The Korea Herald", None),
        ("Présidence de la République, English translations", None),
        ("", None),
    ],
)
def test_a_body_of_a_state_publishes_for_it_and_a_newspaper_for_nobody(publisher, state):
    assert state_of(Gazetteer.load().scan(publisher)) == state


@pytest.mark.parametrize(
    ("text", "raised"),
    [
        ("I have again spoken with the Amir.", True),
        ("Today he met the Amir, and I thank him.", False),
        ("I am glad. She met the Amir.", False),
        ("“I met the Amir,” the minister of Belmar said.", False),
    ],
)
def test_who_writes_in_the_first_person_for_a_state_takes_part_for_it(text, raised):
    article = Article.of(text, date(2024, 6, 3), publisher="The White House")
    frame = frame_of(article, Gazetteer.load().scan)
    word = "spoken" if "spoken" in text else "met"
    at = frame.words.texts.index(word)
    event = Found((at, at), "meeting", 0.9)
    role = Role([], ["QAT", "USA"], np.array([0, 1]), np.zeros((2, 5), np.float32))
    p = for_the_writer([event], np.full((1, 2), 0.1, np.float32), role, frame, 0.97)
    assert bool(p[0, 1] > 0.9) is raised
    assert p[0, 0] < 0.2


HOSTED = "Two frigates of Japan, beside those of Germany, were deployed in Manila, and their chief was in Manila."


@pytest.mark.parametrize(
    ("trigger", "kind", "scores", "left"),
    [
        ("deployed", "deployment", (0.9, 0.6), ["JPN", "PHL"]),
        ("deployed", "deployment", (0.9, 0.85), ["JPN", "DEU", "PHL"]),
        ("was", "visit", (0.9, 0.85), ["JPN", "PHL"]),
        ("frigates", "visit", (0.9, 0.6), ["JPN", "DEU"]),
        ("deployed", "assistance", (0.9, 0.6), ["JPN", "DEU"]),
    ],
    ids=["instead of the least sure", "beside all", "a visit leads there", "a visit does not", "another type"],
)
def test_the_state_of_the_place_is_host(trigger, kind, scores, left):
    frame = framed(HOSTED)
    last = len(frame.words.texts) - 1 - frame.words.texts[::-1].index("Manila")
    (place,) = (o for o in of_places(frame.words, HOSTED, frame.mentions, []) if o.first == last)
    first = frame.words.texts.index(trigger)
    countries = [Choice(state, score) for state, score in zip(("JPN", "DEU"), scores, strict=True)]
    event = Found((first, first), kind, 0.9, countries=countries, place=Choice("Manila", 0.9, place))
    (hosted,) = with_their_hosts([event], frame, [])
    assert [c.value for c in hosted.countries] == left
    assert [c.rule for c in hosted.countries if c.value == "PHL"] == ["host.of-its-place@1"] * ("PHL" in left)


def test_whose_officials_take_part_stays_beside_the_host():
    frame = framed(HOSTED)
    last = len(frame.words.texts) - 1 - frame.words.texts[::-1].index("Manila")
    (place,) = (o for o in of_places(frame.words, HOSTED, frame.mentions, []) if o.first == last)
    at = word(frame, "was")
    event = Found(at, "visit", 0.9, people=[Choice("0", 0.9)], countries=[Choice("JPN", 0.9), Choice("DEU", 0.5)],
                  place=Choice("Manila", 0.9, place))  # fmt: skip
    (hosted,) = with_their_hosts([event], frame, ["DEU"])
    assert [c.value for c in hosted.countries] == ["DEU", "PHL"]
