"""Find events by day, party, person, kind, status and source: as the record stands, or as it stood."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from dateline.desk.cover import coverage_of
from dateline.desk.project import linking, rulings_on
from dateline.desk.stories import independent
from dateline.desk.view import View
from dateline.joining.account import account
from dateline.joining.follow import follows
from dateline.joining.lapse import lapsed
from dateline.model.event import EVENT, Event
from dateline.model.event_codec import event_to_json
from dateline.store.base import Held, Store, Wanted

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


@dataclass(frozen=True, slots=True)
class Events(Sequence[Event]):
    """Events that were asked for, in order of their days, and how they were looked at."""

    events: tuple[Event, ...]
    view: View

    def __getitem__(self, at: Any) -> Any:
        """The event at a place, or those of a stretch."""
        return self.events[at]

    def __len__(self) -> int:
        """How many."""
        return len(self.events)

    def to_json(self) -> list[dict[str, Any]]:
        """Each as a JSON object."""
        return [event_to_json(event) for event in self.events]

    def to_polars(self) -> "pl.DataFrame":
        """One row an event, with typed columns (``export.columns``)."""
        from dateline.export.frames import to_polars  # noqa: PLC0415  (polars is an extra)

        return to_polars(self.events)

    def to_pandas(self) -> "pd.DataFrame":
        """As ``to_polars``, for pandas."""
        from dateline.export.frames import to_pandas  # noqa: PLC0415  (pandas is an extra)

        return to_pandas(self.events)


def everything(store: Store, view: View, held: Held) -> Events:
    """All events as the record has them today; those that are held as they are, are not read anew."""
    return Events(tuple(sorted(_shown(store, store.every(held), view), key=place)), view)


def event_of(store: Store, claims: Iterable[str]) -> Event | None:
    """The event of the first of some claims that is in one."""
    return next((event for key in claims if (event := store.event(EVENT + key))), None)


def events(store: Store, wanted: Wanted, view: View) -> Events:
    """The events that are wanted, as the view shows them.

    Where the view shows other values, days or statuses than the record's own, what is wanted is asked of those.
    """
    found = _shown(store, store.events(_wider(wanted, view)), view)
    fitting = iter(sorted((event for event in found if fits(event, wanted)), key=place))
    after = _after(fitting, wanted.after)
    return Events(tuple(after)[: wanted.limit], view)


def event(store: Store, id_: str, view: View) -> Event | None:
    """The event that an id leads to; None where there is none, or none was known then."""
    found = store.event(id_)
    return next(iter(_shown(store, [found], view)), None) if found else None


def place(event: Event) -> tuple[date, str]:
    """Where an event stands in a list: by its first day, or its last where no first is told; without days, last."""
    if event.days is None:
        return date.max, event.id
    begins = event.days.earliest_start
    return (event.days.latest_end if begins == date.min else begins), event.id


def fits(event: Event, wanted: Wanted) -> bool:
    """Whether an event, as it is shown, is of the days and statuses that are wanted."""
    if wanted.statuses and event.status.value not in wanted.statuses:
        return False
    if wanted.first is None and wanted.last is None:
        return True
    if event.days is None:
        return False
    begins_in_time = wanted.last is None or event.days.earliest_start <= wanted.last
    return begins_in_time and (wanted.first is None or event.days.latest_end >= wanted.first)


def _wider(wanted: Wanted, view: View) -> Wanted:
    """What is asked of the store: without what only the view can tell."""
    wider = replace(wanted, statuses=(), limit=None, after=None)
    return wider if view.is_the_record else replace(wider, first=None, last=None)


def _shown(store: Store, found: Iterable[Event], view: View) -> list[Event]:
    told = list(_told(store, found, view))
    linked = {one.id: one for one in follows([*told, *_neighbours(store, told, view)])}
    cover = coverage_of(store, view)
    return [lapsed(linked[one.id], view.day, cover) for one in told]


def _told(store: Store, found: Iterable[Event], view: View) -> Iterator[Event]:
    """Events as the view tells them; those of which nothing was known are left out."""
    if view.is_the_record:
        yield from found
        return
    rulings = rulings_on(store.judgements())
    for one in found:
        if known := [kept for kept in one.claims if view.knows(kept)]:
            yield account(independent(store, known), view.rulings(rulings(known)), view.rule)


def _neighbours(store: Store, told: Sequence[Event], view: View) -> Iterator[Event]:
    """The events that these may follow or be followed by, and those that may come between."""
    have = {kept.key for one in told for kept in one.claims}
    near = list(told)
    for _ in range(2):
        others = store.near({block for one in near for block in linking(one)}) - have
        if not others:
            return
        have |= others
        near = list(_told(store, store.events(Wanted(ids=tuple(sorted(EVENT + key for key in others)))), view))
        yield from near


def _after(found: Iterator[Event], id_: str | None) -> Iterator[Event]:
    """Those behind the event of an id, or all."""
    if id_ is not None:
        for one in found:
            if one.id == id_:
                break
    return found
