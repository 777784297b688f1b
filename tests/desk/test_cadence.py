from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.books.register import Register
from dateline.books.source import read_yaml
from dateline.desk.cadence import Level, level_between, level_of, levels, matrix, row_to_json, since
from dateline.joining.account import account
from dateline.model.claim import Participant
from dateline.model.day import Days
from tests.joining.told import CANCELLED, HELD, ONGOING, PLANNED, day, groups, told

TODAY = date(2024, 9, 1)
PAIR = ("ARL", "BLM")


def event(when="2024-06-01", *offices, status=HELD, countries=PAIR, name="n1", **more):
    """A meeting with one person for each office."""
    people = tuple(
        Participant(name=f"{office} {n}", role="guest", country=office.split("/")[0], office_id=office)
        for n, office in enumerate(offices)
    )
    kind = {"kind": "meeting"} | more
    return account([told(name, "2024-09-01", status, when=when, participants=people, countries=countries, **kind)])


def only(events, *parties, **more):
    (row,) = matrix(events, TODAY, parties, **more)
    return row


def cell(row, level):
    return next(one for one in row.cells if one.level is level)


@pytest.mark.parametrize(
    ("offices", "level"),
    [
        (("ARL/president", "BLM/prime-minister"), Level.LEADERS),
        (("ARL/president", "BLM/defence-minister"), Level.MINISTERS),  # a minister whom a president receives
        (("ARL/army-chief", "ARL/defence-minister", "BLM/foreign-minister"), Level.MINISTERS),
        (("ARL/navy-chief",), Level.CHIEFS),  # of the other side nobody is told
        (("ARL/defence-minister", "BLM/ambassador"), Level.LOWER),
        (("ARL/beekeeper",), Level.UNTOLD),
        ((), Level.UNTOLD),
    ],
)
def test_the_level_is_that_of_the_lower_side_by_its_highest_office(offices, level):
    assert level_between(event("2024-06-01", *offices), PAIR) is level


@pytest.mark.parametrize(("kind", "mode"), [("exercise", "naval"), ("visit", "port_call")])
def test_what_forces_do_is_of_forces_whoever_came_to_watch(kind, mode):
    assert level_between(event("2024-06-01", "ARL/president", kind=kind, mode=mode), PAIR) is Level.FORCES


def test_an_organisation_s_own_people_count_for_it():
    found = event("2024-06-01", "NWO/secretary-general", organizations=("NWO",))
    assert levels(found) == {"NWO": Level.LEADERS}


def test_every_kind_of_office_that_the_books_have_has_a_level():
    told_of = set(read_yaml("register", "offices.yaml")["generic"])
    told_of |= {one["id"] for one in read_yaml("register", "offices.yaml")["local"]}
    told_of |= {tenure.office.kind for tenure in Register.load().tenures()}
    assert [kind for kind in sorted(told_of) if level_of(kind) is None] == []


def test_time_since_the_last_contact_is_as_fine_as_its_days():
    assert since(event("2024-08-30"), TODAY) == (2, 2)
    assert since(event("2024-08"), TODAY) == (1, 31)
    assert since(event("2024"), TODAY) == (0, 244)
    assert since(event(None), TODAY) == (None, None)
    assert since(replace(event(), days=Days.until(Days.day(day("2024-08-30")))), TODAY) == (2, 2)


def test_a_coarse_day_cannot_hide_the_last_contact_that_is_known():
    row = only([event("2024-08-20", name="n1"), event("2024", name="n2")])
    assert (row.whole.least, row.whole.most) == (0, 12)
    assert len(row.whole.events) == 2


def test_long_ago_is_what_surely_lies_behind_the_limit():
    def limited(days):
        row = only([event("2024-07", "ARL/defence-minister")], within={Level.MINISTERS: days})
        return cell(row, Level.MINISTERS)

    assert (limited(31).least, limited(31).is_long_ago) == (32, True)
    assert not limited(32).is_long_ago


def test_where_there_was_no_contact_none_is_long_ago():
    row = only([event("2024-07", "ARL/defence-minister")])
    assert not cell(row, Level.LEADERS).is_long_ago  # where there was none, none is long ago


def test_what_is_promised_comes_next_and_what_was_called_off_is_no_contact():
    row = only(
        [
            event("2024-06-01", name="n1"),
            event("2024-10-20", status=PLANNED, name="n2"),
            event("2024-09-20", status=PLANNED, name="n3"),
            event("2024-08-20", status=PLANNED, name="n4"),  # its day has passed
            event("2024-08-21", status=CANCELLED, name="n5"),
            event("2024-06-01", kind="invitation", name="n6"),
        ]
    )
    assert len(row.whole.events) == 1
    assert row.whole.planned.days.edtf() == "2024-09-20"


def test_what_is_under_way_was_no_day_ago():
    assert only([event("2024-08-30/2024-09-05", status=ONGOING)]).whole.least == 0


def test_which_parties_are_asked_for_says_which_pairs_stand_in_the_matrix():
    three = event(countries=("ARL", "BLM", "CRL"), organizations=("NWO",))

    def pairs(*parties):
        return [row.key for row in matrix([three], TODAY, parties)]

    assert pairs() == ["ARL-BLM", "ARL-CRL", "BLM-CRL"]
    assert pairs("CRL") == ["ARL-CRL", "BLM-CRL"]
    assert pairs("ARL", "BLM") == ["ARL-BLM"]
    assert pairs("NWO") == ["ARL-NWO", "BLM-NWO", "CRL-NWO"]
    assert pairs("DRL") == []


def test_other_kinds_count_where_they_are_asked_for():
    found = [event(kind="agreement", mode=None)]
    assert matrix(found, TODAY) == []
    assert len(matrix(found, TODAY, kinds=("agreement",))) == 1


def test_those_with_most_contacts_come_first():
    found = [event(name="n1", countries=("ARL", "CRL")), event(name="n2", countries=("ARL", "CRL")), event(name="n3")]
    assert [row.key for row in matrix(found, TODAY)] == ["ARL-CRL", "ARL-BLM"]


def test_a_pair_as_json_names_its_events_by_their_ids():
    found = event("2024-08-30", "ARL/defence-minister")
    told_of = row_to_json(only([found]))
    assert told_of["parties"] == ["ARL", "BLM"]
    assert told_of["whole"]["last"] == found.id
    assert told_of["levels"]["ministers"] == {
        "events": 1,
        "last": found.id,
        "days_since_at_least": 2,
        "days_since_at_most": 2,
        "within": 365,
        "long_ago": False,
        "next": None,
    }


@given(st.lists(groups(), max_size=4), st.dates(date(2024, 1, 1), date(2025, 1, 1)))
@settings(max_examples=40)
def test_whatever_is_told_each_contact_of_a_pair_has_one_level_and_at_least_is_not_more_than_at_most(found, when):
    events = list({one.id: one for one in map(account, found)}.values())
    for row in matrix(events, when):
        assert sorted(e.id for one in row.cells for e in one.events) == sorted(e.id for e in row.whole.events)
        for one in (row.whole, *row.cells):
            assert one.least is None or one.most is None or one.least <= one.most
    assert matrix(events, when) == matrix(events[::-1], when)
