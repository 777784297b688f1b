"""Who held this office on that day; states, organisations and their members."""

import calendar
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Any

from dateline.books import compiled
from dateline.books.names import keys_of, same_person, surname_key
from dateline.books.origins import Origins
from dateline.books.words import key_of
from dateline.errors import RegisterError
from dateline.model.office import Country, Office, Organization, Person, Series, Tenure

_LINE = re.compile(r"(?P<first>\d{4}(?:-\d\d){0,2})/(?P<last>\.\.|\d{4}(?:-\d\d){0,2}) (?P<names>\S.*)")
_NEAR_DAYS = 3 * 366


class Register:
    """States, organisations, offices and who held them. Nothing is read before it is asked for."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self._content = content
        self._read: dict[int, Tenure] = {}

    @staticmethod
    @cache
    def load() -> "Register":
        """The shipped register; loaded once in a process."""
        return _load()

    def country(self, iso3: str) -> Country | None:
        """The state or territory of an ISO alpha-3 code (Kosovo: XKX)."""
        return self._countries.get(iso3)

    def countries(self) -> tuple[Country, ...]:
        """All states and territories, by code."""
        return tuple(self._countries.values())

    def organization(self, key: str) -> Organization | None:
        """The organisation of an acronym, as the codebook writes it."""
        return self._organizations.get(key)

    def series(self, key: str) -> Series | None:
        """The recurring exercise or forum of an id."""
        return self._series.get(key)

    def members(self, organization: str, day: date) -> frozenset[str]:
        """The members of an organisation on that day; those of about 2020 where the register dates none."""
        dated = self._content["memberships"].get(organization)
        if dated is None:
            return frozenset(self._content["members"].get(organization, ()))
        if not _first(dated["from"]) <= day <= (_last(dated["to"]) if "to" in dated else date.max):
            return frozenset()
        joined, left = dated.get("joined", {}), dated.get("left", {})
        inside = set(dated["members"]) | {state for state, when in joined.items() if _first(when) <= day}
        return frozenset(inside - {state for state, when in left.items() if _last(when) < day})

    def tenures(self) -> tuple[Tenure, ...]:
        """Every tenure of the register, in the order of its files."""
        return tuple(map(self._tenure, range(len(self._lines))))

    def holder(self, office: str, day: date) -> Person | None:
        """Who held an office on that day: "RUS/defence-minister", "russia/defence-minister", "NATO/secretary-general".

        None where the register knows nobody, or more than one. Of two who handed over on that day, the successor.
        """
        of, _, kind = office.rpartition("/")
        numbers = self._of_office.get(f"{self._state(of)}/{kind}", ())
        held = [tenure for tenure in map(self._tenure, numbers) if tenure.held_on(day)]
        held = [tenure for tenure in held if tenure.last != day or len(held) == 1] or held
        return held[0].person if len({tenure.person.name for tenure in held}) == 1 else None

    def tenures_of(self, name: str) -> list[Tenure]:
        """The tenures of whoever bears this name in any of its spellings; a bare surname has none."""
        near = sorted({number for key in keys_of(name) for number in self._of_sound.get(key, ())})
        every = map(self._tenure, near)
        theirs = [tenure for tenure in every if any(same_person(name, known) for known in tenure.person.names)]
        return sorted(theirs, key=lambda tenure: (tenure.first, tenure.office.id))

    def country_of(self, name: str, day: date | None = None) -> str | None:
        """The state that a person of this name serves; None where the register knows none, or more than one.

        With a day, those in office then, or else about then, outweigh others; whoever serves an organisation then
        serves no state. Only with a day is a bare surname enough.
        """
        tenures = self.tenures_of(name)
        if not tenures and day and " " not in name.strip():
            tenures = self._of_surname(name, day)
        if not tenures:
            return self._people.get(key_of(name))
        if day:
            near = min(_distance(tenure, day) for tenure in tenures)
            tenures = [tenure for tenure in tenures if _distance(tenure, day) <= (near and _NEAR_DAYS)] or tenures
        served = {tenure.office.of for tenure in tenures}
        return served.pop() if len(served) == 1 and served <= self._countries.keys() else None

    def body_of(self, name: str, day: date) -> str | None:
        """The one organisation that a person of this full name serves on that day, and no state beside it.

        Whoever commands a body's force remains an officer of his state: texts call him either, so none is told.
        """
        held = [tenure.office for tenure in self.tenures_of(name) if tenure.held_on(day)]
        served = {office.of for office in held if not office.id.endswith("/commander")}
        bodies = served & self._organizations.keys() - self._countries.keys()  # NAM is Namibia, too
        return bodies.pop() if len({office.of for office in held}) == len(bodies) == 1 else None

    def _of_surname(self, name: str, day: date) -> list[Tenure]:
        """Tenures on that day of everybody with this surname."""
        near = [one for one in map(self._tenure, self._of_sound.get(surname_key(name), ())) if one.held_on(day)]
        return [tenure for tenure in near if any(_is_surname(name, known) for known in tenure.person.names)]

    def _state(self, word: str) -> str:
        """The code of a state given by code or by name ("russia"); an organisation's acronym as it is."""
        if word in self._countries or word in self._organizations:
            return word
        return self._by_name.get(key_of(word), word)

    @cached_property
    def _countries(self) -> dict[str, Country]:
        codes = self._content["codes"]
        return {iso3: _country(iso3, told, codes.get(iso3, {})) for iso3, told in self._content["countries"].items()}

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {key_of(name): iso3 for iso3, country in self._countries.items() for name in country.names}

    @cached_property
    def _organizations(self) -> dict[str, Organization]:
        return {key: _organization(key, told) for key, told in self._content["organizations"].items()}

    @cached_property
    def _series(self) -> dict[str, Series]:
        return {key: _series(key, told) for key, told in self._content["series"].items()}

    @cached_property
    def _lines(self) -> list["_Line"]:
        """Every line of the files of tenures, not read yet: of ten thousand an article asks for a few."""
        return [line for book in self._content["tenures"].values() for line in _lines_in(book)]

    def _tenure(self, number: int) -> Tenure:
        if number not in self._read:
            self._read[number] = self._lines[number].tenure()
        return self._read[number]

    @cached_property
    def _of_office(self) -> dict[str, list[int]]:
        """The numbers of the lines of each office."""
        held: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(self._lines):
            held[line.office].append(number)
        return held

    @cached_property
    def _of_sound(self) -> Mapping[str, Sequence[int]]:
        """The numbers of the lines that name somebody by a sound."""
        compiled_before: Mapping[str, Sequence[int]] | None = self._content.get("sounds")
        return sounds_in(self._content["tenures"]) if compiled_before is None else compiled_before

    @cached_property
    def _people(self) -> dict[str, str]:
        return compiled.people()

    @cached_property
    def origins(self) -> Origins:
        """What names say of the states that their bearers serve."""
        return Origins(**compiled.origins())


