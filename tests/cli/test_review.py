import os
import pty
import select
import subprocess
import sys
import time

import pytest

from dateline.desk import review as ruling
from dateline.desk.open import Desk
from tests import record


@pytest.fixture
def sit(call):
    """Sits down, strikes these keys and words, and gives what was shown."""

    def sit(*struck, **more):
        return call("review", *more.pop("options", ()), input="".join(f"{key}\n" for key in struck)).stdout

    return sit


@pytest.fixture
def passed(path):
    """The rulings that the record holds, each with whether it holds."""

    def passed():
        with Desk.open(path) as desk:
            return [(one.verdict.value, holds) for one, holds in ruling.every_ruling(desk.store)]

    return passed


def test_every_event_is_shown_with_its_sentences_above_its_fields_and_the_keys_below(sit, fits):
    shown = sit("q")
    assert fits(shown)
    sentence, field, keys = (shown.index(words) for words in ("»", "Field ", "a accept"))
    assert sentence < field < keys
    assert "6 to look at" in shown
    assert shown.rstrip().endswith("No ruling was passed. 6 events left to look at.")


def test_no_two_keys_are_the_same_and_help_explains_each(sit):
    shown = sit("?", "q")
    explained = [
        line.split()[0] for line in shown.splitlines() if line.startswith("  ") and line.rstrip().endswith(".")
    ]
    keys = [word for word in explained if len(word) == 1 or word == "Enter"]
    assert sorted(set(keys)) == sorted(keys)
    assert set(keys) == {*"afrmsunkzq?", "Enter"}


def test_a_key_that_means_nothing_shows_help_and_rules_nothing(sit, passed):
    assert "Leave; what was ruled is kept." in sit("j", "q")
    assert passed() == []


def test_accepting_goes_on_to_the_next_and_the_accepted_is_not_asked_again(sit, passed):
    first = sit("a", "q")
    assert passed() == [("accept", True)]
    assert "1 ruling passed: 1 accept. 5 events left to look at." in first
    again = sit("a", "a", "a", "a", "a", "q")
    assert passed() == [("accept", True)] * 6
    assert "Nothing is left to look at." in again
    assert "No ruling was passed. Nothing is left to look at." in sit()


def test_the_end_of_input_ends_the_sitting_and_keeps_what_was_ruled(sit, passed):
    assert "1 ruling passed: 1 accept." in sit("a")
    assert passed() == [("accept", True)]


def test_a_field_is_amended_by_the_beginning_of_its_name_and_shown_again(sit, passed):
    shown = sit("f", "pe", "Ada Lund, Odo Hall", "a", "q")
    assert "Ada Lund, Odo Hall" in " ".join(shown.split())
    assert passed() == [("amend", True), ("accept", True)]


def test_what_cannot_be_is_told_and_the_event_stays(call, passed):
    struck = "f\ntype\nmeting\nf\nd\nf\n\ns\n1\nm\nzz\nm\n\nn\n\nq\n"
    result = call("review", input=struck)
    codes = [line.partition("[")[2].partition("]")[0] for line in result.stderr.splitlines()]
    assert codes[:2] == ["record.type", "review.field"]
    assert codes[-1] == "record.event"
    assert passed() == []
    assert "6 events left" in result.stdout


def test_rejecting_asks_why_and_leaves_the_event_out(sit, passed, call):
    sit("r", "a rumour", "q")
    assert passed() == [("reject", True)]
    assert "a rumour" in call("rulings").stdout
    assert len(call("events", "--json").stdout.splitlines()) == 5


def test_the_unsure_are_not_asked_again_and_others_are(sit):
    sit("u", "two rooms?", "q")
    assert "5 to look at" in sit("q")
    shown = sit("q", options=("--by", "a.lind"))
    assert "6 to look at" in shown
    assert "r.okafor" in shown


def test_a_note_leaves_the_event_open(sit, passed):
    shown = sit("n", "ask the embassy", "q")
    assert "* ask the embassy" in shown
    assert passed() == [("note", True)]
    assert "6 to look at" in sit("q")


