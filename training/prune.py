"""Between two fittings: fitted weights made narrower, with the least harm to what each layer says.

Of all layers those heads of attention and those numbers in between go that cost the least error for the time that they
take, until the asked share of the time is left; what stays makes up for what is gone (optimal brain surgeon, Hassibi
and Stork 1993; by time, as in ZipLM, 2023). The weights then want fitting: fit_events.py --teacher.

Usage: python training/prune.py --start RUN/model.pt --gold DIR... --out NARROW/pruned.pt [--share 0.71]
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from batches import Inputs, Labels
from dateline.books.gazetteer import Gazetteer
from dateline.reading.pieces import Pieces
from material import Prepared
from network import HEAD, TOKENIZER, Encoder, Layer
from rounds import Articles, Packed

# thousandths of a second for a window of 380 pieces on one core (int8, onnxruntime 1.32): a head with its attention, a
# number in between, and what of a layer cannot be left out
HEAD_COST, NUMBER_COST, LAYER_COST = 0.55, 0.0034, 1.0
GROUP = 64  # numbers in between that go together
LEAST = 2  # heads, or groups of numbers, that a layer keeps
BY_HEADS, BY_NUMBERS = (HEAD, 1), (1, 8)  # how many inputs are one part, and how many parts are left out in one step
_RIDGE = 1e-4


@dataclass(frozen=True)
class Step:
    """Some more of a linear layer's inputs left out: the squared error that this adds, and what then is left."""

    error: float
    kept: list[int]
    weight: Tensor


