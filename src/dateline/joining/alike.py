"""Whether two persons, places or proper names are one, however they are written."""

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from dateline.books.names import is_surname, keys_of, same_person
from dateline.books.words import key_of, words_of
from dateline.joining.features import Name, Person

_CLOSE = 88  # of 100: two spellings of one name, letter by letter
_LONG_ENOUGH = 6  # letters of a name that may differ in one of them
_MIDDLE = 60  # of 100: two spellings of a name between the first and the last, which agree
_TWO = 2


def shared_persons(
    ours: Iterable[Person], theirs: Iterable[Person]
) -> tuple[int, tuple[Person, ...], tuple[Person, ...]]:
    """How many persons are in both, who is only in the first, who only in the second."""
    left, alone = list(theirs), []
    shared = 0
    for person in ours:
        match = next((other for other in left if may_be_one(person, other)), None)
        if match is None:
            alone.append(person)
        else:
            left.remove(match)
            shared += 1
    return shared, tuple(alone), tuple(left)


def may_be_one(one: Person, other: Person) -> bool:
    """Whether two can be one person: the names can, and they serve no two states."""
    if one.country and other.country and one.country != other.country:
        return False
    return _same_names(*sorted((one.name, other.name)))


@lru_cache(maxsize=1 << 18)
def _same_names(one: str, other: str) -> bool:
    """As the register compares names; and a surname alone, or letters otherwise written, beside a full name.

    A surname alone is nobody's in a book of all persons. Of two claims about the same parties and days it tells enough.
    """
    if one == other or same_person(one, other):
        return True
    ours, theirs = words_of(one).keys, words_of(other).keys
    if is_surname(one) or is_surname(other):
        return bool(keys_of(one) & keys_of(other))
    if min(len(ours), len(theirs)) > _TWO and same_person(f"{ours[0]} {ours[-1]}", f"{theirs[0]} {theirs[-1]}"):
        return _close_enough("".join(ours[1:-1]), "".join(theirs[1:-1]))
    return _close("".join(ours), "".join(theirs))


def _close_enough(one: str, other: str) -> bool:
    """Whether the middle parts of two names can be one: Osman and Othman, not two initials."""
    return min(len(one), len(other)) > _TWO and ratio(one, other) >= _MIDDLE


def same_name(one: Name, other: Name) -> bool:
    """Whether two proper names are one: all telling words of one in the other, the initials, or almost the letters."""
    if _all_in(one.base, other.base) or _all_in(other.base, one.base):
        return True
    return (
        _is_acronym(one, other) or _is_acronym(other, one) or _close(*("".join(sorted(n.base)) for n in (one, other)))
    )


def _all_in(few: frozenset[str], many: frozenset[str]) -> bool:
    return few <= many or all(any(_variant(one, other) for other in many) for one in few)


def _variant(one: str, other: str) -> bool:
    """Whether two words are one and its plural, or a weapon and its version: "Rafales", "FA50GF"."""
    short, long = sorted((one, other), key=len)
    rest = long.removeprefix(short)
    if rest == long:
        return one == other
    return rest in {"", "s", "es"} or (short[-1:].isdigit() and rest.isalpha())


def _is_acronym(short: Name, long: Name) -> bool:
    """Whether one word of a name is made of the first letters of another name's words."""
    initials = "".join(word[0] for word in long.whole if word not in {"of", "the", "and", "on", "for", "in"})
    return any(len(word) > 2 and initials.startswith(word) for word in short.base)  # noqa: PLR2004  (two letters are chance)


def same_place(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether any name of the one stands in the other: "Singapore" in "Shangri-La Hotel, Singapore"."""
    if ours & theirs:
        return True
    return any(_within(one, other) or _within(other, one) or _close(one, other) for one in ours for other in theirs)


def _within(short: str, long: str) -> bool:
    return f" {short} " in f" {long.replace(',', ' ')} "


@lru_cache(maxsize=1 << 16)
def _close(one: str, other: str) -> bool:
    """Whether two words differ by no more than a transliteration would."""
    one, other = key_of(one).replace(" ", ""), key_of(other).replace(" ", "")
    return min(len(one), len(other)) >= _LONG_ENOUGH and ratio(one, other) >= _CLOSE
