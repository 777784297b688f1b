"""What a mail quotes of the mail that it answers is left out of its text: it is older, and not the sender's."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from dateline.books.replies import quoted_lines
from dateline.ingest.clean import without
from dateline.ingest.parts import Parts
from dateline.model.span import Span

_WARNING = "leaves out what it quotes of another mail"
_QUOTE = re.compile(r"<(/?)blockquote\b([^<>]*)>", re.IGNORECASE)
_CITES = re.compile(r"\btype\s*=\s*[\"']?cite\b|\bclass\s*=\s*[\"'][^\"']*\bgmail_quote\b", re.IGNORECASE)
_SAYS_WHO = re.compile(
    r"<div\b[^<>]*\b(?:gmail_attr|moz-cite-prefix)\b[^<>]*>(?:(?!<div\b).)*?</div>\s*\Z", re.DOTALL | re.IGNORECASE
)
_LINE = 1000  # characters of markup above a quote among which the line stands that says who wrote it
_BREAK = "<br>"


def own_lines(parts: Parts) -> Parts:
    """A mail without the lines that another mail wrote (``> …``); where there are no others, with them."""
    if not (quoted := quoted_lines(parts.text)):
        return parts
    text, way = without(parts.text, parts.raw_map, quoted)
    return replace(parts, text=text, raw_map=way, warnings=_warned(parts)) if text.strip() else parts


def without_cited(raw: str, read: Callable[[str], Parts]) -> Parts:
    """A mail in HTML, read without what it marks as cited of another mail; where it holds nothing else, with that."""
    pieces, done = list[str](), 0
    for span in _cited(raw):
        pieces += [raw[done : span.start], _BREAK.ljust(len(span))]  # as long as it was, so that offsets stay true
        done = span.end
    parts = read("".join((*pieces, raw[done:])))
    if not pieces:
        return parts
    return replace(parts, raw=raw, warnings=_warned(parts)) if parts.text.strip() else read(raw)


def _cited(raw: str) -> Iterator[Span]:
    """The quotes that mark another mail, with those inside them, and the line above that says who wrote it."""
    start, depth = None, 0
    for tag in _QUOTE.finditer(raw):
        if start is None:
            if tag[1] or not _CITES.search(tag[2]):
                continue
            start = _with_who(raw, tag.start())
        depth += -1 if tag[1] else 1
        if not depth:
            yield Span(start, tag.end())
            start = None
    if start is not None:
        yield Span(start, len(raw))


def _with_who(raw: str, start: int) -> int:
    before = max(0, start - _LINE)
    said = _SAYS_WHO.search(raw[before:start])
    return before + said.start() if said else start


def _warned(parts: Parts) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*parts.warnings, _WARNING)))
