"""Drafts of coded articles become gold files, or are refused with what is wrong."""

import copy
import importlib.util
import json
from pathlib import Path

import pytest

BUILD = Path(__file__).parents[2] / "training" / "gold" / "build.py"
TEXT = "Arland and Belmar signed a pact in Arden on Monday. “It is done,” Ines Maren said. They signed it twice."
DRAFT = {
    "article": {"id": "n01", "published": "2024-06-05", "text": TEXT},
    "events": [
        {
            "trigger": {"text": "signed", "nth": 2},
            "type": "agreement",
            "status": "held",
            "start": "2024-06-03",
            "countries": ["ARL", "BLM"],
            "place": {"name": "Arden", "country": "ARL"},
        }
    ],
    "quotations": [{"text": "It is done,", "speaker": "Ines Maren"}],
    "people": [{"name": "Ines Maren", "country": "ARL"}],
}


@pytest.fixture
def build(tmp_path, monkeypatch):
    spec = importlib.util.spec_from_file_location("gold_build", BUILD)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "HERE", tmp_path)
    return module


@pytest.fixture
def draft():
    return copy.deepcopy(DRAFT)


def test_a_sound_draft_becomes_an_article_and_its_coding(build, draft, tmp_path):
    assert build.build(draft) == []
    coding = json.loads((tmp_path / "codings" / "n01.json").read_text())
    trigger = coding["events"][0]["trigger"]
    assert trigger["start"] == TEXT.rindex("signed")
    assert TEXT[trigger["start"] : trigger["end"]] == "signed"
    assert coding["events"][0]["people"] == []
    assert json.loads((tmp_path / "articles" / "n01.json").read_text())["text"] == TEXT


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"type": "summit"}, "type/mode"),
        ({"mode": "naval"}, "type/mode"),
        ({"status": "done"}, "status"),
        ({"start": "June 3"}, "start"),
        ({"countries": ["Arland"]}, "country"),
        ({"countries": []}, "no party"),
        ({"place": {"name": "Corva", "country": "ARL"}}, "place name"),
        ({"place": {"name": "Arden"}}, "place"),
        ({"name": "Northern Shield"}, "name"),
        ({"trigger": {"text": "sign"}}, "trigger"),
        ({"trigger": {"text": "signed", "nth": 3}}, "trigger"),
    ],
)
def test_a_fault_of_an_event_is_told_and_nothing_is_written(build, draft, tmp_path, change, said):
    draft["events"][0] |= change
    (fault,) = build.build(draft)
    assert said in fault
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("quotations", [{"text": "It was done", "speaker": "Ines Maren"}], "quotation"),
        ("people", [{"name": "Tomas Ruh", "country": "BLM"}], "person"),
    ],
)
def test_what_does_not_stand_in_the_text_is_refused(build, draft, field, value, said):
    draft[field] = value
    (fault,) = build.build(draft)
    assert said in fault


def test_the_story_of_an_event_stays_in_its_coding(build, draft, tmp_path):
    draft["article"]["cluster"] = "arden2024"
    draft["events"][0]["story"] = "arden2024-pact"
    assert build.build(draft) == []
    coding = json.loads((tmp_path / "codings" / "n01.json").read_text())
    assert coding["events"][0]["story"] == "arden2024-pact"


@pytest.mark.parametrize(
    ("cluster", "stories", "said"),
    [
        (None, ["arden2024-pact"], "no cluster"),
        ("arden2024", [None], "story None in cluster"),
        ("arden2024", ["corva-pact"], "in cluster arden2024"),
        ("arden2024", ["arden2024-"], "in cluster arden2024"),
        ("arden2024", ["arden2024-pact", "arden2024-pact"], "twice"),
    ],
)
def test_a_story_out_of_its_cluster_or_told_twice_is_refused(build, draft, tmp_path, cluster, stories, said):
    draft["article"]["cluster"] = cluster
    draft["events"] = [copy.deepcopy(draft["events"][0]) | {"story": story} for story in stories]
    (fault,) = build.build(draft)
    assert said in fault
    assert not list(tmp_path.iterdir())
