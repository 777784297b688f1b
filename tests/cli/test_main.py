import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.main import app
from dateline.desk import read as desk
from tests import make

ROOT = Path(__file__).parents[2]


class Reader:
    """Stands in for the reader: finds in every article what make.reading() holds."""

    def read(self, article):
        return make.reading(article=article)


@pytest.fixture(autouse=True)
def a_reader_at_hand(monkeypatch):
    monkeypatch.setattr(desk, "reader", lambda _settings: Reader())


@pytest.fixture
def call():
    def call(*words, **more):
        return CliRunner().invoke(app, [str(word) for word in words], **more)

    return call


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "n01.json"
    path.write_text(json.dumps({"id": "n01", "published": "2024-06-03", "text": make.TEXT}))
    return path


def test_read_shows_events_in_order_of_date_and_who_was_there(call, path):
    result = call("read", path)
    assert result.exit_code == 0
    assert result.stdout.index("1 Jun 2024") < result.stdout.index("Nov 2024")
    assert "Tomas Ruh, Defence Minister" in result.stdout
    assert "1 article read: 2 events (1 held, 1 planned), 1 quotation, 1 person." in result.stdout


def test_read_as_json_gives_a_line_an_article_with_codes(call, path):
    result = call("read", path, path, "--json")
    lines = result.stdout_bytes.split(b"\n")
    assert len(lines) == 3
    assert lines[0] == lines[1]
    event = json.loads(lines[0])["events"][0]
    assert (event["plover"]["type"], event["cameo"]) == ("CONSULT", "042")


def test_what_cannot_be_read_is_told_in_a_line_and_the_rest_is_read(call, path):
    result = call("read", path.parent / "none.txt", path, "--json")
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith("error: ")
    assert "mend: " in line


def test_why_shows_the_words_the_rule_and_the_anchor_of_an_event(call, path):
    for wanted in ("1", "n01:1", "c-met"):
        shown = call("why", wanted, path).stdout
        assert "»Saturday«" in shown
        assert "rule times.weekday@1 · counted from 2024-06-03" in shown


def test_read_why_shows_the_grounds_of_each_event(call, path):
    assert call("read", path, "--why").stdout.count("Why event") == 2


def test_why_says_so_where_there_is_no_such_event(call, path):
    result = call("why", "9", path)
    assert result.exit_code == 1
    assert 'has no event "9"' in result.stderr


def test_a_command_that_is_named_can_be_pasted_though_the_path_has_a_space(call, path, monkeypatch):
    path.rename(path.with_name("my wire.json"))
    monkeypatch.chdir(path.parent)
    assert "dateline why 1 'my wire.json'" in call("read", "my wire.json").stdout
    assert "dateline read 'my wire.json'" in call("why", "9", "my wire.json").stderr


def test_a_day_that_is_none_is_refused(call, path):
    result = call("read", path, "--published", "May 16")
    assert result.exit_code == 1
    assert "2024-05-16" in result.stderr


def test_text_that_would_steer_a_terminal_is_made_harmless(call, tmp_path):
    path = tmp_path / "evil.json"
    article = {"id": "e\x1b[31m", "title": "\x07[bold]red[/bold]\ud83d", "text": make.TEXT, "published": "2024-06-03"}
    path.write_text(json.dumps(article))
    result = call("read", path)
    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert "\x07" not in result.stdout
    assert "[bold]red[/bold]" in result.stdout


def coded(folder, **event):
    (folder / "codings").mkdir()
    (folder / "articles").mkdir()
    events = [
        {
            "type": "meeting",
            "status": "held",
            "start": "2024-06-01",
            "countries": ["ARL", "BLM"],
            "trigger": {"start": 59, "end": 62, "text": "met"},
        }
        | event
    ]
    (folder / "codings" / "n01.json").write_text(json.dumps({"id": "n01", "events": events}))
    (folder / "articles" / "n01.json").write_text(
        json.dumps({"id": "n01", "published": "2024-06-03", "text": make.TEXT})
    )
    return folder / "codings"


