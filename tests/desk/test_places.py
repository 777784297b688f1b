from typing import Any

import pytest

from dateline.desk.places import Drawn, Spot, spots
from dateline.model.claim import Place
from tests import make
from tests.export import made


def at(name: str | None, country: str | None = None, precision: str = "city", *chain: str) -> Any:
    """A meeting at a place; of None, without one."""
    place = Place(name=name, country=country, precision=precision, chain=(name, *chain)) if name else None
    return made.event(made.kept(claim=make.claim(place=place)))


def spot(*events: Any) -> Spot:
    (only,) = spots(events)
    return only


def test_a_city_is_a_point():
    one = spot(at("Moscow", "RUS"))
    assert (one.drawn, one.name, one.country, one.where.point) == (Drawn.POINT, "Moscow", "RUS", (55.75, 37.62))


def test_a_building_and_its_city_are_one_spot_that_names_the_building():
    one = spot(at("Moscow", "RUS"), at("Ministry of Defence", "RUS", "building", "Moscow", "RUS"))
    assert (one.name, one.places, len(one.events)) == ("Moscow", ("Ministry of Defence",), 2)


@pytest.mark.parametrize("capital", ["Moscow", "Ardenville"])
def test_what_is_known_to_a_country_alone_is_that_country_and_no_point_in_it(capital):
    one = spot(at("Russia", "RUS", "country", capital, "RUS"))
    assert (one.drawn, one.name, one.where.point, one.where.box) == (Drawn.COUNTRY, "Russia", None, None)


def test_a_town_that_no_book_can_find_is_drawn_as_its_country_which_names_it():
    one = spot(at("Russia", "RUS", "country"), at("Ardenville", "RUS"))
    assert (one.drawn, one.name, one.places) == (Drawn.COUNTRY, "Russia", ("Ardenville",))


def test_a_sea_is_a_frame():
    one = spot(at("Bay of Bengal", None, "sea"))
    assert (one.drawn, one.where.box) == (Drawn.SEA, (5, 80, 22, 95))


def test_what_cannot_be_placed_is_told_apart_from_what_is_not_told():
    nowhere, untold = sorted(
        spots([at("Highlands of Arland", None, "region"), at(None)]), key=lambda one: -len(one.name)
    )
    assert (nowhere.drawn, nowhere.name) == (Drawn.NOWHERE, "Highlands of Arland")
    assert (untold.drawn, untold.name, untold.places) == (Drawn.NOWHERE, "", ())


def test_every_event_stands_in_one_spot_the_finest_first():
    events = [at("Russia", "RUS", "country"), at("Bay of Bengal", None, "sea"), at(None), at("Moscow", "RUS")]
    found = spots(events)
    assert [one.drawn for one in found] == [Drawn.POINT, Drawn.SEA, Drawn.COUNTRY, Drawn.NOWHERE]
    assert sum(len(one.events) for one in found) == len(events)
    assert len({one.key for one in found}) == len(found)
