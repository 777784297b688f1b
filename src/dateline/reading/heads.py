"""The event heads: small scorers over the encoder's word vectors, in numpy.

They say which words are triggers and which of an article's candidates belong to each. The same arithmetic, with the
same names, is fitted in ``training/heads.py``; ``tests/training/test_heads.py`` holds the two together.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from dateline.reading.candidates import Occurrence
from dateline.reading.standing import Standing
from dateline.reading.weights import Weights
from dateline.reading.words import Words

Floats = NDArray[np.float32]

TYPES = (
    "meeting",
    "visit",
    "exercise",
    "agreement",
    "arms_transfer",
    "assistance",
    "deployment",
    "ceremony",
    "invitation",
)
STATUSES = ("held", "ongoing", "planned", "cancelled")
MODES = (
    "none", "bilateral", "multilateral", "call", "official", "port_call", "naval", "air", "land", "joint", "other",
    "contract", "delivery", "donation", "production", "training", "relief", "funding",
)  # fmt: skip
MODES_OF = {
    "meeting": ("bilateral", "multilateral", "call"),
    "visit": ("none", "official", "port_call"),
    "exercise": ("none", "naval", "air", "land", "joint", "other"),
    "arms_transfer": ("none", "contract", "delivery", "donation", "production", "other"),
    "assistance": ("none", "training", "relief", "funding", "other"),
}
SHARED = ("country", "person", "organization", "date", "place")
FREE = ("date", "place", "name", "nation")  # roles with values that stand in no words
_NOTHING = -1e4
_TILE = 64  # rows of a hidden layer that stay in the cache
_WORDS, _PAIRS = 512, 4096  # scored at a time: what stays in the cache is quicker, and memory is bounded


def gelu(x: Floats) -> Floats:
    """The exact Gaussian error unit; the error function by Abramowitz and Stegun 7.1.26, good to 2e-7."""
    out = np.empty_like(x, dtype=np.float32)
    for i in range(0, len(x), _TILE):
        _gelu(x[i : i + _TILE], out[i : i + _TILE])
    return out


def _gelu(x: Floats, out: Floats) -> None:
    """Some rows of it, in place: memory that is made anew costs more than the arithmetic."""
    z = np.abs(x)
    z *= np.float32(1 / math.sqrt(2))
    t = np.float32(0.3275911) * z
    t += 1
    np.divide(1, t, out=t)
    np.multiply(t, 1.061405429, out=out)
    for factor in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        out += factor
        out *= t
    z *= -z
    out *= np.exp(z, out=z)
    np.subtract(1, out, out=out)
    out *= np.sign(x, out=t)
    out += 1
    out *= x
    out /= 2


def log_sum(scores: Floats, axis: int) -> Floats:
    """The logarithm of a sum of exponentials."""
    top = scores.max(axis, keepdims=True)
    out: Floats = (top + np.log(np.exp(scores - top).sum(axis, keepdims=True))).squeeze(axis)
    return out


def log_softmax(scores: Floats) -> Floats:
    """Log probabilities over the last axis."""
    out: Floats = scores - log_sum(scores, -1)[..., None]
    return out


def sigmoid(x: Floats) -> Floats:
    """Probabilities of independent choices."""
    out: Floats = (1 / (1 + np.exp(-np.clip(x, -30, 30)))).astype(np.float32)
    return out


@dataclass(frozen=True, slots=True)
class Role:
    """The candidates of one role in one article: occurrences, their values, the number of each, the article's say."""

    occurrences: Sequence[Occurrence]
    values: Sequence[str]
    numbers: NDArray[np.int64]
    whole: Floats


@dataclass(frozen=True, slots=True)
class Pairing:
    """The occurrences of one role beside the triggers of their article.

    ``mentions`` is (occurrences, rep), ``relations`` (triggers, occurrences, 6) as ``Standing`` tells them, ``weights``
    (occurrences,); ``order`` sorts occurrences by the number of their value, and ``starts`` says where in that order
    each value begins.
    """

    mentions: Floats
    relations: NDArray[np.uint8]
    weights: Floats
    order: NDArray[np.int64]
    starts: NDArray[np.int64]


