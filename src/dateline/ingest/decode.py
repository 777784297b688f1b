"""Bytes to text: by mark, by what the page says of itself, by what the bytes allow."""

import codecs
import re
from dataclasses import dataclass, replace

from dateline.errors import ArticleError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNED = {"utf-8": "utf-8-sig", "utf-16-le": "utf-16", "utf-32-le": "utf-32"}  # those that write the mark, too
_KINDS = (
    (b"\xd0\xcf\x11\xe0", "an office file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "an RTF file"),
    (b"\x7fELF", "a program"),
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_HEAD = 4096
_CONTROLS = bytes([*range(8), 11, *range(14, 27), *range(28, 32), 127])
_MANY = 0.02  # of the bytes: text has no more control characters
_SPARSE = 0.3  # of the bytes at even, or at odd, places are NUL in UTF-16 of a Latin script


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, what was unclear about its characters, and in which encoding it was read."""

    text: str
    warnings: tuple[str, ...] = ()
    encoding: str = "utf-8"


def decoded(data: bytes, place: str, told: str | None = None) -> Decoded:
    """The text of a file.

    Args:
        data: Its bytes.
        place: The file, for errors.
        told: The character set that those who sent it name.

    Raises:
        ArticleError: The bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return replace(_as(data[len(mark) :], encoding), encoding=_SIGNED.get(encoding, encoding))
    if wide := _unmarked_utf16(data):
        return _as(data, wide)
    refuse_binary(data, place)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _named(data, told) or _declared(data) or _western(data)


def refuse_binary(data: bytes, place: str) -> None:
    """Raise where the bytes are those of a picture, a program, an office file."""
    head = data[:_HEAD]
    kind = next((kind for mark, kind in _KINDS if data.startswith(mark)), None)
    if kind is None and len(head.translate(None, _CONTROLS)) >= (1 - _MANY) * len(head):
        return
    raise ArticleError(
        f"is {kind or 'binary'}, not text",
        place=place,
        mend="save it as plain text, HTML, PDF or DOCX",
        code="article.binary",
    )


def _as(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(data.decode(encoding), (), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, errors="replace")
        return Decoded(text, (f"some bytes are not {encoding.upper()}; they are read as \N{REPLACEMENT CHARACTER}",))


def _unmarked_utf16(data: bytes) -> str | None:
    head = data[:_HEAD]
    if len(head) < len("<p") * 2 or len(data) % 2:
        return None
    even, odd = head[::2].count(0) / len(head[::2]), head[1::2].count(0) / len(head[1::2])
    if odd > _SPARSE and even < _MANY:
        return "utf-16-le"
    return "utf-16-be" if even > _SPARSE and odd < _MANY else None


def _declared(data: bytes) -> Decoded | None:
    """By the character set that a page names in its head."""
    named = _CHARSET.search(data[:_HEAD]) or _XML.search(data[:_HEAD])
    return None if named is None else _named(data, named.group(1).decode("ascii"))


def _named(data: bytes, name: str | None) -> Decoded | None:
    """By the name of a character set; None where there is none, or it does not fit."""
    if not name:
        return None
    try:
        encoding = codecs.lookup(name).name
        if encoding.startswith(("utf", "cp65001")):
            return None
        return Decoded(data.decode(encoding), (), encoding)
    except (LookupError, UnicodeError, ValueError):
        return None


def _western(data: bytes) -> Decoded:
    text = data.decode("cp1252", errors="replace")
    return Decoded(text, ("is not UTF-8; read as Windows-1252, so accents and dashes may be wrong",), "cp1252")
