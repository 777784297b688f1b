"""The event heads: small scorers over the encoder's word vectors, in numpy.

They say which words are triggers and which of an article's candidates belong to each. The same arithmetic, with the
same names, is fitted in ``training/heads.py``; ``tests/reading/test_heads.py`` holds the two together.
"""

import hashlib
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from dateline.errors import ModelError
from dateline.reading.candidates import Occurrence, Words, relations

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


def gelu(x: Floats) -> Floats:
    """The exact Gaussian error unit; the error function by Abramowitz and Stegun 7.1.26, good to 2e-7."""
    z = np.abs(x) * np.float32(1 / math.sqrt(2))
    t = 1 / (1 + np.float32(0.3275911) * z)
    poly = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
    erf = np.sign(x) * (1 - poly * np.exp(-z * z))
    out: Floats = (x * (1 + erf) / 2).astype(np.float32)
    return out


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


class Heads:
    """Fitted weights, and what they say of word vectors. Every method is a pure function of its arguments."""

    def __init__(self, weights: dict[str, Floats]) -> None:
        self._w = weights

    @classmethod
    def load(cls, path: Path, *, sha256: str) -> Self:
        """Read the weights of ``heads.npz``.

        Raises:
            ModelError: They cannot be read, or have another digest than ``model.toml`` names.
        """
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise ModelError(
                f"cannot be read: {error.strerror}", place=str(path), mend="install Dateline again",
                code="model.missing",
            ) from error  # fmt: skip
        if (found := hashlib.sha256(raw).hexdigest()) != sha256:
            raise ModelError(
                f"the heads have the digest {found[:12]}, not {sha256[:12]}",
                place=str(path), mend="install Dateline again, or run training/export.py", code="model.digest",
            )  # fmt: skip
        with np.load(io.BytesIO(raw)) as file:
            return cls({name: file[name].astype(np.float32) for name in file.files})

    def _linear(self, name: str, x: Floats) -> Floats:
        out: Floats = x @ self._w[f"{name}.weight"].T
        bias = self._w.get(f"{name}.bias")
        return out if bias is None else out + bias

    def _mlp(self, name: str, x: Floats) -> Floats:
        return self._linear(f"{name}.3", gelu(self._linear(f"{name}.0", x)))

    def triggers(self, x: Floats) -> Floats:
        """Probabilities that a word names an event of a type: (words, types)."""
        return sigmoid(self._mlp("triggers", x))

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

    def mode(self, t: Floats) -> Floats:
        """Log probabilities of the modes: (n, modes)."""
        return log_softmax(self._mlp("mode", t))

    def scores(
        self,
        name: str,
        x: Floats,
        t: Floats,
        at: Sequence[tuple[int, int]],
        role: Role,
        words: Words,
        *,
        dated: bool = False,
    ) -> Floats:
        """How well each value fits each trigger: (triggers, values), higher is better.

        Args:
            name: The role.
            x: Word vectors (words, width).
            t: Triggers (triggers, rep).
            at: The words of each trigger.
            role: The candidates; of free roles the values in no words come first.
            words: The words of the article.
            dated: Whether the second value is the day of publication.
        """
        occ, n = role.occurrences, len(role.values)
        out = np.full((len(t), n), _NOTHING, np.float32)
        if occ:
            pairs = self._pairs(name, x, t, at, occ, words)
            for value in range(n):
                mine = np.flatnonzero(role.numbers == value)
                if len(mine):
                    out[:, value] = log_sum(pairs[:, mine], 1)
            out += self._linear(f"scorers.{name}.whole", role.whole)[:, 0]
        if name in FREE:
            free = self._mlp(f"untold.{name}", t)
            out[:, 0] = free[:, 0]
            if dated and name == "date":
                out[:, 1] = np.logaddexp(out[:, 1], free[:, 1])
        return out

    def _pairs(
        self, name: str, x: Floats, t: Floats, at: Sequence[tuple[int, int]], occ: Sequence[Occurrence], words: Words
    ) -> Floats:
        first, last = [o.first for o in occ], [o.last for o in occ]
        m = gelu(self._linear("mention", np.concatenate([x[first], x[last]], -1)))
        p = f"scorers.{name}"
        hidden = self._linear(f"{p}.left", t)[:, None] + self._linear(f"{p}.right", m)[None]
        related = np.stack([relations(a, occ, words) for a in at])
        for i in range(related.shape[-1]):
            hidden = hidden + self._w[f"{p}.relations.{i}.weight"][related[..., i]]
        scores = self._linear(f"{p}.out", np.maximum(hidden, 0))[..., 0]
        left, right = self._linear(f"{p}.pair_left", t), self._linear(f"{p}.pair_right", m)
        out: Floats = scores + left @ right.T / math.sqrt(left.shape[1]) + np.array([o.weight for o in occ], np.float32)
        return out

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
