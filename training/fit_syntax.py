"""First step: fit tags, trees and names on the public sets.

Usage: python training/fit_syntax.py --data DIR --gold DIR... --out RUN [--minutes 25] [--resume]
"""

import argparse
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import torch
from torch import Tensor

from batches import Batch, Cut, Labels, batches, cut_all, gather
from coded import coded
from corpora import Text, public
from dateline.reading.pieces import Pieces
from fitting import Fitting, Plan, Told
from material import held_out
from network import TOKENIZER, Encoder, Syntax
from syntax import check, syntax_losses

_GLANCE = 4  # at checkpoints on the way, one batch of so many is looked at


def options() -> argparse.Namespace:
    """What may be said on the command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True, help="the public sets, one folder each")
    ap.add_argument("--gold", type=Path, nargs="*", default=[], help="coded articles: their people, places and names")
    ap.add_argument("--out", type=Path, required=True, help="gets syntax.pt, labels.json and a checkpoint")
    ap.add_argument("--minutes", type=float, default=25)
    ap.add_argument("--budget", type=int, default=1800, help="pieces of a batch")
    ap.add_argument("--resume", action="store_true", help="go on from the last checkpoint in --out")
    return ap.parse_args()


def main() -> None:
    """Fit for the given minutes; the rate falls as the time runs out."""
    args = options()
    torch.manual_seed(1)
    rng = random.Random(1)
    args.out.mkdir(parents=True, exist_ok=True)
    pieces = Pieces(TOKENIZER)
    fit, dev = public(args.data)
    labels = Labels.of(fit)
    labels.save(args.out / "labels.json")
    fit += [text for folder in args.gold for text in coded(folder)]
    held = held_out(dev, labels, pieces, rng)
    encoder = Encoder.published().freeze_words()
    syntax = Syntax(*labels.sizes)
    fitting = fitting_of(encoder, syntax, Plan(args.minutes, clip=1.0, decay=0.01), rng, args.out / "syntax.pt")
    if args.resume:
        fitting.resume()

    def loss(cut: list[Cut]) -> Told:
        return syntax_step(encoder, syntax, gather(cut, labels, pieces))

    fitting.run(
        rounds(fit, pieces, args.budget, rng),
        loss,
        lambda *, done: check(encoder, syntax, held[:: 1 if done else _GLANCE]),
    )


def fitting_of(encoder: Encoder, syntax: Syntax, plan: Plan, rng: random.Random, kept: Path) -> Fitting:
    """Heads learn faster than the encoder, which knows English already."""
    groups = [
        {"params": [p for p in encoder.parameters() if p.requires_grad], "top": 2e-4},
        {"params": list(syntax.parameters()), "top": 1e-3},
    ]
    return Fitting({"encoder": encoder, "syntax": syntax}, groups, plan, rng, kept)


def rounds(texts: list[Text], pieces: Pieces, budget: int, rng: random.Random) -> Iterator[Iterator[list[Cut]]]:
    """All documents over and over, each time cut to windows of another size."""
    while True:
        yield batches(cut_all(texts, pieces, rng), budget, rng)


def syntax_step(encoder: Callable[..., Tensor], syntax: Syntax, batch: Batch) -> Told:
    """One step over a batch of windows."""
    device = syntax.root.device
    losses = syntax_losses(syntax, encoder(*batch.inputs.all(device)), batch.to(device))
    total: Tensor = sum(losses.values(), torch.zeros((), device=device))
    return total, {name: loss.detach() for name, loss in losses.items()}


if __name__ == "__main__":
    main()
