"""Which articles tell one story, whatever the order in which they come."""

import json
from datetime import date
from itertools import permutations

import pytest

from dateline.desk.open import Desk

FIRST = (
    "ARDEN, June 3 (NWA) - Arland's Defence Minister Ines Maren met her Belmar counterpart Tomas Ruh here on Saturday "
    "for talks that lasted two hours, the ministry said in a statement. The two ministers agreed to hold the naval "
    "exercise Grey Heron every second year, beginning in the waters off Corva next spring, and to exchange cadets."
)
OTHER = (
    "CORVA, June 4 - Tomas Ruh, the defence minister of Belmar, came home on Sunday from Arden, where he had seen Ines "
    "Maren. Nothing was said of the price of the frigates that Belmar would like to buy from the yards of Arland."
)
TAKEN = OTHER + " " + FIRST.partition(". ")[2]


def coded(trigger: str, text: str) -> dict[str, object]:
    at = text.index(trigger)
    return {
        "type": "meeting",
        "mode": "bilateral",
        "status": "held",
        "start": "2024-06-01",
        "end": None,
        "countries": ["NOR", "SWE"],
        "organizations": [],
        "people": ["Ines Maren", "Tomas Ruh"],
        "place": None,
        "name": None,
        "trigger": {"start": at, "end": at + len(trigger), "text": trigger},
    }


ARTICLES = {
    "wire": (FIRST, "Northern Wire", "2024-06-03", "met"),
    "copy": (FIRST.replace("two hours", "two  hours"), "Corva Post", "2024-06-04", "met"),
    "own": (OTHER, "Belmar Today", "2024-06-04", "had seen"),
}


@pytest.fixture
def add(tmp_path):
    def add(names, record="r.db", articles=ARTICLES):
        desk = Desk.open(tmp_path / record)
        codings = tmp_path / "codings"
        codings.mkdir(exist_ok=True)
        for name in names:
            text, publisher, published, trigger = articles[name]
            path = tmp_path / f"{name}.json"
            path.write_text(
                json.dumps({"id": name, "text": text, "publisher": publisher, "published": published}), encoding="utf-8"
            )
            coding = {"id": name, "events": [coded(trigger, text)], "quotations": [], "people": []}
            (codings / f"{name}.json").write_text(json.dumps(coding), encoding="utf-8")
            desk.add_codings(codings, path, by="tester")
        return desk

    return add


@pytest.mark.parametrize("order", list(permutations(ARTICLES)))
def test_a_copy_confirms_nothing_in_whatever_order_articles_come(add, order):
    with add(order) as desk:
        (event,) = desk.events()
        assert (event.articles, event.sources) == (3, 2)
        stories = {kept.source.id: kept.source.story for kept in event.claims}
        assert stories["copy"] == stories["wire"] != stories["own"]


def test_a_claim_in_a_sentence_taken_from_another_report_of_the_event_is_of_its_story(add):
    taken = {**ARTICLES, "paper": (TAKEN, "Lakeland Paper", "2024-06-05", "agreed to hold")}
    with add(("wire", "paper"), articles=taken) as desk:
        (event,) = desk.events()
        assert (event.articles, event.sources) == (2, 1)
        assert desk.store.source(event.claims[1].source.key).story == event.claims[1].source.key


def test_articles_compared_once_are_not_compared_again(add):
    with add(("wire", "copy")) as desk:
        assert desk.store.unsigned() == ()
        assert desk.store.waiting() == ()
        assert desk.store.source(desk.events()[0].claims[0].source.key).published == date(2024, 6, 3)
