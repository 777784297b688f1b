"""What a mail quotes of the mail that it answers: older words, which are not news of the day on which they are sent."""

import re
from collections.abc import Iterator
from functools import cache

from dateline.books.source import read_yaml
from dateline.model.span import Span

_QUOTED = re.compile(r"^[^\S\n]*+(>(?:[^\n]*\S)?)", re.MULTILINE)
_MARKED = re.compile(r"^(?!>From )[^\S\n]*+>[^\n]*(?:\n|$)", re.MULTILINE)  # mailboxes write ">From " for "From "
_TO_QUOTED = r"[^\S\n]*\n\s*(?=>)"
_TO_END = r"[^\S\n]*$"


def quoted_mail(text: str) -> Iterator[Span]:
    """Stretches that were written in another mail, in their order, and the line above that says so.

    A line that begins with ">" is one from where a line says who wrote it: elsewhere the mark may stand for a bullet.
    What follows "-----Original Message-----" is another mail, to the end; with nothing above it, it is this one.
    """
    end = _own(text)
    if above := _lines("above", _TO_QUOTED).search(text, 0, end):
        yield Span(*above.span(1))
        yield from (Span(*line.span(1)) for line in _QUOTED.finditer(text, above.end(), end))
    if end < len(text):
        yield Span(end, len(text.rstrip()))


def quoted_lines(text: str) -> list[Span]:
    """Lines of a text that is known to be a mail, with their ends: where ">" begins one, another mail wrote it.

    The line above that says who did is among them. What stands below "-----Original Message-----" is not: that may be
    what was passed on.
    """
    end = _own(text)
    above, marked = _lines("above", _TO_QUOTED).finditer(text, 0, end), _MARKED.finditer(text, 0, end)
    spans: list[Span] = []
    for line in sorted(line.span() for line in (*above, *marked)):
        before = spans.pop() if spans and line[0] <= spans[-1].end else Span(*line)
        spans.append(Span(before.start, max(before.end, line[1])))
    return spans


def _own(text: str) -> int:
    """Where another mail begins, or the text ends."""
    below = _lines("below", _TO_END).search(text)
    return below.start(1) if below and text[: below.start()].strip() else len(text)


@cache
def _lines(name: str, end: str) -> re.Pattern[str]:
    """The forms of ``data/residue/replies.yaml`` of one name, as whole lines."""
    forms = "|".join(read_yaml("residue", "replies.yaml")[name])
    return re.compile(rf"^[^\S\n]*+({forms}){end}", re.IGNORECASE | re.MULTILINE)
