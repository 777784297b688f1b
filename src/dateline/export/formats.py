"""The formats, by name."""

from collections.abc import Mapping

from dateline.export import (
    bibtex,
    claims,
    csl,
    delimited,
    eventreport,
    events,
    geojson,
    graph,
    ics,
    parquet,
    plover,
    workbook,
)
from dateline.export.base import About, Format, Loss

__all__ = ["FORMATS", "About", "Format", "Loss"]

FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        claims.FORMAT,
        events.FORMAT,
        delimited.FORMAT,
        parquet.FORMAT,
        workbook.FORMAT,
        eventreport.FORMAT,
        plover.FORMAT,
        ics.FORMAT,
        geojson.FORMAT,
        *graph.FORMATS,
        csl.FORMAT,
        bibtex.FORMAT,
    )
}
"""Every format that the record can be taken away in, in the order in which help shows them."""
