"""How a reading looks in a terminal."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from shlex import quote

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.cli.why import grounds
from dateline.cli.wording import clean, day, days
from dateline.model.article import Article
from dateline.model.claim import Claim, Participant, Reading
from dateline.model.codec import EVENTS
from dateline.model.day import Grain
from dateline.model.span import Span
from dateline.model.statement import Form, Statement

_STATUS = {"held": "green", "ongoing": "cyan", "planned": "yellow", "cancelled": "red"}
_SAID_SO = {Grain.WEEK, Grain.SEASON, Grain.QUARTER, Grain.HALF}  # grains that the date's own form does not show


def console() -> Console:
    """The terminal; 80 columns wide where it is none, in colour only where it has some."""
    return Console(highlight=False, emoji=False)


# ---- one article


def reading(one: Reading, *, why: bool = False) -> RenderableType:
    """An article's opening, its events in order of date, its quotations and what was unclear."""
    events = in_order(one)
    parts = [_heading(one), ""]
    parts.append(_table(events) if events else Text("  No event of the codebook.", style="dim"))
    if quoted := [statement for statement in one.statements if statement.form is Form.QUOTED]:
        parts.append(_quotations(quoted))
    if one.warnings:
        parts += ["", *(Text.assemble(("! ", "bold yellow"), clean(warning)) for warning in one.warnings)]
    if why:
        parts += [grounds(one.article, claim, number) for number, claim in enumerate(events, 1)]
    return Group(*parts, "")


def in_order(one: Reading) -> list[Claim]:
    """An article's events in order of date, those without a date last; their place here is their number."""
    return sorted((claim for claim in one.claims if claim.modality in EVENTS), key=_when)


def find(one: Reading, wanted: str) -> tuple[Article, Claim, int] | None:
    """The event of an id or of a number, which may bear the article's id ("a01:2"); None where there is none."""
    for number, claim in enumerate(in_order(one), 1):
        if wanted in (claim.id, str(number), f"{one.article.id}:{number}"):
            return one.article, claim, number
    return None


def _when(claim: Claim) -> tuple[str, str, Span]:
    if claim.days is None:
        return "9999", "9999", claim.trigger
    return claim.days.earliest_start.isoformat(), claim.days.latest_end.isoformat(), claim.trigger


def _heading(one: Reading) -> RenderableType:
    article, opening = one.article, one.opening
    published = f"published {day(article.published.isoformat())}" if article.published else "no date of publication"
    facts = [article.publisher, published]
    title = Text(" · ".join(clean(fact) for fact in (article.id, *facts) if fact))
    lines: list[RenderableType] = [Rule(title, align="left", style="dim")]
    if article.title:
        lines.append(Text(clean(article.title), style="bold"))
    if opening:
        place = [opening.place, opening.country and f"({opening.country})"]
        filed = [
            opening.day and day(opening.day.isoformat()),
            opening.agency,
            opening.origin and f"from {opening.origin}",
        ]
        told = [" ".join(part for part in place if part), *filed, opening.byline and f"by {opening.byline}"]
        lines.append(Text("Filed: " + ", ".join(clean(part) for part in told if part)))
    return Group(*lines)


# ---- events


def _table(events: Sequence[Claim]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False, expand=True)
    table.add_column("#", justify="right", width=2)
    table.add_column("When", width=12)
    table.add_column("What", width=14, overflow="fold")
    table.add_column("Who", ratio=1, overflow="fold")
    table.add_column("Where", width=12, overflow="fold")
    for number, claim in enumerate(events, 1):
        if number > 1:
            table.add_row()
        table.add_row(Text(str(number), style="bold"), _date(claim), _what(claim), _who(claim), _where(claim))
    return table


def _date(claim: Claim) -> Text:
    text = Text(days(claim.days), style="" if claim.days else "dim")
    if claim.days and claim.days.grain in _SAID_SO:
        text.append(f"\n(a {claim.days.grain.value})", style="dim")
    if claim.duration and claim.duration > 1:
        text.append(f"\n{claim.duration} days", style="dim")
    return text


