"""What coverage the record has of some parties and days: whether no report may only mean that nothing was read."""

from datetime import date

from dateline.books.countries import name_of
from dateline.desk.view import View
from dateline.joining.lapse import Coverage, Covers
from dateline.model.event import Event
from dateline.store.base import Store


def coverage_of(store: Store, view: View) -> Covers:
    """A function that counts the articles on an event's parties that were published in some days."""

    def cover(event: Event, first: date, last: date) -> Coverage:
        parties = (*(event.shown("countries") or ()), *(event.shown("organizations") or ()))
        last = min(last, view.day)
        return Coverage(
            articles=store.published(first, max(first, last), parties),
            parties=tuple(map(name_of, parties)),
            first=first,
            last=last,
        )

    return cover
