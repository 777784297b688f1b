"""Before a fitting on another machine: everything that it reads, in numbers, in one file.

A machine with a fast processor for tensors need have nothing of Dateline's but training/ and src/: no books, no sets.

Usage: python training/prepare.py --labels RUN/labels.json --data DIR --gold DIR... --out FILE [--unread FILE...]
"""

import argparse
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from batches import Batch, Labels, batches, cut_all, gather
from corpora import public
from dateline.books.gazetteer import Gazetteer
from dateline.reading.pieces import Pieces
from likeness import unread
from material import Prepared, held_articles, held_out
from network import TOKENIZER
from rounds import Articles, Packed, Rounds


def options() -> argparse.Namespace:
    """What may be said on the command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--labels", type=Path, required=True, help="labels.json of the weights that are to be fitted")
    ap.add_argument("--data", type=Path, required=True, help="the public sets, one folder each")
    ap.add_argument("--gold", type=Path, nargs="+", required=True, help="coded articles to fit on")
    ap.add_argument("--check", type=Path, help="coded articles that are only looked at")
    ap.add_argument("--unread", type=Path, nargs="*", default=[], help="articles for likeness to a teacher")
    ap.add_argument("--unread-steps", type=int, default=1000, help="how many steps of them")
    ap.add_argument("--variants", type=int, default=8, help="with other countries and persons, of each article")
    ap.add_argument("--cuts", type=int, default=2, help="of the public sets, each to windows of other sizes")
    ap.add_argument("--budget", type=int, default=1800, help="pieces of a step")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--out", type=Path, required=True)
    return ap.parse_args()


def main() -> None:
    """Write the file."""
    args = options()
    rng = random.Random(args.seed)
    labels, pieces, scan = Labels.load(args.labels), Pieces(TOKENIZER), Gazetteer.load().scan
    articles, (fit, dev) = Articles(dict.fromkeys(args.gold, 1.0), scan), public(args.data)
    print(articles, flush=True)
    rounds = Rounds(articles, scan, pieces, swap=1.0, budget=args.budget, rng=rng)
    plain = [[Packed.of(sample, pieces)] for sample in articles.samples]
    for _ in range(args.variants):
        for mine, other in zip(plain, rounds.once(), strict=True):
            mine.append(other)
    public_steps: list[Batch] = [
        gather(cut, labels, pieces)
        for _ in range(args.cuts)
        for cut in batches(cut_all(fit, pieces, rng), args.budget, rng)
    ]
    texts: Iterator = unread(args.unread, scan, pieces, args.budget, rng) if args.unread else iter(())
    Prepared(
        plain, public_steps, list(islice(texts, args.unread_steps)), held_articles(args.check, scan, pieces),
        held_out(dev, labels, pieces, rng),
    ).save(args.out)  # fmt: skip
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
