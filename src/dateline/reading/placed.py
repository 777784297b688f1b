"""What the books know of the names in an opening line: places, the states that they lie in, agencies."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Self

from dateline.books.gazetteer import Scan
from dateline.books.source import read_yaml
from dateline.model.mention import Label, Mention

_LONGEST = 140
_ACRONYM = 3  # letters: a name in capitals with no more is one
_NO_PLACES = frozenset({Label.ORGANIZATION, Label.BODY, Label.OFFICE, Label.NAME})
_SHOUTED_WORD = re.compile(r"(?:(?<![^\W\d_])[^\W\d_][’'])?[^\W\d_](?:[’']?[^\W\d_])*")


@dataclass(frozen=True, slots=True)
class OpeningWords:
    """``data/residue/openings.yaml``."""

    no_places: frozenset[str]
    agencies: frozenset[str]
    particles: frozenset[str]
    abbreviated: frozenset[str]
    acronyms: frozenset[str]
    bylines: re.Pattern[str]

    @classmethod
    def load(cls) -> Self:
        """The words as shipped."""
        data = read_yaml("residue", "openings.yaml")
        bylines = re.compile("|".join(f"(?:{form})" for form in data.pop("bylines")))
        return cls(**{key: frozenset(words) for key, words in data.items()}, bylines=bylines)


@cache
def opening_words() -> OpeningWords:
    """The words of opening lines, loaded once."""
    return OpeningWords.load()


@dataclass(frozen=True, slots=True)
class Places:
    """What the names in an opening line are, as far as ``scan`` knows them."""

    scan: Scan

    def is_place(self, name: str, *, whole: bool = False) -> bool:
        """Whether a name begins with a place; or, where the whole has to be one, is a place and no state."""
        name = name.partition("/")[0].strip()[:_LONGEST]
        named = (m for m in self._known(name) if m.label in {Label.PLACE, Label.COUNTRY} and m.how != "demonym")
        first = next(named, None)
        if first is None or first.at.start:
            return False
        is_state = first.label is Label.COUNTRY and first.how != "metonym"
        return not whole or (not is_state and first.at.end >= len(name.rstrip(".")))

    def is_body(self, name: str) -> bool:
        """Whether a name is that of an organisation, an office, a thing."""
        return any(mention.label in _NO_PLACES for mention in self._known(name))

    def country_in(self, name: str) -> str | None:
        """The state that the words name, or else lie in."""
        found = [one for one in self._known(name) if one.country and one.label in {Label.COUNTRY, Label.PLACE}]
        stated = [mention for mention in found if mention.label is Label.COUNTRY]
        return (stated or found)[0].country if found else None

    def _known(self, name: str) -> Sequence[Mention]:
        """What is found in a name that opens an article; capitals are put as in running text as well."""
        return self.scan(f"{name} - ") or (self.scan(f"{cased(name)} - ") if name.isupper() else [])


def cased(name: str) -> str:
    """A name in capitals as running text writes it: "PORT-AU-PRINCE" → "Port-au-Prince"; acronyms are left."""
    if not name.isupper() or len(name) <= _ACRONYM:
        return name
    return _SHOUTED_WORD.sub(lambda word: _word(word.group(), first=not word.start()), name)


def _word(word: str, *, first: bool) -> str:
    words = opening_words()
    if word in words.acronyms:
        return word
    if word[1:2] in {"'", "’"}:  # behind a prefix of one letter stands a second capital: "N'Djamena"
        return word[:2] + word[2:].capitalize()
    return word.lower() if not first and word.lower() in words.particles else word.capitalize()
