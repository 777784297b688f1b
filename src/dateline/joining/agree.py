"""When two values of a field can both be so: the one is finer or fuller than the other, or only spelt otherwise."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from dateline.books.cities import Cities
from dateline.books.names import is_surname, keys_of, same_person, surname_key
from dateline.books.register import Register
from dateline.books.words import key_of
from dateline.joining.naming import series_key
from dateline.model.day import Days
from dateline.model.day_codec import days_from_json

_A_DAY = timedelta(days=1)
_FINE = {"building": 0, "place": 0, "city": 1, "region": 2, "sea": 2, "country": 3}
_REGIONS = frozenset(
    ("region", "oblast", "province", "state", "district", "territory", "krai", "governorate", "prefecture", "county")
)
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset({"the", "of", "and", "for", "on", "in", "exercise"})
_PAIR = 2


def is_fuller(field: str, one: Any, other: Any) -> bool:
    """Whether one value says all that the other says, and more: 12 June than June, ten countries than two of them.

    Persons are compared as they are spelt: one spelling for each has been chosen before.
    """
    ask = _FULLER.get(field)
    return bool(ask and one != other and ask(one, other))


def at_odds(field: str, one: Any, other: Any, *, several: bool = False) -> bool:
    """Whether two values cannot both be so.

    Of an occasion of ``several`` parties each article may name two that bear on it.
    """
    ask = _never if several and field == "countries" else _AT_ODDS.get(field, _differ)
    return one != other and not is_fuller(field, one, other) and not is_fuller(field, other, one) and ask(one, other)


# ---- days


def days(value: Any) -> Days:
    """The days that a value of the field ``days`` stands for."""
    found = days_from_json(value)
    if found is None:
        msg = "a value that is told is never None"
        raise TypeError(msg)
    return found


def lies_within(one: Days, other: Days) -> bool:
    """Whether all that the one allows, the other allows too."""
    return (
        other.earliest_start <= one.earliest_start
        and one.latest_start <= other.latest_start
        and other.earliest_end <= one.earliest_end
        and one.latest_end <= other.latest_end
    )


def is_stay(one: Days) -> bool:
    """Whether it is told to last from some day to a later one."""
    return not one.is_a_window


def with_travel(stay: Days, programme: Days) -> bool:
    """Whether a stay is a programme of several days with a day of travel before it, after it, or both."""
    if not (is_stay(stay) and is_stay(programme)):
        return False
    before = programme.earliest_start - stay.earliest_start
    after = stay.latest_end - programme.latest_end
    return before.days in (0, 1) and after.days in (0, 1) and before + after >= _A_DAY


def _bounds(value: Any) -> Days:
    """The days of a value, where an end that is not told may be any day."""
    told = days(value)
    if told.earliest_start == date.min:
        told = replace(told, latest_start=told.latest_end)
    return replace(told, earliest_end=told.earliest_start) if told.latest_end == date.max else told


def _days_fuller(one: Any, other: Any) -> bool:
    a, b = _bounds(one), _bounds(other)
    return lies_within(a, b) or _is_a_day_of(b, a) or with_travel(a, b)


def _is_a_day_of(day: Days, stay: Days) -> bool:
    if not day.is_one_day or not is_stay(stay) or stay.earliest_start == date.min:
        return False
    return stay.latest_start <= day.earliest_start <= stay.earliest_end and stay.latest_end != date.max


def _days_at_odds(one: Any, other: Any) -> bool:
    a, b = _bounds(one), _bounds(other)
    starts = max(a.earliest_start, b.earliest_start) <= min(a.latest_start, b.latest_start)
    ends = max(a.earliest_end, b.earliest_end) <= min(a.latest_end, b.latest_end)
    return not (starts and ends)


# ---- places


def fineness(place: Any) -> int:
    """How finely a place is told: 0 a building, 1 a city, 2 a region or a sea, 3 a country.

    What the books know of the name counts before what the claim says of it: not every hand that codes tells.
    """
    key, country = key_of(place["name"]), place["country"]
    if key in state_names(country):
        return _FINE["country"]
    if place["precision"] == "city" and Cities.load().by_key(f"{place['name']}, {country}") is None:
        return _FINE["region"] if _REGIONS & set(key.split()) else _FINE["place"]
    return _FINE.get(place["precision"], 1)


@cache
def state_names(country: str | None) -> frozenset[str]:
    """The names of a state, folded."""
    known = Register.load().country(country) if country else None
    return frozenset(map(key_of, known.names)) if known else frozenset()


def _place_fuller(one: Any, other: Any) -> bool:
    inner, outer = key_of(one["name"]), key_of(other["name"])
    if outer in map(key_of, one["chain"][1:]) or (outer != inner and f" {outer} " in f" {inner} "):
        return True
    if inner == outer:
        return one["country"] is not None and other["country"] is None
    same = one["country"] is not None and one["country"] == other["country"]
    return same and fineness(one) < fineness(other)


def _places_at_odds(one: Any, other: Any) -> bool:
    if key_of(one["name"]) == key_of(other["name"]):
        return bool(one["country"] and other["country"] and one["country"] != other["country"])
    if "sea" in (one["precision"], other["precision"]):
        return "country" not in (one["precision"], other["precision"])
    if one["country"] is None or other["country"] is None or one["country"] != other["country"]:
        return True
    return fineness(one) == fineness(other)


# ---- names, persons, parties


def name_words(name: str) -> list[str]:
    """The words of a proper name that tell it from others."""
    words = [word for word in _WORD.findall(key_of(name)) if word not in _SMALL]
    return words or _WORD.findall(key_of(name))


def is_short_for(short: str, long: str) -> bool:
    """Whether a name is made of the first letters of another's words: TMM, Trilateral Ministerial Meeting."""
    letters, words = "".join(_WORD.findall(short)), name_words(long)
    return letters.isupper() and len(words) > 1 and letters.lower() == "".join(word[0] for word in words)