def test_skipped_events_come_at_the_end_and_next_ones_not_again(sit):
    shown = sit("k", "", "", "", "", "", "q")
    ids = [line.split("e-")[1].split()[0] for line in shown.splitlines() if "to look at ·" in line]
    assert len(ids) == 7
    assert ids[0] == ids[-1]
    assert len(set(ids)) == 6


def test_undo_goes_back_ruling_by_ruling_also_into_earlier_sittings(sit, passed, path):
    with Desk.open(path) as desk:
        before = desk.store.digest()
    sit("a", "u", "", "q")
    shown = sit("a", "z", "z", "z", "z", "q")
    assert shown.count("Undone: ") == 3
    assert [one for one in passed() if one[1]] == [("undo", True)] * 3
    with Desk.open(path) as desk:
        assert desk.store.digest() == before


def test_an_event_is_merged_with_one_that_is_offered_and_its_other_is_not_asked(call, sit, tmp_path):
    told = [
        record.Told(f"m{n}", f"2024-06-1{n}", f"Ships of Belmar lay in port {n}.",
                    (record.event("visit", "lay", f"2024-06-0{n}"),), f"Wire {n}") for n in (1, 5)
    ]  # fmt: skip
    articles, codings = record.write(tmp_path, told)
    new = tmp_path / "new.db"
    call("add", articles, "--codings", codings, "--record", new)
    shown = sit("m", "1", "n", "m", "1", "y", "", options=("--record", new))
    assert "Nothing was changed." in shown
    assert "1 ruling passed: 1 merge. Nothing is left to look at." in shown
    assert len(call("events", "--json", "--record", new).stdout.splitlines()) == 1


def test_an_event_is_split_by_the_numbers_of_its_sentences(call, sit, passed):
    options = ("--source", "gazette", "--person", "maren")
    shown = sit("s", "x", "s", "3", "y", "q", options=options)
    assert "[3] n3 · Belmar Gazette" in shown
    assert passed() == [("split", True)]
    assert len(call("events", "--json").stdout.splitlines()) == 7


def test_a_sitting_may_be_of_some_events_alone(sit):
    assert "2 to look at" in sit("q", options=("--type", "visit"))
    assert "3 to look at" in sit("q", options=("--person", "ruh"))


def test_an_event_with_a_new_claim_is_asked_again(sit, tmp_path):
    sit(*"aaaaaa", "q")
    with record.opened(tmp_path) as desk:
        record.add(desk, tmp_path, [record.Told(
            "n9", "2024-06-05", "It was in Arden on Monday that Ines Maren and Tomas Ruh met.",
            (record.event("meeting", "met", "2024-06-03", **record.TALKS),), "The Corva Times",
        )])  # fmt: skip
    shown = sit("q")
    assert "1 to look at" in shown
    assert "accepted it" in shown


@pytest.mark.slow
def test_at_a_terminal_one_key_is_enough(path, passed):
    ours, theirs = pty.openpty()
    code = "from dateline.cli.main import app; app()"
    words = [sys.executable, "-c", code, "review", "--record", str(path), "--by", "a.lind"]
    environment = os.environ | {"TERM": "dumb", "NO_COLOR": "1", "COLUMNS": "80"}
    with subprocess.Popen(words, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as sitting:  # noqa: S603
        try:
            _until(ours, b"> ")
            _strike(ours, b"a", b"accept")
            _until(ours, b"5 to look at", b"> ")
            _strike(ours, b"q", b"quit")
            _until(ours, b"5 events left to look at.")
            assert sitting.wait(60) == 0
        finally:
            sitting.kill()
    assert passed() == [("accept", True)]


def _strike(terminal, key, name):
    """Strike a key until its name is shown: what is struck before the key is waited for is passed over."""
    for _ in range(10):
        os.write(terminal, key)
        if name in _shown(terminal, name, 10):
            return
    raise AssertionError(name)


def _until(terminal, *words):
    """Wait until these words are shown, one after another."""
    for word in words:
        shown = _shown(terminal, word, 120)
        assert word in shown, shown


def _shown(terminal, word, seconds):
    """What is shown until a word is, or the time is over."""
    shown, end = b"", time.monotonic() + seconds
    while word not in shown and (left := end - time.monotonic()) > 0:
        if select.select([terminal], [], [], left)[0]:
            shown += os.read(terminal, 1)
    return shown
