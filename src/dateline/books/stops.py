"""Words that a stop shortens ("Gen.", "Sept.", "U.S."): it ends no sentence. One list for all that cut sentences.

Each of those cuts what it knows as words: the encoder's, those of speech and names, those of dates, mere text. So they
share what a stop means, not the loop. The words are those of ``data/stops.yaml``.
"""

import re
from functools import cache

from dateline.books.source import read_yaml

_INITIALS = re.compile(r"(?:[A-Za-z]\.)*[A-Z]")


def is_shortened(word: str) -> bool:
    """Whether the stop behind a word, which is told without it and as it is written, shortens the word."""
    any_case, capital = _lists()
    low = word.lower()
    return low in any_case or (word[:1].isupper() and low in capital) or _INITIALS.fullmatch(word) is not None


@cache
def short_forms() -> frozenset[str]:
    """The words of the list, in small letters: titles, months, days, what stands before a number or behind a firm."""
    return frozenset().union(*_lists())


@cache
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    held = read_yaml("stops.yaml")
    return frozenset(held["any_case"]), frozenset(held["capital"])
