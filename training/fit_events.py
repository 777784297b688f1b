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

from asked import UNKNOWN, Asked
from batches import Batch, Inputs, Labels, blanked
from coded import counted
from dateline.books.gazetteer import Gazetteer
from dateline.reading.pieces import Pieces
from fit_syntax import syntax_step
from fitting import Fitting, Plan, Told
from heads import Events
from likeness import WEIGHT, Pupil, Unread
from losses import WEIGHTS, count_triggers, event_losses
from material import Folders, Material, Prepared, from_folders
from network import TOKENIZER, Encoder, Syntax
from rounds import Packed, mixed
from syntax import by_kind, check, f1, judging

AnyStep = list[Packed] | Batch | Unread
Other = tuple[float, Callable[[], Batch | Unread]]
"""What some groups of articles give way to, and how many: a share of all steps."""


def options() -> argparse.Namespace:
    """What may be said on the command line."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--prepared", type=Path, help="what prepare.py wrote, instead of the four folders that follow")
    ap.add_argument("--data", type=Path, help="the public sets, one folder each")
    ap.add_argument(
        "--gold", type=counted, nargs="+", default=[], metavar="DIR[:OFTEN]",
        help="coded articles to fit on, and how often a round reads them, if not once",
    )  # fmt: skip
    ap.add_argument("--check", type=Path, help="coded articles that are only looked at")
    ap.add_argument("--start", type=Path, required=True, help="the weights of fit_syntax.py, or of this")
    ap.add_argument("--out", type=Path, required=True, help="gets model.pt, labels.json and a checkpoint")
    ap.add_argument("--minutes", type=float, default=70)
    ap.add_argument("--budget", type=int, default=1800, help="pieces of a step")
    ap.add_argument("--drop", type=float, default=0.1, help="of what the encoder's layers hand on, while fitting")
    ap.add_argument("--blank", type=float, default=0.0, help="share of the pieces of coded articles that are not shown")
    ap.add_argument("--swap", type=float, default=0.5, help="share of articles read with other countries and names")
    ap.add_argument(
        "--syntax", type=float, default=0.25, help="share of steps that fit syntax and names on public sets"
    )
    ap.add_argument("--teacher", type=Path, help="weights that the encoder is to be like, layer by layer")
    ap.add_argument("--unread", type=Path, nargs="+", default=[], help="articles that are read for that likeness alone")
    ap.add_argument("--unread-share", type=float, default=0.35, help="of steps, where there are such")
    ap.add_argument("--rate", type=float, default=1.5e-4, help="the encoder's highest rate")
    ap.add_argument("--rounds", type=int, default=2, help="between two checkpoints")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--device", type=torch.device, default=torch.device("cpu"), help="of torch: cpu, cuda, mps")
    ap.add_argument("--brief", action="store_true", help="compute in sixteen bits, where the processor is made for it")
    ap.add_argument("--again", action="store_true", help="--start has been fitted whole: its heads move little")
    ap.add_argument("--resume", action="store_true", help="go on from the last checkpoint in --out")
    return ap.parse_args()


class Model(nn.Module):
    """Everything that is fitted together."""

    def __init__(self, labels: Labels, start: Path, drop: float) -> None:
        super().__init__()
        state = torch.load(start, map_location="cpu")
        self.encoder, self.syntax = Encoder.of(state["encoder"], drop), Syntax(*labels.sizes)
        self.syntax.load_state_dict(state["syntax"])
        self.encoder.freeze_words()
        self.events = Events()
        if "events" in state:
            self.events.load_state_dict(state["events"])

    @property
    def device(self) -> torch.device:
        """Where it is."""
        return self.syntax.root.device

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
    material = material_of(args, labels, rng)
    print(f"{len(material.held)} held out", flush=True)
    model = Model(labels, args.start, drop=0.0 if args.teacher else args.drop).to(args.device)
    model.encoder.brief = args.brief
    plan = Plan(args.minutes, clip=2.0, decay=0.02, averaged=True, rounds=args.rounds)
    groups = model.groups(args.rate, again=args.again or bool(args.teacher))
    fitting = Fitting(dict(model.named_children()), groups, plan, rng, args.out / "model.pt")
    if args.resume:
        fitting.resume()
    others: list[Other] = [(args.syntax, material.public)]
    if material.unread and args.teacher:
        others.append((args.unread_share, material.unread))
    pupil = pupil_of(model, args.teacher) if args.teacher else None

    def loss(step: AnyStep) -> Told:
        return step_of(model, step, blank=args.blank) if pupil is None else likened(model, pupil, step)

    def figures(*, done: bool) -> dict[str, float]:
        return look(model, material.held) | (check(model.encoder, model.syntax, material.proof) if done else {})

    fitting.run(mixed(material.rounds, others, rng), loss, figures)


def material_of(args: argparse.Namespace, labels: Labels, rng: random.Random) -> Material:
    """What prepare.py wrote, or what lies in the folders."""
    how = {"swap": args.swap, "budget": args.budget, "rng": rng}
    if args.prepared:
        return Prepared.load(args.prepared).material(**how)
    if not (args.data and args.gold):
        raise SystemExit("nothing to fit on: name --data and --gold, or what prepare.py wrote by --prepared")
    folders = Folders(args.data, dict(args.gold), args.check, args.unread)
    return from_folders(folders, labels, Gazetteer.load().scan, Pieces(TOKENIZER), **how)


def pupil_of(model: Model, teacher: Path) -> Pupil:
    """The encoder beside its teacher."""
    weights = torch.load(teacher, map_location="cpu")
    return Pupil(model.encoder, Encoder.of(weights["encoder"]).to(model.device))


def step_of(model: Model, step: AnyStep, encoder: Encoder | Pupil | None = None, blank: float = 0.0) -> Told:
    """One step of any sort, read by the model's encoder or by another; of articles a share of the pieces not shown."""
    encoder = encoder or model.encoder
    if isinstance(step, Unread):
        encoder(*step.inputs.all(model.device))
        return torch.zeros((), device=model.device), {}
    if isinstance(step, Batch):
        return syntax_step(encoder, model.syntax, step)
    return article_step(model, encoder, step, blank)


