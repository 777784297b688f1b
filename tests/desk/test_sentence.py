import pytest

from dateline.desk.sentence import listed, sentence, when
from dateline.joining.account import account
from dateline.model.day import Days
from dateline.model.event import Status
from tests import make
from tests.joining.told import CANCELLED, HELD, ONGOING, PLANNED, place, told

KINDS = (
    "meeting",
    "visit",
    "exercise",
    "agreement",
    "arms_transfer",
    "assistance",
    "deployment",
    "invitation",
    "ceremony",
)


@pytest.mark.parametrize("kind", [*KINDS, "regatta"])
@pytest.mark.parametrize("status", [HELD, PLANNED, ONGOING, CANCELLED])
def test_an_event_of_any_type_and_status_is_told_in_one_sentence(kind, status):
    text = sentence(account([told("n1", "2024-06-01", status, kind=kind, when="2024-06-04", place=place("Corva"))]))
    assert text[0].isupper()
    assert text.endswith(".")
    assert "ARL" in text
    assert "BLM" in text
    assert "{" not in text
    assert "  " not in text


def test_an_invented_name_is_told_as_it_is():
    event = account([told("n1", "2024-06-01", kind="exercise", name="{status} 100%")])
    assert "{status} 100%" in sentence(event)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (make.days(), "On 1 June 2024"),
        (Days.from_edtf("2024-06"), "In June 2024"),
        (Days.from_edtf("2024"), "In 2024"),
        (Days.from_edtf("2024-06-02/2024-06-05"), "From 2 to 5 June 2024"),
        (Days.from_edtf("2024-05-30/2024-06-05"), "From 30 May to 5 June 2024"),
        (Days.from_edtf("2023-12-30/2024-01-02"), "From 30 December 2023 to 2 January 2024"),
        (Days.from_edtf("../2024-06-05"), "By 5 June 2024"),
        (None, "On a day not told"),
    ],
)
def test_days_begin_a_sentence_as_people_write_them(days, words):
    assert when(days) == words


def test_names_are_listed_as_people_list_them():
    assert listed(["Arland"]) == "Arland"
    assert listed(["Arland", "Belmar"]) == "Arland and Belmar"
    assert listed(["Arland", "Belmar", "Corland"]) == "Arland, Belmar and Corland"


def test_a_lapse_says_that_no_report_was_found(find):
    event = find("exercise")
    assert event.status is Status.LAPSED
    assert "report" in sentence(event)
