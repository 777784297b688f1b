import json

import pytest

from dateline.desk.review import FIELDS


def event(call, id_):
    return json.loads(call("show", id_, "--json").stdout)


def ruling(result):
    """The id of the ruling that was passed."""
    words = result.stdout.split()
    return words[words.index("undo") + 1]


def test_an_event_is_accepted_and_the_ruling_taken_back(call, talks):
    passed = call("accept", talks, "--why", "I was there")
    assert "by r.okafor is kept" in passed.stdout
    assert event(call, talks)["accepted"].startswith(ruling(passed))
    assert "Accepted as it is shown." in call("show", talks).stdout
    call("undo", ruling(passed))
    assert event(call, talks)["accepted"] is None


def test_a_field_is_amended_in_words(call, talks, fits):
    call("amend", talks, "place", "Corva, BLM", "--by", "a.lind")
    field = event(call, talks)["fields"]["place"]
    assert (field["shown"]["name"], field["shown"]["country"], field["rule"]) == ("Corva", "BLM", "judgement")
    shown = call("show", talks).stdout
    assert fits(shown)
    assert "by a ruling" in shown
    assert "place is Corva (BLM), was Arden (ARL)" in shown
    assert "place is Corva (BLM), was Arden (ARL)" in call("rulings").stdout


def test_a_place_that_nobody_knows_is_kept_and_said_to_be_unknown(call, talks):
    assert "No place is known by the name “Atlantis”" in call("amend", talks, "place", "Atlantis").stdout
    assert "No place" not in call("amend", talks, "place", "Moscow").stdout
    assert event(call, talks)["fields"]["place"]["shown"]["country"] == "RUS"


def test_whatever_has_a_row_can_be_amended(call, talks):
    call("amend", talks, "topics", "border")
    fields = event(call, talks)["fields"]
    assert fields["topics"]["shown"] == ["border"]
    assert set(fields) <= set(FIELDS)


def test_a_field_can_be_left_without_a_value(call, talks):
    call("amend", talks, "people", "none")
    assert event(call, talks)["fields"]["people"]["shown"] is None


def test_a_rejected_event_is_shown_no_more(call, talks):
    passed = ruling(call("reject", talks, "--why", "a rumour"))
    told = call("show", talks[:8], status=1).stderr
    assert f"rejected by ruling {passed} of r.okafor" in told
    assert "a rumour" in told
    assert f"dateline undo {passed}" in told
    call("undo", passed)
    assert event(call, talks)["id"] == talks
    assert "has no event" in call("show", "zz", status=1).stderr


def test_events_are_merged_after_a_preview_and_parted_by_undo(call, ids):
    visits = [id_ for name, id_ in ids.items() if name.startswith("visit")]
    asked = call("merge", *visits, input="n\n")
    assert "Nothing was changed." in asked.stdout
    passed = call("merge", *visits, input="y\n")
    assert passed.stdout.count("- ") == 2
    assert passed.stdout.count("+ ") == 1
    assert event(call, visits[0])["id"] == event(call, visits[1])["id"]
    call("undo", ruling(passed))
    assert [event(call, id_)["id"] for id_ in visits] == visits


def test_claims_are_split_off_by_their_beginning(call, talks):
    claims = event(call, talks)["claims"]
    call("split", talks, claims[-1][:6], "--yes")
    assert event(call, talks)["claims"] == claims[:-1]
    assert event(call, claims[-1])["claims"] == claims[-1:]


def test_doubt_and_notes_are_shown_with_their_signature(call, talks):
    call("unsure", talks, "--why", "two rooms?")
    call("note", talks, "ask the embassy")
    shown = " ".join(call("show", talks).stdout.split())
    assert "r.okafor" in shown
    assert "was unsure: two rooms?" in shown
    assert "* ask the embassy (r.okafor, " in shown


def test_an_alias_previews_every_event_and_is_passed_once_it_is_confirmed(call, talks):
    asked = call("alias", "Tomas Ruh", "Tomas Rooh", input="n\n")
    assert asked.stdout.count("- ") == 3
    call("alias", "Tomas Ruh", "Tomas Rooh", "--yes")
    assert event(call, talks)["fields"]["people"]["shown"] == ["Ines Maren", "Tomas Rooh"]
    assert "“Tomas Ruh” is “Tomas Rooh”" in call("rulings").stdout


def test_an_alias_that_changes_nothing_says_so(call):
    assert "would change nothing" in call("alias", "Tomas Ruh", "Tomas Ruh", "--yes").stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("Tomas Rooh", "Somebody"), "did you mean Tomas Ruh?"),
        (("Qwerty", "Nobody"), "dateline person finds it"),
        (("Tomas Ruh", "T. Ruh", "--country", "USA"), "without --country"),
        (("Tomas Ruh", "T. Ruh", "--country", "Narnia"), "[review.country]"),
    ],
)
def test_an_alias_of_nobody_is_refused_with_the_mend(call, words, told):
    assert told in call("alias", *words, "--yes", status=1).stderr
    assert call("rulings").stdout == "No ruling was passed.\n"


def test_rulings_are_listed_with_those_undone(call, talks, fits):
    assert call("rulings").stdout == "No ruling was passed.\n"
    first = ruling(call("accept", talks))
    undoing = ruling(call("undo", first, "--why", "too early"))
    shown = call("rulings").stdout
    assert fits(shown)
    one, other = (line for line in shown.splitlines() if "r.okafor" in line)
    assert first in one
    assert one.endswith("accept (undone)")
    assert undoing in other
    assert other.endswith(f"undo {first}: too early")
    assert shown.count(f"{talks[2:10]} · 3 Jun 2024 · meeting · held · ARL, BLM") == 2


def test_a_ruling_is_listed_with_its_event_as_it_stood_when_it_was_passed(call, talks):
    call("amend", talks, "mode", "call")
    call("amend", talks, "mode", "working")
    call("reject", talks)
    shown = call("rulings").stdout
    told = [line.split("r.okafor  ")[1] for line in shown.splitlines() if "r.okafor" in line]
    assert told == ["mode is call, was bilateral", "mode is working, was call", "reject"]
    assert shown.count(f"{talks[2:10]} · 3 Jun 2024") == 3


def test_nobody_rules_without_a_name(call, talks, monkeypatch):
    monkeypatch.setenv("DATELINE_CODER", "")
    monkeypatch.setattr("getpass.getuser", lambda: "")
    assert "[review.unsigned]" in call("accept", talks, status=1).stderr


@pytest.mark.parametrize("words", ["type none", "type meting", "days tomorrow", "status perhaps", "countries Nowhere"])
def test_a_value_that_cannot_be_leaves_the_record_as_it_was(call, talks, words):
    before = call("rebuild").stdout
    field, value = words.split()
    result = call("amend", talks, field, value, status=1)
    (line,) = result.stderr.splitlines()
    assert "mend: " in line
    assert call("rebuild").stdout == before
    assert call("rulings").stdout == "No ruling was passed.\n"
