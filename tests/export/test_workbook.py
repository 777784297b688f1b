"""The Excel workbook, read back by openpyxl."""

from datetime import date, datetime
from io import BytesIO
from typing import Any

from hypothesis import given, settings
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from dateline.export.columns import COLUMNS, Type, row_of
from dateline.export.delimited import joined
from dateline.export.formats import FORMATS
from dateline.model.event import Event
from tests import make
from tests.export import made


def sheets(*events: Event) -> dict[str, list[list[Any]]]:
    out = BytesIO()
    FORMATS["xlsx"].write(events, out, made.ABOUT)
    book = load_workbook(out)
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


def test_days_are_days_and_numbers_numbers():
    header, row = sheets(made.event())["events"]
    told = dict(zip(header, row, strict=True))
    assert told["first_reported"] == datetime(2024, 6, 3)  # noqa: DTZ001  (Excel knows no zones)
    assert (told["articles"], told["confidence"], told["countries"]) == (1, 1, "ARL; BLM")


def test_no_cell_is_a_formula_or_a_link():
    name = '=HYPERLINK("https://evil.example","x")'
    out = BytesIO()
    FORMATS["xlsx"].write([made.event(made.kept(claim=make.claim(name=name)))], out, made.ABOUT)
    cells = [cell for row in load_workbook(out)["events"].iter_rows() for cell in row]
    assert name in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not [cell for cell in cells if cell.hyperlink]


def test_the_codebook_and_what_made_it_stand_beside():
    told = sheets(made.event())
    assert [row[0] for row in told["codebook"][1:]] == [column.name for column in COLUMNS]
    assert ["record", "tension.db"] in told["about"]


def test_a_text_that_is_longer_than_a_cell_is_cut_and_told():
    loss = FORMATS["xlsx"].write([made.event(notes=("x" * 40_000,))], BytesIO(), made.ABOUT)
    assert loss.lost["texts longer than a cell holds are cut off"] == 1


@settings(max_examples=20, deadline=None)
@given(made.lists_of_events)
def test_every_value_of_a_row_comes_back(events: list[Event]):
    found = sheets(*events)["events"][1:]
    assert [[_read(value) for value in row] for row in found] == [_written(event) for event in events]


def _read(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date()
    return unescape(value) if isinstance(value, str) else value


def _written(event: Event) -> list[Any]:
    """The values of a row as a cell can hold them, which holds numbers to sixteen digits."""
    row = row_of(event)
    cells = [joined(row[c.name]) or None if c.type is Type.TEXTS else row[c.name] for c in COLUMNS]
    cells = [value.isoformat() if isinstance(value, date) and value < date(1900, 3, 1) else value for value in cells]
    return [float(f"{value:.16G}") if isinstance(value, float) else value for value in cells]  # Excel's own precision
