"""What of a claim is compared: its parties, persons, days, place and name, in the forms in which they can be alike."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from dateline.books.names import keys_of
from dateline.books.source import read_yaml
from dateline.books.words import fold, key_of, words_of
from dateline.joining.rulings import Rulings
from dateline.model.day import Days
from dateline.model.kept import Kept
from dateline.model.mention import Modality

_WORDS = read_yaml("joining", "words.yaml")
_PLAIN = frozenset(_WORDS["plain"])
_ORDINALS: dict[str, int] = _WORDS["ordinals"]
_YEAR = re.compile(r"(?<![\d])((?:19|20)\d\d)(?!\d)")
_COUNTED = re.compile(r"(?<=[^\W\d_]{4})\s?[-’'\u2013\s]\s?(\d{1,2}|[IVX]{1,6})$")
_NUMBER = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b", re.IGNORECASE)
_MARKS = " -’'\u2013(),"
_HYPHEN = re.compile(r"(?<=\w)-(?=\d)|(?<=\d)-(?=\w)")

FINE = 10  # days between the first and the last on which something may have begun, that its day still counts as told
_LONG = 45  # days that an occasion may last and still be looked up by each of its days
_STAY = 14  # days before its end in which an occasion that is known by its end alone may have begun
_TOLD = {Modality.PLANNED: (7, 420), Modality.CANCELLED: (92, 420), Modality.ONGOING: (14, 7)}
_REPORT = (720, 7)  # days before and after an article in which what it tells without a day may lie; by status in _TOLD
_SHORT_YEAR = 11  # from here on, a number behind a name is a year of our century; below, an edition
_ROMAN = {"I": 1, "V": 5, "X": 10}


class Person(NamedTuple):
    """Who takes part: the name that counts, and the state behind it if it is known."""

    name: str
    country: str | None


class Span(NamedTuple):
    """Days as ordinals: the first and the last on which it may have begun, and on which it may have ended."""

    first: int
    latest_start: int
    earliest_end: int
    last: int

    @property
    def is_fine(self) -> bool:
        """Whether the day is told, and not only a month or a year."""
        return self.latest_start - self.first <= FINE and self.last - self.first <= _LONG

    def gap(self, other: "Span") -> int:
        """How many days lie between the two; 0 or less where they meet."""
        return max(self.first, other.first) - min(self.last, other.last)


class Name(NamedTuple):
    """A proper name: its telling words, all its words, its year (the last two digits) and the number of its edition."""

    base: frozenset[str]
    whole: tuple[str, ...]
    year: int | None
    number: int | None


class Spot(NamedTuple):
    """A place: the folded names from the place outwards, its country, and whether it is no more than that country."""

    names: frozenset[str]
    country: str | None
    is_country: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """All of a claim that its comparison with others can depend on; claims of one face are compared once.

    Attributes:
        days: As told; None where the article tells none.
        window: Where an undated occasion may lie, by the day on which the article came out; None where that is unknown.
        written: That day, of an undated occasion.
        own: The claim's key where a person ruled where it belongs: it shares its face with no other.
    """

    kind: str
    mode: str | None
    status: Modality
    countries: frozenset[str]
    organizations: frozenset[str]
    persons: tuple[Person, ...]
    days: Span | None
    window: Span | None
    written: int | None
    place: Spot | None
    name: Name | None
    own: str = ""

    @property
    def parties(self) -> tuple[str, ...]:
        """States and organisations, in order."""
        return tuple(sorted(self.countries | self.organizations))

    @property
    def person_keys(self) -> frozenset[str]:
        """The sounds of all parts of all names."""
        return frozenset(key for person in self.persons for key in keys_of(person.name))


def face_of(kept: Kept, rulings: Rulings) -> Face:
    """What of a claim is compared, with the names as people ruled that they be spelt."""
    claim = kept.claim
    days = _span(claim.days) if claim.days else None
    place = claim.place
    return Face(
        kind=claim.kind,
        mode=claim.mode,
        status=claim.modality,
        countries=frozenset(claim.countries),
        organizations=frozenset(claim.organizations),
        persons=_persons(kept, rulings),
        days=days,
        window=None if days else _window(kept.source.published, claim.modality),
        written=kept.source.published.toordinal() if kept.source.published and not days else None,
        place=None if place is None else _spot(place.name, place.country, place.chain, place.precision),
        name=name_of(claim.name) if claim.name else None,
        own=kept.key if kept.key in rulings.touched else "",
    )


def _persons(kept: Kept, rulings: Rulings) -> tuple[Person, ...]:
    told = {Person(rulings.name(name, country), country) for name, country in kept.claim.persons}
    return tuple(sorted(told, key=_order))


def _order(person: Person) -> tuple[str, str]:
    return (person.name, person.country or "")


def _span(days: Days) -> Span:
    """The four bounds. Of an occasion known by its end alone, the start is some days before; an open end is no end."""
    if days.earliest_start == date.min:
        first = max(days.earliest_end, date.min + timedelta(days=_STAY)) - timedelta(days=_STAY)
        return Span(*(day.toordinal() for day in (first, days.latest_end, days.earliest_end, days.latest_end)))
    first, latest = days.earliest_start, days.latest_start
    ends = (first, latest) if days.latest_end == date.max else (days.earliest_end, days.latest_end)
    return Span(*(day.toordinal() for day in (first, latest, *ends)))


def _window(published: date | None, status: Modality) -> Span | None:
    if published is None:
        return None
    before, after = _TOLD.get(status, _REPORT)
    first, last = published.toordinal() - before, published.toordinal() + after
    return Span(first, last, first, last)


@lru_cache(maxsize=4096)
def _spot(name: str, country: str | None, chain: tuple[str, ...], precision: str) -> Spot:
    names = frozenset(key_of(part) for part in (name, *chain) if part and part != country)
    return Spot(names, country, is_country=precision == "country")


@lru_cache(maxsize=4096)
def name_of(name: str) -> Name | None:
    """A proper name taken apart: "Indra Navy-2020" is *indra*, of 2020; "Mosi II" is the second *mosi*.

    None where no word of it is left to tell anything by: "2024", "12th".
    """
    years = [int(year) for year in _YEAR.findall(name)]
    numbers = [int(number) for number in _NUMBER.findall(name)]
    bare = _NUMBER.sub(" ", _YEAR.sub(" ", name)).strip(_MARKS)
    if counted := _COUNTED.search(bare):
        number = _counted(counted[1])
        (years if number >= _SHORT_YEAR and counted[1].isdigit() else numbers).append(number)
        bare = bare[: counted.start()]
    words = words_of(_HYPHEN.sub("", bare)).keys
    numbers += [_ORDINALS[word] for word in words if word in _ORDINALS]
    whole = tuple(word for word in words if word not in _ORDINALS)
    base = _telling(whole)
    return Name(base, whole, _only(year % 100 for year in years), _only(numbers)) if base else None


def _counted(number: str) -> int:
    """What a number means, be it a Roman one."""
    if number.isdigit():
        return int(number)
    values = [_ROMAN[letter] for letter in number]
    return sum(-one if one < after else one for one, after in zip(values, (*values[1:], 0), strict=True))


def _only(numbers: Iterable[int]) -> int | None:
    """The one number; None where there are several, or none."""
    told = set(numbers)
    return told.pop() if len(told) == 1 else None


def _telling(words: Iterable[str]) -> frozenset[str]:
    """The words that tell it from others; all of them where none does."""
    every = frozenset(fold(word) for word in words)
    return every - _PLAIN or every
