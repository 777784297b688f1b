"""The sources that a user follows: ``sources.yaml``, read and checked, each fault told with its line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from dateline.errors import SourceError
from dateline.model.kept import SourceClass

_MEND = "docs/howto/watch-feeds.md shows how a file of sources is written"


class FullText(StrEnum):
    """Where the text of a feed's article is read."""

    AUTO = "auto"  # in the feed where it carries all of it, else on its page
    PAGE = "page"
    FEED = "feed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One source as the user listed it: a feed, or else files.

    Attributes:
        name: What the user calls it; the publisher of articles that name none, and of all that come from a feed.
        place: The file and line on which it stands.
        feed: The address of its feed; None where it is files.
        folder: All files of it are the source's.
        archive: A file, or a pattern of files (``news/*.warc.gz``).
        source_class: None where it is left to be told from name and address.
        hosts: Where it may lead: the host of the feed, and those that the user allows, each with its subdomains.
        every: How often it is looked at; None as the call says.
        country, language, licence: Notes of the user; feeds are asked for in this language.
    """

    name: str
    place: str
    feed: str | None = None
    folder: Path | None = None
    archive: str | None = None
    source_class: SourceClass | None = None
    language: str | None = None
    country: str | None = None
    licence: str | None = None
    hosts: frozenset[str] = frozenset()
    every: timedelta | None = None
    text: FullText = FullText.AUTO

    @property
    def where(self) -> str:
        """What it is followed at; another one is another source, whatever its name."""
        return self.feed or self.archive or str(self.folder)

    def files(self) -> Iterator[Path]:
        """Its files, in the order of their names; hidden ones are left out."""
        if self.folder is not None:
            found: Sequence[Path] = sorted(self.folder.rglob("*"))
            yield from (path for path in found if path.is_file() and not _is_hidden(path.relative_to(self.folder)))
        if self.archive is not None:
            pattern = Path(self.archive)
            yield from (path for path in sorted(Path(pattern.anchor or ".").glob(_below(pattern))) if path.is_file())


def listed(path: str | Path) -> tuple[Listed, ...]:
    """The sources of a file, in its order.

    Raises:
        SourceError: It cannot be read, is no YAML, or something in it is not as it may be; all faults of it at once.
    """
    from dateline.ingest.listed_check import checked  # noqa: PLC0415  (pydantic takes a while, and --help needs none)

    path = Path(path)
    node = _node(_text(path), str(path))
    return checked(node, path)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise SourceError(
            f"cannot be read: {getattr(fault, 'strerror', None) or 'it is no text in UTF-8'}",
            place=str(path),
            mend=_MEND,
            code="sources.file",
        ) from fault


def _node(text: str, place: str) -> yaml.Node:
    """The YAML with the places of all its parts."""
    try:
        node: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as fault:
        mark = getattr(fault, "problem_mark", None)
        raise SourceError(
            f"is no YAML: {getattr(fault, 'problem', None) or type(fault).__name__}",
            place=f"{place}:{mark.line + 1}" if mark else place,
            mend="mend the line; mind how far each line is indented, and put words with “: ” or “#” in quotation marks",
            code="sources.yaml",
        ) from fault
    if not isinstance(node, yaml.MappingNode):
        raise SourceError("lists no sources", place=place, mend=f'begin with "sources:"; {_MEND}', code="sources.list")
    return node


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _below(pattern: Path) -> str:
    return str(pattern.relative_to(pattern.anchor)) if pattern.anchor else str(pattern)
