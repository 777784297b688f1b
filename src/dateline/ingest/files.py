"""Files, folders and the standard input, read lazily: each article in the order of input, or why it is none."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from dateline.errors import ArticleError
from dateline.ingest.contents import read
from dateline.ingest.found import Found, Meter, Spot, stem_of
from dateline.ingest.parts import Terms
from dateline.ingest.streams import counted
from dateline.settings import Settings

STDIN = "-"


def articles(
    paths: Sequence[Path | str], published: date | None = None, *, longest: int | None = None
) -> Iterator[Found]:
    """The articles that the paths lead to, read one after the other as they are asked for.

    Args:
        paths: Files, folders, and ``-`` for the standard input. Of a folder, its files by name with those of its
            folders, hidden ones left out; a link to a folder is told and not followed, for it may lead back to where it
            stands. Formats are told by content (``kinds.py`` lists them); each may be packed.
        published: The day of publication of articles that tell none.
        longest: The most characters that one text may have; the environment's limit where it is not given.

    Yields:
        In the order of input, each article, or why it could not be made. Nothing is raised for bad input.
    """
    terms = Terms(published=published, longest=longest or Settings.of().longest)
    for path in paths:
        if str(path) == STDIN:
            spot = Spot(stem="stdin", file="standard input", name="stdin", terms=terms)
            yield from read(counted(sys.stdin.buffer, spot), spot)
        else:
            yield from _under(Path(path), terms)


def _under(path: Path, terms: Terms) -> Iterator[Found]:
    if not _is_folder(path):
        yield from _file(path, terms)
        return
    found = False
    for file in _files(path):
        found = True
        yield from [file] if isinstance(file, ArticleError) else _file(file, terms)
    if not found:
        yield ArticleError(
            "is a folder without files", place=str(path), mend="name a folder with articles", code="article.folder"
        )


def _files(folder: Path) -> Iterator[Path | ArticleError]:
    """The files in a folder and in those below it, or why they cannot be looked for."""
    try:
        inside = sorted(folder.iterdir(), key=lambda path: path.name)
    except OSError as fault:
        yield _unreadable(folder, fault)
        return
    for path in inside:
        if path.name.startswith("."):
            continue
        if not _is_folder(path):
            yield path
        elif path.is_symlink():
            yield ArticleError(
                "is a link to a folder, which is not followed",
                place=str(path),
                mend="name the folder to which it leads",
                code="article.link",
            )
        else:
            yield from _files(path)


def _is_folder(path: Path) -> bool:
    """Whether a path leads to a folder; of one that cannot be looked at, opening it as a file tells why."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _file(path: Path, terms: Terms) -> Iterator[Found]:
    try:
        with path.open("rb") as stream:
            meter = Meter(packed=path.stat().st_size)
            spot = Spot(stem=stem_of(path.name), file=str(path), name=path.name, terms=terms, meter=meter)
            yield from read(stream, spot)
    except FileNotFoundError:
        yield ArticleError("is not there", place=str(path), mend="check the name", code="article.missing")
    except (OSError, ValueError) as fault:
        yield _unreadable(path, fault)


def _unreadable(path: Path, fault: Exception) -> ArticleError:
    reason = getattr(fault, "strerror", None) or str(fault)
    return ArticleError(
        f"cannot be read: {reason}", place=str(path), mend="check its rights and its disk", code="article.unreadable"
    )
