"""Last step: weights to the files that ship: int8 ONNX, heads, labels, lemmas, model.toml.

There are two graphs: ``encoder.onnx`` reads windows for word vectors and names, ``grammar.onnx`` tells tags and trees
of word vectors. onnxruntime computes all of a graph whatever it is asked for, and most readings ask for no trees.

Usage: python training/export.py --start RUN/model.pt --out src/dateline/data/encoder --data DIR --gold DIR... [--float]
       python training/export.py --out FOLDER    (model.toml alone, anew, for the files that lie there)
"""

import argparse
import json
import shutil
import tempfile
import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F

from batches import Labels
from coded import coding_of
from corpora import Text, public
from dateline.reading.pieces import FLAGS
from dateline.reading.weights import FILES, MANIFEST, digest
from network import HEAD, TOKENIZER, WIDTH, Encoder, Layer, Syntax
from parties import party_counts

GRAPHS = ("encoder.onnx", "grammar.onnx")
INPUTS = ("ids", "shapes", "flags", "first", "last")
READS = ("vectors", "names")
GRAMMAR = ("upos", "xpos", "scripts", "starts", "arcs", "dep", "head")
UNFUSED = ["SkipLayerNormFusion"]  # adds and norms in one step: slower than adding first on a CPU, onnxruntime 1.32
OUTSIDE = ("label_pair.", "label_sum.")  # weights that the graph has no part for: labels are scored on chosen heads
Arrays = dict[str, NDArray[np.float16]]
Axes = dict[str, dict[int, str]]


class Attention(torch.autograd.Function):
    """Attention as the one operator of onnxruntime's that never holds all scores of a window at once."""

    @staticmethod
    def forward(_: Any, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        """What the operator computes: (batch, pieces, HEAD · heads) each."""
        b, n, width = q.shape
        q, k, v = (x.view(b, n, heads, HEAD).transpose(1, 2) for x in (q, k, v))
        return F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(b, n, width)

    @staticmethod
    def symbolic(graph: Any, q: Any, k: Any, v: Any, heads: int) -> Any:
        """The operator itself."""
        return graph.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads).setType(q.type())


class Fused(nn.Module):
    """A layer of the encoder with its attention as one operator; windows are read alone, so nothing is masked."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer

    def forward(self, x: Tensor, _: Tensor | None) -> Tensor:
        """As ``Layer`` does it, up to the noise of floats."""
        layer = self.layer
        q, k, v = layer.qkv(x).split(HEAD * layer.heads, -1)
        x = layer.norm1(x + layer.out(Attention.apply(q, k, v, layer.heads)))
        out: Tensor = layer.norm2(x + layer.down(F.gelu(layer.up(x))))
        return out


class Reads(nn.Module):
    """The encoder and the head of names."""

    def __init__(self, encoder: Encoder, syntax: Syntax) -> None:
        super().__init__()
        self.encoder, self.names = encoder, syntax.names
        encoder.layers = nn.ModuleList(Fused(layer) for layer in encoder.layers)
        self.eval()

    def forward(self, ids: Tensor, shapes: Tensor, flags: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, ...]:
        """Vectors and names of words."""
        x = self.encoder(ids, shapes, flags, first, last)
        return x, self.names(x)


class Grammar(nn.Module):
    """The heads of tags, sentences and trees."""

    def __init__(self, syntax: Syntax) -> None:
        super().__init__()
        self.syntax = syntax.eval()

    def forward(self, vectors: Tensor) -> tuple[Tensor, ...]:
        """Everything that word vectors tell but names."""
        *tags, _, arcs, dep, head = self.syntax(vectors)
        return (*tags, arcs, dep, head)


@dataclass(frozen=True, slots=True)
class Graph:
    """A module, what it is traced with, and the names of what goes in and comes out; ``axes`` are those of any size."""

    module: nn.Module
    example: tuple[Tensor, ...]
    inputs: Sequence[str]
    outputs: Sequence[str]
    axes: Axes


def options() -> argparse.Namespace:
    """What may be said on the command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument(
        "--start", type=Path,
        help="the weights of fit_events.py, labels.json beside them; without any, model.toml alone is written",
    )  # fmt: skip
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
    if args.start:
        write_files(args)
    write_manifest(args.out)
    print(f"{MANIFEST}: weights {digest(args.out / MANIFEST)[:8]}")


