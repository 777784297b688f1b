"""Rows for the R package eventreport, held to what its ``aggregateData()`` asks of its data."""

import csv
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO

from hypothesis import given, settings

from dateline.export.eventreport import COLUMNS
from dateline.export.formats import FORMATS
from dateline.model.day import Days
from dateline.model.event import Event
from dateline.model.kept import SourceClass
from tests import make
from tests.export import made


def rows(events: Iterable[Event]) -> list[dict[str, str]]:
    out = BytesIO()
    FORMATS["eventreport"].write(events, out, made.ABOUT)
    return list(csv.DictReader(StringIO(out.getvalue().decode(), newline="")))


def test_each_independent_source_has_its_row():
    ministry = made.source("m1", publisher="Arland Ministry of Defence", source_class=SourceClass.OFFICIAL)
    copy = made.source("a9", publisher="Daily Copy", story="a1")
    told = made.event(
        made.kept(), made.kept("k2", of=copy), made.kept("k3", make.claim(days=make.days(date(2024, 6, 2))), ministry)
    )
    found = [(r["event_id"], r["source"], r["source_classification"], r["date_start"]) for r in rows([told])]
    assert found == [
        ("e-k1", "Northern Wire", "4", "2024-06-01"),
        ("e-k1", "Arland Ministry of Defence", "5", "2024-06-02"),
    ]


def test_of_two_claims_of_one_source_the_surer_one_is_told():
    doubtful = replace(make.claim(id="c-2", mode="call"), confidence=0.4)
    (row,) = rows([made.event(made.kept(claim=doubtful), made.kept("k2"))])
    assert (row["event_report_id"], row["mode"]) == ("k2", "bilateral")


def test_a_month_has_its_first_and_last_day_and_a_lower_precision():
    (row,) = rows([made.event(made.kept(claim=make.claim(days=Days.month(2024, 6))))])
    assert (row["date_start"], row["date_end"], row["date_precision"]) == ("2024-06-01", "2024-06-30", "5")


def test_what_is_not_told_is_na():
    (row,) = rows([made.event(made.kept(claim=make.claim(days=None, place=None, mode=None)))])
    assert {row[name] for name in ("date_start", "date_precision", "location", "geo_precision", "mode")} == {"NA"}


@settings(max_examples=15)
@given(made.lists_of_events)
def test_the_rows_are_as_aggregate_data_asks(events: list[Event]):
    for row in rows(events):
        assert list(row) == list(COLUMNS)
        assert 0 <= int(row["source_classification"]) <= 5  # tie breaks are numbers and never missing
        assert 0 <= float(row["certain"]) <= 1
        for name in ("date_start", "date_end", "source_date"):
            assert row[name] == "NA" or date.fromisoformat(row[name])
        for name in ("date_precision", "geo_precision"):
            assert row[name] == "NA" or int(row[name]) > 0
    pairs = [(row["event_id"], row["event_report_id"]) for row in rows(events)]
    assert len(set(pairs)) == len(pairs)
