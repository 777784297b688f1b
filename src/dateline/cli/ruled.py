"""How a ruling looks in a terminal: what was ruled, what it was before, and the event that it is about."""

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from dateline.cli.events import SHORT, line
from dateline.cli.values import worded
from dateline.cli.wording import clean, day
from dateline.desk.stood import Passed
from dateline.model.kept import Source
from dateline.model.review import Judgement, Verdict


def whole(passed: Passed) -> RenderableType:
    """One ruling, and below it, on lines of their own, the event as it stood and the article that it is about."""
    below = []
    if passed.event:
        below.append(line("", "", passed.event))
    if passed.source:
        below.append(_named(passed.source))
    return Group(ruling(passed), *(Padding(one, (0, 0, 0, SHORT + 4), style="dim", expand=False) for one in below))


def _named(source: Source) -> Text:
    facts = (source.id, source.publisher, source.published and day(source.published.isoformat()))
    return Text(" · ".join(clean(str(fact)) for fact in facts if fact))


def ruling(passed: Passed) -> Text:
    """One ruling on a line, and whether it still holds."""
    one = passed.judgement
    why = f": {clean(one.why)}" if one.why else ""
    said = f"  {one.id[:SHORT]}  {day(one.on.date().isoformat())}  {clean(one.by)}  {_ruled(one, passed)}{why}"
    return Text(said if passed.holds else f"{said} (undone)", style="" if passed.holds else "dim")


def _ruled(one: Judgement, passed: Passed) -> str:
    said = one.verdict.value
    match one.verdict:
        case Verdict.AMEND:
            said = f"{one.field} is {worded(one.value)}, was {worded(passed.was)}"
        case Verdict.ACCEPT if one.field:
            said = f"accept the {one.field}, {worded(one.value)}"
        case Verdict.ALIAS:
            said = f"“{clean(str(one.value['from']))}” is “{clean(str(one.value['to']))}”{_of(one.value['country'])}"
        case Verdict.EMBARGO:
            said = f"embargo until {one.value['until'] or 'it is undone'}"
        case Verdict.CLAIM:
            said = f"add {one.value['claim']['type']} from “{clean(one.value['claim']['trigger']['text'])}”"
        case Verdict.UNDO:
            said = f"undo {(one.undoes or '')[:SHORT]}"
    return said


def _of(country: str | None) -> str:
    return f", of {country}" if country else ""
