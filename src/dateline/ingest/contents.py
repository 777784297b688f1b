"""One stream of bytes to its articles, whatever its format: the format is told, and its reader called."""

import lzma
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from dateline.errors import ArticleError
from dateline.ingest import archive, factiva, json_lines, mail, mbox, newsml, nexis, nitf, pdf, ris, warc, zotero_rdf
from dateline.ingest.decode import Decoded, decoded
from dateline.ingest.found import Found, Reads, Spot, made
from dateline.ingest.kinds import Kind, is_packed_warc, kind_of
from dateline.ingest.page import page_parts
from dateline.ingest.parts import Parts
from dateline.ingest.streams import PEEK, bounded, unpacked, whole

_RAW_TO_TEXT = 20  # a page is seldom more than this many times as long as its text


def read(stream: BinaryIO, spot: Spot) -> Iterator[Found]:
    """The articles of a stream, and last why there are no more, if something is wrong with it. Nothing is raised."""
    try:
        yield from _read(stream, spot)
    except ArticleError as error:
        yield error
    except (OSError, EOFError, zlib.error, lzma.LZMAError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault) or type(fault).__name__
        yield _unreadable(reason, spot, "check its rights and its disk")
    except (ValueError, MemoryError, RecursionError) as fault:
        yield _unreadable(str(fault) or type(fault).__name__, spot, "check the file")


def _read(stream: BinaryIO, spot: Spot) -> Iterator[Found]:
    head = stream.read(PEEK)
    packed = whole(head, stream)
    opened = None if is_packed_warc(head) else unpacked(head, packed, spot)
    if opened is not None:
        head = opened.read(PEEK)
        packed = whole(head, opened)
    yield from _READERS[kind_of(head)](packed, spot, read)


def _page(stream: BinaryIO, spot: Spot, _: Reads) -> Iterator[Found]:
    """The one article that a page is."""
    text = _decoded(stream, spot)
    parts = page_parts(text.text)
    yield made(replace(parts, warnings=(*text.warnings, *parts.warnings)), spot)


def _text(stream: BinaryIO, spot: Spot, _: Reads) -> Iterator[Found]:
    """The one article that a text is."""
    text = _decoded(stream, spot)
    yield made(Parts(text=text.text, warnings=text.warnings), spot)


def _decoded(stream: BinaryIO, spot: Spot) -> Decoded:
    return decoded(bounded(stream, _RAW_TO_TEXT * spot.terms.longest, spot.place), spot.place)


def _unreadable(reason: str, spot: Spot, mend: str) -> ArticleError:
    return ArticleError(f"cannot be read: {reason}", place=spot.place, mend=mend, code="article.unreadable")


_READERS: Mapping[Kind, Callable[[BinaryIO, Spot, Reads], Iterator[Found]]] = {
    Kind.WARC: warc.read,
    Kind.ZIP: archive.read_zip,
    Kind.TAR: archive.read_tar,
    Kind.PDF: pdf.read,
    Kind.MBOX: mbox.read,
    Kind.MAIL: mail.read,
    Kind.JSON: json_lines.read,
    Kind.NEWSML: newsml.read,
    Kind.NITF: nitf.read,
    Kind.RDF: zotero_rdf.read,
    Kind.RIS: ris.read,
    Kind.NEXIS: nexis.read,
    Kind.FACTIVA: factiva.read,
    Kind.PAGE: _page,
    Kind.TEXT: _text,
}
