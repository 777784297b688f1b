"""What a file is, told by how it begins; its name does not matter."""

import re
import zlib
from collections.abc import Callable
from enum import StrEnum, auto

from dateline.ingest import factiva, nexis

WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])")
_PROLOG = (
    r"\s*(?:<\?xml[^>]*>\s*)?(?:(?:<!--(?>.*?-->)|<\?[^>]*>|<!DOCTYPE[^>\[]{0,400}(?:\[[^\]]{0,4000}\])?\s*>)\s*)*+"
)
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?>.*?-->)\s*+)*+"
    r"<(?:!doctype\s+html|html|head|body|article|main|section|div|header|nav|meta|title|table|p|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_ROOT = re.compile(rf"{_PROLOG}<(?:[\w.-]{{1,40}}:)?(\w{{1,40}})[\s>/]", re.DOTALL | re.IGNORECASE)
_HEADER = re.compile(rb"(?:[\w-]{2,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){1,80}", re.IGNORECASE)
_OF_MAIL = re.compile(
    rb"^(from|to|date|subject|message-id|received|return-path|mime-version|delivered-to|content-type):",
    re.IGNORECASE | re.MULTILINE,
)
_MAIL_HEADERS = 3
_MBOX = re.compile(rb"From \S[^\n]*\n")
_RIS = re.compile(r"\s*TY {1,2}- ?\w")
_WARC = b"WARC/"
_GZIP_WINDOW = 31  # as zlib asks for gzip
_USTAR = slice(257, 262)
_PDF_HEAD = 1024


class Kind(StrEnum):
    """A format."""

    WARC = auto()
    ZIP = auto()
    TAR = auto()
    PDF = auto()
    MBOX = auto()
    MAIL = auto()
    JSON = auto()
    NEWSML = auto()
    NITF = auto()
    RDF = auto()
    RIS = auto()
    NEXIS = auto()
    FACTIVA = auto()
    PAGE = auto()
    TEXT = auto()


def is_packed_warc(head: bytes) -> bool:
    """Whether a packed file holds WARC; its reader unpacks it, as each record is packed by itself."""
    try:
        return zlib.decompressobj(_GZIP_WINDOW).decompress(head, len(_WARC)) == _WARC
    except zlib.error:
        return False


def is_mail(head: bytes) -> bool:
    """Whether the file begins with headers of mail, three at least, and among them its writer or its subject."""
    header = _HEADER.match(head.replace(b"\r\n", b"\n"))
    names = {name.lower() for name in _OF_MAIL.findall(header.group())} if header else set()
    return len(names) >= _MAIL_HEADERS and bool(names & {b"from", b"subject"})


def is_mbox(head: bytes) -> bool:
    """Whether the file begins as every message of an mbox does: a line "From …", then headers of mail."""
    first = _MBOX.match(head)
    return first is not None and is_mail(head[first.end() :])


_ROOTS = {
    "newsitem": Kind.NEWSML,
    "newsmessage": Kind.NEWSML,
    "packageitem": Kind.NEWSML,
    "nitf": Kind.NITF,
    "rdf": Kind.RDF,
}
_BY_BYTES: tuple[tuple[Kind, Callable[[bytes], object]], ...] = (
    (Kind.WARC, lambda head: head.startswith(_WARC) or is_packed_warc(head)),
    (Kind.ZIP, lambda head: head.startswith((b"PK\x03\x04", b"PK\x05\x06"))),
    (Kind.PDF, lambda head: b"%PDF-" in head[:_PDF_HEAD]),
    (Kind.TAR, lambda head: head[_USTAR] == b"ustar"),
    (Kind.MBOX, is_mbox),
    (Kind.MAIL, is_mail),
)
_BY_TEXT: tuple[tuple[Kind, Callable[[str], object]], ...] = (
    (Kind.JSON, _JSON.match),
    (Kind.RIS, _RIS.match),
    (Kind.NEXIS, nexis.is_nexis),
    (Kind.FACTIVA, factiva.is_factiva),
    (Kind.PAGE, _PAGE.match),
)


def kind_of(head: bytes) -> Kind:
    """The format of a file that begins with these bytes; plain text is what is none of the others."""
    by_bytes = next((kind for kind, fits in _BY_BYTES if fits(head)), None)
    return by_bytes or kind_of_text(head_text(head))


def kind_of_text(head: str) -> Kind:
    """The format of a text that begins so."""
    if (root := _ROOT.match(head)) and (kind := _ROOTS.get(root.group(1).lower())):
        return kind
    return next((kind for kind, fits in _BY_TEXT if fits(head)), Kind.TEXT)


def head_text(head: bytes) -> str:
    """The words of the first bytes, well enough to tell the format."""
    if head.startswith(WIDE):
        return head[: len(head) // 4 * 4].decode("utf-16", errors="replace")
    return head.decode("utf-8-sig", errors="replace")
