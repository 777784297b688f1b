"""Readings as Parquet, a row to an article: what a batch has read, on its way into a record."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any

from dateline.books.crosswalk import crosswalk
from dateline.errors import DatelineError
from dateline.model import codec
from dateline.model.article import Article, OffsetMap
from dateline.model.claim import Reading

Row = dict[str, Any]

MARK = b"dateline.readings"  # the key in a file's own metadata by which Parquet of readings is told from any other
FORM = b"1"
_MAGIC = b"PAR1"
_ENDING = ".parquet"
_AT_ONCE = 256  # rows that lie in memory at once
_AS_TOLD = ("key", "id", "published", "publisher", "title", "byline", "url", "origin", "encoding", "text")


def pyarrow() -> ModuleType:
    """The library, with its Parquet.

    Raises:
        DatelineError: It is not installed.
    """
    try:
        import pyarrow as pa  # type: ignore[import-untyped]  # noqa: PLC0415  (an extra; and half a second to load)
        import pyarrow.parquet  # type: ignore[import-untyped]  # noqa: PLC0415
    except ImportError as fault:
        raise DatelineError(
            "Parquet needs the package pyarrow, which is not installed",
            mend='install the extra that has it: pip install "dateline[batch]"',
            code="batch.extra",
        ) from fault
    return pa  # type: ignore[no-any-return]


@cache
def schema() -> Any:
    """The columns. ``reading`` is the JSON of ``dateline read --json``; the article beside it is all of the article.

    ``raw`` is the text as given where ``text`` is a cleaned one, in UTF-8; ``map_…`` is the way from one to the other.
    """
    pa = pyarrow()
    words, numbers = pa.string(), pa.list_(pa.int64())
    columns = [(name, words) for name in _AS_TOLD]
    columns[_AS_TOLD.index("published")] = ("published", pa.date32())
    columns += [("raw", pa.binary()), ("map_starts", numbers), ("map_raws", numbers), ("map_ends", numbers)]
    columns += [("warnings", pa.list_(words)), ("language", words), ("claims", pa.int32()), ("reading", words)]
    columns += [(name, words) for name in ("software", "codebook", "register", "encoder")]
    return pa.schema(columns, metadata={MARK: FORM})


def row_of(reading: Reading) -> Row:
    """A reading with its article as a row."""
    article, versions = reading.article, reading.versions
    return {
        **{name: getattr(article, name) for name in _AS_TOLD},
        "raw": None if article.raw is None else article.raw.encode("utf-8", "surrogatepass"),
        "map_starts": list(article.raw_map.starts),
        "map_raws": list(article.raw_map.raws),
        "map_ends": list(article.raw_map.ends),
        "warnings": list(article.warnings),
        "language": reading.language,
        "claims": len(reading.claims),
        "reading": codec.to_line(reading, crosswalk().codes),
        "software": versions.software,
        "codebook": versions.codebook,
        "register": versions.register,
        "encoder": versions.encoder,
    }


def reading_of(row: Mapping[str, Any]) -> Reading:
    """The reading that ``row_of`` made the row of."""
    raw: bytes | None = row["raw"]
    article = Article(
        **{name: row.get(name) for name in _AS_TOLD},  # type: ignore[arg-type]  # older ones tell no encoding
        raw=None if raw is None else raw.decode("utf-8", "surrogatepass"),
        raw_map=OffsetMap(tuple(row["map_starts"]), tuple(row["map_raws"]), tuple(row["map_ends"])),
        warnings=tuple(row["warnings"]),
    )
    return codec.from_json(json.loads(row["reading"]), article)


def are_readings(path: Path | str) -> bool:
    """Whether a path leads to readings that a batch wrote: a file of them, or a folder whose first Parquet is one."""
    first = next(_parquet(Path(path)), None)
    return first is not None and _is_of_readings(first)


def readings_in(path: Path | str) -> Iterator[Reading]:
    """The readings of a file, or of all files of a folder in the order of their names; other files are passed over."""
    for file in _parquet(Path(path)):
        if _is_of_readings(file):
            batches = pyarrow().parquet.ParquetFile(file).iter_batches(_AT_ONCE)
            yield from map(reading_of, chain.from_iterable(batch.to_pylist() for batch in batches))


def _parquet(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from (file for file in sorted(path.rglob(f"*{_ENDING}")) if not file.name.startswith("."))
    elif path.is_file():
        with path.open("rb") as file:
            if file.read(len(_MAGIC)) == _MAGIC:
                yield path


def _is_of_readings(file: Path) -> bool:
    """Whether a file of Parquet says of itself that it holds readings, of a form that is known here.

    Raises:
        DatelineError: It was written by a newer Dateline.
    """
    pa = pyarrow()
    try:
        form = (pa.parquet.read_schema(file).metadata or {}).get(MARK)
    except pa.ArrowInvalid:
        return False
    if form not in (None, FORM):
        raise DatelineError(
            "holds readings in a form that this Dateline does not know",
            place=str(file),
            mend="read it with the Dateline that wrote it, or a newer one",
            code="batch.form",
        )
    return form is not None
