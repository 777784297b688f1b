"""What of a page is no article: its furniture; and what kind of page it is: one behind a paywall, one written live."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from dateline.books.source import read_yaml
from dateline.ingest.page_linked import Linked
from dateline.ingest.page_shown import is_day, writer

_ENTRIES = 3  # hours that stand as headings: one may be a programme's
_HOUR = re.compile(r"\d{1,2}[:.]\d{2}\s*(?:[ap]\.?m\.?)?\s*(?:[A-Z]{2,4})?")
_CLASS = re.compile(r"\b(?:class|id)\s*=\s*[\"']?([^\"'<>]{1,200})", re.IGNORECASE)
_HEAD_LINES = 10
_LIVE = "is a live blog: its entries were written one by one, and the newest may stand first"
_PAID = "is behind a paywall: only its beginning may be here"


def without_furniture(body: str, title: str | None) -> str:
    """The lines of a body that are the article's; where none is left, all of them.

    What leads up to the text is dropped (its title once more, a day, a byline), and lines that pages put anywhere.
    """
    lines = [line for line in body.split("\n") if line.strip() != title and not _fits("furniture", line)]
    while lines and (not lines[0].strip() or _leads(lines[0], title)):
        lines = lines[1:]
    while lines and (_has("paywall", lines[-1]) or not lines[-1].strip()):
        lines = lines[:-1]
    return "\n".join(lines) or body


def flags(raw: str, told: Linked, title: str | None, lines: Sequence[str]) -> Iterator[str]:
    """Warnings of what kind of page it is.

    Args:
        raw: The page.
        told: Its JSON-LD.
        title: Its title.
        lines: What it shows, line by line.
    """
    if told.is_live or _is_live(raw, title, lines):
        yield _LIVE
    if told.is_paid or any(_has("paywall", line) for line in lines):
        yield _PAID


def _leads(line: str, title: str | None) -> bool:
    words = line.strip()
    return words == title or is_day(words) or writer(words) is not None or _fits("leads", words)


def _is_live(raw: str, title: str | None, lines: Sequence[str]) -> bool:
    by_title = title is not None and _fits("live", title)
    by_class = any(_live_class().search(match[1]) for match in _CLASS.finditer(raw))
    hours = sum(1 for line in lines if _HOUR.fullmatch(line))
    return by_class or (by_title and hours >= 1) or (hours >= _ENTRIES and any(_fits("live", line) for line in lines))


def _fits(kind: str, line: str) -> bool:
    return any(pattern.fullmatch(line.strip()) for pattern in _patterns(kind))


def _has(kind: str, line: str) -> bool:
    return any(pattern.search(line) for pattern in _patterns(kind))


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    patterns: Iterable[str] = _pages()[kind]
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


@cache
def _live_class() -> re.Pattern[str]:
    return re.compile(_pages()["live_classes"], re.IGNORECASE)


@cache
def _pages() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml("pages.yaml")
    return data
