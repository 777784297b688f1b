"""Second step: fit the event heads on coded articles, together with syntax and names so that these are not forgotten.

Usage: python training/fit_events.py --data DIR --gold DIR... --start RUN/syntax.pt --out RUN [--minutes 70]
"""

import argparse
import json
import math
import random
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from augment import Swapper
from batches import Labels, batches, cut_all, gather
from corpora import public
from dateline.books.gazetteer import Gazetteer
from dateline.reading.candidates import relations
from dateline.reading.heads import SHARED, TYPES
from dateline.reading.pieces import FLAGS, Pieces, pack
from fit_syntax import PUBLISHED, check, syntax_loss
from heads import Events
from network import Encoder, Syntax
from samples import Event, Sample, plain, same_name, sample_of

SKIP = -1


class Tensors:
    """The windows of one sample as arrays, with the header before each."""

    def __init__(self, sample: Sample, pieces: Pieces) -> None:
        self.rows = pack(pieces, sample.text.words, sample.frame.flags, sample.text.breaks, header=sample.header_words)
        self.size = max((len(r.ids) for r in self.rows), default=0)


def encode(encoder: Encoder, tensors: list[Tensors]) -> list[Tensor]:
    """Word vectors of each article, (words, WIDTH)."""
    rows = [r for t in tensors for r in t.rows]
    n, w, b = max(len(r.ids) for r in rows), max(len(r.first) for r in rows), len(rows)
    ids, shapes = torch.zeros(b, n, dtype=torch.long), torch.zeros(b, n, dtype=torch.long)
    flags = torch.zeros(b, n, FLAGS)
    first, last = torch.zeros(b, w, dtype=torch.long), torch.zeros(b, w, dtype=torch.long)
    for i, r in enumerate(rows):
        size, words = len(r.ids), len(r.first)
        ids[i, :size], shapes[i, :size] = torch.from_numpy(r.ids), torch.from_numpy(r.shapes)
        flags[i, :size] = torch.from_numpy(r.flags)
        first[i, :words], last[i, :words] = torch.from_numpy(r.first), torch.from_numpy(r.last)
    x = encoder(ids, shapes, flags, first, last)
    out, at = [], 0
    for t in tensors:
        out.append(torch.cat([x[at + i, : len(r.first)] for i, r in enumerate(t.rows)]))
        at += len(t.rows)
    return out


def marginal(scores: Tensor, right: list[list[int]]) -> Tensor:
    """The mean of -log p(any right value); rows with none right are left out."""
    logp = torch.log_softmax(scores, -1)
    told = [-torch.logsumexp(logp[i, r], 0) for i, r in enumerate(right) if r]
    return torch.stack(told).sum() if told else scores.sum() * 0


def right_dates(event: Event, values: list[str]) -> tuple[list[int], list[int]]:
    """Values with the coded start, and those with the coded end as well."""
    start = event.date.split("/")[0]
    if event.date == "untold":
        return [0, *(i for i, v in enumerate(values) if i and v.startswith("/"))], [0]
    if not start:
        return [0, *(i for i, v in enumerate(values) if i and v.startswith("/"))], [
            i for i, v in enumerate(values) if v == event.date
        ]
    return (
        [i for i, v in enumerate(values) if i and v.split("/")[0] == start],
        [i for i, v in enumerate(values) if i and v == event.date],
    )


def right_names(wanted: str | None, values: list[str]) -> list[int]:
    """Values that name the coded thing; the nearest to its own words."""
    if wanted is None:
        return [0]
    same = [i for i, v in enumerate(values) if i and plain(v) == plain(wanted)]
    if same:
        return same
    close = [i for i, v in enumerate(values) if i and same_name(v, wanted)]
    return close or [i for i, v in enumerate(values) if i and set(plain(v)) & set(plain(wanted)) - {"the", "of"}]


def role_scores(
    events: Events, x: Tensor, sample: Sample, role: str, t: Tensor, at: list[tuple[int, int]]
) -> Tensor | None:
    """(triggers, values) of one role; the values that stand in no words get their scores from the trigger alone."""
    r = sample.roles[role]
    if not r.values:
        return None
    occ = r.occurrences
    if occ:
        m = events.mentions(x, torch.tensor([o.first for o in occ]), torch.tensor([o.last for o in occ]))
        rel = torch.from_numpy(np.stack([relations(a, occ, sample.frame.words) for a in at]))
        weights = torch.tensor([o.weight for o in occ])
        scores = events.fits(
            role, t, m, rel, weights, torch.from_numpy(r.numbers), len(r.values), torch.from_numpy(r.whole)
        )
    else:
        scores = torch.full((len(t), len(r.values)), -1e4)
    if role in events.untold:
        free = events.untold[role](t)
        scores = torch.cat([free[:, :1], scores[:, 1:]], 1)
        if role == "date" and sample.frame.article.published:
            scores = torch.cat([scores[:, :1], torch.logaddexp(scores[:, 1:2], free[:, 1:2]), scores[:, 2:]], 1)
    return scores


