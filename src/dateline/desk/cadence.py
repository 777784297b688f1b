"""How often parties are in touch, at which level, and how long ago they last were."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import combinations
from typing import Any

from dateline.books.source import read_yaml
from dateline.desk.offices import day_of, offices_of, persons_in
from dateline.model.event import Event, Status

_DONE = (Status.HELD, Status.ONGOING)
Pair = tuple[str, str]


class Level(StrEnum):
    """At which level two parties were in touch, the highest first."""

    LEADERS = "leaders"
    MINISTERS = "ministers"
    CHIEFS = "chiefs"
    LOWER = "lower"
    FORCES = "forces"
    UNTOLD = "untold"  # no office that the books know was told


_RANK = {level: rank for rank, level in enumerate(Level)}
USUAL: Mapping[Level, int] = {
    Level.LEADERS: 730, Level.MINISTERS: 365, Level.CHIEFS: 365, Level.LOWER: 180, Level.FORCES: 365,
}  # fmt: skip
"""Days after which the last contact of a level is long ago, where nobody says otherwise; ``UNTOLD`` has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """The contacts of two parties at one level.

    Attributes:
        level: The level; None: at any.
        events: Those that took place by the day on which it is asked, in the order in which they ended.
        least: Days since the last contact, at least; None where there is none with a day.
        most: The same, at most: they differ where the last contact's days are not known to the day.
        within: The days after which it is long ago; None: no such limit.
        planned: The next that is promised and was not yet due.
    """

    level: Level | None
    events: tuple[Event, ...]
    least: int | None
    most: int | None
    within: int | None
    planned: Event | None = None

    @property
    def last(self) -> Event | None:
        """The contact that is surely the latest, or None."""
        return self.events[-1] if self.events else None

    @property
    def is_long_ago(self) -> bool:
        """Whether the last contact surely lies further back than the limit."""
        return self.within is not None and self.least is not None and self.least > self.within


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Two parties: their contacts at any level, and at each."""

    pair: Pair
    whole: Cell
    cells: tuple[Cell, ...]

    @property
    def key(self) -> str:
        """How the pair is called: "IND-RUS"."""
        return "-".join(self.pair)


@dataclass(frozen=True, slots=True)
class _Contacts:
    """Events by pair and level."""

    of: dict[Pair, dict[Level, list[Event]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))


def matrix(
    events: Iterable[Event],
    day: date,
    parties: Sequence[str] = (),
    within: Mapping[Level, int] = USUAL,
    kinds: Sequence[str] = (),
) -> list[Row]:
    """Every pair of states that were in touch, those with most contacts first.

    Args:
        events: Of which to count.
        day: On which it is asked.
        parties: One: its pairs alone. Several: the pairs among them. Organisations count only where they stand here.
        within: The days after which the last contact of a level is long ago.
        kinds: What counts as a contact; as ``data/desk/levels.yaml`` says if not told.
    """
    held, planned = _Contacts(), _Contacts()
    for event in events:
        took_place = _took_place(event, day, kinds)
        if took_place is None:
            continue
        level_by_party = levels(event)
        for pair in pairs_in(event, parties):
            level = _between(level_by_party, pair, event)
            (held if took_place else planned).of[pair][level].append(event)
    rows = [_row(pair, held.of[pair], planned.of[pair], day, within) for pair in sorted({*held.of, *planned.of})]
    return sorted(rows, key=lambda row: (-len(row.whole.events), row.pair))


def pairs_in(event: Event, parties: Sequence[str] = ()) -> Iterator[Pair]:
    """The pairs of an event's parties that are asked for, as ``matrix`` tells, each in the order of the alphabet."""
    states, others = event.shown("countries") or (), event.shown("organizations") or ()
    taking_part = {*states, *(one for one in others if one in parties)}
    for pair in combinations(sorted(taking_part), 2):
        asked = [one in parties for one in pair]
        if not parties or (any(asked) if len(parties) == 1 else all(asked)):
            yield pair


def levels(event: Event) -> dict[str, Level]:
    """The level of the highest office that each party sent to an event; of those that sent a known one alone."""
    found: dict[str, Level] = {}
    day = day_of(event)
    for who in persons_in(event):
        for office in offices_of(who, day):
            of, _, kind = office.rpartition("/")
            level, party = level_of(kind), who.country or of
            if level is not None and party and _is_higher(level, found.get(party)):
                found[party] = level
    return found


