"""The page of the formats in which the record can be taken away, and of the columns of its tables."""

import sys
from collections.abc import Iterable, Iterator
from functools import partial
from types import ModuleType

from dateline.desk.take import formats
from dateline.export import columns, eventreport
from dateline.export.base import Format

_ARCHIVES = ("warc", "wacz")  # which the desk writes by ingest


def page() -> str:
    """Every format and every column, from the code that writes them."""
    return "\n".join(
        [
            "# Exports\n",
            "`dateline export FORMAT` writes the record, or the part of it that the filters leave, to standard output",
            "or to `--out FILE`. What a format cannot hold is counted and told on standard error. How to choose one,",
            "and what each is held to: [howto/export.md](../howto/export.md).\n",
            "## Formats\n",
            "| format | what it is | file | as a folder | needs |",
            "| --- | --- | --- | --- | --- |",
            *map(_format, formats().values()),
            "",
            "Whoever names no extension gets a folder, where the format has one. Beside a file that has no place for",
            "it, `NAME.about.json` tells what made the export and what was lost.\n",
            "## Columns of the tables\n",
            "`csv`, `parquet`, `xlsx`, `to_polars()` and `to_pandas()` have one row to an event, in these columns.",
            "A list is a list where the format has them; in CSV and Excel its members are parted by semicolons.\n",
            *_table(["column", "type", "meaning"], ((c.name, c.type.value, c.meaning) for c in columns.COLUMNS)),
            "## Columns of eventreport\n",
            "One row to an event and independent source, as the R package eventreport takes it.\n",
            *_table(["column", "meaning"], ((name, says) for name, (says, _) in eventreport.COLUMNS.items())),
        ]
    )


def _format(one: Format) -> str:
    extra = _extra(one)
    cells = (
        f"`{one.name}`",
        one.says,
        ", ".join(f"`{extension}`" for extension in one.extensions),
        "yes" if one.package else "",
        f"`dateline[{extra}]`" if extra else "",
    )
    return f"| {' | '.join(cells)} |"


def _extra(one: Format) -> str | None:
    """The extra that a format's module asks for, itself or by what it imports."""
    if one.name in _ARCHIVES:
        return "formats"
    write = one.stream.func if isinstance(one.stream, partial) else one.stream
    found = (getattr(module, "EXTRA", None) for module in _with_imported(sys.modules[write.__module__]))
    return next((extra for extra in found if extra), None)


def _with_imported(module: ModuleType) -> Iterator[ModuleType]:
    yield module
    for value in vars(module).values():
        if (name := getattr(value, "__module__", None) or "").startswith("dateline.export."):
            yield sys.modules[name]


def _table(header: list[str], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"| {' | '.join('---' for _ in header)} |"
    for name, *others in rows:
        yield f"| {' | '.join([f'`{name}`', *others])} |"
    yield ""
