"""How taking readings into a record grows with it: one record, from a thousand articles to as many as asked.

A few hundred articles are really read, once, and kept in ``.bench/``; they are told of elsewhere
(``training/elsewhere.py``) until there are enough, written as a batch writes them, and taken by ``dateline add``, each
time as many as bring the record to the next size.
"""

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import chain, count, islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import run as bench  # noqa: E402
from bench.scale_command import spent  # noqa: E402
from dateline.batch.parts import Part  # noqa: E402
from dateline.batch.written import write  # noqa: E402
from dateline.desk.open import Desk  # noqa: E402
from dateline.desk.readings import readings_in, row_of  # noqa: E402
from dateline.model.claim import Reading  # noqa: E402
from dateline.reading.versions import versions  # noqa: E402
from training.elsewhere import Elsewhere, frequent  # noqa: E402

READ = 500  # articles that are really read
_AT_ONCE = 500  # readings that are written together


def really_read() -> list[Reading]:
    """The readings that all others are made of: those of ``BENCH_READINGS``, where that names a folder of them."""
    folder = os.environ.get("BENCH_READINGS")
    return list(readings_in(folder or _read()))


def _read() -> Path:
    """Read them, unless these versions did before; where they lie."""
    ours = versions()
    told = (ours.software, ours.codebook, ours.register, ours.encoder or "rules", str(READ))
    folder = ROOT / ".bench" / "-".join(("readings", *told))
    if not folder.exists():
        folder.parent.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as feed:
            feed.writelines(f"{line.rstrip()}\n" for line in _lines())
            feed.flush()
            spent("batch", feed.name, "--out", f"{folder}.begun", "--workers", "1")
        folder.with_name(f"{folder.name}.begun").rename(folder)
    return folder


def _lines() -> list[str]:
    bench.ARTICLES = READ
    return bench.briefings()


def elsewhere(read: Sequence[Reading]) -> Iterator[Reading]:
    """The readings as one world after another tells them, without end."""
    countries = frequent(read)
    worlds = (Elsewhere(number, countries) for number in count(1))
    return chain.from_iterable(map(world.reading, read) for world in worlds)


def put(readings: Iterator[Reading], some: int, folder: Path) -> None:
    """Write so many of them as a batch writes them."""
    left = map(row_of, islice(readings, some))
    for number in count():
        rows = list(islice(left, _AT_ONCE))
        if not rows:
            return
        write(folder, Part(split=0, number=number, found=(), at=0, last=False), rows)


def grown(read: Sequence[Reading], sizes: Sequence[int]) -> Iterator[dict[str, Any]]:
    """What each step took that brought a record, made of what was really read, to the next size."""
    every, before = elsewhere(read), 0
    with tempfile.TemporaryDirectory() as name:
        record = Path(name) / "record.db"
        for size in sizes:
            with tempfile.TemporaryDirectory(dir=name) as folder:
                put(every, size - before, Path(folder))
                took = spent("add", folder, "--record", record)
            thousand = took.core_seconds / (size - before) * 1000
            yield {"added": size - before, **held(record, size), **took.told(), "a_thousand": round(thousand, 2)}
            before = size


def held(record: Path, size: int) -> dict[str, int]:
    """What the record holds.

    Raises:
        SystemExit: Not as many articles as it was given.
    """
    with Desk.open(record, create=False) as desk:
        counts = desk.store.counts()
    if counts["articles"] != size:
        sys.exit(f"the record was given {size} articles and holds {counts['articles']}: look what dateline add says")
    return {name: counts[name] for name in ("articles", "claims", "events")} | {"bytes": record.stat().st_size}
