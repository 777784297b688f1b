"""Files, folders and the standard input, read lazily: each article in the order of input, or why it is none."""

import gzip
import io
import re
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from dateline.errors import ArticleError
from dateline.ingest.decode import decoded, refuse_binary
from dateline.ingest.mail import mail_parts
from dateline.ingest.page import page_parts
from dateline.ingest.parts import Parts, Terms, article_of
from dateline.ingest.wire import parsed, record_of, values
from dateline.model.article import Article
from dateline.settings import Settings

STDIN = "-"
_GZIP = b"\x1f\x8b"
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_JSON = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\"\]])")
_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?>.*?-->)\s*+)*+"
    r"<(?:!doctype\s+html|html|head|body|article|main|section|div|header|nav|meta|title|table|p|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
_HEADER = re.compile(rb"(?:From [^\n]*\n)?(?:[\w-]{2,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){1,80}", re.IGNORECASE)
_OF_MAIL = re.compile(
    rb"^(from|to|date|subject|message-id|received|return-path|mime-version|delivered-to|content-type):",
    re.IGNORECASE | re.MULTILINE,
)
_PEEK = 65536
_RAW_TO_TEXT = 20  # a page or a message is seldom more than this many times as long as its text
_MAIL_HEADERS = 3


def articles(
    paths: Sequence[Path | str], published: date | None = None, *, longest: int | None = None
) -> Iterator[Article | ArticleError]:
    """The articles that the paths lead to, read one after the other as they are asked for.

    Args:
        paths: Files, folders, and ``-`` for the standard input. Of a folder, its files by name with those of its
            folders, hidden ones left out. Formats are told by content: text, HTML, JSON, JSON Lines, EML; each may be
            packed with gzip.
        published: The day of publication of articles that tell none.
        longest: The most characters that one text may have; the environment's limit where it is not given.

    Yields:
        In the order of input, each article, or why it could not be made. Nothing is raised for bad input.
    """
    terms = Terms(published=published, longest=longest or Settings.of().longest)
    for path in paths:
        if str(path) == STDIN:
            yield from _guarded(_read(sys.stdin.buffer, "stdin", "standard input", terms), "standard input")
        else:
            yield from _under(Path(path), terms)


def _under(path: Path, terms: Terms) -> Iterator[Article | ArticleError]:
    if not path.is_dir():
        yield from _guarded(_file(path, terms), str(path))
        return
    found = False
    for file in _files(path):
        found = True
        yield from _guarded(_file(file, terms), str(file))
    if not found:
        yield ArticleError(
            "is a folder without files", place=str(path), mend="name a folder with articles", code="article.folder"
        )


def _files(folder: Path) -> Iterator[Path]:
    try:
        inside = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError:
        return
    for path in inside:
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _files(path)
        elif not path.is_dir():
            yield path


def _guarded(found: Iterator[Article | ArticleError], place: str) -> Iterator[Article | ArticleError]:
    """The articles of one file; whatever it raises becomes the last of them."""
    try:
        yield from found
    except ArticleError as error:
        yield error
    except FileNotFoundError:
        yield ArticleError("is not there", place=place, mend="check the name", code="article.missing")
    except (OSError, EOFError, zlib.error) as fault:
        reason = getattr(fault, "strerror", None) or str(fault) or type(fault).__name__
        yield ArticleError(
            f"cannot be read: {reason}", place=place, mend="check its rights and its disk", code="article.unreadable"
        )
    except (ValueError, MemoryError) as fault:
        yield ArticleError(
            f"cannot be read: {fault or type(fault).__name__}",
            place=place,
            mend="check the file",
            code="article.unreadable",
        )


def _file(path: Path, terms: Terms) -> Iterator[Article | ArticleError]:
    with path.open("rb") as stream:
        yield from _read(stream, path.name.removesuffix(".gz").rpartition(".")[0] or path.name, str(path), terms)


def _read(stream: BinaryIO, stem: str, place: str, terms: Terms) -> Iterator[Article | ArticleError]:
    """The articles of one stream of bytes, whatever its format."""
    head = stream.read(_PEEK)
    rest = _rejoined(head, stream)
    if head.startswith(_GZIP):
        unpacked = gzip.GzipFile(fileobj=rest)
        head = unpacked.read(_PEEK)
        rest = _rejoined(head, unpacked)
    if _begins_with_json(head):
        if head.startswith(_WIDE):
            rest = io.BytesIO(decoded(rest.read(), place).text.encode("utf-8", "surrogatepass"))
        yield from _json(rest, stem, place, terms)
        return
    most = _RAW_TO_TEXT * terms.longest
    data = rest.read(most + 1)
    if len(data) > most:
        raise ArticleError(
            f"holds more than {most:,} bytes, too many for one article",
            place=place,
            mend="split it into its articles, or raise the limit: DATELINE_LONGEST",
            code="article.long",
        )
    yield article_of(_parts(data, place), stem, place, terms)


