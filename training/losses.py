"""What the event heads are fitted by: one loss for each question that a coded article answers."""

from collections import Counter
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional as F

from asked import CHOICES, NOTHING, SETS, Asked, Question
from dateline.reading.heads import SHARED, TYPES
from heads import Events

WEIGHTS = {
    "trigger": 1.0, "status": 0.5, "mode": 0.3, "country": 1.0, "person": 0.5, "organization": 0.3, "date": 1.0,
    "pair": 0.5, "place": 0.5, "name": 0.2, "nation": 0.7, "names": 1.5,
}  # fmt: skip


@dataclass
class Judged:
    """The loss of one question over an article, and for each that asks it whether the first choice is right."""

    loss: Tensor
    right: Tensor


def event_losses(heads: Events, x: Tensor, asked: Asked) -> dict[str, Judged]:
    """Every question that the codings of some articles answer; losses are summed over their events (words, persons).

    Args:
        heads: What is fitted.
        x: Word vectors (words, width).
        asked: The articles, on the device of the two.
    """
    judged = {"trigger": trigger_loss(heads, x, asked)}
    if nation := asked.roles.get("nation"):
        judged["nation"] = nation_loss(heads, x, asked, nation)
    if asked.events:
        t = heads.reps(x, asked.first, asked.last, asked.type)
        judged["status"], judged["mode"] = _one_of(heads.status(t), asked.status), _one_of(heads.mode(t), asked.mode)
        dated = t + heads.status_of(asked.status)
        for role in (*SETS, *CHOICES):
            judged |= role_losses(heads, x, asked, role, dated if role == "date" else t)
    return judged


# --- triggers and their manner


def trigger_targets(asked: Asked, size: int) -> Tensor:
    """1 where a word names an event of a type: (words, types)."""
    target = torch.zeros(size, len(TYPES))
    for first, last, kind in zip(asked.first.tolist(), asked.last.tolist(), asked.type.tolist(), strict=True):
        target[first : last + 1, kind] = 1
    return target.to(asked.first.device)


def trigger_loss(heads: Events, x: Tensor, asked: Asked) -> Judged:
    """Words are judged one by one; most are no trigger, so no share of right ones is told."""
    logits = heads.triggers(heads.drop(x))
    target = trigger_targets(asked, len(x))
    return Judged(F.binary_cross_entropy_with_logits(logits, target, reduction="sum"), logits.new_zeros(0))


def count_triggers(counts: Counter[str], heads: Events, x: Tensor, asked: Asked) -> None:
    """Add an article to what F1 of trigger words is made of."""
    said, true = heads.triggers(heads.drop(x)) > 0, trigger_targets(asked, len(x)) > 0
    counts["trigger_hit"] += int((said & true).sum())
    counts["trigger_said"] += int(said.sum())
    counts["trigger_true"] += int(true.sum())


def _one_of(scores: Tensor, target: Tensor) -> Judged:
    return Judged(F.cross_entropy(scores, target, reduction="sum"), scores.argmax(-1) == target)


# --- roles


def role_losses(heads: Events, x: Tensor, asked: Asked, role: str, t: Tensor) -> dict[str, Judged]:
    """What one role is judged by; a date by its start and by the pair of both ends.

    A role without values asks nothing.
    """
    question = asked.roles.get(role)
    if question is None:
        return {}
    scores = role_scores(heads, x, role, t, question)
    if role in SHARED:
        scores = heads.share(role, t, asked.steps, scores)
    if role in SETS:
        return {role: set_loss(scores, question.right)}
    found = {role: choice_loss(scores, question.right)}
    return found if question.both is None else found | {"pair": choice_loss(scores, question.both)}


def role_scores(heads: Events, x: Tensor, role: str, t: Tensor, question: Question) -> Tensor:
    """(asking, values) of one role; the values that stand in no words get their scores from who asks alone."""
    scores = _by_words(heads, x, role, t, question)
    if role not in heads.untold:
        return scores
    free = heads.untold[role](t)
    day = torch.logaddexp(scores[:, 1:2], free[:, 1:2]).where(question.dated[:, None], scores[:, 1:2])
    return torch.cat([free[:, :1], day, scores[:, 2:]], 1)


def _by_words(heads: Events, x: Tensor, role: str, t: Tensor, q: Question) -> Tensor:
    """What the occurrences of each value say."""
    if not len(q.first):
        return t.new_full((len(t), q.whole.shape[-2]), NOTHING)
    m = heads.mentions(x, q.first, q.last)
    return heads.fits(role, t, m, q.relations, q.weights, q.numbers, q.whole.shape[-2], q.whole)


def set_loss(scores: Tensor, wanted: Tensor) -> Judged:
    """Each value is right or not for itself; both (asking, values)."""
    right = ((scores > 0) == wanted).all(-1)
    return Judged(F.binary_cross_entropy_with_logits(scores, wanted.to(scores.dtype), reduction="sum"), right)


def choice_loss(scores: Tensor, right: Tensor) -> Judged:
    """-log p(any right value), summed; those for whom no value is right are left out of it, and count as wrong."""
    logp = torch.log_softmax(scores, -1).masked_fill(~right, NOTHING)
    loss = -(torch.logsumexp(logp, -1) * right.any(-1)).sum()
    return Judged(loss, right.gather(-1, scores.argmax(-1, keepdim=True)).squeeze(-1))


# --- persons


def nation_loss(heads: Events, x: Tensor, asked: Asked, question: Question) -> Judged:
    """Which country each coded person serves, told by his first mentions together."""
    a, b = asked.people.T
    t = F.gelu(heads.trigger(heads.drop((x[a] + x[b]) / 2)))
    scores = role_scores(heads, x, "nation", t, question)
    whose = F.one_hot(question.askers, len(question.right)).T.to(scores.dtype)  # (persons, mentions)
    untold = (whose @ scores[:, :1]) / whose.sum(1, keepdim=True)
    told = torch.logsumexp(scores[None, :, 1:] + (1 - whose)[..., None] * NOTHING, 1)
    return choice_loss(torch.cat([untold, told], 1), question.right)