def near_of(sample: Sample, at: list[tuple[int, int]]) -> Tensor:
    """Distances in sentences between triggers, as steps: (n, n)."""
    s = torch.tensor([int(sample.frame.words.sentences[a]) for a, _ in at])
    return (s[None] - s[:, None]).clamp(-4, 4) + 4


def event_losses(
    events: Events, x: Tensor, sample: Sample, *, seen: dict[str, list[float]] | None = None
) -> dict[str, Tensor]:
    """The losses of one article, each summed over its events; ``seen`` gathers how often the first choice is right."""
    target = torch.zeros(len(x), len(TYPES))
    for e in sample.events:
        target[e.first : e.last + 1, e.type] = 1
    logits = events.triggers(events.drop(x))
    losses = {"trigger": F.binary_cross_entropy_with_logits(logits, target, reduction="sum")}
    if seen is not None:
        said = logits > 0
        for k, v in (("tp", said & (target > 0)), ("said", said), ("true", target > 0)):
            seen[k].append(float(v.sum()))
    nation_losses(events, x, sample, losses, seen)
    if not sample.events:
        return losses
    at = [(e.first, e.last) for e in sample.events]
    t = events.reps(
        x,
        torch.tensor([a for a, _ in at]),
        torch.tensor([b for _, b in at]),
        torch.tensor([e.type for e in sample.events]),
    )
    near = near_of(sample, at)
    status, mode = torch.tensor([e.status for e in sample.events]), torch.tensor([e.mode for e in sample.events])
    said_status, said_mode = events.status(t), events.mode(t)
    losses["status"] = F.cross_entropy(said_status, status, reduction="sum")
    losses["mode"] = F.cross_entropy(said_mode, mode, reduction="sum")
    if seen is not None:
        seen["status"] += (said_status.argmax(-1) == status).float().tolist()
        seen["mode"] += (said_mode.argmax(-1) == mode).float().tolist()
    dated = t + events.status_of(status)
    for role in ("country", "person", "organization", "date", "place", "name"):
        rep = dated if role == "date" else t
        scores = role_scores(events, x, sample, role, rep, at)
        if scores is None:
            if seen is not None and role == "country":
                seen["country"] += [float(not e.countries) for e in sample.events]
            continue
        values = sample.roles[role].values
        if role in SHARED:
            scores = events.share(role, rep, near, scores)
        if role in ("country", "person", "organization"):
            field = {"country": "countries", "person": "people", "organization": "organizations"}[role]
            want = torch.tensor([[float(v in getattr(e, field)) for v in values] for e in sample.events])
            losses[role] = F.binary_cross_entropy_with_logits(scores, want, reduction="sum")
            if seen is not None:
                seen[role] += ((scores > 0) == (want > 0)).all(-1).float().tolist()
        elif role == "date":
            starts, pairs = zip(*(right_dates(e, values) for e in sample.events), strict=True)
            losses["date"] = marginal(scores, list(starts)) + 0.5 * marginal(scores, list(pairs))
            if seen is not None:
                best = scores.argmax(-1).tolist()
                seen["date"] += [float(b in r) for b, r in zip(best, starts, strict=True)]
                seen["pair"] += [float(b in r) for b, r in zip(best, pairs, strict=True)]
        else:
            right = [right_names(getattr(e, role), values) for e in sample.events]
            losses[role] = marginal(scores, right)
            if seen is not None:
                seen[role] += [float(b in r) for b, r in zip(scores.argmax(-1).tolist(), right, strict=True)]
    return losses


def nation_losses(
    events: Events, x: Tensor, sample: Sample, losses: dict[str, Tensor], seen: dict[str, list[float]] | None
) -> None:
    """Which country each person serves, told by his first three mentions."""
    r = sample.roles["nation"]
    rows, right = [], []
    for i, person in enumerate(sample.people):
        if not sample.known[i]:
            continue
        at = [reach for s in person.spans[:3] if (reach := sample.frame.words.within(s))]
        if not at:
            continue
        rep = F.gelu(events.trigger(events.drop(torch.stack([(x[a] + x[b]) / 2 for a, b in at]))))
        scores = role_scores(events, x, sample, "nation", rep, at)
        if scores is None:
            continue
        rows.append(torch.cat([scores[:, :1].mean(0), torch.logsumexp(scores[:, 1:], 0)]))
        nation = sample.nations[i]
        right.append([0] if nation is None else [k for k, v in enumerate(r.values) if k and v == nation])
    if rows:
        scores = torch.stack(rows)
        losses["nation"] = marginal(scores, right)
        if seen is not None:
            seen["nation"] += [float(b in w) for b, w in zip(scores.argmax(-1).tolist(), right, strict=True)]


