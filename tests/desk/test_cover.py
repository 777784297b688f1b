"""Coverage: counted one by one or all at once, it is the same."""

from datetime import date, timedelta
from itertools import combinations

from dateline.desk.cover import _Coverage


def test_coverage_counted_at_once_is_that_which_the_store_counts(desk):
    store = desk.store
    known = _Coverage()
    known.read(store)
    parties = sorted({party for _, _, told in store.covered() for party in told})
    days = sorted({day for _, day, _ in store.covered()})
    first, last = days[0] - timedelta(days=1), days[-1]
    for wanted in [(party,) for party in parties] + list(combinations(parties, 2)):
        for bounds in ((first, last), (days[0], days[len(days) // 2]), (date(1990, 1, 1), first)):
            assert known.count(wanted, *bounds) == store.published(*bounds, wanted)
    assert known.count((parties[0],), first, last) > 0
