"""The articles behind events, each once, with the events that it speaks of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.export.base import Tally
from dateline.model.event import Event
from dateline.model.kept import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """An article, and the ids of the events that it speaks of, in the order in which they were given."""

    source: Source
    events: tuple[str, ...]

    @property
    def title(self) -> str:
        """Its title; where it has none, what it is."""
        return self.source.title or f"Article {self.source.id}"


def cited(events: Iterable[Event], tally: Tally) -> Iterator[Cited]:
    """The articles of events in the order in which they are first cited."""
    sources: dict[str, Source] = {}
    spoken: dict[str, list[str]] = {}
    for event in tally.each(events):
        tally.lose("events are told by their ids alone")
        for source in dict.fromkeys(kept.source for kept in event.claims):
            sources.setdefault(source.key, source)
            spoken.setdefault(source.key, []).append(event.id)
    for key, source in sources.items():
        tally.written += 1
        if not source.title:
            tally.lose("articles without a title are cited by their ids")
        yield Cited(source=source, events=tuple(spoken[key]))
