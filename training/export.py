"""Third step: weights to the files that ship: int8 ONNX, heads, labels, lemmas, model.toml.

Usage: python training/export.py --start RUN/model.pt --out src/dateline/data/encoder --data DIR [--float]
"""

import argparse
import hashlib
import json
import shutil
import tempfile
import warnings
from collections import Counter
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from batches import Labels
from corpora import public
from dateline.reading.pieces import FLAGS
from fit_syntax import PUBLISHED
from heads import Events
from parties import party_counts
from network import Encoder, Syntax

INPUTS = ("ids", "shapes", "flags", "first", "last")
OUTPUTS = ("vectors", "upos", "xpos", "scripts", "starts", "names", "arcs", "dep", "head")


class Whole(nn.Module):
    """The encoder and the heads of syntax as one graph."""

    def __init__(self, encoder: Encoder, syntax: Syntax) -> None:
        super().__init__()
        self.encoder, self.syntax = encoder, syntax

    def forward(self, ids: Tensor, shapes: Tensor, flags: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """Vectors, then everything that syntax says of them."""
        x = self.encoder(ids, shapes, flags, first, last)
        return (x, *self.syntax(x))


def graph(whole: Whole, path: Path) -> None:
    """Write the float graph."""
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


def lemma_table(data: Path) -> dict[str, str]:
    """Form and tag to lemma, for forms whose lemma is not the form itself and that one lemma rules."""
    seen: dict[str, Counter[str]] = {}
    for text in public(data)[0]:
        if text.lemmas and text.upos:
            for word, lemma, pos in zip(text.words, text.lemmas, text.upos, strict=True):
                if pos != "PROPN" and word.isascii():
                    seen.setdefault(f"{word.lower()} {pos}", Counter())[lemma] += 1
    return {key: n.most_common(1)[0][0] for key, n in sorted(seen.items())}


def main() -> None:
    """Write every file that ``Encoder.load`` and ``Heads.load`` read."""
    ap = argparse.ArgumentParser()
    ap.add_argument("--start", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--data", type=Path)
    ap.add_argument("--gold", type=Path, nargs="*", default=[], help="coded articles, for how many parties events have")
    ap.add_argument("--float", action="store_true", help="leave the weights in float32")
    ap.add_argument("--reduce", action="store_true", help="seven bits a weight")
    args = ap.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    labels = Labels(**json.loads((args.start.parent / "labels.json").read_text()))
    state = torch.load(args.start)
    encoder, syntax = Encoder(), Syntax(len(labels.upos), len(labels.xpos), len(labels.scripts), len(labels.deps))
    encoder.load_state_dict(state["encoder"])
    syntax.load_state_dict(state["syntax"])
    target = args.out / "encoder.onnx"
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        graph(Whole(encoder.eval(), syntax.eval()), plain)
        if args.float:
            shutil.copy(plain, target)
        else:
            quantize_dynamic(
                plain, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=args.reduce,
                op_types_to_quantize=["MatMul", "Gemm", "Gather"], extra_options={"MatMulConstBOnly": True},
            )  # fmt: skip
    onnx.checker.check_model(str(target))
    part = {
        k: v.numpy().astype(np.float16)
        for k, v in syntax.state_dict().items()
        if k.startswith("label_") and k.split(".")[0] in ("label_pair", "label_sum")
    }
    np.savez(args.out / "labels.npz", **part)
    if "events" in state:
        events = Events()
        events.load_state_dict(state["events"])
        codings = [
            json.loads(p.read_text(encoding="utf-8")) for f in args.gold for p in sorted((f / "codings").glob("*.json"))
        ]
        np.savez(
            args.out / "heads.npz",
            parties=party_counts(codings).astype(np.float16),
            **{k: v.numpy().astype(np.float16) for k, v in events.state_dict().items()},
        )
    (args.out / "labels.json").write_text(json.dumps(vars(labels)) + "\n", encoding="utf-8")
    if args.data:
        table = json.dumps(lemma_table(args.data), ensure_ascii=False, separators=(",", ":"))
        (args.out / "lemmas.json").write_text(table + "\n", encoding="utf-8")
    shutil.copy(PUBLISHED / "tokenizer.json", args.out / "tokenizer.json")
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    heads = args.out / "heads.npz"
    lines = [
        'name = "dateline-encoder"', f'sha256 = "{digest}"',
        f'heads_sha256 = "{hashlib.sha256(heads.read_bytes()).hexdigest() if heads.exists() else ""}"',
        'base = "all-MiniLM-L6-v2 (Apache-2.0)"', 'licence = "CC-BY-SA-4.0"', 'card = "MODEL_CARD.md"',
    ]  # fmt: skip
    (args.out / "model.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{target.stat().st_size / 1e6:.1f} MB, {digest[:12]}")


if __name__ == "__main__":
    main()
