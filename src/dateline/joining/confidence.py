"""How likely a value that the record shows is right: from the reader's score and the number of independent sources."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.books.source import read_yaml

_SURE = 0.999  # a score is never taken for more than this, nor for less than what it leaves


@dataclass(frozen=True, slots=True)
class Curve:
    """The numbers of one field: a logistic curve, and how likely it is right that the field is empty."""

    bias: float
    score: float
    sources: float
    absent: float = 1.0

    def at(self, score: float, sources: int, against: int = 0) -> float:
        """The likelihood of a value that so many independent sources give and so many contradict."""
        weight = math.log(max(1, sources) / (1 + against))
        return 1 / (1 + math.exp(-(self.bias + self.score * logit(score) + self.sources * weight)))


def confidence(field: str, score: float, sources: int, against: int = 0) -> float:
    """How likely a shown value is right, rounded to three places.

    Args:
        field: Of the codebook. ``topics`` and ``duration``, which no gold set tells, count as the event itself does.
        score: The mean of the reader's scores of those who give it, 0 to 1.
        sources: How many independent sources give it.
        against: How many give a value that cannot be so as well.
    """
    return round(curve(field).at(score, sources, against), 3)


def likelihood(field: str, score: float, sources: int) -> float:
    """How likely one member of a set is right."""
    curves = _curves("members")
    return (curves.get(field) or curve(field)).at(score, sources)


def absence(field: str) -> float:
    """How likely it is right that a field has no value."""
    return curve(field).absent


def curve(field: str) -> Curve:
    """The numbers of a field."""
    curves = _curves("fields")
    return curves.get(field, curves["type"])


def logit(score: float) -> float:
    """The log of the odds, kept from running away at 0 and 1."""
    kept = min(max(score, 1 - _SURE), _SURE)
    return math.log(kept / (1 - kept))


@cache
def _curves(of: str) -> Mapping[str, Curve]:
    book: dict[str, Any] = read_yaml("joining", "confidence.yaml")
    return {field: Curve(**numbers) for field, numbers in book[of].items()}
