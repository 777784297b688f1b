"""The records of a WARC file, streamed; what is broken or cut off is told by its offset, and the next record sought."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from dateline.errors import ArticleError
from dateline.ingest.extras import needed
from dateline.ingest.found import Spot
from dateline.ingest.warc_ends import ends_within, next_record

_GZIP = b"\x1f\x8b"
_BLOCK = 1 << 20
_RAW_TO_TEXT = 20  # a page is seldom more than this many times as long as its text
_OK = 200
_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_TEXTS = _PAGES | {"text/plain"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record that is an article: a page that a server gave, a page or text by itself, what a page was converted to.

    ``warc`` and ``http`` hold the headers; names are found in any case.
    """

    id: str
    mime: str
    charset: str | None
    warc: Any
    http: Any
    body: bytes


class _Cut(Exception):  # noqa: N818  (never leaves this file)
    """A record ends before its end."""


def records(stream: BinaryIO, spot: Spot) -> Iterator[Record | ArticleError]:
    """Each record that is an article, and each that is broken, in the order of the file.

    Args:
        stream: The file, packed or not. Behind a broken record the next one is sought only if one may go back in it.
        spot: Where it lies.

    Raises:
        ArticleError: fastwarc is not installed.
    """
    warc = needed("fastwarc.warc", "WARC", spot.place)
    start, is_told = 0, False
    while True:
        last = start
        try:
            for record in warc.ArchiveIterator(stream, record_types=warc.any_type, parse_http=True):
                last = max(start, record.stream_pos)
                yield from _wanted(record, warc.WarcRecordType, spot)
                is_told = False
        except BaseException as fault:
            if not _is_of_the_file(fault):
                raise
            if not is_told:
                yield _broken(fault, last, spot)
            is_told = True
        else:
            if not is_told and ends_within(stream, last):
                yield _broken(_Cut("the file ends within it"), last, spot)
            return
        found = next_record(stream, last + 1)
        if found is None:
            return
        start = found


def _wanted(record: Any, kinds: Any, spot: Spot) -> Iterator[Record | ArticleError]:
    """The record, if it is an article.

    Raises:
        _Cut: It ends before its end.
    """
    http = record.http_headers if record.record_type == kinds.response else None
    mime, charset = _type_of(http or record.headers)
    if record.record_type == kinds.response:
        is_article = http is not None and http.status_code == _OK and mime in _PAGES
    else:
        is_article = bool(record.record_type & (kinds.resource | kinds.conversion)) and mime in _TEXTS
    at = spot.part(record.record_id or f"offset {record.stream_pos}")
    most = _RAW_TO_TEXT * spot.terms.longest
    if is_article and record.content_length > most:
        yield _too_long(most, at)
        is_article = False
    body = _read(record.reader, record.content_length, keep=is_article)
    if not is_article:
        return
    try:
        body = _decoded(body, http, most)
    except OSError:
        yield _fault("cannot be unpacked: its body is not coded as its headers say", at, "article.warc")
        return
    if len(body) > most:
        yield _too_long(most, at)
        return
    yield Record(id=record.record_id or "", mime=mime, charset=charset, warc=record.headers, http=http, body=body)


def _read(reader: Any, length: int, *, keep: bool) -> bytes:
    """The body of a record; of one that is not kept, nothing, but it is seen whether all of it is there.

    Raises:
        _Cut: It is not.
    """
    blocks, left = [], length
    while left and (block := reader.read(min(left, _BLOCK))):
        left -= len(block)
        if keep:
            blocks.append(block)
    if left:
        raise _Cut(f"{length - left:,} of its {length:,} bytes are there")
    return b"".join(blocks)


def _decoded(body: bytes, http: Any, most: int) -> bytes:
    """The page that a body carries, no more than so many bytes of it and one."""
    from fastwarc import stream_io  # noqa: PLC0415  (the records came from it)

    if http is None:
        return body
    if (http.get("Transfer-Encoding") or "").strip().lower() == "chunked" and _is_chunked(body):
        body = stream_io.ChunkedReader(io.BytesIO(body)).read(most + 1)
    coding = (http.get("Content-Encoding") or "").strip().lower()
    if coding in {"gzip", "x-gzip"} and body.startswith(_GZIP):  # crawlers unpack, and leave the header as it was
        return stream_io.GzipReader(io.BytesIO(body)).read(most + 1)
    if coding == "deflate" and not body.lstrip().startswith(b"<"):
        return stream_io.GzipReader(io.BytesIO(body), zlib=True).read(most + 1)
    if coding == "br" and not body.lstrip().startswith(b"<"):
        return stream_io.BrotliReader(io.BytesIO(body)).read(most + 1)
    return body


def _is_chunked(body: bytes) -> bool:
    size = body.partition(b"\r\n")[0].partition(b";")[0].strip()
    return 0 < len(size) <= 8 and all(digit in b"0123456789abcdefABCDEF" for digit in size)  # noqa: PLR2004  (digits)


def _type_of(headers: Any) -> tuple[str, str | None]:
    """The kind of content that headers name, and its character set."""
    kind, _, rest = (headers.get("Content-Type") or "").partition(";")
    named = next((part.partition("=")[2] for part in rest.split(";") if part.strip().lower().startswith("charset")), "")
    return kind.strip().lower(), named.strip().strip("\"'") or None


def _is_of_the_file(fault: BaseException) -> bool:
    """Whether a fault is one of the file's; what panics in Rust is no Exception in Python."""
    return isinstance(fault, OSError | EOFError | ValueError | _Cut) or type(fault).__name__ == "PanicException"


def _broken(fault: BaseException, offset: int, spot: Spot) -> ArticleError:
    reason = str(fault).split("\n")[0][:120] or type(fault).__name__
    return _fault(f"has a broken record at or behind offset {offset:,}: {reason}", spot, "article.warc")


def _too_long(most: int, spot: Spot) -> ArticleError:
    return ArticleError(
        f"holds more than {most:,} bytes, too many for one article",
        place=spot.place,
        mend="it is passed over; raise the limit to read it: DATELINE_LONGEST",
        code="article.long",
    )


def _fault(what: str, spot: Spot, code: str) -> ArticleError:
    return ArticleError(what, place=spot.place, mend="fetch the file anew; the other records are read", code=code)
