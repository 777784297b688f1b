"""How likely a shown value is right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.books.source import read_yaml
from dateline.joining.account import account
from dateline.joining.confidence import absence, confidence, likelihood
from tests.joining.told import told

FIELDS = ("type", "mode", "days", "countries", "organizations", "people", "place", "name")


@given(st.sampled_from(FIELDS), st.floats(0, 1), st.integers(1, 30), st.integers(0, 30))
def test_more_sources_make_a_value_likelier_and_contradiction_less_so(field, score, sources, against):
    now = confidence(field, score, sources, against)
    assert 0 <= now <= 1
    assert confidence(field, score, sources + 1, against) >= now
    assert confidence(field, score, sources, against + 1) <= now


@given(st.sampled_from(FIELDS), st.floats(0, 1), st.floats(0, 1))
def test_a_surer_reader_makes_a_value_no_less_likely(field, one, other):
    low, high = sorted((one, other))
    assert confidence(field, low, 1) <= confidence(field, high, 1)
    assert likelihood(field, low, 1) <= likelihood(field, high, 1)


def test_an_empty_field_is_as_likely_right_as_it_was_among_coded_articles():
    assert account([told("n1", "2024-06-05")]).fields["place"].confidence == absence("place")


def test_the_numbers_that_ship_are_within_the_target_on_articles_that_no_curve_had_seen():
    measured = read_yaml("joining", "confidence.yaml")["measured"]["fields"]
    assert measured["all"]["ece"] <= 0.05


def test_the_numbers_are_within_the_target_on_the_last_third_too():
    measured = read_yaml("joining", "confidence.yaml")["measured"]["fields"]
    assert measured["all"]["ece_last_third"] <= 0.05


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_is_further_off_than_so_few_values_can_tell(field):
    measured = read_yaml("joining", "confidence.yaml")["measured"]["fields"][field]
    spread = 0.3 / measured["values"] ** 0.5  # of the error itself, between one draw of so few and another
    assert measured["ece"] <= max(0.05, measured["by_chance"] + spread)
