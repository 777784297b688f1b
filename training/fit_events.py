"""Second step: fit the event heads on coded articles, together with syntax and names so that these are not forgotten.

With a teacher it fits again what prune.py made narrower: the encoder is held to what the teacher says of every text,
those of ``--unread`` too, which nobody coded.

Usage: python training/fit_events.py --data DIR --gold DIR... --start RUN/syntax.pt --out RUN [--minutes 70] [--resume]
"""

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from batches import Batch, Cut, Inputs, Labels, batches, cut_all, gather
from coded import load
from corpora import NAMES, Text, public
from dateline.books.gazetteer import Gazetteer
from dateline.reading.frame import Scan
from dateline.reading.pieces import Pieces
from fit_syntax import held_out, syntax_step
from fitting import Fitting, Plan, Told
from heads import Events
from likeness import WEIGHT, Pupil, Unread, unread
from losses import WEIGHTS, count_triggers, event_losses
from network import TOKENIZER, Encoder, Syntax
from rounds import Articles, Packed, Rounds, mixed
from samples import samples_of
from syntax import by_kind, check, f1, judging

ASIDE = "c12"  # of --check, articles with this id and after it are never looked at: the last third is for the report
_UNKNOWN = -1

AnyStep = list[Packed] | Batch | Unread
Other = tuple[float, Callable[[], Batch | Unread]]
"""What some groups of articles give way to, and how many: a share of all steps."""


def options() -> argparse.Namespace:
    """What may be said on the command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True, help="the public sets, one folder each")
    ap.add_argument("--gold", type=Path, nargs="+", required=True, help="coded articles to fit on")
    ap.add_argument("--check", type=Path, help="coded articles that are only looked at")
    ap.add_argument("--start", type=Path, required=True, help="the weights of fit_syntax.py, or of this")
    ap.add_argument("--out", type=Path, required=True, help="gets model.pt, labels.json and a checkpoint")
    ap.add_argument("--minutes", type=float, default=70)
    ap.add_argument("--budget", type=int, default=1800, help="pieces of a step")
    ap.add_argument("--swap", type=float, default=0.5, help="share of articles read with other countries and names")
    ap.add_argument(
        "--syntax", type=float, default=0.25, help="share of steps that fit syntax and names on public sets"
    )
    ap.add_argument("--teacher", type=Path, help="weights that the encoder is to be like, layer by layer")
    ap.add_argument("--unread", type=Path, nargs="+", help="articles that are read for that likeness alone")
    ap.add_argument("--unread-share", type=float, default=0.35, help="of steps, where there are such")
    ap.add_argument("--rate", type=float, default=1.5e-4, help="the encoder's highest rate")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--resume", action="store_true", help="go on from the last checkpoint in --out")
    return ap.parse_args()


class Model(nn.Module):
    """Everything that is fitted together."""

    def __init__(self, labels: Labels, start: Path, drop: float) -> None:
        super().__init__()
        state = torch.load(start)
        self.encoder, self.syntax = Encoder.of(state["encoder"], drop), Syntax(*labels.sizes)
        self.syntax.load_state_dict(state["syntax"])
        self.encoder.freeze_words()
        self.events = Events()
        if "events" in state:
            self.events.load_state_dict(state["events"])

    def groups(self, rate: float, *, again: bool) -> list[dict[str, object]]:
        """Parameters with their highest rates: the newer, the higher. Fitted ``again``, the heads know their work."""
        syntax, events = (0.3, 0.7) if again else (2.7, 6.7)
        return [
            {"params": [p for p in self.encoder.parameters() if p.requires_grad], "top": rate},
            {"params": list(self.syntax.parameters()), "top": rate * syntax},
            {"params": list(self.events.parameters()), "top": rate * events},
        ]


def main() -> None:
    """Fit for the given minutes; the rate falls as the time runs out; a running mean of the weights is what is kept."""
    args = options()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    labels = Labels.load(args.start.parent / "labels.json")
    labels.save(args.out / "labels.json")
    pieces, scan = Pieces(TOKENIZER), Gazetteer.load().scan
    articles, held = Articles(args.gold, scan), held_articles(args.check, scan, pieces)
    print(f"{articles}; {len(held)} held out", flush=True)
    fit, dev = public(args.data)
    proof = held_out(dev, labels, pieces, rng)
    model = Model(labels, args.start, drop=0.0 if args.teacher else 0.1)
    plan = Plan(args.minutes, clip=2.0, decay=0.02, averaged=True)
    groups = model.groups(args.rate, again=bool(args.teacher))
    fitting = Fitting(dict(model.named_children()), groups, plan, rng, args.out / "model.pt")
    if args.resume:
        fitting.resume()
    rounds = Rounds(articles, scan, pieces, swap=args.swap, budget=args.budget, rng=rng)
    others: list[Other] = [(args.syntax, endless(fit, labels, pieces, args.budget, rng))]
    if args.unread:
        others.append((args.unread_share, unread(args.unread, scan, pieces, args.budget, rng).__next__))
    pupil = Pupil(model.encoder, Encoder.of(torch.load(args.teacher)["encoder"])) if args.teacher else None

    def loss(step: AnyStep) -> Told:
        return step_of(model, step) if pupil is None else likened(model, pupil, step)

    def figures(*, done: bool) -> dict[str, float]:
        return look(model, held) | (check(model.encoder, model.syntax, proof) if done else {})

    fitting.run(mixed(rounds, others, rng), loss, figures)


def step_of(model: Model, step: AnyStep, encoder: Encoder | Pupil | None = None) -> Told:
    """One step of any sort, read by the model's encoder or by another."""
    encoder = encoder or model.encoder
    if isinstance(step, Unread):
        encoder(*step.inputs.all())
        return torch.zeros(()), {}
    if isinstance(step, Batch):
        return syntax_step(encoder, model.syntax, step)
    return article_step(model, encoder, step)


