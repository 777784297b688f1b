"""What people ruled of claims, as joining needs it: which are one, which are not, which are none, who is who."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise, product
from typing import Self

from dateline.books.words import key_of
from dateline.model.review import Judgement, Verdict, holding, taken_back

Pair = tuple[str, str]
Names = Mapping[tuple[str, str | None], str]
"""From a spelling of a name (as ``key_of`` folds it) and a country, to the spelling that counts; without a country
where the ruling holds whatever the country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """Rulings that hold, and no more of them than joining asks.

    Attributes:
        one: Sets of claims that are one occasion, the newest ruling first; a set may share claims with another.
        apart: Pairs of claims that are two occasions, each pair in order.
        rejected: Claims that speak of no event.
        names: Which spellings of persons count.
        touched: Claims of which a person ruled with which others they belong.
    """

    one: tuple[tuple[str, ...], ...] = ()
    apart: frozenset[Pair] = frozenset()
    rejected: frozenset[str] = frozenset()
    names: Names = field(default_factory=dict, hash=False)
    touched: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Gather whom the rulings touch."""
        named = chain.from_iterable((*self.one, *self.apart))
        object.__setattr__(self, "touched", frozenset(named))

    @classmethod
    def of(cls, judgements: Sequence[Judgement]) -> Self:
        """The rulings that these judgements make; undone ones are left out, and of two on one thing the last holds."""
        rulings = cls(rejected=taken_back(tuple(judgements)))
        for judgement in holding(tuple(judgements)):
            rulings = rulings.with_(judgement)
        return rulings

    def with_(self, judgement: Judgement) -> Self:
        """These rulings and one more, which overrules them."""
        claims = frozenset(judgement.claims)
        match judgement.verdict:
            case Verdict.REJECT:
                return replace(self, rejected=self.rejected | claims)
            case Verdict.ACCEPT if judgement.field is None:
                return replace(self, rejected=self.rejected - claims)
            case Verdict.MERGE:
                return self._merged(claims)
            case Verdict.SPLIT:
                return self._split(claims, frozenset(judgement.others) - claims)
            case Verdict.ALIAS:
                return replace(self, names={**self.names, **names_of(judgement)})
            case _:
                return self

    def pairs(self, present: Iterable[str]) -> tuple[Pair, ...]:
        """Of the claims that are there, the pairs that were ruled one; the newest ruling first."""
        there = set(present)
        groups = ([key for key in group if key in there] for group in self.one)
        return tuple(dict.fromkeys(two for group in groups for two in pairwise(group)))

    def are_apart(self, one: str, other: str) -> bool:
        """Whether a person ruled that two claims are two occasions."""
        return pair_of(one, other) in self.apart

    def name(self, name: str, country: str | None) -> str:
        """The spelling of a name that counts, after every alias that was ruled."""
        return (self.names and named(self.names, name, country)) or name

    def _merged(self, claims: frozenset[str]) -> Self:
        apart = frozenset(two for two in self.apart if not claims.issuperset(two))
        group = tuple(sorted(claims))
        others = tuple(one for one in self.one if one != group)
        return replace(self, one=(group, *others), apart=apart, rejected=self.rejected - claims)

    def _split(self, leaving: frozenset[str], staying: frozenset[str]) -> Self:
        """Each set that held some of both falls in two; whoever was not named stays with those that stay."""
        parts = [part for group in self.one for part in _parted(group, leaving, staying)]
        apart = self.apart | {pair_of(*two) for two in product(leaving, staying)}
        return replace(self, one=tuple(dict.fromkeys(part for part in parts if len(part) > 1)), apart=apart)


def pair_of(one: str, other: str) -> Pair:
    """Two keys in order."""
    return (one, other) if one < other else (other, one)


def named(names: Names, name: str, country: str | None) -> str | None:
    """The spelling that counts of the name of a person of a country, after every alias; None where none is about it."""
    found, seen = None, set[str]()
    while (key := key_of(found or name)) not in seen:
        seen.add(key)
        found = names.get((key, country)) or names.get((key, None)) or found
    return found


def names_of(alias: Judgement) -> Names:
    """The spellings that an alias rules on: the one that articles have, and the one that counts."""
    value: Mapping[str, str | None] = alias.value
    real, country = str(value["to"]), value.get("country")
    return {(key_of(name), country): real for name in (str(value["from"]), real)}


def _parted(group: tuple[str, ...], leaving: frozenset[str], staying: frozenset[str]) -> list[tuple[str, ...]]:
    if leaving.isdisjoint(group) or staying.isdisjoint(group):
        return [group]
    return [tuple(key for key in group if key not in leaving), tuple(key for key in group if key in leaving)]
