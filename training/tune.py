"""Which cut-offs read the development articles best: one number at a time, over and over until none moves.

Only a handful of numbers are fitted, on the first two thirds of the development articles (by id); the last third is
kept aside for the report.

Usage: python training/tune.py --check ../shared/gold/dev
"""

import argparse
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from dateline.evaluate.score import figures, score
from dateline.ingest.files import articles
from dateline.model import codec
from dateline.model.article import Article
from dateline.model.claim import Reading
from dateline.reading.events import CUTOFFS, Cutoffs
from dateline.reading.reader import Prepared, Reader

GRID = {
    "trigger": (0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55),
    "bridge": (0.1, 0.15, 0.2, 0.3, 0.4),
    "parties": (0.0, 0.3, 0.5, 0.7, 1.0, 1.3),
    "nowhere": (0.4, 0.5, 0.6, 0.7, 0.8),
    "nameless": (0.4, 0.5, 0.6, 0.7),
    "cue": (0.0, 0.5, 1.0, 1.5, 2.0),
    "person": (0.35, 0.4, 0.5, 0.6),
    "organization": (0.3, 0.4, 0.5, 0.6, 0.7),
}
LAST = "c12"  # the first id of the third that is kept aside


def worth(
    reader: Reader, ready: list[tuple[Article, Prepared]], codings: list[Any], cut: Cutoffs
) -> tuple[float, dict[str, Any]]:
    """Event and strict F1 together, and all figures."""
    found = {a.id: codec.to_json(Reading(article=a, claims=tuple(reader.claims(p, cut)))) for a, p in ready}
    told = figures(score(codings, found))
    fields = told["fields"]
    return told["event"]["f1"] + told["strict"]["f1"] + 0.1 * (
        fields["people"] + fields["organizations"] + fields["place"]
    ), told


def main() -> None:
    """Print the best cut-offs and what they give."""
    ap = argparse.ArgumentParser()
    ap.add_argument("--check", type=Path, required=True)
    args = ap.parse_args()
    paths = [p for p in sorted((args.check / "articles").glob("*.json")) if p.stem < LAST]
    codings = [json.loads((args.check / "codings" / p.name).read_text(encoding="utf-8")) for p in paths]
    reader = Reader.load()
    ready = [(a, reader.prepare(a)) for a in articles(paths, None) if isinstance(a, Article)]
    cut, (best, told) = CUTOFFS, worth(reader, ready, codings, CUTOFFS)
    print(f"{best:.4f} event {told['event']['f1']:.3f} strict {told['strict']['f1']:.3f} as it stands")
    moved = True
    while moved:
        moved = False
        for name, values in GRID.items():
            for value in values:
                tried = replace(cut, **{name: value})
                total, told = worth(reader, ready, codings, tried)
                if total > best + 0.002:
                    cut, best, moved = tried, total, True
                    print(
                        f"{best:.4f} event {told['event']['f1']:.3f} strict {told['strict']['f1']:.3f} {name} {value}"
                    )
    print(cut)


if __name__ == "__main__":
    main()
