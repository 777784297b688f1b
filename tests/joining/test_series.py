"""Editions of recurring exercises, commissions and forums."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.joining.account import account
from dateline.joining.naming import ordinal, series_key, taken_apart
from dateline.joining.series import series, series_of
from dateline.model.day import Days
from tests.joining.told import CANCELLED, PLANNED, told


def exercise(name: str, when: str, status=None, **more):
    published = f"{int(when[:4]) + 1}-12-31" if status is None else f"{when[:4]}-01-01"
    args = () if status is None else (status,)
    return account([told(f"n-{name}-{when}", published, *args, kind="exercise", name=name, when=when, **more)])


@pytest.mark.parametrize(
    "name",
    ["AMBER NAVY-2020", "Amber Navy 2020", "Exercise AMBER NAVY", "Amber Navy-20", "Amber Navy XII", "12th Amber Navy"],
)
def test_names_of_one_series_are_one_however_the_edition_is_told(name):
    assert series_key(name) == "amber navy"


@pytest.mark.parametrize(
    ("name", "edition", "number"),
    [
        ("Amber Navy-2020", "2020", None),
        ("Amber Navy '21", "2021", None),
        ("Amber Shield 24-1", "2024-1", None),
        ("5th session of the joint commission", "5th", 5),
        ("Fifth Arland-Belmar Defence Dialogue", "5th", 5),
        ("Amber Shield XIV", "XIV", 14),
        ("21st Intergovernmental Commission 2021", "2021", 21),
        ("Amber Shield", None, None),
    ],
)
def test_the_edition_is_told_by_year_or_number(name, edition, number):
    apart = taken_apart(name)
    assert (apart.edition, apart.number) == (edition, number)


def test_the_register_knows_the_families_of_its_series():
    assert {series_key(name) for name in ("INDRA NAVY-2020", "Indra Navy 2020", "INDRA-2020", "Exercise INDRA")} == {
        "indra"
    }


def test_a_name_that_could_be_anybodys_has_its_parties_in_the_key():
    def session(article, *countries):
        name = "5th session of the Joint Defence Commission"
        return account([told(article, "2024-06-05", kind="meeting", name=name, countries=countries)])

    one, other = session("n1", "ARL", "BLM"), session("n2", "ARL", "CRL")
    assert one.series.endswith(":ARL+BLM")
    assert one.series != other.series
    assert series_of(one) == (one.series, "5th")


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("arms_transfer", "S-900"),
        ("meeting", "Hall of Mirrors"),
        ("visit", "Amber Shield 2024"),
        ("exercise", None),
        ("exercise", "2024"),
    ],
)
def test_what_does_not_recur_is_of_no_series(kind, name):
    event = account([told("n1", "2024-06-05", kind=kind, name=name)])
    assert (event.series, event.edition) == (None, None)


def test_editions_stand_in_order_with_gaps_and_the_next_is_reckoned():
    events = [
        exercise("Amber Shield 2022", "2022-06-01"),
        exercise("Amber Shield 2020", "2020-06-01"),
        exercise("Amber Shield 2021", "2021-06-01", CANCELLED),
        exercise("Amber Shield 2023", "2023-06-01"),
        exercise("Amber Shield 2024", "2024-06", PLANNED),
    ]
    (one,) = series(events)
    assert [(e.told, e.gap) for e in one.editions] == [
        ("2020", None), ("2021", None), ("2022", 730), ("2023", 365), ("2024", None),
    ]  # fmt: skip
    assert one.next_due == Days.month(2024, 11)
    assert one.why == (
        "the median of 2 gaps is 548 days, counted from 2023-06-01, when the last took place; "
        "the 2024 is planned for 2024-06"
    )


def test_one_edition_tells_no_gap():
    (one,) = series([exercise("Amber Shield 2020", "2020-06-01")])
    assert (one.next_due, one.why) == (None, "too few editions took place to reckon when the next is due")


@given(st.permutations(["2020-06-01", "2021-06-01", "2022-06-03", "2020-06-01/2020-06-09"]))
def test_the_order_of_events_never_matters(days):
    assert series([exercise("Amber Shield", when) for when in days]) == series(
        [exercise("Amber Shield", when) for when in sorted(days)]
    )


@given(st.text(max_size=40))
def test_any_name_can_be_taken_apart(name):
    taken_apart(name)


@given(st.integers(1, 400))
def test_an_ordinal_is_read_as_the_number_that_it_counts(number):
    apart = taken_apart(f"{ordinal(number)} Amber Shield")
    assert (apart.series, apart.number) == ("amber shield", number)
