"""What lies on the review bench: one event with its fields, the text of an article that tells of it, and the queue."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.desk.embargo import embargoes
from dateline.desk.review import FIELDS
from dateline.desk.told import Sentence, sentences
from dateline.desk.wording import shown
from dateline.model.claim import Reading
from dateline.model.event import Event, Field
from dateline.model.kept import Source
from dateline.model.review import Judgement, Verdict
from dateline.store.base import Store
from dateline.web.habits import Spent
from dateline.web.lit import Lit, lit
from dateline.web.serving import Serving
from dateline.web.written import written

_LABELS = {"start": "days", "dates": "days", "end": "days", "modality": "status"}  # evidence that goes by another name
_NOTHING: dict[str, Any] = {"statements": (), "people": (), "mentions": (), "times": (), "opening": None, "residue": ()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One field on the bench: what is shown, every value that is said, how a person would write it.

    ``words`` are the numbers under which the words that gave it are lit in the text.
    """

    name: str
    value: Any
    written: str
    field: Field | None
    words: tuple[int, ...]
    settled: Judgement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Where one is in the queue: how many are open, which are the neighbours, how far an article is done.

    ``done`` and ``every`` count the events of ``within``, the article that is gone through; 0 where none is.
    """

    open: int
    place: int | None
    back: Event | None
    next: Event | None
    within: Source | None = None
    done: int = 0
    every: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """All that lies on it."""

    event: Event
    way: Way
    source: Source
    reading: Reading
    lit: Lit
    rows: tuple[Row, ...]
    sentences: Sequence[Sentence]
    alike: Sequence[Event]
    embargoes: tuple[Judgement, ...]
    spent: Spent
    sources: tuple[Source, ...]

    @property
    def next_text(self) -> Source | None:
        """The article whose text is shown after this one's."""
        if len(self.sources) < 2:  # noqa: PLR2004  (there is another one)
            return None
        return self.sources[(self.sources.index(self.source) + 1) % len(self.sources)]


def bench(serving: Serving, event: Event, way: Way, text: str | None, by: str) -> Bench:
    """The bench with an event on it.

    Args:
        serving: The record.
        event: What is looked at.
        way: Where it is in the queue.
        text: The key of the article to show; of its first one if that does not tell of it.
        by: Who looks.
    """
    desk, store = serving.desk, serving.desk.store
    sources = tuple({kept.source.key: kept.source for kept in event.claims}.values())
    wanted = text or (way.within.key if way.within else None)
    source = next((one for one in sources if one.key == wanted), sources[0])
    reading, lit_ = _text(store, event, source)
    keys = {kept.key for kept in event.claims}
    held = [one for one in embargoes(store, desk.clock().date()) if keys & {*one.claims}]
    return Bench(
        event=event,
        way=way,
        source=source,
        reading=reading,
        lit=lit_,
        rows=tuple(_rows(event, lit_, desk.history(event))),
        sentences=sentences(store, event),
        alike=serving.alike(event),
        embargoes=tuple(held),
        spent=serving.habits.spent(by, source.key),
        sources=sources,
    )


def _text(store: Store, event: Event, source: Source) -> tuple[Reading, Lit]:
    """The article's reading, and its text with the words lit that gave this event, and no others."""
    kept = store.readings(source.key)[-1]
    ours = {one.key for one in event.claims}
    pairs = [
        (key, claim) for key, claim in zip(kept.keys, kept.reading.claims, strict=True) if key in ours
    ]  # fmt: skip
    bare = replace(kept.reading, claims=tuple(claim for _, claim in pairs), **_NOTHING)
    return kept.reading, lit(bare, [key for key, _ in pairs])


def _rows(event: Event, lit_: Lit, history: Sequence[tuple[Judgement, bool]]) -> list[Row]:
    numbers: dict[str, list[int]] = defaultdict(list)
    for group in lit_.groups:
        for value in group.values:
            numbers[_LABELS.get(value.label, value.label)].append(value.number)
    settled = _settled(history)
    return [
        Row(
            name=name,
            value=shown(event, name),
            written=written(name, shown(event, name)),
            field=event.fields.get(name),
            words=tuple(numbers.get(name, ())),
            settled=settled.get(name),
        )
        for name in FIELDS
    ]


def _settled(history: Sequence[tuple[Judgement, bool]]) -> Mapping[str, Judgement]:
    """The last ruling that holds on each field."""
    verdicts = (Verdict.ACCEPT, Verdict.AMEND)
    return {one.field: one for one, holds in history if holds and one.field and one.verdict in verdicts}
