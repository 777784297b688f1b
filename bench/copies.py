"""What it costs to find copies: 1,000, 10,000 and 100,000 articles, or as many as asked; time, memory, and how many.

Of ten articles of some 300 words, six tell what nobody else does; two are copies of another (words cut off at the end,
a few changed); two are of one of twenty forms, of which half of the words are always the same, and are no copies. Words
are drawn as words are in English, few of them very often; 200 articles come out a day. They lie in a record and are
compared as ``dateline add`` compares them. Seconds are those of one core; MiB is what the process takes more than
before the first was compared.

Usage: python bench/copies.py [SIZE...]
"""

import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "bench"))

import sizes  # noqa: E402  (bench/ is no package)

from dateline.desk.stories import tell_stories  # noqa: E402
from dateline.model.article import Article  # noqa: E402
from dateline.model.claim import Reading, Versions  # noqa: E402
from dateline.model.kept import Source, digest_of  # noqa: E402
from dateline.store.base import Incoming  # noqa: E402
from dateline.store.sql import open_store  # noqa: E402

SIZES = (1_000, 10_000, 100_000)
_SEED, _WORDS, _VOCABULARY, _FORMS, _A_DAY = 5, 300, 20_000, 20, 200
_COPIES, _FORMED, _OF_LAST = 0.2, 0.2, 200  # a copy is of one of so many articles before it
_AT_ONCE = 500  # articles that are laid into the record together
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_VERSIONS = Versions(software="bench", codebook="1", register="1")


class Writer:
    """Writes articles, always the same ones."""

    def __init__(self) -> None:
        self._chance = Random(_SEED)  # noqa: S311  (no secret hangs on it)
        self._words = [
            "".join(self._chance.choices("aeioulmnrst", k=self._chance.randint(3, 9))) for _ in range(_VOCABULARY)
        ]
        self._weights = list(accumulate(1 / (rank + 5) for rank in range(_VOCABULARY)))
        self._forms = [self._drawn(_WORDS // 2) for _ in range(_FORMS)]

    def articles(self, size: int) -> Iterator[tuple[str, str, date, list[str]]]:
        """Key, story, day and words, in the order in which they came out."""
        last: list[tuple[str, date, list[str]]] = []
        for number in range(size):
            day, kind = date(2015, 1, 1) + timedelta(days=number // _A_DAY), self._chance.random()
            key = digest_of("article", str(number))
            story, words = key, self._drawn(_WORDS)
            if kind < _COPIES and last:
                story, _, words = self._chance.choice(last)
                words = self._copied(words)
            elif kind < _COPIES + _FORMED:
                words = [*self._chance.choice(self._forms), *words[: _WORDS // 2]]
            last = [*last[1 - _OF_LAST :], (story, day, words)]
            yield key, story, day, words

    def _drawn(self, count: int) -> list[str]:
        return self._chance.choices(self._words, cum_weights=self._weights, k=count)

    def _copied(self, words: list[str]) -> list[str]:
        changed = [one if self._chance.random() > 0.005 else "said" for one in words]  # noqa: PLR2004
        return changed[: len(changed) - self._chance.randint(0, 12)]


def measure(size: int) -> dict[str, Any]:
    """So many articles, in this process."""
    told: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "r.db"), create=True)
        every = Writer().articles(size)
        while some := list(islice(every, _AT_ONCE)):
            told.update((key, story) for key, story, _, _ in some)
            store.append([_incoming(key, day, " ".join(words)) for key, _, day, words in some])
        before, began = sizes.peak(), time.process_time()
        with store.writing():
            tell_stories(store)
        seconds, more = time.process_time() - began, sizes.peak() - before
        found = store.stories(told)
        bytes_ = (Path(folder) / "r.db").stat().st_size
        store.close()
    return {
        "articles": size,
        "core-seconds": round(seconds, 1),
        "articles a core-second": round(size / seconds),
        "MiB more": more,
        "bytes of the record an article": bytes_ // size,
        "copies": sum(key != story for key, story in told.items()),
        **_right(told, found),
    }


def _right(told: dict[str, str], found: dict[str, str]) -> dict[str, int]:
    """Copies that lie in the story of what they were copied from, and articles that lie in a story of others."""
    copies = [key for key, story in told.items() if key != story]
    known = sum(found[key] == found[told[key]] for key in copies)
    return {"copies found": known, "taken for copies": sum(found[key] not in (key, found[told[key]]) for key in told)}


def _incoming(key: str, day: date, text: str) -> Incoming:
    article = Article(id=key, key=key, text=text, published=day)
    source = Source(key=key, id=key, added=_NOW, published=day, story=key)
    return Incoming(source=source, reading=Reading(article=article, claims=(), versions=_VERSIONS), keys=())


if __name__ == "__main__":
    sizes.each(__file__, sys.argv[1:], SIZES, measure)
