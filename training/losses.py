"""What the event heads are fitted by: one function a kind of question; each tells which first choices are right."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from dateline.evaluate.pairing import same_name, words
from dateline.reading.candidates import UNTOLD
from dateline.reading.heads import SHARED, TYPES, Role
from dateline.reading.standing import relations
from heads import Events
from samples import Event, Sample

WEIGHTS = {
    "trigger": 1.0, "status": 0.5, "mode": 0.3, "country": 1.0, "person": 0.5, "organization": 0.3, "date": 1.0,
    "pair": 0.5, "place": 0.5, "name": 0.2, "nation": 0.7,
}  # fmt: skip
SETS = {"country": "countries", "person": "people", "organization": "organizations"}  # roles that many values may fill
_NOTHING = -1e4
_MENTIONS = 3  # the first mentions of a person are where his country is told
_LITTLE = {"the", "of"}  # words that two names may share by chance


@dataclass
class Judged:
    """The loss of one question over an article, and for each that asks it whether the first choice is right."""

    loss: Tensor
    right: list[bool]


@dataclass
class Asked:
    """The coded events of an article as they ask for their values.

    ``t`` are the triggers (events, REP), ``dated`` the same with their coded status, ``near`` (events, events) how many
    sentences lie between two, in steps.
    """

    events: list[Event]
    t: Tensor
    dated: Tensor
    near: Tensor

    @classmethod
    def of(cls, heads: Events, x: Tensor, sample: Sample) -> "Asked":
        """The events of a sample; it must have one."""
        found = sample.events
        first, last = torch.tensor([e.first for e in found]), torch.tensor([e.last for e in found])
        t = heads.reps(x, first, last, torch.tensor([e.type for e in found]))
        dated = t + heads.status_of(torch.tensor([e.status for e in found]))
        s = torch.from_numpy(sample.frame.words.sentences)[first].long()
        return cls(found, t, dated, (s[None] - s[:, None]).clamp(-4, 4) + 4)


def event_losses(heads: Events, x: Tensor, sample: Sample) -> dict[str, Judged]:
    """Every question that an article's coding answers; losses are summed over its events (words, persons)."""
    judged = {"trigger": trigger_loss(heads, x, sample)}
    if nation := nation_loss(heads, x, sample):
        judged["nation"] = nation
    if sample.events:
        asked = Asked.of(heads, x, sample)
        judged |= manner_losses(heads, asked)
        for role in (*SETS, "date", "place", "name"):
            judged |= dict(
                role_losses(role, asked.events, sample.roles[role], scores_of(heads, x, sample, role, asked))
            )
    return judged


# --- triggers and their manner


def trigger_targets(sample: Sample, size: int) -> Tensor:
    """1 where a word names an event of a type: (words, types)."""
    target = torch.zeros(size, len(TYPES))
    for e in sample.events:
        target[e.first : e.last + 1, e.type] = 1
    return target


def trigger_loss(heads: Events, x: Tensor, sample: Sample) -> Judged:
    """Words are judged one by one; most are no trigger, so no share of right ones is told."""
    logits = heads.triggers(heads.drop(x))
    target = trigger_targets(sample, len(x))
    return Judged(F.binary_cross_entropy_with_logits(logits, target, reduction="sum"), [])


def count_triggers(counts: Counter[str], heads: Events, x: Tensor, sample: Sample) -> None:
    """Add an article to what F1 of trigger words is made of."""
    said, true = heads.triggers(heads.drop(x)) > 0, trigger_targets(sample, len(x)) > 0
    counts["trigger_hit"] += int((said & true).sum())
    counts["trigger_said"] += int(said.sum())
    counts["trigger_true"] += int(true.sum())


def manner_losses(heads: Events, asked: Asked) -> dict[str, Judged]:
    """Status and mode."""
    status, mode = torch.tensor([e.status for e in asked.events]), torch.tensor([e.mode for e in asked.events])
    return {"status": _one_of(heads.status(asked.t), status), "mode": _one_of(heads.mode(asked.t), mode)}


def _one_of(scores: Tensor, target: Tensor) -> Judged:
    return Judged(F.cross_entropy(scores, target, reduction="sum"), (scores.argmax(-1) == target).tolist())


# --- roles


def scores_of(heads: Events, x: Tensor, sample: Sample, role: str, asked: Asked) -> Tensor | None:
    """(events, values) of one role, events leaning on one another where they may; None where nothing can be chosen."""
    t = asked.dated if role == "date" else asked.t
    scores = role_scores(heads, x, sample, role, t, [e.at for e in asked.events])
    if scores is None or role not in SHARED:
        return scores
    return heads.share(role, t, asked.near, scores)


