"""``dateline watch`` as a user calls it: what it says, how it ends, what is there after it was cut off."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli.main import app
from dateline.desk import read as reading_desk
from dateline.desk.open import Desk
from dateline.desk.watch import Watcher
from dateline.desk.watched import Watched
from dateline.ingest import fetching
from tests.cli import watching
from tests.ingest.misbehaving import Server, drips, item, page, rss, status, story, unless_known

ROOT = Path(__file__).parents[2]
LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d  \S")


@pytest.fixture
def server():
    with Server.listening() as server:
        yield server


@pytest.fixture
def written(tmp_path):
    """Writes a file of sources."""

    def write(*lines):
        path = tmp_path / "sources.yaml"
        path.write_text("\n".join(["sources:", *lines]) + "\n", encoding="utf-8")
        return path

    return write


@pytest.fixture
def watch(tmp_path, monkeypatch):
    """Calls the command, and returns what it says and with which status it ends."""
    monkeypatch.setattr(reading_desk, "reader", lambda _settings: watching.Reader())
    monkeypatch.setattr(fetching, "Fetcher", watching.Fetcher)
    monkeypatch.setenv("DATELINE_WORKERS", "1")

    def watch(sources, *words):
        record = ("--record", str(tmp_path / "record.db"))
        call = ["watch", str(sources), "--no-encoder", *record, *(words or ("--once", "--allow-private"))]
        result = CliRunner().invoke(app, call)
        assert result.stdout == ""
        return result.stderr, result.exit_code

    return watch


def articles(tmp_path):
    with Desk.open(tmp_path / "record.db") as desk:
        return sorted(source.title or "" for source in desk.store.sources())


def wire(server, name="Northern Wire"):
    return f"- {{name: {name}, feed: {server.url}/rss}}"


def feed_of(server, count):
    """A feed of stubs, and their pages."""
    server.paths["/rss"] = unless_known(rss(item(n, link=f"{server.url}/{n}") for n in range(count)))
    for n in range(count):
        server.gives(f"/{n}", page(n), "text/html")


# ---- what it says


def test_a_second_run_adds_nothing_and_both_say_so_in_a_line_that_people_can_read(server, written, watch, tmp_path):
    feed_of(server, 3)
    sources = written(wire(server))
    first, ended = watch(sources)
    second, _ = watch(sources)
    assert ended == 0
    assert "Northern Wire: 3 new, 0 known; next " in first
    assert "Northern Wire: not changed; next " in second
    assert all(LINE.match(line) for line in (first + second).splitlines())
    assert articles(tmp_path) == ["Story 0", "Story 1", "Story 2"]


def test_a_source_that_cannot_be_had_is_told_with_its_mend_and_the_others_are_followed(server, written, watch):
    server.paths["/bad"] = status(503)
    feed_of(server, 1)
    sources = written(f"- {{name: Bad, feed: {server.url}/bad}}", wire(server))
    said, ended = watch(sources)
    assert ended == 1
    assert "Bad: could not be had; next " in said
    assert "error: " in said
    assert "mend: " in said
    assert "Northern Wire: 1 new" in said
    again, ended = watch(sources)
    assert ended == 0
    assert "Bad: failed before, and is left alone until " in again


def test_what_words_a_server_puts_into_the_log_cannot_draw_on_the_terminal(server, written, watch):
    server.gives("/rss", rss([item(1, link=f"{server.url}/\x9b31mred")]))
    server.gives("/\x9b31mred", "gone", "text/html")
    assert "\x9b" not in watch(written(wire(server)))[0]


def test_without_leave_nothing_of_this_machine_is_fetched(server, written, watch):
    feed_of(server, 1)
    said, ended = watch(written(wire(server)), "--once")
    assert ended == 1
    assert "[fetch.private]" in said
    assert "--allow-private" in said
    assert server.asked == []


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("- {name: A, fed: http://a.example/rss}", '"fed" is nothing that a source says'),
        ("- {name: A, feed: ftp://a.example/rss}", "is no address of a feed"),
        ("- {name: A, folder: b, class: ministry}", '"ministry" is no class'),
        ("- {name: A, folder: b, country: Norway}", '"Norway" is no country'),
        ("- {name: A, folder: b, every: 5}", "is no stretch of time"),
        ("- name: A", "says not where it is"),
    ],
    ids=["key", "address", "class", "country", "every", "nowhere"],
)
def test_a_fault_of_the_file_is_told_with_its_line_before_anything_is_fetched(server, written, watch, line, told):
    feed_of(server, 1)
    said, ended = watch(written(wire(server), line))
    assert ended == 1
    assert told in said
    assert "sources.yaml:3" in said
    assert "mend: " in said
    assert server.asked == []


def test_many_faults_of_the_file_are_told_at_once_each_on_lines_of_its_own(written, watch):
    said, ended = watch(written("- {name: A, folder: b, clas: wire}", "- {name: A, folder: c, country: Norway}"))
    assert ended == 1
    assert [line.partition("sources.yaml:")[2][:1] for line in said.splitlines() if "[sources.source]" in line] == [
        *"23"
    ]
    assert '(did you mean "class"?)' in said


def test_a_time_that_is_none_is_told(server, written, watch):
    said, ended = watch(written(wire(server)), "--once", "--every", "often")
    assert ended == 1
    assert '--every "often"' in said
    assert "30m" in said


def test_a_second_watcher_of_the_same_record_is_told_of_the_first(server, written, watch, tmp_path, monkeypatch):
    monkeypatch.setattr("dateline.desk.watched._WAIT", 0.05)
    with Watched(tmp_path / "record.db-watch"):
        said, ended = watch(written(wire(server)))
    assert ended == 1
    assert "[watch.held]" in said


# ---- how it ends


def started(sources, record):
    call = [sys.executable, "-m", "tests.cli.watching", "watch", str(sources), "--record", str(record), "--no-encoder"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "DATELINE_WORKERS": "1"}
    return subprocess.Popen(  # noqa: S603  (our own)
        [*call, "--allow-private"], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def until(there, process):
    """Wait until something is there, or the process is gone."""
    for _ in range(6000):
        if there() or process.poll() is not None:
            return
        time.sleep(0.01)


def count(record):
    """How many articles another process has kept so far."""
    if not record.exists():
        return 0
    with closing(sqlite3.connect(f"file:{record}?mode=ro", uri=True)) as file:
        try:
            return file.execute("SELECT count(*) FROM articles").fetchone()[0]
        except sqlite3.Error:
            return 0


@pytest.mark.slow
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM], ids=["ctrl-c", "systemctl-stop"])
def test_asked_to_end_it_says_so_and_what_was_done_is_kept(server, written, tmp_path, watch, sign):
    feed_of(server, 4)
    server.paths["/1"] = drips(server)  # the third that is fetched, as the oldest come first
    sources, record = written(wire(server)), tmp_path / "record.db"
    with started(sources, record) as process:
        until(lambda: server.count("/1"), process)
        process.send_signal(sign)
        said = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert "what was done is kept" in said
    assert articles(tmp_path) == ["Story 2", "Story 3"]
    server.gives("/1", page(1), "text/html")
    assert "2 new, 2 known" in watch(sources)[0]


@pytest.mark.slow
def test_killed_at_any_moment_it_goes_on_when_it_is_started_again_and_adds_nothing_twice(server, written, tmp_path):
    many = 30
    feed_of(server, many)
    sources, record = written(wire(server)), tmp_path / "record.db"
    for kept, moment in ((3, 0.0), (11, 0.03), (20, 0.011)):
        with started(sources, record) as process:
            until(lambda: count(record) >= kept, process)  # noqa: B023
            time.sleep(moment)
            process.kill()
    with started(sources, record) as process:
        until(lambda: count(record) >= many, process)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert articles(tmp_path) == sorted(f"Story {n}" for n in range(many))
    assert max(server.count(f"/{n}") for n in range(many)) <= 2  # the one in hand is fetched again


def test_it_goes_round_and_round_and_takes_what_has_come_meanwhile(server, written, watch, tmp_path, monkeypatch):
    server.gives("/rss", rss([item(1, story(1))]))
    slept = []

    def sleep(seconds):
        """The first time, a story comes; the second, the user has had enough."""
        slept.append(seconds)
        server.gives("/rss", rss([item(1, story(1)), item(2, story(2))]))
        if len(slept) > 1:
            raise KeyboardInterrupt

    def wait(self, source):
        return due(self, source) if not slept else 60 if server.count("/rss") > 1 else 0

    due = Watcher.wait
    monkeypatch.setattr(Watcher, "wait", wait)
    monkeypatch.setattr("dateline.cli.watch.time.sleep", sleep)
    said, ended = watch(written(wire(server)), "--allow-private")
    assert ended == 130
    assert re.findall(r"\d+ new, \d+ known", said) == ["1 new, 0 known", "1 new, 1 known"]
    assert 0 < slept[0] <= 60
    assert articles(tmp_path) == ["Story 1", "Story 2"]
