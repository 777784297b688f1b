"""Editions of recurring exercises, commissions, forums: their order, the gaps between them, when the next is due."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from dateline.joining.naming import Named, ordinal, taken_apart, words_for
from dateline.model.day import Days
from dateline.model.event import Event, Status

_TOOK_PLACE = frozenset({Status.HELD, Status.ONGOING})
_GAPS = 1  # between how many editions a gap has to be known before the next is reckoned
_PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One edition of a series.

    Attributes:
        event: The id of the event.
        told: Which edition, as told ("2020", "5th"); None where nothing tells.
        number: The how-manieth, where an ordinal tells it.
        gap: Days from the beginning of the last edition that took place before it; None where there is none, or no day.
    """

    event: str
    told: str | None
    number: int | None
    days: Days | None
    status: Status
    gap: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A recurring occasion with its editions in order of day.

    Attributes:
        key: What its editions bear as ``Event.series``.
        name: As most of its editions write it, without the edition.
        next_due: The month in which the next is due by the median of the gaps; None where too few took place.
        why: How that was reckoned, in a sentence.
    """

    key: str
    name: str
    kind: str
    editions: tuple[Edition, ...]
    next_due: Days | None = None
    why: str = ""


def series_of(event: Event) -> tuple[str, str | None] | None:
    """The key of the series that an event is an edition of, and which edition; None if of none.

    Of several names that articles give, one that the register knows counts first, then the best supported. The key has
    the parties in it where the name could be anybody's ("joint commission").
    """
    names = _names(event)
    apart = [one for one in map(taken_apart, names) if one.series]
    if event.kind not in words_for("kinds") or not apart:
        return None
    best = next((one for one in apart if _is_theirs(one, event)), apart[0])
    edition = next((one.edition for one in apart if one.edition and one.series == best.series), None)
    if event.kind != "exercise" and not (edition or _is_theirs(best, event) or _recurs(names)):
        return None
    return _key(best, event), edition


def series(events: Iterable[Event]) -> tuple[Series, ...]:
    """The series of which these events are editions, by key; the order of the events never matters."""
    found: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.series:
            found[event.series].append(event)
    return tuple(_series(key, found[key]) for key in sorted(found))


def _names(event: Event) -> list[str]:
    told = event.fields.get("name")
    return list(dict.fromkeys([told.shown, *(said.value for said in told.said)])) if told and told.shown else []


def _is_theirs(name: Named, event: Event) -> bool:
    """Whether the register's series of that name is the one meant: a name that could be anybody's needs its parties."""
    if not name.known:
        return False
    taking_part = set(event.shown("countries") or ())
    return not name.generic or (len(name.parties & taking_part) >= _PAIR and taking_part <= name.parties)


def _recurs(names: list[str]) -> bool:
    return any(word in words_for("recur") for name in names for word in name.lower().split())


def _key(name: Named, event: Event) -> str:
    if _is_theirs(name, event):
        return name.series
    whose = event.shown("organizations") or event.shown("countries") or ()
    parties = "+".join(sorted(whose)) if name.generic else ""
    return ":".join(filter(None, (event.kind, name.series, parties)))


def _series(key: str, events: list[Event]) -> Series:
    ordered = sorted(events, key=lambda e: (_begins(e) or date.max, e.id))
    editions: list[Edition] = []
    last: date | None = None
    for event in ordered:
        begins = _begins(event)
        gap = (begins - last).days if begins and last and event.status in _TOOK_PLACE else None
        editions.append(_edition(event, gap))
        last = begins if begins and event.status in _TOOK_PLACE else last
    due, why = _next(editions, last)
    names = sorted(_names(event)[0] for event in ordered)
    name = max(names, key=lambda n: (names.count(n), -len(n)))
    return Series(key=key, name=name, kind=ordered[0].kind, editions=tuple(editions), next_due=due, why=why)


def _begins(event: Event) -> date | None:
    """The first day on which it may have begun; None where no day is told, or no first one."""
    return event.days.earliest_start if event.days and event.days.earliest_start != date.min else None


def _edition(event: Event, gap: int | None) -> Edition:
    numbers = [taken_apart(name).number for name in _names(event)]
    number = next((one for one in numbers if one is not None), None)
    return Edition(event=event.id, told=event.edition, number=number, days=event.days, status=event.status, gap=gap)


def _next(editions: list[Edition], last: date | None) -> tuple[Days | None, str]:
    """When the next edition is due after the last one that took place, and how that was reckoned."""
    gaps = [edition.gap for edition in editions if edition.gap]
    if last is None or len(gaps) < _GAPS:
        return None, "too few editions took place to reckon when the next is due"
    usual = round(median(gaps))
    due = last + timedelta(days=usual)
    several = "s" * (len(gaps) > 1)
    why = f"the median of {len(gaps)} gap{several} is {usual} days, counted from {last}, when the last took place"
    planned = [edition for edition in editions if edition.status is Status.PLANNED and edition.days]
    if planned:
        told = f"the {planned[-1].told or ordinal(len(editions))}"
        why += f"; {told} is planned for {planned[-1].days.edtf() if planned[-1].days else ''}"
    return Days.month(due.year, due.month), why
