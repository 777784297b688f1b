"""The places of pages that are filled from what bench/ has measured, so that no figure in them is written by hand.

Such a place begins with ``<!-- measured: NAME -->`` and ends with ``<!-- end of measured -->``.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from docs.measured_scale import scale

ROOT = Path(__file__).resolve().parents[1]
BENCH = ROOT / "bench"

_PLACE = re.compile(r"(<!-- measured: (\w+) -->)\n.*?(<!-- end of measured -->)", re.DOTALL)
_MANY = 100_000_000  # articles
_HOUR, _DAY = 3600, 24
_CORES = (16, 100, 1000)


def filled() -> dict[Path, str]:
    """Each page that has such a place, as it ought to be."""
    pages = {page: page.read_text(encoding="utf-8") for page in sorted((ROOT / "docs").rglob("*.md"))}
    return {page: _PLACE.sub(_fill, text) for page, text in pages.items() if _PLACE.search(text)}


def _fill(place: re.Match[str]) -> str:
    told = json.loads((BENCH / f"{place[2]}.json").read_text(encoding="utf-8"))
    return "\n".join([place[1], "", *_WRITE[place[2]](told), "", place[3]])


# ---- what a batch costs


def cluster(told: Mapping[str, Any], moved: Mapping[str, Any] | None = None) -> Iterator[str]:
    """What an article costs at each stage and on its way between them, and what very many would."""
    moved = moved or json.loads((BENCH / "moving.json").read_text(encoding="utf-8"))
    words = told["words"] / told["articles"]
    yield f"Measured by `python bench/cluster.py` on {told['articles']} {told['set']} of {words:,.0f} words on average,"
    yield f"as pages of a web archive, in seconds of one core ({told['machine']}):\n"
    cost = told["core_seconds"]
    yield "| stage | on | core-seconds an article | articles a core-hour |"
    yield "| --- | --- | --- | --- |"
    for stage, on, seconds in (
        ("unpack a record, take the article from its page", "all machines", cost["unpack"]),
        ("read it", "all machines", cost["read"]),
        ("receive what was read, write it as Parquet", "where it was started", cost["collect"]),
        ("`dateline add`", "where the record is", cost["take"]),
    ):
        yield f"| {stage} | {on} | {seconds:.4f} | {_HOUR / seconds:,.0f} |"
    ray, pool = (moving(moved, engine) for engine in ("ray", "pool"))
    size = f"{moved['row_bytes'] / 1000:,.0f} kB"
    yield f"\nMoving comes on top, with readings of {size} (`python bench/moving.py`, a reader that reads nothing, on"
    yield "one machine: what a network adds is not in it):\n"
    yield "| moving articles and readings between processes | core-seconds an article | of them where it was started |"
    yield "| --- | --- | --- |"
    for name, one in (("on one machine, without Ray", pool), ("by Ray", ray)):
        yield f"| {name} | {one['all']:.4f} | {one['collecting']:.4f} |"
    served = cost["read"] / (cost["unpack"] + cost["collect"] + pool["collecting"])
    yield "\nWithout Ray the program that you started also unpacks: it keeps up with"
    yield f"{served:,.0f} readers. With more, start two commands, each over half of the files."
    yield "\nFor 100 million such articles that makes, with Ray (reckoned from the tables, not measured):\n"
    yield from _for_many(cost, told["bytes"], ray)


def moving(told: Mapping[str, Any], engine: str) -> dict[str, float]:
    """What an engine takes for an article besides unpacking and writing: all its processes, and the one that collects.

    The pool unpacks in the program that collects; Ray does so elsewhere.
    """
    unpack, collect = told["unmoved"]["unpack"], told["unmoved"]["collect"]
    found, there = told["engines"][engine], collect + (unpack if engine == "pool" else 0)
    return {
        "all": max(0.0, found["all"] - unpack - collect),
        "collecting": max(0.0, found["collecting"] - there),
    }


def _for_many(cost: Mapping[str, float], size: Mapping[str, int], ray: Mapping[str, float]) -> Iterator[str]:
    apart = cost["unpack"] + cost["read"] + ray["all"] - ray["collecting"]
    there = cost["collect"] + ray["collecting"]
    yield "| | |"
    yield "| --- | --- |"
    yield f"| unpacking, reading and moving | {_MANY * apart / _HOUR:,.0f} core-hours |"
    for cores in _CORES:
        yield f"| the same on {cores:,} cores, if the program that collects keeps up | {_time(_MANY * apart / cores)} |"
    yield f"| receiving and writing, one core | {_time(_MANY * there)} |"
    yield f"| cores from which on that one core is what all wait for | {apart / there:,.0f} |"
    yield f"| the web archives, packed | {_bytes(_MANY * size['in'])} |"
    yield f"| the readings, as Parquet | {_bytes(_MANY * size['readings'])} |"
    taken = _time(_MANY * cost["take"])
    yield f"| taking all into one record, one core, without what joining adds as it grows | {taken} |"


def _time(seconds: float) -> str:
    hours = seconds / _HOUR
    return f"{hours:,.0f} hours" if hours < 2 * _DAY else f"{hours / _DAY:,.0f} days"


def _bytes(count: float) -> str:
    return f"{count / 1e9:,.0f} GB"


# ---- how well pages are read


def extraction(told: Mapping[str, Any]) -> Iterator[str]:
    """How well pages are read, on those of both folders."""
    sets = told["sets"]
    yield f"| | {' | '.join(one['says'] for one in sets)} |"
    yield f"| --- | {' | '.join('---' for _ in sets)} |"
    for what, name in (
        ("pages, layouts", "pages"),
        ("words of the body: precision", "precision"),
        ("words of the body: recall", "recall"),
        ("day of publication right", "day"),
        ("title right", "title"),
        ("writers right", "byline"),
        ("live blog, paywall, days that disagree: told where they are, and nowhere else", "flags"),
        ("pages without any fault", "perfect"),
    ):
        yield f"| {what} | {' | '.join(_figure(one, name) for one in sets)} |"


def _figure(one: Mapping[str, Any], name: str) -> str:
    if name == "pages":
        return f"{one['pages']}, {one['layouts']}"
    return str(one[name]) if name == "perfect" else f"{one[name]:.3f}"


_WRITE: Mapping[str, Callable[[Mapping[str, Any]], Iterator[str]]] = {
    "cluster": cluster,
    "extraction": extraction,
    "scale": scale,
}
