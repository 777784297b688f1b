"""The log → the record: claims that wait are joined with what stands, and what they change is put in its place."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dateline.desk.stories import independent, tell_stories
from dateline.errors import ReviewError
from dateline.joining.account import account
from dateline.joining.amend import value_of_ruling
from dateline.joining.block import lies_in
from dateline.joining.features import face_of
from dateline.joining.follow import near
from dateline.joining.join import join
from dateline.joining.pieces import pieces
from dateline.joining.rulings import Rulings
from dateline.joining.touch import New, bound
from dateline.model.event import Event
from dateline.model.kept import Kept
from dateline.model.review import Judgement, Verdict
from dateline.store.base import Store

NEVER_EMPTY = ("type", "status")  # fields that every event has
AT_ONCE = 2000  # claims that are joined in one transaction: memory is bounded by them and by what they touch

Step = Callable[[int, int], None]
About = Callable[[Iterable[Kept]], tuple[Judgement, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What some claims make of the record: what ``Store.project`` is to put in the place of what stood."""

    gone: frozenset[str]
    blocks: Mapping[str, tuple[str, ...]]
    events: tuple[Event, ...]
    links: tuple[tuple[str, str], ...]


def quietly(_done: int, _all: int) -> None:
    """Tell nobody how far it has come."""


def catch_up(store: Store, progress: Step = quietly) -> None:
    """Bring the record up to its log: after adding, after a ruling, after a run that was cut off.

    Args:
        store: The record.
        progress: Told how many of the waiting claims are done, and how many there are.
    """
    tell_stories(store)
    waiting = store.waiting()
    if not waiting:
        return
    judgements, done = store.judgements(), 0
    for keys, alone in _pieces(store, waiting, Rulings.of(judgements)):
        found = joined(store, keys, judgements, alone=alone)
        store.project(gone=found.gone, blocks=found.blocks, events=found.events, links=found.links)
        done += len(keys)
        progress(done, len(waiting))


def _pieces(store: Store, waiting: Sequence[str], rulings: Rulings) -> Iterator[tuple[Sequence[str], bool]]:
    """The claims that wait, a piece at a time, each with whether nothing that stands can bear on it.

    Of many claims those that hang together are in one piece, so that no event is made twice. Those that are to go
    come last.
    """
    if len(waiting) <= AT_ONCE:
        yield waiting, False
        return
    left, alone = set(waiting), store.counts()["events"] == 0
    for keys in pieces(store.kept(waiting), rulings, most=AT_ONCE):
        left.difference_update(keys)
        yield keys, alone
    gone = sorted(left)
    for first in range(0, len(gone), AT_ONCE):
        yield gone[first : first + AT_ONCE], False


def rebuild(store: Store, progress: Step = quietly) -> None:
    """Drop the record and make it anew from the log."""
    with store.writing():
        store.drop()
        catch_up(store, progress)


def joined(store: Store, keys: Collection[str], judgements: Sequence[Judgement], *, alone: bool = False) -> Joined:
    """Join some claims with all that hang together with them, under these rulings; nothing is written.

    Args:
        store: The record.
        keys: Claims that are new, were superseded, or were ruled on.
        judgements: The rulings; not only those that the record has, so one can be tried before it is passed.
        alone: Whether it is known that no claim that stands is the same as one of these, so that none is looked for.
    """
    rulings, about = Rulings.of(judgements), rulings_on(judgements)
    new = [kept for kept in store.kept(keys) if kept.key not in rulings.rejected]
    touched = set() if alone else _touched(store, new, rulings)
    whole = store.component({*touched, *keys}) | {kept.key for kept in new}
    claims = {kept.key: kept for kept in store.kept(whole) if kept.key not in rulings.rejected}
    partition = join(claims.values(), rulings)
    groups = [[claims[key] for key in group] for group in partition.groups]
    events = tuple(account(independent(store, group), about(group)) for group in groups)
    also = {kept.key: linking(event) for event in events for kept in event.claims}
    return Joined(
        gone=frozenset({*keys, *whole} - claims.keys()),
        blocks={key: (*lies_in(face_of(kept, rulings)), *also[key]) for key, kept in claims.items()},
        events=events,
        links=(*(pair.keys for pair in partition.pairs if pair.same), *bound(claims.values(), rulings)),
    )


def _touched(store: Store, new: Sequence[Kept], rulings: Rulings) -> set[str]:
    """Claims of the record that have to be joined anew because of new ones: ruled one with them, or the same."""
    keys, asking = {kept.key for kept in new}, New(new, rulings)
    ruled = {key for group in rulings.one if not keys.isdisjoint(group) for key in group}
    return ruled | set(asking.touched(store.kept(store.near(asking.blocks()) - keys)))


def linking(event: Event) -> tuple[str, ...]:
    """The blocks in which an event meets those that it may follow; apart from those in which claims are compared."""
    return tuple(f"follow {key}" for key in near(event))


def rulings_on(judgements: Iterable[Judgement]) -> About:
    """A function that tells the rulings on a group of claims, in the order in which they were passed.

    Undone ones and what undid them are among them; those that no event can bear are not.
    """
    said: dict[str, list[tuple[int, Judgement]]] = defaultdict(list)
    for place, one in enumerate(judgements):
        if can_hold(one):
            for key in {*one.claims, *one.others}:
                said[key].append((place, one))

    def about(group: Iterable[Kept]) -> tuple[Judgement, ...]:
        found = dict(ruling for kept in group for ruling in said.get(kept.key, ()))
        return tuple(found[place] for place in sorted(found))

    return about


def can_hold(judgement: Judgement) -> bool:
    """Whether an event can bear what a ruling says.

    No ruling that cannot be borne is passed; but one that was passed under other software must not keep the record
    from being opened, or it could not even be undone.
    """
    if judgement.verdict is not Verdict.AMEND:
        return True
    try:
        value = value_of_ruling(judgement)
    except ReviewError:
        return False
    return value is not None or judgement.field not in NEVER_EMPTY
