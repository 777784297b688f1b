"""What a page shows around its text: the title over it, the line with the day, the line with the writer."""

import re
from collections.abc import Iterator, Sequence

from dateline.books.written import written_at
from dateline.ingest.page_head import headings
from dateline.ingest.shown import spaced_lines

_ABOVE = 6_000  # characters of markup above the text in which day and writer are looked for
_FEW, _BEFORE = 8, 2  # lines
_PARTED = re.compile(r"\s+[|•·]\s+")
_AND = re.compile(r"\s*(?:[,;|&]|\band\b)\s*", re.IGNORECASE)
_LONGEST = 90  # characters of a line that tells nothing but a day or a writer
_LABEL = re.compile(
    r"(?:date|published|posted|released?|issued|submitted|publish(?:ed)? (?:date|time)|press release|statement)\b"
    r"(?: (?:on|at|by \w+(?: on)?))?\s*[:|,-]?\s*",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"\b(?:updated|modified|changed|edited|reviewed|accessed|printed)\b", re.IGNORECASE)
_CLOCK = re.compile(
    r"[\s,|–—-]*(?:(?:at )?\d{1,2}[:.]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4}\b)?)?[\s,|–—-]*"
    r"(?:(?:IST|GMT|UTC|CET|EST|EDT)\b)?[\s,|.–—-]*(?:by [\w. ]{1,40})?",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"source:\s*[^|]{2,60}?\s+(?=\d)", re.IGNORECASE)
_SIGNED = re.compile(
    r"(?:(?:written|text|story|report) )?by:?\s+(?P<names>[^\W\d_][\w.’'-]*(?:\s+[\w.’'&,|-]+){0,9})\s*", re.IGNORECASE
)
_NAME = re.compile(r"[^\W\d_a-z][\w.’'-]*(?:\s+(?:[^\W\d_a-z][\w.’'-]*|de|van|von|der|al|bin|la|di|du)){1,4}")


def title_above(raw: str, start: int, tag: str | None, lines: Sequence[str]) -> str | None:
    """The title of the text that begins at this place of a page.

    The only heading of the first rank; else one that the page's own title holds; else the last heading above the text;
    else a line that the page's own title holds.
    """
    found = [(end, rank, words) for end, rank, words in headings(raw) if not is_day(words)]
    first = [words for _, rank, words in found if rank == "h1"]
    if len(first) == 1:
        return first[0]
    named = [words for _, _, words in found if tag and words in tag]
    if named:
        return max(named, key=len)
    above = [words for end, _, words in found if end <= start]
    if above:
        return above[-1]
    told = [line for line in lines if tag and len(line) * 2 > len(tag) and line in tag]
    return max(told, key=len, default=None)


def lines_above(raw: str, start: int, title: str | None) -> list[str]:
    """The lines between title and text, then the few before the title; without a title, those before the text."""
    above = raw[max(0, start - _ABOVE) : start]
    lines = [part for line in spaced_lines(above) for part in _PARTED.split(line) if part]
    if title in lines:
        at = len(lines) - lines[::-1].index(title)
        return lines[at:] + lines[max(0, at - 1 - _BEFORE) : at - 1]
    return lines[-_FEW:]


def day_among(lines: Sequence[str]) -> str | None:
    """The first line that tells a day and nothing else, or is labelled as the day of publication."""
    return next((day for line in lines if (day := _day(line))), None)


def is_day(line: str) -> bool:
    """Whether a line tells a day and nothing else."""
    return _day(line) is not None


def writer_among(lines: Sequence[str]) -> str | None:
    """The first line that tells who wrote the text, and nothing else."""
    return next((names for line in lines if (names := writer(line))), None)


def writer(line: str) -> str | None:
    """The names of a line "By Ilse Varn and Tor Lund"; None for any other."""
    match = _SIGNED.fullmatch(line) if len(line) <= _LONGEST else None
    if match is None:
        return None
    names = [name for name in names_in(match["names"]) if _NAME.fullmatch(name)]
    return " and ".join(names) or None


def names_in(words: str) -> list[str]:
    """The names of a byline, one by one."""
    bare = re.sub(r"^\s*(?:(?:written|text|story|report) by|by|text)\b:?\s*", "", words, flags=re.IGNORECASE)
    return [name.strip(" ,;") for name in _AND.split(bare) if name.strip(" ,;")]


def _day(line: str) -> str | None:
    if len(line) > _LONGEST or _CHANGED.search(line):
        return None
    for start in _starts(line):
        found = written_at(line, start)
        if found and found.choices and found.choices[0][0] is not None and _CLOCK.fullmatch(line, found.end):
            return line[start : found.end]
    return None


def _starts(line: str) -> Iterator[int]:
    """Where a day may begin: with the line, behind a label, behind the name of the source."""
    yield 0
    for pattern in (_LABEL, _SOURCE):
        if match := pattern.match(line):
            yield match.end()
