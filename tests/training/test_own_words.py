"""What was written for the project is in words of its own: no run of words of a public text or of the gold set."""

import gzip
import json
import re
from pathlib import Path

import pytest

from tests.shared import needs

ROOT = Path(__file__).parents[2] / "training"
RUN = 20  # words; titles of offices, lists of states and set phrases ("provided the following readout") make up to 18


def runs(text):
    words = re.findall(r"\w+", text.lower())
    return (" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


@pytest.fixture(scope="module")
def own():
    paths = [path for folder in ("gold", "aside", "aside/siblings") for path in (ROOT / folder / "articles").glob("*")]
    assert len(paths) > 3000
    return {run: path.stem for path in paths for run in runs(json.loads(path.read_text("utf-8"))["text"])}


def taken(own, texts):
    return {(own[run], run) for text in texts for run in runs(text) if run in own}


def test_no_run_of_words_is_of_the_gold_set(own):
    paths = list(needs("gold").glob("*/articles/*.json"))
    assert not taken(own, (json.loads(path.read_text("utf-8"))["text"] for path in paths))


@pytest.mark.slow
def test_no_run_of_words_is_of_a_public_statement(own):
    with gzip.open(needs("data", "briefings", "briefings.jsonl.gz"), "rt", encoding="utf-8") as lines:
        assert not taken(own, (json.loads(line)["text"] for line in lines))
