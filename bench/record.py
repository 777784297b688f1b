"""What taking readings into a record costs: 2,000, 20,000 and 200,000 articles of a claim each, by stages.

The claims are those of ``bench/joining.py``; each stands in an article of its own, of some sixty words, every fifth a
copy of another of its occasion. They are written as a batch writes them and taken as ``dateline add`` takes them:
nothing is read, and all else is as it would be. Seconds are those of one core, which do not hang on what else the
machine does. The digest tells whether two ways of joining come to the same record.

Usage: python bench/record.py [SIZE...]
"""

import functools
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "bench"))

import sizes  # noqa: E402  (bench/ is no package)
from joining import claims  # noqa: E402

from dateline.desk import intake, project  # noqa: E402
from dateline.desk.open import Desk  # noqa: E402
from dateline.desk.readings import pyarrow, row_of, schema  # noqa: E402
from dateline.model.article import Article  # noqa: E402
from dateline.model.claim import Evidence, Reading, Versions  # noqa: E402
from dateline.model.kept import Kept  # noqa: E402
from dateline.model.span import Span  # noqa: E402
from dateline.settings import Settings  # noqa: E402

SIZES = (2_000, 20_000, 200_000)
_SEED, _WORDS, _VOCABULARY, _COPIES, _ROWS = 11, 60, 6_000, 0.2, 5_000
_NOW = datetime(2026, 1, 1, tzinfo=UTC)


def readings(size: int) -> Iterator[Reading]:
    """The readings of so many articles, as a reader would give them, in no order of time."""
    chance = Random(_SEED)  # noqa: S311  (no secret hangs on it)
    words = ["".join(chance.choices("aeioulmnrst", k=chance.randint(3, 9))) for _ in range(_VOCABULARY)]
    told: dict[str, str] = {}
    for kept, occasion in claims(size):
        text = told.get(occasion) if chance.random() < _COPIES else None
        text = told[occasion] = text or f"{kept.claim.kind} {' '.join(chance.choices(words, k=_WORDS))}."
        yield _reading(kept, text)


def _reading(kept: Kept, text: str) -> Reading:
    at = Span(0, text.index(" "))
    why = Evidence(field="type", value=kept.claim.kind, at=at, words=at.of(text), rule="bench@1")
    claim = replace(
        kept.claim,
        trigger=at,
        evidence=(why,),
        participants=tuple(replace(who, at=None) for who in kept.claim.participants),
        place=kept.claim.place and replace(kept.claim.place, at=None),
    )
    article = Article(id=kept.key, key=kept.key, text=text, published=kept.source.published, publisher=f"P{kept.key}")
    return Reading(article=article, claims=(claim,), versions=Versions(software="bench", codebook="1", register="1"))


def write(size: int, folder: Path) -> None:
    """Readings as a batch writes them."""
    pa, every, number = pyarrow(), readings(size), 0
    while rows := [row_of(one) for one in islice(every, _ROWS)]:
        pa.parquet.write_table(pa.Table.from_pylist(rows, schema()), folder / f"{number:06}.parquet")
        number += 1


class Stages:
    """Seconds of one core that functions took, each without those that it called and that are timed themselves."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._inner: list[float] = []

    def time(self, owner: Any, name: str, stage: str) -> None:
        """Time a function or method from now on, as a part of a stage."""
        setattr(owner, name, self._timed(getattr(owner, name), stage))

    def _timed(self, call: Callable[..., Any], stage: str) -> Callable[..., Any]:
        @functools.wraps(call)
        def timed(*args: Any, **named: Any) -> Any:
            began = time.process_time()
            self._inner.append(0.0)
            try:
                return call(*args, **named)
            finally:
                whole = time.process_time() - began
                self.seconds[stage] += whole - self._inner.pop()
                if self._inner:
                    self._inner[-1] += whole

        return timed


def measure(size: int) -> dict[str, Any]:
    """Take so many into a record, in this process."""
    stages = Stages()
    stages.time(intake, "joined", "rest of joining")
    stages.time(project, "tell_stories", "copies")
    stages.time(project, "independent", "borrowed sentences")
    stages.time(project, "join", "join")
    stages.time(project, "account", "account")
    with tempfile.TemporaryDirectory() as folder:
        write(size, Path(folder))
        with Desk.open(Path(folder) / "record.db", settings=Settings(), clock=lambda: _NOW) as desk:
            for name in ("near", "component", "waiting"):
                stages.time(desk.store, name, name)
            stages.time(desk.store, "project", "project")
            stages.time(desk, "add", "take")
            began = time.process_time()
            desk.add(folder)
            seconds = time.process_time() - began
            counts, digest = desk.store.counts(), desk.store.digest()
    return {
        "articles": size,
        "events": counts["events"],
        "seconds": round(seconds, 1),
        "articles a second": round(size / seconds),
        "MiB at the peak": sizes.peak(),
        "shares": {stage: round(part / seconds, 3) for stage, part in stages.seconds.most_common()},
        "digest": digest[:16],
    }


if __name__ == "__main__":
    sizes.each(__file__, sys.argv[1:], SIZES, measure)
