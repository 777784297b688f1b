import pytest

from dateline.desk.open import Desk

ASK = [
    ("events",), ("show", "e"), ("search", "x"), ("stats",), ("dossier", "IND"), ("ledger",), ("series",),
    ("person", "x"), ("export", "events"), ("review",), ("rulings",), ("accept", "e"), ("note", "e", "x"),
]  # fmt: skip


def told(result, code):
    """The one line that tells a fault."""
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: ")
    assert f"[{code}]" in line
    assert "mend: " in line
    assert result.stdout == ""
    return line


@pytest.mark.parametrize("words", [*ASK, ("rebuild",), ("verify",)], ids=lambda words: words[0])
def test_where_there_is_no_record_it_is_told(call, tmp_path, words):
    missing = tmp_path / "none.db"
    assert str(missing) in told(call(*words, "--record", missing, status=1), "store.missing")
    assert not missing.exists()


@pytest.mark.parametrize("words", ASK, ids=lambda words: words[0])
def test_a_record_in_which_nothing_is_yet_is_told(call, tmp_path, words):
    Desk.open(tmp_path / "empty.db").close()
    line = told(call(*words, "--record", tmp_path / "empty.db", status=1), "record.empty")
    assert "dateline add" in line


@pytest.mark.parametrize("content", [b"hello", b"", b"SQLite format 3\0" + b"\0" * 100])
def test_what_is_no_record_is_told_and_left_as_it_is(call, tmp_path, content):
    path = tmp_path / "other.txt"
    path.write_bytes(content)
    result = call("events", "--record", path, status=1)
    (line,) = result.stderr.splitlines()
    assert str(path) in line
    assert "mend: " in line
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    "words", [("show", "zz"), ("accept", "zz"), ("amend", "zz", "days", "2024"), ("note", "zz", "x")]
)
def test_an_id_that_the_record_does_not_know_is_told(call, words):
    assert '"zz"' in told(call(*words, status=1), "record.event")


def test_the_beginning_of_several_ids_is_told_with_some_of_them(call, ids):
    line = told(call("show", "e-", status=1), "record.event")
    assert sum(id_ in line for id_ in ids.values()) == 3


@pytest.mark.parametrize("option", ["--from", "--to", "--as-of"])
def test_a_day_that_is_none_is_told(call, option):
    assert "2024-05-16" in told(call("events", option, "May 16", status=1), "option.day")


@pytest.mark.parametrize(
    "words", [("dossier", "Indai"), ("events", "--party", "Indai"), ("ledger", "--party", "Indai")]
)
def test_a_party_that_nobody_knows_is_told_with_what_comes_nearest(call, words):
    assert "did you mean India" in told(call(*words, status=1), "record.party")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("events", "--type", "meting"), "record.type"),
        (("events", "--status", "perhaps"), "record.status"),
        (("ledger", "--state", "perhaps"), "record.state"),
        (("undo", "zz"), "review.ruling"),
    ],
)
def test_a_word_that_is_none_of_those_there_are_is_told(call, words, code):
    told(call(*words, status=1), code)


def test_what_was_not_known_on_a_day_is_told(call, talks):
    assert "2020-01-01" in told(call("show", talks, "--as-of", "2020-01-01", status=1), "record.event")
