"""The versions of one article, and what its claims say now that they did not say before."""

from dataclasses import dataclass

from dateline.desk.changes import Change, changes
from dateline.model.kept import Source
from dateline.store.base import Store


@dataclass(frozen=True, slots=True)
class Revision:
    """One version of an article that was found under its address, and how its claims differ from those before."""

    source: Source
    changes: tuple[Change, ...]


def revisions(store: Store, url: str) -> list[Revision]:
    """The versions found under an address, the oldest first; of the first, no changes are told."""
    found: list[Revision] = []
    before = None
    for source in store.versions_of(url):
        reading = store.readings(source.key)[-1]
        found.append(Revision(source, tuple(changes(source, before, reading)) if before else ()))
        before = reading
    return found
