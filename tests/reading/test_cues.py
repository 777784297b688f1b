import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.books.cuebook import Clauses, Cuebook, CueRule, Example, Reach, rules_of
from dateline.errors import CodebookError
from dateline.model.mention import Cue, Modality
from dateline.model.span import Span
from dateline.reading.cues import cues_in, governing

BOOK = Cuebook.load()
EXAMPLES = [(rule, example) for rule in BOOK.rules for example in rule.examples]
COUNTEREXAMPLES = [(rule, example) for rule in BOOK.rules for example in rule.counterexamples]


def cues(text: str, book: Cuebook | None = None) -> list[Cue]:
    return cues_in(text, [Span(0, len(text))], book)


def at(words: str, text: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("rule", "example"), EXAMPLES, ids=lambda value: value.id if isinstance(value, CueRule) else ""
)
def test_each_example_of_the_codebook_is_governed_as_it_says(rule: CueRule, example: Example) -> None:
    text, governs = example.text, example.governs
    held = [cue for cue in cues(text) if cue.rule == rule.ref]
    assert governs is not None
    wanted = at(governs, text)
    exact = rule.reach in {Reach.FORWARD, Reach.BACKWARD}
    assert any(cue.scope == wanted if exact else cue.scope.covers(wanted) for cue in held)


@pytest.mark.parametrize(
    ("rule", "example"), COUNTEREXAMPLES, ids=lambda value: value.id if isinstance(value, CueRule) else ""
)
def test_each_counterexample_leaves_its_rule_silent(rule: CueRule, example: Example) -> None:
    assert rule.ref not in {cue.rule for cue in cues(example.text)}


def test_each_rule_has_an_example_and_a_counterexample_and_an_id_of_its_own() -> None:
    assert all(rule.examples and rule.counterexamples for rule in BOOK.rules)
    assert len({rule.id for rule in BOOK.rules}) == len(BOOK.rules)


@pytest.mark.parametrize(
    ("text", "governed"),
    [
        ("Arland's minister will visit Belmar, officials said.", "visit Belmar"),
        ("The two sides will sign a pact but left no date.", "sign a pact"),
        ("Maren will sail for Belmar, which held talks last week.", "sail for Belmar"),
        ("Maren said she would visit Belmar; the ships had sailed.", "visit Belmar"),
    ],
)
def test_a_plan_governs_its_own_clause_alone(text: str, governed: str) -> None:
    (cue,) = cues(text)
    assert cue.modality is Modality.PLANNED
    assert cue.scope.of(text) == governed


@pytest.mark.parametrize(
    ("text", "trigger", "modality"),
    [
        ("The patrol, due on Monday, has been called off.", "patrol", Modality.CANCELLED),
        ("The patrol (in its third year) was quietly dropped.", "patrol", Modality.CANCELLED),
        ("The patrol, which was to have begun and which was put off twice, is over.", "patrol", Modality.CANCELLED),
        ("Maren has cancelled a trip to Belmar.", "trip", Modality.CANCELLED),
        ("Maren was to have visited Belmar.", "visited", Modality.CANCELLED),
        ("The next round will be held in Corva.", "round", Modality.PLANNED),
        ("She leaves for Corva on Friday.", "leaves", Modality.PLANNED),
        ("The ministers are to meet next week.", "meet", Modality.PLANNED),
        ("Four ships are taking part in the drill.", "drill", Modality.ONGOING),
        ("If the pact is signed, trade may follow.", "signed", Modality.CONDITIONAL),
        ("Arland denied reports that it had sold ships.", "sold", Modality.DENIED),
        ("The two fleets regularly train together.", "train", Modality.HABITUAL),
        ("The general was reportedly received in Corva.", "received", Modality.RUMOURED),
    ],
)
def test_the_weightiest_cue_that_reaches_a_trigger_decides(text: str, trigger: str, modality: Modality) -> None:
    cue = governing(cues(text), at(trigger, text))
    assert cue is not None
    assert cue.modality is modality


@pytest.mark.parametrize(
    "text",
    [
        "Maren visited Belmar in May.",
        "The ministers signed the pact on 3 May.",
    ],
)
def test_without_a_cue_nothing_is_turned(text: str) -> None:
    assert governing(cues(text), Span(0, len(text))) is None


def test_of_cues_that_overlap_the_longest_is_kept() -> None:
    text = "The drill will take place in Corva."
    assert [cue.at.of(text) for cue in cues(text)] == ["will take place"]


def test_a_cue_stays_in_its_sentence() -> None:
    text = "Maren will go. Ruh signed the pact."
    (cue,) = cues_in(text, [Span(0, 14), Span(15, len(text))])
    assert cue.scope.end <= 14


def test_a_rule_without_a_field_is_refused_with_its_mend() -> None:
    entries = [{"id": "x.y", "version": 1, "status": "stable"}]
    with pytest.raises(CodebookError, match=re.escape("x.y has no reads_as")):
        list(rules_of(entries, "x.yaml"))


def test_a_retired_rule_does_not_fire() -> None:
    entry = {"id": "x.y", "version": 1, "status": "retired", "reads_as": "planned", "reach": "forward", "says": "",
             "phrases": ["will"], "examples": [], "counterexamples": []}  # fmt: skip
    book = Cuebook.of(list(rules_of([entry], "x.yaml")), Clauses(*([frozenset()] * 5)))
    assert cues("Maren will go.", book) == []


@given(
    st.lists(
        st.sampled_from(
            [
                "will",
                "be",
                "held",
                "not",
                "was",
                "called",
                "off",
                ",",
                ";",
                "which",
                "that",
                "Maren",
                "if",
                "(",
                ")",
                "is",
                "sailing",
            ]
        ),
        max_size=40,
    )
)
def test_scopes_lie_in_the_sentence_whatever_the_words(words: list[str]) -> None:
    text = " ".join(words)
    for cue in cues(text):
        assert 0 <= cue.scope.start < cue.scope.end <= len(text)


@given(st.text(max_size=200))
def test_no_text_is_too_strange(text: str) -> None:
    assert cues(text) == cues(text)


def test_a_very_long_sentence_takes_time_in_proportion() -> None:
    text = "Maren will go, which was called off, and Ruh is sailing " * 2000
    start = time.process_time()
    cues(text)
    assert time.process_time() - start < 10
