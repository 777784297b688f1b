"""Every name that the books know, found in running text by its words."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from dateline.books.words import Words, key_of

_FIRST_WORD = re.compile(r"[^ '.,&/+()]+")


class Casing(StrEnum):
    """How a name has to be written to be taken for itself."""

    EXACT = "x"  # character by character: UN, US, PLA
    CAPITAL = "c"  # words that the entry writes with a capital have one; all capitals will do
    ANY = "a"  # "defence minister" as well as "Defence Minister"


class Entry(NamedTuple):
    """One meaning of one name, as the lexicon keeps it.

    ``kind`` is the sort of entry: "country", "rank", "body.local" …; ``shy`` is "word" or "person" where the name is an
    English word or a person's as well, so that the words around have to speak for it.
    """

    casing: str
    name: str
    kind: str
    means: str
    country: str
    shy: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Entries of the lexicon that stand on words ``first`` to ``last`` (the last counted) of a text."""

    first: int
    last: int
    start: int
    end: int
    entries: tuple[Entry, ...]


class Lexicon:
    """Names by their words. A look-up costs one dictionary access to a word, and one to each word of a candidate."""

    def __init__(self, names: Mapping[str, Iterable[Entry]]) -> None:
        self._names = {key: tuple(entries) for key, entries in names.items()}
        self._longest: dict[str, int] = {}
        longest = self._longest
        for key in self._names:
            if key.isalnum():
                longest.setdefault(key, 1)
                continue
            parts = _FIRST_WORD.findall(key)
            if longest.get(parts[0], 0) < len(parts):
                longest[parts[0]] = len(parts)

    def __len__(self) -> int:
        """How many distinct names there are."""
        return len(self._names)

    def get(self, name: str) -> tuple[Entry, ...]:
        """All meanings of a name, whatever its case."""
        return self._names.get(key_of(name), ())

    def find(self, words: Words, start: int = 0, stop: int | None = None) -> Iterator[Found]:
        """The names of a text, from left to right; the longest that fits wins."""
        i, stop = start, len(words) if stop is None else stop
        longest, keys = self._longest, words.keys
        while i < stop:
            most = longest.get(keys[i])
            found = self._at(words, i, min(most, stop - i)) if most else None
            if found is None:
                i += 1
            else:
                yield found
                i = found.last + 1

    def _at(self, words: Words, i: int, most: int) -> Found | None:
        """The longest name that begins with word ``i`` and has at most so many words."""
        best: Found | None = None
        key = ""
        for j in range(i, i + most):
            key += words.keys[j]
            if (entries := self._names.get(key)) and (fit := _fitting(entries, words, i, j)):
                best = Found(i, j, words.starts[i], _end(words, j, fit), fit)
            gap = words.gaps[j]
            if gap is None:
                break
            key += gap
        return best


def _fitting(entries: tuple[Entry, ...], words: Words, first: int, last: int) -> tuple[Entry, ...]:
    """The entries that are written here as they have to be."""
    return tuple([entry for entry in entries if _fits(entry, words, first, last)])


def _fits(entry: Entry, words: Words, first: int, last: int) -> bool:
    if entry.casing == Casing.ANY:
        return True
    if entry.casing == Casing.EXACT:
        written = words.text[words.starts[first] : words.ends[last]]
        return written == entry.name or written == entry.name.rstrip(".+")
    capitals = _capitals(entry.name)
    text, starts = words.text, words.starts
    return all(text[starts[first + k]].isupper() for k in capitals if first + k <= last)


@lru_cache(maxsize=65536)
def _capitals(name: str) -> tuple[int, ...]:
    """Which words of a name are written with a capital."""
    parts = _FIRST_WORD.findall(re.sub(r"[-\u2013\u2019`]", " ", name))
    return tuple(k for k, part in enumerate(parts) if part[0].isupper())


def _end(words: Words, last: int, entries: tuple[Entry, ...]) -> int:
    """The end of the name, with the stop or the plus sign that belongs to it."""
    end, text = words.ends[last], words.text
    if end < len(text) and any(entry.name[-1:] == text[end] and text[end] in ".+)" for entry in entries):
        return end + 1
    return end
