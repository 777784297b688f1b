"""Articles written as a web archive in one file (WACZ 1.1.1): what ReplayWeb.page and its kin open and search.

Of each article a line of the index and one of the list of pages lie in memory until the end; the archive itself goes
out as it is made.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

from dateline.ingest.extras import needed
from dateline.ingest.warc_written import record_of
from dateline.model.article import Article

_VERSION = "1.1.1"
_ARCHIVE, _INDEX, _PAGES, _ABOUT = "archive/data.warc.gz", "indexes/index.cdxj", "pages/pages.jsonl", "datapackage.json"
_HEAD = {"format": "json-pages-1.0", "id": "pages", "title": "All Pages", "hasText": False}


def write(articles: Iterable[Article], out: BinaryIO) -> int:
    """Write articles as WACZ; the records are those of ``warc.write``. The same articles give the same bytes.

    Returns:
        How many were written.

    Raises:
        ArticleError: warcio is not installed.
    """
    index, pages, told = list[str](), [_line(_HEAD)], list[dict[str, Any]]()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as packed:
        with packed.open(zipfile.ZipInfo(_ARCHIVE), "w", force_zip64=True) as file:
            archive = _Told(cast("BinaryIO", file))
            _write_records(articles, archive, index, pages)
        told.append(archive.about(_ARCHIVE))
        for name, lines in ((_INDEX, sorted(index)), (_PAGES, pages)):
            told.append(_put(packed, name, "".join(lines).encode()))
        about = {"profile": "data-package", "wacz_version": _VERSION, "resources": told}
        whole = _put(packed, _ABOUT, json.dumps(about, indent=1).encode())
        digest = {"path": _ABOUT, "hash": whole["hash"]}
        _put(packed, "datapackage-digest.json", json.dumps(digest, indent=1).encode())
    return len(index)


def _write_records(articles: Iterable[Article], archive: "_Told", index: list[str], pages: list[str]) -> None:
    writer = needed("warcio.warcwriter", "to be written as WACZ", "").WARCWriter(archive, gzip=True, warc_version="1.1")
    for article in articles:
        start, record = archive.size, record_of(writer, article)
        writer.write_record(record)
        told = record.rec_headers.get_header
        moment, address = told("WARC-Date"), told("WARC-Target-URI")
        index.append(_indexed(record, start, archive.size - start))
        if not address.startswith("urn:"):
            about = {"id": told("WARC-Record-ID").strip("<>"), "url": address, "ts": moment}
            pages.append(_line(about | ({"title": article.title} if article.title else {})))


def _indexed(record: Any, start: int, length: int) -> str:
    """A line of CDXJ: where in the archive what stands under an address lies."""
    told = record.rec_headers.get_header
    http = record.http_headers
    about = {
        "url": told("WARC-Target-URI"),
        "mime": ((http or record.rec_headers).get_header("Content-Type") or "").partition(";")[0],
        "status": http.get_statuscode() if http else "200",
        "digest": told("WARC-Payload-Digest") or told("WARC-Block-Digest"),
        "length": str(length),
        "offset": str(start),
        "filename": _ARCHIVE.rpartition("/")[2],
    }
    moment = "".join(letter for letter in told("WARC-Date") if letter.isdigit())[:14]
    return f"{surt(about['url'])} {moment} {_line(about)}"


def surt(address: str) -> str:
    """An address so that those of one site stand together when they are sorted: ``example,www)/path``."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return address
    if not host:
        return address
    site = ",".join(reversed(host.removeprefix("www.").split(".")))
    way = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return f"{site}{f':{port}' if port else ''}){way}".lower().replace(" ", "%20")


class _Told(io.RawIOBase):
    """A file that is written, with its length and digest."""

    def __init__(self, out: BinaryIO) -> None:
        self._out, self._digest, self.size = out, hashlib.sha256(), 0

    def write(self, data: Any) -> int:
        self._out.write(data)
        self._digest.update(data)
        self.size += len(data)
        return len(data)

    def about(self, path: str) -> dict[str, Any]:
        """As a resource of a data package."""
        name = path.rpartition("/")[2]
        return {"name": name, "path": path, "hash": f"sha256:{self._digest.hexdigest()}", "bytes": self.size}


def _put(packed: zipfile.ZipFile, path: str, data: bytes) -> dict[str, Any]:
    with packed.open(zipfile.ZipInfo(path), "w") as file:
        told = _Told(cast("BinaryIO", file))
        told.write(data)
    return told.about(path)


def _line(value: object) -> str:
    return json.dumps(value, separators=(", ", ": ")) + "\n"
