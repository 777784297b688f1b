"""What syntax and names are fitted by, and quick figures of how well."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from batches import IGNORED, Batch
from corpora import NAMES, chunks_of
from network import Encoder, Syntax

WEIGHTS = {"upos": 0.5, "xpos": 0.5, "script": 0.3, "names": 1.5, "head": 1.0}  # starts and labels weigh 1
_NOTHING = -1e4


def syntax_losses(syntax: Syntax, x: Tensor, batch: Batch) -> dict[str, Tensor]:
    """One weighted loss a head, over the words that know the answer; heads that none knows are left out.

    The batch is on the device of the word vectors.
    """
    upos, xpos, scripts, starts, names, arcs, dep, head = syntax(x)
    t = batch.targets
    answers = {
        "upos": upos, "xpos": xpos, "script": scripts, "names": by_kind(names), "head": within(arcs, batch.words),
    }  # fmt: skip
    losses = {
        name: WEIGHTS[name] * F.cross_entropy(scores.flatten(0, -2), t[name].flatten(), ignore_index=IGNORED)
        for name, scores in answers.items()
        if bool((t[name] >= 0).any())
    }
    if bool((known := t["start"] >= 0).any()):
        losses["start"] = F.binary_cross_entropy_with_logits(starts[known], t["start"][known].float())
    b, i = torch.nonzero(t["dep"] >= 0, as_tuple=True)
    if len(b):
        scores = syntax.labels(dep[b, i], head[b, t["head"][b, i]])
        losses["dep"] = F.cross_entropy(scores, t["dep"][b, i])
    return losses


def by_kind(names: Tensor) -> Tensor:
    """Scores of outside, begins and inside for each type of name: (…, kinds, 3)."""
    return names.unflatten(-1, (len(NAMES), 3))


def within(arcs: Tensor, words: Tensor) -> Tensor:
    """Scores of arcs; those to words that only fill a row up are out of the question. The root never is."""
    allowed = torch.cat([torch.ones_like(words[:, :1]), words], 1)
    return arcs.masked_fill(~allowed[:, None, :], _NOTHING)


@torch.no_grad()
def check(encoder: Encoder, syntax: Syntax, dev: Iterable[Batch]) -> dict[str, float]:
    """Quick figures: greedy heads within the window, no decoding."""
    right: Counter[str] = Counter()
    spans: Counter[str] = Counter()
    with judging(encoder, syntax):
        for batch in (one.to(syntax.root.device) for one in dev):
            answers = syntax(encoder(*batch.inputs.all(syntax.root.device)))
            _count_words(right, syntax, answers, batch)
            _count_starts(spans, answers[3], batch.targets["start"])
            _count_names(spans, by_kind(answers[4]).argmax(-1), batch)
    shares = {name: right[name] / max(1, right["words"]) for name in ("upos", "xpos", "uas", "las")}
    return shares | {name: f1(spans, name) for name in ("start", *NAMES)}


@contextmanager
def judging(*modules: nn.Module) -> Iterator[None]:
    """Within it, modules drop nothing out."""
    for module in modules:
        module.eval()
    try:
        yield
    finally:
        for module in modules:
            module.train()


def f1(counts: Counter[str], name: str) -> float:
    """F1 of what was counted as ``name_hit``, ``name_said`` and ``name_true``."""
    return 2 * counts[f"{name}_hit"] / max(1, counts[f"{name}_said"] + counts[f"{name}_true"])


def _count_words(right: Counter[str], syntax: Syntax, answers: tuple[Tensor, ...], batch: Batch) -> None:
    upos, xpos, _, _, _, arcs, dep, head = answers
    t = batch.targets
    found = within(arcs, batch.words).argmax(-1)
    b, i = torch.nonzero(t["dep"] >= 0, as_tuple=True)
    label = syntax.labels(dep[b, i], head[b, found[b, i]]).argmax(-1)
    attached = found[b, i] == t["head"][b, i]
    right["words"] += len(b)
    right["uas"] += int(attached.sum())
    right["las"] += int((attached & (label == t["dep"][b, i])).sum())
    for name, scores in (("upos", upos), ("xpos", xpos)):
        right[name] += int((scores.argmax(-1)[b, i] == t[name][b, i]).sum())


def _count_starts(spans: Counter[str], scores: Tensor, target: Tensor) -> None:
    known = target >= 0
    said, true = scores[known] > 0, target[known] == 1
    spans["start_hit"] += int((said & true).sum())
    spans["start_said"] += int(said.sum())
    spans["start_true"] += int(true.sum())


def _count_names(spans: Counter[str], kinds: Tensor, batch: Batch) -> None:
    for k, kind in enumerate(NAMES):
        for row, words in enumerate(batch.words.sum(1).tolist()):
            target = batch.targets["names"][row, :, k]
            if int(target.max()) < 0:
                continue
            true, said = chunks_of(target.tolist()), chunks_of(kinds[row, :, k].tolist()[:words])
            spans[f"{kind}_hit"] += len(true & said)
            spans[f"{kind}_true"] += len(true)
            spans[f"{kind}_said"] += len(said)
