"""How one event looks in a terminal: every value with who said so, its status over time, its sentences."""

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.cli.events import STATUS, short
from dateline.cli.wording import clean, day, days
from dateline.desk.told import Sentence
from dateline.model.codec import days_from_json
from dateline.model.event import Event, Field, Said
from dateline.model.kept import Kept, Source
from dateline.model.review import Judgement, Verdict


def whole(event: Event, sentences: Sequence[Sentence], history: Sequence[tuple[Judgement, bool]]) -> RenderableType:
    """All that the record has of one event."""
    parts: list[RenderableType] = [_heading(event), "", _fields(event)]
    if links := list(_links(event)):
        parts += ["", *links]
    parts += ["", Text("Status over time", style="dim"), _steps(event)]
    parts += ["", Text("Who tells of it", style="dim"), *map(_sentence, sentences)]
    if event.doubts:
        parts += ["", *(Text.assemble(("? ", "bold yellow"), clean(doubt)) for doubt in event.doubts)]
    if history:
        parts += ["", Text("Rulings", style="dim"), *map(ruling, history)]
    return Group(*parts, "")


def _heading(event: Event) -> RenderableType:
    kind = ", ".join(part for part in (event.kind, event.shown("mode"), event.status.value) if part).replace("_", " ")
    count = f"{_some(event.articles, 'article')}, {_some(event.sources, 'independent source')}"
    return Rule(Text(f"{event.id} · {kind} · {count}"), align="left", style="dim")


def _fields(event: Event) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False, expand=True)
    table.add_column("Field", width=13)
    table.add_column("Shown", ratio=3, overflow="fold")
    table.add_column("Sure", width=4, justify="right")
    table.add_column("Who says so", ratio=4, overflow="fold")
    by_key = {kept.key: kept for kept in event.claims}
    for field in event.fields.values():
        if field.said:
            table.add_row(field.name, _shown(field), f"{field.confidence:.2f}"[-4:], _said(field, by_key))
    return table


def _shown(field: Field) -> Text:
    text = Text(worded(field.shown), style="bold" if field.shown else "dim")
    if field.disputed:
        text.append(" ≠", style="yellow")
    if not field.rule.startswith("representative"):
        text.append(f"\nby {field.rule}", style="dim")
    return text


def _said(field: Field, by_key: dict[str, Kept]) -> Text:
    lines = [_value(said, by_key, alone=len(field.said) == 1) for said in field.said]
    if field.reconciled:
        lines.append(Text(clean(field.reconciled), style="italic"))
    return Text("\n").join(lines)


def _value(said: Said, by_key: dict[str, Kept], *, alone: bool) -> Text:
    if said.judgement:
        return Text.assemble(worded(said.value), (f" — ruling {said.judgement[:8]}", "dim"))
    names = list(dict.fromkeys(name(by_key[key].source) for key in said.claims if key in by_key))
    return Text.assemble("" if alone else f"{worded(said.value)} — ", (", ".join(names), "dim"))


def worded(value: object) -> str:
    """A field's value in words."""
    if value in (None, "", [], ()):
        return "not told"
    if isinstance(value, dict) and "earliest_start" in value:
        return days(days_from_json(value))
    if isinstance(value, dict):
        country = value.get("country")
        return clean(str(value.get("name"))) + (f" ({country})" if country else "")
    if isinstance(value, list | tuple):
        return ", ".join(clean(str(one)) for one in value)
    return clean(str(value)).replace("_", " ")


def name(source: Source) -> str:
    """How a source is called: its publisher, else the article's id."""
    return clean(source.publisher or source.id)


def _links(event: Event) -> Iterator[Text]:
    if event.follows:
        yield Text(f"Follows {short(event.follows)}: that occasion was called off, this is its new date.")
    if event.followed_by:
        yield Text(f"Followed by {short(event.followed_by)}: the new date.")
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
        table.add_row(day(step.day.isoformat()), Text(step.status.value, style=STATUS[step.status.value]), why)
    return table


def _sentence(one: Sentence) -> RenderableType:
    source, words = one.kept.source, one.words
    facts = [source.id, name(source), source.published and day(source.published.isoformat()), source.source_class.value]
    start, end = one.trigger.start - one.at.start, one.trigger.end - one.at.start
    text = Text.assemble(clean(words[:start]), "»", (clean(words[start:end]), "bold"), "«", clean(words[end:]))
    place = Text(f"characters {one.trigger.start}–{one.trigger.end} · claim {one.kept.key}", style="dim")
    heading = Text(" · ".join(clean(str(fact)) for fact in dict.fromkeys(facts) if fact), style="bold")
    return Group(heading, Padding(text, (0, 0, 0, 2), expand=False), Padding(place, (0, 0, 0, 2), expand=False))


def ruling(told: tuple[Judgement, bool]) -> Text:
    """One ruling on a line, and whether it still holds."""
    one, holds = told
    what = one.verdict.value
    if one.verdict is Verdict.AMEND:
        what = f"{one.field} is {worded(one.value)}"
    if one.undoes:
        what = f"undo {one.undoes[:8]}"
    why = f": {clean(one.why)}" if one.why else ""
    line = f"  {one.id[:8]}  {day(one.on.date().isoformat())}  {clean(one.by)}  {what}{why}"
    return Text(line if holds else f"{line} (undone)", style="" if holds else "dim")


def _some(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"
