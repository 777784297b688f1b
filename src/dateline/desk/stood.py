"""What rulings were about: the event as it stood when each was passed, and what its field showed then."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.desk.project import rulings_on
from dateline.desk.stories import independent
from dateline.desk.wording import shown
from dateline.joining.account import account
from dateline.model.event import Event
from dateline.model.kept import Kept, Source
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
        field = self.judgement.field if self.judgement.verdict is Verdict.AMEND else None
        return shown(self.event, field) if self.event and field else None


def passed(store: Store, rulings: Iterable[tuple[Judgement, bool]]) -> Iterator[Passed]:
    """Rulings, each with whether it holds, as ``Passed``; what a later ruling changed does not count."""
    every = store.judgements()
    place, by_id, about = {one.id: n for n, one in enumerate(every)}, {one.id: one for one in every}, rulings_on(every)

    def before(one: Judgement, told: Sequence[Kept]) -> list[Judgement]:
        return [other for other in about(told) if place[other.id] < place[one.id]]

    for one, holds in rulings:
        meant = _meant(one, by_id)
        yield Passed(
            judgement=one, holds=holds, event=_stood(store, meant, before), source=_source(store, _article(meant))
        )


def _stood(
    store: Store, one: Judgement, before: Callable[[Judgement, Sequence[Kept]], list[Judgement]]
) -> Event | None:
    """The event of a ruling's claims by the rulings before it."""
    if one.verdict is Verdict.ALIAS or (one.verdict is Verdict.EMBARGO and _article(one)):  # of many events
        return None
    told = [replace(kept, rejected=False) for kept in store.kept({*one.claims, *one.others})]
    try:
        return account(independent(store, told), before(one, told))
    except ValueError:  # of what no claim tells, no event stood
        return None


def _meant(one: Judgement, by_id: Mapping[str, Judgement]) -> Judgement:
    """What an undoing, or the undoing of one, is about in the end; any other ruling is about itself."""
    while one.undoes and one.undoes in by_id:
        one = by_id[one.undoes]
    return one


def _article(one: Judgement) -> str | None:
    return one.value.get("article") if isinstance(one.value, Mapping) else None


def _source(store: Store, article: str | None) -> Source | None:
    return store.source(article) if article else None
