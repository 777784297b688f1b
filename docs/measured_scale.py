"""What all of it costs, from web archive to record, and how taking grows with the record: as tables."""

from collections.abc import Iterator, Mapping
from typing import Any

_MIB = 2**20
_THOUSAND = 1000


def scale(told: Mapping[str, Any]) -> Iterator[str]:
    """Both parts of what ``bench/scale.py`` measured."""
    yield from archive(told["archive"])
    yield ""
    yield from taken(told["taken"], told["archive"]["stages"])


def archive(told: Mapping[str, Any]) -> Iterator[str]:
    """What both commands take, and what of it is reading."""
    many, words = told["articles"], told["words"] / told["articles"]
    yield f"Measured by `python bench/scale.py {many}` on {many:,} {told['set']} of {words:,.0f}"
    yield f"words on average, as pages of one web archive ({told['machine']}, {_cores(told['cores'])} for everything,"
    yield "start and loading included):\n"
    yield f"| | {' | '.join(_workers(run['workers']) for run in told['runs'])} |"
    yield f"| --- | {' | '.join('---' for _ in told['runs'])} |"
    for what, value in (
        ("articles a second, through both commands", lambda run: f"{run['rate']:.1f}"),
        ("`dateline batch`: seconds by the clock", lambda run: f"{run['batch']['seconds']:,.0f}"),
        ("`dateline batch`: core-seconds", lambda run: f"{run['batch']['core_seconds']:,.0f}"),
        ("`dateline batch`: MiB at the peak, all its processes", lambda run: f"{run['batch']['peak_mib']:,}"),
        ("`dateline add`: seconds by the clock", lambda run: f"{run['add']['seconds']:,.1f}"),
        ("`dateline add`: core-seconds", lambda run: f"{run['add']['core_seconds']:,.1f}"),
        ("`dateline add`: MiB at the peak", lambda run: f"{run['add']['peak_mib']:,}"),
        ("of all core-seconds, reading itself", lambda run: f"{run['reading']:.0%}"),
    ):
        yield f"| {what} | {' | '.join(map(value, told['runs']))} |"
    yield f"\nThe same stage by stage, without start and loading, on {told['staged']:,} of the articles:\n"
    yield from _stages(told["stages"])


def _stages(stages: Mapping[str, float]) -> Iterator[str]:
    whole = sum(stages.values())
    yield "| stage | core-seconds an article | share |"
    yield "| --- | --- | --- |"
    for stage, says in (
        ("unpack", "unpack a record, take the article from its page"),
        ("read", "read it"),
        ("collect", "receive what was read, write it as Parquet"),
        ("take", "`dateline add`"),
    ):
        yield f"| {says} | {stages[stage]:.4f} | {stages[stage] / whole:.1%} |"


def taken(told: Mapping[str, Any], stages: Mapping[str, float]) -> Iterator[str]:
    """What each step takes that brings a record to the next size; ``stages`` tells what reading these would take."""
    steps = told["steps"]
    sizes = " ".join(str(step["articles"]) for step in steps)
    yield f"Measured by `python bench/scale.py --taken {sizes}` ({told['machine']}), made of {told['read']:,}"
    yield "articles that were really read; each line is one `dateline add` into the same record:\n"
    yield (
        "| the record then has, articles | events | added | core-seconds a thousand of these | MiB at the peak | "
        "MiB of the record | reading's share, were they read too |"
    )
    yield f"| {' | '.join(['---'] * 7)} |"
    for step in steps:
        cells = (
            f"{step['articles']:,}",
            f"{step['events']:,}",
            f"{step['added']:,}",
            f"{step['a_thousand']:.1f}",
            f"{step['peak_mib']:,}",
            f"{step['bytes'] / _MIB:,.0f}",
            f"{_share(step['a_thousand'], stages):.0%}",
        )
        yield f"| {' | '.join(cells)} |"
    yield from _growth(steps)


def _growth(steps: list[Mapping[str, Any]]) -> Iterator[str]:
    """In a sentence: from the first step in which starting counts for little to the last."""
    if len(steps) > 1:
        first, last = steps[0], steps[-1]
        times, larger = last["a_thousand"] / first["a_thousand"], last["articles"] / first["articles"]
        yield f"\nA thousand articles cost {times:.1f} times as much in a record {larger:,.0f} times as large."


def _share(a_thousand: float, stages: Mapping[str, float]) -> float:
    before = sum(stages[stage] for stage in ("unpack", "read", "collect"))
    return stages["read"] / (before + a_thousand / _THOUSAND)


def _workers(count: int) -> str:
    return f"{count} worker" if count == 1 else f"{count} workers"


def _cores(count: int) -> str:
    return f"{count} core" if count == 1 else f"{count} cores"
