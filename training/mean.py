"""After fittings: the mean of their weights, which reads better than any of them where one went on from another.

Usage: python training/mean.py --of A/model.pt:0.25 B/model.pt:0.25 C/model.pt:0.5 --out MEAN/model.pt
"""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from batches import Labels

Weights = Mapping[str, Mapping[str, Tensor]]
"""The tensors of each module, by their names."""


def share(told: str) -> tuple[Path, float]:
    """A file of weights and how much they count: ``A/model.pt:0.25``."""
    name, _, counts = told.rpartition(":")
    return Path(name), float(counts)


def mean(of: Sequence[tuple[Weights, float]]) -> dict[str, dict[str, Tensor]]:
    """Weights of one form, each counted by its share of the whole; numbers that are no weights are the first's."""
    whole = sum(counts for _, counts in of)
    first = of[0][0]

    def one(module: str, name: str) -> Tensor:
        model = first[module][name]
        if not model.is_floating_point():
            return model
        summed = torch.stack([weights[module][name].double() * (counts / whole) for weights, counts in of]).sum(0)
        return summed.to(model.dtype)

    return {module: {name: one(module, name) for name in tensors} for module, tensors in first.items()}


def main() -> None:
    """Write the mean, the labels of the first beside it."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--of", type=share, nargs="+", required=True, metavar="FILE:SHARE", help="weights of fit_events.py")
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    loaded: list[tuple[Any, float]] = [(torch.load(path), counts) for path, counts in args.of]
    args.out.parent.mkdir(parents=True, exist_ok=True)
    Labels.load(args.of[0][0].parent / "labels.json").save(args.out.parent / "labels.json")
    torch.save(mean(loaded), args.out)


if __name__ == "__main__":
    main()
