"""Documents cut to windows, windows gathered to batches of tensors: what syntax and names are fitted on."""

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from corpora import NAMES, WINDOW, Text
from dateline.reading.pieces import FLAGS, Pieces, Row, Window, pack, windows

_ROUND = 32  # pieces by which windows are laid together grow: of fewer shapes a processor has more of its work prepared
IGNORED = -100  # a target that no loss looks at
_UNTOLD, _FIRST_WORD = (
    103,
    999,
)  # of the table of pieces: what stands for one that is not shown, the first that is of a word
_SELDOM = 5  # labels of arcs and scripts that stand less often are not learnt

Cut = tuple[Text, Window]


@dataclass
class Labels:
    """The closed lists that heads choose from."""

    upos: list[str]
    xpos: list[str]
    scripts: list[str]
    deps: list[str]

    @classmethod
    def of(cls, texts: Iterable[Text]) -> Self:
        """What stands in the treebanks."""
        upos, xpos, scripts, deps = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
        for text in texts:
            if g := text.grammar:
                upos.update(g.upos)
                xpos.update(g.xpos)
                deps.update(g.deps)
                scripts.update(map(script_of, text.words, g.lemmas))
        return cls(_often(upos, 1), _often(xpos, 1), _often(scripts, _SELDOM), _often(deps, _SELDOM))

    @classmethod
    def load(cls, path: Path) -> Self:
        """The lists of a ``labels.json``."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))

    def save(self, path: Path) -> None:
        """Write them so that ``load`` and the reader find them."""
        path.write_text(json.dumps(vars(self)) + "\n", encoding="utf-8")

    @property
    def sizes(self) -> tuple[int, int, int, int]:
        """How many there are of each."""
        return len(self.upos), len(self.xpos), len(self.scripts), len(self.deps)


def _often(seen: Counter[str], least: int) -> list[str]:
    return sorted(label for label, times in seen.items() if times >= least)


def script_of(word: str, lemma: str) -> str:
    """How a lemma is made of a form: so many last letters off, these on."""
    form, lemma = word.lower(), lemma.lower()
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return f"{len(form) - same}{lemma[same:]}"


@dataclass
class Inputs:
    """Rows of the encoder as tensors, shorter ones filled up with 0: (rows, pieces) or (rows, words)."""

    ids: Tensor
    shapes: Tensor
    flags: Tensor
    first: Tensor
    last: Tensor

    @classmethod
    def of(cls, rows: Sequence[Row]) -> Self:
        """Lay the rows under one another."""
        longest = max(len(row.ids) for row in rows)
        shape = len(rows), -(-longest // _ROUND) * _ROUND
        words = len(rows), max(len(row.first) for row in rows)
        out = cls(_zeros(*shape), _zeros(*shape), torch.zeros(*shape, FLAGS), _zeros(*words), _zeros(*words))
        for i, row in enumerate(rows):
            for into in ("ids", "shapes", "flags", "first", "last"):
                values = torch.from_numpy(getattr(row, into))
                getattr(out, into)[i, : len(values)] = values
        return out

    def all(self, device: torch.device | None = None) -> tuple[Tensor, ...]:
        """What the encoder is called with, on the device where it is; whole numbers as indices."""
        ids, shapes, first, last = (x.to(device, torch.long) for x in (self.ids, self.shapes, self.first, self.last))
        return ids, shapes, self.flags.to(device, torch.float32), first, last


def blanked(ids: Tensor, share: float) -> Tensor:
    """Pieces of words, a share of them unknown, by chance: what is fitted so knows no article by its words alone."""
    hidden = (torch.rand(ids.shape, device=ids.device) < share) & (ids >= _FIRST_WORD)
    return torch.where(hidden, _UNTOLD, ids)


def _zeros(*shape: int) -> Tensor:
    return torch.zeros(*shape, dtype=torch.long)


@dataclass
class Batch:
    """Windows of several documents; ``words`` tells which are there, targets are IGNORED where nothing is known."""

    inputs: Inputs
    words: Tensor
    targets: dict[str, Tensor]

    def to(self, device: torch.device) -> Self:
        """The same on the device where the encoder is."""
        targets = {name: values.to(device, torch.long) for name, values in self.targets.items()}
        return replace(self, words=self.words.to(device), targets=targets)


def gather(cut: Sequence[Cut], labels: Labels, pieces: Pieces) -> Batch:
    """Make one batch of windows; nothing is flagged in public sets."""
    inputs = Inputs.of([_row(pieces, text, window) for text, window in cut])
    sizes = torch.tensor([window.end - window.start for _, window in cut])
    words = torch.arange(inputs.first.shape[1])[None] < sizes[:, None]
    targets = targets_of(cut, labels, words.shape[1])
    return Batch(inputs, words, {name: torch.from_numpy(values) for name, values in targets.items()})


def _row(pieces: Pieces, text: Text, window: Window) -> Row:
    (row,) = pack(pieces, text.words[window.start : window.end], np.zeros((len(window.pieces), FLAGS), np.float32), ())
    return row


def targets_of(cut: Sequence[Cut], labels: Labels, words: int) -> dict[str, NDArray[np.int64]]:
    """What is known of each word: tags, scripts, starts, heads, labels, and names by type."""
    rows = len(cut)
    out = {
        name: np.full((rows, words), IGNORED, np.int64) for name in ("upos", "xpos", "script", "start", "head", "dep")
    }
    out["names"] = np.full((rows, words, len(NAMES)), IGNORED, np.int64)
    numbers = {name: {label: i for i, label in enumerate(values)} for name, values in vars(labels).items()}
    for r, (text, window) in enumerate(cut):
        _lay_names(out["names"][r], text, window)
        if text.grammar is not None:
            _lay_grammar({name: values[r] for name, values in out.items()}, text, window, numbers)
    return out


def _lay_names(into: NDArray[np.int64], text: Text, window: Window) -> None:
    for k, kind in enumerate(NAMES):
        if kind in text.names:
            tags = np.array(text.names[kind][window.start : window.end])
            into[: len(tags), k] = np.where(tags < 0, IGNORED, tags)


def _lay_grammar(
    into: dict[str, NDArray[np.int64]], text: Text, window: Window, numbers: dict[str, dict[str, int]]
) -> None:
    """One row. A head that another window holds is not learnt; 0 is the root, so words are counted from 1."""
    g, reach = text.grammar, range(window.start, window.end)
    if g is None:
        return
    for i, j in enumerate(reach):
        into["upos"][i] = numbers["upos"].get(g.upos[j], IGNORED)
        into["xpos"][i] = numbers["xpos"].get(g.xpos[j], IGNORED)
        into["script"][i] = numbers["scripts"].get(script_of(text.words[j], g.lemmas[j]), IGNORED)
        into["start"][i] = g.starts[j]
        if g.heads[j] < 0 or g.heads[j] in reach:
            into["head"][i] = max(0, g.heads[j] - window.start + 1)
            into["dep"][i] = numbers["deps"].get(g.deps[j], IGNORED)


def cut_all(texts: Iterable[Text], pieces: Pieces, rng: random.Random | None = None) -> list[Cut]:
    """All windows of all documents, of random size where ``rng`` is given."""
    out: list[Cut] = []
    for text in texts:
        if text.words:
            room = WINDOW if rng is None else rng.randint(WINDOW // 2, WINDOW)
            out += [(text, window) for window in windows(pieces.cut(text.words), _stops(text), room)]
    return out


def _stops(text: Text) -> list[int]:
    """Where a window may end: at sentences where they are known, else at paragraphs."""
    return text.breaks if text.grammar is None else [i for i, start in enumerate(text.grammar.starts) if start]


def batches(cut: Sequence[Cut], budget: int, rng: random.Random) -> Iterator[list[Cut]]:
    """Windows of like length together, ``budget`` pieces to a batch, in random order."""
    sized = sorted(cut, key=lambda one: _length(one) + rng.random() * 20)
    groups: list[list[Cut]] = [[]]
    for one in sized:
        if groups[-1] and (_length(one) + 2) * (len(groups[-1]) + 1) > budget:
            groups.append([])
        groups[-1].append(one)
    rng.shuffle(groups)
    yield from (group for group in groups if group)


def _length(cut: Cut) -> int:
    return sum(map(len, cut[1].pieces))
