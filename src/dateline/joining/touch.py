"""Which claims of a record a new one touches: those that it is the same as, and no others.

``join`` of some claims needs no claim that no chain of the decision ``same`` connects with them. So of all that lie in
the blocks of a new claim, only those have to be joined anew that it is the same as when compared, with what hangs
together with them. The rest of the record stands as it is.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from dateline.joining.block import Index, lines_of, looks_in
from dateline.joining.compare import are_same
from dateline.joining.features import Face, face_of
from dateline.joining.rulings import Pair, Rulings
from dateline.joining.scale import Scale, scale
from dateline.model.kept import Kept


class New:
    """New claims, as they ask for those that they touch."""

    def __init__(self, claims: Iterable[Kept], rulings: Rulings, by: Scale | None = None) -> None:
        self._rulings, self._by = rulings, by or scale()
        told = {(kept.source.key, face_of(kept, rulings)): None for kept in claims}
        self._told, self._faces = told.keys(), tuple({face: None for _, face in told})
        self._index = Index()
        for number, face in enumerate(self._faces):
            self._index.add(number, lines_of(face))
        self._same: dict[Face, bool] = {}

    def blocks(self) -> set[str]:
        """Where all that they can touch lies, as ``lies_in`` tells it."""
        return set(chain.from_iterable(map(looks_in, self._faces)))

    def touched(self, others: Iterable[Kept]) -> Iterator[str]:
        """The keys of others that one of them is the same as, when compared; in the order in which they are given.

        And of those that the article of one of them tells in the same way (``bound``).
        """
        for kept in others:
            face = face_of(kept, self._rulings)
            if face not in self._same:
                self._same[face] = self._is_same(face)
            if self._same[face] or (kept.source.key, face) in self._told:
                yield kept.key

    def _is_same(self, face: Face) -> bool:
        met = (self._faces[number] for number in sorted(self._index.met(lines_of(face))))
        return any(are_same(ours, face, self._by) for ours in met)


def bound(claims: Iterable[Kept], rulings: Rulings) -> Iterator[Pair]:
    """Pairs of claims that one article tells alike: which of them is the first hangs on the others being there.

    Whoever joins one of them anew takes in all of them (``units.Unit``).
    """
    alike: dict[tuple[str, Face], list[str]] = {}
    for kept in claims:
        alike.setdefault((kept.source.key, face_of(kept, rulings)), []).append(kept.key)
    for keys in alike.values():
        yield from pairwise(sorted(keys))
