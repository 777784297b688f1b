"""Killed with SIGKILL at any moment, a record loses nothing and doubles nothing."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.store.sql import open_store
from tests.store import crash_child, made

ROOT = Path(__file__).parents[2]
ARTICLES = 1000
KILLS = 20


def run(where):
    """A process that adds the articles; it has said that it sets to work."""
    command = [sys.executable, "-u", "-m", "tests.store.crash_child", where, str(ARTICLES)]
    child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)  # noqa: S603  (ourselves)
    assert child.stdout
    assert child.stdout.readline() == b"working\n"
    return child


@pytest.mark.slow
def test_a_run_killed_twenty_times_ends_as_one_that_was_left_alone(opened, where, tmp_path):
    began = time.monotonic()
    crash_child.main(str(tmp_path / "undisturbed.db"), ARTICLES)
    whole = time.monotonic() - began
    chance = random.Random(7)  # noqa: S311  (moments, not secrets)
    reached: list[int] = []
    longest = whole / 12
    while len(reached) < KILLS or not reached[-1]:  # on a busy machine it takes longer until something is kept
        reached.append(killed(where, chance.uniform(0, longest)))
        longest *= 1 if reached[-1] else 1.5
    with run(where) as last:
        assert last.wait() == 0
    store, undisturbed = opened(), open_store(tmp_path / "undisturbed.db")
    assert 0 < reached[-1] < ARTICLES, "killed before or after the work, not during it"
    assert reached == sorted(reached)
    assert list(store.verify()) == []
    assert store.waiting() == ()
    assert store.counts() == undisturbed.counts()
    assert [one.key for one in store.sources()] == sorted(one.source.key for one in made.articles(ARTICLES, claims=2))
    assert store.digest() == undisturbed.digest()
    undisturbed.close()


def killed(where, after):
    """Kill a run some seconds after it set to work; returns how many articles there are then."""
    with run(where) as child:
        time.sleep(after)
        child.kill()
        assert child.wait() == -signal.SIGKILL
    store = open_store(where)
    assert list(store.verify()) == []
    reached = store.counts()["articles"]
    store.close()
    return reached
