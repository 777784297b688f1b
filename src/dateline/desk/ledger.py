"""Promises and what became of them: due, overdue, kept, moved, called off, lapsed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from dateline.desk import query
from dateline.desk.sentence import sentence
from dateline.desk.view import View
from dateline.joining.lapse import Promise, due, promise_state
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
        due: The last of the days for which it was promised, within a year where none was told; None where they are told
            to have no end. Until then it is due.
        overdue: Days since then, where nothing became of it.
        promised: The day of the first article that promised it; None where that tells none.
    """

    event: Event
    state: Promise
    text: str
    promised: date | None
    due: date | None
    overdue: int | None

    @property
    def answered_by(self) -> str | None:
        """The id of the event by which an invitation was answered."""
        return self.event.answered_by

    def to_json(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "state": self.state.value,
            "text": self.text,
            "promised": self.promised.isoformat() if self.promised else None,
            "due": self.due.isoformat() if self.due else None,
            "overdue": self.overdue,
            "answered_by": self.answered_by,
            "event": event_to_json(self.event),
        }


def ledger(store: Store, wanted: Wanted, view: View) -> list[Entry]:
    """The promises among the events that are wanted, those due next first, those that may come whenever last."""
    return entries(query.events(store, wanted, view))


def entries(events: query.Events) -> list[Entry]:
    """The promises among events that are at hand, in the order of ``ledger``."""
    found = [entry for event in events if (entry := _entry(event, events.view.day))]
    return sorted(found, key=lambda entry: (entry.due or date.max, entry.event.id))


def _entry(event: Event, today: date) -> Entry | None:
    state = promise_state(event, today)
    if state is None:
        return None
    last = due(event).latest_end
    late = (today - last).days if state in (Promise.OVERDUE, Promise.LAPSED) else None
    return Entry(
        event=event,
        state=state,
        text=sentence(event),
        promised=event.dated(event.steps[0]),
        due=None if last == date.max else last,
        overdue=late,
    )


def by_state(entries: list[Entry]) -> Iterator[tuple[Promise, list[Entry]]]:
    """The entries of each state, the states in their own order."""
    for state in Promise:
        if of_it := [entry for entry in entries if entry.state is state]:
            yield state, of_it
