"""Spellings of one person inside one event: which belong together, and which of them is shown."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from rapidfuzz.fuzz import ratio

from dateline.books.names import same_person
from dateline.books.register import Register
from dateline.books.words import key_of

_CLOSE = 92  # of 100: how alike the letters of two full names are that are one name, otherwise transliterated


def spellings(lists: Iterable[Sequence[str]], aliases: Mapping[str, str] | None = None) -> dict[str, str]:
    """Of each name as it is written, the name under which the person is shown.

    Shown is what a person ruled, else the register's own name where it knows the person, else the fullest spelling. A
    bare surname is that of the one person of the event who bears it.

    Args:
        lists: The persons of each claim. Two that one claim tells apart are two.
        aliases: Folded name → the name that a person ruled it to be.
    """
    ruled = aliases or {}
    told = [[ruled.get(key_of(name), name) for name in names] for names in lists]
    apart = {frozenset(pair) for names in told for pair in combinations(sorted(set(names)), 2)}
    shown: dict[str, str] = {}
    for group in _groups(sorted({name for names in told for name in names}), apart):
        shown |= dict.fromkeys(group, _shown(group, frozenset(ruled.values())))
    return shown | {name: shown[to] for name, to in ((n, ruled.get(key_of(n), n)) for ns in lists for n in ns)}


@lru_cache(maxsize=16384)
def registered(name: str) -> str | None:
    """The register's own name of whoever bears this name; None where it knows nobody, or more than one."""
    known = {tenure.person.name for tenure in Register.load().tenures_of(name)}
    return known.pop() if len(known) == 1 else None


def _groups(names: Sequence[str], apart: set[frozenset[str]]) -> list[list[str]]:
    """Names that are one person's; full names find each other first, then bare surnames their only bearer."""
    groups: list[list[str]] = []
    for name in sorted(names, key=lambda n: (len(key_of(n).split()) == 1, n)):
        fit = [group for group in groups if _fits(name, group, apart)]
        if len(fit) == 1:
            fit[0].append(name)
        else:
            groups.append([name])
    return groups


def _fits(name: str, group: Sequence[str], apart: set[frozenset[str]]) -> bool:
    if any(frozenset((name, other)) in apart for other in group):
        return False
    return any(_is_one(name, other) for other in group)


def _is_one(name: str, other: str) -> bool:
    one, two = key_of(name), key_of(other)
    if " " not in one:
        return one in two.split()
    letters = ratio(one.replace(" ", ""), two.replace(" ", ""))
    return same_person(name, other) or max(letters, ratio(_turned(one), _turned(two))) >= _CLOSE


def _turned(key: str) -> str:
    """The letters of a name whichever of its parts comes first."""
    return "".join(sorted(key.split()))


def _shown(group: Sequence[str], ruled: frozenset[str]) -> str:
    if chosen := sorted(ruled.intersection(group)):
        return chosen[0]
    known = {own for name in group if (own := registered(name))}
    if len(known) == 1:
        return known.pop()
    return max(group, key=lambda name: (len(key_of(name).split()), len(name), name))
