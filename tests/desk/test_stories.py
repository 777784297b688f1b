"""Which articles tell one story, whatever the order in which they come."""

import json
from datetime import UTC, date, datetime
from itertools import permutations
from random import Random

import pytest

from dateline.desk.open import Desk
from dateline.desk.stories import tell_stories
from dateline.ingest.sketch import Sketch
from dateline.model.kept import Source
from dateline.store.base import Incoming
from dateline.store.sql import open_store
from tests import make

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


# ---- crowds

WORD = [f"word{number}" for number in range(1000)]
FORM = WORD[:30]  # half of each article of a form that is filled in again and again
LIKE = [[*FORM, *WORD[100 + 30 * number : 130 + 30 * number]] for number in range(25)]
CHAIN = [WORD[900 + 8 * number : 960 + 8 * number] for number in range(4)]  # each a copy of the next alone


def kept_in(folder, texts, name):
    """A record of these texts, compared one after the other."""
    store = open_store(str(folder / name), create=True)
    for key, words in texts:
        article = make.article(" ".join(words), id=key, key=key, published=date(2024, 6, 3))
        reading = make.reading(
            article=article, claims=(), statements=(), people=(), mentions=(), times=(), residue=(), opening=None
        )
        source = Source(key=key, id=key, added=datetime(2024, 6, 4, tzinfo=UTC), published=article.published)
        store.append([Incoming(source=source, reading=reading, keys=())])
        tell_stories(store)
    return store


@pytest.mark.parametrize("seed", range(4))
def test_of_a_text_in_hundreds_of_papers_all_are_one_story_in_whatever_order_they_come(tmp_path, monkeypatch, seed):
    monkeypatch.setattr("dateline.desk.stories._CROWD", 3)
    papers = [(f"p{number:02}", [*CHAIN[0][number % 3 :], f"paper{number}"]) for number in range(20)]
    texts = [*papers, *((f"q{number}", words) for number, words in enumerate(CHAIN))]
    Random(seed).shuffle(texts)  # noqa: S311  (no secret hangs on it)
    store = kept_in(tmp_path, texts, "r.db")
    assert set(store.stories([key for key, _ in texts]).values()) == {"p00"}
    store.close()


def test_a_copy_is_found_among_many_that_are_half_alike_and_the_work_does_not_grow(tmp_path, monkeypatch):
    monkeypatch.setattr("dateline.desk.stories._CROWD", 3)
    compared = []
    unpacked = Sketch.unpacked

    def counted(key, mark):
        compared.append(key)
        return unpacked(key, mark)

    monkeypatch.setattr(Sketch, "unpacked", counted)
    store = kept_in(tmp_path, [(f"n{number:02}", words) for number, words in enumerate(LIKE)], "r.db")
    assert store.stories(["n00", "n24"]) == {"n00": "n00", "n24": "n24"}
    half = sum(key < "n12" for key in compared)
    assert len(compared) - half < 3 * half  # it would grow with the square
    again = kept_in(tmp_path, [("z1", [*LIKE[24][:-1], "other"]), ("z2", LIKE[3])], "r.db")
    assert again.stories(["z1", "z2"]) == {"z1": "n24", "z2": "n03"}
    again.close()
    store.close()
