"""Everything between two parties, or about one: an account in which every sentence carries its sources."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from dateline.books.countries import name_of
from dateline.desk import query
from dateline.desk.chapters import DISAGREEMENTS, Chapter, chapters
from dateline.desk.sentence import listed, when
from dateline.desk.view import View
from dateline.model.event import Event, Status
from dateline.model.event_codec import event_to_json
from dateline.model.kept import Source
from dateline.store.base import Store, Wanted

_DONE = (Status.HELD, Status.ONGOING)
_CONTACT = ("meeting", "visit", "exercise", "ceremony")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One sentence of an account: the days, what took place, the event, and the numbers of the sources that say so."""

    when: str
    text: str
    event: str
    status: str
    sources: tuple[int, ...]
    first: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Lines under one heading, in order of day."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """The account of two parties, or of one.

    Attributes:
        parties: Their codes.
        names: What they are called.
        summary: What holds on the whole, each sentence with its sources.
        sections: What took place, by kind; then promises that are open, and what was called off.
        disagreements: Where sources differ, each with every value and who says it.
        sources: The articles that are cited, by their numbers from 1.
        day: As of when it is told.
        events: The events themselves.
    """

    parties: tuple[str, ...]
    names: tuple[str, ...]
    summary: tuple[Line, ...]
    sections: tuple[Section, ...]
    disagreements: tuple[Line, ...]
    sources: tuple[Source, ...]
    day: date
    events: tuple[Event, ...]

    def to_json(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "parties": list(self.parties),
            "names": list(self.names),
            "as_of": self.day.isoformat(),
            "summary": [_json(line) for line in self.summary],
            "sections": [{"title": s.title, "lines": [_json(line) for line in s.lines]} for s in self.sections],
            "disagreements": [_json(line) for line in self.disagreements],
            "sources": [
                {"number": n, "article": s.id, "key": s.key, "publisher": s.publisher, "title": s.title, "url": s.url,
                 "published": s.published.isoformat() if s.published else None}
                for n, s in enumerate(self.sources, 1)
            ],
            "events": [event_to_json(event) for event in self.events],
        }  # fmt: skip


class _Cited:
    """The sources of an account, numbered in the order in which they are first cited."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self.sources: list[Source] = []

    def of(self, events: Iterable[Event]) -> tuple[int, ...]:
        numbers = []
        for event in events:
            for kept in event.claims:
                if kept.source.key not in self._numbers:
                    self.sources.append(kept.source)
                    self._numbers[kept.source.key] = len(self.sources)
                numbers.append(self._numbers[kept.source.key])
        return tuple(sorted(set(numbers)))


def dossier(store: Store, parties: Sequence[str], view: View) -> Dossier:
    """The account of one party or two, as the view shows the record.

    Args:
        store: The record.
        parties: One or two codes: alpha-3 of a country, acronym of an organisation.
        view: As of when, and by which rule.
    """
    return of_events(store, query.events(store, Wanted(parties=tuple(parties)), view), parties)


def of_events(
    store: Store,
    found: query.Events,
    parties: Sequence[str],
    taken: Sequence[Chapter] | None = None,
    *,
    in_short: bool = True,
) -> Dossier:
    """The account of parties from the events that are at hand, all of which are theirs.

    Args:
        store: The record.
        found: The events.
        parties: Their codes.
        taken: Of what it tells in sentences, and whose sources and events it has: all if not told. What it says in
            short is of all events, whatever is taken; of its sources it names those that are cited elsewhere.
        in_short: Whether it begins with what holds on the whole.
    """
    view, cited, every = found.view, _Cited(), chapters(found) if taken is None else taken
    told = None if taken is None else {matter.event.id for chapter in taken for matter in chapter.matters}
    summary = tuple(_summary(store, found, parties, cited, told)) if in_short else ()
    written = [(chapter, tuple(_lines(chapter, cited))) for chapter in every]
    return Dossier(
        parties=tuple(parties),
        names=tuple(map(name_of, parties)),
        summary=summary,
        sections=tuple(Section(title=of.title, lines=lines) for of, lines in written if not _disagrees(of)),
        disagreements=tuple(line for of, lines in written if _disagrees(of) for line in lines),
        sources=tuple(cited.sources),
        day=view.day,
        events=tuple(event for event in found if told is None or event.id in told),
    )


def _disagrees(chapter: Chapter) -> bool:
    return chapter.key == DISAGREEMENTS


def _summary(
    store: Store, found: query.Events, parties: Sequence[str], cited: _Cited, told: Collection[str] | None
) -> Iterator[Line]:
    def sources(events: Iterable[Event]) -> tuple[int, ...]:
        return cited.of(event for event in events if told is None or event.id in told)

    view = found.view
    names = list(map(name_of, parties))
    held = [event for event in found if event.status in _DONE and event.kind in _CONTACT and event.days]
    if held:
        last = max(held, key=lambda event: event.days.latest_end if event.days else date.min)
        yield _line(last, f"The last contact that the record has of {listed(names)} {_ago(last, view.day)}.", cited)
    if levels := [e for e in held if e.kind in ("meeting", "visit")]:
        years = sorted({e.days.earliest_start.year for e in levels if e.days and e.days.earliest_start != date.min})
        those = "1 meeting or visit was" if len(levels) == 1 else f"{len(levels):,} meetings and visits were"
        text = f"{those} held{_years(years)}."
        yield Line(when="", text=text, event="", status="held", sources=sources(levels))
    if waiting := [event for event in found if event.status is Status.PLANNED]:
        text = f"{len(waiting):,} {'promise is' if len(waiting) == 1 else 'promises are'} open."
        yield Line(when="", text=text, event="", status="planned", sources=sources(waiting))
    if lapsed := [event for event in found if event.has_lapsed]:
        text = (
            f"Of {len(lapsed):,} that fell due, no report was found; that is not to say that they did not take place."
        )
        yield Line(when="", text=text, event="", status="lapsed", sources=sources(lapsed))
    if found:
        about, every = (store.published(date.min, view.day, which) for which in (parties, ()))
        number = f"{about:,} {'article' if about == 1 else 'articles'}"
        text = f"The record has {number} on {listed(names)}, of {every:,} in all with a day."
        yield Line(when="", text=text, event="", status="", sources=())


def _ago(last: Event, day: date) -> str:
    """How long ago an event ended: one number of days, or two where that is not known to the day."""
    if not last.days or last.days.latest_end >= day:
        return "is of these days"
    least, most = (day - last.days.latest_end).days, (day - last.days.earliest_end).days
    between = f"{least:,} to {most:,}" if most > least and last.days.earliest_end > date.min else f"{least:,}"
    return f"was {between} {'day' if between == '1' else 'days'} before"


def _lines(chapter: Chapter, cited: _Cited) -> Iterator[Line]:
    for matter in chapter.matters:
        yield _line(matter.event, matter.text(), cited)


def _line(event: Event, text: str, cited: _Cited) -> Line:
    return Line(
        when=when(event.days),
        text=text,
        event=event.id,
        status=event.status.value,
        sources=cited.of([event]),
        first=event.days.earliest_start if event.days else None,
    )


def _years(years: Sequence[int]) -> str:
    """In which years, where any is told: " in 2020 to 2024"."""
    if not years:
        return ""
    return f" in {years[0]}" if len(years) == 1 else f" in {years[0]} to {years[-1]}"


def _json(line: Line) -> dict[str, Any]:
    return asdict(line) | {"sources": list(line.sources), "first": line.first.isoformat() if line.first else None}