def _load() -> Register:
    return Register(compiled.register())


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a file of tenures, under its office, and what the file says of itself."""

    office: str
    text: str
    checked: str
    sources: tuple[str, ...]

    def tenure(self) -> Tenure:
        """What it tells.

        Raises:
            RegisterError: It is not "first/last Name = other spelling".
        """
        match = _LINE.fullmatch(self.text)
        if match is None:
            what, mend = f"{self.text!r} is no tenure", 'write "2020-01-31/.. Full Name = Other Spelling"'
            raise RegisterError(what, place=self.office, mend=mend, code="register.tenure")
        name, *aliases = match["names"].split(" = ")
        of, _, kind = self.office.rpartition("/")
        return Tenure(
            person=Person(name, tuple(aliases)),
            office=Office(of, kind),
            first=_first(match["first"]),
            last=None if match["last"] == ".." else _last(match["last"]),
            checked=_first(self.checked),
            sources=self.sources,
            grain=_grain(match["first"], match["last"]),
        )


def _lines_in(book: Mapping[str, Any]) -> Iterator[_Line]:
    checked, sources = book["checked"], tuple(book["sources"])
    return (_Line(office, text, checked, sources) for office, lines in book["tenures"].items() for text in lines)


def tenures_in(book: Mapping[str, Any]) -> Iterator[Tenure]:
    """The tenures of one file of ``data/register/tenures``.

    Raises:
        RegisterError: A line is not "first/last Name = other spelling".
    """
    return (line.tenure() for line in _lines_in(book))


def sounds_in(books: Mapping[str, Mapping[str, Any]]) -> dict[str, list[int]]:
    """For each sound of a name the numbers of the lines that have it, counted through all files of tenures."""
    held: dict[str, list[int]] = defaultdict(list)
    for number, tenure in enumerate(tenure for book in books.values() for tenure in tenures_in(book)):
        for key in sorted({key for name in tenure.person.names for key in keys_of(name)}):
            held[key].append(number)
    return dict(held)


def _grain(first: str, last: str) -> str:
    """How finely the coarser of the two ends is known."""
    return {len("2020"): "year", len("2020-01"): "month"}.get(
        min(len(day) for day in (first, last) if day != ".."), "day"
    )


def _country(iso3: str, told: Mapping[str, Any], codes: Mapping[str, Any]) -> Country:
    return Country(
        iso3=iso3,
        iso2=codes.get("iso2", ""),
        names=tuple(told["names"]),
        adjectives=tuple(told["adjectives"]),
        capitals=tuple(told["capital"]),
        m49=codes.get("m49"),
        cow=told.get("cow"),
        gw=told.get("gw", told.get("cow")),
        of=told.get("of"),
    )


def _organization(key: str, told: Mapping[str, Any]) -> Organization:
    names = (*told["names"], *told.get("acronyms", ()))
    return Organization(
        key=key, names=names, type=told["type"], means=told.get("means", key), parent=told.get("parent")
    )


def _series(key: str, told: Mapping[str, Any]) -> Series:
    names, parties = tuple(told["names"]), tuple(told["parties"])
    return Series(id=key, names=names, kind=told["kind"], mode=told.get("mode"), parties=parties)


def _first(day: object) -> date:
    """The first day of a day, month or year as the files write it."""
    year, month, first = ([int(part) for part in str(day).split("-")] + [1, 1])[:3]
    return date(year, month, first)


def _last(day: object) -> date:
    """The last day of a day, month or year as the files write it."""
    parts = [int(part) for part in str(day).split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])  # noqa: PLR2004


def _distance(tenure: Tenure, day: date) -> int:
    """How many days lie between a tenure and a day; none if it covers it."""
    if day < tenure.first:
        return (tenure.first - day).days
    return max(0, (day - tenure.last).days) if tenure.last else 0


def _is_surname(name: str, known: str) -> bool:
    return key_of(known).split(" ")[-1] == key_of(name) or key_of(known) == key_of(name)
