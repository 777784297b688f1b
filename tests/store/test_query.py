from dataclasses import replace
from datetime import date

import pytest

from dateline.model.day import Grain
from dateline.model.event import Field, Said, Status
from dateline.model.kept import SourceClass
from dateline.store.base import Wanted
from tests import make
from tests.store import made


@pytest.fixture
def some(store):
    """A record of five events, three of them dated, in two articles; and their claims by their persons' names."""
    met = make.claim(people=("Inés Maren",), organizations=("NPF",))
    again = make.later(people=("Tomas Ruh",), countries=("BLM", "CDN"), name="Arden Talks")
    visit = make.claim(kind="visit", trigger=make.span("here"), days=None, people=("Ada_Vale",), countries=())
    sea = make.claim(kind="exercise", trigger=make.span("naval"), days=make.days(date(2024, 5, 30), date(2024, 6, 1)))
    store.append([made.sample(claims=(met, sea, again))])
    other = make.article(make.TEXT + " End.", publisher="Côte Daily", title="Maren’s visit")
    other_reading = make.reading(article=other, claims=(visit, replace(visit, kind="meeting")), versions=made.FIRST)
    store.append([made.incoming(other_reading, source_class=SourceClass.OFFICIAL)])
    series = {"Tomas Ruh": "arden-talks"}
    events = [made.event(one, series=series.get(one.claim.people[0])) for one in store.kept()]
    store.project([], {}, events)
    return events


def found(store, **wanted):
    return [(one.kind, one.claims[0].claim.people[0]) for one in store.events(Wanted(**wanted))]


MET, AGAIN, SEA = ("meeting", "Inés Maren"), ("meeting", "Tomas Ruh"), ("exercise", "Ines Maren")


def test_events_come_in_order_of_their_first_day_those_without_last(store, some):
    assert found(store)[:3] == [SEA, MET, AGAIN]
    dateless = made.ids(store.events(Wanted()))[3:]
    assert dateless == sorted(dateless)
    assert len(dateless) == 2
    assert sorted(made.ids(store.events(Wanted()))) == sorted(made.ids(some))


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2024, 6, 1), date(2024, 6, 1), [SEA, MET]),
        (None, date(2024, 5, 31), [SEA]),
        (date(2024, 6, 2), None, [AGAIN]),
        (date(2024, 11, 30), date(2025, 1, 1), [AGAIN]),
        (date(2024, 12, 1), None, []),
    ],
)
def test_an_event_is_found_by_any_day_on_which_it_may_have_been_under_way(store, first, last, expected):
    assert found(store, first=first, last=last) == expected


@pytest.mark.usefixtures("some")
@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({"parties": ("BLM",)}, [SEA, MET, AGAIN]),
        ({"parties": ("BLM", "ARL")}, [SEA, MET]),
        ({"parties": ("NPF",)}, [MET]),
        ({"parties": ("BL",)}, []),
        ({"person": "MAREN"}, [SEA, MET]),
        ({"person": "ines m"}, [SEA, MET]),
        ({"person": "%"}, []),
        ({"person": "ada_v", "kinds": ("visit",)}, [("visit", "Ada_Vale")]),
        ({"person": "i_es"}, []),
        ({"person": "aren"}, []),  # a part of a name is looked for by its beginning
        ({"words": "."}, []),
        ({"words": '"'}, []),
        ({"kinds": ("exercise",)}, [SEA]),
        ({"statuses": (Status.PLANNED,)}, [AGAIN]),
        ({"statuses": ("held",), "parties": ("NPF",)}, [MET]),
        ({"series": "arden-talks"}, [AGAIN]),
        ({"source": "cote"}, [("visit", "Ada_Vale"), ("meeting", "Ada_Vale")]),
        ({"source": "official", "kinds": ("visit",)}, [("visit", "Ada_Vale")]),
        ({"source": "wire"}, [SEA, MET, AGAIN]),
        ({"words": "marens visit"}, []),
        ({"words": '"maren’s visit"', "kinds": ("visit",)}, [("visit", "Ada_Vale")]),
        ({"words": "arden TALKS"}, [AGAIN]),
        ({"words": "exercise", "kinds": ("exercise",)}, [SEA]),
        ({"limit": 2}, [SEA, MET]),
    ],
)
def test_events_are_found_by_what_is_asked_of_them(store, wanted, expected):
    assert sorted(found(store, **wanted)) == sorted(expected)


