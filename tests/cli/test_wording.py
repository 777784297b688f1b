import pytest

from dateline.cli.wording import clean, days
from dateline.model.day import Days


@pytest.mark.parametrize(
    ("edtf", "shown"),
    [
        ("2020-09-04", "4 Sep 2020"),
        ("2020-09-02/2020-09-05", "2–5 Sep 2020"),
        ("2020-08-30/2020-09-05", "30 Aug – 5 Sep 2020"),
        ("2020-11/2020-12", "Nov–Dec 2020"),
        ("2021", "2021"),
        ("../2021-08-31", "until 31 Aug 2021"),
        ("2021-08-31/..", "31 Aug 2021"),
        ("../..", "not told"),
    ],
)
def test_days_are_shown_as_people_write_them(edtf, shown):
    assert days(Days.from_edtf(edtf)) == shown


def test_days_that_nothing_tells_are_not_told():
    assert days(None) == "not told"


def test_words_that_go_to_a_terminal_are_one_line_of_signs_that_can_be_seen():
    assert clean("a\x1b[31m\n b\ud83d") == "a\N{REPLACEMENT CHARACTER}[31m b\N{REPLACEMENT CHARACTER}"


def test_marks_of_no_width_are_left_out():
    assert clean("COVID-\N{WORD JOINER}19, Hel\N{SOFT HYPHEN}sinki") == "COVID-19, Helsinki"
