"""What a mail quotes of the mail that it answers: older words, which are not news of the day on which they are sent."""

import re
from collections.abc import Iterator
from functools import cache

from dateline.books.source import read_yaml
from dateline.model.span import Span

_QUOTED = re.compile(r"^[^\S\n]*+(>(?:[^\n]*\S)?)", re.MULTILINE)
_TO_QUOTED = r"[^\S\n]*\n\s*(?=>)"
_TO_END = r"[^\S\n]*$"


def quoted_mail(text: str) -> Iterator[Span]:
    """Stretches that were written in another mail, in their order, and the line above that says so.

    A line that begins with ">" is one from where a line says who wrote it: elsewhere the mark may stand for a bullet.
    What follows "-----Original Message-----" is another mail, to the end; with nothing above it, it is this one.
    """
    below = _lines("below", _TO_END).search(text)
    end = below.start(1) if below and text[: below.start()].strip() else len(text)
    if above := _lines("above", _TO_QUOTED).search(text, 0, end):
        yield Span(*above.span(1))
        yield from (Span(*line.span(1)) for line in _QUOTED.finditer(text, above.end(), end))
    if end < len(text):
        yield Span(end, len(text.rstrip()))


@cache
def _lines(name: str, end: str) -> re.Pattern[str]:
    """The forms of ``data/residue/replies.yaml`` of one name, as whole lines."""
    forms = "|".join(read_yaml("residue", "replies.yaml")[name])
    return re.compile(rf"^[^\S\n]*+({forms}){end}", re.IGNORECASE | re.MULTILINE)
