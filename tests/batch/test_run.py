import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.batch import run
from dateline.batch.parts import Cut
from dateline.batch.run import How, read_batch
from dateline.batch.worker import Watch
from dateline.desk.readings import readings_in
from dateline.errors import DatelineError, ModelError
from tests.batch import standin
from tests.batch.feeds import everything, feed

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
COUNT, PART = 30, 4


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    """Three files, in one of them articles that make trouble."""
    folder = tmp_path_factory.mktemp("in")
    feed(folder / "a.jsonl", 15, {5: "Bomb dies.", 6: "Foot stumbles.", 7: "…"})
    feed(folder / "b.jsonl", 15, first=15)
    (folder / "c.jsonl").write_text(json.dumps({"id": "wordless"}))
    return [str(folder)]


def batch(paths, out, workers=1, tell=run.nobody, **more):
    how = How(workers=workers, watch=Watch(seconds=60), loads=standin.loads)
    return read_batch(paths, out, Cut(part=PART, **more), how, tell)


@pytest.fixture(scope="module")
def whole(paths, tmp_path_factory):
    """What they come to, read in one go."""
    out = tmp_path_factory.mktemp("whole") / "out"
    batch(paths, out)
    return out


@pytest.fixture
def out(whole, tmp_path):
    """A copy of the same."""
    shutil.copytree(whole, tmp_path / "out")
    return tmp_path / "out"


# ---- what comes out


def test_every_article_is_read_or_set_aside_with_the_reason(paths, out):
    read = {one.article.id for one in readings_in(out)}
    aside = [json.loads(line) for line in (out / "set-aside.jsonl").read_text().splitlines()]
    assert read == {f"n{number}" for number in range(COUNT)} - {"n5", "n6"}
    assert [one["code"] for one in aside[:2]] == ["batch.died", "article.stumbled"]
    assert aside[2]["article"] == str(Path(paths[0], "c.jsonl"))


def test_readings_lie_by_the_month_in_which_their_articles_came_out(out):
    for path in out.rglob("*.parquet"):
        _, _, month = path.parent.name.partition("=")
        days = {one.article.published for one in readings_in(path)}
        assert {f"{day:%Y-%m}" if day else "unknown" for day in days} == {month}


@pytest.mark.parametrize("workers", [2, 3])
def test_many_workers_write_the_same_bytes_as_one(paths, tmp_path, whole, workers):
    batch(paths, tmp_path / "out", workers)
    assert everything(tmp_path / "out") == everything(whole)


def test_the_manifest_says_what_was_read_by_what_and_how_fast(out):
    told = json.loads((out / "manifest.json").read_text())
    assert told["state"] == "whole"
    assert told["input"]["files"] == 3
    assert told["versions"].keys() == {"software", "codebook", "register", "encoder"}
    assert told["counts"] == {"parts": 8, "articles": 28, "claims": 28, "foreign": 0, "set_aside": 3}
    assert told["last_call"]["articles"] == COUNT + 1


def test_the_pace_is_told_at_each_article_and_from_the_first_part_on_what_is_left(paths, tmp_path):
    told: list[run.Pace] = []
    batch(paths, tmp_path / "out", tell=told.append)
    assert [pace.articles for pace in told] == list(range(1, COUNT + 2))
    assert told[0].left is None
    assert 0 < (told[-1].left or 0) < told[-1].seconds


# ---- cut off, and gone on with


class CutOff(Exception):  # noqa: N818  (it is none of ours)
    """Ends a run at some article."""


def cut_off_at(number):
    def tell(pace):
        if pace.articles == number:
            raise CutOff

    return tell


@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_that_is_cut_off_again_and_again_comes_to_the_same(paths, tmp_path, whole, workers):
    out, rounds = tmp_path / "out", 0
    while True:
        try:
            batch(paths, out, workers, cut_off_at(7))
            break
        except CutOff:
            rounds += 1
            assert json.loads((out / "manifest.json").read_text())["state"] == "reading"
    assert rounds > 2
    assert everything(out) == everything(whole)


def test_what_is_done_is_not_read_again(paths, out):
    told: list[run.Pace] = []
    manifest = batch(paths, out, tell=told.append)
    assert told == []
    assert manifest.counts["articles"] == 28


