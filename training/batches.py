"""Documents cut to windows, windows gathered to batches of tensors."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from corpora import NAMES, Text
from dateline.reading.pieces import FIRST_MARK, FLAGS, LAST_MARK, Pieces, Window, shape_of, windows


@dataclass
class Labels:
    """The closed lists that heads choose from."""

    upos: list[str]
    xpos: list[str]
    scripts: list[str]
    deps: list[str]


def script_of(word: str, lemma: str) -> str:
    """How a lemma is made of a form: so many last letters off, these on."""
    form, lemma = word.lower(), lemma.lower()
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return f"{len(form) - same}{lemma[same:]}"


@dataclass
class Batch:
    """Windows of several documents; every tensor is (batch, pieces) or (batch, words), -100 where nothing is known."""

    texts: list[Text]
    spans: list[Window]
    ids: Tensor
    shapes: Tensor
    flags: Tensor
    first: Tensor
    last: Tensor
    words: Tensor  # bool
    targets: dict[str, Tensor]


def gather(
    cut: list[tuple[Text, Window]], labels: Labels | None, flags_of: dict[int, np.ndarray] | None = None
) -> Batch:
    """Make one batch. ``flags_of`` gives a document's flags a word, (words, FLAGS), by the identity of its Text."""
    n_pieces = max(sum(map(len, w.pieces)) for _, w in cut) + 2
    n_words = max(w.end - w.start for _, w in cut)
    b = len(cut)
    ids, shapes = np.zeros((b, n_pieces), np.int64), np.zeros((b, n_pieces), np.int64)
    flags = np.zeros((b, n_pieces, FLAGS), np.float32)
    first, last = np.zeros((b, n_words), np.int64), np.zeros((b, n_words), np.int64)
    known = np.zeros((b, n_words), bool)
    for r, (text, window) in enumerate(cut):
        at = 1
        ids[r, 0] = FIRST_MARK
        marks = flags_of.get(id(text)) if flags_of else None
        for i, piece in enumerate(window.pieces):
            word = window.start + i
            ids[r, at : at + len(piece)] = piece
            shapes[r, at : at + len(piece)] = shape_of(text.words[word])
            if marks is not None:
                flags[r, at : at + len(piece)] = marks[word]
            first[r, i], last[r, i] = at, at + len(piece) - 1
            at += len(piece)
        ids[r, at] = LAST_MARK
        known[r, : len(window.pieces)] = True
    t = {k: torch.from_numpy(v) for k, v in targets_of(cut, labels, n_words).items()} if labels else {}
    return Batch(
        [x for x, _ in cut], [w for _, w in cut], torch.from_numpy(ids), torch.from_numpy(shapes),
        torch.from_numpy(flags), torch.from_numpy(first), torch.from_numpy(last), torch.from_numpy(known), t,
    )  # fmt: skip


def targets_of(cut: list[tuple[Text, Window]], labels: Labels, n: int) -> dict[str, np.ndarray]:
    """What the heads of syntax and names should say."""
    b = len(cut)
    out = {k: np.full((b, n), -100, np.int64) for k in ("upos", "xpos", "script", "start", "head", "dep")}
    out["names"] = np.full((b, n, len(NAMES)), -100, np.int64)
    tables = {k: {v: i for i, v in enumerate(getattr(labels, k))} for k in ("upos", "xpos", "scripts", "deps")}
    for r, (text, w) in enumerate(cut):
        size = w.end - w.start
        for k, kind in enumerate(NAMES):
            if kind in text.names:
                tags = np.array(text.names[kind][w.start : w.end])
                out["names"][r, :size, k] = np.where(tags < 0, -100, tags)
        if text.heads is None:
            continue
        for i in range(size):
            j = w.start + i
            out["upos"][r, i] = tables["upos"].get(text.upos[j], -100)  # type: ignore[index]
            out["xpos"][r, i] = tables["xpos"].get(text.xpos[j], -100)  # type: ignore[index]
            script = script_of(text.words[j], text.lemmas[j])  # type: ignore[index]
            out["script"][r, i] = tables["scripts"].get(script, -100)
            out["start"][r, i] = text.starts[j]  # type: ignore[index]
            head = text.heads[j]
            if head < 0 or w.start <= head < w.end:
                out["head"][r, i] = 0 if head < 0 else head - w.start + 1
                out["dep"][r, i] = tables["deps"].get(text.deps[j], -100)  # type: ignore[index]
    return out


def cut_all(
    texts: list[Text], pieces: Pieces, size: int, rng: random.Random | None = None
) -> list[tuple[Text, Window]]:
    """All windows of all documents, parted at sentences where they are known, else at paragraphs."""
    out = []
    for text in texts:
        if not text.words:
            continue
        stops = text.breaks
        if text.starts is not None:
            stops = [i for i, s in enumerate(text.starts) if s]
        room = size if rng is None else rng.randint(size // 2, size)
        out += [(text, w) for w in windows(pieces.cut(text.words), stops, room)]
    return out


def batches(cut: list[tuple[Text, Window]], budget: int, rng: random.Random) -> Iterator[list[tuple[Text, Window]]]:
    """Windows of like length together, ``budget`` pieces to a batch, in random order."""
    sized = sorted(cut, key=lambda c: sum(map(len, c[1].pieces)) + rng.random() * 20)
    group: list[list[tuple[Text, Window]]] = [[]]
    for one in sized:
        longest = sum(map(len, one[1].pieces)) + 2
        if group[-1] and longest * (len(group[-1]) + 1) > budget:
            group.append([])
        group[-1].append(one)
    rng.shuffle(group)
    yield from (g for g in group if g)
