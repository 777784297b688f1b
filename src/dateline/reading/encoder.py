"""The small transformer; the only file that knows onnxruntime."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from dateline.reading.frame import Frame
from dateline.reading.pieces import FLAGS, WINDOW, Pieces, Row, pack
from dateline.reading.trees import tree_of
from dateline.reading.weights import Weights

NAME_KINDS = ("person", "organization", "place", "name")
WIDTH = 384
_SHARED, _FIRM = 0.6, 2.0  # how far a form is the same all over a text, and how much one of its places may say
_GRAMMAR = ("upos", "xpos", "scripts", "starts", "arcs", "dep", "head")

Floats = NDArray[np.float32]
_CLOSING = frozenset("\"”’'»)")


@dataclass(slots=True)
class Encoded:
    """What the encoder says of the words of one article.

    ``vectors`` is (words, width); ``names`` gives for each kind the probabilities of outside, begins, inside: (words,
    kinds, 3).
    """

    vectors: Floats
    names: Floats


@dataclass(slots=True)
class Parse:
    """Tags, lemmas, sentences and trees; every list has one entry a word. A root is its own head."""

    upos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    starts: list[bool] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)


class Encoder:
    """One pass over the text, many answers."""

    def __init__(self, weights: Weights, threads: int = 1) -> None:
        self._weights, self._threads = weights, threads
        self.digest = weights.digest
        self._session = self._opened("encoder.onnx")
        self._table = Pieces(weights.file("tokenizer.json"))

    @classmethod
    def load(cls, weights: Weights, *, threads: int = 1) -> Self:
        """Read the weights that it reads articles by; those of its grammar follow when it is first asked for that.

        Args:
            weights: The folder of them.
            threads: How many threads one article may use.

        Raises:
            ModelError: A file is missing, or has another digest than ``model.toml`` names; ``parse`` can raise it too.
        """
        return cls(weights, threads)

    def _opened(self, name: str) -> Any:
        """A graph, ready to run."""
        import onnxruntime as ort  # noqa: PLC0415  (half a second that only a reader should pay)

        options = ort.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = self._threads, 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return ort.InferenceSession(
            str(self._weights.file(name)), options, providers=["CPUExecutionProvider"],
            disabled_optimizers=list(self._weights.unfused),
        )  # fmt: skip

    @cached_property
    def _grammar(self) -> Any:
        """The graph that tells grammar of word vectors."""
        return self._opened("grammar.onnx")

    @cached_property
    def _labels(self) -> dict[str, list[str]]:
        """What the heads of grammar choose from."""
        lists: dict[str, list[str]] = json.loads(self._weights.file("labels.json").read_text(encoding="utf-8"))
        return lists

    @cached_property
    def _parts(self) -> dict[str, Floats]:
        """The weights that label an arc."""
        with np.load(self._weights.file("labels.npz")) as file:
            return {name: file[name].astype(np.float32) for name in file.files}

    @cached_property
    def _lemmas(self) -> dict[str, str]:
        """The lemma of a form with its tag."""
        table: dict[str, str] = json.loads(self._weights.file("lemmas.json").read_text(encoding="utf-8"))
        return table

    def encode(self, frame: Frame) -> Encoded:
        """Read an article for vectors and names; its publisher and title are read before each window."""
        count = len(frame.words.texts)
        vectors = np.empty((count, WIDTH), np.float32)
        names = np.empty((count, len(NAME_KINDS), 3), np.float32)
        for row in pack(self._table, frame.words.texts, frame.flags, frame.words.breaks, header=frame.header):
            vectors[row.start : row.end], said = self._run(row, ("vectors", "names"))
            names[row.start : row.end] = _softmax(said.reshape(-1, len(NAME_KINDS), 3))
        return Encoded(vectors, names)

    def parse(self, frame: Frame) -> Parse:
        """Read an article for its grammar.

        Raises:
            ModelError: A file of the grammar is missing or not the one that ``model.toml`` names.
        """
        return self.parse_words(frame.words.texts, frame.flags, frame.words.breaks, frame.header)

    def parse_words(
        self,
        words: Sequence[str],
        flags: Floats | None = None,
        breaks: Sequence[int] = (0,),
        header: Sequence[str] = (),
        size: int = WINDOW,
    ) -> Parse:
        """Read words for their grammar; an empty list is allowed.

        Raises:
            ModelError: A file of the grammar is missing or not the one that ``model.toml`` names.
        """
        marks = np.zeros((len(words), FLAGS), np.float32) if flags is None else flags
        out, scores, scripts_of = Parse(), [], list[int]()
        for row in pack(self._table, words, marks, breaks, header=header, size=size):
            upos, xpos, scripts, starts, arcs, dep, head = self._told(row)
            part = words[row.start : row.end]
            begins = self._starts(part, starts, {b - row.start for b in breaks})
            heads = heads_of(arcs, begins)
            out.starts += begins
            out.heads += [h + row.start for h in heads]
            scores.append(upos)
            out.tags += [self._labels["xpos"][i] for i in xpos.argmax(-1)]
            out.deps += self._deps(dep, head, heads)
            scripts_of += scripts.argmax(-1).tolist()
        out.upos = self._parts_of_speech(scores, words)
        out.lemmas = [self.lemma(*told) for told in zip(words, out.upos, scripts_of, strict=True)]
        return out

    def _parts_of_speech(self, scores: Sequence[Floats], words: Sequence[str]) -> list[str]:
        """The tag of each word, by the scores of each window."""
        if not scores:
            return []
        labels = self._labels["upos"]
        said = alike_all_over(np.concatenate(scores), words, labels.index("PROPN"), labels.index("NOUN"))
        return [labels[i] for i in said.argmax(-1)]

    def _run(self, row: Row, wanted: Sequence[str]) -> list[Floats]:
        """One window; the wanted answers without their batch."""
        feed = {
            "ids": row.ids[None], "shapes": row.shapes[None], "flags": row.flags[None],
            "first": row.first[None], "last": row.last[None],
        }  # fmt: skip
        return [answer[0] for answer in self._session.run(wanted, feed)]

    def _told(self, row: Row) -> list[Floats]:
        """The grammar of one window."""
        (x,) = self._run(row, ("vectors",))
        return [answer[0] for answer in self._grammar.run(_GRAMMAR, {"vectors": x[None]})]

    @staticmethod
    def _starts(words: Sequence[str], scores: Floats, breaks: set[int]) -> list[bool]:
        """Where sentences begin: at paragraphs always, before a closing mark never, else as the head says."""
        said = [bool(score > 0) and word not in _CLOSING for word, score in zip(words, scores, strict=True)]
        return [i == 0 or i in breaks or begins for i, begins in enumerate(said)]

    def _deps(self, dep: Floats, head: Floats, heads: list[int]) -> list[str]:
        """The label of each arc; the head of a root is the column before the first word."""
        chosen = head[[0 if h == i else h + 1 for i, h in enumerate(heads)]]
        p = self._parts
        scores = (dep * chosen) @ p["label_pair.weight"].T + (dep + chosen) @ p["label_sum.weight"].T
        scores += p["label_pair.bias"] + p["label_sum.bias"]
        labels, root = self._labels["deps"], self._labels["deps"].index("root")
        barred = scores.copy()
        barred[:, root] = -np.inf
        return ["root" if h == i else labels[k] for (i, h), k in zip(enumerate(heads), barred.argmax(-1), strict=True)]

    def lemma(self, word: str, pos: str, script: int) -> str:
        """From the table of forms first; else by the script that the head chose, if the form allows it."""
        if known := self._lemmas.get(f"{word.lower()} {pos}"):
            return known
        rule = self._labels["scripts"][script]
        digits = len(rule) - len(rule.lstrip("0123456789"))
        cut, form = int(rule[:digits]), word if pos == "PROPN" else word.lower()
        return form[: len(form) - cut] + rule[digits:] if cut < len(form) else form


def alike_all_over(scores: Floats, words: Sequence[str], proper: int, common: int) -> Floats:
    """Scores of tags (words, tags), with what speaks for a name shared by all places of a form.

    A form is a name all over a text, or nowhere: what "Pelican" is in most sentences it is in the one that leaves it
    open.
    """
    out = scores.copy()
    places: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        places.setdefault(word, []).append(i)
    for at in places.values():
        leans = scores[at, proper] - scores[at, common]
        moved = _SHARED * (np.clip(leans, -_FIRM, _FIRM).mean() - leans) / 2 if len(at) > 1 else np.zeros(1, np.float32)
        out[at, proper] += moved
        out[at, common] -= moved
    return out


def heads_of(arcs: Floats, begins: Sequence[bool]) -> list[int]:
    """One head a word, a tree a sentence. ``arcs`` is (words, 1 + words), the first column the root."""
    stops = [i for i, b in enumerate(begins) if b] + [len(begins)]
    out: list[int] = []
    for a, b in pairwise(stops):
        inner = np.concatenate([arcs[a:b, :1], arcs[a:b, a + 1 : b + 1]], 1)
        out += [a + i if h == 0 else a + h - 1 for i, h in enumerate(tree_of(inner))]
    return out


def _softmax(scores: Floats) -> Floats:
    top = np.exp(scores - scores.max(-1, keepdims=True))
    out: Floats = top / top.sum(-1, keepdims=True)
    return out