def started(paths, out, workers=2):
    call = [sys.executable, "-m", "tests.batch.child", str(out), str(workers), *paths]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(call, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL, start_new_session=True)  # noqa: S603  (our own)


def until(there, process):
    """Wait until something is there, or the process is gone."""
    for _ in range(6000):
        if there() or process.poll() is not None:
            return
        time.sleep(0.01)


def test_a_run_that_is_killed_at_any_moment_comes_to_the_same(tmp_path):
    """kill -9, each time after another number of parts; its readers go with it."""
    slow = {number: f"Talks{number} went on slowly." for number in range(COUNT)}
    paths = [str(feed(tmp_path / "a.jsonl", COUNT, slow))]
    batch(paths, tmp_path / "whole")
    out, journal = tmp_path / "out", tmp_path / "out" / "parts.jsonl"
    for parts, moment in ((1, 0.02), (3, 0.11), (5, 0.07)):
        with started(paths, out) as process:
            until(lambda: journal.exists() and len(journal.read_bytes().splitlines()) >= parts, process)  # noqa: B023
            time.sleep(moment)
            process.kill()
    batch(paths, out, 2)
    assert everything(out) == everything(tmp_path / "whole")


def test_ctrl_c_ends_the_readers_and_keeps_what_was_done(tmp_path):
    slow = {number: f"Talks{number} went on slowly." for number in range(200)}
    paths, out = [str(feed(tmp_path / "a.jsonl", 200, slow))], tmp_path / "out"
    with started(paths, out) as process:
        until((out / "parts.jsonl").exists, process)
        until(lambda: (out / "parts.jsonl").stat().st_size > 0, process)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(60) != 0
    assert 0 < len(list(readings_in(out))) < 200


def test_a_journal_that_was_cut_off_in_its_last_line_is_read_up_to_it(paths, out, whole):
    journal = out / "parts.jsonl"
    journal.write_bytes(journal.read_bytes()[:-20])
    batch(paths, out)
    assert everything(out) == everything(whole)


def test_a_part_whose_file_was_lost_is_read_again(paths, out, whole):
    next(out.rglob("*.parquet")).unlink()
    batch(paths, out)
    assert everything(out) == everything(whole)


# ---- what is refused


def test_another_batch_is_not_written_over_one_that_is_there(paths, out, tmp_path):
    more = feed(tmp_path / "d.jsonl", 1)
    with pytest.raises(DatelineError, match="other input") as fault:
        batch([*paths, str(more)], out)
    assert fault.value.code == "batch.other"


@pytest.mark.parametrize("name", ["notes.txt", "manifest.json"])
def test_a_folder_with_other_things_is_left_alone(paths, tmp_path, name):
    out = tmp_path / "out"
    out.mkdir()
    (out / name).write_text("mine")
    with pytest.raises(DatelineError) as fault:
        batch(paths, out)
    assert fault.value.code == "batch.other"
    assert (out / name).read_text() == "mine"


def test_two_runs_do_not_write_in_one_folder(paths, tmp_path):
    def tell(_pace):
        with pytest.raises(DatelineError) as fault:
            batch(paths, tmp_path / "out")
        assert fault.value.code == "batch.locked"
        raise CutOff

    with pytest.raises(CutOff):
        batch(paths, tmp_path / "out", tell=tell)


def test_a_fault_of_our_own_data_stops_the_run_and_the_same_call_goes_on_later(tmp_path):
    path = feed(tmp_path / "a.jsonl", 12, {9: "Weights unsound."})
    with pytest.raises(ModelError):
        batch([str(path)], tmp_path / "out")
    assert len(list(readings_in(tmp_path / "out"))) == 8


def test_a_reader_of_another_version_stops_the_run_with_what_differs(tmp_path):
    path = feed(tmp_path / "a.jsonl", 12, {9: "Talks9 were read by others."})
    with pytest.raises(DatelineError, match=r"codebook 9.*codebook 0") as fault:
        batch([str(path)], tmp_path / "out", 2)
    assert (fault.value.code, fault.value.place) == ("batch.versions", "n9")
    assert len(list(readings_in(tmp_path / "out"))) == 8


def test_nothing_to_read_is_told(tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(DatelineError) as fault:
        batch([str(tmp_path / "empty")], tmp_path / "out")
    assert fault.value.code == "batch.none"