class Heads:
    """Fitted weights, and what they say of word vectors. Every method is a pure function of its arguments."""

    def __init__(self, weights: dict[str, Floats]) -> None:
        self._w = weights

    @classmethod
    def load(cls, weights: Weights) -> Self:
        """Read ``heads.npz`` of a folder of weights.

        Raises:
            ModelError: It cannot be read, or has another digest than ``model.toml`` names.
        """
        with np.load(weights.file("heads.npz")) as file:
            return cls({name: file[name].astype(np.float32) for name in file.files})

    def _linear(self, name: str, x: Floats) -> Floats:
        with np.errstate(invalid="ignore"):  # OpenBLAS now and then raises the flag over finite numbers (numpy #24067)
            out: Floats = x @ self._w[f"{name}.weight"].T
        if (bias := self._w.get(f"{name}.bias")) is not None:
            out += bias
        return out

    def _mlp(self, name: str, x: Floats) -> Floats:
        return self._linear(f"{name}.3", gelu(self._linear(f"{name}.0", x)))

    def triggers(self, x: Floats) -> Floats:
        """Probabilities that a word names an event of a type: (words, types)."""
        out = np.empty((len(x), len(TYPES)), np.float32)
        for i in range(0, len(x), _WORDS):
            out[i : i + _WORDS] = sigmoid(self._mlp("triggers", x[i : i + _WORDS]))
        return out

    def reps(self, x: Floats, at: Sequence[tuple[int, int]], types: Sequence[int]) -> Floats:
        """Triggers by their words (both counted) and type: (n, rep)."""
        return self.names_of(x, at) + self._w["kinds.weight"][list(types)]

    def names_of(self, x: Floats, at: Sequence[tuple[int, int]]) -> Floats:
        """Words that ask (a trigger, a name) by their vectors alone: (n, rep)."""
        first, last = [a for a, _ in at], [b for _, b in at]
        return gelu(self._linear("trigger", (x[first] + x[last]) * np.float32(0.5)))

    def dated(self, t: Floats, statuses: Sequence[int]) -> Floats:
        """Triggers that know their status."""
        return t + self._w["status_of.weight"][list(statuses)]

    def status(self, t: Floats) -> Floats:
        """Log probabilities of the statuses: (n, 4)."""
        return log_softmax(self._mlp("status", t))

    def party_counts(self, kind: str, mode: str | None, *, with_body: bool) -> Floats:
        """Log probabilities that an event has 0, 1, 2 … countries as parties."""
        out: Floats = self._w["parties"][TYPES.index(kind), MODES.index(mode or "none"), int(with_body)]
        return out

    def mode(self, t: Floats) -> Floats:
        """Log probabilities of the modes: (n, modes)."""
        return log_softmax(self._mlp("mode", t))

    def pairing(self, x: Floats, at: Sequence[tuple[int, int]], role: Role, words: Words) -> Pairing | None:
        """What ``scores`` needs of the occurrences of a role, made once for all that asks; None where there are none.

        Args:
            x: Word vectors (words, width).
            at: The words of each trigger, both counted.
            role: The candidates.
            words: The words of the article.
        """
        occ = role.occurrences
        if not occ:
            return None
        first, last = [o.first for o in occ], [o.last for o in occ]
        m = gelu(self._linear("mention", np.concatenate([x[first], x[last]], -1)))
        standing = Standing(occ, words)
        order = np.argsort(role.numbers, kind="stable")
        starts = np.flatnonzero(np.diff(role.numbers[order], prepend=-1))
        weights = np.array([o.weight for o in occ], np.float32)
        return Pairing(m, np.stack([standing.to(a).astype(np.uint8) for a in at]), weights, order, starts)

    def scores(self, name: str, t: Floats, role: Role, pairing: Pairing | None, *, dated: bool = False) -> Floats:
        """How well each value fits each trigger: (triggers, values), higher is better.

        Args:
            name: The role's name.
            t: Triggers (triggers, rep).
            role: The candidates; of free roles the values in no words come first.
            pairing: The occurrences beside the triggers.
            dated: Whether the second value is the day of publication.
        """
        out = np.full((len(t), len(role.values)), _NOTHING, np.float32)
        if pairing is not None:
            pairs = self._pairs(name, t, pairing)[:, pairing.order]
            out[:, role.numbers[pairing.order][pairing.starts]] = np.logaddexp.reduceat(pairs, pairing.starts, axis=1)
            out += self._linear(f"scorers.{name}.whole", role.whole)[:, 0]
        if name in FREE:
            free = self._mlp(f"untold.{name}", t)
            out[:, 0] = free[:, 0]
            if dated:
                out[:, 1] = np.logaddexp(out[:, 1], free[:, 1])
        return out

    def _pairs(self, name: str, t: Floats, pairing: Pairing) -> Floats:
        """Triggers against occurrences: (triggers, occurrences)."""
        p = f"scorers.{name}"
        ours, theirs = self._linear(f"{p}.left", t), self._linear(f"{p}.right", pairing.mentions)
        scores = np.empty((len(t), len(theirs)), np.float32)
        some = max(1, _PAIRS // len(theirs))
        for i in range(0, len(t), some):
            scores[i : i + some] = self._beside(p, ours[i : i + some], theirs, pairing.relations[i : i + some])
        left, right = self._linear(f"{p}.pair_left", t), self._linear(f"{p}.pair_right", pairing.mentions)
        out: Floats = scores + left @ right.T / np.float32(math.sqrt(left.shape[1])) + pairing.weights
        return out

    def _beside(self, scorer: str, ours: Floats, theirs: Floats, relations: NDArray[np.uint8]) -> Floats:
        """Some triggers against all occurrences, by their relations: (triggers, occurrences)."""
        hidden = ours[:, None] + theirs[None]
        for i in range(relations.shape[-1]):
            hidden += self._w[f"{scorer}.relations.{i}.weight"][relations[..., i]]
        return self._linear(f"{scorer}.out", np.maximum(hidden, 0, out=hidden))[..., 0]

    def share(self, name: str, t: Floats, sentences: NDArray[np.int32], scores: Floats) -> Floats:
        """Let the events of one article lean on one another, by the sentences that their triggers stand in."""
        n = len(t)
        if n < 2 or name not in SHARED:  # noqa: PLR2004
            return scores
        i = SHARED.index(name)
        q, k = (self._linear(part, t)[:, 32 * i : 32 * i + 32] for part in ("asks", "answers"))
        near = np.clip(sentences[None] - sentences[:, None], -4, 4) + 4
        a = q @ k.T / math.sqrt(32) + self._w["near.weight"][near, i]
        a[np.eye(n, dtype=bool)] = _NOTHING
        a = np.exp(log_softmax(a))
        out: Floats = scores + self._w["gate"][i] * (a @ np.clip(scores, -8, 8))
        return out
