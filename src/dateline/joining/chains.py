"""Which claims hang together by chains of the decision ``same``, found in one sweep through time.

A claim lies in blocks of its own days alone. So whoever takes the claims in the order of time may forget each month
when it has passed; what is known at any moment is what is told of a few months, however long the record is.
"""

from array import array
from collections import defaultdict
from collections.abc import Mapping

from dateline.joining.block import Index, lines_by_month
from dateline.joining.compare import are_same
from dateline.joining.features import Face
from dateline.joining.scale import Scale


class Chains:
    """Numbers from 0 on, of which some hang together; each chain is known by the smallest of its numbers."""

    def __init__(self, count: int) -> None:
        self._root = array("q", range(count))

    def first(self, number: int) -> int:
        """The smallest number that hangs together with one."""
        root = self._root
        while root[number] != number:
            root[number] = root[root[number]]
            number = root[number]
        return number

    def tie(self, one: int, other: int) -> None:
        """Have two numbers, with all that hang together with either, be of one chain."""
        one, other = self.first(one), self.first(other)
        self._root[max(one, other)] = min(one, other)


class Sweep:
    """Ties together the claims that are the same, while they come in the order of kind and month.

    Of two that hang together already nothing more is asked. So a story of three hundred articles costs three hundred
    comparisons here, and not all of its pairs.
    """

    def __init__(self, chains: Chains, by: Scale) -> None:
        self._chains, self._by = chains, by
        self._now = ("", 0)
        self._forget()

    @property
    def known(self) -> int:
        """How many faces are known at this moment."""
        return len(self._faces)

    def meet(self, number: int, face: Face, month: int) -> None:
        """Tie a claim to all that it is the same as; ``month`` is the first of its blocks'.

        Claims of one face lie in the same chains, or are compared with nobody; they are tied in either case.
        """
        self._pass(face.kind, month)
        if (alike := self._numbers.get(face)) is not None:
            self._chains.tie(number, alike)
            return
        lines = lines_by_month(face)
        for other in self._met(lines):
            ours, theirs = self._chains.first(number), self._chains.first(other)
            if ours != theirs and are_same(self._faces[other], face, self._by):
                self._chains.tie(ours, theirs)
        self._numbers[face], self._faces[number] = number, face
        self._leaving[max(lines)].append(number)
        for ends, of_month in lines.items():
            self._months[ends].add(number, of_month.items())

    def _met(self, lines: Mapping[int, Mapping[str, int]]) -> set[int]:
        found: set[int] = set()
        for ends, of_month in lines.items():
            if ends in self._months:
                found |= self._months[ends].met(of_month.items())
        return found

    def _pass(self, kind: str, month: int) -> None:
        """Forget what nobody who is still to come can meet."""
        if (kind, month) == self._now:
            return
        if kind != self._now[0]:
            self._forget()
        self._now = (kind, month)
        for passed in [one for one in self._months if one < month]:
            del self._months[passed]
        for passed in [one for one in self._leaving if one < month]:
            for number in self._leaving.pop(passed):
                del self._numbers[self._faces.pop(number)]

    def _forget(self) -> None:
        self._faces: dict[int, Face] = {}
        self._numbers: dict[Face, int] = {}
        self._months: defaultdict[int, Index] = defaultdict(Index)
        self._leaving: defaultdict[int, list[int]] = defaultdict(list)
