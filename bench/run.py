"""What reading costs: articles and words a second on one and two processes, start, memory, beside its peers.

``make bench`` runs it and writes bench/results.md. The articles are 500 of the White House briefings of the shared
folder, the same in every run; where that folder is absent, the sample articles of examples/ many times over. Figures
of one run stand beside one another as ratios, since machines differ.
"""

import gzip
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("DATELINE_SHARED") or ROOT.parent / "shared")
BRIEFINGS = SHARED / "data" / "briefings" / "briefings.jsonl.gz"
ARTICLES = int(os.environ.get("BENCH_ARTICLES", "500"))
_LOOK = 0.5  # seconds between two looks at the memory
DATED = 25  # articles that dateparser is given: it takes a second for each
DATELINE = [sys.executable, "-c", "from dateline.cli.main import app; app()"]


def briefings() -> list[str]:
    """The lines of the articles: every n-th of all that have a text, so that all years and lengths are there."""
    if not BRIEFINGS.exists():
        return samples()
    with gzip.open(BRIEFINGS, "rt", encoding="utf-8") as file:
        lines = [line for line in file if len(json.loads(line)["text"]) > 200]  # noqa: PLR2004  (a line or two is no text)
    step = len(lines) / ARTICLES
    return [lines[int(i * step)] for i in range(ARTICLES)]


def samples() -> list[str]:
    """The sample articles over and over, each time under another name."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    return [
        json.dumps({"id": str(i), "published": "2024-05-16", "text": texts[i % len(texts)]}) for i in range(ARTICLES)
    ]


def timed(call: Sequence[str]) -> float:
    """Seconds that a command takes."""
    began = time.perf_counter()
    subprocess.run(call, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    return time.perf_counter() - began


def first_line(call: Sequence[str]) -> float:
    """Seconds until a command prints its first line."""
    began = time.perf_counter()
    with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        assert process.stdout  # noqa: S101  (it was asked for)
        process.stdout.readline()
        seconds = time.perf_counter() - began
        process.kill()
    return seconds


def cost(call: Sequence[str], **environment: str) -> tuple[float, int]:
    """Seconds that a command takes, and its peak MiB.

    All its processes count, pages that they share once. It is looked at twice a second, which costs it nothing; without
    /proc the memory is 0.
    """
    env, most, began = os.environ | environment, 0, time.perf_counter()
    with subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env) as process:  # noqa: S603
        while process.poll() is None:
            most = max(most, sum(_proportional(pid) for pid in family(process.pid)))
            with suppress(subprocess.TimeoutExpired):
                process.wait(_LOOK)
        return time.perf_counter() - began, most // 1024


def family(pid: int) -> list[int]:
    """A process and all that came of it, whichever of its threads started them."""
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        children = [one for thread in threads for one in (thread / "children").read_text(encoding="ascii").split()]
    except OSError:
        return []
    return [pid, *(one for child in children for one in family(int(child)))]


def _proportional(pid: int) -> int:
    """KiB of a process, each shared page by its share."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def tokenised(texts: Sequence[str]) -> float:
    """Seconds that spaCy's blank English takes to cut the texts to words: the least that can be done with them."""
    import spacy  # noqa: PLC0415

    nlp = spacy.blank("en")
    return _seconds(lambda: [nlp.make_doc(text) for text in texts])


def dated(texts: Sequence[str]) -> tuple[float, float]:
    """Seconds that dateparser's search_dates and our resolver take for the dates of the same texts."""
    import warnings  # noqa: PLC0415

    from dateparser.search import search_dates  # noqa: PLC0415

    from dateline.reading.times import resolve  # noqa: PLC0415

    warnings.simplefilter("ignore")
    day = date(2024, 5, 16)
    list(resolve("on Thursday", day))
    search_dates("on Thursday", languages=["en"])
    theirs = _seconds(lambda: [search_dates(text, languages=["en"]) for text in texts])
    return theirs, _seconds(lambda: [list(resolve(text, day)) for text in texts])


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def measure() -> str:
    """Everything, as the page that results.md is."""
    lines = briefings()
    texts = [json.loads(line)["text"] for line in lines]
    words = sum(len(text.split()) for text in texts)
    with tempfile.TemporaryDirectory() as folder:
        feed = Path(folder) / "articles.jsonl"
        feed.write_text("".join(line if line.endswith("\n") else line + "\n" for line in lines), encoding="utf-8")
        read = [*DATELINE, "read", "--json", str(feed)]
        (one, small), (two, large) = (cost(read, DATELINE_WORKERS=workers) for workers in ("1", "2"))
    start = timed([*DATELINE, "--help"]), first_line([*DATELINE, "read", str(ROOT / "examples" / "postponed.txt")])
    blank = tokenised(texts)
    theirs, ours = dated(texts[:DATED])
    return page(len(lines), words, (one, two), (small, large), start, blank, (theirs, ours))


def page(
    articles: int,
    words: int,
    read: tuple[float, float],
    memory: tuple[int, int],
    start: tuple[float, float],
    blank: float,
    dates: tuple[float, float],
) -> str:
    """The results as a page."""
    set_name = "White House briefings" if BRIEFINGS.exists() else "sample articles"
    ways = (
        ("read, one process", read[0]),
        ("read, two processes", read[1]),
        ("spaCy's blank English, words only", blank),
    )
    rows = [
        (name, f"{articles / seconds:.1f}", f"{words / seconds:,.0f}", f"{read[0] / seconds:.2f}")
        for name, seconds in ways
    ]
    return "\n".join(
        [
            "# What it costs\n",
            f"{articles} {set_name}, {words:,} words, start and loading included; {platform.python_implementation()}",
            f"{platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores. Made by `make bench`.\n",
            "| | articles a second | words a second | times one process |",
            "| --- | --- | --- | --- |",
            *(f"| {' | '.join(row)} |" for row in rows),
            "",
            "| | |",
            "| --- | --- |",
            f"| `dateline --help` | {start[0]:.2f} s |",
            f"| first article of a call shown after | {start[1]:.2f} s |",
            f"| peak memory, one process | {memory[0]} MiB |",
            f"| peak memory, two processes, all together | {memory[1]} MiB |",
            f"| dates of {DATED} of the articles: Dateline's resolver | {dates[1] * 1000:.0f} ms |",
            f"| the same by dateparser's `search_dates` | {dates[0] * 1000:.0f} ms ({dates[0] / dates[1]:.0f} times) |",
            "",
        ]
    )


if __name__ == "__main__":
    results = measure()
    (ROOT / "bench" / "results.md").write_text(results, encoding="utf-8")
    print(results)
