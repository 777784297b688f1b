"""From web archive to record, by the commands that a person gives: what it takes, and how much of that is reading.

Articles are White House briefings of the shared folder (where that is absent, the sample articles), as pages of a web
archive. Where more are asked than there are, the others are told of elsewhere (``training/elsewhere.py``): other names,
other days. ``dateline batch`` reads them with one worker and with two, ``dateline add`` takes the readings into a
record. What reading itself takes is measured beside, stage by stage (``bench/cluster.py``). ``--taken`` measures how
taking grows with the record (``bench/scale_taken.py``): one record, of each size in turn.

``docs/explain/scale.md`` is filled from the result.

Usage: python bench/scale.py [SIZE] | --taken [SIZE...]; writes bench/scale.json
"""

import calendar
import json
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("OMP_NUM_THREADS", "1")  # as in the processes that read, before numpy counts the cores

from bench import cluster, scale_taken  # noqa: E402
from bench import run as bench  # noqa: E402
from bench.scale_command import machine, sizes, spent  # noqa: E402
from dateline.books.register import Register  # noqa: E402
from dateline.ingest import warc  # noqa: E402
from training.elsewhere import Elsewhere  # noqa: E402

ARTICLES, TAKEN = 200, (1_000, 2_000, 5_000, 10_000)
WORKERS = (1, 2)
RESULT = ROOT / "bench" / "scale.json"
_STAGED = 200  # articles, at most, whose stages are measured beside
_PLAIN = re.compile(r"\b[a-z]+\b")


def articles(count: int) -> list[str]:
    """Lines of so many articles, no two of them alike."""
    bench.ARTICLES = count
    lines = bench.briefings()
    return list(told_anew(lines)) if len(set(map(_text, lines))) < count else lines


def told_anew(lines: Sequence[str]) -> Iterator[str]:
    """Each line; where its text was there before, as another world tells it: other names, on an earlier day."""
    met, kept = Counter[str](), no_names(lines)
    for line in lines:
        told = json.loads(line)
        if number := met[told["text"]]:
            there = Elsewhere(number, kept=kept).article(cluster.article_of(told))
            new = {"text": there.text, "title": there.title, "published": _iso(there.published)}
            yield json.dumps(told | new)
        else:
            yield line
        met[told["text"]] += 1


def no_names(lines: Sequence[str]) -> frozenset[str]:
    """Words, in small letters, that are no names of persons: those without a capital somewhere, countries, months."""
    plain = {word for line in lines for word in _PLAIN.findall(_text(line))}
    named = [*calendar.month_name, *calendar.day_name, *calendar.month_abbr, *calendar.day_abbr]
    named += [name for country in Register.load().countries() for name in country.names]
    return frozenset(plain | {word for name in named for word in name.lower().split()})


def from_archive(count: int) -> dict[str, Any]:
    """Read so many from a web archive and take them into a record, with each number of workers."""
    lines = articles(count)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with (folder / "in.warc.gz").open("wb") as file:
            warc.write(cluster.pages(lines), file)
        runs = [_run(folder, workers, count) for workers in WORKERS]
    staged = lines[:: max(1, count // _STAGED)][:_STAGED]
    stages = cluster.by_stage(staged)["core_seconds"]
    words, of_staged = (sum(len(_text(line).split()) for line in some) for some in (lines, staged))
    for run in runs:
        run["reading"] = reading(run, stages["read"] * len(staged) / of_staged, words)
    return {
        "set": "White House briefings" if bench.BRIEFINGS.exists() else "sample articles",
        "articles": count,
        "words": words,
        **machine(),
        "staged": len(staged),
        "staged_words": of_staged,
        "stages": stages,
        "runs": runs,
    }


def reading(run: Mapping[str, Any], a_word: float, words: int) -> float:
    """The share of a run's core-seconds that reading is, by what a word takes: articles differ much in length."""
    whole: float = run["batch"]["core_seconds"] + run["add"]["core_seconds"]
    return round(a_word * words / whole, 3)


def _run(folder: Path, workers: int, count: int) -> dict[str, Any]:
    """Both commands, one after the other.

    Raises:
        SystemExit: Not all articles were read.
    """
    out, record = folder / f"out-{workers}", folder / f"record-{workers}.db"
    batch = spent("batch", folder / "in.warc.gz", "--out", out, "--workers", str(workers))
    told = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    if told["state"] != "whole" or told["counts"]["articles"] != count:
        sys.exit(f"{told['counts']} of {count} articles: look what dateline batch says")
    add = spent("add", out, "--record", record)
    held = scale_taken.held(record, count)
    rate = round(count / (batch.seconds + add.seconds), 2)
    return {"workers": workers, "rate": rate, "batch": batch.told(), "add": add.told(), **held}


def _text(line: str) -> str:
    text: str = json.loads(line)["text"]
    return text


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def keep(part: str, found: Mapping[str, Any]) -> None:
    """Put one part of the result in its place; the other stays."""
    told = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else {}
    RESULT.write_text(json.dumps(told | {part: found}, indent=1) + "\n", encoding="utf-8")


def main(asked: Sequence[str]) -> None:
    """Measure one part, or how taking grows; each step is kept as soon as it is known."""
    words = [word for word in asked if word != "--taken"]
    if "--taken" not in asked:
        for size in sizes(words) or (ARTICLES,):
            keep("archive", found := from_archive(size))
            print(json.dumps(found, indent=1), flush=True)
        return
    read, steps = scale_taken.really_read(), list[dict[str, Any]]()
    for step in scale_taken.grown(read, sizes(words) or TAKEN):
        steps.append(step)
        print(json.dumps(step), flush=True)
        keep("taken", {"read": len(read), **machine(), "steps": steps})


if __name__ == "__main__":
    main(sys.argv[1:])
