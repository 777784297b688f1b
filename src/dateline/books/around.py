"""Words that speak for one meaning of a name or another; from ``data/register/around.yaml``."""

import re
from collections.abc import Mapping, Sequence

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


def _namesake(told: Mapping[str, Sequence[str]]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before and behind a name that means no state."""
    any_of = {key: "|".join(map(re.escape, words)) for key, words in told.items()}
    inside = rf"(?:(?:{any_of['bases']}) \w+|{any_of['towns']}|{any_of['listed_before']}), (?:and )?$"
    before = rf"{inside}|\b(?:{any_of['of']}) of $|\b(?:{any_of['from']}) from $"
    own = rf"(?:[’']s)? (?:{any_of['own']})s?\b"
    behind = rf"{own}|{any_of['right_behind']}|,? (?:and )?(?:{any_of['listed_behind']})"
    return re.compile(before), re.compile(behind)


NAMESAKES = {name: _namesake(told) for name, told in _AROUND["namesakes"].items()}
"""Names of states with what stands before and behind them where another place of that name is meant."""