def _parts(data: bytes, place: str) -> Parts:
    """The one article that a file of text, HTML or mail is."""
    if _is_mail(data):
        return mail_parts(data, place)
    made = decoded(data, place)
    parts = page_parts(made.text) if _PAGE.match(made.text[:_PEEK]) else Parts(text=made.text)
    return _warned(parts, made.warnings)


def _warned(parts: Parts, warnings: Iterable[str]) -> Parts:
    return replace(parts, warnings=(*warnings, *parts.warnings))


def _is_mail(data: bytes) -> bool:
    """Whether the file begins with headers of mail, three at least, and among them its writer or its subject."""
    header = _HEADER.match(data[:_PEEK].replace(b"\r\n", b"\n"))
    names = {name.lower() for name in _OF_MAIL.findall(header.group())} if header else set()
    return len(names) >= _MAIL_HEADERS and bool(names & {b"from", b"subject"})


# ---- JSON and JSON Lines


def _begins_with_json(head: bytes) -> bool:
    return bool(_JSON.match(_head_text(head)))


def _head_text(head: bytes) -> str:
    if head.startswith(_WIDE):
        return head[: len(head) // 4 * 4].decode("utf-16", errors="replace")
    return head.decode("utf-8-sig", errors="replace")


def _json(stream: BinaryIO, stem: str, place: str, terms: Terms) -> Iterator[Article | ArticleError]:
    """Articles of a file of JSON: line by line where its first or second line is a record of its own."""
    first, second = stream.readline(), stream.readline()
    if second and (_is_record(first) or (first.strip() and _is_record(second))):
        yield from _lines(chain((first, second), stream), stem, place, terms)
    else:
        yield from _whole(first + second + stream.read(), stem, place, terms)


def _is_record(line: bytes) -> bool:
    """Whether one line is an object of JSON, whole."""
    stripped = line.strip()
    if not (stripped.startswith((b"{", b"\xef\xbb\xbf{")) and stripped.endswith(b"}")):
        return False
    try:
        return isinstance(parsed(_utf8(stripped, "")[0], ""), dict)
    except ArticleError:
        return False


def _lines(lines: Iterable[bytes], stem: str, place: str, terms: Terms) -> Iterator[Article | ArticleError]:
    """A record a line; a broken line leaves the others whole."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{place}:{number}"
        try:
            text, warnings = _utf8(line.rstrip(b"\r\n"), where)
            yield _record(parsed(text, place, number), f"{stem}-{number}", where, terms, warnings)
        except ArticleError as error:
            yield error


def _whole(data: bytes, stem: str, place: str, terms: Terms) -> Iterator[Article | ArticleError]:
    """One record, or an array of them."""
    text, warnings = _utf8(data, place)
    value = parsed(text, place)
    if value == []:
        raise ArticleError("holds no articles", place=place, mend="check the file", code="article.empty")
    for number, one in enumerate(values(value), start=1):
        many = isinstance(value, list)
        where = f"{place}, article {number}" if many else place
        try:
            yield _record(one, f"{stem}-{number}" if many else stem, where, terms, warnings)
        except ArticleError as error:
            yield error


def _record(value: object, name: str, place: str, terms: Terms, warnings: tuple[str, ...]) -> Article:
    record = record_of(value, place)
    return article_of(_warned(record.parts, warnings), record.id or name, place, terms)


def _utf8(data: bytes, place: str) -> tuple[str, tuple[str, ...]]:
    refuse_binary(data, place)
    made = decoded(data, place)
    return made.text, made.warnings


def _rejoined(head: bytes, rest: "SupportsRead") -> BinaryIO:
    return cast("BinaryIO", io.BufferedReader(_Joined(head, rest)))


class SupportsRead(Protocol):
    """Anything that gives bytes."""

    def read(self, size: int, /) -> bytes:
        """At most so many of them; none at the end."""


class _Joined(io.RawIOBase):
    """What was read ahead of a stream, and then the stream."""

    def __init__(self, head: bytes, rest: SupportsRead) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        """As every reader has to say."""
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """Fill the buffer, or less."""
        data = self._head[: len(buffer)] if self._head else self._rest.read(len(buffer))
        self._head = self._head[len(data) :]
        buffer[: len(data)] = data
        return len(data)
