"""The words that stand beside the names of persons: titles, offices, kin, and the pronouns of whose man he is."""

from dataclasses import dataclass
from functools import cache

from dateline.books.source import read_yaml


@dataclass(frozen=True, slots=True)
class BesideWords:
    """What ``data/persons/beside.yaml`` holds; its head says what each set is for."""

    titles: frozenset[str]
    offices: frozenset[str]
    nouns: frozenset[str]
    joins: frozenset[str]
    posts: frozenset[str]
    begins: frozenset[str]
    persons: frozenset[str]
    states: frozenset[str]
    kin: frozenset[str]
    leads: frozenset[str]
    stops: frozenset[str]
    kept: frozenset[str]

    @property
    def owners(self) -> frozenset[str]:
        """Pronouns that say whose somebody is."""
        return self.persons | self.states


@cache
def words_beside() -> BesideWords:
    """The words of ``data/persons/beside.yaml``."""
    held = read_yaml("persons", "beside.yaml")
    sets = {
        name: frozenset(held[name])
        for name in ("titles", "joins", "offices", "nouns", "posts", "begins", "kin", "leads", "stops", "kept")
    }
    return BesideWords(**sets, persons=frozenset(held["owners"]["person"]), states=frozenset(held["owners"]["state"]))
