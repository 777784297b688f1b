"""Promises and what became of them: due, overdue, kept, moved, called off, lapsed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.desk import query
from dateline.desk.sentence import sentence
from dateline.desk.view import View
from dateline.joining.lapse import Promise, promise_state
from dateline.model.event import Event
from dateline.model.event_codec import event_to_json
from dateline.store.base import Store, Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One promise: an occasion that was once planned, invited to or expected.

    Attributes:
        event: The occasion.
        state: What became of it by the day on which it is asked.
        text: The occasion in a sentence.
        due: The last day on which it was to begin; None where none was told.
        overdue: Days since then, where nothing became of it.
        promised: The day of the first article that promised it.
    """

    event: Event
    state: Promise
    text: str
    promised: date
    due: date | None
    overdue: int | None

    def to_json(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "state": self.state.value,
            "text": self.text,
            "promised": self.promised.isoformat(),
            "due": self.due.isoformat() if self.due else None,
            "overdue": self.overdue,
            "event": event_to_json(self.event),
        }


def ledger(store: Store, wanted: Wanted, view: View) -> list[Entry]:
    """The promises among the events that are wanted, those due next first, those without a day last."""
    return entries(query.events(store, wanted, view), view.day)


def entries(events: Iterable[Event], day: date) -> list[Entry]:
    """The promises among events that are at hand, as of a day, in the order of ``ledger``."""
    found = [entry for event in events if (entry := _entry(event, day))]
    return sorted(found, key=lambda entry: (entry.due or date.max, entry.event.id))


def _entry(event: Event, today: date) -> Entry | None:
    state = promise_state(event, today)
    if state is None:
        return None
    due = event.days.latest_start if event.days else None
    late = (today - due).days if due and state in (Promise.OVERDUE, Promise.LAPSED) else None
    return Entry(
        event=event,
        state=state,
        text=sentence(event),
        promised=event.steps[0].day,
        due=due,
        overdue=late,
    )


def by_state(entries: list[Entry]) -> Iterator[tuple[Promise, list[Entry]]]:
    """The entries of each state, the states in their own order."""
    for state in Promise:
        if of_it := [entry for entry in entries if entry.state is state]:
            yield state, of_it
