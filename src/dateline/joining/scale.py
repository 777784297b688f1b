"""What findings weigh: the sentences, the weights and the cut-offs of ``data/joining``."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import exp
from typing import Any

from dateline.books.source import read_yaml

_FINDINGS: dict[str, Any] = read_yaml("joining", "findings.yaml")["findings"]
NEVER = frozenset(key for key, one in _FINDINGS.items() if one.get("never"))
"""The findings that rule out that two claims are one."""

GROUNDS = frozenset(key for key, one in _FINDINGS.items() if one.get("ground"))
"""The findings that few pairs of the same parties share by chance."""


class Decision(StrEnum):
    """What two claims are to one another."""

    SAME = "same"
    UNSURE = "unsure"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Compared:
    """How likely two claims are one occasion (0 to 1), what follows, and what each feature found."""

    score: float
    decision: Decision
    findings: tuple[str, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """What was found, in sentences."""
        return reasons_of(self.findings)


@dataclass(frozen=True, slots=True, eq=False)
class Scale:
    """What findings weigh, in log-odds; from which score on two claims are the same, and below which different."""

    weights: Mapping[str, float]
    same: float
    different: float

    def decide(self, findings: tuple[str, ...]) -> Compared:
        """The decision that findings make."""
        if findings[-1] in NEVER:
            return Compared(0.0, Decision.DIFFERENT, findings)
        odds = self.weights["bias"] + sum(self.weights.get(finding, 0.0) for finding in findings)
        score = 1 / (1 + exp(-odds))
        decision = Decision.SAME if score >= self.same else Decision.UNSURE
        return Compared(score, decision if score >= self.different else Decision.DIFFERENT, findings)


@cache
def scale() -> Scale:
    """The scale that ships."""
    fitted: dict[str, Any] = read_yaml("joining", "weights.yaml")
    return Scale(
        weights={key: float(weight) for key, weight in fitted["weights"].items()},
        same=float(fitted["cut_offs"]["same"]),
        different=float(fitted["cut_offs"]["different"]),
    )


@cache
def reasons_of(findings: tuple[str, ...]) -> tuple[str, ...]:
    """The sentences of findings."""
    return tuple(_FINDINGS[finding]["says"] for finding in findings)
