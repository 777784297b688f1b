"""Names as people write them → the codes by which the record knows parties and types."""

import difflib
from collections.abc import Iterable
from datetime import date
from functools import cache

from dateline.books.countries import name_of, party_of
from dateline.books.register import Register
from dateline.books.source import read_yaml
from dateline.books.words import key_of
from dateline.errors import ReviewError
from dateline.store.base import Store, Wanted

_NEAR = 3  # names that are offered for one that nobody knows


def party(store: Store, words: str) -> str:
    """The code of a party: ``IND`` for "ind", "India" and "Indian", ``AU`` for "African Union".

    A party that no book has is known if the record has it.

    Raises:
        ReviewError: Neither the books nor the record know it.
    """
    if name_of(code := party_of(words)) != code:
        return code
    if found := _organizations().get(key_of(words)):
        return found
    told = next((one for one in (words.strip(), code) if _takes_part(store, one)), None)
    if told is None:
        raise ReviewError(
            f'neither the books nor the record know a party "{words}"',
            mend=f"write a country by its name or code (India, IND), an organisation by its acronym{_hint(words)}",
            code="record.party",
        )
    return told


def kind(store: Store, words: str) -> str:
    """A type of event: one of the codebook's, or one of your own rules' of which the record has an event.

    Raises:
        ReviewError: There is none of that name.
    """
    name = words.strip().lower().replace("-", "_").replace(" ", "_")
    if name in kinds() or next(iter(store.events(Wanted(kinds=(name,), limit=1))), None):
        return name
    raise ReviewError(
        f'"{words}" is no type of event',
        mend=f"there are {', '.join(kinds())}{near(name, kinds())}",
        code="record.type",
    )


@cache
def kinds() -> tuple[str, ...]:
    """The types of the codebook."""
    return tuple(read_yaml("codebook", "types.yaml")["types"])


def topic(words: str) -> str:
    """A topic of the codebook, with spaces or hyphens for the marks in its name.

    Raises:
        ReviewError: There is none of that name.
    """
    name = words.strip().lower().replace("-", "_").replace(" ", "_")
    if name not in topics():
        raise ReviewError(
            f'"{words}" is no topic',
            mend=f"there are {', '.join(topics())}{near(name, topics())}",
            code="review.topic",
        )
    return name


@cache
def topics() -> tuple[str, ...]:
    """The topics of the codebook."""
    return tuple(read_yaml("codebook", "topics.yaml")["topics"])


def state(words: str) -> str:
    """The code of a state, for a person who amends a record: three letters that no book has are taken as they are.

    Raises:
        ReviewError: It is neither a state's name nor three letters.
    """
    code = party_of(words)
    if name_of(code) == code and not (len(code) == len("IND") and code.isascii() and code.isalpha()):
        raise ReviewError(
            f'"{words}" is no country',
            mend=f"write its name or its code of three letters{_hint(words)}",
            code="review.country",
        )
    return code


def _takes_part(store: Store, name: str) -> bool:
    return bool(name) and (
        store.published(date.min, date.max, [name]) > 0
        or next(iter(store.events(Wanted(parties=(name,), limit=1))), None) is not None
    )


@cache
def _organizations() -> dict[str, str]:
    """What the codebook puts for an organisation, by each of its names; of names that several have, the first's."""
    found: dict[str, str] = {}
    for acronym, about in read_yaml("register", "organizations.yaml").items():
        for name in (acronym, *about["names"], *about.get("acronyms", ())):
            found.setdefault(key_of(name), about.get("means", acronym))
    return found


def _hint(words: str) -> str:
    return near(words.strip(), (name for country in Register.load().countries() for name in country.names))


def near(words: str, names: Iterable[str]) -> str:
    """What is added to a mend where some of these names are written nearly so."""
    found = difflib.get_close_matches(words, sorted(names), _NEAR)
    return f" (did you mean {' or '.join(found)}?)" if found else ""
