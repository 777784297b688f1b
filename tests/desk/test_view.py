from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.desk import review
from dateline.desk.view import View
from dateline.errors import StoreError
from dateline.model.event import Rule, Status
from dateline.model.event_codec import event_to_json
from tests import record
from tests.joining.told import claims

DAYS = st.dates(date(2024, 4, 1), date(2024, 9, 30))


def day(text):
    return date.fromisoformat(text)


@given(kept=claims(), first=DAYS, later=st.integers(0, 90), by_adding=st.booleans())
def test_what_was_known_on_a_day_is_known_on_every_later_one(kept, first, later, by_adding):
    views = [View(today=record.TODAY, as_of=on, by_adding=by_adding) for on in (first, first + timedelta(days=later))]
    assert views[0].knows(kept) <= views[1].knows(kept) <= View(today=record.TODAY).knows(kept)


def test_the_day_on_which_one_looks_is_that_as_of_which_one_asks_else_today():
    assert View(today=record.TODAY).day == record.TODAY
    assert View(today=record.TODAY, as_of=day("2024-06-01")).day == day("2024-06-01")


def test_another_rule_or_day_is_not_the_record_as_it_was_projected():
    assert View(today=record.TODAY).is_the_record
    assert not View(today=record.TODAY, rule=Rule.INFORMATIVE).is_the_record
    assert not View(today=record.TODAY, as_of=record.TODAY).is_the_record


def test_a_meeting_is_planned_before_its_report_and_held_after(desk, find):
    talks = find("meeting", articles="3")
    assert desk.event(talks.id, as_of=day("2024-06-02")).status is Status.PLANNED
    assert desk.event(talks.id, as_of=day("2024-06-03")).status is Status.HELD
    assert [desk.event(talks.id, as_of=day(f"2024-06-0{n}")).articles for n in (1, 2, 3, 4)] == [1, 1, 2, 3]


def test_before_its_first_report_an_event_is_not_known(desk, find):
    talks = find("meeting", articles="3")
    with pytest.raises(StoreError, match="knew nothing"):
        desk.event(talks.id, as_of=day("2024-05-31"))


def known(desk, on, **more):
    return {kept.key for event in desk.events(as_of=on, **more) for kept in event.claims}


@pytest.mark.parametrize("by_adding", [False, True])
def test_the_record_only_grows_with_the_day_as_of_which_it_is_asked(desk, by_adding):
    days = [day("2024-04-01") + timedelta(days=n) for n in range(0, 200, 7)]
    found = [known(desk, on, by_adding=by_adding) for on in days]
    assert all(one <= other for one, other in pairwise(found))
    assert found[0] == set()
    assert found[-1] == known(desk, None)


@pytest.mark.parametrize("on", ["2024-04-30", "2024-06-02", "2024-06-03", "2024-07-31", "2024-08-31"])
def test_as_of_a_day_the_record_is_what_the_articles_published_by_then_make(desk, tmp_path, on):
    with record.opened(tmp_path, name="then.db") as then:
        record.add(then, tmp_path, [told for told in record.TOLD if told.published <= on])
        assert [event_to_json(e) for e in desk.events(as_of=day(on))] == [
            event_to_json(e) for e in then.events(as_of=day(on))
        ]


def test_as_it_was_added_the_record_is_what_it_held_on_that_day(tmp_path):
    clock = record.Clock()
    with record.opened(tmp_path, clock) as desk:
        record.add(desk, tmp_path, record.TOLD[:4])
        before = [event.id for event in desk.events()]
        clock.time += timedelta(days=10)
        record.add(desk, tmp_path, record.TOLD[4:])
        as_added = desk.events(as_of=record.TODAY + timedelta(days=5), by_adding=True)
        assert [event.id for event in as_added] == before
        assert len(desk.events()) > len(before)


def test_a_ruling_is_known_as_of_the_day_on_which_it_was_passed_where_adding_counts(tmp_path):
    clock = record.Clock()
    with record.opened(tmp_path, clock) as desk:
        record.add(desk, tmp_path)
        clock.time += timedelta(days=10)
        event = desk.events()[0]
        desk.rule(review.amend(event, desk.hand(), "people", ["Odo Hall"]))
        on = record.TODAY + timedelta(days=5)
        assert desk.event(event.id, as_of=on, by_adding=True).shown("people") == event.shown("people")
        assert desk.event(event.id, as_of=on).shown("people") == ["Odo Hall"]
