"""Which names in an article are one person's: full name, surname, given name, initials, a slip of the pen."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from rapidfuzz.distance import Indel

from dateline.books.source import read_yaml
from dateline.model.span import Span

_POSSESSIVE = re.compile(r"['’]s?\Z")
_WORD = re.compile(r"[^\s.,()\"“”-]+")
_BEFORE = re.compile(r"([^\W\d_]+)\.?\s\Z")
_LONG = 5  # letters from which two spellings may be one name
_CLOSE = 0.83
_FAR = 30
_KNOWN = 200  # persons named last among whom the bearer of a name is looked for; an article seldom names as many


@dataclass(slots=True)
class Naming:
    """The mentions of one person in one article, and the fullest name among them."""

    name: str
    spans: list[Span] = field(default_factory=list)


@cache
def _left_out() -> tuple[frozenset[str], frozenset[str]]:
    """Words of names that are compared without them: those in small letters, and those however they are written."""
    held = read_yaml("persons", "parts.yaml")
    return frozenset(held["particles"]), frozenset(held["beside"])


def parts_of(name: str) -> list[str]:
    """The words of a name in lower case, without possessives, initials' stops, particles and generations.

    A particle has a small letter, or is Arabic: "Do Van Lam" has three words.
    """
    particles, beside = _left_out()
    words = [_POSSESSIVE.sub("", word).strip("'’") for word in _WORD.findall(name)]
    told = [word.lower() for word in words if word and not (word in particles or word.lower() in beside)]
    return told or [word.lower() for word in words if word]


def may_be_one(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the shorter name can stand for the longer: no word at odds, and the last or the first words agree."""
    if not short or not all(any(_stands_for(a, b) for b in long) for a in short):
        return False
    if len(short) == len(long):
        return any(len(word) > 1 for word in short)
    return short[-1] == long[-1] or (short[0] == long[0] and len(short[0]) > 1)


def is_inside(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the shorter name is a run inside the longer: the father's of two surnames, one of three given names."""
    return any(list(short) == list(long[i : i + len(short)]) for i in range(1, len(long) - len(short)))


def may_be_misspelt(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one name may be a slip for the other: "Shergei Maren" for "Sergei Maren", "Marren" for "Ines Maren"."""
    short, long = sorted((one, other), key=len)
    if not short:
        return False
    if len(short) == 1:
        return short[0] != long[-1] and _is_close(short[0], long[-1])
    same = [a == b for a, b in zip(short, long, strict=False)]
    close = all(a == b or _is_close(a, b) for a, b in zip(short, long, strict=False))
    return len(short) == len(long) and any(same) and close


def _stands_for(word: str, other: str) -> bool:
    return word == other or (1 in (len(word), len(other)) and word[0] == other[0])


def _is_close(word: str, other: str) -> bool:
    long_enough = min(len(word), len(other)) >= _LONG
    return long_enough and Indel.normalized_similarity(word, other) >= _CLOSE


def tidy(words: str) -> str:
    """A name as it is written, on one line and without a possessive."""
    name = " ".join(words.split())
    for end in ("'s", "’s", "'", "’", ","):
        name = name.removesuffix(end)
    return name


def namings(text: str, spans: Sequence[Span]) -> list[Naming]:
    """Join the name mentions of an article to persons, in order of first mention.

    A mention joins the person last mentioned whose name it can shorten or lengthen; of several, one who was named with
    the same word before ("Minister Maren", "Mrs Maren"). Two full names that differ are two persons, even where they
    share a surname. Only a name that nobody's shortens is tried inside longer ones, and for a slip of the pen.
    """
    people: list[Naming] = []
    keys: list[list[str]] = []
    called: list[set[str]] = []  # by which words before their names
    latest: list[int] = []  # the persons named last, the last first
    for span in sorted(spans):
        name = tidy(span.of(text))
        parts = parts_of(name)
        if not parts:
            continue
        before = _before(span, text)
        if (i := _bearer(parts, before, latest, keys, called)) is None:
            i = len(people)
            people.append(Naming(name))
            keys.append(parts)
            called.append(set())
        elif _is_fuller(parts, keys[i]):
            people[i].name, keys[i] = name, parts
        people[i].spans.append(span)
        called[i].add(before)
        latest = [i, *(other for other in latest if other != i)][:_KNOWN]
    return _together(people, keys)


def _bearer(
    parts: list[str], before: str, latest: Sequence[int], keys: Sequence[list[str]], called: Sequence[set[str]]
) -> int | None:
    """The number of the person whom a mention names; None where it names a new one."""
    for fits in (may_be_one, is_inside, may_be_misspelt):
        mine = [i for i in latest if fits(*sorted((parts, keys[i]), key=len))]
        if mine:
            same = [i for i in mine if before and before in called[i]]
            return (same or mine)[0]
    return None


def _before(span: Span, text: str) -> str:
    """The word right before a mention in lower case: a title, if anything tells namesakes apart."""
    match = _BEFORE.search(text, max(0, span.start - _FAR), span.start)
    return match[1].lower() if match else ""


def _is_fuller(parts: Sequence[str], known: Sequence[str]) -> bool:
    """Whether a name tells more than the known one: more words, or as many with fewer initials."""
    return (len(parts), sum(map(len, parts))) > (len(known), sum(map(len, known))) and not may_be_misspelt(parts, known)


def _together(people: Sequence[Naming], keys: Sequence[list[str]]) -> list[Naming]:
    """Join those who were named by two parts of a name before the whole was told ("Ines", "Maren", "Ines Maren")."""
    spans = [list(person.spans) for person in people]
    for i in sorted(range(len(people)), key=lambda i: len(keys[i])):
        near = range(max(0, i - _KNOWN), min(len(people), i + _KNOWN))
        longer = [j for j in near if len(keys[i]) < len(keys[j]) and _is_part(keys[i], keys[j])]
        if len(longer) == 1:
            spans[longer[0]] += spans[i]
            spans[i] = []
    told = [Naming(person.name, sorted(held)) for person, held in zip(people, spans, strict=True) if held]
    return sorted(told, key=lambda person: person.spans[0])


def _is_part(short: Sequence[str], long: Sequence[str]) -> bool:
    return may_be_one(short, long) or is_inside(short, long)
