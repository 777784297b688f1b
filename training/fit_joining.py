"""Fit what the findings of joining weigh, and the cut-offs, from the coded articles of training/gold.

Pairs of claims come from three places: the story clusters (claims of different articles, one occasion or not); every
coded event beside itself told otherwise (``perturb``), and beside the other events of its article told otherwise, for
those are other occasions by the codebook; and, with ``--read``, claims that the reader read of the clusters.

Logistic regression with a ridge, by Newton's method, on one indicator for each finding: the same pairs give the same
weights to the last digit. Cut-offs are chosen on clusters each scored by weights fitted without it.

Usage: fit_joining.py [--read READINGS.jsonl] [--write]    (READINGS as ``dateline read --json`` writes them)
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from random import Random

import numpy as np
import yaml
from numpy.typing import NDArray

from dateline.evaluate.clusters import Joined, Share
from dateline.evaluate.gold_claims import kept_of
from dateline.evaluate.pairing import pair
from dateline.joining.compare import findings_of
from dateline.joining.features import Face, face_of
from dateline.joining.join import join
from dateline.joining.rulings import Rulings
from dateline.joining.scale import NEVER, Scale
from dateline.model.article import Article
from dateline.model.claim_codec import claim_to_json
from dateline.model.codec import from_json
from dateline.model.kept import Kept
from dateline.reading.coded import reading_of
from perturb import told_otherwise

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "src/dateline/data/joining/weights.yaml"
RIDGE, SEED, TWICE, HALF = 2.0, 20201103, 3, 0.5
FIGURES = ("cut_off", "precision", "recall", "b_cubed", "b_cubed_read")
"""Of clusters that are held out: of pairs of gold claims, of gold claims, of read claims that are paired."""

CLOSE = 1e-9  # a step of Newton's that changes nothing
PRECISION = 0.985  # of pairs of gold claims that are joined, at the least: a margin above the .98 that is asked
SHARES = {"clusters": (1.0, 1.0), "told otherwise": (0.01, 0.06), "read": (0.5, 0.5)}
"""How much a pair of each place counts: one that is one occasion, one that is not."""

Told = tuple[Kept, str, str]
"""A claim, its story and its cluster."""

Row = tuple[tuple[str, ...], bool, str, str]
"""Findings of a pair, whether it is one occasion, where it comes from, its cluster."""


def articles() -> Iterator[tuple[dict, Article]]:
    """Every coded article with its coding."""
    for path in sorted((HERE / "gold" / "codings").glob("*.json")):
        told = json.loads((HERE / "gold" / "articles" / path.name).read_text(encoding="utf-8"))
        day = date.fromisoformat(told["published"]) if told.get("published") else None
        article = Article(id=told["id"], text=told["text"], published=day, publisher=told.get("publisher"))
        yield json.loads(path.read_text(encoding="utf-8")) | {"cluster": told.get("cluster") or ""}, article


def of_clusters(claims: Sequence[Told], place: str) -> Iterator[Row]:
    """Pairs of claims of different articles of one cluster."""
    held: dict[str, list[tuple[Face, str, str]]] = defaultdict(list)
    for kept, story, cluster in claims:
        held[cluster].append((face_of(kept, Rulings()), story, kept.source.id))
    for cluster, faces in held.items():
        for (one, story, article), (other, theirs, elsewhere) in combinations(faces, 2):
            if article != elsewhere and (found := findings_of(one, other))[-1] not in NEVER:
                yield found, story == theirs, place, cluster


def otherwise(claims: Sequence[Kept], chance: Random) -> Iterator[Row]:
    """Each claim of an article beside itself told otherwise, and beside the article's others told otherwise."""
    for kept in claims:
        for other in claims:
            for _ in range(TWICE):
                one = kept if chance.random() < HALF else _told(kept, chance)
                found = findings_of(face_of(one, Rulings()), face_of(_told(other, chance), Rulings()))
                if found[-1] not in NEVER:
                    yield found, other is kept, "told otherwise", ""


def _told(kept: Kept, chance: Random) -> Kept:
    return replace(kept, claim=told_otherwise(kept.claim, chance))


def gather(read: Path | None) -> tuple[list[Row], list[Told], list[Told]]:
    """All pairs; the claims of clusters, coded and read."""
    chance, rows = Random(SEED), []
    readings = {json.loads(line)["id"]: json.loads(line) for line in read.read_text().splitlines()} if read else {}
    clustered, found = [], []
    for coding, article in articles():
        kept = kept_of(reading_of(coding, article))
        rows += otherwise(kept, chance)
        if coding["cluster"]:
            stories = {one.key: coding["events"][int(one.claim.id)]["story"] for one in kept}
            clustered += [(one, stories[one.key], coding["cluster"]) for one in kept]
            if article.id in readings:
                found += list(read_claims(coding, article, readings[article.id]))
    rows += of_clusters(clustered, "clusters")
    rows += of_clusters(found, "read")
    return rows, clustered, found


