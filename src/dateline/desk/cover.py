"""What coverage the record has of some parties and days: whether no report may only mean that nothing was read."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from datetime import date

from dateline.books.countries import name_of
from dateline.desk.view import View
from dateline.joining.lapse import Coverage, Covers
from dateline.model.event import Event
from dateline.store.base import Store

_FEW = 8  # questions that are put to the store one by one; who asks more has the whole record gone through once


def coverage_of(store: Store, view: View) -> Covers:
    """A function that counts the articles on an event's parties that were published in some days.

    An article is counted if one of its claims has all of the parties.
    """
    asked, known = 0, _Coverage()

    def count(parties: tuple[str, ...], first: date, last: date) -> int:
        nonlocal asked
        asked += 1
        if asked <= _FEW or not parties:
            return store.published(first, last, parties)
        if not known.is_read:
            known.read(store)
        return known.count(parties, first, last)

    def cover(event: Event, first: date, last: date) -> Coverage:
        parties = (*(event.shown("countries") or ()), *(event.shown("organizations") or ()))
        return Coverage(
            articles=count(parties, first, max(first, min(last, view.day))),
            parties=tuple(map(name_of, parties)),
            first=first,
            last=min(last, view.day),
        )

    return cover


class _Coverage:
    """Of each party the claims that have it: their articles, their days, all their parties."""

    def __init__(self) -> None:
        self.is_read = False
        self._claims: dict[str, list[tuple[str, date, frozenset[str]]]] = defaultdict(list)
        self._days: dict[frozenset[str], list[date]] = {}  # of each article on some parties together, in order

    def read(self, store: Store) -> None:
        self.is_read = True
        for claim in store.covered():
            for party in claim[2]:
                self._claims[party].append(claim)

    def count(self, parties: tuple[str, ...], first: date, last: date) -> int:
        """As ``Store.published``."""
        wanted = frozenset(parties)
        days = self._days.get(wanted)
        if days is None:
            least = min((self._claims.get(party, []) for party in wanted), key=len)
            days = self._days[wanted] = sorted(
                {article: day for article, day, told in least if wanted <= told}.values()
            )
        return bisect_right(days, last) - bisect_left(days, first)
