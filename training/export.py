"""Third step: weights to the files that ship: int8 ONNX, heads, labels, lemmas, model.toml.

Usage: python training/export.py --start RUN/model.pt --out src/dateline/data/encoder --data DIR --gold DIR... [--float]
"""

import argparse
import json
import shutil
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from batches import Labels
from coded import coding_of
from corpora import Text, public
from dateline.reading.encoder import digest
from dateline.reading.pieces import FLAGS
from network import TOKENIZER, Encoder, Syntax
from parties import party_counts

INPUTS = ("ids", "shapes", "flags", "first", "last")
OUTPUTS = ("vectors", "upos", "xpos", "scripts", "starts", "names", "arcs", "dep", "head")
OUTSIDE = ("label_pair.", "label_sum.")  # weights that the graph has no part for: labels are scored on chosen heads
Arrays = dict[str, NDArray[np.float16]]


class Whole(nn.Module):
    """The encoder and the heads of syntax as one graph."""

    def __init__(self, labels: Labels, state: dict[str, Any]) -> None:
        super().__init__()
        self.encoder, self.syntax = Encoder(), Syntax(*labels.sizes)
        self.encoder.load_state_dict(state["encoder"])
        self.syntax.load_state_dict(state["syntax"])
        self.eval()

    def forward(self, ids: Tensor, shapes: Tensor, flags: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """Vectors, then everything that syntax says of them."""
        x = self.encoder(ids, shapes, flags, first, last)
        return (x, *self.syntax(x))


def options() -> argparse.Namespace:
    """What may be said on the command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--start", type=Path, required=True, help="the weights of fit_events.py, labels.json beside them")
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument(
        "--data", type=Path, help="the public sets, for the table of lemmas; without them the table there stays"
    )
    ap.add_argument("--gold", type=Path, nargs="*", default=[], help="coded articles, for how many parties events have")
    ap.add_argument("--float", action="store_true", help="leave the weights in float32")
    ap.add_argument("--reduce", action="store_true", help="seven bits a weight")
    return ap.parse_args()


def main() -> None:
    """Write every file that ``Encoder.load`` and ``Heads.load`` read."""
    args = options()
    args.out.mkdir(parents=True, exist_ok=True)
    labels, state = Labels.load(args.start.parent / "labels.json"), torch.load(args.start)
    labels.save(args.out / "labels.json")
    target = args.out / "encoder.onnx"
    write_graph(Whole(labels, state), target, as_float=args.float, reduce=args.reduce)
    np.savez(args.out / "labels.npz", **halved({k: v for k, v in state["syntax"].items() if k.startswith(OUTSIDE)}))
    if "events" in state:
        codings = (coding_of(p) for folder in args.gold for p in sorted((folder / "codings").glob("*.json")))
        counts = party_counts(codings).astype(np.float16)
        np.savez(args.out / "heads.npz", parties=counts, **halved(state["events"]))
    if args.data:
        write_lemmas(public(args.data)[0], args.out / "lemmas.json")
    shutil.copy(TOKENIZER, args.out / "tokenizer.json")
    write_manifest(args.out)
    print(f"{target.stat().st_size / 1e6:.1f} MB, {digest(target)[:12]}")


def write_graph(whole: Whole, target: Path, *, as_float: bool, reduce: bool) -> None:
    """Write the graph, its weights rounded to whole numbers of eight bits (or seven) unless they are to stay."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        _trace(whole, plain)
        if as_float:
            shutil.copy(plain, target)
        else:
            quantize_dynamic(
                plain, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=reduce,
                op_types_to_quantize=["MatMul", "Gemm", "Gather"], extra_options={"MatMulConstBOnly": True},
            )  # fmt: skip
    onnx.checker.check_model(str(target))


def _trace(whole: Whole, path: Path) -> None:
    """Write the float graph, for any number of windows, pieces and words."""
    n, w = 20, 12
    example = (
        torch.randint(5, 1000, (1, n)), torch.randint(0, 16, (1, n)), torch.zeros(1, n, FLAGS),
        torch.randint(0, n, (1, w)), torch.randint(0, n, (1, w)),
    )  # fmt: skip
    axes = {k: {0: "batch", 1: "pieces" if k in INPUTS[:3] else "words"} for k in (*INPUTS, *OUTPUTS)}
    axes["arcs"][2] = axes["head"][1] = "heads"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            whole, example, str(path), input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip


def halved(state: dict[str, Tensor]) -> Arrays:
    """Weights as numbers of sixteen bits, which is how the small heads ship."""
    return {name: values.numpy().astype(np.float16) for name, values in state.items()}


def write_lemmas(texts: Iterable[Text], path: Path) -> None:
    """The table of lemmas that a parse looks in first."""
    seen: dict[str, Counter[str]] = {}
    for text in texts:
        if g := text.grammar:
            for word, lemma, pos in zip(text.words, g.lemmas, g.upos, strict=True):
                if pos != "PROPN" and word.isascii():
                    seen.setdefault(f"{word.lower()} {pos}", Counter())[lemma] += 1
    table = {form: lemmas.most_common(1)[0][0] for form, lemmas in sorted(seen.items())}
    path.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def write_manifest(folder: Path) -> None:
    """``model.toml``: what the weights are, and the digests that the reader checks."""
    heads = folder / "heads.npz"
    told = {
        "name": "dateline-encoder",
        "sha256": digest(folder / "encoder.onnx"),
        "heads_sha256": digest(heads) if heads.exists() else "",
        "base": "all-MiniLM-L6-v2 (Apache-2.0)",
        "licence": "CC-BY-SA-4.0",
        "card": "MODEL_CARD.md",
    }
    lines = [f'{name} = "{value}"\n' for name, value in told.items()]
    (folder / "model.toml").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
