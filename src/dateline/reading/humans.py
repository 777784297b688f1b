"""Which names are persons', and which are those of ships, storms, firms, papers and places that bear them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.books.around import SHIPS
from dateline.model.mention import Label, Mention
from dateline.model.span import Span
from dateline.reading.name_patterns import NamePatterns, name_patterns
from dateline.reading.people import parts_of
from dateline.reading.whole_names import whole_names

_THINGS = frozenset({Label.NAME, Label.BODY, Label.ORGANIZATION})
_FAR = 60  # characters before a name in which the words that speak against a person stand
_SHORT = 6  # letters of an acronym
_NEAR = 2  # characters between a title and a name
_HULL = re.compile(r"[\"'”’»]?(?:\s?\(?[A-Z]{1,4}[- ]?\d{1,4}\)|-\d{2,4}\b)")
_QUOTED = re.compile(r"[\"“‘'«]")
_UNQUOTED = re.compile(r"[\"”’'»](?!\w)")
_THE = re.compile(r"\b[Tt]he\s\Z")


def persons(spans: Sequence[Span], mentions: Sequence[Mention], text: str) -> list[Span]:
    """Names of persons, whole and alone, in the order of the text.

    Pieces of one name are joined, titles and forms of address cut off, initials and generations taken in. What bears
    the name of a person and is none (a ship, a storm, a base, a paper) is left out, and so is the author of a column.
    """
    return _Sorting(whole_names(spans, mentions, text), mentions, text, name_patterns()).persons()


@dataclass(slots=True)
class _Sorting:
    """Names of one article, to be told into persons' and others'."""

    names: Sequence[Span]
    mentions: Sequence[Mention]
    text: str
    words: NamePatterns

    def persons(self) -> list[Span]:
        """Those that are persons'."""
        things: list[Span] = []
        for name in self.names:
            if self._is_thing(name, things[-1] if things else None):
                things.append(name)
        said = [parts_of(thing.of(self.text)) for thing in things]
        kept = [name for name in self.names if name not in things]
        return [name for name in kept if not (self._is_said(name, said) or self._is_else(name, kept))]

    def _is_said(self, name: Span, things: Sequence[list[str]]) -> bool:
        """Whether a ship or storm of this name has been told, and no title makes a person of it."""
        parts = parts_of(name.of(self.text))
        return any(parts == thing[-len(parts) :] for thing in things) and not self._titled(name)

    def _titled(self, name: Span) -> bool:
        before = self.text[max(0, name.start - _FAR) : name.start]
        office = any(m.label is Label.OFFICE and 0 <= name.start - m.at.end <= _NEAR for m in self.mentions)
        return office or bool(self.words.address_ends.search(before))

    def _is_thing(self, name: Span, last: Span | None) -> bool:
        """Whether the words before or behind say that a ship, storm, firm, paper or place bears the name."""
        text, words = self.text, self.words
        before, tail = text[max(0, name.start - _FAR) : name.start], text[name.end : name.end + 2 * _FAR]
        if words.things.search(before) or words.is_ship.match(tail) or _HULL.match(tail):
            return True
        if last is not None and words.goes_on.fullmatch(text, last.end, name.start) and self._are_several(last):
            return True
        return bool(_QUOTED.match(before[-1:]) and _UNQUOTED.match(tail))

    def _are_several(self, thing: Span) -> bool:
        """Whether the words before a name say that it and those listed behind it are things: "the frigates …"."""
        return bool(self.words.several.search(self.text[max(0, thing.start - _FAR) : thing.start]))

    def _is_else(self, name: Span, names: Sequence[Span]) -> bool:
        """Whether a name is something else that the encoder takes for a person."""
        text, words = self.text, self.words
        said, before = name.of(text), text[max(0, name.start - _FAR) : name.start]
        told = said.split()
        if len(told) > 1 and words.things.search(f"{told[0]} "):
            return True
        if said.rstrip(".") in words.never or told[0] in SHIPS or told[-1] in words.ends or _THE.search(before):
            return True
        if words.behind.match(text, name.end) or words.reports.match(text, name.end) or self._is_author(name, names):
            return True
        if self._titled(name) or self._is_part(name, names):
            return False
        if len(told) == 1 and (words.places.search(before) or (said.isupper() and len(said) < _SHORT)):
            return True
        return any(m.at.covers(name) for m in self.mentions if _names_a_thing(m, len(told)))

    def _is_part(self, name: Span, names: Sequence[Span]) -> bool:
        """Whether a longer name holds it at its end: a full name whose surname this is."""
        parts = parts_of(name.of(self.text))
        longer = [parts_of(other.of(self.text)) for other in names if len(other) > len(name)]
        return any(len(other) > len(parts) and other[-len(parts) :] == parts for other in longer)

    def _is_author(self, name: Span, names: Sequence[Span]) -> bool:
        """Whether the last paragraph tells who wrote the article: "Ada Ruh teaches history in Corva."."""
        last = self.text.rstrip().rfind("\n") + 1
        if not last or name.start != last or not self.words.authors.match(self.text, name.end):
            return False
        parts = set(parts_of(name.of(self.text)))
        return len(parts) > 1 and not any(
            parts & set(parts_of(other.of(self.text))) for other in names if other.start < last
        )


def _names_a_thing(mention: Mention, words: int) -> bool:
    """Whether a mention that covers a name makes it no person's."""
    if mention.label in _THINGS or mention.label is Label.OFFICE:
        return True
    place = mention.label is Label.COUNTRY or mention.label is Label.PLACE
    return place and (words == 1 or len(mention.words.split()) >= words)
