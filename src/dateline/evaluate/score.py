"""How well articles were read: by kind of event and by field, with an interval over articles."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dateline.evaluate.gold import Coding
from dateline.evaluate.pairing import Event, pair, same_name, set_f1, words

FIELDS = ("status", "start", "end", "countries", "people", "place", "mode", "organizations")
MEASURES = ("event", "strict", "quote", "quote_span", "person", "person_country")

_QUOTED_WORDS = 5  # a stretch of fewer is no quotation of the codebook
_ALIKE = 0.8  # of the words of two quotations that are one
_SEED, _DRAWS = 20200904, 1000

Count = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """An event that was missed, found without being coded, or paired with a field of ``strict`` wrong."""

    kind: str  # missed, spurious, fields
    gold: Event | None
    found: Event | None


@dataclass(frozen=True, slots=True)
class ArticleScore:
    """One article's share of the figures: counts that add up over articles, and what went wrong."""

    id: str
    counts: Mapping[Count, float]
    faults: tuple[Fault, ...]

    def f1(self, measure: str) -> float:
        """F1 of one measure over this article alone; 1 where there was nothing to find and nothing was found."""
        figure = _figure(self.counts, measure)
        return figure["f1"] if figure["gold"] or figure["found"] else 1.0


def score(codings: Iterable[Coding], readings: Mapping[str, Coding]) -> list[ArticleScore]:
    """Score each coded article; one without a reading counts as read with nothing found."""
    return [score_article(coding, readings.get(str(coding["id"]), {})) for coding in codings]


def score_article(gold: Coding, found: Coding) -> ArticleScore:
    """One article's share of the figures.

    Definitions are those of the gold set's own scorer: events pair one to one, only with events of their type; in
    ``strict`` a pair counts if status, start and the set of countries are right.
    """
    counts: Counter[Count] = Counter()
    faults = _score_events(gold.get("events") or [], found.get("events") or [], counts)
    _score_quotations(gold.get("quotations") or [], found.get("quotations") or [], counts)
    _score_people(gold.get("people") or [], found.get("people") or [], counts)
    return ArticleScore(str(gold["id"]), counts, tuple(faults))


def figures(scores: Sequence[ArticleScore]) -> dict[str, Any]:
    """The figures over all articles, in the form of the gold set's own scorer.

    ``fields_by_type`` stands beside them: the same shares within each type.
    """
    total = _total(scores)
    types = sorted({name.removeprefix("type ") for name, _ in total if name.startswith("type ")})
    return {
        "event": _figure(total, "event"),
        "strict": _figure(total, "strict"),
        "fields": _fields(total, "pairs"),
        "quote": _figure(total, "quote"),
        "quote_span": _figure(total, "quote_span"),
        "person": _figure(total, "person"),
        "person_country": _figure(total, "person_country"),
        "by_type": {name: _figure(total, f"type {name}") for name in types},
        "fields_by_type": {name: _fields(total, f"pairs {name}") for name in types if total[f"type {name}", "tp"]},
    }


def intervals(scores: Sequence[ArticleScore]) -> dict[str, tuple[float, float]]:
    """Where 95 of 100 sets of as many articles, drawn from these with repetition, would put each measure and field.

    The draws are the same in every run.
    """
    if not scores:
        return {}
    counts = sorted({count for one in scores for count in one.counts})
    table = np.array([[one.counts.get(count, 0) for count in counts] for one in scores], dtype=float)
    draws = [_numbers(dict(zip(counts, total, strict=True))) for total in (_drawn(len(scores)) @ table).tolist()]
    return {name: _middle(sorted(draw[name] for draw in draws)) for name in (*MEASURES, *FIELDS)}


def _drawn(size: int) -> NDArray[np.float64]:
    """How often each draw has each article. Shape: (draws, articles)."""
    chance = random.Random(_SEED)  # noqa: S311  (no secret hangs on it)
    draws = [Counter(chance.choices(range(size), k=size)) for _ in range(_DRAWS)]
    return np.array([[draw[i] for i in range(size)] for draw in draws], dtype=float)


def _numbers(total: Mapping[Count, float]) -> dict[str, float]:
    """The one number of each measure and field."""
    return {name: _figure(total, name)["f1"] for name in MEASURES} | _fields(total, "pairs")


def _total(scores: Iterable[ArticleScore]) -> Counter[Count]:
    total: Counter[Count] = Counter()
    for one in scores:
        for count, value in one.counts.items():
            total[count] += value  # type: ignore[assignment]
    return total


