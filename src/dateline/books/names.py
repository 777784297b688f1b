"""Whether two spellings are one person's name: transliterations, initials, missing and turned parts."""

import re
from functools import lru_cache

from dateline.books.compiled import around
from dateline.books.words import fold

_AROUND = around()
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019\u02bb\u2018`-][^\W\d_]+)*\.?")
_ARTICLES, _HONORIFICS = frozenset(_AROUND["articles_of_names"]), frozenset(_AROUND["honorifics_of_names"])
_AROUND_NAMES = _ARTICLES | frozenset(_AROUND["suffixes_of_names"])
_SOUNDS = tuple(tuple(pair.split()) for pair in _AROUND["sounds"])
_CYRILLIC = str.maketrans({**dict(pair.split() for pair in _AROUND["cyrillic"]), "ь": "", "ъ": ""})
_KIN = {name: number for number, group in enumerate(_AROUND["kin"]) for name in group.split()}
_VOWELS = re.compile(r"[aeiou]")
_FEW_CONSONANTS = 3


def same_person(one: str, other: str) -> bool:
    """Whether two names can be one person's.

    Both need a given name and a surname. Parts may be missing in the middle and at the end ("Mohammed bin Salman",
    "Mohammed bin Salman Al Saud"), be initials, be turned round ("Kishida Fumio"), or be spelt otherwise by sound.
    A surname alone is nobody's: ask the register for that.
    """
    first, second = _parts(one), _parts(other)
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) < 2:  # noqa: PLR2004  (a given name and a surname)
        return False
    return _runs_through(shorter, longer) or (len(shorter) == len(longer) == 2 and _runs_through(shorter[::-1], longer))  # noqa: PLR2004


def is_surname(name: str) -> bool:
    """Whether a name has one part, articles and suffixes left out, and no initial."""
    parts = _parts(name)
    return len(parts) == 1 and len(parts[0]) > 1


def surname_key(name: str) -> str:
    """The sound of the last part: what the register looks a person up by."""
    parts = _parts(name)
    return _sound(parts[-1]) if parts else ""


def keys_of(name: str) -> frozenset[str]:
    """The sounds of every part that is no initial; spellings of one person share two of them, or a long one."""
    return frozenset(_sound(part) for part in _parts(name) if len(part) > 1)


@lru_cache(maxsize=16384)
def _parts(name: str) -> tuple[str, ...]:
    """The words of a name that tell: folded, without suffixes, articles, and titles but as a surname: Luther King."""
    words = [fold(word).rstrip(".") for word in _WORD.findall(name.lower().translate(_CYRILLIC))]
    parts = [part for word in words for part in _split(word) if part and part not in _AROUND_NAMES]
    return tuple([part for part in parts[:-1] if part not in _HONORIFICS] + parts[-1:])


def _split(word: str) -> list[str]:
    """Two words of "al-Sisi", one of "Jong-un"."""
    bare = re.sub("['\u2019\u02bb\u2018`]", "", word)
    first, _, rest = bare.partition("-")
    return [first, *_split(rest)] if first in _ARTICLES and rest else [bare.replace("-", "")]


def _runs_through(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether the parts of the shorter name stand in the longer one in their order.

    Parts may be missing in the middle or at the end, not in both; the surname has to be told in full, and letter by
    letter where another follows it.
    """
    if not _alike(shorter[0], longer[0]) or _parted_initials(shorter, longer):
        return _joined(shorter, longer)
    places: list[int] = [0]
    for part in shorter[1:]:
        at = next((at for at in range(places[-1] + 1, len(longer)) if _alike(part, longer[at])), None)
        if at is None:
            return _joined(shorter, longer)
        places.append(at)
    told_in_full = len(shorter[-1]) > 1 and len(longer[places[-1]]) > 1
    to_the_end, without_gap = places[-1] == len(longer) - 1, places[-1] == len(shorter) - 1
    same_letters = shorter[-1] == longer[places[-1]]
    return told_in_full and (to_the_end or (without_gap and same_letters))


def _parted_initials(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether both names have middle initials, and others: "George W. Bush", "George H. W. Bush"."""
    one, other = _initials(shorter[1:-1]), _initials(longer[1:-1])
    return bool(one and other and one != other)


def _joined(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether the letters are the same and only otherwise parted: "Abdul Latif" and "Abdullatif"."""
    return len(shorter) != len(longer) and _sound("".join(shorter)) == _sound("".join(longer))


def _initials(parts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(part for part in parts if len(part) == 1)


def _alike(one: str, other: str) -> bool:
    """Whether two parts are one: the same sound, an initial, a known pair (Joe, Joseph)."""
    if one == other:
        return True
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return _sound(one) == _sound(other) or _pair(one, other)


def _pair(one: str, other: str) -> bool:
    return one in _KIN and _KIN[one] == _KIN.get(other)


@lru_cache(maxsize=65536)
def _sound(word: str) -> str:
    """What a word sounds like, whoever transliterated it: its first sound, its consonants, and whether "a" ends it.

    Short words have too few consonants for that, and keep their vowels: Lee, Lai and Li are three names.
    """
    told = word
    for old, new in _SOUNDS:
        told = told.replace(old, new)
    told = re.sub(r"(.)\1+", r"\1", told)
    consonants = _VOWELS.sub("", told)
    if len(consonants.replace("h", "")) < _FEW_CONSONANTS:
        return word.replace("y", "i")
    first = told[0] if told[0] not in "aeiou" else "a"
    return first + consonants.lstrip(first) + ("a" if told.endswith("a") else "")
