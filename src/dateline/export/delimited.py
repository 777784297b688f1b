"""CSV: a table that anything opens, alone or in a data package with its codebook."""

import csv
import re
from collections.abc import Iterable
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO

from dateline.export.base import About, Format, Loss, Tally
from dateline.export.columns import COLUMNS, Type, row_of
from dateline.export.package import TYPES, lose_what_no_row_holds, schema, write_descriptor
from dateline.model.event import Event

_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")  # the last four are the first four, full width
_GUARDED = re.compile("'+[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_SEPARATOR = "; "
_PLAIN = (
    "A text that a spreadsheet would take for a formula (it begins with = + - @ or a control) has an apostrophe first."
)
_LIST = "Several are parted by a semicolon and a space; a semicolon or backslash of a text has a backslash before it."


def guarded(text: str) -> str:
    """A text that no spreadsheet runs as a formula: one that begins like a formula gets an apostrophe first."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text that ``guarded`` was given."""
    return text[1:] if _GUARDED.match(text) else text


def joined(texts: Iterable[str]) -> str:
    """Texts in one cell."""
    return _SEPARATOR.join(re.sub(r"([\\;])", r"\\\1", text) for text in texts)


def parted(cell: str) -> tuple[str, ...]:
    """The texts that ``joined`` was given."""
    texts = re.findall(r"((?:[^\\;]|\\.)+)(?:; |$)", cell)
    return tuple(re.sub(r"\\(.)", r"\1", text) for text in texts)


def cell_of(value: Any) -> str:
    """A value as a cell: days in ISO form, lists joined, formulas guarded, nothing as an empty cell."""
    if isinstance(value, tuple):
        return guarded(joined(value))
    if isinstance(value, str):
        return guarded(value)
    return "" if value is None else str(value)


def write_rows(out: BinaryIO, header: Iterable[str], rows: Iterable[Iterable[Any]]) -> int:
    """Write a table as CSV (RFC 4180) in UTF-8; returns how many rows it has below its header."""
    text = TextIOWrapper(out, encoding="utf-8", errors="replace", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(header)
    count = 0
    for row in rows:
        writer.writerow([cell_of(value) for value in row])
        count += 1
    text.detach()
    return count


def write(events: Iterable[Event], out: BinaryIO, _: About) -> Loss:
    """Write the table of events alone."""
    tally = Tally()
    tally.lose("the codebook and what made the export stand in the data package, not in the table alone")
    return _table(events, out, tally)


def write_package(events: Iterable[Event], folder: Path, about: About) -> Loss:
    """Write ``events.csv``, ``codebook.csv`` and ``datapackage.json`` into a folder."""
    with (folder / "events.csv").open("wb") as file:
        loss = _table(events, file, Tally())
    with (folder / "codebook.csv").open("wb") as file:
        write_rows(file, ("variable", "type", "meaning"), ((c.name, c.type.value, c.meaning) for c in COLUMNS))
    told = schema({**TYPES, Type.TEXTS: "string"}, {Type.TEXTS: _LIST})
    table = {"path": "events.csv", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "schema": told}
    write_descriptor(folder, table | {"description": f"{_PLAIN} {_LIST}"}, about)
    return loss


def _table(events: Iterable[Event], out: BinaryIO, tally: Tally) -> Loss:
    tally.written = write_rows(out, (column.name for column in COLUMNS), _rows(events, tally))
    return tally.loss()


def _rows(events: Iterable[Event], tally: Tally) -> Iterable[Iterable[Any]]:
    for event in tally.each(events):
        lose_what_no_row_holds(event, tally)
        yield row_of(event).values()


FORMAT = Format(
    name="csv",
    extensions=(".csv",),
    says="A table with a row to an event; as a folder, a Frictionless data package with its codebook.",
    stream=write,
    package=write_package,
    tells_about=False,
)
