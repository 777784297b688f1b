"""The text of a Word file (DOCX): its paragraphs and tables, without what was struck out."""

import zipfile
from collections.abc import Iterator
from typing import Any

from dateline.errors import ArticleError
from dateline.ingest import factiva, nexis, xml
from dateline.ingest.found import Found, Spot, made
from dateline.ingest.parts import Parts
from dateline.ingest.streams import metered

DOCUMENT = "word/document.xml"
_ABOUT = "docProps/core.xml"
_MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_docx(packed: zipfile.ZipFile, spot: Spot) -> Iterator[Found]:
    """The one article of a file, or the many of a delivery of Nexis or Factiva."""
    lines = [line for body, _ in _elements(packed, DOCUMENT, "body", spot) for line in _paragraphs(body)]
    text = "\n".join(lines).strip()
    told = _told(packed, spot)
    if nexis.is_nexis(text[:65536]):
        yield from nexis.articles_in(text, spot)
    elif factiva.is_factiva(text[:65536]):
        yield from factiva.articles_in(text, spot)
    else:
        day = told.get("created")
        yield made(
            Parts(
                text=text,
                made=(day, "the Word file was made then") if day else None,
                title=told.get("title"),
                byline=told.get("creator"),
            ),
            spot,
        )


def _elements(packed: zipfile.ZipFile, part: str, name: str, spot: Spot) -> Iterator[tuple[Any, tuple[str, ...]]]:
    with packed.open(part) as stream:
        yield from xml.elements(metered(stream, spot), frozenset({name}), spot.place)  # type: ignore[arg-type]


def _paragraphs(body: Any) -> Iterator[str]:
    for element in body.iterdescendants():
        if xml.local(element) == "p" and not _is_twice(element):
            yield "".join(_pieces(element))


def _pieces(paragraph: Any) -> Iterator[str]:
    for piece in paragraph.iterdescendants():
        name = xml.local(piece)
        if name == "t":
            yield piece.text or ""
        elif name in _MARKS:
            yield _MARKS[name]


def _is_twice(element: Any) -> bool:
    """Whether a paragraph lies in a text box: it is one of a paragraph's pieces already."""
    return any(xml.local(above) in {"p", "Fallback"} for above in element.iterancestors())


def _told(packed: zipfile.ZipFile, spot: Spot) -> dict[str, str]:
    """What the file says of itself."""
    if _ABOUT not in packed.namelist():
        return {}
    told: dict[str, str] = {}
    try:
        for about, _ in _elements(packed, _ABOUT, "coreProperties", spot):
            told |= {xml.local(one): " ".join((one.text or "").split()) for one in about}
    except ArticleError:
        return {}
    return {name: value for name, value in told.items() if value}
