"""What moving articles and readings between processes costs: in the pool of one machine, and on a Ray cluster of it.

A batch is run whole, but by a reader that reads nothing (``bench/stored.py``): it gives readings of briefings that were
really read, so that what moves is as large as it is. Two sizes are run with each engine; what the larger takes more is
the cost of an article, without starting and ending. What unpacking and writing take in one process, moving nothing,
is measured beside. All processes count, the program that collects also apart: it is the one that cannot be many.

Usage: python bench/moving.py [SMALL LARGE]; writes bench/moving.json
"""

import json
import os
import pickle
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("OMP_NUM_THREADS", "1")  # as in the processes that read, before numpy counts the cores

from bench import cluster, stored  # noqa: E402
from bench import run as bench  # noqa: E402
from bench.scale_command import machine, sizes  # noqa: E402
from dateline.batch.parts import Cut  # noqa: E402
from dateline.batch.run import How, read_batch  # noqa: E402
from dateline.batch.worker import warm  # noqa: E402
from dateline.ingest import warc  # noqa: E402
from dateline.settings import Settings  # noqa: E402

SIZES = (1024, 4096)
RESULT = ROOT / "bench" / "moving.json"
ENGINES = {"pool": None, "ray": "local"}
_READ, _LOOK, _WORKERS = 64, 0.05, 2
_TICKS = os.sysconf("SC_CLK_TCK")


def measure(small: int, large: int) -> dict[str, Any]:
    """Core-seconds of an article, by engine."""
    lines = bench.briefings()[:_READ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        reads = warm(Settings.of())
        rows = [reads(cluster.article_of(json.loads(line))) for line in lines]
        (folder / "rows").write_bytes(pickle.dumps(rows))
        for count in (small, large):
            told = (lines * (count // len(lines) + 1))[:count]
            with (folder / f"{count}.warc.gz").open("wb") as file:
                warc.write(cluster.pages(told), file)
        found = {engine: _slope(engine, folder, small, large) for engine in ENGINES}
        unmoved = cluster.by_stage((lines * (small // len(lines) + 1))[:small], stored.loads(folder / "rows"))
    return {
        "set": "White House briefings" if bench.BRIEFINGS.exists() else "sample articles",
        "sizes": [small, large],
        "workers": _WORKERS,
        **machine(),
        "row_bytes": len(pickle.dumps(rows)) // len(rows),
        "unmoved": {stage: unmoved["core_seconds"][stage] for stage in ("unpack", "collect")},
        "engines": found,
    }


def _slope(engine: str, folder: Path, small: int, large: int) -> dict[str, float]:
    """What an article more costs: all processes together, and the one that collects."""
    one, two = (_spent(engine, folder, count) for count in (small, large))
    return {what: round((two[what] - one[what]) / (large - small), 5) for what in one}


def _spent(engine: str, folder: Path, count: int) -> dict[str, float]:
    """Core-seconds of a batch that runs apart, as last seen of each of its processes.

    Raises:
        SystemExit: It did not come to its end.
    """
    call = [sys.executable, __file__, "--drive", engine, str(folder), str(count)]
    used: dict[int, float] = {}
    with subprocess.Popen(call, cwd=ROOT) as process:  # noqa: S603
        while process.poll() is None:
            for pid in bench.family(process.pid):
                used[pid] = max(used.get(pid, 0.0), _core_seconds(pid))
            time.sleep(_LOOK)
    if process.returncode:
        sys.exit(f"the batch of {count} articles by {engine} ended with {process.returncode}")
    return {"all": sum(used.values()), "collecting": used[process.pid]}


def _core_seconds(pid: int) -> float:
    """Of one process, its children left out; 0 once it is gone."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    user, system = told.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / _TICKS


def drive(engine: str, folder: Path, count: int) -> None:
    """Run one batch in this process."""
    how = How(workers=_WORKERS, ray=ENGINES[engine], loads=partial(stored.loads, folder / "rows"))
    out = folder / f"out-{engine}-{count}"
    read_batch([str(folder / f"{count}.warc.gz")], out, Cut(), how)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--drive"]:
        drive(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    else:
        asked = sizes(sys.argv[1:]) or list(SIZES)
        result = json.dumps(measure(asked[0], asked[-1]), indent=1)
        RESULT.write_text(result + "\n", encoding="utf-8")
        print(result)