def write_files(args: argparse.Namespace) -> None:
    """The fitted weights as files, and what is read with them."""
    args.out.mkdir(parents=True, exist_ok=True)
    labels, state = Labels.load(args.start.parent / "labels.json"), torch.load(args.start)
    labels.save(args.out / "labels.json")
    for name, graph in zip(GRAPHS, graphs(labels, state), strict=True):
        write_graph(graph, args.out / name, as_float=args.float, reduce=args.reduce)
    np.savez(args.out / "labels.npz", **halved({k: v for k, v in state["syntax"].items() if k.startswith(OUTSIDE)}))
    if "events" in state:
        codings = (coding_of(p) for folder in args.gold for p in sorted((folder / "codings").glob("*.json")))
        counts = party_counts(codings).astype(np.float16)
        np.savez(args.out / "heads.npz", parties=counts, **halved(state["events"]))
    if args.data:
        write_lemmas(public(args.data)[0], args.out / "lemmas.json")
    shutil.copy(TOKENIZER, args.out / "tokenizer.json")
    for target in (args.out / name for name in GRAPHS):
        print(f"{target.name}: {target.stat().st_size / 1e6:.1f} MB, {digest(target)[:12]}")


def graphs(labels: Labels, state: dict[str, Any]) -> tuple[Graph, Graph]:
    """Fitted weights as the graph that reads and the graph that tells grammar."""
    encoder, syntax = Encoder.of(state["encoder"]), Syntax(*labels.sizes)
    syntax.load_state_dict(state["syntax"])
    n, w = 20, 12
    pieces = (torch.randint(5, 1000, (1, n)), torch.randint(0, 16, (1, n)), torch.zeros(1, n, FLAGS))
    places = (torch.randint(0, n, (1, w)), torch.randint(0, n, (1, w)))
    axes = {name: {0: "batch", 1: "words"} for name in (*INPUTS, *READS, *GRAMMAR)}
    axes |= {name: {0: "batch", 1: "pieces"} for name in INPUTS[:3]}
    axes["arcs"][2] = axes["head"][1] = "heads"
    return (
        Graph(Reads(encoder, syntax), (*pieces, *places), INPUTS, READS, axes),
        Graph(Grammar(syntax), (torch.randn(1, w, WIDTH),), READS[:1], GRAMMAR, axes),
    )


def write_graph(graph: Graph, target: Path, *, as_float: bool, reduce: bool) -> None:
    """Write the graph, its weights rounded to whole numbers of eight bits (or seven) unless they are to stay."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        _trace(graph, plain)
        if as_float:
            shutil.copy(plain, target)
        else:
            quantize_dynamic(
                plain, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=reduce,
                op_types_to_quantize=["MatMul", "Gemm", "Gather"], extra_options={"MatMulConstBOnly": True},
            )  # fmt: skip
    onnx.checker.check_model(str(target))


def _trace(graph: Graph, path: Path) -> None:
    """Write the float graph, for any number of windows, pieces and words."""
    axes = {name: sizes for name, sizes in graph.axes.items() if name in {*graph.inputs, *graph.outputs}}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            graph.module, graph.example, str(path), input_names=list(graph.inputs), output_names=list(graph.outputs),
            dynamic_axes=axes, opset_version=17, dynamo=False,
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
    """``model.toml``: what the weights are, and the digest of each file, to which the reader holds it."""
    told = {
        "name": "dateline-encoder",
        "base": "all-MiniLM-L6-v2 (Apache-2.0)",
        "licence": "CC-BY-SA-4.0",
        "card": "MODEL_CARD.md",
    }
    lines = [f'{name} = "{value}"' for name, value in told.items()]
    lines += [f"unfused = {json.dumps(UNFUSED)}", "", "[files]  # their SHA-256"]
    lines += [f'"{name}" = "{digest(folder / name)}"' for name in FILES if (folder / name).exists()]
    (folder / MANIFEST).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
