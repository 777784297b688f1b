"""Paths → splits: runs of files of which each is read by itself, the same whenever the input is the same."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import DatelineError

STDIN = "-"
_MOST_FILES, _MOST_BYTES = 1_000, 64 * 2**20  # of a split: small files go together, a large one alone


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file of the input: a path or an address (``s3://…``), and its bytes; 0 where nothing tells how many."""

    name: str
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Files that follow one another in the input; ``number`` counts from 0."""

    number: int
    files: tuple[File, ...]

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(file.size for file in self.files)


def splits(paths: Sequence[str]) -> Iterator[Split]:
    """The splits of an input, in its order. Of a folder, its files by name with those of its folders, but hidden ones.

    A path that leads nowhere is a file of a split all the same: whoever reads it says so.
    """
    number, files, size = 0, list[File](), 0
    for file in (file for path in paths for file in _files(path)):
        if files and (len(files) == _MOST_FILES or size + file.size > _MOST_BYTES):
            yield Split(number=number, files=tuple(files))
            number, files, size = number + 1, [], 0
        files.append(file)
        size += file.size
    if files:
        yield Split(number=number, files=tuple(files))


def digest_of(every: Iterable[Split]) -> str:
    """What the input is, as far as names and sizes tell."""
    told = hashlib.sha256()
    for split in every:
        for file in split.files:
            told.update(f"{split.number}\0{file.name}\0{file.size}\n".encode("utf-8", "surrogateescape"))
    return told.hexdigest()


def is_remote(name: str) -> bool:
    """Whether a name is an address that fsspec has to open."""
    return "://" in name


def filesystem(name: str) -> tuple[Any, str]:
    """The file system of an address, and what the file is called there.

    Raises:
        DatelineError: fsspec, or its driver for this kind of address, is not installed.
    """
    try:
        import fsspec  # type: ignore[import-untyped]  # noqa: PLC0415  (an extra)

        found: tuple[Any, str] = fsspec.core.url_to_fs(name)
    except (ImportError, ValueError) as fault:
        raise DatelineError(
            f"cannot be opened: {fault}",
            place=name,
            mend='pip install "dateline[batch]", and the driver of fsspec for such an address (s3fs, gcsfs, …)',
            code="batch.address",
        ) from fault
    return found


def _files(path: str) -> Iterator[File]:
    if path == STDIN:
        yield File(name=STDIN)
    elif is_remote(path):
        yield from _remote(path)
    elif Path(path).is_dir():
        inside = (file for file in Path(path).rglob("*") if file.is_file() and not _is_hidden(file.relative_to(path)))
        yield from (_local(file) for file in sorted(inside, key=lambda file: file.parts))
    else:
        yield _local(Path(path))


def _remote(address: str) -> Iterator[File]:
    files, root = filesystem(address)
    found = files.find(root, detail=True)
    for name in sorted(found, key=lambda name: name.split("/")):
        if not _is_hidden(Path(name.removeprefix(root))):
            yield File(name=files.unstrip_protocol(name), size=found[name].get("size") or 0)
    if not found:
        yield File(name=address)


def _local(file: Path) -> File:
    return File(name=str(file), size=file.stat().st_size if file.exists() else 0)


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)
