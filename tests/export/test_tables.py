"""Tables: CSV, Parquet, their data packages, data frames."""

import csv
import json
from collections.abc import Iterable
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import frictionless
import pandas as pd
import polars as pl
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.errors import ExportError
from dateline.export.columns import COLUMNS, Type, messydate, row_of
from dateline.export.delimited import guarded, joined, parted, unguarded
from dateline.export.formats import FORMATS
from dateline.export.frames import to_pandas, to_polars
from dateline.model.day import Days
from dateline.model.event import Event
from tests import make
from tests.export import made


def table(*events: Event) -> list[dict[str, str]]:
    out = BytesIO()
    FORMATS["csv"].write(events, out, made.ABOUT)
    return list(csv.DictReader(StringIO(out.getvalue().decode(), newline="")))


def read_back(row: dict[str, str]) -> dict[str, Any]:
    """The values of a row, read as its codebook says."""
    read = {
        Type.TEXT: lambda cell: unguarded(cell) or None,
        Type.TEXTS: lambda cell: parted(unguarded(cell)),
        Type.DAY: lambda cell: date.fromisoformat(cell) if cell else None,
        Type.INTEGER: lambda cell: int(cell) if cell else None,
        Type.NUMBER: lambda cell: float(cell) if cell else None,
    }
    return {column.name: read[column.type](row[column.name]) for column in COLUMNS}


def test_a_row_tells_an_event_in_the_words_of_the_codebook():
    (row,) = table(made.event())
    told = {
        "event": "e-k1", "type": "meeting", "mode": "bilateral", "status": "held", "start": "2024-06-01", "end": "",
        "date": "2024-06-01", "messydate": "2024-06-01", "countries": "ARL; BLM", "people": "Ines Maren; Tomas Ruh",
        "place": "Arden", "place_country": "ARL", "place_precision": "city", "topics": "interoperability",
        "first_reported": "2024-06-03", "articles": "1", "sources": "1",
    }  # fmt: skip
    assert told.items() <= row.items()


def test_a_row_names_the_event_by_which_an_invitation_was_answered():
    answered, open_ = table(made.event(answered_by="e-k2"), made.event())
    assert (answered["answered_by"], open_["answered_by"]) == ("e-k2", "")


@pytest.mark.parametrize(
    ("edtf", "messy"),
    [
        ("2020-09-03", "2020-09-03"),
        ("2020-09", "2020-09"),
        ("2020-09-03/2020-09-05", "2020-09-03..2020-09-05"),
        ("2020-11~/2020-12~", "2020-11..2020-12"),
        ("2020-22", "2020-06..2020-08"),
        ("../2020-09-05", "..2020-09-05"),
        ("2020-09-05/..", "2020-09-05.."),
        ("../..", None),
    ],
)
def test_messydates_reads_a_range_with_two_full_stops(edtf: str, messy: str | None):
    assert messydate(Days.from_edtf(edtf)) == messy


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])  # noqa: RUF001
def test_no_cell_begins_as_a_formula_does(begins: str):
    (row,) = table(made.event(made.kept(claim=make.claim(name=f"{begins}cmd|' /C calc'!A0", people=(f"{begins}1",)))))
    assert row["name"].startswith(f"'{begins}")
    assert row["people"].startswith(f"'{begins}")


@given(st.text(alphabet=st.sampled_from("'=+-@\t;\\ aé")))
def test_a_guarded_text_comes_back(text: str):
    assert unguarded(guarded(text)) == text


@given(st.lists(st.text(alphabet=st.sampled_from("; \\ab\n'"), min_size=1)))
def test_texts_of_one_cell_come_back(texts: list[str]):
    assert parted(joined(texts)) == tuple(texts)


@settings(max_examples=15)
@given(made.lists_of_events)
def test_every_value_of_a_row_comes_back_from_csv(events: list[Event]):
    assert [read_back(row) for row in table(*events)] == [row_of(event) for event in events]


@settings(max_examples=15)
@given(made.lists_of_events)
def test_every_value_of_a_row_comes_back_from_parquet(events: list[Event]):
    out = BytesIO()
    FORMATS["parquet"].write(events, out, made.ABOUT)
    assert _as_rows(pq.read_table(out).to_pylist()) == [row_of(event) for event in events]


