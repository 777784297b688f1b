from dataclasses import replace
from typing import Any

import pytest

from dateline.desk import review
from dateline.desk.readout import Sides, readout, texts_of
from dateline.errors import ReviewError
from tests import record
from tests.record import ARDEN, CORVA, PAIR, Told, event

TALKS: dict[str, Any] = {"mode": "bilateral", "place": ARDEN}
TWO = (  # what two ministries say of one meeting; the second tells of a call, too
    Told(
        "a", "2024-06-03", "Ines Maren met Tomas Ruh in Arden on June 3 for the naval review, the ministry said.",
        (event("meeting", "met", "2024-06-03", **TALKS, people=PAIR, name="Naval Review"),), "Arland Ministry",
        {"url": "https://mod.gov.arland.example/1"},
    ),
    Told(
        "b", "2024-06-03", "Tomas Ruh held talks in Arden on June 3-4. He called Odo Hall of Corland on June 2.",
        (event("meeting", "talks", "2024-06-03", "2024-06-04", **TALKS, people=[PAIR[1], "Vara Lind"]),
         event("meeting", "called", "2024-06-02", mode="call", countries=["BLM", "CRL"], people=["Odo Hall"])),
        "Belmar Ministry",
    ),
)  # fmt: skip


def merged(desk, folder, told=TWO):
    """A desk with these, where a person ruled that both tell of one meeting."""
    record.add(desk, folder, told)
    talks = [one for one in desk.events() if one.shown("mode") == "bilateral"]
    if len(talks) > 1:
        desk.rule(review.merge(talks, desk.hand()))
    return desk


@pytest.fixture
def desk(tmp_path):
    with record.opened(tmp_path) as desk:
        yield merged(desk, tmp_path)


@pytest.fixture
def both(desk):
    """The meeting of which both tell."""
    return next(one for one in desk.events() if one.articles == 2)


def key(desk, id_):
    return next(source.key for source in desk.store.sources() if source.id == id_)


def stands(found):
    return {line.name: line.stand for line in found.lines}


def test_fields_are_aligned_and_what_one_leaves_out_is_told(desk, both):
    found = readout(desk.store, both, key(desk, "a"), key(desk, "b"))
    assert stands(found) == {
        "type": Sides.SAME,
        "mode": Sides.SAME,
        "status": Sides.SAME,
        "days": Sides.FULLER,
        "countries": Sides.SAME,
        "people": Sides.FULLER,
        "place": Sides.SAME,
        "name": Sides.ONE,
    }


def test_the_other_way_round_it_is_the_other_that_leaves_out(desk, both):
    found = readout(desk.store, both, key(desk, "b"), key(desk, "a"))
    assert stands(found)["name"] is Sides.OTHER
    assert [also.stand for also in found.also] == [Sides.ONE]


def test_occasions_of_which_one_alone_tells_are_told(desk, both):
    found = readout(desk.store, both, key(desk, "a"), key(desk, "b"))
    assert [(also.event.shown("mode"), also.stand) for also in found.also] == [("call", Sides.OTHER)]
    assert [one.words.split()[0] for one in found.one.sentences] == ["Ines"]


def test_what_cannot_both_be_so_is_told_otherwise(tmp_path):
    told = replace(TWO[1], events=(TWO[1].events[0] | {"place": CORVA, "end": None},))
    with record.opened(tmp_path, name="other.db") as desk:
        merged(desk, tmp_path, [TWO[0], told])
        (event_,) = [one for one in desk.events() if one.articles == 2]
        assert stands(readout(desk.store, event_))["place"] is Sides.OTHERWISE


def test_official_texts_come_first_and_copies_are_one(desk, both):
    classes = [source.source_class.value for source in texts_of(both)]
    assert classes == sorted(classes, key=lambda one: one != "official")
    found = readout(desk.store, both)
    assert {found.one.source.id, found.other.source.id} == {"a", "b"}


def test_one_text_alone_cannot_be_held_against_another(desk, both):
    call = next(one for one in desk.events() if one.articles == 1)
    with pytest.raises(ReviewError, match="no two texts"):
        readout(desk.store, call)
    with pytest.raises(ReviewError, match="no two texts"):
        readout(desk.store, both, key(desk, "a"), key(desk, "a"))
    with pytest.raises(ReviewError, match="no two texts"):
        readout(desk.store, both, "nowhere", key(desk, "a"))
