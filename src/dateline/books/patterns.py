"""Names that only the word before them tells: "Exercise Amber Shield", "HMAS Canberra"."""

import re
from collections.abc import Iterator

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


def told_by_pattern(text: str, mentions: list[Mention]) -> list[Mention]:
    """Code names and ships that the books do not know, where no name, body or organisation of the books stands."""
    found = [
        *_matches(_CODENAME, text, mentions, (Label.NAME, "codename")),
        *_matches(_SHIP, text, mentions, (Label.BODY, "ship")),
    ]
    return [mention for i, mention in enumerate(found) if not any(mention.at.overlaps(other.at) for other in found[:i])]


def _matches(
    pattern: re.Pattern[str], text: str, mentions: list[Mention], sort: tuple[Label, str]
) -> Iterator[Mention]:
    label, rule = sort
    for match in pattern.finditer(text):
        at = Span(*match.span(1))
        if any(mention.label in _KNOWN and mention.at.overlaps(at) for mention in mentions):
            continue
        at = _within(at, text, mentions)
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


def _within(at: Span, text: str, mentions: list[Mention]) -> Span:
    """The span, ended before a mention that runs on beyond it."""
    beyond = [mention.at.start for mention in mentions if at.start < mention.at.start < at.end < mention.at.end]
    end = min(beyond, default=at.end)
    return Span(at.start, at.start + len(text[at.start : end].rstrip()))
