"""The page that a release states its accuracy on."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from dateline.evaluate.gold import gold
from dateline.evaluate.release import Scored, name_of, page
from dateline.evaluate.score import score

ROOT = Path(__file__).parents[2]
TEXT = "Nobody may pass this on"


def event(kind="meeting", start="2024-06-01", **more):
    told = {"type": kind, "status": "held", "start": start, "countries": ["ARL", "BLM"], "people": []}
    return told | {"trigger": {"start": 5 * int(start[-2:]), "end": 5 * int(start[-2:]) + 3, "text": TEXT}} | more


CODED = {
    "a1": [event(), event(start="2024-06-02"), event("visit", "2024-06-03", countries=["ARL"])],
    "a2|x": [event()],
    "a3": [event()],
}
FOUND = {
    "a1": [
        event(status="planned", countries=["ARL"]),
        event(start="2024-06-09", trigger=event(start="2024-06-02")["trigger"]),
    ],
    "a2|x": [event(), event("call", "2024-06-05")],
}
VERSIONS = {"software": "1.0", "codebook": "1.1+ab", "register": "cd", "encoder": "ef"}


@pytest.fixture
def scored(tmp_path):
    folder = tmp_path / "some" / "codings"
    folder.mkdir(parents=True)
    for number, (id_, events) in enumerate(CODED.items()):
        coding = {"id": id_, "events": events, "quotations": [], "people": []}
        (folder / f"{number}.json").write_text(json.dumps(coding), encoding="utf-8")
    coded = gold(folder)
    readings = {id_: {"id": id_, "events": events, "versions": VERSIONS} for id_, events in FOUND.items()}
    return Scored(
        name=name_of(folder), gold=coded, readings=readings, scores=score(coded.codings, readings), about="Seen by all."
    )


def failures(text):
    rows = re.findall(r"^\| (\S.*) \|$", text.partition("## Failures")[2], re.MULTILINE)
    return [row.split(" | ") for row in rows[2:]]


def test_it_names_the_set_its_digest_and_what_had_read_it(scored, tmp_path):
    told = page(scored)
    assert f"the set {tmp_path.name}/some, digest `{scored.gold.digest}`: 3 articles" in told
    assert "with 5 events" in told
    assert "1 of them could not be read" in told
    assert "Seen by all." in told
    assert "Read by Dateline 1.0, codebook 1.1+ab, register cd, encoder ef." in told


def test_every_failure_stands_there_by_article_and_event_and_nothing_that_is_right(scored):
    assert failures(page(scored)) == [
        ["a1", "coded 001", "meeting", "2024-06-01", "wrong: status, countries"],
        ["a1", "coded 002", "meeting", "2024-06-02", "wrong: first day (2024-06-09 was read)"],
        ["a1", "coded 003", "visit", "2024-06-03", "was missed"],
        ["a2\\|x", "found 002", "call", "2024-06-05", "is not coded"],
        ["a3", "coded 001", "meeting", "2024-06-01", "was missed"],
    ]


def test_its_figures_are_those_of_the_scorer_with_their_intervals(scored):
    (row,) = re.findall(r"^\| events, each .*$", page(scored), re.MULTILINE)
    assert "| 0.750 | 0.600 | 0.667 |" in row
    low, high = re.findall(r"(\d\.\d{3})–(\d\.\d{3})", row)[0]
    assert float(low) <= 0.667 <= float(high)


def test_nothing_of_the_texts_stands_on_it(scored):
    assert TEXT not in page(scored)


def test_the_same_readings_give_the_same_page(scored):
    assert page(scored) == page(scored)


def test_where_nothing_is_wrong_it_says_so(scored):
    right = {id_: {"id": id_, "events": events} for id_, events in CODED.items()}
    whole = Scored(name="n", gold=scored.gold, readings=right, scores=score(scored.gold.codings, right))
    assert "There are none." in page(whole)
    assert "not told by the readings" in page(whole)


def test_the_page_of_this_release_is_of_the_set_that_the_gate_holds():
    """Mend: make accuracy."""
    told = (ROOT / "docs" / "reference" / "accuracy.md").read_text(encoding="utf-8")
    floors = tomllib.loads((ROOT / "tests" / "evaluate" / "floors.toml").read_text(encoding="utf-8"))
    assert f"digest `{floors['digest']}`" in told
    assert "## Failures" in told
