"""Claims told otherwise: as another paper would tell the same occasion."""
# ruff: noqa: PLR2004  (the numbers are shares of chance, each told by what it does)

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from dateline.books.register import Register
from dateline.model.claim import Claim, Place
from dateline.model.day import Days, Grain
from dateline.model.mention import Modality

_SPELLINGS = (
    ("sh", "s"),
    ("q", "g"),
    ("gh", "q"),
    ("y", "i"),
    ("ei", "ey"),
    ("ou", "u"),
    ("u", "ou"),
    ("kh", "h"),
    ("w", "v"),
    ("-", ""),
    ("-", " "),
)


def told_otherwise(claim: Claim, chance: Random) -> Claim:
    """The same occasion, some of its fields told less finely, otherwise, not at all, or a day off."""
    people = _others(claim.people, chance)
    return replace(
        claim,
        mode=claim.mode if chance.random() > 0.1 else None,
        modality=_status(claim.modality, chance),
        days=days_otherwise(claim.days, chance) if claim.days else None,
        countries=_fewer(claim.countries, chance, 0.12),
        organizations=_fewer(claim.organizations, chance, 0.15),
        people=tuple(name for name, _ in people),
        participants=tuple(
            replace(who, name=new) for new, old in people for who in claim.participants if who.name == old
        ),
        place=_place(claim.place, chance),
        name=claim.name if chance.random() > 0.25 else None,
    )


def days_otherwise(days: Days, chance: Random) -> Days | None:
    """The same days; or their month, none, or the day before or after."""
    what = chance.random()
    if days.grain is not Grain.DAY or days.earliest_start == date.min:
        return days if what > 0.1 else None
    if what < 0.06:
        return None
    if what < 0.18:
        return chance.choice((Days.month, Days.month, _season, _year))(
            days.earliest_start.year, days.earliest_start.month
        )
    if what < 0.24:
        return Days.between(
            *(day + timedelta(days=chance.choice((-1, 1))) for day in (days.earliest_start, days.latest_end))
        )
    if what < 0.34:
        return Days.day(days.earliest_start)
    return days


def _season(year: int, month: int) -> Days:
    """The three months about one."""
    first, last = max(1, month - 1), min(12, month + 1)
    return Days.months((year, first), (year, last))


def _year(year: int, _month: int) -> Days:
    return Days.year(year)


def spelt_otherwise(name: str, chance: Random) -> str:
    """A name as another desk would write it: spelt otherwise, turned round, with an initial, the surname alone."""
    what, parts = chance.random(), name.split()
    if what < 0.25:
        old, new = chance.choice(_SPELLINGS)
        return name.replace(old, new, 1)
    if len(parts) > 1 and what < 0.55:
        initial, turned = [f"{parts[0][0]}.", *parts[1:]], [parts[-1], *parts[:-1]]
        return " ".join(chance.choice((initial, turned, [parts[0], parts[-1]], parts[-1:])))
    return name


def _others(people: Sequence[str], chance: Random) -> list[tuple[str, str]]:
    told = [name for name in people if chance.random() > 0.15] if len(people) > 1 else list(people)
    if chance.random() < 0.08:
        told = []
    return [(spelt_otherwise(name, chance), name) for name in told]


def _fewer(values: tuple[str, ...], chance: Random, share: float) -> tuple[str, ...]:
    if len(values) > 1 and chance.random() < share:
        left = list(values)
        left.remove(chance.choice(values))
        return tuple(left)
    return values


def _status(status: Modality, chance: Random) -> Modality:
    if chance.random() < 0.3:
        return chance.choice((Modality.HELD, Modality.PLANNED, Modality.ONGOING))
    return status


def _place(place: Place | None, chance: Random) -> Place | None:
    what = chance.random()
    if place is None or what < 0.2:
        return None
    if what < 0.35 and place.country and (country := Register.load().country(place.country)):
        return Place(name=country.name, country=place.country, precision="country", chain=(country.name, place.country))
    if what < 0.45:
        return replace(place, name=f"Hall of {place.name[::-1]}", chain=())
    return place
