"""BibTeX: citations of the articles for LaTeX."""

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO
from urllib.parse import quote

from dateline.export.base import About, Format, Loss, Tally
from dateline.export.citations import Cited, cited
from dateline.export.text import one_line
from dateline.model.event import Event
from dateline.model.kept import digest_of

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_URL = "!#$&'()*+,/:;=?@[]~%"  # what stays as it is in an address; braces and backslashes do not
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_KEY = re.compile("[A-Za-z0-9:.-]+")


def for_latex(text: str) -> str:
    """Text on one line in which LaTeX sees no commands and BibTeX no braces but balanced ones."""
    return re.sub(r"[\\{}$&#_%~^]", lambda found: _SPECIAL[found[0]], one_line(text))


def entry(one: Cited, about: About) -> str:
    """An article as an entry; @misc, which every style knows. Titles keep their capitals."""
    source = one.source
    key = source.key if _KEY.fullmatch(source.key) else digest_of(source.key)
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(one, about))
    return f"@misc{{dateline-{key},\n{fields}}}\n"


def _fields(one: Cited, about: About) -> Iterator[tuple[str, str]]:
    source = one.source
    yield "title", f"{{{{{for_latex(one.title)}}}}}"
    if source.publisher:
        yield "author", f"{{{{{for_latex(source.publisher)}}}}}"
    if source.published:
        yield "year", f"{{{source.published.year}}}"
        yield "month", _MONTHS[source.published.month - 1]
        yield "day", f"{{{source.published.day}}}"
    if source.url:
        yield "url", f"{{{quote(one_line(source.url), safe=_URL)}}}"
        yield "urldate", f"{{{source.added.date().isoformat()}}}"
    place = f"{about.record}, " if about.record else ""
    found = f"read from {source.origin}; " if source.origin else ""
    told = f"Dateline: {place}article {source.key}; {found}events {', '.join(one.events)}"
    yield "note", f"{{{for_latex(told)}}}"


def write(events: Iterable[Event], out: BinaryIO, about: About) -> Loss:
    """Write the articles of events, an entry each; what made the file stands in its first line."""
    tally = Tally()
    entries = [entry(one, about) for one in cited(events, tally)]
    head = "% " + re.sub("[@{}]", " ", one_line(about.in_words()))  # BibTeX reads entries in comments, too
    out.write("\n".join([head, *entries]).encode() + b"\n")
    return tally.loss()


FORMAT = Format(
    name="bibtex",
    extensions=(".bib",),
    says="BibTeX with an entry to an article that the events rest on.",
    stream=write,
)
