"""What joining costs: 2,000, 20,000 and 200,000 claims, or as many as asked; time and peak memory, one process.

The claims are made of the coded articles of training/gold: each occasion takes a coded event, moves it to another day,
between other countries and among other persons, and is told by one to some hundred articles, each otherwise
(``training/perturb.py``). Few countries have most occasions, and few occasions most articles, as in the news. They lie
in five years; of more than 200,000, in so many more that a year has 40,000, as a record grows by years.

The claims lie on disk and are joined as a record joins them: in pieces (``joining/pieces.py``), each read from there;
with ``--whole``, all in memory and in one piece. The same claims in every run. How many stand in the right group is
told, too, as a fast wrong answer is none.

Usage: python bench/joining.py [--whole] [SIZE...]
"""

import json
import pickle
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryFile

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "training"), str(ROOT / "bench")]

import sizes  # noqa: E402  (bench/ is no package)

from dateline.evaluate.clusters import b_cubed  # noqa: E402
from dateline.joining.join import Partition, join  # noqa: E402
from dateline.joining.pieces import pieces  # noqa: E402
from dateline.model.article import Article  # noqa: E402
from dateline.model.claim import Claim  # noqa: E402
from dateline.model.day import Days  # noqa: E402
from dateline.model.kept import Kept, Source, digest_of  # noqa: E402
from dateline.reading.coded import reading_of  # noqa: E402
from perturb import told_otherwise  # noqa: E402  (training/ is no package)

SIZES = (2_000, 20_000, 200_000)
_SEED, _YEARS, _MOST = 7, 5, 300
_A_YEAR = 40_000  # claims of a year, of more than fit into five
_FIRST, _EPOCH = date(2015, 1, 1), datetime(2026, 1, 1, tzinfo=UTC)
_COUNTRIES = 120


def patterns() -> list[Claim]:
    """The claims of all coded articles that tell a day."""
    folder = ROOT / "training" / "gold"
    found: list[Claim] = []
    for path in sorted((folder / "codings").glob("*.json")):
        told = json.loads((folder / "articles" / path.name).read_text(encoding="utf-8"))
        article = Article(id=told["id"], text=told["text"])
        claims = reading_of(json.loads(path.read_text(encoding="utf-8")), article).claims
        found += [one for one in claims if one.days and one.days.earliest_start > date(1980, 1, 1)]
    return found


def occasion(pattern: Claim, chance: Random, countries: Sequence[str], persons: Sequence[str], years: int) -> Claim:
    """Another occasion of the same pattern: elsewhere, at another time, among others."""
    states = dict(zip(pattern.countries, chance.sample(countries, len(pattern.countries)), strict=True))
    names = dict(zip(pattern.people, chance.sample(persons, len(pattern.people)), strict=True))
    place = pattern.place and replace(pattern.place, country=states.get(pattern.place.country or ""))
    return replace(
        pattern,
        days=pattern.days and _moved(pattern.days, chance, years),
        countries=tuple(sorted(states.values())),
        people=tuple(names.values()),
        participants=tuple(
            replace(who, name=names[who.name], country=states.get(who.country or "")) for who in pattern.participants
        ),
        place=place,
    )


