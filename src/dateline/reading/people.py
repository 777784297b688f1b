"""Which names in an article are one person's: full name, surname, given name."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dateline.model.span import Span

_PARTICLES = frozenset(
    {"al", "bin", "de", "van", "von", "da", "dos", "el", "la", "ibn", "abu", "bint", "ben", "du", "del"}
)


@dataclass(slots=True)
class Naming:
    """The mentions of one person in one article, and the fullest name among them."""

    name: str
    spans: list[Span] = field(default_factory=list)


def parts_of(name: str) -> list[str]:
    """The words of a name in lower case, without possessives, initials' stops and particles."""
    words = [
        word.strip(".,'’\"()").removesuffix("'s").removesuffix("’s").lower() for word in name.replace("-", " ").split()
    ]
    kept = [word for word in words if word and word not in _PARTICLES]
    return kept or words


def may_be_one(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the shorter name can stand for the longer: no word at odds, and the last or the first words agree."""
    if not short or not set(short) <= set(long):
        return False
    return len(short) == len(long) or short[-1] == long[-1] or short[0] == long[0]


def tidy(words: str) -> str:
    """A name as it is written, on one line and without a possessive."""
    name = " ".join(words.split())
    for end in ("'s", "’s", "'", "’", ","):
        name = name.removesuffix(end)
    return name


def namings(text: str, spans: Sequence[Span]) -> list[Naming]:
    """Join the name mentions of an article to persons, in order of first mention.

    A mention joins the person last mentioned whose name it can shorten or lengthen. Two full names that differ are two
    persons, even where they share a surname.
    """
    people: list[Naming] = []
    keys: list[list[str]] = []
    for span in sorted(spans):
        name = tidy(span.of(text))
        parts = parts_of(name)
        if not parts:
            continue
        for i in sorted(range(len(people)), key=lambda i: -people[i].spans[-1].start):
            short, long = sorted((parts, keys[i]), key=len)
            if may_be_one(short, long):
                people[i].spans.append(span)
                if len(parts) > len(keys[i]):
                    people[i].name, keys[i] = name, parts
                break
        else:
            people.append(Naming(name, [span]))
            keys.append(parts)
    return people
