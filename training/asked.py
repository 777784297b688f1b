"""What a coded article asks of the heads, in numbers alone: made once, it can be fitted on many times, anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Self

import numpy as np
import torch
from torch import Tensor

from corpora import NAMES
from dateline.evaluate.pairing import same_name, words
from dateline.reading.candidates import UNTOLD
from dateline.reading.heads import Role
from dateline.reading.standing import relations
from samples import Sample

SETS = {"country": "countries", "person": "people", "organization": "organizations"}  # roles that many values may fill
CHOICES = ("date", "place", "name")  # roles that one value fills
UNKNOWN = -1  # the tag of a name that the coding does not tell
NOTHING = -1e4  # the score of what is out of the question
_MENTIONS = 3  # the first mentions of a person are where his country is told
_LITTLE = {"the", "of"}  # words that two names may share by chance

Reach = tuple[int, int]


@dataclass
class Question:
    """One role: its occurrences, its values, who asks for them, and which answers are right.

    ``first`` and ``last`` are the words of each occurrence (occurrences,), ``numbers`` says which value each names.
    ``weights``, added to their scores, is (occurrences,) or (asking, occurrences); ``whole`` (values, 5) or (asking,
    values, 5); ``relations`` (asking, occurrences, 6); ``right`` (askers, values). Of dates ``both`` is right by both
    ends, and ``dated`` (asking,) tells whether value 1 is the day of publication. Of nations ``askers`` says whose
    mention each row is.
    """

    first: Tensor
    last: Tensor
    weights: Tensor
    numbers: Tensor
    whole: Tensor
    relations: Tensor
    right: Tensor
    dated: Tensor
    both: Tensor | None = None
    askers: Tensor | None = None


@dataclass
class Asked:
    """Some articles: their events by words and manner (events,), the tags of names (words, kinds), and their roles.

    ``steps`` is (events, events): how many sentences lie between two, in steps; -1 where they are of two articles.
    ``people`` is (mentions, 2), the words of those mentions that are asked for a nation.
    """

    first: Tensor
    last: Tensor
    type: Tensor
    status: Tensor
    mode: Tensor
    steps: Tensor
    names: Tensor
    people: Tensor
    roles: dict[str, Question]

    @property
    def events(self) -> int:
        """How many there are."""
        return len(self.first)

    @classmethod
    def of(cls, sample: Sample) -> Self:
        """A sample in numbers."""
        events, unknown = sample.events, [UNKNOWN] * len(sample.text.words)
        first, last = _long([e.first for e in events]), _long([e.last for e in events])
        s = torch.from_numpy(sample.frame.words.sentences)[first].long()
        roles = {role: question(sample, role, [e.at for e in events]) for role in (*SETS, *CHOICES) if events}
        people, nation = nations(sample)
        return cls(
            first, last, _long([e.type for e in events]), _long([e.status for e in events]),
            _long([e.mode for e in events]), (s[None] - s[:, None]).clamp(-4, 4) + 4,
            torch.tensor([sample.text.names.get(kind, unknown) for kind in NAMES]).T,
            _long(people).view(-1, 2), roles | ({"nation": nation} if nation else {}),
        )  # fmt: skip

    @classmethod
    def together(cls, each: Sequence[Self]) -> Self:
        """Several articles as one whose words follow one another; none asks for what another offers."""
        sizes = [len(one.names) for one in each]
        starts = [sum(sizes[:i]) for i in range(len(each))]
        moved = {
            name: torch.cat([getattr(one, name) + start for one, start in zip(each, starts, strict=True)])
            for name in ("first", "last", "people")
        }
        kept = {name: torch.cat([getattr(one, name) for one in each]) for name in ("type", "status", "mode", "names")}
        roles = {
            role: _together([one.roles.get(role) for one in each], starts)
            for role in dict.fromkeys(role for one in each for role in one.roles)
        }
        return cls(**moved, **kept, steps=_diagonal([one.steps for one in each], UNKNOWN), roles=roles)

    def to(self, device: torch.device) -> Self:
        """The same on another device, whole numbers as torch wants them for indices."""
        return _moved(self, device)


def _together(each: Sequence[Question | None], starts: Sequence[int]) -> Question:
    """One role of several articles: those who ask see the occurrences of their own article alone."""
    asking = [(q, start) for q, start in zip(each, starts, strict=True) if q]
    them = [q for q, _ in asking]
    most = max(len(q.whole) for q in them)
    weights = [q.weights.expand(len(q.relations), -1) for q in them]
    wholes = [_wider(q.whole, most).expand(len(q.relations), -1, -1) for q in them]
    askers = [q.askers for q in them if q.askers is not None]
    counts = [len(q.right) for q in them]
    return Question(
        torch.cat([q.first + start for q, start in asking]), torch.cat([q.last + start for q, start in asking]),
        _diagonal(weights, NOTHING), torch.cat([q.numbers for q in them]), torch.cat(wholes),
        _diagonal([q.relations for q in them], 0), torch.cat([_wider(q.right.T, most).T for q in them]),
        torch.cat([q.dated for q in them]),
        torch.cat([_wider(q.both.T, most).T for q in them if q.both is not None]) if them[0].both is not None else None,
        torch.cat([a + sum(counts[:i]) for i, a in enumerate(askers)]) if askers else None,
    )  # fmt: skip


def _wider(values: Tensor, size: int) -> Tensor:
    """Rows of nothing below, up to ``size`` rows."""
    return torch.cat([values, values.new_zeros(size - len(values), *values.shape[1:])])


def _diagonal(blocks: Sequence[Tensor], elsewhere: float) -> Tensor:
    """Blocks (rows, columns, …) down the diagonal, ``elsewhere`` in all other places."""
    rows, columns = (sum(block.shape[axis] for block in blocks) for axis in (0, 1))
    out = blocks[0].new_full((rows, columns, *blocks[0].shape[2:]), elsewhere)
    row = column = 0
    for block in blocks:
        out[row : row + block.shape[0], column : column + block.shape[1]] = block
        row, column = row + block.shape[0], column + block.shape[1]
    return out


def _moved(value: Any, device: torch.device) -> Any:
    if isinstance(value, Tensor):
        return value.to(device, torch.long if value.dtype in {torch.uint8, torch.int16} else value.dtype)
    if isinstance(value, dict):
        return {name: _moved(one, device) for name, one in value.items()}
    if isinstance(value, Asked | Question):
        return replace(value, **{f.name: _moved(getattr(value, f.name), device) for f in fields(value)})
    return value


def _long(values: Sequence[int] | Sequence[Reach]) -> Tensor:
    return torch.tensor(values, dtype=torch.long)


def question(sample: Sample, role: str, at: Sequence[Reach]) -> Question:
    """One role of an article, asked for at some words; which answers are right is what its events say."""
    offered, events = sample.roles[role], sample.events
    asked = occurrences(sample, offered, at)
    if role in SETS:
        wanted = [getattr(e, SETS[role]) for e in events]
        asked.right = torch.tensor([[value in one for value in offered.values] for one in wanted], dtype=torch.bool)
    elif role == "date":
        starts, pairs = zip(*(right_dates(e.date, offered.values) for e in events), strict=True)
        asked.right, asked.both = among(starts, offered), among(pairs, offered)
        asked.dated[:] = bool(sample.frame.article.published)
    elif role in CHOICES:
        asked.right = among([right_names(getattr(e, role), offered.values) for e in events], offered)
    return asked


def occurrences(sample: Sample, offered: Role, at: Sequence[Reach]) -> Question:
    """A role's occurrences and how they stand to words that ask; nothing is right yet."""
    found = offered.occurrences
    near = np.stack([relations(a, found, sample.frame.words) for a in at])
    return Question(
        _long([o.first for o in found]), _long([o.last for o in found]), torch.tensor([o.weight for o in found]),
        torch.from_numpy(offered.numbers), torch.from_numpy(offered.whole), torch.from_numpy(near.astype(np.uint8)),
        torch.zeros(0), torch.zeros(len(at), dtype=torch.bool),
    )  # fmt: skip


def among(right: Sequence[Sequence[int]], offered: Role) -> Tensor:
    """Which values are right, as (askers, values)."""
    out = torch.zeros(len(right), len(offered.values), dtype=torch.bool)
    for row, numbers in zip(out, right, strict=True):
        row[list(numbers)] = True
    return out


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


def nations(sample: Sample) -> tuple[list[Reach], Question | None]:
    """The first mentions of each coded person, and which country he serves; none where no such person is found."""
    offered, at, askers, right = sample.roles["nation"], list[Reach](), list[int](), list[list[int]]()
    for person in sample.people:
        reaches = [r for span in person.naming.spans[:_MENTIONS] if (r := sample.frame.words.within(span))]
        if person.coded and reaches:
            at += reaches
            askers += [len(right)] * len(reaches)
            right.append(_right_nation(person.nation, offered.values))
    if not right:
        return [], None
    asked = occurrences(sample, offered, at)
    return at, replace(asked, right=among(right, offered), askers=_long(askers))


def _right_nation(nation: str | None, values: Sequence[str]) -> list[int]:
    return [0] if nation is None else [i for i, value in enumerate(values) if i and value == nation]
