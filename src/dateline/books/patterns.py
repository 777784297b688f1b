"""Names that only the word before them tells: "Exercise Amber Shield", "HMAS Canberra"."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter

from dateline.books.around import SHIPS
from dateline.model.mention import Label, Mention
from dateline.model.span import Span

_CODENAME = re.compile(
    r"\b(?:(?:Exercise|EXERCISE) |(?=(?:Operation|OPERATION) [A-Z]))"
    r"((?:Operation |OPERATION )?[A-Z][\w\u2019'-]*(?: (?:of|the|del|de|[A-Z0-9][\w\u2019'-]*)){0,3})"
)
_SHIP = re.compile(
    rf"\b((?P<prefix>{'|'.join(sorted(SHIPS))}) [A-Z][\w\u2019'-]*(?: (?:of |de |del )?[A-Z][\w\u2019'-]*){{0,2}})"
)
_KNOWN = frozenset({Label.NAME, Label.BODY, Label.ORGANIZATION})
_START = attrgetter("start")


def told_by_pattern(text: str, mentions: list[Mention]) -> list[Mention]:
    """Code names and ships that the books do not know, where no name, body or organisation of the books stands."""
    known = _covered(mention for mention in mentions if mention.label in _KNOWN)
    spans = sorted(mention.at for mention in mentions)
    names = list(_matches(_CODENAME, text, known, spans, (Label.NAME, "codename")))
    named = _covered(names)
    ships = _matches(_SHIP, text, known, spans, (Label.BODY, "ship"))
    return names + [ship for ship in ships if named.isdisjoint(range(ship.at.start, ship.at.end))]


def _covered(mentions: Iterable[Mention]) -> set[int]:
    """The places of the characters of mentions."""
    return {place for mention in mentions for place in range(mention.at.start, mention.at.end)}


def _matches(
    pattern: re.Pattern[str], text: str, known: set[int], spans: Sequence[Span], sort: tuple[Label, str]
) -> Iterator[Mention]:
    label, rule = sort
    for match in pattern.finditer(text):
        at = Span(*match.span(1))
        if not known.isdisjoint(range(at.start, at.end)):
            continue
        at = _within(at, text, spans)
        state = SHIPS[match["prefix"]] if label is Label.BODY else None
        yield Mention(
            at=at,
            label=label,
            words=at.of(text),
            means=f"{state}/ship" if state else None,
            country=state,
            how="ship" if state else "pattern",
            rule=f"gazetteer.{rule}@1",
        )


def _within(at: Span, text: str, spans: Sequence[Span]) -> Span:
    """The span, ended before one of others, in their order, that runs on beyond it."""
    inside = spans[bisect_right(spans, at.start, key=_START) : bisect_left(spans, at.end, key=_START)]
    end = next((other.start for other in inside if at.end < other.end), at.end)
    return Span(at.start, at.start + len(text[at.start : end].rstrip()))
