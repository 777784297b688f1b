"""Claims parted into pieces that are joined apart, with the result of one piece: millions of them in bounded memory.

No chain of the decision ``same`` leads from one piece into another, and what no chain connects is joined apart with the
same result (``join``). What is compared lies on disk meanwhile; in memory are a key and a number for each claim, and
the few months that a sweep is at.
"""

import pickle
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby

from dateline.joining.block import first_month
from dateline.joining.chains import Chains, Sweep
from dateline.joining.features import Face, face_of
from dateline.joining.rulings import Rulings
from dateline.joining.scale import Scale, scale
from dateline.model.kept import Kept

MOST = 2000  # claims of a piece, beyond which it is closed when a chain ends
_NO_RULINGS = Rulings()


def pieces(
    claims: Iterable[Kept], rulings: Rulings = _NO_RULINGS, by: Scale | None = None, most: int = MOST
) -> Iterator[tuple[str, ...]]:
    """The keys of claims that are joined together, a piece at a time.

    Each claim is in one piece; those that were rejected are in none. Claims that were ruled one are in one piece.

    Args:
        claims: In any order, each once; they are asked for one by one, and not kept.
        rulings: What people ruled.
        by: What findings weigh; the scale that ships where none is given.
        most: A piece ends with the chain that brings it to so many claims.
    """
    keys: list[str] = []
    with closing(_Spilled(_faces(claims, rulings, keys))) as spilled:
        chains = Chains(len(keys))
        _tie_ruled(chains, rulings, keys)
        sweep = Sweep(chains, by or scale())
        for number, face, month in spilled.in_time():
            sweep.meet(number, face, month)
    yield from _whole(chains, keys, most)


def _faces(claims: Iterable[Kept], rulings: Rulings, keys: list[str]) -> Iterator[tuple[int, Face]]:
    """Each claim's face, numbered in the order in which the keys are noted."""
    for kept in claims:
        if not kept.rejected and kept.key not in rulings.rejected:
            yield len(keys), face_of(kept, rulings)
            keys.append(kept.key)


def _tie_ruled(chains: Chains, rulings: Rulings, keys: list[str]) -> None:
    if rulings.one:
        ruled = {key for group in rulings.one for key in group}
        numbers = {key: number for number, key in enumerate(keys) if key in ruled}
        for one, other in rulings.pairs(numbers):
            chains.tie(numbers[one], numbers[other])


def _whole(chains: Chains, keys: list[str], most: int) -> Iterator[tuple[str, ...]]:
    piece: list[str] = []
    for _, chain in groupby(sorted(range(len(keys)), key=chains.first), key=chains.first):
        piece += [keys[number] for number in chain]
        if len(piece) >= most:
            yield tuple(piece)
            piece = []
    if piece:
        yield tuple(piece)


class _Spilled:
    """Faces on disk, in a file without a name that goes when it is closed."""

    def __init__(self, faces: Iterable[tuple[int, Face]]) -> None:
        self._file = sqlite3.connect("", isolation_level=None)
        self._file.execute("CREATE TABLE faces (kind TEXT, month INT, number INT, face BLOB)")
        self._file.execute("BEGIN")
        rows = ((face.kind, first_month(face), number, pickle.dumps(face, -1)) for number, face in faces)
        self._file.executemany("INSERT INTO faces VALUES (?, ?, ?, ?)", rows)
        self._file.execute("COMMIT")

    def in_time(self) -> Iterator[tuple[int, Face, int]]:
        """The faces with their numbers and first months, kind by kind, in the order of months."""
        for number, face, month in self._file.execute("SELECT number, face, month FROM faces ORDER BY kind, month"):
            yield number, pickle.loads(face), month  # noqa: S301  (this very process wrote it)

    def close(self) -> None:
        """Give the disk back."""
        self._file.close()
