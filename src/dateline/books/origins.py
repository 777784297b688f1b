"""Where names of a form are at home: how often each two or three letters stand in names of those who serve a state.

A weak witness, asked only where nothing else tells, and only of states that the article names: Olszewski beside Poland
and Israel is most likely Polish. Made from the 18,000 officials of ``people.tsv``, each with the state that he served.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from math import log
from typing import Any

from dateline.books.words import fold

_LENGTHS = (2, 3)  # letters that are looked at together, where a word begins and ends among them
_LEAST = 3  # names in which such letters stand, to be counted
_PULL = 30.0  # how many names like all others each state is given
_SPREAD = 0.7  # letters of one name say much the same: their sum is divided by their number to this power
_MOST = 4.0  # what a name may say for a state or against it
_OF_ALL_ORIGINS = frozenset({"AUS", "CAN", "GBR", "NZL", "USA"})  # their officials' names: no name speaks against them
_APART = re.compile(r"[^a-z]+")

Counts = Mapping[str, Sequence[int]]
"""For letters: the number of a state and of its names that have them, by turns."""


class Origins:
    """What names say of the states that their bearers serve.

    Args:
        states: Their codes.
        names: How many names of each are known.
        letters: In how many of them letters stand.
    """

    def __init__(self, states: Sequence[str], names: Sequence[int], letters: Counts) -> None:
        self._number = {state: i for i, state in enumerate(states)}
        self._names, self._letters = names, letters

    @cached_property
    def _all(self) -> int:
        return sum(self._names)

    def of(self, name: str, states: Iterable[str]) -> dict[str, float]:
        """How much likelier a full name is among those who serve each state than among all, as a logarithm.

        Nothing is said of a surname or a given name alone, nor by letters that few names have.
        """
        words = _words(name)
        counted = [told for one in _letters(words) if (told := self._letters.get(one))] if len(words) > 1 else []
        said = {state: self._leaning(counted, self._number.get(state)) for state in states} if counted else {}
        return {state: max(by, 0.0) if state in _OF_ALL_ORIGINS else by for state, by in said.items()}

    def _leaning(self, counted: Sequence[Sequence[int]], state: int | None) -> float:
        total = 0.0
        for told in counted:
            mine = dict(zip(told[::2], told[1::2], strict=True))
            share = (sum(told[1::2]) + 0.5) / (self._all + 1)
            here, names = (mine.get(state, 0), self._names[state]) if state is not None else (0, 0)
            total += log((here + _PULL * share) / (names + _PULL)) - log(share)
        said: float = total / len(counted) ** _SPREAD
        return max(-_MOST, min(_MOST, said))


def counted(people: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """What ``Origins`` is made of, from names with their states."""
    with_letters: dict[str, Counter[str]] = defaultdict(Counter)
    names: Counter[str] = Counter()
    for name, state in people:
        names[state] += 1
        for letters in _letters(_words(name)):
            with_letters[letters][state] += 1
    states = sorted(names)
    number = {state: i for i, state in enumerate(states)}
    often = {letters: told for letters, told in sorted(with_letters.items()) if told.total() >= _LEAST}
    pairs = {
        letters: [n for state in sorted(told) for n in (number[state], told[state])] for letters, told in often.items()
    }
    return {"states": states, "names": [names[state] for state in states], "letters": pairs}


def _words(name: str) -> list[str]:
    return [word for word in _APART.split(fold(name)) if len(word) > 1]


def _letters(words: Iterable[str]) -> set[str]:
    """Letters that stand side by side; "^" is where a word begins and "$" where it ends."""
    marked = [f"^{word}$" for word in words]
    return {word[i : i + n] for word in marked for n in _LENGTHS for i in range(len(word) - n + 1)}
