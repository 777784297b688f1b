"""An Excel workbook: the table of events, its codebook, and what made it."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, BinaryIO

from dateline.export.base import About, Format, Loss, Tally
from dateline.export.columns import COLUMNS, row_of
from dateline.export.delimited import joined
from dateline.export.extra import needing
from dateline.export.package import lose_what_no_row_holds
from dateline.model.event import Event

EXTRA = "excel"
LONGEST = 32_767  # UTF-16 units in a cell
_CUT = 16_000  # characters that are sure to fit, each of two units
_FIRST = date(1900, 3, 1)  # before it Excel counts a day that never was
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001  (Excel knows no zones; fixed, so that the same events give the same bytes)


def write(events: Iterable[Event], out: BinaryIO, about: About) -> Loss:
    """Write the workbook. No cell is a formula or a link, whatever it begins with."""
    with needing(EXTRA):
        from xlsxwriter import Workbook  # type: ignore[import-untyped]  # noqa: PLC0415  (of the extra)
    tally = Tally()
    with Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"title": about.record, "comments": about.in_words(), "created": _MADE})
        style = book.add_format({"num_format": "yyyy-mm-dd"})
        _fill(book.add_worksheet("events"), [c.name for c in COLUMNS], _rows(events, tally), style, tally)
        codebook = ([c.name, c.type.value, c.meaning] for c in COLUMNS)
        _fill(book.add_worksheet("codebook"), ["variable", "type", "meaning"], codebook, style, tally)
        told = ([name, value] for name, value in about.to_json().items())
        _fill(book.add_worksheet("about"), ["what", "which"], told, style, tally)
    return tally.loss()


def _rows(events: Iterable[Event], tally: Tally) -> Iterable[Iterable[Any]]:
    for event in tally.each(events):
        lose_what_no_row_holds(event, tally)
        tally.written += 1
        yield row_of(event).values()


def _fill(sheet: Any, header: list[str], rows: Iterable[Iterable[Any]], style: Any, tally: Tally) -> None:
    sheet.freeze_panes(1, 0)
    for number, row in enumerate((header, *rows)):
        for at, value in enumerate(row):
            _put(sheet, number, at, value, style, tally)


def _put(sheet: Any, row: int, at: int, value: Any, style: Any, tally: Tally) -> None:
    if isinstance(value, date) and value >= _FIRST:
        sheet.write_datetime(row, at, datetime(value.year, value.month, value.day), style)  # noqa: DTZ001  (no zones)
    elif isinstance(value, int | float):
        sheet.write_number(row, at, value)
    elif text := _text(value):
        if len(text) > _CUT:
            tally.lose("texts longer than a cell holds are cut off")
        sheet.write_string(row, at, text[:_CUT])


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return joined(value)
    return "" if value is None else str(value)


FORMAT = Format(
    name="xlsx",
    extensions=(".xlsx",),
    says="An Excel workbook with a row to an event, the codebook and what made it.",
    stream=write,
)
