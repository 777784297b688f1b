"""JSON and JSON Lines: one record, an array of them, or one a line; of ours, of ninjs, of CSL."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Any, BinaryIO

from dateline.errors import ArticleError
from dateline.ingest import csl, ninjs
from dateline.ingest.decode import decoded, refuse_binary
from dateline.ingest.found import Found, Reads, Spot
from dateline.ingest.kinds import WIDE
from dateline.ingest.parts import Parts, article_of
from dateline.ingest.streams import PEEK, bounded, whole
from dateline.ingest.wire import parsed, record_of, values
from dateline.model.article import Article

_MOST = 128 * 2**20  # bytes of one delivery that is no record a line
_LINE_TO_TEXT = 20  # a line is seldom more than this many times as long as the text in it


def read(stream: BinaryIO, spot: Spot, _: Reads) -> Iterator[Found]:
    """Articles of a file of JSON: line by line where its first or second line is a record of its own."""
    first = stream.readline(_MOST)
    if first.startswith(WIDE):
        text = decoded(bounded(whole(first, stream), _MOST, spot.place), spot.place).text
        stream = io.BytesIO(text.encode("utf-8", "surrogatepass"))
        first = stream.readline()
    second = stream.readline(_MOST)
    if second and (_is_record(first) or (first.strip() and _is_record(second))):
        yield from _lines(chain((first, second), _short(stream, spot)), spot)
    else:
        yield from _whole(bounded(whole(first + second, stream), _MOST, spot.place), spot)


def _is_record(line: bytes) -> bool:
    """Whether one line is an object of JSON, whole."""
    stripped = line.strip()
    if not (stripped.startswith((b"{", b"\xef\xbb\xbf{")) and stripped.endswith(b"}")):
        return False
    try:
        return isinstance(parsed(_utf8(stripped, "")[0], ""), dict)
    except ArticleError:
        return False


def _short(stream: BinaryIO, spot: Spot) -> Iterator[bytes]:
    """The lines that are left; of one that is far too long for an article, its beginning, which is broken."""
    most = max(PEEK, _LINE_TO_TEXT * spot.terms.longest)
    while line := stream.readline(most):
        yield line
        while len(line) == most and not line.endswith(b"\n"):
            line = stream.readline(most)


def _lines(lines: Iterable[bytes], spot: Spot) -> Iterator[Found]:
    """A record a line; a broken line leaves the others whole."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        where = f"{spot.place}:{number}"
        try:
            text, warnings = _utf8(line.rstrip(b"\r\n"), where)
            yield _record(parsed(text, spot.place, number), f"{spot.stem}-{number}", where, spot, warnings)
        except ArticleError as error:
            yield error


def _whole(data: bytes, spot: Spot) -> Iterator[Found]:
    """One record, or an array of them."""
    text, warnings = _utf8(data, spot.place)
    value = parsed(text, spot.place)
    if value == []:
        raise ArticleError("holds no articles", place=spot.place, mend="check the file", code="article.empty")
    for number, one in enumerate(values(value), start=1):
        many = isinstance(value, list)
        where = f"{spot.place}, article {number}" if many else spot.place
        try:
            yield _record(one, f"{spot.stem}-{number}" if many else spot.stem, where, spot, warnings)
        except ArticleError as error:
            yield error


def _record(value: Any, name: str, place: str, spot: Spot, warnings: tuple[str, ...]) -> Article:
    parts = _parts(value, place)
    parts = replace(parts, warnings=(*warnings, *parts.warnings))
    return article_of(parts, name, place, spot.terms, spot.origin)


def _parts(value: Any, place: str) -> Parts:
    """The parts of a record in whichever of the three ways it is written."""
    if ninjs.is_ninjs(value):
        return ninjs.parts_of(value, place)
    if csl.is_csl(value):
        return csl.parts_of(value, place)
    return record_of(value, place)


def _utf8(data: bytes, place: str) -> tuple[str, tuple[str, ...]]:
    refuse_binary(data, place)
    made = decoded(data, place)
    return made.text, made.warnings
