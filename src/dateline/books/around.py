"""Words that speak for one meaning of a name or another; from ``data/register/around.yaml``."""

import re

from dateline.books import compiled

_AROUND = compiled.around()

BEFORE_PLACE = frozenset(_AROUND["before_place"])
TITLES = frozenset(_AROUND["titles"])
NOT_FIRST_NAMES = frozenset(_AROUND["not_first_names"])
PERSONS_TOO = frozenset(_AROUND["persons_too"])
PLACE_NOUNS = frozenset(_AROUND["place_nouns"])
LEAVING = frozenset(_AROUND["leaving"])
SHIPS: dict[str, str] = _AROUND["ships"]
PREFIXES = frozenset(_AROUND["prefixes"])
_EXERCISE = "|".join(_AROUND["exercise"])
EXERCISE_AROUND = re.compile(
    rf"\b(?:{_EXERCISE})\b[^.\n]{{0,25}}\x00|[\"\u201c\u201d\u2018']\x00|\x00(?:-| )(?:20)?\d\d\b|\x00 [IVX]+\b"
    rf"|\x00[^.,\n]{{0,12}}\b(?:{_EXERCISE})\b",
    re.IGNORECASE,
)
_HARDWARE = "|".join(_AROUND["hardware"])
HARDWARE_AFTER = re.compile(rf"(?:[ -][\w-]+){{0,2}}?[ -](?:{_HARDWARE})s?\b|[- ]\d", re.IGNORECASE)
HARDWARE_BEFORE = re.compile(rf"\b(?:{_HARDWARE})s?(?:,| and| the| called| named| of| type)* $", re.IGNORECASE)