def role_scores(
    heads: Events, x: Tensor, sample: Sample, role: str, t: Tensor, at: Sequence[tuple[int, int]]
) -> Tensor | None:
    """(triggers, values) of one role; the values that stand in no words get their scores from the trigger alone."""
    offered = sample.roles[role]
    if not offered.values:
        return None
    scores = _by_words(heads, x, sample, role, t, at)
    if role not in heads.untold:
        return scores
    free = heads.untold[role](t)
    if role == "date" and sample.frame.article.published:
        day = torch.logaddexp(scores[:, 1:2], free[:, 1:2])
        return torch.cat([free[:, :1], day, scores[:, 2:]], 1)
    return torch.cat([free[:, :1], scores[:, 1:]], 1)


def _by_words(heads: Events, x: Tensor, sample: Sample, role: str, t: Tensor, at: Sequence[tuple[int, int]]) -> Tensor:
    """What the occurrences of each value say."""
    offered = sample.roles[role]
    found = offered.occurrences
    if not found:
        return torch.full((len(t), len(offered.values)), _NOTHING)
    m = heads.mentions(x, torch.tensor([o.first for o in found]), torch.tensor([o.last for o in found]))
    near = torch.from_numpy(np.stack([relations(a, found, sample.frame.words) for a in at]))
    weights, numbers = torch.tensor([o.weight for o in found]), torch.from_numpy(offered.numbers)
    return heads.fits(role, t, m, near, weights, numbers, len(offered.values), torch.from_numpy(offered.whole))


def role_losses(
    role: str, events: Sequence[Event], offered: Role, scores: Tensor | None
) -> Iterator[tuple[str, Judged]]:
    """What one role is judged by; a date by its start and by the pair of both ends."""
    if scores is None:
        if role == "country":  # no country is named at all: right where none is coded
            yield role, Judged(torch.zeros(()), [not e.countries for e in events])
    elif role in SETS:
        yield role, set_loss(scores, [getattr(e, SETS[role]) for e in events], offered.values)
    elif role == "date":
        starts, pairs = zip(*(right_dates(e.date, offered.values) for e in events), strict=True)
        yield "date", choice_loss(scores, starts)
        yield "pair", choice_loss(scores, pairs)
    else:
        yield role, choice_loss(scores, [right_names(getattr(e, role), offered.values) for e in events])


def set_loss(scores: Tensor, wanted: Sequence[set[str]], values: Sequence[str]) -> Judged:
    """Each value is right or not for itself."""
    target = torch.tensor([[float(value in one) for value in values] for one in wanted])
    right = ((scores > 0) == (target > 0)).all(-1).tolist()
    return Judged(F.binary_cross_entropy_with_logits(scores, target, reduction="sum"), right)


def choice_loss(scores: Tensor, right: Sequence[list[int]]) -> Judged:
    """-log p(any right value), summed; those for whom no value is right are left out of it, and count as wrong."""
    logp = torch.log_softmax(scores, -1)
    told = [-torch.logsumexp(logp[i, among], 0) for i, among in enumerate(right) if among]
    best = scores.argmax(-1).tolist()
    loss = torch.stack(told).sum() if told else scores.sum() * 0
    return Judged(loss, [b in among for b, among in zip(best, right, strict=True)])


def right_dates(coded: str, values: Sequence[str]) -> tuple[list[int], list[int]]:
    """Values with the coded start, and those with the coded end as well; value 0 is that none is told."""
    told = [(i, value) for i, value in enumerate(values) if i]
    start = "" if coded == UNTOLD else coded.split("/", maxsplit=1)[0]
    starts = [i for i, value in told if value.split("/")[0] == start and "/" in value]
    if not start:
        starts = [0, *starts]
    return starts, [0] if coded == UNTOLD else [i for i, value in told if value == coded]


def right_names(wanted: str | None, values: Sequence[str]) -> list[int]:
    """Values that name the coded thing; where none has its very words, those that come nearest."""
    if wanted is None:
        return [0]
    told, mine = [(i, words(value)) for i, value in enumerate(values) if i], words(wanted)
    same = [i for i, other in told if other == mine]
    close = same or [i for i, _ in told if same_name(values[i], wanted)]
    return close or [i for i, other in told if set(other) & set(mine) - _LITTLE]


# --- persons


def nation_loss(heads: Events, x: Tensor, sample: Sample) -> Judged | None:
    """Which country each coded person serves, told by his first mentions; None where no such person is found."""
    offered, rows, right = sample.roles["nation"], [], []
    for person in sample.people:
        at = [reach for span in person.naming.spans[:_MENTIONS] if (reach := sample.frame.words.within(span))]
        if not person.coded or not at:
            continue
        asks = torch.stack([(x[a] + x[b]) / 2 for a, b in at])
        scores = role_scores(heads, x, sample, "nation", F.gelu(heads.trigger(heads.drop(asks))), at)
        if scores is not None:
            rows.append(torch.cat([scores[:, :1].mean(0), torch.logsumexp(scores[:, 1:], 0)]))
            right.append(_right_nation(person.nation, offered.values))
    return choice_loss(torch.stack(rows), right) if rows else None


def _right_nation(nation: str | None, values: Sequence[str]) -> list[int]:
    return [0] if nation is None else [i for i, value in enumerate(values) if i and value == nation]
