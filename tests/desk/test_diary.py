from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.desk.diary import trips
from dateline.joining.account import account
from tests.joining.told import groups, told


def event(article, when, kind="visit"):
    return account([told(article, "2024-08-01", when=when, kind=kind)])


def days(found):
    return [(str(trip.first), str(trip.last), len(trip.events), trip.is_a_trip) for trip in trips(found)]


def test_what_happens_on_a_visit_belongs_to_the_trip(desk):
    found = desk.person("Maren")
    assert found.names == ("Ines Maren",)
    talks, trip = found.trips
    assert not talks.is_a_trip
    assert trip.is_a_trip
    assert [one.kind for one in trip.events] == ["visit", "meeting"]
    assert (trip.first, trip.last) == (date(2024, 7, 1), date(2024, 7, 3))


def test_visits_that_follow_within_a_day_are_one_trip_and_later_ones_are_not():
    when = ("2024-06-01/2024-06-03", "2024-06-04", "2024-06-06")
    one, two, three = (event(f"n{number}", days) for number, days in enumerate(when))
    assert days([three, one, two]) == [
        ("2024-06-01", "2024-06-04", 2, True),
        ("2024-06-06", "2024-06-06", 1, True),
    ]


def test_a_meeting_the_day_after_a_visit_is_no_part_of_it():
    assert len(days([event("n1", "2024-06-01/2024-06-03"), event("n2", "2024-06-04", "meeting")])) == 2


def test_what_has_no_day_or_any_day_of_a_year_stands_alone_at_the_end():
    found = [event("n1", None), event("n2", "2024"), event("n3", "2024-06-01")]
    *_, one, two = trips(found)
    assert (one.events, two.events) == ((found[0],), (found[1],))
    assert one.first is None


@given(st.lists(groups(), max_size=3))
@settings(max_examples=30)
def test_every_event_stands_in_one_trip_however_the_events_come(found):
    events = list({one.id: one for one in map(account, found)}.values())
    told_of = [one.id for trip in trips(events) for one in trip.events]
    assert sorted(told_of) == sorted(one.id for one in events)
    dated = [trip for trip in trips(events) if trip.first]
    assert dated == [trip for trip in trips(events[::-1]) if trip.first]


def test_of_nobody_there_is_no_diary(desk):
    assert desk.person("Nobody").trips == ()


def test_a_diary_as_json_tells_days_and_events(desk):
    told_of = desk.person("maren").to_json()
    assert told_of["names"] == ["Ines Maren"]
    assert [trip["trip"] for trip in told_of["trips"]] == [False, True]
    assert told_of["trips"][1]["first"] == "2024-07-01"
