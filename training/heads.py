"""The heads for events: which words are triggers, and which candidates belong to them."""

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from dateline.reading.heads import FREE, MODES, SHARED, STATUSES, TYPES
from dateline.reading.standing import DISTANCE_STEPS, EXTRA_STEPS, RANK_STEPS, SENTENCE_STEPS
from network import WIDTH, mlp

ROLES = ("country", "person", "organization", "date", "place", "name", "nation")
REP, INNER, PAIR = 192, 128, 64


class Scorer(nn.Module):
    """How well each occurrence fits each trigger, and what the whole article says for a value."""

    def __init__(self) -> None:
        super().__init__()
        self.left, self.right = nn.Linear(REP, INNER), nn.Linear(REP, INNER, bias=False)
        sizes = (DISTANCE_STEPS, SENTENCE_STEPS, RANK_STEPS, 16, EXTRA_STEPS, 4)
        self.relations = nn.ModuleList(nn.Embedding(n, INNER) for n in sizes)
        for table in self.relations:
            nn.init.normal_(table.weight, std=0.1)
        self.out = nn.Linear(INNER, 1)
        self.pair_left, self.pair_right = nn.Linear(REP, PAIR), nn.Linear(REP, PAIR)
        self.whole = nn.Linear(5, 1)
        nn.init.zeros_(self.whole.weight)
        self.drop = nn.Dropout(0.2)

    def forward(self, t: Tensor, m: Tensor, relations: Tensor) -> Tensor:
        """Triggers (n, REP), occurrences (k, REP), relations (n, k, 6) to scores (n, k)."""
        hidden = self.left(t)[:, None] + self.right(m)[None]
        for i, table in enumerate(self.relations):
            hidden = hidden + table(relations[..., i])
        scores: Tensor = self.out(self.drop(F.relu(hidden))).squeeze(-1)
        return scores + self.pair_left(t) @ self.pair_right(m).T / PAIR**0.5


class Events(nn.Module):
    """All heads that read events."""

    def __init__(self) -> None:
        super().__init__()
        self.drop = nn.Dropout(0.2)
        self.triggers = mlp(WIDTH, 256, len(TYPES), 0.3)
        nn.init.constant_(self.triggers[-1].bias, -4.0)  # most words are no trigger
        self.trigger = nn.Linear(WIDTH, REP)
        self.mention = nn.Linear(2 * WIDTH, REP)
        self.kinds = nn.Embedding(len(TYPES), REP)
        self.status_of = nn.Embedding(len(STATUSES), REP)
        nn.init.normal_(self.kinds.weight, std=0.3)
        nn.init.normal_(self.status_of.weight, std=0.3)
        self.status = mlp(REP, 128, len(STATUSES), 0.3)
        self.mode = mlp(REP, 128, len(MODES), 0.3)
        self.scorers = nn.ModuleDict({role: Scorer() for role in ROLES})
        self.untold = nn.ModuleDict({role: mlp(REP, 64, 2) for role in FREE})
        self.asks = nn.Linear(REP, 32 * len(SHARED))
        self.answers = nn.Linear(REP, 32 * len(SHARED))
        self.near = nn.Embedding(SENTENCE_STEPS, len(SHARED))
        self.gate = nn.Parameter(torch.full((len(SHARED),), 0.3))

    def reps(self, x: Tensor, first: Tensor, last: Tensor, types: Tensor) -> Tensor:
        """Triggers by their words (both counted) and type: (n, REP)."""
        middle = (x[first] + x[last]) / 2
        return F.gelu(self.trigger(self.drop(middle))) + self.kinds(types)

    def mentions(self, x: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Occurrences by their words: (k, REP)."""
        return F.gelu(self.mention(self.drop(torch.cat([x[first], x[last]], -1))))

    def fits(
        self, role: str, t: Tensor, m: Tensor, relations: Tensor, weights: Tensor, values: Tensor, n: int, whole: Tensor
    ) -> Tensor:
        """Scores of values (triggers, ``n``): the logsumexp over the occurrences of each, and what the article says.

        Args:
            role: Which scorer.
            t: Triggers (triggers, REP).
            m: Occurrences (k, REP).
            relations: (triggers, k, 6).
            weights: (k,) or (triggers, k), added to the scores of occurrences.
            values: (k,), the number of the value that each occurrence names.
            n: How many values.
            whole: (n, 5) or (triggers, n, 5), features of values.
        """
        scorer = self.scorers[role]
        scores = scorer(t, m, relations) + weights
        spread = scores.new_full((len(t), len(values), n), -1e4)
        spread[:, torch.arange(len(values), device=t.device), values] = scores
        return torch.logsumexp(spread, 1) + scorer.whole(whole).squeeze(-1)

    def share(self, role: str, t: Tensor, near: Tensor, scores: Tensor) -> Tensor:
        """Let events of one article lean on one another: each adds what the others it attends to score for a value.

        ``near`` (triggers, triggers) is how many sentences lie between two, in steps; below 0 they see nothing of one
        another.
        """
        if len(t) < 2:  # noqa: PLR2004
            return scores
        i = SHARED.index(role)
        q, k = self.asks(t)[:, 32 * i : 32 * i + 32], self.answers(t)[:, 32 * i : 32 * i + 32]
        unseen = torch.eye(len(t), dtype=torch.bool, device=t.device) | (near < 0)
        a = q @ k.T / 32**0.5 + self.near(near.clamp(min=0))[..., i]
        a = torch.softmax(a.masked_fill(unseen, -1e4), -1).masked_fill(unseen, 0.0)
        return scores + self.gate[i] * (a @ scores.clamp(-8, 8))
