"""What rulings were about: the event as it stood when each was passed, and what its field showed then."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from dateline.desk.project import rulings_on
from dateline.desk.stories import independent
from dateline.desk.wording import shown
from dateline.joining.account import account
from dateline.model.event import Event
from dateline.model.kept import Source
from dateline.model.review import Judgement, Verdict
from dateline.store.base import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """One ruling with what it was about.

    Attributes:
        judgement: The ruling.
        holds: Whether it was not undone since.
        event: The event of its claims as they were told before it was passed; of an undoing, that of what it undid.
            None where it is about no event (an alias, an article that is assigned).
        source: The article that it is about as a whole, or None.
    """

    judgement: Judgement
    holds: bool
    event: Event | None
    source: Source | None

    @property
    def was(self) -> Any:
        """What an amended field showed before; None where it showed nothing, and where none was amended."""
        is_told = self.event is not None and self.judgement.field and self.judgement.verdict is Verdict.AMEND
        return shown(self.event, self.judgement.field) if is_told and self.event and self.judgement.field else None


def passed(store: Store, rulings: Iterable[tuple[Judgement, bool]]) -> Iterator[Passed]:
    """Rulings, each with whether it holds, as ``Passed``; what a later ruling changed does not count."""
    event_of = _stood(store)
    for one, holds in rulings:
        yield Passed(judgement=one, holds=holds, event=event_of(one), source=_source(store, one))


def _stood(store: Store) -> Callable[[Judgement], Event | None]:
    every = store.judgements()
    place = {one.id: number for number, one in enumerate(every)}
    by_id, about = {one.id: one for one in every}, rulings_on(every)

    def stood(one: Judgement) -> Event | None:
        undone = _undone(one, by_id)
        if undone.verdict is Verdict.ALIAS or not undone.claims:
            return None
        told = [replace(kept, rejected=False) for kept in store.kept({*undone.claims, *undone.others})]
        before = [ruling for ruling in about(told) if place[ruling.id] < place[undone.id]]
        try:
            return account(independent(store, told), before)
        except ValueError:  # of what was told by no claim, no event stood
            return None

    return stood


def _undone(one: Judgement, by_id: dict[str, Judgement]) -> Judgement:
    """What an undoing, or the undoing of one, is about in the end; any other ruling is about itself."""
    while one.undoes and one.undoes in by_id:
        one = by_id[one.undoes]
    return one


def _source(store: Store, one: Judgement) -> Source | None:
    key = one.value.get("article") if isinstance(one.value, dict) else None
    return store.source(key) if key else None
