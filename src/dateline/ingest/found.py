"""Where an article was found: what it is called, what an error names, how deep inside other files it lies."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import BinaryIO, Self

from dateline.errors import ArticleError
from dateline.ingest.parts import Parts, Terms, article_of
from dateline.model.article import Article

_DEEPEST = 3  # archives inside one another
_FLOOR = 64 * 2**20  # bytes that anything may unpack to
_RATIO = 200  # text packs to a tenth, a bomb to a thousandth
_NO_NAME = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_LONGEST_NAME = 200

Found = Article | ArticleError


class Meter:
    """How much one file of the call has been unpacked to, so that a bomb is stopped before it goes off."""

    def __init__(self, packed: int = 0) -> None:
        self.packed, self._unpacked = packed, 0

    def unpacked(self, count: int, place: str) -> None:
        """So many bytes more have come out.

        Raises:
            ArticleError: They are far more than an archive of articles holds.
        """
        self._unpacked += count
        if self._unpacked > _FLOOR + _RATIO * self.packed:
            raise ArticleError(
                f"unpacks to more than {_RATIO} times its size",
                place=place,
                mend="unpack it yourself if you trust it, and name the folder",
                code="article.bomb",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """The place of a stretch of bytes, and what the call says of the articles in it.

    Attributes:
        stem: What an article is called that bears no id.
        file: The file of the call, as an error names it.
        name: The same without its folders, as an origin names it.
        members: The way into the file, if it is one of many: archive after archive, the last the innermost.
    """

    stem: str
    file: str
    name: str
    terms: Terms
    meter: Meter = field(default_factory=Meter, compare=False)
    members: tuple[str, ...] = ()
    depth: int = 0

    @property
    def place(self) -> str:
        """What an error is to name."""
        return "#".join((self.file, *self.members))

    @property
    def origin(self) -> str | None:
        """What a claim may cite; None where the article is the whole file, or has no place of its own in it."""
        return "#".join((self.name, *self.members)) if self.members else None

    def part(self, label: str) -> Self:
        """An article of many in this file."""
        return replace(self, stem=f"{self.stem}-{_plain(label)}", members=(*self.members, _plain(label)))

    def inside(self, member: str) -> Self:
        """A file that is packed into this one.

        Raises:
            ArticleError: It would be an archive in an archive in an archive in an archive.
        """
        member = _plain(member)
        if self.depth >= _DEEPEST:
            raise ArticleError(
                f"lies more than {_DEEPEST} archives deep",
                place=f"{self.place}#{member}",
                mend="unpack the outer ones, and name the folder",
                code="article.bomb",
            )
        members = (*self.members, member)
        return replace(self, stem=stem_of(member) or self.stem, members=members, depth=self.depth + 1)


Reads = Callable[[BinaryIO, Spot], Iterator[Found]]


def stem_of(name: str) -> str:
    """A file's name without its folders, its packing and its ending."""
    last = re.split(r"[/\\]", name)[-1]
    last = re.sub(r"\.(?:gz|bz2|xz)$", "", last)
    return last.rpartition(".")[0] or last


def made(parts: Parts, spot: Spot) -> Article:
    """The article that the parts make.

    Raises:
        ArticleError: There is no text, or too much of it.
    """
    return article_of(parts, spot.stem, spot.place, spot.terms, spot.origin)


def each(many: Iterable[tuple[str, Parts]], spot: Spot) -> Iterator[Found]:
    """The articles of a file of many, by their labels; one that cannot be made leaves the others whole."""
    for label, parts in many:
        try:
            yield made(parts, spot.part(label))
        except ArticleError as error:
            yield error


def none_here(spot: Spot, what: str = "holds no articles") -> ArticleError:
    """Nothing in this file is an article."""
    return ArticleError(what, place=spot.place, mend="check the file", code="article.empty")


def _plain(name: str) -> str:
    """The name of a member as it may be shown: its writer is not trusted."""
    plain = _NO_NAME.sub("\N{REPLACEMENT CHARACTER}", name).strip()
    return plain if len(plain) <= _LONGEST_NAME else f"…{plain[-_LONGEST_NAME:]}"
