"""Web archives (WARC): the pages and texts in one, streamed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import BinaryIO
from urllib.parse import urlsplit

from dateline.errors import ArticleError
from dateline.ingest.decode import Decoded, decoded
from dateline.ingest.found import Found, Reads, Spot, made, none_here
from dateline.ingest.page import page_parts
from dateline.ingest.parts import Parts
from dateline.ingest.warc_records import Record, records
from dateline.ingest.warc_written import OURS, told_by_us, write

__all__ = ["read", "write"]

_PAGES = frozenset({"text/html", "application/xhtml+xml"})


def read(stream: BinaryIO, spot: Spot, _: Reads) -> Iterator[Found]:
    """The pages that servers gave with status 200, and the pages and texts of resource and conversion records.

    An article is called after its record and cites file and record; its publisher is the site that the page names, else
    the host. Its day is that of the page, else that of its last change or of the visit, with a warning.
    """
    is_empty = True
    for record in records(stream, spot):
        is_empty = False
        if isinstance(record, ArticleError):
            yield record
            continue
        at = spot.part(record.id)
        try:
            yield made(_parts(record, at.place), at)
        except ArticleError as error:
            yield error
    if is_empty:
        raise none_here(spot, "holds no pages and no texts")


def _parts(record: Record, place: str) -> Parts:
    words = decoded(record.body, place, record.charset)
    parts = page_parts(words.text) if record.mime in _PAGES else Parts(text=words.text)
    parts = replace(
        parts, warnings=(*words.warnings, *_cut(record), *parts.warnings), encoding=_encoding(words, record.body)
    )
    if record.warc.get(OURS):
        return told_by_us(parts, record.warc)
    url = record.warc.get("WARC-Target-URI")
    return replace(
        parts,
        id=record.id.strip("<>") or url,
        url=url or parts.url,
        publisher=parts.publisher or _host(url),
        made=_near(record),
    )


def _encoding(words: Decoded, body: bytes) -> str | None:
    """The encoding that gives a page's bytes again, where that is not UTF-8; None also where none does."""
    if words.encoding == "utf-8":
        return None
    try:
        return words.encoding if words.text.encode(words.encoding) == body else None
    except UnicodeError:
        return None


def _cut(record: Record) -> tuple[str, ...]:
    reason = record.warc.get("WARC-Truncated")
    return (f"was cut off when it was fetched ({reason[:40]})",) if reason else ()


def _host(url: str | None) -> str | None:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.") or None
    except ValueError:
        return None


def _near(record: Record) -> tuple[str, str] | None:
    """The day of the page's last change as its server tells it, if before the visit; else that of the visit."""
    visit = _moment(record.warc.get("WARC-Date"))
    change = _moment(record.http.get("Last-Modified")) if record.http is not None else None
    if change and (visit is None or change <= visit):
        return change.date().isoformat(), "its server says that the page was last changed then (Last-Modified)"
    return (visit.date().isoformat(), "the page was fetched then (WARC-Date)") if visit else None


def _moment(words: str | None) -> datetime | None:
    """A moment as WARC or HTTP writes it."""
    for read_as in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read_as((words or "").strip())
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return None
