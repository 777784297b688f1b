import json

import pytest

from dateline.export.formats import FORMATS


def test_every_format_is_listed_with_what_it_is(call):
    shown = call("export", "list").stdout
    assert [line.split()[0] for line in shown.splitlines()] == [*FORMATS, "warc", "wacz"]


def test_claims_are_taken_one_to_a_line_with_article_event_and_day(call, talks):
    told = [json.loads(line) for line in call("export", "claims", "--json").stdout.splitlines()]
    assert len(told) == 8
    assert {one["article"] for one in told if one["event"] == talks} == {"n1", "n2", "n3"}
    assert all(one["first_seen"] for one in told)


def test_a_part_of_the_record_is_taken_into_a_file(call, tmp_path):
    out = tmp_path / "events.jsonl"
    call("export", "events", "--type", "visit", "--out", out)
    assert [json.loads(line)["type"] for line in out.read_text(encoding="utf-8").splitlines()] == ["visit", "visit"]


@pytest.mark.parametrize("words", [("cvs",), ("events", "--out", "/nowhere/at/all.jsonl")])
def test_what_cannot_be_taken_is_told_in_a_line(call, words):
    (line,) = call("export", *words, status=1).stderr.splitlines()
    assert line.startswith("error: ")
    assert "mend: " in line


def test_what_a_format_cannot_hold_is_told_and_not_mixed_with_the_data(call):
    result = call("export", "csv")
    assert "not held" not in result.stdout
    assert all(line.startswith("not held: ") for line in result.stderr.splitlines())
