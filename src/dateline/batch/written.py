"""A part that was read → files of Parquet, one to each month of publication, each there whole or not at all."""

import hashlib
import io
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.batch.parts import Part
from dateline.desk.readings import Row, pyarrow, schema
from dateline.errors import ArticleError

READINGS = "readings"  # the folder, within that of the batch
_UNDATED = "unknown"

Result = Row | ArticleError


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One file: its path within the batch's folder, digest and length of its bytes, and how many articles it has."""

    path: str
    sha256: str
    size: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What became of a part: a line of the journal.

    Attributes:
        digest: Of its rows and of what was set aside; the same whatever wrote the Parquet, and however it packs.
        aside: What could not be read, each with the reason.
        last: Whether its split ends with it.
    """

    part: str
    digest: str
    claims: int
    foreign: int
    files: tuple[Written, ...]
    aside: tuple[dict[str, str], ...]
    last: bool

    @property
    def articles(self) -> int:
        """How many were read."""
        return sum(file.articles for file in self.files)


def write(out: Path, part: Part, results: Sequence[Result]) -> Done:
    """Write what was read of a part, by the month in which articles came out. Once it returns, it is on the disk."""
    rows = [one for one in results if not isinstance(one, ArticleError)]
    aside = tuple(_aside(part, one) for one in results if isinstance(one, ArticleError))
    months: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        months[f"{row['published']:%Y-%m}" if row["published"] else _UNDATED].append(row)
    return Done(
        part=part.name,
        digest=_digest([*rows, *aside]),
        claims=sum(row["claims"] for row in rows),
        foreign=sum(row["language"] != "en" for row in rows),
        files=tuple(_file(out, f"{READINGS}/month={month}/{part.name}", months[month]) for month in sorted(months)),
        aside=aside,
        last=part.last,
    )


def put(path: Path, data: bytes) -> None:
    """Put a file in its place, whole: whoever looks finds the old one, or none, until it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = path.with_name(f".{path.name}.begun")
    with begun.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    begun.replace(path)


def _file(out: Path, name: str, rows: list[Row]) -> Written:
    pa, packed, path = pyarrow(), io.BytesIO(), f"{name}.parquet"
    pa.parquet.write_table(pa.Table.from_pylist(rows, schema()), packed, compression="zstd")
    data = packed.getvalue()
    put(out / path, data)
    return Written(path=path, sha256=hashlib.sha256(data).hexdigest(), size=len(data), articles=len(rows))


def _aside(part: Part, why: ArticleError) -> dict[str, str]:
    return {"part": part.name, "article": why.place, "code": why.code, "what": why.what, "mend": why.mend}


def _digest(rows: Iterable[dict[str, Any]]) -> str:
    told = hashlib.sha256()
    for row in rows:
        told.update(json.dumps(row, sort_keys=True, default=_plain).encode() + b"\n")
    return told.hexdigest()


def _plain(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)
