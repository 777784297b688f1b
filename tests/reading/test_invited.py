"""What somebody is only asked to is no event."""

import pytest

from dateline.books.codebook import Codebook
from dateline.reading.found import Choice, Found
from dateline.reading.invited import with_their_guests, without_mere_invitations
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


def guests(text, trigger, **more):
    """The parties of a planned meeting that is told of one state alone."""
    frame = framed(text)
    asked = Found(word(frame, "invited"), "invitation", 0.9, countries=[Choice("IND", 0.9), Choice("RUS", 0.9)])
    planned = {"status": "planned", "mode": "multilateral", "countries": [Choice("IND", 0.8)], **more}
    _, event = with_their_guests([asked, Found(word(frame, trigger), "meeting", 0.9, **planned)], frame, LISTS)
    return sorted(event.parties)


LISTS = Codebook.load().lists
ASKED = "Singh invited Shoigu to visit India for the next meeting of the commission."


def test_who_is_invited_to_talks_of_two_takes_part():
    assert guests(ASKED, "meeting") == ["IND", "RUS"]


@pytest.mark.parametrize(
    ("text", "trigger", "more"),
    [
        (ASKED.replace("meeting", "conference"), "conference", {}),
        (ASKED, "meeting", {"status": "held"}),
        (ASKED, "meeting", {"organizations": [Choice("SCO", 0.9)]}),
        (ASKED, "meeting", {"countries": [Choice("CHN", 0.9)]}),
        (ASKED.replace(" to visit India for", ". Arms are on the table of"), "meeting", {}),
        (ASKED.replace("for", "while Delhi prepares"), "meeting", {}),
    ],
    ids=["a conference", "held", "of a body", "of another state", "another sentence", "another clause"],
)
def test_what_else_is_to_come_has_the_parties_that_are_told(text, trigger, more):
    assert guests(text, trigger, **more) == [c.value for c in more.get("countries", [Choice("IND", 0.9)])]