def options() -> argparse.Namespace:
    """What may be said on the command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--start", type=Path, required=True, help="the weights of fit_events.py, labels.json beside them")
    ap.add_argument("--gold", type=Path, nargs="+", default=[], help="articles to look at; their codings are not")
    ap.add_argument("--prepared", type=Path, help="what prepare.py wrote, instead of --gold")
    ap.add_argument("--out", type=Path, required=True, help="the narrower weights; labels.json is laid beside them")
    ap.add_argument("--share", type=float, default=0.71, help="of the time that the layers take")
    ap.add_argument("--articles", type=int, default=60, help="how many articles are looked at")
    return ap.parse_args()


def main() -> None:
    """Write the narrower weights."""
    args = options()
    args.out.parent.mkdir(parents=True, exist_ok=True)
    Labels.load(args.start.parent / "labels.json").save(args.out.parent / "labels.json")
    state = torch.load(args.start, map_location="cpu")
    packed = [of[0] for of in Prepared.load(args.prepared).articles] if args.prepared else packed_of(args.gold)
    some = random.Random(1).sample(packed, min(args.articles, len(packed)))
    whole, texts = Encoder.of(state["encoder"]).eval(), [Inputs.of([row]) for one in some for row in one.rows]
    sizes = chosen(whole, texts, args.share)
    print("heads and numbers in between of each layer:", *sizes, flush=True)
    narrow = narrowed(whole, texts, sizes)
    print(f"off by {off(whole, narrow, texts):.3f} of what is said")
    torch.save({**state, "encoder": narrow.state_dict()}, args.out)


def packed_of(folders: Sequence[Path]) -> list[Packed]:
    """The articles of some folders, as the encoder takes them."""
    pieces, once = Pieces(TOKENIZER), dict.fromkeys(folders, 1.0)
    return [Packed.of(sample, pieces) for sample in Articles(once, Gazetteer.load().scan).samples]


# --- what goes


@torch.no_grad()
def chosen(whole: Encoder, texts: Sequence[Inputs], share: float) -> list[tuple[int, int]]:
    """The heads and numbers that each layer keeps: always that goes which adds the least error for its time."""
    adds: list[list[float]] = []  # for heads and groups of each layer by turns: the error that one less adds
    xs = [whole.embed(t.ids, t.shapes, t.flags) for t in texts]
    for layer in whole.layers:
        adds.append([step.error for step in leave_out(_seen(layer, xs), layer.out, *BY_HEADS)])
        xs = [layer.norm1(x + layer.out(layer.attend(x, None))) for x in xs]
        few = [step.error for step in leave_out(_made(layer, xs), layer.down, *BY_NUMBERS)]
        some = GROUP // BY_NUMBERS[1]
        adds.append([sum(few[i : i + some]) for i in range(0, len(few), some)])
        xs = [_second(layer, x) for x in xs]
    kept = _least(adds, share)
    return [(heads, groups * GROUP) for heads, groups in zip(kept[::2], kept[1::2], strict=True)]


def _least(adds: list[list[float]], share: float) -> list[int]:
    """How many of each are kept."""
    costs = [HEAD_COST, GROUP * NUMBER_COST] * (len(adds) // 2)
    kept = [len(errors) for errors in adds]
    fixed = LAYER_COST * len(adds) / 2
    time = fixed + sum(n * cost for n, cost in zip(kept, costs, strict=True))
    goal = share * time
    while time > goal and (able := [i for i, n in enumerate(kept) if n > LEAST]):
        i = min(able, key=lambda i: adds[i][len(adds[i]) - kept[i]] / costs[i])
        kept[i] -= 1
        time -= costs[i]
    return kept


def leave_out(inputs: Tensor, layer: nn.Linear, width: int, many: int) -> Iterator[Step]:
    """Leave out the inputs of a linear layer, those least missed first, until none is left.

    Args:
        inputs: (pieces, inputs) about their mean.
        layer: What reads them.
        width: How many inputs side by side are one part.
        many: How many parts go in one step.
    """
    gram = (inputs.T @ inputs).double()
    inverse = torch.linalg.inv(gram + torch.eye(len(gram)) * gram.diagonal().mean() * _RIDGE)
    weight, alive = layer.weight.detach().double().clone(), torch.arange(len(gram)).view(-1, width)
    while len(alive):
        order = _missed(inverse, weight, alive).argsort(stable=True)
        gone, alive = alive[order[:many]].flatten(), alive[order[many:].sort().values]
        block, columns = torch.linalg.inv(inverse[gone][:, gone]), weight[:, gone]
        weight -= columns @ block @ inverse[gone]
        inverse -= inverse[:, gone] @ block @ inverse[gone]
        yield Step(float((columns @ block * columns).sum()), alive.flatten().tolist(), weight)


def _missed(inverse: Tensor, weight: Tensor, parts: Tensor) -> Tensor:
    """The squared error that leaving out each part adds, once the others make up for it as they can."""
    blocks = torch.linalg.inv(inverse[parts[:, :, None], parts[:, None]])
    columns = weight[:, parts]
    return torch.einsum("opi,pij,opj->p", columns, blocks, columns)


# --- what stays


@torch.no_grad()
def narrowed(whole: Encoder, texts: Sequence[Inputs], sizes: Sequence[tuple[int, int]]) -> Encoder:
    """The encoder with layers of these sizes, each made to say what the wide one would say of what it is given."""
    narrow = deepcopy(whole)
    xs = [narrow.embed(t.ids, t.shapes, t.flags) for t in texts]
    for layer, (heads, inner) in zip(narrow.layers, sizes, strict=True):
        kept = _cut(layer.out, torch.cat([layer.attend(x, None)[0] for x in xs]), BY_HEADS, heads * HEAD)
        thrice = [part * len(layer.qkv.bias) // 3 + i for part in range(3) for i in kept]
        layer.heads = heads
        _choose(layer.qkv, thrice)
        xs = [layer.norm1(x + layer.out(layer.attend(x, None))) for x in xs]
        _choose(layer.up, _cut(layer.down, torch.cat([F.gelu(layer.up(x))[0] for x in xs]), BY_NUMBERS, inner))
        xs = [_second(layer, x) for x in xs]
    return narrow


def _cut(layer: nn.Linear, inputs: Tensor, parts: tuple[int, int], size: int) -> list[int]:
    """Narrow a layer to ``size`` inputs; which they are."""
    if size == layer.in_features:
        return list(range(size))
    middle = inputs.mean(0)
    step = next(s for s in leave_out(inputs - middle, layer, *parts) if len(s.kept) == size)
    weight = step.weight[:, step.kept].float()
    layer.bias.data += layer.weight @ middle - weight @ middle[step.kept]
    layer.weight, layer.in_features = nn.Parameter(weight), size
    return step.kept


def _choose(layer: nn.Linear, kept: list[int]) -> None:
    """Narrow a layer to some of its outputs."""
    layer.weight, layer.bias = nn.Parameter(layer.weight[kept]), nn.Parameter(layer.bias[kept])
    layer.out_features = len(kept)


def _seen(layer: Layer, xs: Sequence[Tensor]) -> Tensor:
    """What attention gives to a layer's first sum, about its mean, in the measure of that sum."""
    return _about([layer.attend(x, None)[0] for x in xs], [x + layer.out(layer.attend(x, None)) for x in xs])


def _made(layer: Layer, xs: Sequence[Tensor]) -> Tensor:
    """What the numbers in between give to its second sum, likewise."""
    made = [F.gelu(layer.up(x)) for x in xs]
    return _about([h[0] for h in made], [x + layer.down(h) for x, h in zip(xs, made, strict=True)])


def _about(inputs: Sequence[Tensor], sums: Sequence[Tensor]) -> Tensor:
    """Inputs about their mean; a norm follows the sums, so errors count by how widely these vary."""
    together = torch.cat(list(inputs))
    return (together - together.mean(0)) / torch.cat([s[0] for s in sums]).std(-1).mean()


def _second(layer: Layer, x: Tensor) -> Tensor:
    out: Tensor = layer.norm2(x + layer.down(F.gelu(layer.up(x))))
    return out


@torch.no_grad()
def off(whole: Encoder, narrow: Encoder, texts: Sequence[Inputs]) -> float:
    """How far the narrow encoder's vectors are from the whole one's, as a share of their length."""
    pairs = [(whole(*t.all()), narrow(*t.all())) for t in texts[::5]]
    return float((sum(((a - b) ** 2).sum() for a, b in pairs) / sum((a**2).sum() for a, _ in pairs)) ** 0.5)


if __name__ == "__main__":
    main()
