"""How the figures of an evaluation look: in a terminal, and as JSON."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from dateline.cli.show import console
from dateline.cli.wording import clean
from dateline.evaluate.gate import Standing
from dateline.evaluate.gold import Gold
from dateline.evaluate.score import FIELDS, MEASURES, ArticleScore, Fault

Intervals = Mapping[str, tuple[float, float]]

_WORST = 10  # articles shown
_SHOWN = ("type", "mode", "status", "start", "end", "countries", "people", "place", "name")
_IN_SHORT = {"countries": "ctry", "organizations": "orgs", "people": "ppl"}


def as_json(gold: Gold, figures: Mapping[str, Any], intervals: Intervals) -> str:
    """The figures, the 95 % intervals and the digest of the set, as one JSON object."""
    whole = {"gold": gold.digest, "articles": len(gold.codings), **figures, "interval": intervals}
    return json.dumps(whole, ensure_ascii=False, indent=1)


def write(
    gold: Gold,
    scores: Sequence[ArticleScore],
    figures: Mapping[str, Any],
    intervals: Intervals,
    held: Sequence[Standing],
    faults: int,
) -> None:
    """Print the figures: the measures, the fields, the types, the worst articles, the floors, and some faults."""
    out = console()
    out.print(f"{len(gold.codings)} articles (set {gold.digest}); 95 %: over 1000 draws of as many articles")
    tables = [_measures(figures, intervals), _fields(figures, intervals), _types(figures), _worst(scores)]
    for table in (*tables, *([_floors(held)] if held else [])):
        out.print()
        out.print(table)
    _write_faults(out, _worst_first(scores), faults)


def _table(first: str, *columns: str) -> Table:
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="dim", pad_edge=False)
    table.add_column(first, min_width=16)
    for column in columns:
        table.add_column(column, justify="right")
    return table


def _measures(figures: Mapping[str, Any], intervals: Intervals) -> RenderableType:
    table = _table("", "precision", "recall", "F1", "95 %", "right", "coded", "found")
    for name in MEASURES:
        figure = figures[name]
        shares = (_share(figure[part]) for part in ("p", "r", "f1"))
        counts = (str(int(figure[part])) for part in ("tp", "gold", "found"))
        table.add_row(Text(name.replace("_", " "), style="bold"), *shares, _interval(intervals, name), *counts)
    return table


def _fields(figures: Mapping[str, Any], intervals: Intervals) -> RenderableType:
    table = _table("of paired events", "right", "95 %")
    for name in FIELDS:
        table.add_row(Text(name, style="bold"), _share(figures["fields"][name]), _interval(intervals, name))
    return table


def _types(figures: Mapping[str, Any]) -> RenderableType:
    table = _table("type", "F1", "coded", "found", *(_IN_SHORT.get(name, name) for name in FIELDS if name != "mode"))
    for name, figure in figures["by_type"].items():
        fields = figures["fields_by_type"].get(name)
        shares = (_share(fields[field]) if fields else "" for field in FIELDS if field != "mode")
        counts = (str(int(figure[part])) for part in ("gold", "found"))
        table.add_row(Text(name, style="bold"), _share(figure["f1"]), *counts, *shares)
    return table


def _worst_first(scores: Iterable[ArticleScore]) -> list[ArticleScore]:
    return sorted(scores, key=lambda one: (one.f1("event") + one.f1("strict"), -len(one.faults), one.id))


def _worst(scores: Iterable[ArticleScore]) -> RenderableType:
    table = _table("worst articles", "event F1", "strict F1", "missed", "spurious", "field wrong")
    for one in _worst_first(scores)[:_WORST]:
        kinds = [fault.kind for fault in one.faults]
        counts = (str(kinds.count(kind)) for kind in ("missed", "spurious", "fields"))
        table.add_row(Text(clean(one.id), style="bold"), _share(one.f1("event")), _share(one.f1("strict")), *counts)
    return table


def _floors(held: Iterable[Standing]) -> RenderableType:
    table = _table("floor", "asked", "reached", "")
    for one in held:
        verdict = Text("holds", style="green") if one.holds else Text("FALLS SHORT", style="bold red")
        table.add_row(one.figure, f"{one.floor:.3f}", f"{one.value:.3f}", verdict)
    return table


def _write_faults(out: Console, scores: Iterable[ArticleScore], number: int) -> None:
    every = ((one.id, fault) for one in scores for fault in one.faults)
    for key, fault in islice(every, number):
        out.print(Text(f"\n{clean(key)}: {_NAMES[fault.kind]}", style="bold"))
        out.print(_events(fault))


_NAMES = {"missed": "missed", "spurious": "found, and not coded", "fields": "paired, with a field wrong"}


def _events(fault: Fault) -> RenderableType:
    table = Table.grid(padding=(0, 1))
    for name, event in (("coded", fault.gold), ("found", fault.found)):
        if event is not None:
            told = {key: event[key] for key in _SHOWN if event.get(key)}
            told["trigger"] = (event.get("trigger") or {}).get("text")
            table.add_row(name, Text(clean(json.dumps(told, ensure_ascii=False))))
    return table


def _share(value: float) -> str:
    return f"{value:.3f}"


def _interval(intervals: Intervals, name: str) -> str:
    low, high = intervals.get(name, (0.0, 0.0))
    return f"{low:.2f}–{high:.2f}"
