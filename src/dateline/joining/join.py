"""Claims → occasions. The order of arrival never matters; what is not connected never touches.

First what people ruled, then the likeliest pair first: two groups become one unless a claim of the one cannot be the
same occasion as a claim of the other. That is asked of every two claims, not only of the pair that brought them
together, so a vague claim ("they met in June") never draws two clear ones into one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from dateline.joining.groups import Groups
from dateline.joining.rulings import Rulings, pair_of
from dateline.joining.scale import Compared, Decision, Scale, scale
from dateline.joining.units import Faces
from dateline.model.kept import Kept

_RULED = ("a person ruled that they are one",)
_NO_RULINGS = Rulings()


class Pair(NamedTuple):
    """Two claims that were compared and may be one: their keys in order, how likely, what follows, and why."""

    one: str
    other: str
    score: float
    decision: Decision
    reasons: tuple[str, ...]

    @property
    def keys(self) -> tuple[str, str]:
        """The two claims."""
        return (self.one, self.other)

    @property
    def same(self) -> bool:
        """Whether the two are taken for one occasion; what keeps their groups apart may still part them."""
        return self.decision is Decision.SAME


@dataclass(frozen=True, slots=True)
class Partition:
    """Which claims speak of one occasion.

    Attributes:
        groups: The keys of each occasion's claims, in order; the groups in the order of their first keys.
        pairs: Every two claims that were compared and are the same or unsure, in order. Of claims that are alike in all
            that counts (``units``), one stands for all, and the others are paired with it.
    """

    groups: tuple[tuple[str, ...], ...] = ()
    pairs: tuple[Pair, ...] = ()


def join(claims: Iterable[Kept], rulings: Rulings = _NO_RULINGS, by: Scale | None = None) -> Partition:
    """Find which claims speak of one occasion.

    A function of the set of claims and of the rulings. Claims that no chain of pairs of the decision ``same`` connects
    can be joined apart from one another, with the same result.

    Args:
        claims: In any order. Those that were rejected are in no group.
        rulings: What people ruled. Their word goes before all else.
        by: What findings weigh; the scale that ships where none is given.
    """
    faces = Faces.of(claims, rulings, by or scale())
    alike = tuple(faces.alike())
    between = list(_between(faces, alike))
    groups = Groups(faces, rulings, {(one, other) for one, other, _ in alike})
    ruled = [Pair(*pair_of(*two), 1.0, Decision.SAME, _RULED) for two in groups.bind()]
    for pair in sorted((pair for pair in between if pair.same), key=_likeliest):
        groups.merge(*pair.keys)
    return Partition(groups.keys(), tuple(sorted((*between, *_within(faces), *ruled))))


def _likeliest(pair: Pair) -> tuple[float, str, str]:
    return (-pair.score, *pair.keys)


def _between(faces: Faces, alike: Iterable[tuple[int, int, Compared]]) -> Iterator[Pair]:
    """The first claims of every two units that may be one."""
    for one, other, found in alike:
        for unit, match in faces.pairs(one, other):
            keys = pair_of(faces.units[unit].claims[0], faces.units[match].claims[0])
            yield Pair(*keys, found.score, found.decision, found.reasons)


def _within(faces: Faces) -> Iterator[Pair]:
    """The first claim of every unit with each of the others."""
    for unit in faces.units:
        if len(unit.claims) > 1:
            found = faces.compared(unit.face, unit.face)
            first, *others = unit.claims
            yield from (Pair(first, other, found.score, found.decision, found.reasons) for other in others)