def _what(claim: Claim) -> Text:
    status = claim.modality.value
    lines = [Text(claim.kind.replace("_", " "), style="bold")]
    if claim.mode and claim.mode != "other":
        lines.append(Text(claim.mode.replace("_", " ")))
    lines.append(Text(status, style=_STATUS.get(status, "")))
    if claim.name:
        lines.append(Text(f"“{clean(claim.name)}”", style="italic"))
    return Text("\n").join(lines)


def _who(claim: Claim) -> Text:
    """The parties in the first line, then each person with the capacity that the article gives."""
    parties = ", ".join((*claim.countries, *claim.organizations))
    lines = [Text(parties, style="bold")] if parties else []
    lines += [_person(name, claim.participants) for name in claim.people]
    return Text("\n").join(lines) if lines else Text("not told", style="dim")


def _person(name: str, participants: Iterable[Participant]) -> Text:
    text = Text(clean(name))
    if who := next((who for who in participants if who.name == name), None):
        text.append(f", {clean(who.office)}" if who.office else "", style="dim")
        text.append(f" ({who.country})" if who.country else "", style="dim")
    return text


def _where(claim: Claim) -> Text:
    if claim.place is None:
        return Text("not told", style="dim")
    text = Text(clean(claim.place.name))
    return text.append(
        f" ({claim.place.country})" if claim.place.country else f" ({claim.place.precision})", style="dim"
    )


# ---- quotations


def _quotations(quoted: Sequence[Statement]) -> RenderableType:
    lines: list[RenderableType] = [Text("\nQuotations", style="dim")]
    for statement in quoted:
        lines.append(Padding(Text(f"“{clean(statement.words)}”"), (0, 0, 0, 2), expand=False))
        said = Text(
            clean(statement.speaker) if statement.speaker else "speaker not told",
            style="bold" if statement.speaker else "dim",
        )
        if statement.addressee:
            said.append(f" to {clean(statement.addressee)}", style="not bold")
        lines.append(Padding(Text.assemble("— ", said), (0, 0, 0, 4), expand=False))
    return Group(*lines)


# ---- the end of a call


@dataclass
class Count:
    """What the articles of a call held."""

    articles: int = 0
    quotations: int = 0
    people: int = 0
    events: Counter[str] = field(default_factory=Counter)

    def add(self, one: Reading) -> None:
        """Count one more article."""
        self.articles += 1
        self.people += len(one.people)
        self.quotations += sum(statement.form is Form.QUOTED for statement in one.statements)
        self.events.update(claim.modality.value for claim in in_order(one))


def closing(count: Count, failed: int, paths: Sequence[str]) -> RenderableType:
    """The last line of a call, and what to ask next."""
    if not count.articles:
        return Text(
            f"Nothing was read; {_some(failed, 'article')} could not be." if failed else "No article was found."
        )
    statuses = ", ".join(f"{count.events[status]} {status}" for status in _STATUS if count.events[status])
    line = Text(f"{_some(count.articles, 'article')} read: {_some(count.events.total(), 'event')}")
    line.append(f" ({statuses})" if statuses else "")
    line.append(f", {_some(count.quotations, 'quotation')}, {_some(count.people, 'person', 'people')}.")
    if failed:
        line.append(f" {failed} could not be read.", style="bold red")
    if count.events and len(paths) == count.articles == 1 and paths[0] != "-":
        return Group(line, Text(f"Where a value comes from: dateline why 1 {quote(paths[0])}", style="dim"))
    return line


def _some(number: int, one: str, more: str = "") -> str:
    return f"{number} {one if number == 1 else more or one + 's'}"


def _line(*parts: tuple[str, str]) -> Text:
    return Text.assemble(*parts)
