"""Claims that look alike in all that counts, put together before anything is compared.

Of a story that a hundred papers print, most claims have one face. They are compared with the others once, all as one
*unit*; so what joining costs grows with what is said, not with how often.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.joining.block import Index, lines_of
from dateline.joining.compare import compare
from dateline.joining.features import Face, face_of
from dateline.joining.rulings import Rulings
from dateline.joining.scale import Compared, Decision, Scale
from dateline.model.kept import Kept


@dataclass(frozen=True, slots=True)
class Unit:
    """Claims of one face, one from each article; ``layer`` is the how-manieth of its article they are.

    An article that tells of two occasions in the same way has a claim in the first layer and one in the second. So has
    a copy of it; and the first of the one is the first of the other.
    """

    face: int
    layer: int
    claims: tuple[str, ...]
    articles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Faces:
    """All faces in a set order, and the units of each."""

    faces: tuple[Face, ...]
    units: tuple[Unit, ...]
    of_face: tuple[tuple[int, ...], ...]
    by: Scale

    @classmethod
    def of(cls, claims: Iterable[Kept], rulings: Rulings, by: Scale) -> "Faces":
        """Put the claims of one face together; those that were rejected are left out."""
        held: dict[Face, set[tuple[str, int, str]]] = defaultdict(set)
        for kept in claims:
            if not kept.rejected and kept.key not in rulings.rejected:
                held[face_of(kept, rulings)].add((kept.source.key, kept.claim.trigger.start, kept.key))
        together = sorted(((sorted(rows), face) for face, rows in held.items()), key=lambda two: two[0])
        faces = tuple(face for _, face in together)
        units: list[Unit] = []
        of_face = []
        for number, (rows, face) in enumerate(together):
            own = list(_units(number, rows, together=compare(face, face, by).decision is Decision.SAME))
            of_face.append(tuple(range(len(units), len(units) + len(own))))
            units += own
        return cls(faces, tuple(units), tuple(of_face), by)

    def alike(self) -> Iterator[tuple[int, int, Compared]]:
        """Every two faces that are compared and may be one, the earlier first, with what was found."""
        index = Index()
        for number, face in enumerate(self.faces):
            lines = lines_of(face)
            for other in sorted(index.met(lines)):
                found = compare(self.faces[other], face, self.by)
                if found.decision is not Decision.DIFFERENT:
                    yield other, number, found
            index.add(number, lines)

    def compared(self, one: int, other: int) -> Compared:
        """What two faces are to one another."""
        return compare(self.faces[one], self.faces[other], self.by)

    def pairs(self, one: int, other: int) -> Iterator[tuple[int, int]]:
        """The units of two faces that are matched with one another: those of one layer."""
        theirs: dict[int, list[int]] = defaultdict(list)
        for unit in self.of_face[other]:
            theirs[self.units[unit].layer].append(unit)
        for unit in self.of_face[one]:
            yield from ((unit, match) for match in theirs[self.units[unit].layer])


def _units(face: int, rows: Sequence[tuple[str, int, str]], *, together: bool) -> Iterator[Unit]:
    """The units of a face: a layer each, or each claim alone where such claims do not tell enough to be one."""
    layers: dict[int, list[tuple[str, str]]] = defaultdict(list)
    seen: Counter[str] = Counter()
    for article, _, key in rows:
        layers[seen[article]].append((article, key))
        seen[article] += 1
    for layer, members in layers.items():
        for part in [members] if together else [[member] for member in members]:
            yield Unit(face, layer, tuple(sorted(key for _, key in part)), frozenset(article for article, _ in part))
