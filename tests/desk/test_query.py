from datetime import date

import pytest

from dateline.desk import query, review
from dateline.errors import StoreError
from dateline.model.event import Status
from dateline.store.base import Wanted


def day(text):
    return date.fromisoformat(text)


def asked(desk, **wanted):
    return [(event.kind, event.days.edtf()) for event in desk.events(Wanted(**wanted))]


def test_events_come_in_the_order_of_their_days(desk):
    found = desk.events()
    assert [event.days.earliest_start for event in found] == sorted(event.days.earliest_start for event in found)
    assert [event.kind for event in found] == ["exercise", "meeting", "visit", "meeting", "meeting", "visit"]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"first": day("2024-07-01"), "last": day("2024-07-31")}, 2),
        ({"first": day("2024-07-02"), "last": day("2024-07-02")}, 2),
        ({"first": day("2024-09-01")}, 1),
        ({"last": day("2024-06-03")}, 2),
        ({"parties": ("ARL", "CRL")}, 1),
        ({"parties": ("ARL", "BLM")}, 5),
        ({"person": "maren"}, 3),
        ({"kinds": ("visit",)}, 2),
        ({"source": "gazette"}, 2),
        ({"limit": 2}, 2),
    ],
)
def test_events_are_found_by_what_is_asked_of_them(desk, wanted, count):
    assert len(asked(desk, **wanted)) == count


def test_statuses_are_those_of_the_day_on_which_one_asks(desk):
    """A lapse comes of the passing of days, and is in no projection."""
    assert asked(desk, statuses=("lapsed",)) == [("exercise", "2024-05-20/2024-05-24")]
    assert asked(desk, statuses=("planned",)) == [("visit", "2024-09-20")]
    wanted = Wanted(statuses=("planned",))
    assert [event.kind for event in desk.events(wanted, as_of=day("2024-05-01"))] == ["exercise"]


def test_days_are_asked_of_what_is_shown(desk, find):
    visit = find("visit", status="held")
    desk.rule(review.amend(visit, desk.hand(), "days", "2023-01-01"))
    assert asked(desk, last=day("2023-12-31")) == [("visit", "2023-01-01")]


def test_a_page_begins_behind_the_event_that_ended_the_last(desk):
    found = desk.events()
    pages, after = [], None
    while page := desk.events(Wanted(limit=4, after=after)):
        pages.append([event.id for event in page])
        after = page[-1].id
    assert [id_ for page in pages for id_ in page] == [event.id for event in found]
    assert [len(page) for page in pages] == [4, 2]


def test_an_event_is_found_by_its_id_that_of_a_claim_and_the_beginning_of_either(desk, find):
    talks = find("meeting", articles="3")
    for id_ in (talks.id, talks.id[2:], talks.id[:10], "e-" + talks.claims[-1].key):
        assert desk.event(id_) == talks


@pytest.mark.parametrize(("id_", "told"), [("zz", "has no event"), ("", "more than one"), ("e-", "more than one")])
def test_an_id_that_leads_nowhere_or_to_many_is_told_with_the_mend(desk, id_, told):
    with pytest.raises(StoreError, match=told) as caught:
        desk.event(id_)
    assert caught.value.code == "record.event"
    assert caught.value.mend


def test_a_promise_lapses_with_what_the_record_covers(find):
    lapsed = find("exercise")
    assert lapsed.status is Status.LAPSED
    assert "no report found" in lapsed.steps[-1].why
    assert "article" in lapsed.steps[-1].why


def test_found_events_are_a_sequence_that_knows_how_it_was_looked_at(desk):
    found = desk.events(as_of=day("2024-06-30"))
    assert found.view.as_of == day("2024-06-30")
    assert found[0] == next(iter(found))
    assert [event["id"] for event in found.to_json()] == [event.id for event in found]


def test_an_event_fits_days_on_which_it_may_have_been_under_way(find):
    visit = find("visit", status="held")
    assert query.fits(visit, Wanted(first=day("2024-07-03"), last=day("2024-07-10")))
    assert not query.fits(visit, Wanted(first=day("2024-07-04")))
    assert not query.fits(visit, Wanted(last=day("2024-06-30")))
