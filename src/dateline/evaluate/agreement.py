"""How far coders agree beyond chance: Krippendorff's alpha, Cohen's kappa, Gwet's AC1."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

Unit = Sequence[Any]
"""The values that coders gave to one unit, a coder's always in the same place; None where a coder gave none."""

Distance = Callable[[Any, Any], float]

SKEWED = 0.8  # the share of one value from which a field is skewed: kappa and alpha then fall though coders agree
_PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far coders agree on one field; a coefficient is None where it is not defined.

    Attributes:
        units: Units that two coders or more gave a value.
        same: The share of pairs of values that are the same.
        alpha: Krippendorff's, of whatever number of coders; by the field's own distance.
        kappa: Cohen's, of two coders.
        ac1: Gwet's first-order coefficient, which holds where nearly all values are one.
        skewed: Whether one value makes up four fifths of all or more: then ``ac1`` is the one to look at.
    """

    units: int
    same: float | None
    alpha: float | None
    kappa: float | None
    ac1: float | None
    skewed: bool


def agreement(units: Sequence[Unit], distance: Distance | None = None) -> Agreement:
    """All that is told of one field.

    Args:
        units: Each with one value a coder, which can be hashed.
        distance: How far apart two values are, squared; 0 or 1 if not told.
    """
    paired = [unit for unit in units if _told(unit) >= _PAIR]
    counts = Counter(value for unit in paired for value in unit if value is not None)
    most = max(counts.values(), default=0)
    return Agreement(
        units=len(paired),
        same=_observed(paired),
        alpha=alpha(units, distance or nominal),
        kappa=kappa(units) if paired and len(paired[0]) == _PAIR else None,
        ac1=ac1(units),
        skewed=bool(paired) and most >= SKEWED * counts.total(),
    )


def nominal(one: Hashable, other: Hashable) -> float:
    """0 for the same value, 1 for another."""
    return float(one != other)


def interval(one: float, other: float) -> float:
    """The square of how far two numbers lie apart: for days, told as ordinals."""
    return float((one - other) ** 2)


def alpha(units: Sequence[Unit], distance: Distance = nominal) -> float | None:
    """Krippendorff's alpha: 1 minus the disagreement observed over that expected by chance.

    Any number of coders, any number of missing values. None where fewer than two units have two values, or all values
    are one: then nothing tells agreement from chance.

    Source: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), the coincidence matrix.
    """
    together: dict[tuple[Any, Any], float] = defaultdict(float)
    for values in map(_values, units):
        for i, j in product(range(len(values)), repeat=2):
            if i != j:
                together[values[i], values[j]] += 1 / (len(values) - 1)
    totals: dict[Any, float] = defaultdict(float)
    for (one, _), weight in together.items():
        totals[one] += weight
    number = sum(totals.values())
    expected = sum(totals[one] * totals[other] * distance(one, other) for one, other in product(totals, repeat=2))
    if not expected:
        return None
    observed = sum(weight * distance(*pair) for pair, weight in together.items())
    return float(1 - (number - 1) * observed / expected)


def kappa(units: Sequence[Unit]) -> float | None:
    """Cohen's kappa of two coders, over the units that both gave a value; None where chance alone would agree.

    Source: Cohen, A coefficient of agreement for nominal scales (1960).

    Raises:
        ValueError: There are not two coders.
    """
    if any(len(unit) != _PAIR for unit in units):
        msg = "kappa is of two coders"
        raise ValueError(msg)
    both = [unit for unit in units if _told(unit) == _PAIR]
    if not both:
        return None
    ones, others = Counter(one for one, _ in both), Counter(other for _, other in both)
    chance = sum(ones[value] * others[value] for value in ones) / len(both) ** 2
    return _beyond(sum(one == other for one, other in both) / len(both), chance)


def ac1(units: Sequence[Unit]) -> float | None:
    """Gwet's AC1, of any number of coders and with missing values; 1 where all values are one.

    Source: Gwet, Computing inter-rater reliability and its variance in the presence of high agreement (2008); as
    ``gwet.ac1.raw`` of R's irrCAC, categories being those that were given.
    """
    seen = _observed(units)
    if seen is None:
        return None
    rated = [values for unit in units if (values := _values(unit))]
    shares: dict[Any, float] = defaultdict(float)
    for values in rated:
        for value in values:
            shares[value] += 1 / len(values) / len(rated)
    if len(shares) == 1:
        return 1.0
    chance = sum(share * (1 - share) for share in shares.values()) / (len(shares) - 1)
    return _beyond(seen, chance)


def _observed(units: Iterable[Unit]) -> float | None:
    """The mean share of pairs of values of a unit that are the same; of units with two values or more."""
    shares = list(_shares(units))
    return sum(shares) / len(shares) if shares else None


def _shares(units: Iterable[Unit]) -> Iterator[float]:
    for values in map(_values, units):
        if (number := len(values)) >= _PAIR:
            same = sum(count * (count - 1) for count in Counter(values).values())
            yield same / (number * (number - 1))


def _beyond(observed: float, chance: float) -> float | None:
    return None if chance >= 1 else (observed - chance) / (1 - chance)


def _values(unit: Unit) -> list[Any]:
    return [value for value in unit if value is not None]


def _told(unit: Unit) -> int:
    return sum(value is not None for value in unit)