def likened(model: Model, pupil: Pupil, step: AnyStep) -> Told:
    """One step in which the encoder is held to its teacher, too."""
    total, shown = step_of(model, step, pupil)
    return total + WEIGHT * pupil.unlike, shown | {"unlike": pupil.unlike.detach()}


def encode(encoder: Encoder | Pupil, group: Sequence[Packed], device: torch.device, blank: float = 0.0) -> Tensor:
    """Vectors of the words of all articles, one after the other: (words, WIDTH)."""
    rows = [row for packed in group for row in packed.rows]
    ids, *others = Inputs.of(rows).all(device)
    vectors = encoder(blanked(ids, blank) if blank else ids, *others)
    words = torch.tensor([len(row.first) for row in rows], device=device)
    out: Tensor = vectors[torch.arange(vectors.shape[1], device=device) < words[:, None]]
    return out


def article_step(model: Model, encoder: Encoder | Pupil, group: Sequence[Packed], blank: float = 0.0) -> Told:
    """One step over a few coded articles: all event losses, and the names that their codings tell."""
    asked = Asked.together([packed.asked for packed in group]).to(model.device)
    x = encode(encoder, group, model.device, blank)
    shown = {name: judged.loss / max(1, asked.events) for name, judged in event_losses(model.events, x, asked).items()}
    shown["names"] = name_loss(model.syntax, x, asked)
    total = sum((WEIGHTS[name] * loss for name, loss in shown.items()), torch.zeros((), device=model.device))
    return total, {name: loss.detach() for name, loss in shown.items()}


def name_loss(syntax: Syntax, x: Tensor, asked: Asked) -> Tensor:
    """The tags of names, over the words whose tag the coding tells."""
    scores = by_kind(syntax.names(syntax.drop(x)))
    return F.cross_entropy(scores.flatten(0, 1), asked.names.flatten(), ignore_index=UNKNOWN)


@torch.no_grad()
def look(model: Model, held: Sequence[Packed]) -> dict[str, float]:
    """Shares of right first choices on held-out articles, with the coded triggers given."""
    counts, right = Counter[str](), defaultdict[str, list[float]](list)
    with judging(model):
        for packed in held:
            x, asked = encode(model.encoder, [packed], model.device), packed.asked.to(model.device)
            count_triggers(counts, model.events, x, asked)
            for name, judged in event_losses(model.events, x, asked).items():
                right[name] += judged.right.tolist()
            tags = by_kind(model.syntax.names(x))[:, 0].argmax(-1)
            right["per"].append(float((tags == asked.names[:, 0]).float().mean()))
    return {"trigger": f1(counts, "trigger")} | {name: float(np.mean(of)) for name, of in right.items() if of}


if __name__ == "__main__":
    main()
