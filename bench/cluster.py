"""What an article costs on its way through a batch, stage by stage, in seconds of one core.

The articles are White House briefings of the shared folder, as pages of a web archive (where that folder is absent,
the sample articles over and over). Each stage is what ``dateline batch`` does on one machine or on many: unpack a
record and take the article from its page, read it, collect what a reader gives and write it as Parquet, take it into a
record. A few articles go before, so that no stage pays for what it loads. Seconds of a core do not hang on what else
the machine does. ``docs/howto/run-on-a-cluster.md`` is filled from the result.

Usage: python bench/cluster.py [ARTICLES]; writes bench/cluster.json
"""

import html
import json
import os
import pickle
import platform
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("OMP_NUM_THREADS", "1")  # as in the processes that read, before numpy counts the cores

from bench import run as bench  # noqa: E402
from dateline.batch.parts import Cut, Part, parts  # noqa: E402
from dateline.batch.splits import splits  # noqa: E402
from dateline.batch.worker import Reads, warm  # noqa: E402
from dateline.batch.written import write  # noqa: E402
from dateline.desk.open import Desk  # noqa: E402
from dateline.ingest import warc  # noqa: E402
from dateline.model.article import Article  # noqa: E402
from dateline.settings import Settings  # noqa: E402

ARTICLES = 100
RESULT = ROOT / "bench" / "cluster.json"
_NOW = datetime(2026, 1, 1, tzinfo=UTC)
_PAGE = (
    "<!doctype html><html><head><title>{title}</title></head><body><nav>{nav}</nav><main><article><h1>{title}</h1>"
    "{body}</article></main><aside>{nav}</aside><footer>{nav}</footer></body></html>"
)
_NAV = "".join(
    f'<ul><li><a href="/{word}">{word.title()}</a></li></ul>' for word in ("home", "world", "sport", "about")
)


class Stages:
    """Seconds of a core by stage."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def time(self, stage: str) -> Iterator[None]:
        """Count what happens meanwhile, in this process with all its threads."""
        began = time.process_time()
        yield
        self.seconds[stage] = time.process_time() - began


def article_of(told: Mapping[str, Any]) -> Article:
    """The article of a line of the briefings, as far as a page has it."""
    published = told.get("published")
    return Article(
        id=told["id"],
        text=told["text"],
        title=told.get("title"),
        published=date.fromisoformat(published) if published else None,
    )


def pages(lines: Iterable[str]) -> Iterator[Article]:
    """The articles as pages, whose day of publication the archive tells."""
    for number, line in enumerate(lines):
        article = article_of(json.loads(line))
        body = "".join(f"<p>{html.escape(one)}</p>" for one in article.text.split("\n") if one.strip())
        raw = _PAGE.format(title=html.escape(article.title or f"Article {number}"), body=body, nav=_NAV)
        yield replace(article, id=f"a{number}", raw=raw, url=f"https://news.example/{number}")


def through(lines: list[str], stages: Stages, reads: Reads | None = None) -> dict[str, Any]:
    """Take articles through all stages, in this process, by the reader that ships or by another; what came of them."""
    count = len(lines)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "in.warc.gz").open("wb") as file:
            warc.write(pages(lines), file)
        (split,) = splits([str(folder / "in.warc.gz")])
        with stages.time("unpack"):
            (part,) = parts(split, Cut(part=count))
        reads = reads or warm(Settings.of())
        with stages.time("read"):
            rows = [reads(one) for one in part.found if isinstance(one, Article)]
        sent = pickle.dumps((replace(part, found=()), rows))
        with stages.time("collect"):
            done = write(folder / "out", *_received(sent))
        settings = Settings(record=str(folder / "r.db"))
        with Desk.open(settings=settings, clock=lambda: _NOW) as desk, stages.time("take"):
            desk.add(folder / "out")
        size = {
            "in": (folder / "in.warc.gz").stat().st_size,
            "readings": sum(file.size for file in done.files),
            "record": (folder / "r.db").stat().st_size,
        }
    return {"articles": done.articles, "claims": done.claims, "bytes": size}


def measure(count: int) -> dict[str, Any]:
    """Everything, by article."""
    lines = bench.briefings()[:: max(1, bench.ARTICLES // count)][:count]
    found = by_stage(lines)
    return {
        "set": "White House briefings" if bench.BRIEFINGS.exists() else "sample articles",
        "articles": found["articles"],
        "words": sum(len(json.loads(line)["text"].split()) for line in lines),
        "claims": found["claims"],
        "machine": f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}",
        "core_seconds": found["core_seconds"],
        "bytes": found["bytes"],
    }


def by_stage(lines: list[str], reads: Reads | None = None) -> dict[str, Any]:
    """What these articles take, by article: core-seconds of each stage, and bytes."""
    through(lines[:2], Stages(), reads)
    stages = Stages()
    came = through(lines, stages, reads)
    articles = came["articles"]
    seconds = {stage: round(seconds / articles, 5) for stage, seconds in stages.seconds.items()}
    return came | {"core_seconds": seconds, "bytes": {what: size // articles for what, size in came["bytes"].items()}}


def _received(sent: bytes) -> tuple[Part, list[Any]]:
    """What came from a reader elsewhere."""
    found: tuple[Part, list[Any]] = pickle.loads(sent)  # noqa: S301  (our own)
    return found


if __name__ == "__main__":
    result = json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else ARTICLES), indent=1)
    RESULT.write_text(result + "\n", encoding="utf-8")
    print(result)
