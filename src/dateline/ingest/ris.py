"""References in RIS (Zotero, EndNote, ProQuest …) to articles: the abstract, or the text that some put there."""

import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from dateline.errors import ArticleError
from dateline.ingest.csl import reference
from dateline.ingest.decode import decoded
from dateline.ingest.found import Found, Reads, Spot, made, none_here
from dateline.ingest.parts import Parts
from dateline.ingest.streams import bounded

_MOST = 64 * 2**20  # bytes of references
_FIELD = re.compile(r"([A-Z][A-Z0-9]) {1,2}- ?(.*)")
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})/?.*")
_ALMOST_A_TEXT = 2_000  # characters: longer than abstracts are

Fields = dict[str, list[str]]


def read(stream: BinaryIO, spot: Spot, _: Reads) -> Iterator[Found]:
    """Each reference, from its TY to its ER."""
    text = decoded(bounded(stream, _MOST, spot.place), spot.place).text
    found = False
    for number, fields in enumerate(_references(text), start=1):
        found = True
        at = spot.part(str(number))
        try:
            yield made(_parts(fields, at.place), at)
        except ArticleError as error:
            yield error
    if not found:
        raise none_here(spot, "holds no references")


def _references(text: str) -> Iterator[Fields]:
    """The fields of each; a line that bears no tag goes on with the field before it."""
    fields: Fields = {}
    last: list[str] = []
    for line in io.StringIO(text):
        match = _FIELD.match(line.lstrip("\ufeff").rstrip())
        if match is None:
            if last:
                last[-1] += f"\n{line.strip()}"
        elif match[1] == "TY" and fields:  # the ER before it is missing
            yield fields
            fields = {"TY": [match[2]]}
        elif match[1] == "ER":
            if fields:
                yield fields
            fields, last = {}, []
        else:
            last = fields.setdefault(match[1], [])
            last.append(match[2])
    if fields:
        yield fields


def _parts(fields: Fields, place: str) -> Parts:
    text = _first(fields, "AB", "N2") or ""
    parts = Parts(
        text=text,
        id=_first(fields, "ID", "AN") or _first(fields, "UR"),
        published=_day(fields),
        publisher=_first(fields, "T2", "JO", "JF", "JA", "PB"),
        title=_first(fields, "TI", "T1", "CT"),
        byline=", ".join(fields.get("AU", []) or fields.get("A1", [])) or None,
        url=_first(fields, "UR", "L2"),
    )
    return parts if len(text) > _ALMOST_A_TEXT else reference(parts, place)


def _day(fields: Fields) -> str | None:
    """The day; RIS writes 2024/06/03/ and may leave month and day out."""
    told = _first(fields, "DA", "Y1", "PY")
    slashed = _SLASHED.fullmatch(told or "")
    if slashed:
        return f"{slashed[1]}-{int(slashed[2]):02}-{int(slashed[3]):02}"
    return None if told is None or re.fullmatch(r"\d{4}[/ ]*|\d{4}/\d{1,2}/*", told) else told


def _first(fields: Fields, *names: str) -> str | None:
    return next((fields[name][0].strip() for name in names if fields.get(name, [""])[0].strip()), None)
