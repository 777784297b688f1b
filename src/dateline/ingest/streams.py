"""Streams of bytes: what was read ahead put back, what is packed unpacked and measured."""

import bz2
import gzip
import io
import lzma
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO, Protocol, cast

from dateline.errors import ArticleError
from dateline.ingest.found import Spot

PEEK = 65536
_PACKED: tuple[tuple[bytes, Callable[[BinaryIO], BinaryIO]], ...] = (
    (b"\x1f\x8b", lambda stream: cast("BinaryIO", gzip.GzipFile(fileobj=stream))),
    (b"BZh", lambda stream: cast("BinaryIO", bz2.BZ2File(stream))),
    (b"\xfd7zXZ\x00", lambda stream: cast("BinaryIO", lzma.LZMAFile(stream))),  # noqa: SIM115  (its caller closes the file)
)
_ZSTD = b"\x28\xb5\x2f\xfd"
_IN_MEMORY = 32 * 2**20  # bytes that are kept in memory where an archive has to be read from its end


class SupportsRead(Protocol):
    """Anything that gives bytes."""

    def read(self, size: int, /) -> bytes:
        """At most so many of them; none at the end."""


def whole(head: bytes, stream: BinaryIO) -> BinaryIO:
    """The stream from its beginning, of which the head was read already."""
    if stream.seekable():
        stream.seek(-len(head), io.SEEK_CUR)
        return stream
    return cast("BinaryIO", io.BufferedReader(_Joined(head, stream)))


def unpacked(head: bytes, stream: BinaryIO, spot: Spot) -> BinaryIO | None:
    """What a packed stream holds; None where it is not packed.

    Raises:
        ArticleError: It is packed in a way that is not known here.
    """
    if head.startswith(_ZSTD):
        raise ArticleError(
            "is packed with zstd", place=spot.place, mend="unpack it first: unzstd FILE", code="article.packed"
        )
    opened = next((unpack for mark, unpack in _PACKED if head.startswith(mark)), None)
    return None if opened is None else metered(opened(stream), spot)


def metered(stream: BinaryIO, spot: Spot) -> BinaryIO:
    """The same bytes, counted as unpacked ones."""
    return cast("BinaryIO", io.BufferedReader(_Metered(stream, spot)))


def forward(stream: SupportsRead) -> BinaryIO:
    """The same bytes, in which one may not go back, whatever the stream says of itself."""
    return cast("BinaryIO", io.BufferedReader(_Stream(stream)))


def of_member(stream: BinaryIO, spot: Spot) -> BinaryIO:
    """The bytes of a member of a zip, counted as unpacked ones; one may go back in them."""
    return cast("BinaryIO", io.BufferedReader(_Member(stream, spot)))


def counted(stream: BinaryIO, spot: Spot) -> BinaryIO:
    """The same bytes, counted as packed ones: the standard input tells no size beforehand."""
    return cast("BinaryIO", io.BufferedReader(_Counted(stream, spot)))


@contextmanager
def seekable(stream: BinaryIO, spot: Spot) -> Iterator[BinaryIO]:
    """The same bytes where one may go back: in memory, or if they are many in a file without a name."""
    if spot.depth == 0 and stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        while block := stream.read(PEEK):
            spool.write(block)
        spool.seek(0)
        yield cast("BinaryIO", spool)


def bounded(stream: BinaryIO, most: int, place: str) -> bytes:
    """All bytes of a stream.

    Raises:
        ArticleError: There are more than one article may have.
    """
    data = stream.read(most + 1)
    if len(data) > most:
        raise ArticleError(
            f"holds more than {most:,} bytes, too many for one article",
            place=place,
            mend="split it into its articles, or raise the limit: DATELINE_LONGEST",
            code="article.long",
        )
    return data


class _Stream(io.RawIOBase):
    """A stream that passes on another one's bytes."""

    def __init__(self, stream: SupportsRead) -> None:
        self._stream, self._at = stream, 0

    def readable(self) -> bool:
        """As every reader has to say."""
        return True

    def tell(self) -> int:
        """How many bytes went through."""
        return self._at

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        """Fill the buffer, or less."""
        data = self.take(len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def take(self, size: int) -> bytes:
        """At most so many bytes."""
        return self._stream.read(size)


class _Joined(_Stream):
    """What was read ahead of a stream, and then the stream."""

    def __init__(self, head: bytes, stream: SupportsRead) -> None:
        super().__init__(stream)
        self._head = head

    def take(self, size: int) -> bytes:
        if not self._head:
            return self._stream.read(size)
        data, self._head = self._head[:size], self._head[size:]
        return data


class _Metered(_Stream):
    """Bytes that were unpacked."""

    def __init__(self, stream: SupportsRead, spot: Spot) -> None:
        super().__init__(stream)
        self._spot = spot

    def take(self, size: int) -> bytes:
        data = self._stream.read(size)
        self._spot.meter.unpacked(len(data), self._spot.place)
        return data


class _Member(_Metered):
    """Bytes that were unpacked from a place of an archive to which one may go back."""

    def __init__(self, stream: BinaryIO, spot: Spot) -> None:
        super().__init__(stream, spot)
        self._member = stream

    def seekable(self) -> bool:
        """As the member is."""
        return self._member.seekable()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go there."""
        self._at = self._member.seek(offset, whence)
        return self._at


class _Counted(_Metered):
    """Bytes as they come in."""

    def take(self, size: int) -> bytes:
        data = self._stream.read(size)
        self._spot.meter.packed += len(data)
        return data
