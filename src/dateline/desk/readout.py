"""Two texts on one occasion, side by side: what both say, what they say otherwise, and what each leaves out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from dateline.desk.coding import FIELDS, as_read, comparable
from dateline.desk.told import Sentence, sentences_of
from dateline.errors import ReviewError
from dateline.joining.agree import at_odds
from dateline.joining.fields import SETS, value_of
from dateline.model.event import Event
from dateline.model.kept import Kept, Source, SourceClass
from dateline.model.statement import Statement
from dateline.store.base import Store, Wanted

_TOLD = ("topics",)  # fields that are no part of a coding, and told by a text all the same


class Sides(StrEnum):
    """How two texts stand to each other."""

    SAME = "same"
    FULLER = "fuller"  # one says more, and nothing against the other
    OTHERWISE = "otherwise"  # both cannot be so
    ONE = "one"  # the first alone says it: the other leaves it out
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One field, as each text has it; a set as the members that each names."""

    name: str
    one: Any
    other: Any
    stand: Sides


@dataclass(frozen=True, slots=True, kw_only=True)
class Also:
    """An occasion of which one of the texts tells, or both."""

    event: Event
    stand: Sides


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One of the two: its sentences on the occasion, and the words of those whom it quotes."""

    source: Source
    sentences: tuple[Sentence, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readout:
    """Both, aligned. ``official`` tells whether both are of bodies that publish about their own doings."""

    event: Event
    one: Text
    other: Text
    lines: tuple[Line, ...]
    also: tuple[Also, ...]

    @property
    def official(self) -> bool:
        """Whether both sides speak for themselves."""
        return all(text.source.source_class is SourceClass.OFFICIAL for text in (self.one, self.other))


def texts_of(event: Event) -> list[Source]:
    """The articles that tell of an event, those of its parties' own bodies first; copies of a text, once."""
    sources = {kept.source.key: kept.source for kept in event.claims}
    first = sorted(sources.values(), key=lambda one: (one.source_class is not SourceClass.OFFICIAL, one.known, one.key))
    stories: dict[str, Source] = {}
    for one in first:
        stories.setdefault(one.story or one.key, one)
    return list(stories.values())


def readout(store: Store, event: Event, one: str | None = None, other: str | None = None) -> Readout:
    """Two of the texts on an event, aligned.

    Args:
        store: The record.
        event: The occasion.
        one: The key of the first; the first that an official body published, if not told.
        other: The key of the second; likewise.

    Raises:
        ReviewError: Fewer than two texts tell of it, or one of these does not.
    """
    offered = {source.key: source for source in texts_of(event)}
    every = {kept.source.key: kept.source for kept in event.claims}
    left = [key for key in offered if key not in (one, other)]
    first = one or (left.pop(0) if left else "")
    second = other or next((key for key in left if key != first), "")
    if first not in every or second not in every or first == second:
        raise ReviewError(
            "there are no two texts to be held against each other",
            place=event.id,
            mend="name two articles that tell of it, or wait for a second one",
            code="readout.two",
        )
    claims = [[kept for kept in event.claims if kept.source.key == key] for key in (first, second)]
    return Readout(
        event=event,
        one=_text(store, event, every[first]),
        other=_text(store, event, every[second]),
        lines=tuple(_lines(*claims)),
        also=tuple(_also(store, event, first, second)),
    )


def _lines(ones: Sequence[Kept], others: Sequence[Kept]) -> Iterable[Line]:
    for name in (*FIELDS, *_TOLD):
        one, other = _told(name, ones), _told(name, others)
        if one is not None or other is not None:
            yield Line(name=name, one=one, other=other, stand=_stand(name, one, other))


def _told(name: str, claims: Sequence[Kept]) -> Any:
    """What an article says of a field: of sets, all that its claims name; else the first value that one tells."""
    values = [value_of(name, kept.claim) if name in _TOLD else as_read(kept.claim)[name] for kept in claims]
    told = [value for value in values if value not in (None, [], "")]
    if name in SETS:
        return sorted({member for value in told for member in value}) or None
    return told[0] if told else None


def _stand(name: str, one: Any, other: Any) -> Sides:
    if one is None:
        return Sides.OTHER
    if other is None:
        return Sides.ONE
    if comparable(name, one) == comparable(name, other):
        return Sides.SAME
    if name in SETS:
        return Sides.FULLER if set(one) & set(other) else Sides.OTHERWISE
    return Sides.OTHERWISE if name == "status" or at_odds(name, one, other) else Sides.FULLER


def _also(store: Store, event: Event, one: str, other: str) -> Iterable[Also]:
    """The other occasions of which the texts tell, in order."""
    ours, theirs = set(store.events_of(one)), set(store.events_of(other))
    ids = tuple(sorted((ours | theirs) - {event.id}))
    for found in store.events(Wanted(ids=ids)) if ids else ():
        here, there = found.id in ours, found.id in theirs
        yield Also(event=found, stand=Sides.SAME if here and there else Sides.ONE if here else Sides.OTHER)


def _text(store: Store, event: Event, source: Source) -> Text:
    readings = store.readings(source.key)
    theirs = (kept for kept in event.claims if kept.source.key == source.key)
    return Text(
        source=source,
        sentences=tuple(sentences_of(store, theirs)),
        statements=readings[-1].reading.statements if readings else (),
    )
