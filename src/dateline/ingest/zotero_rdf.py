"""References in RDF, as Zotero exports them, to articles: of each what it tells, with its abstract for a text."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from dateline.errors import ArticleError
from dateline.ingest import xml
from dateline.ingest.csl import reference
from dateline.ingest.found import Found, Reads, Spot, made, none_here
from dateline.ingest.parts import Parts

_REFERENCES = frozenset({"Article", "Document", "Description", "Book", "BookSection", "Report", "Legislation"})
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"


def read(stream: BinaryIO, spot: Spot, _: Reads) -> Iterator[Found]:
    """Each reference; notes, journals and the files attached are none."""
    number = 0
    for element, faults in xml.elements(stream, _REFERENCES, spot.place):
        if xml.words(element, "title") is None or xml.words(element, "itemType") in {"attachment", "note"}:
            continue
        number += 1
        at = spot.part(str(number))
        try:
            yield made(_parts(element, faults, at.place), at)
        except ArticleError as error:
            yield error
    if not number:
        raise none_here(spot, "holds no references")


def _parts(element: Any, faults: tuple[str, ...], place: str) -> Parts:
    about = element.get(_ABOUT) or ""
    url = xml.words(element, "identifier", "URI", "value") or (about if about.startswith("http") else None)
    people = xml.all_of(element, "authors", "…Person")
    names = (" ".join(filter(None, (xml.words(one, "givenName"), xml.words(one, "surname")))) for one in people)
    parts = Parts(
        text=xml.words(element, "abstract") or "",
        id=url or about or None,
        published=xml.words(element, "date"),
        publisher=xml.words(element, "isPartOf", "…title") or xml.words(element, "publisher", "…name"),
        title=xml.words(element, "title"),
        byline=", ".join(filter(None, names)) or None,
        url=url,
    )
    parts = reference(parts, place)
    return replace(parts, warnings=(*parts.warnings, *faults))
