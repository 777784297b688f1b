from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.model.article import Article
from dateline.model.day import Days
from dateline.model.mention import Modality
from dateline.reading.coded import BY_HAND, reading_of

TEXT = "ARDEN, June 1 (NWA) - Arland's defence minister Ina Maren met Belmar's Otto Viik on Saturday."

MONTHS = st.dates(date(1990, 1, 1), date(2030, 12, 1)).map(lambda day: day.isoformat()[:7])
YEARS = st.integers(1990, 2030).map(str)
TELL = st.dates(date(1990, 1, 1), date(2030, 12, 31)).map(date.isoformat)


def coding(**event):
    at = TEXT.index("met")
    told = {
        "type": "meeting",
        "mode": "bilateral",
        "status": "held",
        "start": "2024-06-01",
        "end": None,
        "countries": ["ARL", "BLM"],
        "people": ["Ina Maren", "Otto Viik"],
        "place": None,
        "trigger": {"start": at, "end": at + 3, "text": "met"},
    }
    people = [{"name": "Ina Maren", "office": "defence minister", "country": "ARL"}]
    return {"id": "c01", "events": [told | event], "people": people, "quotations": []}


def days_of(start: str | None, end: str | None) -> Days | None:
    """The days of an event that is coded so."""
    (claim,) = reading_of(coding(start=start, end=end), Article.of(TEXT, date(2024, 6, 3))).claims
    return claim.days


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        (None, None, None),
        ("2020-09-03", None, Days.day(date(2020, 9, 3))),
        ("2020-09", None, Days.month(2020, 9)),
        ("2020", None, Days.year(2020)),
        ("2020-11", "2020-12", Days.months((2020, 11), (2020, 12))),
        ("2004", "2006", Days.years(2004, 2006)),
        ("2020-09-02", "2020-09-05", Days.between(date(2020, 9, 2), date(2020, 9, 5))),
        (None, "2020-09-05", Days.until(Days.day(date(2020, 9, 5)))),
    ],
)
def test_the_days_of_a_coding_are_as_the_codebook_means_them(start, end, days):
    assert days_of(start, end) == days


def test_two_ends_of_which_one_is_a_day_are_a_time_from_the_one_to_the_other():
    days = days_of("2020-08", "2020-10-23")
    assert days
    assert not days.is_a_window
    assert (days.earliest_start, days.latest_start) == (date(2020, 8, 1), date(2020, 8, 31))
    assert days.latest_end == date(2020, 10, 23)


@given(ends=st.one_of(*(st.tuples(one, one) for one in (MONTHS, YEARS, TELL))))
def test_days_that_are_told_equally_finely_are_coded_again_as_they_were(ends):
    start, end = sorted(ends)
    days = days_of(start, None if start == end else end)
    assert days
    assert days.coded() == (start, None if start == end else end)


def test_a_coded_claim_rests_on_its_trigger_and_says_that_a_person_coded_it():
    (claim,) = reading_of(coding(), Article.of(TEXT, date(2024, 6, 3))).claims
    assert claim.modality is Modality.HELD
    assert [(why.words, why.rule) for why in claim.evidence] == [("met", BY_HAND)]


def test_the_persons_of_a_coding_serve_the_states_that_it_gives_them():
    (claim,) = reading_of(coding(), Article.of(TEXT, date(2024, 6, 3))).claims
    assert [(who.name, who.country) for who in claim.participants] == [("Ina Maren", "ARL"), ("Otto Viik", None)]


def test_a_status_that_there_is_not_is_refused():
    with pytest.raises(ValueError, match="rumoured-of"):
        reading_of(coding(status="rumoured-of"), Article.of(TEXT, date(2024, 6, 3)))
