"""A world for examples: Arland, Belmar and Corland, their cities, and articles about them read by rules alone."""

import re
from datetime import date

from dateline.books.codebook import Codebook, Phrase
from dateline.books.gazetteer import Gazetteer
from dateline.model.article import Article
from dateline.model.mention import Label, Mention
from dateline.model.span import Span
from dateline.reading.candidates import UNTOLD
from dateline.reading.found import Found
from dateline.reading.frame import Frame, frame_of
from dateline.reading.triggers import matches_in
from dateline.reading.unaided import Unaided, read_unaided

COUNTRIES = {"Arland": "ARL", "Belmar": "BLM", "Corland": "CRL"}
CITIES = {"Arden": "ARL", "Corva": "BLM"}
_NAMES = re.compile(rf"\b(?:{'|'.join([*COUNTRIES, *CITIES])})\b")


def scan(text: str) -> list[Mention]:
    """What the books know of a text, and what is invented."""
    ours = [_mention(match) for match in _NAMES.finditer(text)]
    known = [m for m in Gazetteer.load().scan(text) if not any(m.at.overlaps(one.at) for one in ours)]
    return sorted([*known, *ours], key=lambda m: (m.at, m.label))


def _mention(match: re.Match[str]) -> Mention:
    name, at = match[0], Span(*match.span())
    if name in COUNTRIES:
        code = COUNTRIES[name]
        return Mention(at=at, label=Label.COUNTRY, words=name, means=code, country=code, how="name")
    country = CITIES[name]
    return Mention(at=at, label=Label.PLACE, words=name, means=f"{name}, {country}", country=country, how="gazetteer")


def frame(text: str, published: str | None = "2024-06-05") -> Frame:
    day = date.fromisoformat(published) if published else None
    return frame_of(Article.of(text, published=day), scan)


def unaided(text: str, published: str | None = "2024-06-05", book: Codebook | None = None) -> Unaided:
    return read_unaided(frame(text, published), book)


def read(text: str, published: str | None = "2024-06-05", book: Codebook | None = None) -> list[Found]:
    """The events of a text by rules alone."""
    return unaided(text, published, book).found


def read_frame(made: Frame) -> list[Found]:
    """The events of an article that is laid out already."""
    return read_unaided(made).found


def fired(text: str, book: Codebook) -> set[Phrase]:
    """The phrases of rules that stand in a text, as they are spelt out."""
    return {hit.phrase for hit in matches_in(unaided(text, book=book).scene, book)}


def told(event: Found) -> dict[str, object]:
    """An event as an example tells of it."""
    start, _, end = ("" if event.date.value == UNTOLD else event.date.value).partition("/")
    return {
        "status": event.status,
        "start": start or None,
        "end": end or None,
        "countries": sorted(event.parties),
        "mode": event.mode,
        "place": None if event.place.value == UNTOLD else event.place.value,
        "name": None if event.name.value == UNTOLD else event.name.value,
    }
