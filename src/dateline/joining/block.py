"""Which claims are worth comparing: those that lie in one block.

A block is a key that a claim makes of itself alone, so that which claims meet never depends on what else the record
holds. Most pairs that are one occasion share a kind, two parties and a stretch of a few days. Claims that tell less ask
in wider blocks: the others lie there only to answer, and are not compared with one another. So no block grows into all
against all.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import combinations

from dateline.joining.features import Face, Span

_STRETCH = 4  # days of the stretches by which fine days are looked up
_SLACK = 1  # a day more on either side, as two articles may tell one occasion a day or two apart
_FEW = 4  # parties of which every two make a block; of more, each alone
_EVER = "ever"
_MONTHS = 24  # of the longest time that is looked up by its months

BY_WHOM, BY_WHEN = 1, 2
ASKS = BY_WHOM | BY_WHEN
"""How a claim asks in a block: by its parties, by its days. Two meet if between them they ask by both."""

_MEETS = tuple(tuple(others for others in range(ASKS + 1) if asks | others == ASKS) for asks in range(ASKS + 1))
"""Of each way of asking, those that it meets."""

Line = tuple[str, int]
"""A block, and how the claim asks in it."""


def lines_of(face: Face) -> tuple[Line, ...]:
    """The blocks that a claim lies in, each once."""
    whens = tuple(_whens(face))
    lines = {f"{face.kind}:{who}:{when}": by + at for who, by in _whos(face) for when, at in whens}
    return tuple(lines.items())


def lines_by_month(face: Face) -> dict[int, Mapping[str, int]]:
    """The same lines, by the month in which each block ends; no claim of later days alone lies in one of these."""
    whos = tuple(_whos(face))
    lines: dict[int, dict[str, int]] = {}
    for when, at in _whens(face):
        of_month = lines.setdefault(_month_of(when), {})
        of_month.update((f"{face.kind}:{who}:{when}", by + at) for who, by in whos)
    return dict(lines)


class Index:
    """Claims by the blocks that they lie in, each by a number."""

    def __init__(self) -> None:
        self._lying: tuple[dict[str, list[int]], ...] = tuple({} for _ in range(ASKS + 1))

    def add(self, number: int, lines: Iterable[Line]) -> None:
        """Put a claim in its blocks."""
        for block, asks in lines:
            self._lying[asks].setdefault(block, []).append(number)

    def met(self, lines: Iterable[Line]) -> set[int]:
        """The numbers of those with which a claim is compared."""
        found: set[int] = set()
        for block, asks in lines:
            for others in _MEETS[asks]:
                if there := self._lying[others].get(block):
                    found.update(there)
        return found


def lies_in(face: Face) -> tuple[str, ...]:
    """What a record keeps of a claim, to find it by: its blocks, each with how it asks there, in order."""
    return tuple(sorted(f"{block}#{asks}" for block, asks in lines_of(face)))


def looks_in(face: Face) -> tuple[str, ...]:
    """What a record is asked for, to find all that a claim is compared with: what ``lies_in`` tells of those."""
    return tuple(f"{block}#{others}" for block, asks in lines_of(face) for others in _MEETS[asks])


def first_month(face: Face) -> int:
    """The first month in which one of a claim's blocks ends; months are counted from the year 0."""
    return min(_month_of(when) for when, _ in _whens(face))


@lru_cache(maxsize=1 << 14)
def _month_of(when: str) -> int:
    """The month in which a block ends; 0 where no time bounds it."""
    if when == _EVER:
        return 0
    number = int(when[1:])
    return number if when.startswith("m") else _month(date.fromordinal((number + 1) * _STRETCH - 1))


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
        yield _EVER, BY_WHEN
    elif face.days is not None and span.is_fine:
        yield from ((f"d{stretch}", BY_WHEN) for stretch in _stretches(span))
        yield from ((month, 0) for month in _months(span))
    else:
        yield from ((month, BY_WHEN) for month in _months(span))


def _stretches(span: Span) -> Iterable[int]:
    return range((span.first - _SLACK) // _STRETCH, (span.last + _SLACK) // _STRETCH + 1)


def _months(span: Span) -> Iterator[str]:
    first, last = date.fromordinal(span.first), date.fromordinal(span.last)
    month, end = _month(first), _month(last)
    yield from (f"m{number}" for number in range(month, min(end, month + _MONTHS) + 1))


def _month(day: date) -> int:
    return 12 * day.year + day.month - 1
