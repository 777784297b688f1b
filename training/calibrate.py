"""How likely what the record shows is right: fits ``data/joining/confidence.yaml``, measured on articles kept aside.

Per field a logistic curve over the reader's score: bias and slope from single claims, paired with the coded events as
the scorer pairs them; one weight for the number of independent sources, from the clusters of articles on one story. The
articles of training/ and gold/train were seen by the heads, which are over-confident there, and the reader's cut-offs
were fitted on the first two thirds of the development articles; so the curves that ship are fitted on all of these.
What is measured is said of values that no curve had seen: each fifth of the articles left out in turn (``ece``), and
the last third by curves of the first two (``ece_last_third``); each beside the error that chance makes of so many.

Articles that lie elsewhere and that the heads have not seen either (``--also``) are fitted on in both cases: the last
third is of the development articles.

Usage: dateline read --json GOLD/articles ALSO/articles >READINGS
       python training/calibrate.py --readings READINGS --gold GOLD [--also ALSO] [--write]
"""

import argparse
import math
import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from dateline.evaluate.gold import Coding, gold, readings_of
from dateline.joining.confidence import Curve, logit
from shown import FIELDS, MEMBERS, Example, Examples, clusters, examples

OUT = Path(__file__).parents[1] / "src" / "dateline" / "data" / "joining" / "confidence.yaml"
LAST = "c12"  # the first id of the third that is kept aside, as in tune.py
PULL = 1.0  # how strongly a curve of few examples is pulled to the reader's own score
BINS, FOLDS = 10, 5
SEED, DRAWS = 20200904, 200
TINY = 1e-9


def fit(told: Sequence[Example]) -> tuple[float, float]:
    """Bias and slope of greatest likelihood, pulled to 0 and 1; Newton's method, each step halved until it gains."""
    x = np.array([[1.0, logit(e.score)] for e in told]).reshape(-1, 2)
    y = np.array([e.right for e in told], dtype=float)
    start = np.array([0.0, 1.0])

    def cost(w: NDArray[np.float64]) -> float:
        odds = x @ w
        pull = PULL / 2 * float(((w - start) ** 2).sum())
        return float((np.logaddexp(0.0, odds) - y * odds).sum()) + pull

    w = start.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        bend = (x * (p * (1 - p))[:, None]).T @ x + PULL * np.eye(2)
        step = np.linalg.solve(bend, x.T @ (p - y) + PULL * (w - start))
        while cost(w - step) > cost(w) and np.abs(step).max() > TINY:
            step = step / 2
        w = w - step
    return round(float(w[0]), 3), round(float(w[1]), 3)


def share(told: Sequence[Example]) -> float:
    """How many are right, as if one more of either had been seen."""
    return round((sum(e.right for e in told) + 1) / (len(told) + 2), 3)


def weight(several: Mapping[str, Sequence[Example]], curves: Mapping[str, Curve]) -> float:
    """The weight of the number of sources that makes what clusters show likeliest, pulled to a half."""

    def cost(sources: float) -> float:
        total = (sources - 0.5) ** 2 * 2
        for field, told in several.items():
            curve = Curve(bias=curves[field].bias, score=curves[field].score, sources=sources)
            for e in told:
                p = curve.at(e.score, e.sources, e.against)
                total -= math.log(max(1e-6, p if e.right else 1 - p))
        return total

    return float(min((step / 20 for step in range(41)), key=cost))


def curves_of(found: Examples, sources: float) -> dict[str, Curve]:
    """The curve of each field."""
    return {
        field: Curve(*fit(found.told[field]), sources, share(found.absent[field]) if field != "type" else 1.0)
        for field in FIELDS
    }


# ---- measuring

Likelihoods = list[tuple[float, bool]]
"""What was said of values that no curve was fitted on: how likely each is right, and whether it is."""


def error(said: Likelihoods) -> float:
    """Expected calibration error: how far likelihood and share of right ones lie apart, in ten equal bins."""
    bins: dict[int, Likelihoods] = defaultdict(list)
    for p, right in said:
        bins[min(BINS - 1, int(p * BINS))].append((p, right))
    apart = (abs(sum(p for p, _ in held) - sum(r for _, r in held)) for held in bins.values())
    return round(sum(apart) / max(1, len(said)), 3)