def _name_fuller(one: str, other: str) -> bool:
    more, less = name_words(one), name_words(other)
    return set(less) < set(more) or is_short_for(other, one)


def _names_at_odds(one: str, other: str) -> bool:
    return sorted(name_words(one)) != sorted(name_words(other)) and series_key(one) != series_key(other)


@lru_cache(maxsize=65536)
def same_human(one: str, other: str) -> bool:
    """Whether two spellings can be one person's; a bare surname is that of whoever bears it as the last part.

    Where the surname stands elsewhere ("Kishida Fumio", "Pedro Sánchez Pérez-Castejón") it is known of those whom the
    register has: by the last part of the name that it gives them.
    """
    if same_person(one, other) or key_of(one) == key_of(other):
        return True
    if is_surname(one) == is_surname(other):
        return False
    surname, full = (surname_key(one), other) if is_surname(one) else (surname_key(other), one)
    return surname == surname_key(full) or (surname in keys_of(full) and surname in _registered_surnames(full))


def _registered_surnames(full: str) -> frozenset[str]:
    """The surnames of whoever bears a name in the register."""
    return frozenset(surname_key(tenure.person.name) for tenure in Register.load().tenures_of(full))


def _more(one: list[str], other: list[str]) -> bool:
    return set(other) < set(one)


def _parties_at_odds(one: list[str], other: list[str]) -> bool:
    """Two pairs that differ; of larger sets, each article may tell a part."""
    return len(one) == len(other) == _PAIR


def _differ(_one: Any, _other: Any) -> bool:
    return True


def _never(_one: Any, _other: Any) -> bool:
    return False


_FULLER: dict[str, Callable[[Any, Any], bool]] = {
    "days": _days_fuller,
    "place": _place_fuller,
    "name": _name_fuller,
    "people": _more,
    "countries": _more,
    "organizations": _more,
    "topics": _more,
}
_AT_ODDS: dict[str, Callable[[Any, Any], bool]] = {
    "days": _days_at_odds,
    "place": _places_at_odds,
    "name": _names_at_odds,
    "people": _never,
    "countries": _parties_at_odds,
    "organizations": _never,
    "topics": _never,
}
