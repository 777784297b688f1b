"""From the files that ship back to weights that a fitting can go on from (``fit_events.py --again --start``).

What was rounded to whole numbers stays rounded, but the vectors of word pieces: no fitting moves those, so they are
the published ones. Exporting what is restored gives graphs that say what the shipped ones say.

Usage: python training/restore.py --encoder src/dateline/data/encoder --out RUN/model.pt
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

from batches import Labels
from export import GRAPHS, OUTSIDE
from heads import Events
from network import Encoder, Syntax

Weights = dict[str, Tensor]

_ENDINGS = ("_quantized", "_scale", "_zero_point")
_LAYER = ("qkv", "out", "up", "down")  # its products, in the order in which they are computed
_GRAMMAR = ("tags", "arc_dep", "arc_head", "arc", "arc_bias", "label_dep", "label_head")


def main() -> None:
    """Write ``model.pt`` and ``labels.json`` beside it."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--encoder", type=Path, required=True, help="the folder of the files that ship")
    ap.add_argument("--out", type=Path, required=True)
    args = ap.parse_args()
    args.out.parent.mkdir(parents=True, exist_ok=True)
    labels = Labels.load(args.encoder / "labels.json")
    labels.save(args.out.parent / "labels.json")
    torch.save(restored(args.encoder, labels), args.out)


def restored(folder: Path, labels: Labels) -> dict[str, Weights]:
    """All weights, under the names that a fitting has for them.

    Raises:
        RuntimeError: The files are of another make than this version of the project writes.
    """
    reads, grammar = (onnx.load(folder / name).graph for name in GRAPHS)
    names = ("flags", *(f"layers.{i}.{part}" for i in range(_layers(reads)) for part in _LAYER), "names.0", "names.3")
    told = _inner(_told(reads, names), "encoder.")
    of_names = {name: told.pop(name) for name in sorted(told) if name.startswith("names.")}
    told["word.weight"] = Encoder.published().word.weight.detach()
    syntax = _inner(_told(grammar, _GRAMMAR), "syntax.") | of_names | _arrays(folder / "labels.npz", OUTSIDE)
    syntax["arc"] = syntax.pop("arc.weight").T  # a matrix of its own, not of a linear layer
    events = _arrays(folder / "heads.npz", tuple(Events().state_dict()))
    out = {"encoder": told, "syntax": syntax, "events": events}
    for module, weights in zip((Encoder.of(told), Syntax(*labels.sizes), Events()), out.values(), strict=True):
        module.load_state_dict(weights)  # nothing is missing, and nothing is of another shape
    return out


def _layers(graph: onnx.GraphProto) -> int:
    return sum(one.name.endswith(".up.bias") for one in graph.initializer)


def _told(graph: onnx.GraphProto, products: Sequence[str]) -> Weights:
    """The weights of a graph by name; a product of matrices has none in the graph, its place tells it.

    Args:
        graph: As ``export.py`` writes it.
        products: The linear layers, in the order in which they are computed.
    """
    values = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    told = {name: torch.tensor(array) for name, array in values.items() if not name.endswith(_ENDINGS)}
    matrices = [name for name in values if name.endswith("_quantized")]  # as they were traced
    gathered = {name for name in matrices if values[name].dtype == np.uint8}  # tables of vectors keep their names
    for table in gathered:
        told[table.removesuffix("_quantized")] = _floats(values, table)
    multiplied = [name for name in matrices if name not in gathered]
    for name, matrix in zip(products, multiplied, strict=True):
        told[f"{name}.weight"] = _floats(values, matrix).T.contiguous()
    return told


def _floats(values: dict[str, np.ndarray], name: str) -> Tensor:
    whole, scale, zero = (values[name.removesuffix("_quantized") + ending] for ending in _ENDINGS)
    return torch.tensor((whole.astype(np.float32) - zero.astype(np.float32)) * scale)


def _inner(told: Weights, module: str) -> Weights:
    """Names without what ``export.py`` lays around the modules."""
    return {name.removeprefix(module).replace(".layer.", "."): values for name, values in told.items()}


def _arrays(path: Path, wanted: Sequence[str]) -> Weights:
    """The arrays of a file whose names begin so, as floats."""
    with np.load(path) as arrays:
        return {
            name: torch.tensor(arrays[name].astype(np.float32)) for name in arrays if name.startswith(tuple(wanted))
        }


if __name__ == "__main__":
    main()
