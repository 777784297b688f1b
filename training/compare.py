"""Rules alone, heads alone, both: how each reads coded articles. The table of ``docs/explain/reading.md``.

"Heads alone" takes every trigger, country and day that the heads choose, each for itself: no cue, no usual number of
parties, no joining of triggers, no stay made of a day and a length. Names, days and geography are the books' in all
three, since the heads choose among what those offer.

Usage: python training/compare.py --check ../shared/gold/dev [--third first|last|all]
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dateline.books.codebook import Codebook
from dateline.evaluate.score import figures, score
from dateline.ingest.files import articles
from dateline.model import codec
from dateline.model.article import Article
from dateline.model.claim import Claim, Reading
from dateline.reading.claims import Claims
from dateline.reading.events import Cutoffs, read_events
from dateline.reading.heads import Heads
from dateline.reading.reader import Prepared, Reader
from dateline.reading.sides import Lists

ASIDE = "c12"
APART = Cutoffs(parties=0.0, of_many=0.0, odds=0.0, sent=0.0, host=0.0, cue=0.0, uncued=0.0, away=0.0, then=0.0)


def heads_alone(heads: Heads, lists: Lists) -> Callable[[Prepared], list[Claim]]:
    """The choices of the heads, one claim a trigger."""

    def claims(ready: Prepared) -> list[Claim]:
        assert ready.encoded is not None  # noqa: S101
        found = read_events(heads, ready.encoded.vectors, ready.frame, ready.offered, lists, APART)
        make = Claims(ready.frame, ready.people, "")
        return [make.of(one) for one in found]

    return claims


def main() -> None:
    """Print one line a way."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--check", type=Path, required=True)
    ap.add_argument("--third", choices=("first", "last", "all"), default="all")
    args = ap.parse_args()
    inside = {"first": lambda i: i < ASIDE, "last": lambda i: i >= ASIDE, "all": lambda _: True}[args.third]
    paths = [p for p in sorted((args.check / "articles").glob("*.json")) if inside(p.stem)]
    codings = [json.loads((args.check / "codings" / p.name).read_text(encoding="utf-8")) for p in paths]
    read = [a for a in articles(paths, None) if isinstance(a, Article)]
    both, rules = Reader.load(), Reader.load(encoder=False)
    ways: dict[str, tuple[Reader, Callable[[Prepared], list[Claim]]]] = {
        "rules alone": (rules, rules.claims),
        "heads alone": (both, heads_alone(both.heads, Codebook.load().lists)),
        "both": (both, both.claims),
    }
    print(
        f"{len(read)} articles\n\n"
        f"| way | event | strict | status | start | countries | people | place |\n|{' --- |' * 8}"
    )
    for name, (reader, claims) in ways.items():
        found = {a.id: codec.to_json(Reading(article=a, claims=tuple(claims(reader.prepare(a))))) for a in read}
        told: dict[str, Any] = figures(score(codings, found))
        fields = [told["fields"][k] for k in ("status", "start", "countries", "people", "place")]
        print(
            f"| {name} | " + " | ".join(f"{v:.3f}" for v in (told["event"]["f1"], told["strict"]["f1"], *fields)) + " |"
        )


if __name__ == "__main__":
    main()
