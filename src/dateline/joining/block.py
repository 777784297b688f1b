"""Which claims are worth comparing: those that lie in one block.

A block is a key that a claim makes of itself alone, so that which claims meet never depends on what else the record
holds. Most pairs that are one occasion share a kind, two parties and a stretch of a few days. Claims that tell less ask
in wider blocks: the others lie there only to answer, and are not compared with one another. So no block grows into all
against all.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

from dateline.joining.features import Face, Span

_STRETCH = 4  # days of the stretches by which fine days are looked up
_SLACK = 1  # a day more on either side, as two articles may tell one occasion a day or two apart
_FEW = 4  # parties of which every two make a block; of more, each alone
_MONTHS = 24  # of the longest time that is looked up by its months

BY_WHOM, BY_WHEN = 1, 2
ASKS = BY_WHOM | BY_WHEN
"""How a claim asks in a block: by its parties, by its days. Two meet if between them they ask by both."""

Line = tuple[str, int]
"""A block, and how the claim asks in it."""


def lines_of(face: Face) -> tuple[Line, ...]:
    """The blocks that a claim lies in, each once."""
    whens = tuple(_whens(face))
    lines = {f"{face.kind}:{who}:{when}": by + at for who, by in _whos(face) for when, at in whens}
    return tuple(lines.items())


class Index:
    """Claims by the blocks that they lie in, each by a number."""

    def __init__(self) -> None:
        self._blocks: dict[str, tuple[list[int], ...]] = {}

    def add(self, number: int, lines: Iterable[Line]) -> None:
        """Put a claim in its blocks."""
        for block, asks in lines:
            if block not in self._blocks:
                self._blocks[block] = tuple([] for _ in range(ASKS + 1))
            self._blocks[block][asks].append(number)

    def met(self, lines: Iterable[Line]) -> set[int]:
        """The numbers of those with which a claim is compared."""
        found: set[int] = set()
        for block, asks in lines:
            if there := self._blocks.get(block):
                found.update(*(lying for others, lying in enumerate(there) if _meet(asks, others)))
        return found


def lies_in(face: Face) -> tuple[str, ...]:
    """What a record keeps of a claim, to find it by: its blocks, each with how it asks there, in order."""
    return tuple(sorted(f"{block}#{asks}" for block, asks in lines_of(face)))


def looks_in(face: Face) -> tuple[str, ...]:
    """What a record is asked for, to find all that a claim is compared with: what ``lies_in`` tells of those."""
    every = range(ASKS + 1)
    return tuple(f"{block}#{others}" for block, asks in lines_of(face) for others in every if _meet(asks, others))


def _meet(asks: int, others: int) -> bool:
    return asks | others == ASKS


def _whos(face: Face) -> Iterator[Line]:
    """By whom a claim is looked up. Whoever tells fewer than two parties, or very many, asks by each of them alone."""
    parties = face.parties
    few = 1 < len(parties) <= _FEW
    if few:
        yield from ((f"{one}+{other}", BY_WHOM) for one, other in combinations(parties, 2))
    yield from ((party, 0 if few else BY_WHOM) for party in parties)
    yield from ((f"person {key}", 0 if parties else BY_WHOM) for key in sorted(face.person_keys))
    if face.name is not None:
        yield from ((f"name {word}", BY_WHOM) for word in sorted(face.name.base))


def _whens(face: Face) -> Iterator[Line]:
    """When a claim is looked up: by stretches of days; by months, where those ask that know no day."""
    span = face.days or face.window
    if span is None:
        yield "ever", BY_WHEN
    elif face.days is not None and span.is_fine:
        yield from ((f"d{stretch}", BY_WHEN) for stretch in _stretches(span))
        yield from ((month, 0) for month in _months(span))
    else:
        yield from ((month, BY_WHEN) for month in _months(span))


def _stretches(span: Span) -> Iterable[int]:
    return range((span.first - _SLACK) // _STRETCH, (span.last + _SLACK) // _STRETCH + 1)


def _months(span: Span) -> Iterator[str]:
    first, last = date.fromordinal(span.first), date.fromordinal(span.last)
    month, end = 12 * first.year + first.month - 1, 12 * last.year + last.month - 1
    yield from (f"m{number}" for number in range(month, min(end, month + _MONTHS) + 1))
