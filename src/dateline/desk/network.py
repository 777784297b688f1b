"""Who met whom: parties or persons who took part in one occasion, how often, and on which days."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from dateline.export.columns import first_day, last_day
from dateline.export.graph import parties, people
from dateline.model.event import Event, Status

NODES: dict[str, Callable[[Event], Iterable[tuple[str, str]]]] = {"parties": parties, "people": people}
_HELD = frozenset({Status.HELD, Status.ONGOING})
_PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One party or person; ``events`` are the occasions at which it met another of the network, by day."""

    name: str
    kind: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Two who took part in the same occasions, by day."""

    one: str
    other: str
    events: tuple[Event, ...]

    @property
    def first(self) -> date | None:
        """The first day on which they met; None where no day is known."""
        return min((first_day(event.days) for event in self.events if event.days), default=None)

    @property
    def last(self) -> date | None:
        """The last one."""
        return max((last_day(event.days) for event in self.events if event.days), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Those who met, and who met whom; the most occasions first.

    Attributes:
        occasions: The events in which two or more of those who are nodes took part.
        alone: Events that were held with fewer than two such.
        not_held: Events that are planned, cancelled or lapsed: nobody is known to have met.
        crowded: Events that were left out because more took part than were asked for.
    """

    nodes: tuple[Node, ...]
    ties: tuple[Tie, ...]
    occasions: tuple[Event, ...]
    alone: int
    not_held: int
    crowded: int


def network(events: Iterable[Event], of: str = "parties", most: int = 0) -> Network:
    """The network of events that were held or are under way: the edges are those of ``export.graph``.

    Args:
        events: Of which to make it.
        of: ``parties`` or ``people``.
        most: An occasion at which more took part counts for nobody; 0: however many there were.
    """
    every = list(events)
    held = [(event, dict(_named(event, of))) for event in every if event.status in _HELD]
    met = [(event, who) for event, who in held if len(who) >= _PAIR]
    kept = [(event, who) for event, who in met if not most or len(who) <= most]
    kinds = {name: kind for _, who in kept for name, kind in who.items()}
    at: dict[str, list[Event]] = defaultdict(list)
    between: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event, who in kept:
        for name in who:
            at[name].append(event)
        for pair in combinations(sorted(who), 2):
            between[pair].append(event)
    nodes = (Node(name=name, kind=kinds[name], events=tuple(theirs)) for name, theirs in at.items())
    ties = (Tie(one=one, other=other, events=tuple(theirs)) for (one, other), theirs in between.items())
    return Network(
        nodes=tuple(sorted(nodes, key=lambda node: (-len(node.events), node.name))),
        ties=tuple(sorted(ties, key=lambda tie: (-len(tie.events), tie.one, tie.other))),
        occasions=tuple(event for event, _ in kept),
        alone=len(held) - len(met),
        not_held=len(every) - len(held),
        crowded=len(met) - len(kept),
    )


def heart(whole: Network, most: int) -> Network:
    """The part of a network that a picture can still show: those who met most often, at most so many of them."""
    names: set[str] = set()
    for tie in whole.ties:
        if len(names | {tie.one, tie.other}) <= most:
            names |= {tie.one, tie.other}
    nodes = tuple(node for node in whole.nodes if node.name in names)
    ties = tuple(tie for tie in whole.ties if tie.one in names and tie.other in names)
    shown = {event.id for tie in ties for event in tie.events}
    occasions = tuple(event for event in whole.occasions if event.id in shown)
    return replace(whole, nodes=nodes, ties=ties, occasions=occasions)


def _named(event: Event, of: str) -> Iterator[tuple[str, str]]:
    yield from ((name, kind) for name, kind in NODES[of](event) if name)
