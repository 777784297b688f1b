"""GeoJSON (RFC 7946): a feature to an event, for QGIS and the web."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from dateline.export.base import About, Format, Loss, Tally
from dateline.export.columns import row_of
from dateline.export.package import lose_what_no_row_holds
from dateline.export.where import Box, Where, where
from dateline.model.event import Event

NO_POINT = "places that are a country, a region or not in the gazetteer have no geometry, their names are told"


def feature(event: Event) -> dict[str, Any]:
    """An event as a feature; what the geometry is of stands in ``geometry_of``: for a building, its city."""
    at = where(event.shown("place"))
    properties = {name: _plain(value) for name, value in row_of(event).items()} | {"geometry_of": at.of}
    return {"type": "Feature", "id": event.id, "geometry": geometry(at), "properties": properties}


def geometry(at: Where) -> dict[str, Any] | None:
    """A point, the frame of a sea (in two parts where it crosses the 180th meridian), or nothing."""
    if at.point:
        latitude, longitude = at.point
        return {"type": "Point", "coordinates": [longitude, latitude]}
    if at.box is None:
        return None
    south, west, north, east = at.box
    if west <= east:
        return {"type": "Polygon", "coordinates": _ring(at.box)}
    parts: list[Box] = [(south, west, north, 180), (south, -180, north, east)]
    return {"type": "MultiPolygon", "coordinates": [_ring(part) for part in parts]}


def _ring(box: Box) -> list[list[list[float]]]:
    """The outline of a box, against the clock as RFC 7946 asks."""
    south, west, north, east = box
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def write(events: Iterable[Event], out: BinaryIO, about: About) -> Loss:
    """Write a feature collection, one feature a line; what made it stands in its member ``dateline``."""
    tally = Tally()
    head = json.dumps({"type": "FeatureCollection", "dateline": about.to_json()}, ensure_ascii=False)
    out.write(head[:-1].encode("utf-8", "replace") + b', "features": [\n')
    out.writelines((b",\n" if number else b"") + line for number, line in enumerate(_lines(events, tally)))
    out.write(b"\n]}\n")
    return tally.loss()


def _lines(events: Iterable[Event], tally: Tally) -> Iterator[bytes]:
    for event in tally.each(events):
        lose_what_no_row_holds(event, tally)
        told = feature(event)
        if told["geometry"] is None:
            tally.lose(NO_POINT if event.shown("place") else "events whose place is not told have no geometry")
        tally.written += 1
        yield json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if hasattr(value, "isoformat") else value


FORMAT = Format(
    name="geojson",
    extensions=(".geojson", ".json"),
    says="GeoJSON with a feature to an event: cities as points, seas as areas, countries and regions without geometry.",
    stream=write,
)
