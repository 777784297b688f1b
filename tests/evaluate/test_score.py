import copy
import importlib.util
import json
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.evaluate.pairing import pair, same_name
from dateline.evaluate.score import figures, intervals, score
from tests.shared import needs

NAMES = ("Ines Maren", "Maren", "I Maren", "Tomas Ruh", "Tómas Ruh", "")
SPEECH = (
    "We share one sea and one sky",
    "We share one sea and one road",
    "a word",
    "Our two navies know each other well",
)
DAYS = (None, "2024", "2024-06", "2024-06-01", "2024-06-02")


def some(*values: str, least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), min_size=least, max_size=3, unique=True)


events = st.fixed_dictionaries(
    {
        "type": st.sampled_from(("meeting", "visit")),
        "mode": st.sampled_from((None, "bilateral")),
        "status": st.sampled_from(("held", "planned")),
        "start": st.sampled_from(DAYS),
        "end": st.sampled_from(DAYS),
        "countries": some("ARL", "BLM", "CRV"),
        "organizations": some("NATO", "UN"),
        "people": some(*NAMES),
        "place": st.none() | st.fixed_dictionaries({"name": st.sampled_from(("Arden", "Port Arden", "", "Corva"))}),
        "name": st.sampled_from((None, "Blue Heron", "Blue Heron 2024")),
        "trigger": st.none() | st.integers(0, 6).map(lambda start: {"start": start, "end": start + 3, "text": "met"}),
    }
)
quotations = st.fixed_dictionaries({"text": st.sampled_from(SPEECH), "speaker": st.sampled_from((None, *NAMES))})
people = st.fixed_dictionaries({"name": st.sampled_from(NAMES), "country": st.sampled_from((None, "ARL", "BLM"))})


@st.composite
def sets(draw: st.DrawFn) -> tuple[list[dict[str, Any]], dict[str, dict[str, Any]]]:
    """Codings of a few articles, and readings of some of them: what was coded, shuffled, changed, and more."""
    codings, readings = [], {}
    for key in draw(some("a1", "a2", "a3", least=1)):
        coding: dict[str, Any] = {"id": key}
        reading: dict[str, Any] = {"id": key}
        for part, one in (("events", events), ("quotations", quotations), ("people", people)):
            coding[part] = draw(st.lists(one, max_size=4))
            kept = [draw(st.just(value) | one) for value in coding[part] if draw(st.booleans())]
            reading[part] = draw(st.permutations(copy.deepcopy(kept) + draw(st.lists(one, max_size=2))))
        codings.append(coding)
        if draw(st.booleans()):
            readings[key] = reading
    return codings, readings


@pytest.fixture(scope="module")
def the_sets_own_scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_gold", needs("tools", "score_gold.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@settings(max_examples=300)
@given(chosen=sets())
def test_the_figures_are_those_of_the_gold_sets_own_scorer(the_sets_own_scorer, chosen):
    codings, readings = chosen
    with tempfile.TemporaryDirectory() as folder:
        for coding in codings:
            (Path(folder) / f"{coding['id']}.json").write_text(json.dumps(coding))
        expected, faults = the_sets_own_scorer.score(folder, readings)
    scores = score(sorted(codings, key=lambda coding: str(coding["id"])), readings)
    found = figures(scores)
    del found["fields_by_type"]
    assert flat(found) == pytest.approx(flat(expected), abs=1e-12)
    assert sum(len(one.faults) for one in scores) == len(faults)


def flat(figures: dict[str, Any], name: str = "") -> dict[str, float]:
    """A tree of figures as one table: ``{"event": {"f1": 1.0}}`` as ``{".event.f1": 1.0}``."""
    table: dict[str, float] = {}
    for key, value in figures.items():
        table.update(flat(value, f"{name}.{key}") if isinstance(value, dict) else {f"{name}.{key}": value})
    return table


@given(events=st.lists(events, max_size=5), chance=st.randoms())
def test_a_perfect_reading_is_paired_whole_in_any_order(events, chance):
    named = [event | {"trigger": {"start": 10 * i, "end": 10 * i + 3}} for i, event in enumerate(events)]
    shuffled = chance.sample(named, len(named))
    assert all(named[i] == shuffled[j] for i, j in pair(named, shuffled))
    assert len(pair(named, shuffled)) == len(named)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ines Maren", "Maren", True),
        ("Ines Maren", "Tomas Maren", False),
        ("Gen. Ines Maren", "Ines Maren", True),
        ("Maren Ines", "Ines Maren", True),
        ("", "Ines Maren", False),
        (None, None, False),
    ],
)
def test_two_names_are_one_if_neither_is_at_odds_with_the_other(one, other, same):
    assert same_name(one, other) is same


def test_intervals_hold_the_figure_and_are_the_same_in_every_run():
    event = {"type": "meeting", "status": "held", "start": "2024-06-01", "countries": ["ARL", "BLM"]}
    codings = [{"id": str(i), "events": [event]} for i in range(12)]
    readings = {str(i): {"events": [event] if i % 3 else []} for i in range(12)}
    scores = score(codings, readings)
    low, high = intervals(scores)["event"]
    assert low < figures(scores)["event"]["f1"] < high
    assert intervals(scores) == intervals(scores)


def test_no_articles_have_no_intervals():
    assert intervals([]) == {}
