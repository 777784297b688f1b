"""Articles written as a web archive (WARC), so that other tools can read what the record rests on; and read back."""

import io
import re
import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any, BinaryIO
from urllib.parse import quote, unquote

from dateline.ingest.extras import needed
from dateline.ingest.kinds import Kind, kind_of_text
from dateline.ingest.parts import Parts
from dateline.model.article import Article

OURS = "Dateline-Id"
_URN = "urn:dateline:"
_UNKNOWN_DAY = date(1970, 1, 1)  # WARC asks for a moment of each record
_RECORD = re.compile(r"urn:uuid:[0-9a-f-]{36}")
_HEAD = 65536
_OURS = uuid.UUID("5f0e6c0a-6b64-5d8b-9d0e-2f6d1a7c9b11")


def write(articles: Iterable[Article], out: BinaryIO, *, packed: bool = True) -> int:
    """Write articles as WARC: a page as the response of a server, with the bytes it came in; any other as a text.

    The same articles give the same bytes. What a WARC record has no field for (the id, the day, who published) stands
    in headers of ours, so that each article is read back as it was.

    Returns:
        How many were written.

    Raises:
        ArticleError: warcio is not installed.
    """
    warcio = needed("warcio.warcwriter", "to be written as WARC", "")
    writer = warcio.WARCWriter(out, gzip=packed, warc_version="1.1")
    written = 0
    for article in articles:
        writer.write_record(record_of(writer, article))
        written += 1
    return written


def told_by_us(parts: Parts, headers: Any) -> Parts:
    """What a record tells that was written here."""
    url = headers.get("WARC-Target-URI") or ""
    return replace(
        parts,
        id=_read(headers.get(OURS)),
        published=_read(headers.get("Dateline-Published")),
        publisher=_read(headers.get("Dateline-Publisher")),
        title=_read(headers.get("Dateline-Title")),
        byline=_read(headers.get("Dateline-Byline")),
        url=None if url.startswith(_URN) else url or None,
    )


def body_of(article: Article) -> tuple[bytes, bool]:
    """The bytes that are written of an article, and whether they are a page."""
    if article.raw is None or kind_of_text(article.raw[:_HEAD]) is not Kind.PAGE:
        return article.text.encode("utf-8", "replace"), False
    return article.raw.encode(article.encoding or "utf-8", "replace"), True


def record_of(writer: Any, article: Article) -> Any:
    """An article as a record of a writer of warcio."""
    body, is_page = body_of(article)
    http = needed("warcio.statusandheaders", "to be written as WARC", "").StatusAndHeaders(
        "200 OK",
        [("Content-Type", f"text/html; charset={article.encoding or 'utf-8'}"), ("Content-Length", str(len(body)))],
        protocol="HTTP/1.1",
    )
    return writer.create_warc_record(
        article.url or _URN + quote(article.id, safe=""),
        "response" if is_page else "resource",
        payload=io.BytesIO(body),
        length=len(body),
        warc_content_type="application/http; msgtype=response" if is_page else "text/plain; charset=utf-8",
        warc_headers_dict=_headers(article),
        http_headers=http if is_page else None,
    )


def _headers(article: Article) -> dict[str, str]:
    name = article.id if _RECORD.fullmatch(article.id) else uuid.uuid5(_OURS, article.key or article.id).urn
    told = {
        "Published": article.published.isoformat() if article.published else None,
        "Publisher": article.publisher,
        "Title": article.title,
        "Byline": article.byline,
    }
    return {
        "WARC-Record-ID": f"<{name}>",
        "WARC-Date": f"{article.published or _UNKNOWN_DAY}T00:00:00Z",
        OURS: _written(article.id),
    } | {f"Dateline-{name}": _written(words) for name, words in told.items() if words}


def _written(words: str) -> str:
    """Words as a header may hold them: what is not ASCII, and the sign that says so, as in an address."""
    return quote(words, safe=" !\"#$&'()*+,-./:;<=>?@[\\]^_`{|}~", errors="replace")


def _read(words: str | None) -> str | None:
    return None if words is None else unquote(words)