def claims(size: int) -> Iterator[tuple[Kept, str]]:
    """So many claims, each with the occasion that it tells of."""
    chance, made = Random(_SEED), patterns()  # noqa: S311  (no secret hangs on it)
    every = sorted({country for one in made for country in one.countries})[:_COUNTRIES]
    countries = [one for rank, one in enumerate(every) for _ in range(max(1, 40 // (rank + 1)))]
    persons = sorted({name for one in made for name in one.people})
    count, number, years = 0, 0, max(_YEARS, size // _A_YEAR)
    while count < size:
        number += 1
        told = occasion(chance.choice(made), chance, _drawn(countries, chance), persons, years)
        for _ in range(min(_MOST, size - count, int(chance.paretovariate(1.1)))):
            article = digest_of("article", str(count))
            day = told.days.earliest_start if told.days else _FIRST
            source = Source(
                key=article, id=article, added=_EPOCH, published=day + timedelta(days=chance.randint(-3, 3))
            )
            yield Kept(key=article, claim=told_otherwise(told, chance), source=source, first_seen=_EPOCH), str(number)
            count += 1


class Shelf:
    """Claims on disk, as in a record: all of them in the order of their keys, or some by key."""

    def __init__(self, size: int) -> None:
        self._file = sqlite3.connect("")
        self._file.execute("CREATE TABLE claims (key TEXT PRIMARY KEY, claim BLOB) WITHOUT ROWID")
        rows = ((kept.key, pickle.dumps(kept, -1)) for kept, _ in claims(size))
        self._file.executemany("INSERT INTO claims VALUES (?, ?)", rows)

    def all(self) -> Iterator[Kept]:
        """Each claim."""
        for (claim,) in self._file.execute("SELECT claim FROM claims ORDER BY key"):
            yield pickle.loads(claim)  # noqa: S301  (this very process wrote it)

    def some(self, keys: Iterable[str]) -> Iterator[Kept]:
        """The claims of these keys."""
        for key in keys:
            (claim,) = self._file.execute("SELECT claim FROM claims WHERE key = ?", (key,)).fetchone()
            yield pickle.loads(claim)  # noqa: S301  (this very process wrote it)


def joined(shelf: Shelf, *, whole: bool) -> Iterator[Partition]:
    """The claims joined: in pieces, or in one."""
    if whole:
        yield join(shelf.all())
    else:
        yield from (join(shelf.some(keys)) for keys in pieces(shelf.all()))


def measure(size: int, *, whole: bool) -> dict[str, float]:
    """Join so many claims in this process."""
    shelf = Shelf(size)
    before = sizes.peak()
    began, busy = time.perf_counter(), time.process_time()
    with TemporaryFile("w+", encoding="ascii") as found:
        pairs = largest = 0
        for partition in joined(shelf, whole=whole):
            found.writelines(" ".join(group) + "\n" for group in partition.groups)
            pairs += len(partition.pairs)
            largest = max(largest, sum(map(len, partition.groups)))
        seconds, busy, peak = time.perf_counter() - began, time.process_time() - busy, sizes.peak()
        found.seek(0)
        groups = [tuple(line.split()) for line in found]
    stories = {kept.key: story for kept, story in claims(size)}
    right = b_cubed(groups, stories)
    return {
        "claims": size,
        "occasions": len(set(stories.values())),
        "groups": len(groups),
        "pairs": pairs,
        "largest piece": largest,
        "seconds": round(seconds, 1),
        "seconds of one core": round(busy, 1),
        "MiB before": before,
        "MiB at the peak": peak,
        "B3 precision": round(right.precision, 3),
        "B3 recall": round(right.recall, 3),
    }


def _moved(days: Days, chance: Random, years: int) -> Days:
    by = _FIRST + timedelta(days=chance.randrange(365 * years)) - days.earliest_start
    if not days.is_one_day and days.grain.value != "day":
        by = timedelta(days=round(by.days / 365.25) * 365)
    moved = (days.earliest_start, days.latest_start, days.earliest_end, min(days.latest_end, date(2090, 1, 1)))
    return Days(**dict(zip(_BOUNDS, (day + by for day in moved), strict=True)), grain=days.grain)


_BOUNDS = ("earliest_start", "latest_start", "earliest_end", "latest_end")


def _drawn(countries: Sequence[str], chance: Random) -> list[str]:
    """Countries to draw from without repetition, the frequent ones likelier to be among them."""
    return sorted({chance.choice(countries) for _ in range(40)})


def main(asked: Sequence[str]) -> None:
    """Measure each size, in pieces or in one."""
    sizes.each(__file__, asked, SIZES, partial(measure, whole="--whole" in asked))


if __name__ == "__main__":
    main(sys.argv[1:])
