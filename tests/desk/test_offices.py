from datetime import date

import pytest

from dateline.books.register import Register
from dateline.desk import offices
from dateline.desk.offices import office_diary, offices_in, offices_of, tenure_to_json
from dateline.joining.account import account
from dateline.model.claim import Participant
from tests.joining.told import told

BOOK = {
    "checked": "2024-01-01",
    "sources": ["gazette 2021/118"],
    "tenures": {
        "ARL/defence-minister": ["2021-11-04/2024-06-30 Ines Maren = I. Maren", "2024-07-01/.. Odo Hall"],
        "BLM/navy-chief": ["2020/.. Ines Maren"],
        "NWO/secretary-general": ["2020/.. Tomas Ruh"],
    },
}


@pytest.fixture(autouse=True)
def register(monkeypatch):
    """A register of invented offices."""
    states = {code: {"names": [code], "adjectives": [], "capital": []} for code in ("ARL", "BLM")}
    empty: dict[str, dict[str, object]] = {"codes": {}, "organizations": {}, "series": {}}
    book = Register({"tenures": {"invented": BOOK}, "countries": states, **empty})
    monkeypatch.setattr(Register, "load", staticmethod(lambda: book))
    offices.held.cache_clear()
    yield book
    offices.held.cache_clear()


def who(name="Ines Maren", **more):
    return Participant(name=name, role="guest", **more)


def event(article, when, *people, **more):
    return account([told(article, "2024-08-01", when=when, participants=people, **more)])


def test_the_office_that_the_article_tells_counts_before_that_of_the_register():
    assert offices_of(who(office_id="ARL/president"), date(2024, 6, 1)) == ("ARL/president",)
    assert offices_of(who(country="ARL"), date(2024, 6, 1)) == ("ARL/defence-minister",)


def test_a_namesake_of_another_state_gives_no_office():
    assert offices_of(who(country="BLM"), date(2024, 6, 1)) == ("BLM/navy-chief",)
    assert set(offices_of(who(), date(2024, 6, 1))) == {"ARL/defence-minister", "BLM/navy-chief"}
    assert offices_of(who("Tomas Ruh", country="BLM"), date(2024, 6, 1)) == ("NWO/secretary-general",)


def test_after_the_tenure_or_on_no_day_there_is_no_office():
    assert offices_of(who(country="ARL"), date(2024, 7, 1)) == ()
    assert offices_of(who(country="ARL"), None) == ()


def test_the_diary_of_an_office_follows_it_from_one_holder_to_the_next():
    events = [
        event("n1", "2024-06-01", who(country="ARL")),
        event("n2", "2024-07-10", who(country="ARL")),  # in office no more
        event("n3", "2024-07-11", who("Odo Hall", country="ARL")),
        event("n4", "2024-07-12", who("Odo Hall", office_id="ARL/president")),
    ]
    diary = office_diary(events, "ARL/defence-minister")
    assert diary.names == ("Ines Maren", "Odo Hall")
    assert [one.id for trip in diary.trips for one in trip.events] == [events[0].id, events[2].id]
    assert [one.person.name for one in diary.tenures] == ["Ines Maren", "Odo Hall"]
    assert diary.to_json()["tenures"][0]["last"] == "2024-06-30"


def test_a_name_that_only_the_event_shows_counts_too():
    found = account([told("n1", "2024-08-01", when="2024-06-01", people=("Ines Maren",))])
    assert offices_in(found) == {"ARL/defence-minister": ("Ines Maren",), "BLM/navy-chief": ("Ines Maren",)}


def test_a_tenure_as_json_says_how_finely_it_is_known(register):
    (tenure,) = register.tenures_of("Tomas Ruh")
    assert tenure_to_json(tenure) == {
        "person": "Tomas Ruh",
        "office": "NWO/secretary-general",
        "first": "2020-01-01",
        "last": None,
        "grain": "year",
        "checked": "2024-01-01",
        "sources": ["gazette 2021/118"],
    }
