"""Files and folders that stand there whole or not at all."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from dateline.errors import ExportError

MARK = "datapackage.json"  # what a folder of ours holds


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file that is written beside its place and put there when it is done; on any failure nothing changes."""
    beside = _beside(path)
    try:
        with beside.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A folder that is filled beside its place and put there when it is done.

    An earlier export in its place is replaced; anything else that stands there is left alone.

    Raises:
        ExportError: What stands there is no export.
    """
    _refuse_what_is_not_ours(path)
    beside = _beside(path)
    beside.mkdir()
    try:
        yield beside
        _put(beside, path)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _put(made: Path, path: Path) -> None:
    """Put a folder in the place of an earlier one, which goes only once the new one stands."""
    if not path.exists():
        made.rename(path)
        return
    aside = _beside(path)
    path.rename(aside)
    try:
        made.rename(path)
    except OSError:
        aside.rename(path)
        raise
    shutil.rmtree(aside)


def _refuse_what_is_not_ours(path: Path) -> None:
    empty = path.is_dir() and not any(path.iterdir())
    if path.exists() and not empty and not (path / MARK).is_file():
        raise ExportError(
            f"stands there already and is no export: it has no {MARK}",
            place=str(path),
            mend="name a folder that is empty or not there yet",
            code="export.folder",
        )


def _beside(path: Path) -> Path:
    """A name that nobody else has, in the same folder and so on the same disk."""
    return path.with_name(f".dateline-{token_hex(6)}.part")
