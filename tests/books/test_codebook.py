import re
from importlib.resources import files
from pathlib import Path

import pytest

from dateline.books import codebook, written_rules
from dateline.books.codebook import Codebook
from dateline.books.codebook_check import faults_of_rules, gathered
from dateline.books.crosswalk import crosswalk
from dateline.books.source import read_yaml
from dateline.errors import CodebookError
from dateline.model.mention import Modality
from tests import invented, make

ROOT = Path(__file__).parents[2]
BOOK = Codebook.load()
RULES = BOOK.rules
EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]
COUNTEREXAMPLES = [(rule, example) for rule in RULES for example in rule.counterexamples]
FORMS = read_yaml("codebook", "forms.yaml")
LISTS = written_rules.word_lists()

SOUND = """
- id: own.salute
  version: 1
  status: draft
  kind: salute
  says: A ship of one country salutes another.
  leaves_out: Salutes on parade.
  by: tests
  sources: [tests]
  trigger: {lemmas: [salute]}
  roles:
    ship: {from: actor}
    saluted: {from: recipient}
  examples:
    - {text: "An Arland frigate saluted Belmar on 3 June 2024.", gives: {countries: [ARL, BLM]}}
    - {text: "An Arland frigate will salute Belmar.", gives: {status: planned}}
  counterexamples:
    - {text: "An Arland frigate saw Belmar.", because: it does not salute}
"""


def ids(pair):
    return pair.id if hasattr(pair, "id") else pair.text[:40]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=ids)
def test_a_rule_reads_its_example(rule, example):
    events = invented.read(example.text, example.published, BOOK.only(rule.id))
    wanted = {key: value for key, value in example.gives.items() if key != "events"}
    assert len(events) == example.gives.get("events", 1)
    for event in events:
        assert event.rule == rule.ref
        found = invented.told(event)
        if "events" in example.gives:
            wanted["countries"] = found["countries"]
        assert {key: found[key] for key in wanted} == wanted


@pytest.mark.parametrize(("rule", "example"), COUNTEREXAMPLES, ids=ids)
def test_a_rule_leaves_its_counterexample_alone(rule, example):
    assert invented.read(example.text, "2024-06-05", BOOK.only(rule.id)) == [], example.because


@pytest.mark.parametrize("written", written_rules.written(), ids=lambda one: one["id"])
def test_each_trigger_stands_in_an_example(written):
    alone = BOOK.only(written["id"])
    (rule,) = alone.rules
    texts = [*(example.text for example in rule.examples), *rule.fires_on]
    fired = {phrase.words for text in texts for phrase in invented.fired(text, alone)}
    assert [phrase for way in written["trigger"] for phrase in silent(written["trigger"], way, fired)] == []


def silent(trigger, way, fired):
    """The phrases of a trigger none of whose spellings stands in a text."""
    for phrase in trigger[way]:
        spelt = {tuple(words) for words, _ in written_rules.phrases_of({way: [phrase]}, FORMS)}
        if not spelt & fired:
            yield phrase


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_sentences_of_a_rule_make_it_fire(rule):
    alone = BOOK.only(rule.id)
    assert [text for text in rule.fires_on if not invented.fired(text, alone)] == []


def test_the_nine_types_of_the_codebook_have_rules():
    assert {rule.kind for rule in RULES} == set(read_yaml("codebook", "types.yaml")["types"])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_and_the_crosswalk_give_the_same_code(rule):
    mode = rule.modes[-1].mode if rule.modes else None
    for status, code in rule.crosswalk["plover"].items():
        claim = make.claim(kind=rule.kind, mode=mode, modality=Modality(status))
        plover = crosswalk().codes(claim)["plover"]
        assert plover
        assert plover["type"] == code


def test_what_is_compiled_is_what_is_written():
    """Mend: python -m dateline.books.codebook."""
    path = Path(str(files("dateline") / "data" / "codebook" / codebook.COMPILED))
    assert path.read_text(encoding="utf-8") == written_rules.compiled()


def test_a_rule_knows_the_line_that_it_begins_on():
    rule = BOOK.rule("meet.verb")
    assert rule
    path, line = rule.place.split(":")
    text = (Path(str(files("dateline"))) / path).read_text(encoding="utf-8")
    assert text.splitlines()[int(line) - 1] == "- id: meet.verb"


