"""Codings that are kept without their texts."""

import gzip
import importlib.util
import json
import re
from pathlib import Path

import pytest

from tests.shared import needs
from tests.training.test_build import DRAFT, TEXT

CODINGS = Path(__file__).parents[2] / "training" / "briefings" / "codings.py"
PAGE = {
    "id": "b1",
    "url": "https://a.invalid/1",
    "published": "2024-06-05",
    "publisher": "Arland",
    "title": None,
    "kind": "readout",
}


@pytest.fixture(scope="module")
def codings():
    spec = importlib.util.spec_from_file_location("briefings_codings", CODINGS)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def public_set(folder, text):
    (folder / "briefings").mkdir(parents=True)
    with gzip.open(folder / "briefings" / "briefings.jsonl.gz", "wt", encoding="utf-8") as lines:
        lines.write(json.dumps({**PAGE, "text": text}) + "\n")
    return folder


@pytest.fixture
def coding():
    at = TEXT.index("It is done,")
    spoken = {"text": "It is done,", "start": at, "end": at + 11, "speaker": "Ines Maren"}
    return {"id": "n01", "events": DRAFT["events"], "quotations": [spoken], "people": DRAFT["people"]}


def test_a_coding_is_kept_without_its_text_and_comes_back_with_it(codings, coding, tmp_path):
    data = public_set(tmp_path / "data", TEXT)
    line = codings.packed({"text": TEXT}, coding, "b1")
    assert "It is done" not in json.dumps(line)
    (tmp_path / "codings.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert codings.write(codings.coded(data, tmp_path / "codings.jsonl"), tmp_path / "gold") == 1
    ((article, back),) = codings.read(tmp_path / "gold")
    assert back == coding
    assert (article["text"], article["published"], article["tags"]) == (TEXT, "2024-06-05", ["readout"])


@pytest.mark.parametrize("text", [TEXT + " More.", None])
def test_a_text_that_is_another_or_missing_is_named(codings, coding, tmp_path, text):
    line = codings.packed({"text": TEXT}, coding, "b1")
    texts = codings.briefings(public_set(tmp_path, text)) if text else {}
    with pytest.raises(SystemExit, match=r"n01: b1 is .*take the set"):
        codings.unpacked(line, texts)


def kept(codings):
    return {file: list(map(json.loads, file.read_text("utf-8").splitlines())) for file in (codings.FIT, codings.HELD)}


def test_no_statement_is_both_fitted_on_and_held(codings):
    fit, held = ({line["of"] for line in lines} for lines in kept(codings).values())
    assert fit
    assert held
    assert not fit & held


def test_no_statement_of_the_gold_set_is_among_them(codings):
    gold = needs("gold")
    theirs = [json.loads(path.read_text("utf-8")) for path in gold.glob("*/articles/w*.json")]
    assert len(theirs) > 100
    taken = {codings.digest(article["text"]) for article in theirs}
    assert not taken & {line["text"] for lines in kept(codings).values() for line in lines}


def test_every_coding_has_its_text_in_the_public_set_and_its_words_stand_there(codings):
    data = needs("data")
    for file in (codings.FIT, codings.HELD):
        for article, coding in codings.coded(data, file):
            for trigger in (event["trigger"] for event in coding["events"]):
                assert article["text"][trigger["start"] : trigger["end"]] == trigger["text"], coding["id"]


def test_no_coding_holds_four_words_in_a_row_of_its_text(codings):
    texts = codings.briefings(needs("data"))

    def held(value):
        if isinstance(value, dict | list):
            return [word for one in (value.values() if isinstance(value, dict) else value) for word in held(one)]
        return [value] if isinstance(value, str) and len(re.findall(r"\w+", value)) > 3 else []

    for line in (line for lines in kept(codings).values() for line in lines):
        told = {key: line[key] for key in ("events", "quotations", "people")}
        assert not [words for words in held(told) if words in texts[line["of"]]["text"]], line["id"]
