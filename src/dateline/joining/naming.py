"""What a proper name tells of a recurring occasion: the name of the series, and which edition it is."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from dateline.books import compiled
from dateline.books.source import read_yaml
from dateline.books.words import key_of

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-/ ](\d{1,2})(?!\d))?(?!\d)")
_SHORT = re.compile(r"(?<=[\w)])\s?[-–'’ ]\s?(\d\d)(?:[-/](\d{1,2}))?$")  # Malabar-20, Pacific Vanguard 24-1
_ORDINAL = re.compile(r"(?<!\w)(\d{1,3})(st|nd|rd|th)(?!\w)", re.IGNORECASE)
_ROMAN = re.compile(r"(?<=\w)[-– ]([IVXL]{2,6}|[VX])$")
_BRACKETS = re.compile(r"\([^)]*\)")
_EDGE = re.compile(r"^[\W_]+|[\W_]+$")
_TOKEN = re.compile(r"[^\W_]+(?:\+[^\W_]+)*")
_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50}
_CENTURY = 2000


@dataclass(frozen=True, slots=True)
class Named:
    """A name taken apart.

    Attributes:
        series: The register's id of the series, or the words of the name without the edition.
        edition: The edition as told ("2020", "5th", "XVI"); years of two digits are written out.
        number: The how-manieth it is, where an ordinal tells.
        known: Whether the register knows the series.
        generic: Whether the name could be anybody's, so that only the parties tell which is meant.
        parties: Who takes part as a rule, as the register knows it.
    """

    series: str
    edition: str | None
    number: int | None
    known: bool
    generic: bool
    parties: frozenset[str]


@lru_cache(maxsize=16384)
def taken_apart(name: str) -> Named:
    """The series and the edition that a name tells of."""
    bare, edition, number = _edition(_BRACKETS.sub(" ", name).strip() or name)
    words = [word for word in _tokens(bare) if word not in words_for("occasion")] or _tokens(bare)
    key, known = " ".join(words), _register().get(" ".join(words))
    series, parties = known or (key, frozenset())
    generic = _is_generic(words)
    if generic and known is None:  # its parties tell which it is, in whatever order the name has them
        series = " ".join(word for word in words if word not in _states()) or key
    return Named(series, edition, number, known is not None, generic, parties)


def series_key(name: str) -> str:
    """What is the same for every edition of a series, however its name is written."""
    return taken_apart(name).series


@cache
def words_for(purpose: str) -> frozenset[str]:
    """The words of ``data/series/words.yaml`` under one head."""
    return frozenset(map(str, _book()[purpose]))


@cache
def _book() -> dict[str, Any]:
    book: dict[str, Any] = read_yaml("series", "words.yaml")
    return book


def _tokens(name: str) -> list[str]:
    return [token.lower() for token in _TOKEN.findall(key_of(name) if "+" not in name else name.lower())]


def _edition(name: str) -> tuple[str, str | None, int | None]:
    """The name without its edition, the edition, and its number where it is counted."""
    for told in (_by_year, _by_ordinal, _by_word, _by_roman, _by_short_year):
        if found := told(name):
            bare, edition, number = found
            return _EDGE.sub("", bare), edition, number
    return name, None, None


def _by_year(name: str) -> tuple[str, str, int | None] | None:
    if not (found := _YEAR.search(name)):
        return None
    bare = name[: found.start()] + name[found.end() :]
    _, _, number = _edition(_EDGE.sub("", bare))
    return _without_count(bare), "-".join(filter(None, found.groups())), number


def _without_count(name: str) -> str:
    """The name without an ordinal that stands beside a year."""
    bare = _edition(_EDGE.sub("", name))
    return bare[0] if bare[2] is not None else name


def _by_ordinal(name: str) -> tuple[str, str, int | None] | None:
    if not (found := _ORDINAL.search(name)):
        return None
    return name[: found.start()] + name[found.end() :], found[0].lower(), int(found[1])


def _by_word(name: str) -> tuple[str, str, int | None] | None:
    ordinals: list[str] = _book()["ordinals"]
    for word in re.findall(r"\w+", name):
        if word.lower() in ordinals:
            number = ordinals.index(word.lower()) + 1
            return re.sub(rf"\b{word}\b", " ", name, count=1), ordinal(number), number
    return None


def _by_roman(name: str) -> tuple[str, str, int | None] | None:
    if not (found := _ROMAN.search(name)):
        return None
    values = [_DIGITS[letter] for letter in found[1]]
    number = sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
    return name[: found.start()], found[1], number


def _by_short_year(name: str) -> tuple[str, str, int | None] | None:
    if not (found := _SHORT.search(name)):
        return None
    return name[: found.start()], "-".join(filter(None, (str(_CENTURY + int(found[1])), found[2]))), None


def ordinal(number: int) -> str:
    """A number as one counts: 1st, 22nd, 113th."""
    teens = number % 100 in {11, 12, 13}
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _is_generic(words: list[str]) -> bool:
    states = _states()
    return all(word in words_for("generic") or word in states or word in words_for("recur") for word in words)


@cache
def _states() -> frozenset[str]:
    """Single words that name states."""
    held = compiled.register()["countries"].values()
    names = (name for country in held for name in (*country["names"], *country["adjectives"]))
    return frozenset(word for name in names for word in key_of(name).split())


@cache
def _register() -> dict[str, tuple[str, frozenset[str]]]:
    """By the words of their names without an edition: the register's series, and who takes part as a rule."""
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for id_, told in compiled.register()["series"].items():
        series = (_EDGE.sub("", _YEAR.sub("", id_)), frozenset(told["parties"]))
        for name in told["names"]:
            bare = _edition(_BRACKETS.sub(" ", name).strip())[0]
            words = [word for word in _tokens(bare) if word not in words_for("occasion")] or _tokens(bare)
            found.setdefault(" ".join(words), series)
    return found