@settings(max_examples=15)
@given(made.lists_of_events)
def test_every_value_of_a_row_comes_back_from_polars(events: list[Event]):
    assert _as_rows(to_polars(events).to_dicts()) == [row_of(event) for event in events]


def _as_rows(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    lists = {column.name for column in COLUMNS if column.type is Type.TEXTS}
    return [{key: tuple(value or ()) if key in lists else value for key, value in row.items()} for row in rows]


@settings(max_examples=15)
@given(made.lists_of_events)
def test_every_value_of_a_row_comes_back_from_pandas(events: list[Event]):
    frame = to_pandas(events).astype(object)
    for column in COLUMNS:
        told = [_of_pandas(value) for value in frame[column.name]]
        assert told == [row_of(event)[column.name] for event in events]


def _of_pandas(value: Any) -> Any:
    if isinstance(value, pd.Timestamp):
        return value.date()
    return None if value is pd.NaT or value is pd.NA else value


def test_frames_have_typed_columns():
    assert to_polars([made.event()]).schema["first_reported"] == pl.Date
    assert to_polars([]).schema["countries"] == pl.List(pl.String)
    assert to_pandas([made.event()]).dtypes["articles"] == "Int64"
    assert to_pandas([]).dtypes["earliest_start"] == "datetime64[s]"


def test_without_its_package_a_frame_names_the_extra(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    with pytest.raises(ExportError, match=r"dateline\[tables\]") as caught:
        to_polars([])
    assert caught.value.code == "export.extra"


@pytest.mark.parametrize(
    "events", [[], [made.event()], [made.event(made.kept(), made.plan()), made.event(made.plan())]]
)
def test_frictionless_finds_the_csv_package_valid(tmp_path: Path, events: list[Event]):
    FORMATS["csv"].write(events, tmp_path / "out", made.ABOUT)
    report = frictionless.validate(str(tmp_path / "out" / "datapackage.json"))
    assert report.valid, report.to_summary()
    assert report.tasks[0].stats.get("rows", 0) == len(events)


@settings(max_examples=15, deadline=None)
@given(made.lists_of_events)
def test_frictionless_finds_a_csv_package_of_any_text_valid(
    tmp_path_factory: pytest.TempPathFactory, events: list[Event]
):
    out = tmp_path_factory.mktemp("package") / "out"
    FORMATS["csv"].write(events, out, made.ABOUT)
    report = frictionless.validate(str(out / "datapackage.json"))
    assert report.valid, report.to_summary()


def test_the_parquet_package_is_valid_and_its_schema_is_that_of_the_file(tmp_path: Path):
    FORMATS["parquet"].write([made.event()], tmp_path / "out", made.ABOUT)
    told = json.loads((tmp_path / "out" / "datapackage.json").read_text())
    package = frictionless.Package.from_descriptor(told)  # raises for a descriptor that is not valid
    arrow = {"string": "large_string", "date": "date32[day]", "integer": "int64", "number": "double"}
    told_types = {
        field.name: arrow.get(field.type, field.type) for field in package.get_resource("events").schema.fields
    }
    found = {field.name: str(field.type) for field in pq.read_schema(tmp_path / "out" / "events.parquet")}
    assert {name: "array" if kind.startswith("large_list") else kind for name, kind in found.items()} == told_types


@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_a_package_documents_every_variable_and_says_what_made_it(tmp_path: Path, name: str):
    FORMATS[name].write([made.event()], tmp_path / "out", made.ABOUT)
    told = json.loads((tmp_path / "out" / "datapackage.json").read_text())
    assert told["dateline"] == made.ABOUT.to_json()
    for field, column in zip(told["resources"][0]["schema"]["fields"], COLUMNS, strict=True):
        assert field["description"].startswith(column.meaning)


def test_a_table_says_what_it_leaves_out():
    other = made.kept("k2", make.claim(days=make.days(date(2024, 6, 2))), made.source("a2"))
    loss = FORMATS["parquet"].write([made.event(made.kept(), other)], BytesIO(), made.ABOUT)
    assert "Values that sources give beside the one that is shown are left out: 1." in loss.sentences