def read_claims(coding: dict, article: Article, told: dict) -> Iterator[Told]:
    """Claims that were read, with the story of the event that each is paired with."""
    kept = kept_of(from_json(told, article))
    pairs = pair(coding["events"], [claim_to_json(one.claim, article.text) for one in kept])
    for ours, theirs in pairs:
        yield kept[theirs], coding["events"][ours]["story"], coding["cluster"]


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """The weights by finding, and the bias."""
    counts = Counter(rows)  # few sets of findings make up most pairs
    names = ["bias", *sorted({finding for found, *_ in counts for finding in found})]
    column = {name: number for number, name in enumerate(names)}
    x = np.zeros((len(counts), len(names)))
    x[:, 0] = 1
    for number, (found, *_) in enumerate(counts):
        x[number, [column[finding] for finding in found]] = 1
    y = np.array([float(same) for _, same, *_ in counts])
    share = np.array([SHARES[place][not same] * count for (_, same, place, _), count in counts.items()])
    weights = _newton(x, y, share)
    return dict(zip(names, (round(float(weight), 3) for weight in weights), strict=True))


def _newton(x: NDArray[np.float64], y: NDArray[np.float64], share: NDArray[np.float64]) -> NDArray[np.float64]:
    weights = np.zeros(x.shape[1])
    ridge = np.full(x.shape[1], RIDGE)
    ridge[0] = 1e-3
    for _ in range(50):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        gradient = x.T @ (share * (p - y)) + ridge * weights
        hessian = (x * (share * p * (1 - p))[:, None]).T @ x + np.diag(ridge)
        step = np.linalg.solve(hessian, gradient)
        weights = weights - step
        if np.abs(step).max() < CLOSE:
            break
    return weights


def held_out(
    rows: Sequence[Row], gold: Sequence[Told], read: Sequence[Told]
) -> Iterator[tuple[float, Share, Share, Share]]:
    """For each cut-off, how well the clusters are joined, each by weights that were fitted without it.

    Yields:
        The cut-off; of gold claims pairwise and B³; of read claims that are paired, B³.
    """
    clusters = sorted({cluster for *_, cluster in gold})
    weights = {cluster: fit([row for row in rows if row[3] != cluster]) for cluster in clusters}
    for cut in np.arange(0.55, 0.86, 0.01):
        sets = []
        for told in (gold, read):
            groups: list[tuple[str, ...]] = []
            for cluster in clusters:
                by = Scale(weights[cluster], same=float(cut), different=float(cut) / 5)
                groups += join([one for one, _, of in told if of == cluster], by=by).groups
            sets.append(Joined({one.key: story for one, story, _ in told}, tuple(groups)))
        yield float(cut), sets[0].pairwise, sets[0].b_cubed, sets[1].b_cubed


def main() -> None:
    """Fit, print how well it does, and write the weights if asked to."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--read", type=Path)
    asked.add_argument("--write", action="store_true")
    options = asked.parse_args()
    rows, gold, read = gather(options.read)
    for place in SHARES:
        of = [row for row in rows if row[2] == place]
        print(f"{place}: {len(of)} pairs, {sum(row[1] for row in of)} of them one occasion")
    best: dict[str, float] = {}
    for cut, pairs, claims, of_read in held_out(rows, gold, read):
        told = f"pairwise {pairs.precision:.3f} {pairs.recall:.3f}, B3 {claims.f1:.3f}, B3 of read {of_read.f1:.3f}"
        print(f"  held out, cut-off {cut:.2f}: {told}")
        if pairs.precision >= PRECISION and claims.f1 > best.get("b_cubed", 0):
            figures = (cut, pairs.precision, pairs.recall, claims.f1, of_read.f1)
            best = dict(zip(FIGURES, (round(float(one), 3) for one in figures), strict=True))
    same = best.pop("cut_off")
    print(f"the cut-off is {same}")
    if options.write:
        head = "# What findings weigh, in log-odds. Written by training/fit_joining.py, which tells how; not by hand.\n"
        cut_offs = {"same": same, "different": round(same / 5, 3)}
        body = {"version": 1, "pairs": len(rows), "cut_offs": cut_offs, "held_out": best, "weights": fit(rows)}
        WEIGHTS.write_text(head + yaml.safe_dump(body, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
