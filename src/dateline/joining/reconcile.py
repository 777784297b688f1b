"""How values that differ come to be the same after all, where it is a matter of counting; proposed, in a sentence."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.books.cities import Cities
from dateline.books.register import Register
from dateline.joining.agree import days, is_stay, with_travel
from dateline.model.day import Days

_APART = 5  # hours between two countries from which one evening is the next day's morning
_DEGREES = 15  # of longitude to an hour
_PAIR = 2


@dataclass(frozen=True, slots=True)
class Setting:
    """What of an event bears on how its values are counted."""

    countries: tuple[str, ...] = ()  # all that any source names
    days: Days | None = None
    several: bool = False  # whether any source tells of more than two parties


def reconcile(field: str, one: Any, other: Any, setting: Setting) -> str | None:
    """A sentence that says how two different values may both be so; None where nothing explains it."""
    ask = _WAYS.get(field)
    return ask(one, other, setting) if ask else None


def _days(one: Any, other: Any, setting: Setting) -> str | None:
    a, b = sorted((days(one), days(other)), key=lambda d: (d.earliest_start, -d.latest_end.toordinal()))
    if with_travel(a, b) or with_travel(b, a):
        stay, programme = (a, b) if with_travel(a, b) else (b, a)
        short = f"{_length(programme)} ({_told(programme)})"
        return f"{_length(stay)} days with travel ({_told(stay)}), a programme of {short}"
    if is_stay(a) and is_stay(b) and _shift(a, b) == 1 and _length(a) == _length(b):
        evening, morning = a.earliest_start, b.earliest_start
        return f"{_length(a)} days counted from the evening of {evening} or from the morning of {morning}"
    if a.is_one_day and b.is_one_day and _shift(a, b) == 1:
        return _other_zone(a, b, setting)
    return None


def _shift(one: Days, other: Days) -> int:
    return (other.earliest_start - one.earliest_start).days


def _length(stay: Days) -> int:
    return (stay.latest_end - stay.earliest_start).days + 1


def _told(stay: Days) -> str:
    return f"{stay.earliest_start} to {stay.latest_end}"


def _other_zone(one: Days, other: Days, setting: Setting) -> str | None:
    """One moment that two countries date by two days."""
    hours = {country: hour for country in setting.countries if (hour := hours_east(country)) is not None}
    if not hours:
        return None
    east, west = max(hours, key=lambda c: (hours[c], c)), min(hours, key=lambda c: (hours[c], c))
    apart = round(hours[east] - hours[west])
    if apart < _APART:
        return None
    ahead = f"{other.earliest_start} in {east}, about {apart} hours ahead"
    return f"may be one moment: {one.earliest_start} in {west} is {ahead}"


@cache
def hours_east(country: str) -> float | None:
    """How many hours a country's capital is ahead of Greenwich by the sun; None where the books do not have it."""
    known = Register.load().country(country)
    for capital in known.capitals if known else ():
        if city := Cities.load().by_key(f"{capital}, {country}"):
            return city.longitude / _DEGREES
    return None


def _duration(one: int, other: int, setting: Setting) -> str | None:
    short, long = sorted((one, other))
    if long - short != 1:
        return None
    when = setting.days
    if when and is_stay(when) and _length(when) in (short, long):
        return f"{_told(when)} makes {_length(when)} days; {long} count a day of travel that {short} do not"
    return f"{long} days count the day of arrival or departure that {short} do not"


def _mode(one: str, other: str, setting: Setting) -> str | None:
    if {one, other} == {"bilateral", "multilateral"} and len(setting.countries) > _PAIR:
        return f"told as bilateral where an article names two of the {len(setting.countries)} parties"
    return None


_WAYS: dict[str, Callable[[Any, Any, Setting], str | None]] = {"days": _days, "duration": _duration, "mode": _mode}


def overtaken(field: str, planned: Sequence[Any], shown: Any) -> str | None:
    """A sentence for plans that reports overtook: "planned for …, took place …"."""
    if not planned:
        return None
    before = ", ".join(dict.fromkeys(written(field, value) for value in planned))
    return f"planned: {before}; reported: {written(field, shown)}"


def written(field: str, value: Any) -> str:
    """A value as a sentence has it."""
    if field == "days":
        return days(value).edtf()
    return str(value["name"]) if field == "place" else str(value)