WEIGHTS = {
    "trigger": 1.0, "status": 0.5, "mode": 0.3, "country": 1.0, "person": 0.5, "organization": 0.3, "date": 1.0,
    "place": 0.5, "name": 0.2, "nation": 0.7,
}  # fmt: skip


def load(folder: Path) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Articles with their codings."""
    return [
        (
            json.loads(p.read_text(encoding="utf-8")),
            json.loads((folder / "codings" / p.name).read_text(encoding="utf-8")),
        )
        for p in sorted((folder / "articles").glob("*.json"))
    ]


@torch.no_grad()
def look(encoder: Encoder, events: Events, syntax: Syntax, held: list[tuple[Sample, Tensors]]) -> dict[str, float]:
    """Shares of right first choices on held-out articles, with the coded triggers given."""
    encoder.eval(), events.eval(), syntax.eval()
    seen: dict[str, list[float]] = defaultdict(list)
    people: list[float] = []
    for sample, tensors in held:
        (x,) = encode(encoder, [tensors])
        event_losses(events, x, sample, seen=seen)
        tags = syntax(x[None])[4][0].unflatten(-1, (-1, 3))[:, 0].argmax(-1)
        people.append(float((tags == torch.tensor(sample.text.names["PER"])).float().mean()))
    encoder.train(), events.train(), syntax.train()
    hit, said, true = (sum(seen.pop(k)) for k in ("tp", "said", "true"))
    out = {"trigger": 2 * hit / max(1.0, said + true), "per": float(np.mean(people))}
    return out | {k: float(np.mean(v)) for k, v in seen.items()}


def main() -> None:
    """Fit for the given minutes; the rate falls as the time runs out; a running mean of the weights is what is kept."""
    ap = argparse.ArgumentParser()
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--gold", type=Path, nargs="+", required=True)
    ap.add_argument("--check", type=Path)
    ap.add_argument("--start", type=Path, required=True)
    ap.add_argument("--out", type=Path, required=True)
    ap.add_argument("--minutes", type=float, default=70)
    ap.add_argument("--budget", type=int, default=1800)
    ap.add_argument("--swap", type=float, default=0.5, help="share of articles read with other countries and names")
    ap.add_argument(
        "--syntax", type=float, default=0.25, help="share of steps that fit syntax and names on public sets"
    )
    ap.add_argument("--rate", type=float, default=1.5e-4)
    ap.add_argument("--seed", type=int, default=1)
    args = ap.parse_args()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    labels = Labels(**json.loads((args.start.parent / "labels.json").read_text()))
    (args.out / "labels.json").write_text(json.dumps(vars(labels)))
    pieces, scan = Pieces(PUBLISHED / "tokenizer.json"), Gazetteer.load().scan
    raw = [one for folder in args.gold for one in load(folder)]
    taken = {a["id"] for a, _ in raw}  # articles that are coded while this runs join in at the next round
    held = [sample_of(a, c, scan) for a, c in load(args.check)] if args.check else []
    held = [s for s in held if s.frame.article.id < "c12"]
    checked = [(s, Tensors(s, pieces)) for s in held]
    plainly = [sample_of(a, c, scan) for a, c in raw]
    swapper = Swapper([s.frame for s in plainly], [c for _, c in raw], scan)
    print(f"{len(plainly)} articles, {sum(len(s.events) for s in plainly)} events; {len(held)} held out", flush=True)
    fit, dev = public(args.data)
    proof = [gather(g, labels) for g in batches(cut_all(dev, pieces, 254), 4000, rng)]
    encoder, syntax = Encoder(), Syntax(len(labels.upos), len(labels.xpos), len(labels.scripts), len(labels.deps))
    state = torch.load(args.start)
    encoder.load_state_dict(state["encoder"])
    syntax.load_state_dict(state["syntax"])
    encoder.word.weight.requires_grad_(False)
    events = Events()
    if "events" in state:
        events.load_state_dict(state["events"])
    modules = {"encoder": encoder, "syntax": syntax, "events": events}
    groups = [
        {"params": [p for p in encoder.parameters() if p.requires_grad], "top": args.rate},
        {"params": list(syntax.parameters()), "top": 4e-4},
        {"params": list(events.parameters()), "top": 1e-3},
    ]
    every = [p for g in groups for p in g["params"]]
    optimiser = torch.optim.AdamW(groups, lr=1e-4, weight_decay=0.02, betas=(0.9, 0.98))
    mean = [p.detach().clone() for p in every]
    began, step, epoch, done = time.time(), 0, 0, False
    public_steps: list[Any] = []
    shown: dict[str, float] = defaultdict(float)
    while not done:
        epoch += 1
        fresh = [one for folder in args.gold for one in load(folder) if one[0]["id"] not in taken]
        taken |= {a["id"] for a, _ in fresh}
        raw += fresh
        plainly += [sample_of(a, c, scan) for a, c in fresh]
        chosen = []
        for (a, c), sample in zip(raw, plainly, strict=True):
            one = sample
            if rng.random() < args.swap:
                one = sample_of(*swapper.swap(a, c, sample.frame, sample.people, rng), scan)
            one.header_words = [] if rng.random() < 0.2 else sample.header_words if one is sample else one.frame.header  # noqa: PLR2004
            chosen.append((one, Tensors(one, pieces)))
        chosen.sort(key=lambda c: c[1].size + rng.random() * 60)
        groups_of: list[list[tuple[Sample, Tensors]]] = [[]]
        for one in chosen:
            if groups_of[-1] and one[1].size * sum(len(t.rows) for _, t in [*groups_of[-1], one]) > args.budget:
                groups_of.append([])
            groups_of[-1].append(one)
        rng.shuffle(groups_of)
        for group in groups_of:
            spent = (time.time() - began) / 60 / args.minutes
            if spent >= 1:
                done = True
                break
            step += 1
            rate = min(1.0, step / 100) * (0.02 + 0.98 * (1 + math.cos(math.pi * spent)) / 2)
            for g in optimiser.param_groups:
                g["lr"] = g["top"] * rate
            optimiser.zero_grad()
            if rng.random() < args.syntax:
                if not public_steps:
                    public_steps = list(batches(cut_all(fit, pieces, 254, rng), args.budget, rng))
                batch = gather(public_steps.pop(), labels)
                x = encoder(batch.ids, batch.shapes, batch.flags, batch.first, batch.last)
                loss = sum(syntax_loss(syntax, x, batch).values(), torch.zeros(()))
                loss.backward()
            else:
                loss = article_step(encoder, syntax, events, group, shown)
            torch.nn.utils.clip_grad_norm_(every, 2.0)
            optimiser.step()
            decay = min(0.997, (1 + step) / (10 + step))
            with torch.no_grad():
                torch._foreach_lerp_(mean, [p.detach() for p in every], 1 - decay)
            if step % 50 == 0:
                print(step, epoch, f"{spent:.2f}", {k: round(v / 50, 3) for k, v in shown.items()}, flush=True)
                shown.clear()
        if epoch % 2 == 0 or done:
            now = [p.detach().clone() for p in every]
            with torch.no_grad():
                torch._foreach_copy_([p.data for p in every], mean)
            if checked:
                print("held", {k: round(v, 3) for k, v in look(encoder, events, syntax, checked).items()}, flush=True)
            if done:
                print("dev", {k: round(v, 4) for k, v in check(encoder, syntax, proof).items()}, flush=True)
            torch.save({k: m.state_dict() for k, m in modules.items()}, args.out / "model.pt")
            if not done:
                with torch.no_grad():
                    torch._foreach_copy_([p.data for p in every], now)


def article_step(
    encoder: Encoder, syntax: Syntax, events: Events, group: list[tuple[Sample, Tensors]], shown: dict[str, float]
) -> Tensor:
    """One step over a few coded articles: all event losses, and the names of their people."""
    vectors = encode(encoder, [t for _, t in group])
    total = torch.zeros(())
    n = max(1, sum(len(s.events) for s, _ in group))
    for (sample, _), x in zip(group, vectors, strict=True):
        for k, v in event_losses(events, x, sample).items():
            total = total + WEIGHTS[k] * v / n
            shown[k] += v.item() / n
        tags = syntax.names(syntax.drop(x)).unflatten(-1, (-1, 3))
        want = torch.tensor([sample.text.names.get(k, [SKIP] * len(x)) for k in ("PER", "ORG", "LOC", "MISC")]).T
        names = F.cross_entropy(tags.flatten(0, 1), want.flatten(), ignore_index=SKIP)
        total = total + 1.5 * names / len(group)
        shown["names"] += names.item() / len(group)
    total.backward()
    return total


if __name__ == "__main__":
    main()
