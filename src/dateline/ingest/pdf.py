"""The text of a PDF: its pages one after the other, lines joined to paragraphs; a scan without text is told."""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO

from dateline.errors import ArticleError
from dateline.ingest import factiva, nexis
from dateline.ingest.clean import excerpt
from dateline.ingest.extras import needed
from dateline.ingest.found import Found, Reads, Spot, made
from dateline.ingest.parts import Parts
from dateline.ingest.prose import unwrapped
from dateline.ingest.streams import bounded

_MOST = 256 * 2**20  # bytes: pictures are heavy
_FURNITURE = 3  # pages at least on which a line stands at the same edge, and half of all, to be no part of the text
_EDGE = 2  # lines from the top, and from the bottom
_SHOWN = 5  # numbers of pages that a warning names


def read(stream: BinaryIO, spot: Spot, _: Reads) -> Iterator[Found]:
    """The one article that a PDF is, or the many that a delivery of Nexis or Factiva holds."""
    pages, told = _pages(bounded(stream, _MOST, spot.place), spot)
    lines = _without_furniture([page.split("\n") for page in pages])
    raw = "\n".join(pages)
    text = unwrapped(lines)
    for kind in (nexis, factiva):
        if (kind.is_nexis if kind is nexis else kind.is_factiva)(raw[:65536]):
            yield from kind.articles_in(raw, spot)
            return
    yield made(
        Parts(
            text=text,
            made=_made(told),
            title=_words(told.get("/Title")),
            byline=_words(told.get("/Author")),
            raw=raw,
            raw_map=excerpt(text, raw),
            warnings=_empty_ones(pages),
        ),
        spot,
    )


def _pages(data: bytes, spot: Spot) -> tuple[list[str], dict[str, Any]]:
    """The text of each page, and what the file says of itself.

    Raises:
        ArticleError: It is locked, broken, or holds pictures alone.
    """
    pypdf = needed("pypdf", "a PDF file", spot.place)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it mends in silence is none of the reader's business
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        _refuse_locked(reader, spot)
        told = dict(reader.metadata or {})
        pages: list[str] = []
        for page in reader.pages:
            pages.append(page.extract_text() or "")
            if sum(map(len, pages)) > spot.terms.longest:
                break
    except ArticleError:
        raise
    except Exception as fault:  # a broken PDF breaks in more ways than its library names
        what = f"is a PDF file that cannot be read ({type(fault).__name__})"
        raise _fault(what, spot.place, "open it and save it anew, or save its text") from fault
    if not any(page.strip() for page in pages):
        what = f"is a PDF file of {len(pages)} pages without text: it was scanned, or is empty"
        raise ArticleError(what, place=spot.place, mend="read it with OCR first", code="article.scan")
    return pages, told


def _refuse_locked(reader: Any, spot: Spot) -> None:
    if reader.is_encrypted and not reader.decrypt(""):
        raise _fault("is locked with a password", spot.place, "unlock it first")


def _without_furniture(pages: Sequence[Sequence[str]]) -> list[str]:
    """The lines of all pages but those that stand at the edge of page after page: running heads, numbers of pages."""
    edges = Counter(form for page in pages for form in {_form(line) for line in _edges(page)})
    often = {form for form, count in edges.items() if count >= _FURNITURE and count * 2 >= len(pages)}
    lines: list[str] = []
    for page in pages:
        full = [line for line in page if line.strip()]
        edge = {*range(_EDGE), *range(len(full) - _EDGE, len(full))}
        kept = {id(line) for at, line in enumerate(full) if not (at in edge and _form(line) in often)}
        lines += [line for line in page if not line.strip() or id(line) in kept]
    return lines


def _edges(page: Sequence[str]) -> Iterator[str]:
    full = [line for line in page if line.strip()]
    yield from full[:_EDGE]
    yield from full[-_EDGE:]


def _form(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()))


def _empty_ones(pages: Sequence[str]) -> tuple[str, ...]:
    empty = [str(number) for number, page in enumerate(pages, start=1) if not page.strip()]
    if not empty:
        return ()
    named = ", ".join(empty[:_SHOWN]) + (" …" if len(empty) > _SHOWN else "")
    return (f"pages without text, which may have been scanned: {named}",)


def _made(told: dict[str, Any]) -> tuple[str, str] | None:
    day = re.match(r"D:(\d{4})(\d{2})(\d{2})", _words(told.get("/CreationDate")) or "")
    return ("-".join(day.groups()), "the PDF file was made then") if day else None


def _words(value: Any) -> str | None:
    try:
        return str(value).strip() or None if value is not None else None
    except Exception:  # noqa: BLE001  (a value of the file's own, resolved only now)
        return None


def _fault(what: str, place: str, mend: str) -> ArticleError:
    return ArticleError(what, place=place, mend=mend, code="article.pdf")
