"""What somebody is only asked to is no event."""

import pytest

from dateline.books.codebook import Codebook
from dateline.reading.found import Found
from dateline.reading.invited import without_mere_invitations
from tests.reading.real_book import framed, word


def kept(text, trigger, kind="visit", mode="official", status="planned"):
    """Whether the event stands."""
    frame = framed(text)
    event = Found(word(frame, trigger), kind, 0.9, status=status, mode=mode)
    return without_mere_invitations([event], frame, Codebook.load().lists) == [event]


@pytest.mark.parametrize(
    "text",
    [
        "Singh invited Shoigu to visit India for the next session.",
        "He handed the minister an invitation to visit Paris in the first quarter of next year. He was thanked for it.",
        "Suh was invited by Austin to pay a return visit.",
    ],
)
def test_nobody_comes_who_is_only_asked(text):
    assert not kept(text, "visit")


@pytest.mark.parametrize(
    "text",
    [
        "Gates accepted an invitation to visit China next January.",
        "Singh invited Shoigu to visit India. The invitation was accepted with gratitude.",
        "At the invitation of Singh, Shoigu will visit India in May.",
        "Singh invited Shoigu in March, before his visit to India in May.",
        "Shoigu will visit India, as Singh invited him to do.",
    ],
)
def test_who_accepts_or_is_expected_comes(text):
    assert kept(text, "visit")


def test_a_gathering_is_held_without_those_who_are_asked_to_it():
    text = "Pande invited Askar to attend the conference in Delhi in September."
    assert kept(text, "conference", "meeting", "multilateral")
    assert not kept("Pande invited Askar to talks in Delhi in September.", "talks", "meeting", "bilateral")


def test_a_visit_that_was_made_stands():
    assert kept("Singh invited Shoigu to visit India.", "visit", status="held")