def test_the_digest_changes_with_the_rules():
    text = written_rules.compiled()
    assert Codebook.of_json(text).digest != Codebook.of_json(text.replace("0.88", "0.89")).digest


def test_rules_of_your_own_stand_beside_ours(tmp_path):
    path = tmp_path / "salute.yaml"
    path.write_text(SOUND, encoding="utf-8")
    book = Codebook.of_files([path])
    (event,) = invented.read("An Arland frigate saluted Belmar on 3 June 2024.", "2024-06-20", book)
    assert (event.kind, event.rule, invented.told(event)["start"]) == ("salute", "own.salute@1", "2024-06-03")


def test_the_rule_of_the_howto_is_sound_and_reads_its_examples(tmp_path):
    page = (ROOT / "docs" / "howto" / "add-a-rule.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"```yaml\n(- id: own.*?)```", page, re.DOTALL)
    path = tmp_path / "salute.yaml"
    path.write_text(text, encoding="utf-8")
    book = Codebook.of_files([path]).only("own.salute")
    (rule,) = book.rules
    for example in rule.examples:
        (event,) = invented.read(example.text, example.published, book)
        found = invented.told(event)
        assert {key: found[key] for key in example.gives} == example.gives
    assert all(invented.fired(sentence, book) for sentence in rule.fires_on)


@pytest.mark.parametrize(
    ("wrong", "right", "what", "mend"),
    [
        ("from: actr", "from: actor", 'role "ship" is taken from "actr", which is no slot', 'did you mean "actor"'),
        ("lemas", "lemmas", 'a trigger is given by "lemas"', 'did you mean "lemmas"'),
        ("  sorces: [x]\n  sources", "  sources", 'has a field "sorces"', 'did you mean "sources"'),
        ("status: drft", "status: draft", '"drft" is no status', 'did you mean "draft"'),
        ("[salute, '@ship']", "[salute]", '"@ship" is no list of words', 'did you mean "ships"'),
        ("  near: [own.salut]\n  by", "  by", 'near "own.salut"', 'did you mean "own.salute"'),
        ("version: 0", "version: 1", "a version", "1 or more"),
        ("  unless: {behind: x}\n  by", "  by", 'looks at "behind"', "just_before"),
        ("gives: {land: [ARL]}", "gives: {status: planned}", 'gives "land"', "countries"),
        ("  each: guest\n  by", "  by", 'each "guest"', "ship"),
    ],
)
def test_a_fault_names_its_line_and_its_mend(tmp_path, wrong, right, what, mend):
    path = tmp_path / "salute.yaml"
    path.write_text(SOUND.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(CodebookError) as caught:
        Codebook.of_files([path])
    assert what in str(caught.value)
    assert mend in str(caught.value)
    assert f"{path}:" in caught.value.place


def test_the_fault_of_a_role_stands_on_the_line_of_the_role():
    text = SOUND.replace("from: actor", "from: actr")
    (fault,) = faults_of_rules(written_rules.rules_in(text, "salute.yaml"), LISTS)
    line = int(fault.place.partition(":")[2])
    assert "actr" in text.splitlines()[line - 1]


def test_all_faults_are_told_together():
    text = SOUND.replace("from: actor", "from: actr").replace("status: draft", "status: drft")
    faults = faults_of_rules(written_rules.rules_in(text, "salute.yaml"), LISTS)
    error = gathered(faults)
    assert "2 faults" in str(error)
    assert "actr" in str(error)
    assert "drft" in str(error)


def test_a_rule_without_its_fields_is_told_which_it_lacks():
    faults = faults_of_rules(written_rules.rules_in("- {id: own.empty}", "own.yaml"), LISTS)
    assert {"own.yaml:1"} == {fault.place for fault in faults}
    assert any("has no trigger" in fault.what for fault in faults)


@pytest.mark.parametrize("text", ["- id: [", "word", "- word", "{a: 1}: 2"])
def test_a_file_that_holds_no_rules_is_an_error_with_a_place(text):
    with pytest.raises(CodebookError) as caught:
        written_rules.rules_in(text, "own.yaml")
    assert caught.value.place.startswith("own.yaml")
