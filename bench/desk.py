"""What the desk's pages take to come, asked by ten readers at once while articles are being added.

The record is made of the White House briefings of the shared folder, but for every fortieth: these are added while
readers read, a dozen at a time and as long as they read, by a process of its own (``bench/adding.py``), as another
program would. The desk is served as ``dateline serve`` serves it, on a copy. Each reader asks for one page after
another, in an order of its own, and looks at each for a while; what is measured is the time from sending the request to
having all of the answer. Every page was asked for once before: the figures are of a desk that is warm. How far the
pages are behind the record is measured, too: once a second the front page is asked for what it counts.

Making the record takes as long as reading the briefings does (an hour on one core); a run that is cut off goes on where
it was. Afterwards a run takes some minutes.

Usage: python bench/desk.py [RECORD]      # .bench/desk.db if not told; writes docs/explain/desk-speed.md
"""

import contextlib
import gzip
import http.client
import json
import os
import platform
import re
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "bench"))

import adding  # noqa: E402  (bench/ is no package)
from run import DATELINE  # noqa: E402

RESULTS = ROOT / "docs" / "explain" / "desk-speed.md"
READERS = int(os.environ.get("BENCH_READERS", "10"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "4"))  # how often each reader asks for each page
PAUSE = float(os.environ.get("BENCH_PAUSE", "2"))  # seconds for which a reader looks at a page, on the mean
ASKED_MS, ASKED_KB = 300, 300  # what was asked of the desk
_FILES = re.compile(r'(?:src|href)="(/static/[^"]+)"|url\("([^"]+)"\)')


@dataclass(frozen=True)
class Took:
    """One answer: what was asked for, how long it took, and what came."""

    path: str
    ms: float
    status: int
    size: int  # bytes on the wire


# ---- the desk


@contextlib.contextmanager
def served(record: Path) -> Iterator[int]:
    """The desk, served; gives its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    with subprocess.Popen([*DATELINE, "serve", "--record", str(record), "--port", str(port)],  # noqa: S603
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:  # fmt: skip
        try:
            _wait(port)
            yield port
        finally:
            process.terminate()


def _wait(port: int) -> None:
    for _ in range(600):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.2)
    raise SystemExit("the desk was not served within two minutes")


class Reader:
    """One who reads; each time by a new connection, as the desk closes those of readers who look for long."""

    def __init__(self, port: int) -> None:
        self._port = port

    def get(self, path: str) -> tuple[Took, bytes]:
        """Ask for a page, packed as a browser would have it."""
        line = http.client.HTTPConnection("127.0.0.1", self._port, timeout=300)
        began = time.perf_counter()
        with contextlib.closing(line):
            line.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = line.getresponse()
            body = answer.read()
        took = Took(path, (time.perf_counter() - began) * 1000, answer.status, len(body))
        return took, gzip.decompress(body) if answer.getheader("content-encoding") == "gzip" else body

    def json(self, path: str) -> Any:
        """What a twin says."""
        return json.loads(self.get(path)[1])


def pages(reader: Reader) -> list[str]:
    """Every page that can be read, of the things of which the record has most."""
    events = reader.json("/events.json?limit=1000")["events"]
    parties = [code for code, _ in Counter(code for one in events for code in one["countries"]).most_common(2)]
    person = Counter(name for one in events for name in one["people"]).most_common(1)[0][0].replace(" ", "%20")
    event = max(events, key=lambda one: one["articles"])
    article = reader.json("/index.json")["new"][0]["href"]
    one, other = (*parties, *parties)[:2]
    return [
        "/", "/events", f"/events?party={one}&status=held", "/search?q=minister",
        f"/search?q=joint+exercise&party={one}", event["href"], article, f"/diff/{event['id']}", "/timeline",
        f"/timeline?party={one}", "/calendar",
        "/calendar?view=list", "/ledger", "/cadence", "/series", "/map", "/network", "/network?of=people", "/counts",
        "/counts?by=month", "/counts?by=party", "/dossier", f"/dossier/{one}", f"/dossier/{one}/{other}", "/person",
        f"/person/{person}", "/office", "/history", "/review", "/review/queue", f"/review/{event['id']}", "/work",
        "/agreement", "/saved", "/paste", "/keys", "/api",
    ]  # fmt: skip


def twin(path: str) -> str:
    """The address of a page's JSON twin."""
    stem, mark, query = path.partition("?")
    return f"{'/index' if stem == '/' else stem}.json{mark}{query}"


def weight(reader: Reader) -> int:
    """Bytes that the front page brings to a browser that has nothing: its own, and every file that it names."""
    page, body = reader.get("/")
    files: dict[str, int] = {}
    ahead = _files(body.decode(), "/static/")
    while ahead:
        name = ahead.pop()
        if name not in files:
            took, text = reader.get(name)
            files[name] = took.size
            if ".css" in name:
                ahead += _files(text.decode(), "/static/")
    return page.size + sum(files.values())


def _files(text: str, folder: str) -> list[str]:
    return [named or folder + loaded for named, loaded in _FILES.findall(text)]


# ---- measuring


