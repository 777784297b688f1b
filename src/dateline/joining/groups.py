"""Groups of claims while they grow: what keeps two of them apart."""

from collections.abc import Container, Iterator
from itertools import product

from dateline.joining.rulings import Pair, Rulings
from dateline.joining.scale import Decision
from dateline.joining.units import Faces


class Groups:
    """Units that are one so far.

    A group is made of *atoms*: a unit, or the units that a person ruled to be one. Whoever rules that two claims are
    one has accepted what both of them say; so an atom is unlike another only if all of its units are.
    """

    def __init__(self, faces: Faces, rulings: Rulings, close: Container[tuple[int, int]] = ()) -> None:
        """Begin with each unit alone; ``close`` are pairs of faces, the earlier first, known not to be different."""
        self._faces, self._rulings, self._close = faces, rulings, close
        count = range(len(faces.units))
        self._root = list(count)
        self._atoms: dict[int, list[tuple[int, ...]]] = {unit: [(unit,)] for unit in count}
        self._articles = {unit: set(faces.units[unit].articles) for unit in count}
        self._parted: dict[int, set[int]] = {}
        self._unit_of = {key: number for number, unit in enumerate(faces.units) for key in unit.claims}

    def bind(self) -> tuple[Pair, ...]:
        """Put together what people ruled to be one; returns their pairs. The newest ruling goes before older ones."""
        ruled = self._rulings.pairs(self._unit_of)
        for one, other in ruled:
            ours, theirs = self._find(self._unit_of[one]), self._find(self._unit_of[other])
            if ours != theirs and not self._are_ruled_apart(ours, theirs):
                atom = tuple(sorted(unit for root in (ours, theirs) for part in self._atoms[root] for unit in part))
                self._atoms[self._put(ours, theirs)] = [atom]
        return ruled

    def merge(self, one: str, other: str) -> None:
        """Make the groups of two claims one, unless something keeps them apart."""
        ours, theirs = self._find(self._unit_of[one]), self._find(self._unit_of[other])
        if ours == theirs or theirs in self._parted.get(ours, ()):
            return
        if self._are_unlike(ours, theirs):
            self._parted.setdefault(ours, set()).add(theirs)
            self._parted.setdefault(theirs, set()).add(ours)
        else:
            self._put(ours, theirs)

    def keys(self) -> tuple[tuple[str, ...], ...]:
        """The claims of each group, in order."""
        return tuple(sorted(tuple(sorted(self._claims(root))) for root in self._atoms))

    def _claims(self, root: int) -> Iterator[str]:
        for atom in self._atoms[root]:
            for unit in atom:
                yield from self._faces.units[unit].claims

    def _find(self, unit: int) -> int:
        while self._root[unit] != unit:
            self._root[unit] = self._root[self._root[unit]]
            unit = self._root[unit]
        return unit

    def _put(self, one: int, other: int) -> int:
        """Put the smaller group into the larger one; whoever was apart from one is apart from both."""
        large, small = sorted((one, other), key=lambda root: (-len(self._atoms[root]), root))
        self._root[small] = large
        self._atoms[large] += self._atoms.pop(small)
        self._articles[large] |= self._articles.pop(small)
        for root in self._parted.pop(small, ()):
            self._parted[root].discard(small)
            self._parted[root].add(large)
            self._parted.setdefault(large, set()).add(root)
        return large

    def _are_unlike(self, ours: int, theirs: int) -> bool:
        """Whether any two claims of theirs cannot be one: of one article, ruled apart, or different when compared."""
        if not self._articles[ours].isdisjoint(self._articles[theirs]) or self._are_ruled_apart(ours, theirs):
            return True
        return any(self._differ(one, other) for one, other in product(self._atoms[ours], self._atoms[theirs]))

    def _differ(self, one: tuple[int, ...], other: tuple[int, ...]) -> bool:
        units = self._faces.units
        return all(self._are_different(units[a].face, units[b].face) for a, b in product(one, other))

    def _are_different(self, one: int, other: int) -> bool:
        if ((one, other) if one < other else (other, one)) in self._close:
            return False
        return self._faces.compared(one, other).decision is Decision.DIFFERENT

    def _are_ruled_apart(self, ours: int, theirs: int) -> bool:
        if not self._rulings.apart:
            return False
        touched = self._rulings.touched
        mine, yours = (tuple(key for key in self._claims(root) if key in touched) for root in (ours, theirs))
        return any(self._rulings.are_apart(one, other) for one, other in product(mine, yours))