def _middle(values: Sequence[float]) -> tuple[float, float]:
    return values[round(0.025 * (len(values) - 1))], values[round(0.975 * (len(values) - 1))]


def _figure(total: Mapping[Count, float], name: str) -> dict[str, Any]:
    tp, gold, found = (total.get((name, part), 0) for part in ("tp", "gold", "found"))
    p = tp / found if found else 0.0
    r = tp / gold if gold else 0.0
    return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0, "tp": tp, "gold": gold, "found": found}


def _fields(total: Mapping[Count, float], name: str) -> dict[str, float]:
    pairs = max(1, total.get((name, "n"), 0))
    return {field: total.get((name, field), 0.0) / pairs for field in FIELDS}


# ---- one article


def _score_events(gold: Sequence[Event], found: Sequence[Event], counts: Counter[Count]) -> list[Fault]:
    pairs = pair(gold, found)
    for events, part in ((gold, "gold"), (found, "found")):
        counts["event", part] += len(events)
        counts["strict", part] += len(events)
        for event in events:
            counts[f"type {event.get('type')}", part] += 1
    faults = [Fault("fields", gold[i], found[j]) for i, j in pairs if not _score_pair(gold[i], found[j], counts)]
    hits, fits = {i for i, _ in pairs}, {j for _, j in pairs}
    faults += [Fault("missed", event, None) for i, event in enumerate(gold) if i not in hits]
    faults += [Fault("spurious", None, event) for j, event in enumerate(found) if j not in fits]
    return faults


def _score_pair(gold: Event, found: Event, counts: Counter[Count]) -> bool:
    """Count a pair; whether it is right by the measure of ``strict``."""
    right = _right(gold, found)
    counts["event", "tp"] += 1
    counts[f"type {gold['type']}", "tp"] += 1
    for name in ("pairs", f"pairs {gold['type']}"):
        counts[name, "n"] += 1
        for field, share in right.items():
            counts[name, field] += share  # type: ignore[assignment]
    strict = bool(right["status"] and right["start"] and right["countries"] == 1.0)
    counts["strict", "tp"] += strict
    return strict


def _right(gold: Event, found: Event) -> dict[str, float]:
    """Of each field, how far it is right: 0 or 1, of a set its F1."""
    return {
        **{key: float(gold.get(key) == found.get(key)) for key in ("status", "start", "mode")},
        "end": float((gold.get("end") or gold.get("start")) == (found.get("end") or found.get("start"))),
        "place": float(_same_place(gold.get("place"), found.get("place"))),
        "countries": set_f1(gold.get("countries"), found.get("countries")),
        "organizations": set_f1(gold.get("organizations"), found.get("organizations")),
        "people": set_f1(gold.get("people"), found.get("people"), same_name),
    }


def _same_place(gold: Mapping[str, Any] | None, found: Mapping[str, Any] | None) -> bool:
    if not gold or not found:
        return not gold and not found
    return bool(set(words(gold.get("name"))) & set(words(found.get("name"))))


def _score_quotations(gold: Sequence[Coding], found: Sequence[Coding], counts: Counter[Count]) -> None:
    left = [quotation for quotation in found if len(words(quotation.get("text"))) >= _QUOTED_WORDS]
    for name in ("quote", "quote_span"):
        counts[name, "gold"] += len(gold)
        counts[name, "found"] += len(left)
    for quotation in gold:
        match = next((other for other in left if _same_quotation(quotation, other)), None)
        if match is not None:
            left.remove(match)
            counts["quote_span", "tp"] += 1
            counts["quote", "tp"] += same_name(quotation.get("speaker"), match.get("speaker"))


def _same_quotation(gold: Coding, found: Coding) -> bool:
    ours, theirs = set(words(gold["text"])), set(words(found["text"]))
    if not ours or not theirs:
        return False
    return len(ours & theirs) / max(len(ours), len(theirs)) >= _ALIKE


def _score_people(gold: Sequence[Coding], found: Sequence[Coding], counts: Counter[Count]) -> None:
    left = list(found)
    for name in ("person", "person_country"):
        counts[name, "gold"] += len(gold)
        counts[name, "found"] += len(left)
    for person in gold:
        match = next((other for other in left if same_name(person["name"], other.get("name"))), None)
        if match is not None:
            left.remove(match)
            counts["person", "tp"] += 1
            counts["person_country", "tp"] += person.get("country") == match.get("country")
