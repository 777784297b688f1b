"""Parquet: a typed table for R, Python and databases, alone or in a data package with its codebook."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

from dateline.export.base import About, Format, Loss, Tally
from dateline.export.frames import to_polars
from dateline.export.package import lose_what_no_row_holds, schema, write_descriptor
from dateline.model.event import Event


def write(events: Iterable[Event], out: BinaryIO, about: About) -> Loss:
    """Write the table; what made it and its codebook stand in the file's own metadata, under ``dateline``."""
    tally = Tally()
    frame = to_polars(_counted(events, tally))
    told = {"about": about.to_json(), "schema": schema()}
    frame.write_parquet(out, metadata={"dateline": json.dumps(told, ensure_ascii=False)})
    tally.written = frame.height
    return tally.loss()


def write_package(events: Iterable[Event], folder: Path, about: About) -> Loss:
    """Write ``events.parquet`` and ``datapackage.json`` into a folder."""
    with (folder / "events.parquet").open("wb") as file:
        loss = write(events, file, about)
    table = {"path": "events.parquet", "format": "parquet", "mediatype": "application/vnd.apache.parquet"}
    write_descriptor(folder, table | {"schema": schema()}, about)
    return loss


def _counted(events: Iterable[Event], tally: Tally) -> Iterable[Event]:
    for event in tally.each(events):
        lose_what_no_row_holds(event, tally)
        yield event


FORMAT = Format(
    name="parquet",
    extensions=(".parquet",),
    says="A typed table with a row to an event; as a folder, a Frictionless data package with its codebook.",
    stream=write,
    package=write_package,
)