def level_between(event: Event, pair: Pair) -> Level:
    """The level at which two parties met: of two sides whose offices differ, that of the lower one."""
    return _between(levels(event), pair, event)


def level_of(kind: str) -> Level | None:
    """The level of a kind of office: "defence-minister"; None where the books give it none."""
    return _book()[0].get(kind)


def since(event: Event, day: date) -> tuple[int | None, int | None]:
    """Days that have passed since an event ended, at least and at most; None where it has none."""
    if event.days is None:
        return None, None
    least = max(0, (day - event.days.latest_end).days)
    most = None if event.days.earliest_end == date.min else max(0, (day - event.days.earliest_end).days)
    return least, most


def row_to_json(row: Row) -> dict[str, Any]:
    """A pair as a JSON object; events by their ids."""
    return {
        "parties": list(row.pair),
        "whole": _cell_to_json(row.whole),
        "levels": {cell.level.value: _cell_to_json(cell) for cell in row.cells if cell.level},
    }


def _cell_to_json(cell: Cell) -> dict[str, Any]:
    return {
        "events": len(cell.events),
        "last": cell.last.id if cell.last else None,
        "days_since_at_least": cell.least,
        "days_since_at_most": cell.most,
        "within": cell.within,
        "long_ago": cell.is_long_ago,
        "next": cell.planned.id if cell.planned else None,
    }


def _took_place(event: Event, day: date, kinds: Sequence[str]) -> bool | None:
    """Whether a contact took place (True) or is promised for days to come (False); None of anything else."""
    if event.kind not in (kinds or _book()[1]):
        return None
    if event.status in _DONE:
        return True if event.days is None or event.days.earliest_start <= day else None
    return False if event.status is Status.PLANNED and event.days and event.days.latest_end >= day else None


def _between(found: Mapping[str, Level], pair: Pair, event: Event) -> Level:
    forces = _book()[2]
    if event.kind in forces or f"{event.kind}/{event.shown('mode')}" in forces:
        return Level.FORCES
    sent = [found[party] for party in pair if party in found]
    return max(sent, key=_RANK.__getitem__, default=Level.UNTOLD)


def _is_higher(level: Level, other: Level | None) -> bool:
    return other is None or _RANK[level] < _RANK[other]


def _row(
    pair: Pair,
    held: Mapping[Level, Sequence[Event]],
    planned: Mapping[Level, Sequence[Event]],
    day: date,
    within: Mapping[Level, int],
) -> Row:
    cells = tuple(_cell(one, held.get(one, ()), planned.get(one, ()), day, within.get(one)) for one in _RANK)
    every = [event for events in held.values() for event in events]
    coming = [event for events in planned.values() for event in events]
    return Row(pair=pair, whole=_cell(None, every, coming, day, None), cells=cells)


def _cell(level: Level | None, held: Sequence[Event], planned: Sequence[Event], day: date, within: int | None) -> Cell:
    if not held and not planned:
        return Cell(level=level, events=(), least=None, most=None, within=within)
    ordered = sorted(held, key=lambda event: _ended(event, day))
    passed = [since(event, day) for event in ordered]
    return Cell(
        level=level,
        events=tuple(ordered),
        least=min((least for least, _ in passed if least is not None), default=None),
        most=min((most for _, most in passed if most is not None), default=None),
        within=within,
        planned=min(planned, key=_begins, default=None),
    )


def _ended(event: Event, day: date) -> tuple[bool, date, date, str]:
    """By the first day on which it may have ended: what is surely the latest comes last, what has no day first."""
    if event.days is None:
        return False, date.min, date.min, event.id
    return True, event.days.earliest_end, min(event.days.latest_end, day), event.id


def _begins(event: Event) -> tuple[date, str]:
    return (event.days.latest_start if event.days else date.max), event.id


@cache
def _book() -> tuple[dict[str, Level], frozenset[str], frozenset[str]]:
    """The level of each kind of office; what counts as a contact; and what is one of forces."""
    book = read_yaml("desk", "levels.yaml")
    by_kind = {kind: Level(level) for level, kinds in book["levels"].items() for kind in kinds}
    return by_kind, frozenset(book["contacts"]), frozenset(book["forces"])
