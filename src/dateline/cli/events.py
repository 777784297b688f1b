"""How events look in a terminal: a list of them, what a search finds, what a record holds."""

from collections.abc import Iterable, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.cli.wording import clean, day, days, published, some
from dateline.desk.query import Events
from dateline.desk.review import Preview
from dateline.desk.search import Hit
from dateline.desk.stats import Stats
from dateline.model.event import EVENT, Event

STATUS = {"held": "green", "ongoing": "cyan", "planned": "yellow", "cancelled": "red", "lapsed": "magenta"}
SHORT = 8  # letters of an id that are shown: enough to tell one event from a hundred thousand others


def listing(found: Events) -> RenderableType:
    """Events, one to a row, and what is counted below."""
    if not found:
        return Text("No event fits.")
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False, expand=True)
    table.add_column("Event", width=SHORT, no_wrap=True)
    table.add_column("When", width=12)
    table.add_column("What", width=14, overflow="fold")
    table.add_column("Who", ratio=1, overflow="fold")
    table.add_column("Where", width=12, overflow="fold")
    for number, event in enumerate(found):
        if number:
            table.add_row()
        table.add_row(Text(short(event.id), style="dim"), when(event), what(event), who(event), where(event))
    return Group(table, "", _closing(found))


def short(id_: str) -> str:
    """An id as people see and say it: the beginning of its digest."""
    return id_.removeprefix(EVENT)[:SHORT]


def when(event: Event) -> Text:
    """Its days; a mark where sources differ."""
    text = Text(days(event.days), style="" if event.days else "dim")
    return text.append(" ≠", style="yellow") if disputed(event, "days") else text


def what(event: Event) -> Text:
    """Type, mode, status and name, and how many sources speak of it."""
    lines = [Text(event.kind.replace("_", " "), style="bold")]
    if (mode := event.shown("mode")) and mode != "other":
        lines.append(Text(mode.replace("_", " ")))
    lines.append(Text(event.status.value, style=STATUS[event.status.value]))
    if name := event.shown("name"):
        lines.append(Text(f"“{clean(name)}”", style="italic"))
    lines.append(Text(some(event.sources, "source"), style="dim"))
    return Text("\n").join(lines)


def who(event: Event) -> Text:
    """The parties in the first line, then the persons."""
    parties = ", ".join((*(event.shown("countries") or ()), *(event.shown("organizations") or ())))
    lines = [Text(parties, style="bold")] if parties else []
    lines += [Text(clean(name)) for name in event.shown("people") or ()]
    return Text("\n").join(lines) if lines else Text("not told", style="dim")


def where(event: Event) -> Text:
    """The place, with the country or what kind of place it is."""
    place = event.shown("place")
    if not place:
        return Text("not told", style="dim")
    text = Text(clean(place["name"]))
    text.append(f" ({place.get('country') or place.get('precision')})", style="dim")
    return text.append(" ≠", style="yellow") if disputed(event, "place") else text


def disputed(event: Event, name: str) -> bool:
    """Whether sources differ on a field."""
    return name in event.fields and event.fields[name].disputed


def _closing(found: Events) -> Text:
    articles = {kept.source.key for event in found for kept in event.claims}
    stories = {kept.source.story for event in found for kept in event.claims}
    told = f"{some(len(articles), 'article')} of {some(len(stories), 'independent source')}"
    line = f"{some(len(found), 'event')}, told by {told}"
    asof = f", as known on {day(found.view.as_of.isoformat())}" if found.view.as_of else ""
    text = Text(f"{line}{asof}.")
    if any(disputed(event, name) for event in found for name in event.fields):
        text.append(" ≠ marks where they differ.")
    return text.append(f"\nMore of one: dateline show {short(found[0].id)}", style="dim")


def preview(found: Preview) -> RenderableType:
    """What a ruling would change: the events as they stand, and what would stand in their place."""
    if not found.before and not found.after:
        return Text("This would change nothing that the record shows.")
    before = [line("- ", "red", event) for event in found.before]
    after = [line("+ ", "green", event) for event in found.after]
    return Group(*before, *after)


def line(mark: str, style: str, event: Event) -> Text:
    """One event on a line, behind a mark."""
    parts = [short(event.id), days(event.days), event.kind.replace("_", " "), event.status.value]
    parts.append(", ".join((*(event.shown("countries") or ()), *(event.shown("organizations") or ()))))
    parts.append(", ".join(clean(name) for name in event.shown("people") or ()))
    told = " · ".join(part for part in parts if part)
    return Text.assemble((mark, style), f"{told} · {some(event.articles, 'article')}")


def hits(found: Sequence[Hit], words: str) -> RenderableType:
    """Articles that have the words, each with the place where they stand and the events that it tells."""
    if not found:
        return Text(f"No article has “{clean(words)}”.")
    parts: list[RenderableType] = []
    for hit in found:
        source = hit.source
        facts = [source.id, source.publisher, published(source)]
        parts.append(Text(" · ".join(clean(str(fact)) for fact in facts if fact), style="bold"))
        if source.title:
            parts.append(Padding(Text(clean(source.title)), (0, 0, 0, 2), expand=False))
        parts.append(Padding(Text(clean(hit.snippet)), (0, 0, 0, 2), expand=False))
        if hit.events:
            parts.append(
                Padding(Text(f"Events: {', '.join(map(short, hit.events))}", style="dim"), (0, 0, 0, 2), expand=False)
            )
    closing = Text(f"{some(len(found), 'article')}.")
    if told := [id_ for hit in found for id_ in hit.events]:
        closing.append(f"\nMore of an event: dateline show {short(told[0])}", style="dim")
    return Group(*parts, "", closing)


def numbers(found: Stats) -> RenderableType:
    """What the record holds."""
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, pad_edge=False)
    table.add_column(justify="right")
    table.add_column()
    for number, what_ in _numbers(found):
        table.add_row(Text(f"{number:,}", style="bold"), what_)
    parts: list[RenderableType] = [table]
    if found.first and found.last:
        parts.append(Text(f"\nPublished from {day(found.first.isoformat())} to {day(found.last.isoformat())}."))
    return Group(*parts)


def _numbers(found: Stats) -> Iterable[tuple[int, str]]:
    yield found.articles, "articles"
    yield found.stories, "independent sources: articles that do not repeat one another"
    yield found.claims, "claims in their newest readings"
    yield found.judgements, "rulings"
    yield found.events, "events"
    for kind, by_status in found.by_kind.items():
        told = ", ".join(f"{count} {status}" for status, count in by_status.items())
        yield sum(by_status.values()), f"  {kind.replace('_', ' ')}: {told}"
