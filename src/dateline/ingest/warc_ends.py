"""Where records of a WARC file begin, and whether the last one is all there: what its reader does not tell."""

import zlib
from typing import BinaryIO

_GZIP, _GZIP_RECORD, _PLAIN_RECORD = b"\x1f\x8b", b"\x1f\x8b\x08", b"WARC/1."
_GZIP_WINDOW = 31  # as zlib asks for gzip
_BLOCK = 1 << 20


def next_record(stream: BinaryIO, start: int) -> int | None:
    """Where the next record begins, from here on; None where none does, or where one cannot go back to look."""
    if not stream.seekable():
        return None
    stream.seek(0)
    mark = _GZIP_RECORD if stream.read(len(_GZIP)) == _GZIP else _PLAIN_RECORD
    stream.seek(start)
    before = b""
    while block := stream.read(_BLOCK):
        at = (before + block).find(mark)
        if at >= 0:
            found = start - len(before) + at
            stream.seek(found)
            return found
        start += len(block)
        before = (before + block)[-len(mark) + 1 :]
    return None


def ends_within(stream: BinaryIO, start: int) -> bool:
    """Whether the file ends within the record that begins here, or within one behind it.

    A file in which one cannot go back is taken to be whole.
    """
    if not stream.seekable():
        return False
    stream.seek(0)
    if stream.read(len(_GZIP)) != _GZIP:
        stream.seek(start)
        return b"\r\n\r\n" not in stream.read(_BLOCK)
    stream.seek(start)
    if stream.read(len(_GZIP)) != _GZIP:  # the file is packed as a whole
        start = 0
    stream.seek(start)
    return _is_open(stream)


def _is_open(stream: BinaryIO) -> bool:
    """Whether what is packed from here on has no end."""
    unpack = zlib.decompressobj(_GZIP_WINDOW)
    is_begun, data = False, b""
    try:
        while data := data or stream.read(_BLOCK):
            is_begun = True
            unpack.decompress(data, _BLOCK)
            data = unpack.unconsumed_tail or unpack.unused_data
            if unpack.eof:
                unpack, is_begun = zlib.decompressobj(_GZIP_WINDOW), False
    except zlib.error:
        return False  # its reader tells of it
    return is_begun
