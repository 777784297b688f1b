"""What commands say of articles without a day of publication, of options that exclude each other, and of Ctrl-C."""

import json

import pytest

from dateline.cli import main, options
from dateline.desk.open import Desk
from tests import record


@pytest.fixture
def undated(call, tmp_path):
    """A coded article without a day is added."""
    told = record.TOLD[1]
    articles, codings = record.write(tmp_path / "more", [told])
    article, _ = told.files()
    bare = article | {"text": article["text"].replace("ARDEN", "Arden"), "id": "bare"}
    del bare["published"]
    (articles / "n2.json").unlink()
    (articles / "bare.json").write_text(json.dumps(bare), encoding="utf-8")
    (codings / "n2.json").rename(codings / "bare.json")
    return call("add", articles, "--codings", codings)


def test_add_names_the_articles_without_a_day_and_the_mend(undated):
    (line,) = [one for one in undated.stdout.splitlines() if "without a day" in one]
    assert line.startswith("1 article without a day of publication")
    assert line.endswith("bare; give it: dateline add PATH --published DATE")


@pytest.mark.usefixtures("undated")
@pytest.mark.parametrize(
    "words",
    [["events"], ["dossier", "ARL"], ["ledger"], ["series"], ["person", "Maren"], ["export", "csv"], ["stats"]],
    ids=lambda words: words[0],
)
def test_an_answer_as_of_a_day_tells_what_it_leaves_out_for_want_of_a_day(call, words):
    note = "note: 1 article without a day of publication was added after 2024-08-01, and left out"
    assert call(*words, "--as-of", "2024-08-01").stderr.startswith(note)
    assert "without a day" not in call(*words).stderr


@pytest.mark.usefixtures("undated")
@pytest.mark.parametrize("what", ["csv", "eventreport", "ics", "claims", "events"])
def test_no_export_has_the_day_of_adding_as_one_of_publication(call, what):
    told = [
        line for line in call("export", what).stdout.splitlines() if "DTSTAMP" not in line and "CREATED" not in line
    ]
    told = [line for line in told if "LAST-MODIFIED" not in line and "DESC" not in line]
    assert not any(f'"published":"{record.TODAY}"' in line for line in told)
    assert what in ("claims", "events") or not any(f"{record.TODAY}" in line for line in told)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["events", "--from", "2026-01-01", "--to", "2025-01-01"], "record.range"),
        (["ledger", "--from", "2026-01-01", "--to", "2025-01-01"], "record.range"),
        (["dossier", "ARL", "ARL"], "record.parties"),
        (["person", ""], "record.person"),
        (["events", "--json", "--csv"], "option.both"),
        (["export", "csv", "--json"], "option.both"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_the_mend(call, words, code):
    said = call(*words, status=1).stderr
    assert f"[{code}]" in said
    assert "mend: " in said


@pytest.mark.parametrize(
    ("words", "where", "said"),
    [
        (["read", "."], (main, "_read_for_people"), options.NOTHING),
        (["events"], (Desk, "events"), options.ANEW),
        (["add", "."], (Desk, "add"), "0 articles kept; the same command goes on from there"),
        (["reread"], (Desk, "reread"), options.KEPT),
        (["reread", "--dry-run"], (Desk, "reread"), options.NOTHING),
        (["rebuild"], (Desk, "rebuild"), "the log is whole"),
    ],
    ids=["read", "events", "add", "reread", "reread of nothing", "rebuild"],
)
def test_who_interrupts_is_told_what_is_kept(call, monkeypatch, words, where, said):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(*where, stop)
    assert call(*words, status=130).stderr.startswith(f"interrupted: {said}")