def plot(said: Likelihoods) -> list[list[float]]:
    """A calibration plot: of each tenth of the values by likelihood, its mean, the share of right ones, how many."""
    ordered = sorted(said)
    parts = (ordered[i * len(said) // BINS : (i + 1) * len(said) // BINS] for i in range(BINS))
    return [
        [round(sum(p for p, _ in part) / len(part), 3), round(sum(r for _, r in part) / len(part), 3), len(part)]
        for part in parts
        if part
    ]


def by_chance(said: Likelihoods) -> float:
    """The error that so many values have if every likelihood is just right: what no curve can be better than."""
    chance = random.Random(SEED)
    draws = [error([(p, chance.random() < p) for p, _ in said]) for _ in range(DRAWS)]
    return round(sum(draws) / DRAWS, 3)


def said_of(told: Sequence[Example], curve: Curve) -> Likelihoods:
    """What a curve says of some values."""
    return [(curve.at(e.score, e.sources, e.against), e.right) for e in told]


def left_out(told: Sequence[Example]) -> Likelihoods:
    """What is said of the values of each fifth of the articles by a curve fitted on the others."""
    fold = {id_: i % FOLDS for i, id_ in enumerate(sorted({e.article for e in told}))}
    said: Likelihoods = []
    for part in range(FOLDS):
        curve = Curve(*fit([e for e in told if fold[e.article] != part]), 0.0)
        said += said_of([e for e in told if fold[e.article] == part], curve)
    return said


def measured(every: Examples, first: Examples, last: Examples) -> dict[str, dict[str, float]]:
    """Per field and of all together the errors, each beside what chance alone makes of so many values."""
    scores = {field: said_of(every.told[field], Curve(0.0, 1.0, 0.0)) for field in FIELDS}
    fifths = {field: left_out(every.told[field]) for field in FIELDS}
    third = {field: said_of(last.told[field], Curve(*fit(first.told[field]), 0.0)) for field in FIELDS}
    for held in (scores, fifths, third):
        held["all"] = [one for said in held.values() for one in said]
    return {
        field: {
            "values": len(fifths[field]),
            "right": round(sum(right for _, right in fifths[field]) / max(1, len(fifths[field])), 3),
            "ece_of_scores": error(scores[field]),
            "ece": error(fifths[field]),
            "by_chance": by_chance(fifths[field]),
            "ece_last_third": error(third[field]),
            "by_chance_last_third": by_chance(third[field]),
        }
        for field in (*FIELDS, "all")
    }


def book(curves: Mapping[str, Curve], members: Mapping[str, Curve], figures: Mapping[str, Any]) -> str:
    """The file, with its figures."""
    head = OUT.read_text(encoding="utf-8").split("version:")[0]
    content = {
        "version": 1,
        "fields": {field: _numbers(curve, absent=field != "type") for field, curve in curves.items()},
        "members": {field: _numbers(curve, absent=False) for field, curve in members.items()},
        "measured": dict(figures),
    }
    return head + yaml.safe_dump(content, sort_keys=False, default_flow_style=None, width=120)


def _numbers(curve: Curve, *, absent: bool) -> dict[str, float]:
    numbers = {"bias": curve.bias, "score": curve.score, "sources": curve.sources}
    return numbers | ({"absent": curve.absent} if absent else {})


def parts(codings: Iterable[Coding]) -> tuple[list[Coding], list[Coding]]:
    """The first two thirds of the articles, and the last."""
    every = list(codings)
    return [c for c in every if str(c["id"]) < LAST], [c for c in every if str(c["id"]) >= LAST]


def main() -> None:
    """Print the figures, or write the file that ships."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--readings", type=Path, required=True)
    ap.add_argument("--gold", type=Path, required=True)
    ap.add_argument("--also", type=Path, nargs="*", default=[], help="more articles that no weights were fitted on")
    ap.add_argument("--write", action="store_true")
    args = ap.parse_args()
    coded = gold(args.gold / "codings", args.gold / "articles")
    readings = readings_of(args.readings)
    also = [coding for folder in args.also for coding in gold(folder / "codings", folder / "articles").codings]
    first, last = parts(coded.codings)
    every = examples([*coded.codings, *also], readings)
    several = clusters(coded.codings, readings)
    sources = weight(several, curves_of(every, 0.0))
    curves = curves_of(every, sources)
    members = {field: Curve(*fit(every.members[field]), sources) for field in MEMBERS}
    figures = {
        "gold": coded.digest,
        "articles": len(coded.codings) + len(also),
        "encoder": next(iter(readings.values()))["versions"]["encoder"],
        "values_of_clusters": sum(map(len, several.values())),
        "fields": measured(every, examples([*first, *also], readings), examples(last, readings)),
        "plot": plot([one for field in FIELDS for one in left_out(every.told[field])]),
    }
    text = book(curves, members, figures)
    print(text)
    if args.write:
        OUT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
