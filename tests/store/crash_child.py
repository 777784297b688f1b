"""A process that adds articles to a record until it has them all, or is killed: ``crash_child.py RECORD COUNT``."""

import sys

from dateline.store.sql import open_store
from tests.store import made

BATCH = 25


def main(where: str, count: int) -> None:
    """Go on from wherever the last run was cut off, as the desk does: first what waits, then what is not there yet."""
    print("working")  # noqa: T201  (to who will kill us)
    store = open_store(where)
    made.catch_up(store, at_once=40)
    for start in range(0, count, BATCH):
        new = [one for one in made.articles(BATCH, claims=2, start=start) if not store.has(one.source.key, made.FIRST)]
        if new:
            store.append(new)
            made.catch_up(store, at_once=40)
    store.close()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
