"""Events as data frames with typed columns, for polars and for pandas."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from dateline.export.columns import COLUMNS, Type, row_of
from dateline.export.extra import needing
from dateline.model.event import Event

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

EXTRA = "tables"
_PANDAS = {Type.TEXT: "string", Type.INTEGER: "Int64", Type.NUMBER: "Float64", Type.DAY: "datetime64[s]"}


def to_polars(events: Iterable[Event]) -> "pl.DataFrame":
    """Events as a polars frame, a row to an event; lists stay lists, days are dates.

    Raises:
        ExportError: polars is not installed.
    """
    with needing(EXTRA):
        import polars as pl  # noqa: PLC0415  (of the extra)
    types: dict[Type, Any] = {
        Type.TEXT: pl.String,
        Type.TEXTS: pl.List(pl.String),
        Type.DAY: pl.Date,
        Type.INTEGER: pl.Int64,
        Type.NUMBER: pl.Float64,
    }
    schema = {column.name: types[column.type] for column in COLUMNS}
    return pl.DataFrame([list(row_of(event).values()) for event in events], schema=schema, orient="row")


def to_pandas(events: Iterable[Event]) -> "pd.DataFrame":
    """Events as a pandas frame, a row to an event; lists are tuples, days are timestamps to the second.

    Raises:
        ExportError: pandas is not installed.
    """
    with needing(EXTRA):
        import pandas as pd  # noqa: PLC0415  (of the extra)
    rows = [row_of(event) for event in events]
    series = {column.name: [row[column.name] for row in rows] for column in COLUMNS}
    frame = pd.DataFrame(series, dtype=object)
    return frame.astype({column.name: _PANDAS[column.type] for column in COLUMNS if column.type in _PANDAS})
