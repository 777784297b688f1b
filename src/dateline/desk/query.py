"""Find events by day, party, person, kind, status and source: as the record stands, or as it stood."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from dateline.desk.cover import coverage_of
from dateline.desk.project import linking, rulings_on
from dateline.desk.stories import independent
from dateline.desk.view import View
from dateline.joining.account import account
from dateline.joining.follow import ANSWERS, answered_within, answers, follows, parties_of
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
    found = _seen(store, list(_told(store, store.every(held), view)), (), (), view)
    return replace(found, events=tuple(sorted(found, key=place)))


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
    return replace(found, events=tuple(after)[: wanted.limit])


def event(store: Store, id_: str, view: View) -> Event | None:
    """The event that an id leads to; None where there is none, or none was known then."""
    found = store.event(id_)
    return next(iter(_shown(store, [found], view)), None) if found else None


def left_out(store: Store, view: View) -> int:
    """How many articles a view leaves out only because nothing tells when they were published: added after its day."""
    if view.as_of is None or view.by_adding:
        return 0
    return sum(one.published is None and not view.has(one) for one in store.sources())


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


def _shown(store: Store, found: Iterable[Event], view: View) -> Events:
    told = list(_told(store, found, view))
    return _seen(store, told, _neighbours(store, told, view), _answering(store, told, view), view)


def _seen(
    store: Store, told: Sequence[Event], neighbours: Iterable[Event], answering: Iterable[Event], view: View
) -> Events:
    """Events with what others make of them, and time."""
    linked = {one.id: one for one in follows([*told, *neighbours])}
    answered = answers([*told, *answering])
    cover = coverage_of(store, view)
    return Events(tuple(lapsed(linked[one.id], view.day, cover, answered.get(one.id)) for one in told), view)


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


def _answering(store: Store, told: Sequence[Event], view: View) -> Iterator[Event]:
    """The visits and meetings that may answer the invitations among these, and are not among these themselves.

    They are looked up by the parties of the invitations: those of the same parties once.
    """
    within: dict[frozenset[str], list[date]] = defaultdict(list)
    for one in told:
        if one.kind == "invitation" and (parties := parties_of(one)):
            within[parties] += answered_within(one)
    wanted = (
        Wanted(parties=tuple(sorted(parties)), kinds=ANSWERS, first=min(days), last=max(days))
        for parties, days in within.items()
    )
    ids = {id_ for one in wanted for id_ in store.which(_wider(one, view))} - {one.id for one in told}
    if ids:
        yield from _told(store, store.events(Wanted(ids=tuple(sorted(ids)))), view)


def _after(found: Iterator[Event], id_: str | None) -> Iterator[Event]:
    """Those behind the event of an id, or all."""
    if id_ is not None:
        for one in found:
            if one.id == id_:
                break
    return found