def read(port: int, paths: Sequence[str], number: int) -> list[Took]:
    """What one reader waits for: all pages, some rounds, each time in another order."""
    reader, chance, took = Reader(port), Random(number), []  # noqa: S311  (no secret hangs on it)
    for _ in range(ROUNDS):
        for path in chance.sample(paths, len(paths)):
            time.sleep(chance.uniform(0, 2 * PAUSE))
            took.append(reader.get(path)[0])
    return took


def measure(record: Path, folder: Path) -> tuple[list[str], list[Took], dict[str, Any]]:
    """Serve a copy of the record, add to it, and read."""
    copy = folder / "desk.db"
    with sqlite3.connect(record) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    with served(copy) as port:
        reader = Reader(port)
        paths = pages(reader)
        every = [*paths, *map(twin, paths)]
        about = {"counts": reader.json("/index.json")["counts"], "front": weight(reader)}
        for path in every:
            reader.get(path)
        with adding.beside(copy, lasting=len(every) * ROUNDS * PAUSE) as told, ThreadPoolExecutor(READERS + 1) as pool:
            stop = threading.Event()
            watched = pool.submit(watch, port, stop)
            reading = [pool.submit(read, port, every, number) for number in range(READERS)]
            took = [one for found in reading for one in found.result()]
            stop.set()
        about |= adding.behind(told, about["counts"]["rulings"], watched.result())
    return paths, took, about


def watch(port: int, stop: threading.Event) -> list[tuple[float, int]]:
    """How many rulings the front page counts, once a second; each with when that was."""
    reader, seen = Reader(port), []
    while not stop.wait(1):
        counted = reader.json("/index.json")["counts"]["rulings"]
        seen.append((time.time(), counted))
    return seen


def table(paths: Sequence[str], took: Sequence[Took], about: dict[str, Any]) -> str:
    """The results as a page."""
    times: dict[str, list[Took]] = defaultdict(list)
    for one in took:
        times[one.path].append(one)
    rows = [f"| `{_worded(path)}` | {_row(times[path])} | {_row(times[twin(path)])} |" for path in paths]
    over = sum(_p95(found) > ASKED_MS for found in times.values())
    failed = sum(one.status >= 400 for one in took)  # noqa: PLR2004  (refused, or broken)
    machine = f"{platform.python_implementation()} {platform.python_version()}, {platform.machine()}"
    head = _HEAD.format(
        **about["counts"], **about, readers=READERS, pause=PAUSE, answers=len(took), failed=failed, machine=machine,
        cores=len(os.sched_getaffinity(0)), asked=ASKED_MS, over=over, all=len(times), kb=about["front"] / 1000,
        asked_kb=ASKED_KB,
    )  # fmt: skip
    return "\n".join([head, *rows, ""])


_HEAD = """\
# How fast the desk is

A record of {articles:,} articles (White House briefings), {claims:,} claims and {events:,} events; {readers} readers
at once, each of whom looks at a page for {pause:g} seconds on the mean. Meanwhile {added} articles were added, a dozen
at a time; a dozen stood on the front page {behind:.0f} seconds later on the median, {most:.0f} at most. {answers:,}
answers, {failed} of them refused. {machine}; the desk, the readers and whoever adds have {cores} core(s) together; one
process serves. Made by `python bench/desk.py`, which tells how.

Pages are made once for all who may see them. While another program adds, the ones before are shown until they have been
made anew behind the scenes, which takes a sixth of the time at most; what is ruled or kept at the desk itself is on
every page at once, and the first who asks for a page after that waits until it is made.

Asked: {asked} ms at the 95th percentile. Over it: {over} of {all} pages and twins. The front page with all its files:
{kb:.0f} kB (asked: {asked_kb}).

| | page: ms, median | ms, 95th | kB | JSON: ms, median | ms, 95th | kB |
| --- | --- | --- | --- | --- | --- | --- |"""


def _row(found: Sequence[Took]) -> str:
    times = sorted(one.ms for one in found)
    return f"{statistics.median(times):.0f} | {_p95(found):.0f} | {max(one.size for one in found) / 1000:.0f}"


def _p95(found: Sequence[Took]) -> float:
    times = sorted(one.ms for one in found)
    return times[min(len(times) - 1, round(0.95 * len(times)))]


def _worded(path: str) -> str:
    """An address without the names and keys of this record."""
    stem, mark, query = path.partition("?")
    parts = stem.split("/")
    held = {"event": "ID", "article": "KEY", "diff": "ID", "review": "ID", "person": "NAME", "dossier": "PARTY"}
    if parts[1] in held and stem != "/review/queue":
        parts[2:] = [held[parts[1]]] * len(parts[2:])
    return "/".join(parts) + mark + re.sub(r"party=\w+", "party=PARTY", query)


def main(asked: Sequence[str]) -> None:
    """Make the record if it is not there, measure, and write the page."""
    record = Path(asked[0]) if asked else ROOT / ".bench" / "desk.db"
    if not asked:
        adding.make(record)
    with tempfile.TemporaryDirectory() as folder:
        results = table(*measure(record, Path(folder)))
    RESULTS.write_text(results, encoding="utf-8")
    print(results)


if __name__ == "__main__":
    main(sys.argv[1:])
