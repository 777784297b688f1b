"""How accounts look in a terminal: a dossier, the ledger, series, a person's diary."""

from collections.abc import Iterator, Sequence
from datetime import date

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.cli.events import STATUS, short
from dateline.cli.wording import clean, day, days, published, some
from dateline.desk.diary import Diary, Trip
from dateline.desk.dossier import Dossier, Line
from dateline.desk.ledger import Entry, by_state
from dateline.desk.sentence import sentence, when
from dateline.joining.lapse import Promise, due
from dateline.joining.series import Series
from dateline.model.event import Event
from dateline.model.kept import Source

_SAID_ABOVE = "no report found; "  # the sentence of what has lapsed ends so already
_STATES = {
    Promise.OVERDUE: ("Overdue: the day has passed, a report may still come", "yellow"),
    Promise.DUE: ("Due", "cyan"),
    Promise.LAPSED: ("Lapsed: no report found, which is not to say that it did not take place", "magenta"),
    Promise.MOVED: ("Moved to a new date", "yellow"),
    Promise.CANCELLED: ("Called off", "red"),
    Promise.KEPT: ("Kept", "green"),
}


def dossier(found: Dossier) -> RenderableType:
    """An account of two parties, every sentence with the numbers of its sources, which stand below."""
    title = " and ".join(found.names)
    parts: list[RenderableType] = [
        Rule(Text(f"{title} · as of {day(found.day.isoformat())}"), align="left", style="dim")
    ]
    if not found.events:
        return Group(*parts, Text("The record has no event of theirs."))
    parts += [Text(f"{clean(line.text)}{_cited(line)}") for line in found.summary]
    for section in found.sections:
        parts += ["", Text(section.title, style="bold"), *map(_line, section.lines)]
    if found.disagreements:
        parts += ["", Text("Where sources differ", style="bold"), *map(_line, found.disagreements)]
    parts += ["", Text("Sources", style="bold"), *_sources(found.sources)]
    return Group(*parts, "", _more(found.events[0]))


def _line(line: Line) -> RenderableType:
    text = Text.assemble((f"{line.when}: ", "dim"), clean(line.text), (f"{_cited(line)} {short(line.event)}", "dim"))
    return Padding(text, (0, 0, 0, 2), expand=False)


def _cited(line: Line) -> str:
    return f" [{', '.join(map(str, line.sources))}]" if line.sources else ""


def _sources(sources: Sequence[Source]) -> Iterator[RenderableType]:
    for number, source in enumerate(sources, 1):
        when_ = published(source) or "no day of publication"
        told = [source.publisher, source.title and f"“{source.title}”", when_, source.url, source.id]
        text = Text.assemble((f"[{number}] ", "dim"), ", ".join(clean(part) for part in told if part))
        yield Padding(text, (0, 0, 0, 2), expand=False)


def ledger(found: list[Entry], today: date) -> RenderableType:
    """Promises by what became of them, the pressing ones first."""
    if not found:
        return Text("No promise fits.")
    parts: list[RenderableType] = []
    grouped = dict(by_state(found))
    for state, (title, style) in _STATES.items():
        if entries := grouped.get(state):
            parts += [Text(f"{title} ({len(entries)})", style=f"bold {style}"), *map(_entry, entries), ""]
    return Group(*parts, Text(f"As of {day(today.isoformat())}.", style="dim"), _more(found[0].event))


def _when(entry: Entry) -> str:
    """The days of a promise; where nothing became of it, when it was due and how long ago that is."""
    if not entry.overdue:
        return when(entry.event.days)
    late = f"{some(entry.overdue, 'day')} ago"
    if entry.due and entry.event.kind == "invitation":  # its own days are those on which it was made
        return f"An answer was due by {day(entry.due.isoformat())}, {late}"
    return f"{when(due(entry.event))}, {late}"


def _entry(entry: Entry) -> RenderableType:
    text = Text.assemble((f"{_when(entry)}: ", "dim"), clean(entry.text))
    promised = day(entry.promised.isoformat()) if entry.promised else "by an article without a day"
    answered = f" Answered by {short(entry.answered_by)}." if entry.answered_by else ""
    text.append(f" Promised {promised}.{answered} {short(entry.event.id)}", style="dim")
    if entry.state is Promise.LAPSED and (why := entry.event.steps[-1].why):
        covered = clean(why).removeprefix(_SAID_ABOVE)
        text.append(f"\n{covered[0].upper()}{covered[1:]}.", style="italic")
    return Padding(text, (0, 0, 0, 2), expand=False)


def series(found: Sequence[Series]) -> RenderableType:
    """Series with their editions in order, and when the next is due."""
    if not found:
        return Text("The record has no series.")
    parts: list[RenderableType] = []
    for one in found:
        parts.append(Text.assemble((clean(one.name), "bold"), (f"  {one.kind.replace('_', ' ')} · {one.key}", "dim")))
        table = Table(box=None, padding=(0, 2, 0, 2), show_header=False, pad_edge=False)
        for edition in one.editions:
            gap = f"{edition.gap:,} days after the last" if edition.gap else ""
            told = edition.told or ""
            status = Text(edition.status.value, style=STATUS[edition.status.value])
            table.add_row(days(edition.days), status, clean(told), gap, Text(short(edition.event), style="dim"))
        parts.append(table)
        if one.next_due:
            parts.append(Padding(Text(f"Next due {days(one.next_due)}: {clean(one.why)}"), (0, 0, 0, 2), expand=False))
        parts.append("")
    return Group(*parts)


def person(found: Diary) -> RenderableType:
    """A person's days in order, trips as such."""
    if not found.trips:
        return Text(f"The record has nobody of the name “{clean(found.person)}”.")
    offices = f" · {', '.join(map(clean, found.offices))}" if found.offices else ""
    parts: list[RenderableType] = [
        Rule(Text(f"{', '.join(map(clean, found.names))}{offices}"), align="left", style="dim")
    ]
    for trip in found.trips:
        parts += list(_trip(trip))
    return Group(*parts, "", _more(found.trips[0].events[0]))


def _trip(trip: Trip) -> Iterator[RenderableType]:
    if trip.is_a_trip and trip.first and trip.last and len(trip.events) > 1:
        yield Text(f"Trip, {_days(trip.first, trip.last)}", style="bold")
    for event in trip.events:
        text = Text.assemble((f"{when(event.days)}: ", "dim"), clean(sentence(event)), (f" {short(event.id)}", "dim"))
        yield Padding(text, (0, 0, 0, 2), expand=False)


def _more(event: Event) -> Text:
    """How to see more of an event by the eight signs that stand behind its sentence."""
    return Text(f"More of one, by the sign behind it: dateline show {short(event.id)}", style="dim")


def _days(first: date, last: date) -> str:
    from dateline.model.day import Days

    return days(Days.between(first, last))
