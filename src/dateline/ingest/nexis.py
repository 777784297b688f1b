"""Articles as Nexis and Nexis Uni deliver them: many in one text, each with a head, a body and a foot of fields."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from dateline.ingest.clean import behind, excerpt
from dateline.ingest.decode import decoded
from dateline.ingest.found import Found, Reads, Spot, each, none_here
from dateline.ingest.parts import Parts, published_in
from dateline.ingest.prose import paragraphs
from dateline.ingest.streams import bounded

_MOST = 128 * 2**20  # bytes of one delivery
_COUNTED = re.compile(r"^[ \t]*\d{1,5} of \d{1,5} DOCUMENTS?[ \t]*$", re.MULTILINE)
_ENDED = re.compile(r"^[ \t]*End of Document[ \t]*$", re.MULTILINE | re.IGNORECASE)
_LENGTH = re.compile(r"^[ \t]*(?:LENGTH|Length):[ \t]*[\d,.]+ words?[ \t]*$", re.MULTILINE)
_FIELD = re.compile(r"[ \t]*(?P<name>[A-Z][A-Za-z-]{3,20}(?: [A-Z][a-z]+)?):(?:[ \t]+(?P<value>.*))?$")
_HEAD = frozenset({"byline", "section", "length", "dateline", "highlight", "headline", "body", "series"})
_FOOT = frozenset(
    "load-date language publication-type subject company organization geographic city state country person ticker"  # noqa: SIM905
    " industry notes graphic journal-code acc-no document-type type classification correction-date update".split()
)
_COPYRIGHT = re.compile(r"[ \t]*(?:Copyright\b|©|\(c\) ?\d{4})", re.IGNORECASE)
_LONGEST_HEAD = 40  # lines in which the fields of the head stand

Fields = dict[str, str]


def is_nexis(head: str) -> bool:
    """Whether a text begins as a delivery does: "1 of 20 DOCUMENTS", or a head with a length and an end."""
    return bool(_COUNTED.search(head[:2000])) or bool(_LENGTH.search(head[:8000]) and _ENDED.search(head))


def read(stream: BinaryIO, spot: Spot, _: Reads) -> Iterator[Found]:
    """Each article of a delivery."""
    made = decoded(bounded(stream, _MOST, spot.place), spot.place)
    yield from articles_in(made.text, spot)


def articles_in(text: str, spot: Spot) -> Iterator[Found]:
    """Each article of the text of a delivery, whatever file it came in."""
    mark = _COUNTED if _COUNTED.search(text[:2000]) else _ENDED
    pieces = [piece for piece in mark.split(text.replace("\r\n", "\n").replace("\f", "\n")) if _LENGTH.search(piece)]
    if not pieces:
        raise none_here(spot)
    yield from each(((str(number), _parts(piece)) for number, piece in enumerate(pieces, start=1)), spot)


def _parts(piece: str) -> Parts:
    lines = piece.strip("\n").split("\n")
    fields, start = _head(lines)
    end = _foot(lines, start, fields)
    above = [line.strip() for line in lines[: min(start, _LONGEST_HEAD)] if line.strip()]
    titles = [line for line in _unnamed(above) if not _COPYRIGHT.match(line)]
    day = next((line for line in titles if published_in(line)), None)
    publisher, title = _names(titles, day, fields)
    body = paragraphs("\n".join(lines[start:end]))
    way = excerpt(body, piece)
    place = fields.get("dateline")
    if body and place and not body.startswith(place[:20]):
        body, way = behind(f"{place} - ", body, way)
    return Parts(
        text=body,
        published=day or fields.get("load-date"),
        publisher=publisher,
        title=title,
        byline=fields.get("byline"),
        raw=piece,
        raw_map=way,
    )


def _head(lines: list[str]) -> tuple[Fields, int]:
    """The fields above the body, and the line on which the body begins: the one after the last of them."""
    fields: Fields = {}
    start = 0
    for number, line in enumerate(lines[:_LONGEST_HEAD]):
        match = _FIELD.match(line)
        if match and match["name"].lower() in _HEAD:
            fields.setdefault(match["name"].lower(), (match["value"] or "").strip())
            start = number + 1
        elif line.strip() == "Body" and "length" in fields:
            return fields, number + 1
    return fields, start


def _foot(lines: list[str], start: int, fields: Fields) -> int:
    """The line on which the fields below the body begin."""
    for number in range(start, len(lines)):
        match = _FIELD.match(lines[number])
        if lines[number].strip() == "Classification":
            return number
        if match and match["name"].lower() in _FOOT and not lines[number - 1].strip():
            for line in lines[number:]:
                if (field := _FIELD.match(line)) and field["value"]:
                    fields.setdefault(field["name"].lower(), field["value"].strip())
            return number
    return len(lines)


def _unnamed(lines: list[str]) -> list[str]:
    return [line for line in lines if not ((match := _FIELD.match(line)) and match["name"].lower() in _HEAD)]


def _names(titles: list[str], day: str | None, fields: Fields) -> tuple[str | None, str | None]:
    """Publisher and title: Nexis puts the publisher above the day, Nexis Uni the title above the publisher."""
    if day is None:
        return None, fields.get("headline") or (titles[0] if titles else None)
    before, after = titles[: titles.index(day)], titles[titles.index(day) + 1 :]
    if len(before) > 1:  # title, publisher, day
        return before[-1], fields.get("headline") or " ".join(before[:-1])
    after = [line for line in after if not re.match(r"(?:[\w ]+ Edition|\d{1,2}:\d\d)", line)]
    return (before[0] if before else None), fields.get("headline") or (after[0] if after else None)
