"""Articles that lie in Parquet, a row each: the columns are those of a record of JSON Lines."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from dateline.desk.readings import MARK, pyarrow
from dateline.errors import ArticleError
from dateline.ingest.found import Found, Spot
from dateline.ingest.parts import article_of
from dateline.ingest.wire import record_of

_MAGIC = b"PAR1"
_AT_ONCE = 256  # rows that lie in memory at once
_COLUMNS = ("id", "published", "publisher", "title", "byline", "url", "text")


def is_parquet(stream: BinaryIO) -> bool:
    """Whether a stream that can go back begins as Parquet does."""
    head = stream.read(len(_MAGIC))
    stream.seek(0)
    return head == _MAGIC


def rows_of(stream: BinaryIO, spot: Spot) -> Iterator[Found]:
    """The articles of a file of Parquet; a row that makes none leaves the others whole."""
    pa = pyarrow()
    try:
        file = pa.parquet.ParquetFile(stream)
    except pa.ArrowInvalid as fault:
        yield ArticleError(
            f"is no Parquet that can be read: {fault}", place=spot.place, mend="write it anew", code="article.parquet"
        )
        return
    if unfit := _unfit(file.schema_arrow, spot):
        yield unfit
        return
    columns = [name for name in _COLUMNS if name in file.schema_arrow.names]
    rows = (row for batch in file.iter_batches(_AT_ONCE, columns=columns) for row in batch.to_pylist())
    for number, row in enumerate(rows, 1):
        part = spot.part(str(number))
        try:
            yield article_of(record_of(_plain(row), part.place), part.stem, part.place, spot.terms, part.origin)
        except ArticleError as error:
            yield error


def _unfit(schema: Any, spot: Spot) -> ArticleError | None:
    """Why the file holds no articles to be read."""
    if MARK in (schema.metadata or {}):
        mend = "take them into a record: dateline add"
        return ArticleError("holds readings, not articles", place=spot.place, mend=mend, code="article.parquet")
    if "text" not in schema.names:
        mend = f"name its columns {', '.join(_COLUMNS)}; text at least"
        return ArticleError('has no column "text"', place=spot.place, mend=mend, code="article.parquet")
    return None


def _plain(row: dict[str, Any]) -> Any:
    """A row as JSON would have it: days as words."""
    return json.loads(json.dumps(row, default=str))
