"""The page that a release states its accuracy on: figures with intervals on a named set, and every failure.

Of the articles it holds nothing but their ids: a set may be of texts that must not be passed on.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dateline.evaluate.gold import Coding, Gold
from dateline.evaluate.score import FIELDS, MEASURES, ArticleScore, Fault, figures, intervals
from dateline.model.claim import Versions

_MADE = "<!-- made by dateline evaluate --release (make accuracy); change what it is made from -->\n"
_CODINGS = "codings"
_STRICT = ("status", "start", "countries")
_MEANS = {
    "event": "events, each paired with one of its type",
    "strict": "events of which status, first day and countries are right, too",
    "quote": "quotations with their speaker",
    "quote_span": "quotations, whoever is said to have spoken",
    "person": "persons named",
    "person_country": "persons named with their country",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """What was scored: the set by name and digest, its scores, and what had read it.

    Attributes:
        name: What the set is called.
        about: Sentences on it: where it comes from, and whether anybody looked at it while the reader was made.
        readings: By article; the failures are numbered as they are.
    """

    name: str
    gold: Gold
    readings: Mapping[str, Coding]
    scores: Sequence[ArticleScore]
    about: str = ""


def name_of(folder: Path) -> str:
    """What a set is called by its folder: ``gold/dev`` of ``…/gold/dev/codings``."""
    parts = [part for part in folder.resolve().parts if part != _CODINGS]
    return "/".join(parts[-2:])


def page(scored: Scored) -> str:
    """The page, as Markdown; the same for the same readings and codings."""
    told, within = figures(scored.scores), intervals(scored.scores)
    lines = [
        _MADE,
        "# How accurate it is\n",
        f"{_set(scored)}\n",
        *_versions(scored.readings),
        "\n95 %: between these lie 95 of 100 figures of sets of as many articles, drawn from these with repetition.\n",
        "## Measures\n",
        "| | precision | recall | F1 | 95 % | right | coded | found |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
        *(_measure(name, told[name], within) for name in MEASURES),
        "\n## Fields\n",
        "Of events that were found: how far each field is right.\n",
        "| | right | 95 % |",
        "| --- | --- | --- |",
        *(f"| {name} | {told['fields'][name]:.3f} | {_between(within, name)} |" for name in FIELDS),
        "\n## Types\n",
        "| | precision | recall | F1 | coded | found |",
        "| --- | --- | --- | --- | --- | --- |",
        *(_type(name, one) for name, one in told["by_type"].items()),
        "\n## Failures\n",
        *_failures(scored),
    ]
    return "\n".join(lines) + "\n"


def _set(scored: Scored) -> str:
    """The set in a sentence, and what is told about it."""
    gold, found = scored.gold, sum(coding["id"] in scored.readings for coding in scored.gold.codings)
    events = sum(len(coding["events"]) for coding in gold.codings)
    unread = len(gold.codings) - found
    failed = f" {unread} of them could not be read, and count as read with nothing found." if unread else ""
    what = f"{_some(len(gold.codings), 'article')} coded by hand, with {_some(events, 'event')}"
    return f"Measured on the set {scored.name}, digest `{gold.digest}`: {what}.{failed} {scored.about}".rstrip()


def _some(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _versions(readings: Mapping[str, Coding]) -> Iterator[str]:
    """What had read: one line each, if there are several."""
    found = {tuple(sorted((one.get("versions") or {}).items())) for one in readings.values()}
    every = sorted(str(told) for told in (_told(dict(one)) for one in found) if told)
    yield "\n".join(every) if every else "What had read the articles is not told by the readings."


def _told(versions: Mapping[str, Any]) -> str:
    if not versions:
        return ""
    ours = asdict(Versions(**versions))
    reads = f"encoder {ours['encoder']}" if ours["encoder"] else "without the encoder"
    return f"Read by Dateline {ours['software']}, codebook {ours['codebook']}, register {ours['register']}, {reads}."


def _measure(name: str, one: Mapping[str, Any], within: Mapping[str, tuple[float, float]]) -> str:
    shares = " | ".join(f"{one[part]:.3f}" for part in ("p", "r", "f1"))
    counts = " | ".join(str(int(one[part])) for part in ("tp", "gold", "found"))
    return f"| {_MEANS[name]} | {shares} | {_between(within, name)} | {counts} |"


def _type(name: str, one: Mapping[str, Any]) -> str:
    shares = " | ".join(f"{one[part]:.3f}" for part in ("p", "r", "f1"))
    return f"| {name} | {shares} | {int(one['gold'])} | {int(one['found'])} |"


def _between(within: Mapping[str, tuple[float, float]], name: str) -> str:
    low, high = within.get(name, (0.0, 0.0))
    return f"{low:.3f}–{high:.3f}"


# ---- failures


def _failures(scored: Scored) -> Iterator[str]:
    faults = sum(len(one.faults) for one in scored.scores)
    if not faults:
        yield "There are none."
        return
    yield f"All {faults}, by article and by the number of the event in its coding (coded) or its reading (found).\n"
    yield "| article | event | type | day | failure |"
    yield "| --- | --- | --- | --- | --- |"
    codings = {str(coding["id"]): coding for coding in scored.gold.codings}
    for one in sorted(scored.scores, key=lambda one: one.id):
        coded, found = codings[one.id]["events"], scored.readings.get(one.id, {}).get("events", [])
        yield from sorted(_failure(one.id, fault, coded, found) for fault in one.faults)


def _failure(article: str, fault: Fault, coded: Sequence[Any], found: Sequence[Any]) -> str:
    if fault.gold is None:
        event = fault.found or {}
        return _row(article, f"found {_number(event, found):03}", event, "is not coded")
    number = f"coded {_number(fault.gold, coded):03}"
    return _row(article, number, fault.gold, "was missed" if fault.found is None else _wrong(fault.gold, fault.found))


def _row(article: str, event: str, told: Mapping[str, Any], what: str) -> str:
    return f"| {_cell(article)} | {event} | {_cell(told.get('type'))} | {_cell(told.get('start'))} | {what} |"


def _wrong(coded: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    """Which fields of ``strict`` are wrong; of a day, which was read."""
    wrong = [name for name in _STRICT if _value(coded, name) != _value(found, name)]
    day = f" ({_cell(found.get('start')) or 'none'} was read)"
    return "wrong: " + ", ".join(f"first day{day}" if name == "start" else name for name in wrong)


def _value(event: Mapping[str, Any], name: str) -> Any:
    return sorted(set(event.get(name) or ())) if name == "countries" else event.get(name)


def _number(event: Mapping[str, Any], among: Sequence[Any]) -> int:
    """The how-manieth it is, counted from 1."""
    return next(i for i, other in enumerate(among, 1) if other is event)


def _cell(value: Any) -> str:
    """A value that cannot break the table."""
    return " ".join(str(value or "").split()).replace("|", "\\|").replace("<", "&lt;")
