"""Where each value of an event comes from, as a terminal shows it."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from dateline.cli.wording import clean, days
from dateline.model.article import Article
from dateline.model.claim import Claim, Evidence
from dateline.model.span import Span

_AROUND = 32  # characters of context on each side of evidence


def grounds(article: Article, claim: Claim, number: int) -> RenderableType:
    """Where each value of an event comes from: its words, the rule or head, the anchor, the knowledge."""
    kind = ", ".join(part for part in (claim.kind, claim.mode, claim.modality.value, days(claim.days)) if part)
    title = Text.assemble((f"\nWhy event {number} of {clean(article.id)}: ", "bold"), kind.replace("_", " "))
    return Group(
        title, Text(f"id {claim.id} · confidence {claim.confidence:.2f}", style="dim"), *_reasons(article, claim)
    )


def _reasons(article: Article, claim: Claim) -> Iterator[RenderableType]:
    for why in claim.evidence:
        yield Text.assemble("  ", (why.field, "bold"), f" = {clean(why.value)}")
        yield Padding(_in_context(article.text, why.at), (0, 0, 0, 6), expand=False)
        yield Padding(Text(" · ".join(_origin(why)), style="dim"), (0, 0, 0, 6), expand=False)


def _origin(why: Evidence) -> Iterator[str]:
    yield f"characters {why.at.start}–{why.at.end}"
    kind, _, name = why.rule.partition(":")
    yield f"head {name} (score {why.score:.2f})" if kind == "head" else f"rule {why.rule}"
    if why.anchor:
        yield f"counted from {clean(why.anchor)}"
    if why.knowledge:
        yield f"known from {clean(why.knowledge)}"


def _in_context(text: str, at: Span) -> Text:
    """The words between marks that show without colour too, with a little of what stands around them."""
    before, after = text[max(0, at.start - _AROUND) : at.start], text[at.end : at.end + _AROUND]
    before = before if at.start <= _AROUND else "…" + before.partition(" ")[2]
    after = after if at.end + _AROUND >= len(text) else after.rpartition(" ")[0] + "…"
    return Text.assemble((clean(before), "dim"), "»", (clean(at.of(text)), "bold"), "«", (clean(after), "dim"))