def likened(model: Model, pupil: Pupil, step: AnyStep) -> Told:
    """One step in which the encoder is held to its teacher, too."""
    total, shown = step_of(model, step, pupil)
    return total + WEIGHT * pupil.unlike, shown | {"unlike": pupil.unlike.item()}


def held_articles(folder: Path | None, scan: Scan, pieces: Pieces) -> list[Packed]:
    """The articles that are only looked at."""
    coded = [one for one in load(folder) if one[0]["id"] < ASIDE] if folder else []
    return [Packed.of(sample, pieces) for sample in samples_of(coded, scan)]


def endless(texts: list[Text], labels: Labels, pieces: Pieces, budget: int, rng: random.Random) -> Callable[[], Batch]:
    """Batches of the public sets, over and over."""
    left: list[list[Cut]] = []

    def following() -> Batch:
        if not left:
            left.extend(batches(cut_all(texts, pieces, rng), budget, rng))
        return gather(left.pop(), labels, pieces)

    return following


def encode(encoder: Encoder | Pupil, group: Sequence[Packed]) -> list[Tensor]:
    """Word vectors of each article, (words, WIDTH)."""
    rows = [row for packed in group for row in packed.rows]
    vectors = encoder(*Inputs.of(rows).all())
    each = iter([vectors[i, : len(row.first)] for i, row in enumerate(rows)])
    return [torch.cat([next(each) for _ in packed.rows]) for packed in group]


def article_step(model: Model, encoder: Encoder | Pupil, group: Sequence[Packed]) -> Told:
    """One step over a few coded articles: all event losses, and the names that their codings tell."""
    total, shown = torch.zeros(()), defaultdict[str, float](float)
    events = max(1, sum(len(packed.sample.events) for packed in group))
    for packed, x in zip(group, encode(encoder, group), strict=True):
        for name, judged in event_losses(model.events, x, packed.sample).items():
            total = total + WEIGHTS[name] * judged.loss / events
            shown[name] += judged.loss.item() / events
        names = name_loss(model.syntax, x, packed.sample.text)
        total = total + 1.5 * names / len(group)
        shown["names"] += names.item() / len(group)
    return total, shown


def name_loss(syntax: Syntax, x: Tensor, text: Text) -> Tensor:
    """The tags of names, over the words whose tag the coding tells."""
    scores = by_kind(syntax.names(syntax.drop(x)))
    wanted = torch.tensor([text.names.get(kind, [_UNKNOWN] * len(x)) for kind in NAMES]).T
    return F.cross_entropy(scores.flatten(0, 1), wanted.flatten(), ignore_index=_UNKNOWN)


@torch.no_grad()
def look(model: Model, held: Sequence[Packed]) -> dict[str, float]:
    """Shares of right first choices on held-out articles, with the coded triggers given."""
    counts, right = Counter[str](), defaultdict[str, list[float]](list)
    with judging(model):
        for packed in held:
            (x,), sample = encode(model.encoder, [packed]), packed.sample
            count_triggers(counts, model.events, x, sample)
            for name, judged in event_losses(model.events, x, sample).items():
                right[name] += judged.right
            tags = by_kind(model.syntax.names(x))[:, 0].argmax(-1)
            right["per"].append(float((tags == torch.tensor(sample.text.names["PER"])).float().mean()))
    return {"trigger": f1(counts, "trigger")} | {name: float(np.mean(of)) for name, of in right.items() if of}


if __name__ == "__main__":
    main()