def test_evaluate_reads_the_articles_beside_the_codings_and_scores_them(call, tmp_path):
    result = call("evaluate", coded(tmp_path), "--json")
    assert result.exit_code == 0
    figures = json.loads(result.stdout)
    assert figures["event"] == {"p": 0.5, "r": 1.0, "f1": pytest.approx(2 / 3), "tp": 1, "gold": 1, "found": 2}
    assert set(figures["interval"]) >= {"event", "strict", "start"}


def test_evaluate_shows_the_faults_of_the_worst_articles(call, tmp_path):
    shown = call("evaluate", coded(tmp_path, start="2024-06-02"), "--errors", "5").stdout
    assert "paired, with a field wrong" in shown
    assert "found, and not coded" in shown


def test_a_floor_that_does_not_hold_fails_the_call(call, tmp_path):
    codings = coded(tmp_path)
    digest = json.loads(call("evaluate", codings, "--json").stdout)["gold"]
    floors = tmp_path / "floors.toml"
    floors.write_text(f'digest = "{digest}"\n[floors]\n"event.r" = 1.0\n"event.p" = 0.9\n')
    result = call("evaluate", codings, "--floors", floors)
    assert result.exit_code == 1
    assert result.stdout.count("holds\n") == 1
    assert "FALLS SHORT" in result.stdout


def test_readings_made_before_can_be_scored(call, path, tmp_path):
    readings = tmp_path / "readings.jsonl"
    readings.write_bytes(call("read", path, "--json").stdout_bytes)
    shown = call("evaluate", coded(tmp_path), "--readings", readings).stdout
    assert "1 articles" in shown


def test_the_page_of_a_release_is_written_beside_the_figures(call, tmp_path):
    page = tmp_path / "accuracy.md"
    result = call("evaluate", coded(tmp_path), "--release", page, "--about", "Nobody saw it.")
    assert result.exit_code == 0
    told = page.read_text(encoding="utf-8")
    assert "1 article coded by hand, with 1 event. Nobody saw it." in told
    assert "| n01 | found 002 |" in told


@pytest.fixture
def rules_alone(monkeypatch):
    """The reader that ships, without its encoder, in an environment that a test may change."""
    monkeypatch.undo()
    monkeypatch.setenv("DATELINE_ENCODER", "off")
    monkeypatch.setenv("DATELINE_RULES", "")


def test_what_a_call_is_told_holds_for_it_alone(call, path, monkeypatch):
    asked = []

    def reader(settings):
        asked.append(settings.encoder)
        return Reader()

    monkeypatch.setattr(desk, "reader", reader)
    assert call("read", path, "--no-encoder").exit_code == call("read", path).exit_code == 0
    assert asked == [False, True]


@pytest.mark.usefixtures("rules_alone")
def test_the_rules_of_the_guide_are_read_by_and_change_the_version_of_the_codebook(call, path, tmp_path):
    guide = (ROOT / "docs" / "howto" / "add-a-rule.md").read_text(encoding="utf-8")
    (rule,) = re.findall(r"```yaml\n(- id: own.*?)```", guide, re.DOTALL)
    own = tmp_path / "salute.yaml"
    own.write_text(rule, encoding="utf-8")
    before = json.loads(call("read", path, "--json").stdout)
    after = json.loads(call("read", path, "--json", "--rules", own).stdout)
    assert before["versions"]["codebook"] != after["versions"]["codebook"]
    assert before["events"] == after["events"]


@pytest.mark.usefixtures("rules_alone")
@pytest.mark.parametrize("command", [("read",), ("why", "1")])
@pytest.mark.parametrize(
    ("content", "code"), [(None, "codebook.file"), (b"\xff", "codebook.file"), (b"x", "codebook.list")]
)
def test_a_file_of_rules_that_is_none_is_told_in_a_line(call, path, tmp_path, command, content, code):
    own = tmp_path / "own.yaml"
    if content is not None:
        own.write_bytes(content)
    result = call(*command, path, "--rules", own)
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert f"[{code}]" in line
    assert str(own) in line


@pytest.mark.slow
def test_help_comes_at_once_and_without_spacy():
    code = "import sys; from dateline.cli.main import app; sys.exit('spacy' in sys.modules or 'numpy' in sys.modules)"
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603  (our own words)
    assert time.perf_counter() - began < 1.0
