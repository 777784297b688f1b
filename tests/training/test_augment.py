"""Swapping countries and persons."""

import pytest

from dateline.model.span import Span
from tests.training import made


@pytest.fixture(scope="module")
def samples():
    return made.part("samples").samples_of(made.coded(), made.scan)


@pytest.fixture(scope="module")
def swapper(samples):
    codings = [coding for _, coding in made.coded()]
    return made.part("augment").Swapper([sample.frame for sample in samples], codings, made.scan)


@pytest.fixture(params=range(12))
def swapped(request, samples, swapper):
    """The first article, with its sample, as many chances make it anew."""
    article, coding = made.coded()[0]
    people = [person.naming for person in samples[0].people]
    return swapper.swap(article, coding, samples[0].frame, people, made.dice(request.param))


def test_triggers_stand_where_the_new_coding_says(swapped):
    article, coding = swapped
    for event in coding["events"]:
        trigger = event["trigger"]
        assert article["text"][trigger["start"] : trigger["end"]] == trigger["text"]


def test_what_the_new_coding_names_stands_in_the_new_text(swapped):
    article, coding = swapped
    names = [event["place"]["name"] for event in coding["events"] if event["place"]]
    names += [event["name"] for event in coding["events"] if event["name"]]
    names += [person["name"] for person in coding["people"]]
    assert names
    assert all(name in article["text"] for name in names)


def test_a_name_that_first_stands_within_another_word_is_rewritten_too(samples, swapper):
    article, coding = made.coded()[0]
    coding["events"][1]["place"]["name"] = "Belmar"
    _, swapped = swapper.swap(article, coding, samples[0].frame, [], made.dice())
    assert swapped["events"][1]["place"]["name"] in {"Corvania", "Dorne"}


def test_countries_are_swapped_in_words_and_coding_alike(swapped):
    article, coding = swapped
    assert {country for event in coding["events"] for country in event["countries"]} == {"CRV", "DRN"}
    assert {person["country"] for person in coding["people"]} == {"CRV", "DRN"}
    known = {mention.country for mention in made.scan(article["text"]) if mention.country}
    assert known == {"CRV", "DRN"}
    assert "Arland" not in article["text"] + article["title"] + article["publisher"]


def test_the_sample_of_a_swapped_article_has_the_same_events(samples, swapped):
    sample = made.part("samples").sample_of(*swapped, made.scan)
    for old, new in zip(samples[0].events, sample.events, strict=True):
        assert (new.type, new.status, new.mode, new.people) == (old.type, old.status, old.mode, old.people)


def test_what_is_given_stays_as_it_was(samples, swapper):
    article, coding = made.coded()[0]
    swapper.swap(article, coding, samples[0].frame, [], made.dice())
    assert (article, coding) == made.coded()[0]


def test_edits_that_touch_what_is_kept_are_left_out():
    augment = made.part("augment")
    kept = Span(4, 8)
    assert augment.settled([(0, 2, "x"), (1, 3, "y"), (7, 9, "z"), (8, 9, "w")], [kept]) == [(0, 2, "x"), (8, 9, "w")]
    assert augment.applied("0123456789", [(0, 2, "abc"), (8, 9, "")]) == "abc2345679"
    assert augment.moved(8, [(0, 2, "abc")]) == 9
