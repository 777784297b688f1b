"""The record that the desk is measured on, and another program that adds to it while readers read.

Usage: python bench/adding.py RECORD FEED PACE      # as ``beside`` calls it
"""

import contextlib
import gzip
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from run import BRIEFINGS, DATELINE

_HELD_OUT = 40
_AT_ONCE = 12  # articles that are added together


def briefings() -> tuple[list[str], list[str]]:
    """The lines of the articles that the record is made of, and of those that are added while it is read."""
    with gzip.open(BRIEFINGS, "rt", encoding="utf-8") as file:
        lines = list(file)
    return [line for n, line in enumerate(lines) if n % _HELD_OUT], lines[::_HELD_OUT]


def make(record: Path) -> None:
    """Read the briefings into a record; what is there already is passed over."""
    record.parent.mkdir(parents=True, exist_ok=True)
    feed = record.with_suffix(".jsonl")
    feed.write_text("".join(briefings()[0]), encoding="utf-8")
    subprocess.run([*DATELINE, "add", str(feed), "--record", str(record)], check=False)  # noqa: S603


@contextlib.contextmanager
def beside(record: Path, lasting: float) -> Iterator[list[tuple[float, int]]]:
    """Another program that adds what was held out, spread over a while; ends with this.

    Args:
        record: To which.
        lasting: Over how many seconds.

    Yields:
        When it ends: how many had been added, each with when that was.
    """
    feed, told = record.with_name("more.jsonl"), list[tuple[float, int]]()
    lines = briefings()[1]
    feed.write_text("".join(lines), encoding="utf-8")
    pace = lasting / -(-len(lines) // _AT_ONCE)
    with subprocess.Popen([sys.executable, __file__, str(record), str(feed), str(pace)],  # noqa: S603
                          stdout=subprocess.PIPE, text=True) as process:  # fmt: skip
        try:
            yield told
        finally:
            process.terminate()
            lines = process.communicate()[0].splitlines()
    told += [(float(when), int(added)) for when, added in map(str.split, lines)]


def behind(told: Sequence[tuple[float, int]], before: int, seen: Sequence[tuple[float, int]]) -> dict[str, Any]:
    """How many articles were added while it was watched, and after how many seconds they were seen.

    Args:
        told: How many had been added after each dozen, each with when that was.
        before: How many rulings there were.
        seen: How many rulings the front page counted, each with when that was.
    """
    numbered = [(when, before + number) for number, (when, _) in enumerate(told, 1)]
    first = [(when, next((at for at, counted in seen if counted >= now), None)) for when, now in numbered]
    waited = [at - when for when, at in first if at is not None]
    added = max((added for when, added in told if when <= seen[-1][0]), default=0)
    return {"added": added, "behind": statistics.median(waited or [0]), "most": max(waited, default=0)}


def keep_adding(record: Path, feed: Path, pace: float) -> None:
    """Add the articles of a feed, a dozen at a time; after each, when that was and how many were added on a line.

    After each a note is passed, too: the front page counts rulings, and tells by them how far it is behind.
    """
    from dateline.desk import review  # noqa: PLC0415  (loaded by the process that adds)
    from dateline.desk.open import Desk  # noqa: PLC0415
    from dateline.store.base import Wanted  # noqa: PLC0415

    lines, added = feed.read_text(encoding="utf-8").splitlines(keepends=True), 0
    with Desk.open(record) as desk, tempfile.TemporaryDirectory() as folder:
        for start in range(0, len(lines), _AT_ONCE):
            due = time.monotonic() + pace
            some = Path(folder) / f"{start}.jsonl"
            some.write_text("".join(lines[start : start + _AT_ONCE]), encoding="utf-8")
            added += desk.add(some).new
            desk.rule(review.note(next(iter(desk.events(Wanted(limit=1)))), desk.hand("bench", "a dozen were added")))
            print(time.time(), added, flush=True)
            time.sleep(max(0, due - time.monotonic()))


if __name__ == "__main__":
    keep_adding(Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3]))
