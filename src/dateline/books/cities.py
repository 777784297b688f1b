"""Cities of the world, from one compact file."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dateline.books.words import Words, key_of


class City(NamedTuple):
    """One city or region. A region has no inhabitants and lies at (0, 0).

    ``people`` counts inhabitants in thousands; ``is_person_too`` says that persons bear the name as well.
    """

    name: str
    country: str
    latitude: float
    longitude: float
    people: int
    is_person_too: bool


@dataclass(frozen=True, slots=True)
class Cities:
    """Cities by the words of their names; the lines of the file are parsed only when a text asks for them."""

    lines: dict[str, list[str]]
    first_words: frozenset[str]

    @staticmethod
    @cache
    def load() -> "Cities":
        """The shipped file; read once in a process."""
        return _load()

    def at(self, words: Words, first: int, stop: int) -> tuple[int, tuple[City, ...]] | None:
        """The longest name of a city that begins with this word: its last word, and the cities so called."""
        if words.keys[first] not in self.first_words or not words.text[words.starts[first]].isupper():
            return None
        best, key = None, ""
        for j in range(first, min(first + 5, stop)):
            key += words.keys[j]
            if (lines := self.lines.get(key)) and words.text[words.starts[j]].isupper():
                best = (j, tuple([_city(line) for line in lines]))
            gap = words.gaps[j]
            if gap is None:
                break
            key += gap
        return best

    def by_key(self, means: str) -> City | None:
        """The city that the key of a mention ("Karachi, PAK") means."""
        name, _, country = means.rpartition(", ")
        held = (_city(line) for line in self.lines.get(key_of(name), ()))
        return next((city for city in held if city.country == country), None)


def _city(line: str) -> City:
    name, country, latitude, longitude, people, mark = line.split("\t")
    return City(name, country, float(latitude or 0), float(longitude or 0), int(people), mark == "n")


def _load() -> Cities:
    text = (files("dateline") / "data" / "places" / "cities.tsv").read_text(encoding="utf-8")
    lines: dict[str, list[str]] = {}
    first_words: set[str] = set()
    for line in text.splitlines():
        key, _, rest = line.partition("\t")
        lines.setdefault(key, []).append(rest)
        first_words.add(key.replace("'", " ").replace(".", " ").split(" ", 1)[0])
    return Cities(lines, frozenset(first_words))
