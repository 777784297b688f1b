"""Persons, offices, tenures: who could speak for whom, and when."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Person:
    """A human: the name that the register uses, and the other spellings that articles have."""

    name: str
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every spelling, the register's own first."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class Office:
    """A post, whoever holds it: the state or organisation it belongs to, and its generic id ("defence-minister")."""

    of: str
    kind: str

    @property
    def id(self) -> str:
        """The key under which the register knows it: "RUS/defence-minister"."""
        return f"{self.of}/{self.kind}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """One person in one office. ``first`` and ``last`` both count; no ``last`` means: still in office when ``checked``.

    ``grain`` is "day", "month" or "year": how finely the register knows the two days, which then stand for the first
    day of the first and the last day of the last such stretch.
    """

    person: Person
    office: Office
    first: date
    last: date | None
    checked: date
    sources: tuple[str, ...]
    grain: str = "day"

    def held_on(self, day: date) -> bool:
        """Whether the person held the office on that day, as far as the register knows."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A state or territory, with the codes that other registers know it by. ``of`` is the state of a territory."""

    iso3: str
    iso2: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    m49: int | None = None
    cow: int | None = None
    gw: int | None = None
    of: str | None = None

    @property
    def name(self) -> str:
        """The short name."""
        return self.names[0] if self.names else self.iso3

    @property
    def capital(self) -> str | None:
        """The seat of government."""
        return self.capitals[0] if self.capitals else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """An international organisation, forum or mission; ``means`` is what the codebook puts for it."""

    key: str
    names: tuple[str, ...]
    type: str
    means: str
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A recurring exercise, forum or commission, and the parties that take part as a rule."""

    id: str
    names: tuple[str, ...]
    kind: str
    mode: str | None = None
    parties: tuple[str, ...] = ()
