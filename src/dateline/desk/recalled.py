"""A record that is asked the same by every page, and goes through its lists only when something was written."""

from collections.abc import Callable, Collection, Iterator, Mapping
from threading import Lock
from typing import Any, TypeVar, cast

from dateline.model.kept import Source
from dateline.model.review import Judgement, Verdict
from dateline.store.base import Store

T = TypeVar("T")


class Recalled:
    """A store that remembers its counts, its articles and its rulings for as long as its pulse is the same.

    All else is asked of the store itself, and what is written goes into it.
    """

    def __init__(self, store: Store) -> None:
        self._store, self._lock = store, Lock()
        self._pulse = ""
        self._known: dict[Any, Any] = {}

    @classmethod
    def of(cls, store: Store) -> Store:
        """Such a store."""
        return cast("Store", cls(store))

    def __getattr__(self, name: str) -> Any:
        """Whatever is not remembered."""
        return getattr(self._store, name)

    def counts(self) -> Mapping[str, int]:
        """How many of each thing there are."""
        return self._once("counts", self._store.counts)

    def sources(self) -> Iterator[Source]:
        """All articles, by key."""
        return iter(self._once("sources", lambda: tuple(self._store.sources())))

    def judgements(self, verdicts: Collection[Verdict] = ()) -> tuple[Judgement, ...]:
        """All rulings, or those of some verdicts."""
        every = self._once("judgements", self._store.judgements)
        return tuple(one for one in every if one.verdict in verdicts) if verdicts else every

    def _once(self, name: str, make: Callable[[], T]) -> T:
        """What the store said; asked anew where it was written to since."""
        now = self._store.pulse()
        with self._lock:
            if now != self._pulse:
                self._pulse, self._known = now, {}
            known = self._known
        if name not in known:
            known[name] = make()
        return cast("T", known[name])
