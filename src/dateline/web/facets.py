"""By what a list of events can be narrowed, each value with how many events have it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from dateline.books.countries import name_of
from dateline.model.event import Event
from dateline.store.base import Wanted
from dateline.web.shapes import Facet

_MOST = 12
Values = Callable[[Event], Iterable[str]]


def facets(events: Sequence[Event], wanted: Wanted) -> dict[str, tuple[Facet, ...]]:
    """The facets of what was found, by the name that the query string gives them."""
    return {
        name: tuple(_facet(events, values, label, _chosen(wanted, name))) for name, (values, label) in _FACETS.items()
    }


def _facet(
    events: Sequence[Event], values: Values, label: Callable[[str], str], chosen: Sequence[str]
) -> Iterable[Facet]:
    counts = Counter(value for event in events for value in dict.fromkeys(values(event)))
    ordered = sorted(counts.items(), key=lambda one: (one[0] not in chosen, -one[1], one[0]))
    for value, number in ordered[: max(_MOST, len(chosen))]:
        yield Facet(value=value, label=label(value), events=number, chosen=value in chosen)


def _chosen(wanted: Wanted, name: str) -> tuple[str, ...]:
    given = {"type": wanted.kinds, "status": wanted.statuses, "party": wanted.parties}.get(name)
    if given is None:
        given = (wanted.source or "",) if name == "source" else (wanted.person or "",)
    return given


def _parties(event: Event) -> Iterable[str]:
    return (*(event.shown("countries") or ()), *(event.shown("organizations") or ()))


def _sources(event: Event) -> Iterable[str]:
    return (kept.source.publisher or kept.source.source_class.value for kept in event.claims)


def _plain(value: str) -> str:
    return value.replace("_", " ")


_FACETS: dict[str, tuple[Values, Callable[[str], str]]] = {
    "type": (lambda event: (event.kind,), _plain),
    "status": (lambda event: (event.status.value,), _plain),
    "party": (_parties, name_of),
    "person": (lambda event: event.shown("people") or (), str),
    "source": (_sources, str),
}
