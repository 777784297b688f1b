"""How claims that came, went or changed look in a terminal."""

from collections import Counter
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from dateline.cli.wording import clean, days
from dateline.desk.changes import Change, Kind
from dateline.desk.reread import Reread

_MARKS = {Kind.CAME: ("+", "green"), Kind.WENT: ("-", "red"), Kind.CHANGED: ("~", "yellow")}


def changes(found: Reread, *, each: bool, kept: bool) -> RenderableType:
    """What reading anew found: the counts, and each change if wanted."""
    count = Counter(change.kind for change in found.changes)
    told = ", ".join(f"{count[kind]} {kind.value}" for kind in Kind)
    verb = "read anew" if kept else "would be read anew"
    line = Text(f"{found.articles} article{'' if found.articles == 1 else 's'} {verb}: of their claims, {told}.")
    if found.failed:
        line.append(f" {len(found.failed)} could not be read.", style="bold red")
    return Group(*(_lines(found) if each else ()), line)


def _lines(found: Reread) -> Iterator[Text]:
    article = None
    for change in found.changes:
        if change.article.key != article:
            article = change.article.key
            yield Text(f"\n{clean(change.article.id)}", style="bold")
        yield _line(change)


def _line(change: Change) -> Text:
    mark, style = _MARKS[change.kind]
    claim = change.claim
    parties = ", ".join((*claim.countries, *claim.organizations))
    told = " · ".join(part for part in (claim.kind.replace("_", " "), days(claim.days), parties) if part)
    text = Text.assemble((f"  {mark} ", style), clean(told))
    for field, old, new in change.fields:
        text.append(f"\n      {field}: {clean(old) or 'not told'} → {clean(new) or 'not told'}", style="dim")
    return text
