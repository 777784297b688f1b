"""The words around names of persons, as patterns: forms of address, ranks, particles, what bears names and is none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dateline.books.around import SHIPS
from dateline.books.source import read_yaml


@dataclass(frozen=True, slots=True)
class NamePatterns:
    """The words of ``data/persons/words.yaml`` as patterns."""

    never: frozenset[str]
    given: frozenset[str]
    forms: frozenset[str]
    addressed: re.Pattern[str]
    address_ends: re.Pattern[str]
    letters: re.Pattern[str]
    generation: re.Pattern[str]
    joint: re.Pattern[str]
    hung: frozenset[str]
    things: re.Pattern[str]
    several: re.Pattern[str]
    goes_on: re.Pattern[str]
    is_ship: re.Pattern[str]
    behind: re.Pattern[str]
    ends: frozenset[str]
    pairs: re.Pattern[str]
    reports: re.Pattern[str]
    authors: re.Pattern[str]
    places: re.Pattern[str]


@cache
def name_patterns() -> NamePatterns:
    """The patterns, made once."""
    held = read_yaml("persons", "words.yaml")
    things = [word for group in held["things"].values() for word in group]
    plural = [word for word in things if word.endswith("s") and word[:-1] in things]
    styled = [*held["addressed"], *held["styled"]]
    address, between = _any(styled), _any(held["between"])
    rank = rf"(?:(?:{_any(held['ranks'])})\s)"
    opened = rf"(?:\s(?:{between}))?\s{rank}?[\"“‘'«]?{rank}?"
    letters, older = _any(held["letters"]), _any(held["generations"])
    return NamePatterns(
        never=frozenset(held["never"]) | frozenset(styled) | frozenset(SHIPS),
        given=frozenset(held["given"]),
        forms=frozenset(held["addressed"]),
        addressed=re.compile(rf"(?:\(?(?:{address})\b\.?\)?[\s.-]*)+"),
        address_ends=re.compile(rf"(?<![\w-])(?:(?:{address})\.?\s?)+\Z"),
        letters=re.compile(rf"(?:,?\s\(?(?:{letters})\b\)?)+\Z"),
        generation=re.compile(rf",?\s(?:{older})\b\.?"),
        joint=re.compile(
            rf"\s|\s?[-\u2010]|\s?[\"“‘'(]|[\"”’')]\s|\s(?:{_any(held['particles'])})(?:\s|-)", re.IGNORECASE
        ),
        hung=frozenset(held["hung"]),
        things=re.compile(
            rf"\b(?i:{_any(things)}){opened}\Z|\b(?:{_any(SHIPS)})\s[\"“‘'«]?(?:[^\W\d_a-z][\w.]*\s){{0,2}}\Z"
        ),
        several=re.compile(rf"\b(?i:{_any(plural)}){opened}\Z"),
        is_ship=re.compile(
            rf"[\"'”’»]?(?:\s\([^()\n]*\))?,\s(?:an?|the|one of the|her|its)\s(?:[\w-]+\s){{0,4}}?"
            rf"(?:{_any(held['things']['ships'])})\b"
        ),
        goes_on=re.compile(rf"[\"”’'»]?(?:,|,? and|,)\s(?:the\s)?{rank}?[\"“‘'«]?"),
        behind=re.compile(rf"[\s-](?:{_any(held['behind'])}|class)\b"),
        ends=frozenset(held["behind"]),
        pairs=re.compile(rf"\s(?:{_any(held['pairs'])})\b", re.IGNORECASE),
        reports=re.compile(rf"\s(?:{_any(held['reports'])})\b"),
        authors=re.compile(rf"(?:,[^,\n]+,)?\s(?:{_any(held['authors'])})\b"),
        places=re.compile(rf"\b(?:{_any(held['places'])})\s\Z", re.IGNORECASE),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def is_address(word: str) -> bool:
    """Whether a word before a name is a form of address and no office: "Dr", "Shri", "Datuk"."""
    return word.rstrip(".") in name_patterns().forms
