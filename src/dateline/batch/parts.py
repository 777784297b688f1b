"""A split → parts: articles that are read and written together, whole or not at all, always the same ones."""

import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from pathlib import Path
from typing import BinaryIO, cast

from dateline.batch.splits import STDIN, File, Split, filesystem, is_remote
from dateline.batch.tables import is_parquet, rows_of
from dateline.errors import ArticleError
from dateline.ingest.contents import read
from dateline.ingest.found import Found, Meter, Spot, stem_of
from dateline.ingest.parts import Terms
from dateline.ingest.streams import counted

_MOST_LETTERS = 32 * 2**20  # of a part: so that few large articles fill memory no more than many small ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """What decides where parts begin and end, and how articles are made: the same for the whole of a batch.

    Attributes:
        part: Articles of a part, at most.
        longest: The most characters that one text may have.
        published: The day of publication of articles that tell none.
    """

    part: int = 256
    longest: int = 1_000_000
    published: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Articles that follow one another in a split, and what could not be made into one, each in its place.

    Attributes:
        at: How many bytes of the split were read by its end.
        last: Whether the split ends with it.
    """

    split: int
    number: int
    found: tuple[Found, ...] = field(repr=False)
    at: int
    last: bool

    @property
    def name(self) -> str:
        """By which parts are told from one another; in the order of names they are in that of the input."""
        return name_of(self.split, self.number)


def name_of(split: int, number: int) -> str:
    """The name of a part of a split."""
    return f"{split:06}-{number:06}"


def parts(split: Split, cut: Cut, done: Collection[str] = ()) -> Iterator[Part]:
    """The parts of a split that are not done yet, in order. A split without articles has one part, an empty one."""
    meter = _At()
    left = chain.from_iterable(_articles(file, cut, meter) for file in split.files)
    number, ahead = 0, next(left, None)
    while True:
        found = [ahead] if ahead is not None else []
        ahead = _fill(found, left, cut.part)
        if name_of(split.number, number) not in done:
            at, last = meter.at, ahead is None
            yield Part(split=split.number, number=number, found=tuple(found), at=at, last=last)
        if ahead is None:
            return
        number += 1


def _fill(found: list[Found], left: Iterator[Found], most: int) -> Found | None:
    """Add articles until there are enough; returns the one that was too many."""
    letters = sum(map(_letters, found))
    for one in left:
        letters += _letters(one)
        if len(found) >= most or (found and letters > _MOST_LETTERS):
            return one
        found.append(one)
    return None


def _letters(one: Found) -> int:
    return 0 if isinstance(one, ArticleError) else len(one.text) + len(one.raw or "")


class _At:
    """How many bytes of a split were read."""

    def __init__(self) -> None:
        self.at = 0


def _articles(file: File, cut: Cut, meter: _At) -> Iterator[Found]:
    """As ``ingest.files.articles``; of addresses, too, and of Parquet, and with the bytes told that it went through."""
    terms, before = Terms(published=cut.published, longest=cut.longest), meter.at
    try:
        with _opened(file.name) as stream:
            for one in _read(stream, file, terms):
                if file.size:
                    meter.at = before + min(stream.tell(), file.size)
                yield one
    except FileNotFoundError:
        yield ArticleError("is not there", place=file.name, mend="check the name", code="article.missing")
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        mend = "check its rights and its disk"
        yield ArticleError(f"cannot be read: {reason}", place=file.name, mend=mend, code="article.unreadable")
    meter.at = before + file.size


def _read(stream: BinaryIO, file: File, terms: Terms) -> Iterable[Found]:
    meter = Meter(file.size)
    if file.name == STDIN:
        spot = Spot(stem="stdin", file="standard input", name="stdin", terms=terms, meter=meter)
        return read(counted(stream, spot), spot)
    name = file.name.rstrip("/").rpartition("/")[2]
    spot = Spot(stem=stem_of(name), file=file.name, name=name, terms=terms, meter=meter)
    return rows_of(stream, spot) if is_parquet(stream) else read(stream, spot)


def _opened(name: str) -> AbstractContextManager[BinaryIO]:
    if name == STDIN:
        return nullcontext(sys.stdin.buffer)
    return _remote(name) if is_remote(name) else Path(name).open("rb")


@contextmanager
def _remote(address: str) -> Iterator[BinaryIO]:
    files, path = filesystem(address)
    with files.open(path, "rb") as stream:
        yield cast("BinaryIO", stream)