def test_pages_follow_one_another_and_leave_none_out(store, some):
    pages, last = [], None
    while page := made.ids(store.events(Wanted(limit=2, after=last))):
        pages.append(page)
        last = page[-1]
    assert [len(page) for page in pages] == [2, 2, 1]
    assert [id_ for page in pages for id_ in page] == made.ids(store.events(Wanted()))
    assert made.ids(store.events(Wanted(after="e-unknown"))) == []
    assert len(some) == 5


def test_events_are_found_by_any_of_their_ids(store, some):
    whole = made.event(*some[0].claims, *some[1].claims)
    store.project([], {}, [whole])
    asked = tuple("e-" + one.claims[0].key for one in some[:3])
    assert sorted(made.ids(store.events(Wanted(ids=asked)))) == sorted([whole.id, some[2].id])
    assert len(list(store.events(Wanted(ids=asked, limit=1)))) == 1


def test_an_event_shows_its_claims_as_they_were_when_it_was_projected(store, some):
    before = store.event(some[0].id)
    key = some[0].claims[0].source.key
    article = store.article(key)
    store.append([made.incoming(make.reading(article=article, claims=(), versions=made.SECOND))])
    assert list(store.kept(one.key for one in before.claims)) == []
    assert store.event(some[0].id) == before


def test_what_a_long_hostile_article_names_is_kept(store):
    """PostgreSQL's usual index takes no more than 2,700 bytes of a value."""
    long = "".join(chr(0x4E00 + n) for n in range(4000))
    article = make.article(long, url=long, publisher=long, title=long, id=long)
    store.append(
        [
            made.incoming(
                make.reading(article=article, claims=(make.claim(countries=(long,), people=(long,), name=long),))
            )
        ]
    )
    (kept,) = store.kept()
    event = made.event(kept)
    store.project([], {kept.key: [long]}, [event])
    assert made.ids(store.events(Wanted(parties=(long,), person=long))) == [event.id]
    assert store.near([long]) == {kept.key}
    assert store.versions_of(long)


def test_a_season_and_an_open_end_are_found_by_days(store):
    summer = make.claim(days=make.days(date(2024, 6, 1), date(2024, 8, 31), Grain.SEASON))
    store.append([made.sample(claims=(summer,))])
    made.catch_up(store)
    assert len(list(store.events(Wanted(first=date(2024, 8, 31))))) == 1
    store.project([], {}, [made.event(*store.kept(), days=make.days(date.min, date.max))])
    assert len(list(store.events(Wanted(first=date(1, 1, 1), last=date(1, 1, 1))))) == 1
    assert len(list(store.events(Wanted(first=date.max)))) == 1


def test_places_and_lists_stand_in_columns_that_a_person_can_read(store):
    store.append([made.sample(claims=(make.claim(),))])
    (kept,) = store.kept()
    place = Field(name="place", shown={"name": "Arden", "country": "ARL"}, said=(Said(value="Arden"),), rule="r@1")
    event = made.event(kept)
    store.project([], {}, [replace(event, fields=event.fields | {"place": place})])
    with store._engine.connect() as connection:
        row = connection.exec_driver_sql("SELECT * FROM record").mappings().one()
    told = {name: str(row[name]) for name in ("type", "status", "first", "edtf", "countries", "people", "place")}
    assert told == {
        "type": "meeting",
        "status": "held",
        "first": "2024-06-01",
        "edtf": "2024-06-01",
        "countries": "ARL, BLM",
        "people": "Ines Maren, Tomas Ruh",
        "place": "Arden",
    }
