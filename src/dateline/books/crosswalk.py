"""What an engagement is called in PLOVER and in CAMEO."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.books.source import read_yaml
from dateline.errors import CodebookError
from dateline.model.claim import Claim

_WHERE = "data/crosswalk/plover.yaml"
_ASKED = frozenset({"type", "mode", "status", "venue", "forum"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the crosswalk: what must hold of a claim, and its codes then."""

    when: Mapping[str, frozenset[str]]
    plover: Mapping[str, str | None] | None
    cameo: str | None

    def fits(self, facts: Mapping[str, frozenset[str]]) -> bool:
        """Whether the claim, as its facts tell, is one that this row speaks of."""
        return all(facts[key] & wanted for key, wanted in self.when.items())


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """The rows in their order; the first that fits a claim is taken."""

    rows: tuple[Row, ...]
    version: int

    def codes(self, claim: Claim) -> dict[str, Any]:
        """A claim's ``plover`` (type, mode, context) and ``cameo``, both None where the ontologies have no code."""
        facts = _facts(claim)
        for row in self.rows:
            if row.fits(facts):
                return {"plover": None if row.plover is None else dict(row.plover), "cameo": row.cameo}
        return {"plover": None, "cameo": None}


@cache
def crosswalk() -> Crosswalk:
    """The crosswalk that ships.

    Raises:
        CodebookError: A row asks for something that no claim has.
    """
    book = read_yaml("crosswalk", "plover.yaml")
    return Crosswalk(tuple(_row(row, number) for number, row in enumerate(book["rows"], 1)), book["version"])


def _row(row: Mapping[str, Any], number: int) -> Row:
    if strange := sorted(row["when"].keys() - _ASKED):
        raise CodebookError(
            f'row {number} asks for "{strange[0]}", which no claim has',
            place=_WHERE,
            mend=f"use one of {', '.join(sorted(_ASKED))}",
            code="codebook.crosswalk",
        )
    when = {key: frozenset([value] if isinstance(value, str) else value) for key, value in row["when"].items()}
    return Row(when=when, plover=row["plover"], cameo=row["cameo"])


def _facts(claim: Claim) -> dict[str, frozenset[str]]:
    return {
        "type": frozenset({claim.kind}),
        "mode": frozenset({claim.mode} if claim.mode else ()),
        "status": frozenset({claim.modality.value}),
        "venue": frozenset({_venue(claim)}),
        "forum": frozenset(claim.organizations),
    }


def _venue(claim: Claim) -> str:
    if claim.place is None or claim.place.country is None:
        return "unknown"
    return "party" if claim.place.country in claim.countries else "third"
