"""A mailbox (mbox): its messages one after the other, never more than one in memory."""

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from dateline.errors import ArticleError
from dateline.ingest.found import Found, Reads, Spot
from dateline.ingest.mail import MOST
from dateline.ingest.mail import read as read_mail

_BEGIN = re.compile(rb"From \S.*\d\d:\d\d.*")
_QUOTED = re.compile(rb">+From ")
_LINE = 1 << 20


def read(stream: BinaryIO, spot: Spot, read_on: Reads) -> Iterator[Found]:
    """The articles of each message; one that cannot be read leaves the others whole."""
    for number, data in enumerate(_messages(stream), start=1):
        at = spot.part(str(number))
        if data is None:
            yield ArticleError(
                f"holds more than {MOST:,} bytes, too many for one message",
                place=at.place,
                mend="save what is attached to it by itself",
                code="article.long",
            )
            continue
        try:
            yield from read_mail(io.BytesIO(data), at, read_on)
        except ArticleError as error:
            yield error


def _messages(stream: BinaryIO) -> Iterator[bytes | None]:
    """Each message, without the line that begins it; None for one that is too long."""
    stream.readline(_LINE)
    lines: list[bytes] = []
    size, is_after_empty = 0, False
    while line := stream.readline(_LINE):
        if is_after_empty and _BEGIN.match(line):
            yield b"".join(lines) if size <= MOST else None
            lines, size = [], 0
        else:
            size += len(line)
            if size <= MOST:
                lines.append(line[1:] if _QUOTED.match(line) else line)
        is_after_empty = line in {b"\n", b"\r\n"}
    if lines:
        yield b"".join(lines) if size <= MOST else None
