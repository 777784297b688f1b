"""How one event looks in a terminal: every value with who said so, its status over time, its sentences."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.cli.events import STATUS, short
from dateline.cli.ruled import ruling
from dateline.cli.values import worded
from dateline.cli.wording import clean, day, published, some
from dateline.desk.sentence import sentence, when
from dateline.desk.stood import Passed
from dateline.desk.told import Sentence
from dateline.model.event import Event, Field, Said
from dateline.model.kept import Source


def whole(event: Event, sentences: Sequence[Sentence], history: Sequence[Passed]) -> RenderableType:
    """All that the record has of one event."""
    parts: list[RenderableType] = [*heading(event), "", fields(event)]
    if links := list(_links(event)):
        parts += ["", *links]
    parts += ["", Text("Status over time", style="dim"), _steps(event)]
    parts += ["", Text("Who tells of it", style="dim"), *told_by(sentences)]
    if event.notes:
        parts += ["", Text("Notes", style="dim"), *notes(event)]
    if event.doubts:
        parts += ["", Text("What is in doubt", style="dim"), *doubts(event)]
    if history:
        parts += ["", Text("Rulings", style="dim"), *map(ruling, history)]
    return Group(*parts, "")


def heading(event: Event, before: str = "") -> Iterator[RenderableType]:
    """What the event is: its id, its type and status; a sentence; how many tell of it."""
    kind = ", ".join(part for part in (event.kind, event.shown("mode"), event.status.value) if part).replace("_", " ")
    yield Rule(Text(f"{before}{event.id} · {kind}"), align="left", style="dim")
    yield Text(f"{when(event.days)}: {clean(sentence(event))}", style="bold")
    count = f"{some(event.articles, 'article')} of {some(event.sources, 'independent source')}"
    seen = " Accepted as it is shown." if event.accepted else ""
    yield Text(f"Told by {count}.{seen}")


def doubts(event: Event) -> Iterator[RenderableType]:
    """What is in doubt, the gravest first."""
    for doubt in event.doubts:
        yield Padding(Text.assemble(("? ", "bold yellow"), clean(doubt)), (0, 0, 0, 2), expand=False)


def notes(event: Event) -> Iterator[RenderableType]:
    """What people noted, with their signature."""
    for note in event.notes:
        yield Padding(Text.assemble(("* ", "bold"), clean(note)), (0, 0, 0, 2), expand=False)


def fields(event: Event) -> Table:
    """Every field of which something is told: its value, how sure it is, and by which sentences, by their numbers."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False, expand=True)
    table.add_column("Field", width=13)
    table.add_column("Shown", ratio=3, overflow="fold")
    table.add_column("Sure", width=4, justify="right")
    table.add_column("Who says so", ratio=4, overflow="fold")
    numbers = {kept.key: number for number, kept in enumerate(event.claims, 1)}
    for field in event.fields.values():
        if field.said:
            table.add_row(field.name, _shown(field), f"{field.confidence:.2f}"[-4:], _said(field, numbers))
    return table


def _shown(field: Field) -> Text:
    text = Text(worded(field.shown), style="bold" if field.shown else "dim")
    if field.disputed:
        text.append(" ≠", style="yellow")
    if not field.rule.startswith("representative"):
        by = "a ruling" if field.rule == "judgement" else field.rule
        text.append(f"\nby {by}", style="dim")
    return text


def _said(field: Field, numbers: dict[str, int]) -> Text:
    lines = [_value(said, numbers, alone=len(field.said) == 1) for said in field.said]
    if field.reconciled:
        lines.append(Text(clean(field.reconciled), style="italic"))
    return Text("\n").join(lines)


def _value(said: Said, numbers: dict[str, int], *, alone: bool) -> Text:
    if said.judgement:
        return Text.assemble(worded(said.value), (f" — ruling {said.judgement[:8]}", "dim"))
    told = " ".join(f"[{numbers[key]}]" for key in said.claims if key in numbers)
    return Text.assemble("" if alone else f"{worded(said.value)} — ", (told, "dim"))


def name(source: Source) -> str:
    """How a source is called: its publisher, else the article's id."""
    return clean(source.publisher or source.id)


def _links(event: Event) -> Iterator[Text]:
    if event.follows:
        yield Text(f"Follows {short(event.follows)}: that occasion was called off, this is its new date.")
    if event.followed_by:
        yield Text(f"Followed by {short(event.followed_by)}: the new date.")
    if event.answered_by:
        yield Text(f"Answered by {short(event.answered_by)}: what came of the invitation.")
    if event.series:
        edition = f", edition {clean(event.edition)}" if event.edition else ""
        yield Text(f"Of the series {clean(event.series)}{edition}.")


def _steps(event: Event) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 2), show_header=False, pad_edge=False)
    table.add_column()
    table.add_column()
    table.add_column(overflow="fold")
    by_key = {kept.key: kept for kept in event.claims}
    for step in event.steps:
        sources = ", ".join(dict.fromkeys(name(by_key[key].source) for key in step.claims if key in by_key))
        why = ": ".join(part for part in (sources, clean(step.why)) if part)
        since = event.dated(step)
        table.add_row(
            day(since.isoformat()) if since else "not told",
            Text(step.status.value, style=STATUS[step.status.value]),
            why,
        )
    return table


def told_by(sentences: Sequence[Sentence]) -> Iterator[RenderableType]:
    """Numbered, the sentences in which sources tell of the event, the words that tell it between » and «."""
    return (_told(one, number) for number, one in enumerate(sentences, 1))


def _told(one: Sentence, number: int) -> RenderableType:
    source, words = one.kept.source, one.words
    facts = [source.id, name(source), published(source), source.source_class.value]
    start, end = one.trigger.start - one.at.start, one.trigger.end - one.at.start
    text = Text.assemble(clean(words[:start]), "»", (clean(words[start:end]), "bold"), "«", clean(words[end:]))
    found = f" · {clean(source.origin)}" if source.origin else ""
    place = Text(f"characters {one.trigger.start}–{one.trigger.end} · claim {one.kept.key}{found}", style="dim")
    named = " · ".join(clean(str(fact)) for fact in dict.fromkeys(facts) if fact)
    title = Text(f"[{number}] {named}", style="bold")
    return Group(title, Padding(text, (0, 0, 0, 2), expand=False), Padding(place, (0, 0, 0, 2), expand=False))
