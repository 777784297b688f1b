"""News in NITF to the parts of an article."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from dateline.ingest import xml
from dateline.ingest.clean import aligned
from dateline.ingest.found import Found, Reads, Spot, made, none_here
from dateline.ingest.parts import Parts
from dateline.ingest.shown import lines_of, shown

_DASH = re.compile(r"\s*[-–—]+\s*$")


def read(stream: BinaryIO, spot: Spot, _: Reads) -> Iterator[Found]:
    """The one article of a file of NITF."""
    for element, faults in xml.elements(stream, frozenset({"nitf"}), spot.place):
        parts = parts_of(element)
        yield made(replace(parts, warnings=(*parts.warnings, *faults)), spot)
        return
    raise none_here(spot)


def parts_of(nitf: Any) -> Parts:
    """The dateline and the body of an element ``nitf``, with what its head says.

    Wherever the body does not begin with the dateline, it is put before it, as a wire prints it.
    """
    raw = xml.source(nitf)
    words, places = shown(raw)
    text = _text(nitf)
    docdata = ("head", "docdata")
    return Parts(
        text=text,
        id=xml.attribute(nitf, "id-string", *docdata, "doc-id"),
        published=xml.attribute(nitf, "norm", *docdata, "date.issue")
        or xml.attribute(nitf, "norm", *docdata, "date.release")
        or xml.attribute(nitf, "norm", "body", "body.head", "dateline", "story.date"),
        publisher=xml.words(nitf, "body", "body.head", "distributor")
        or xml.attribute(nitf, "holder", *docdata, "doc.copyright")
        or xml.attribute(nitf, "name", "head", "pubdata"),
        title=xml.words(nitf, "body", "body.head", "hedline", "hl1") or xml.words(nitf, "head", "title"),
        byline=xml.words(nitf, "body", "body.head", "byline"),
        raw=raw,
        raw_map=aligned(text, words, places),
    )


def _text(nitf: Any) -> str:
    bodies = xml.all_of(nitf, "body", "body.content")
    body = "\n".join(lines_of(shown(xml.source(body))[0]) for body in bodies)
    opening = xml.words(nitf, "body", "body.head", "dateline")
    if not opening or body.startswith(opening[:20]):
        return body
    return f"{_DASH.sub('', opening)} - {body}" if body else ""
