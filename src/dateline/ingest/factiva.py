"""Articles as Factiva delivers them: many in one text, with two-letter codes before the fields or without."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from dateline.ingest.clean import excerpt
from dateline.ingest.decode import decoded
from dateline.ingest.found import Found, Reads, Spot, each, none_here
from dateline.ingest.parts import Parts, published_in
from dateline.ingest.prose import paragraphs
from dateline.ingest.streams import bounded

_MOST = 128 * 2**20  # bytes of one delivery
_NUMBER = re.compile(r"^(?:AN(?=[ \t]))?[ \t]*+Document ([A-Za-z0-9]{8,40})[ \t]*$", re.MULTILINE)
_WORDS = re.compile(r"^(?:WC(?=[ \t]))?[ \t]*+[\d,.]{1,9} words[ \t]*$", re.MULTILINE)
_CODED = re.compile(
    r"(HD|BY|WC|PD|ET|SN|SC|LA|CY|LP|TD|AN|CR|SE|ED|PG|VOL|CO|IN|NS|RE|PUB|IPC|IPD|CLM|ART|CT|RF)(?:[ \t]+|$)(.*)"
)
_LANGUAGE = re.compile(r"(?:English|Arabic|Chinese|French|German|Hindi|Japanese|Portuguese|Russian|Spanish|Urdu)\b.*")
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?: ?[AP]M)?")
_SHORT_CODE = re.compile(r"[A-Z0-9]{2,8}|Page .{1,20}|[A-Z]?\d{1,3}")
_COPYRIGHT = re.compile(r"(?:Copyright\b|©|\(c\)).*", re.IGNORECASE)


def is_factiva(head: str) -> bool:
    """Whether a text begins as a delivery does: a line that counts its words, and a document number below it."""
    counted = _WORDS.search(head[:8000])
    return bool(counted and _NUMBER.search(head, counted.end()))


def read(stream: BinaryIO, spot: Spot, _: Reads) -> Iterator[Found]:
    """Each article of a delivery."""
    made = decoded(bounded(stream, _MOST, spot.place), spot.place)
    yield from articles_in(made.text, spot)


def articles_in(text: str, spot: Spot) -> Iterator[Found]:
    """Each article of the text of a delivery, whatever file it came in."""
    text = text.replace("\r\n", "\n").lstrip("\ufeff")
    pieces = list(_pieces(text))
    if not pieces:
        raise none_here(spot)
    yield from each(((number, _parts(piece, number)) for piece, number in pieces), spot)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """What stands before each document number, and the number."""
    done = 0
    for number in _NUMBER.finditer(text):
        piece, done = text[done : number.start()], number.end()
        if counted := _WORDS.search(piece):
            yield _from_headline(piece, counted.start()), number[1]


def _from_headline(piece: str, counted: int) -> str:
    """Without the indexing that follows the number of the article before: the headline stands in the last block."""
    coded = [match.start() for match in re.finditer(r"^(?:SE|HD)(?=[ \t\n])", piece[:counted], re.MULTILINE)]
    if coded:
        return piece[coded[0] :]
    blocks = [match.end() for match in re.finditer(r"\n[ \t]*\n[ \t]*\n", piece[:counted].rstrip())]
    return piece[blocks[-1] if blocks else 0 :].strip("\n")


def _parts(piece: str, number: str) -> Parts:
    return _coded(piece, number) if re.match(r"(?:SE|HD)[ \t\n]", piece) else _plain(piece, number)


def _coded(piece: str, number: str) -> Parts:
    """With codes: HD headline, BY byline, PD day, SN source, LP the opening of the text, TD the rest."""
    fields: dict[str, list[str]] = {}
    last: list[str] = []
    for line in piece.split("\n"):
        if match := _CODED.fullmatch(line.rstrip()):
            last = fields.setdefault(match[1], [])
            last.append(match[2])
        else:
            last.append(line.strip())
    told = {code: "\n".join(lines).strip() for code, lines in fields.items()}
    body = "\n\n".join(paragraphs(words) for code in ("LP", "TD") if (words := told.get(code)))
    return Parts(
        text=body,
        id=number,
        published=told.get("PD"),
        publisher=told.get("SN"),
        title=told.get("HD"),
        byline=told.get("BY"),
        raw=piece,
        raw_map=excerpt(body, piece),
    )


def _plain(piece: str, number: str) -> Parts:
    """Without codes: headline, byline, words, day, time, source, its code, language, copyright, and then the text."""
    counted = _WORDS.search(piece)
    head = [line.strip() for line in piece[: counted.start() if counted else 0].split("\n") if line.strip()]
    lines = piece[counted.end() if counted else 0 :].strip("\n").split("\n")
    fields, rest = _below(lines)
    body = paragraphs("\n".join(_without_owner(rest, lines)))
    title = max(head, key=len, default=None)  # a section may stand above it, a byline below
    return Parts(
        text=body,
        id=number,
        published=fields[0],
        publisher=fields[1],
        title=title,
        byline=next(iter(head[head.index(title) + 1 :]), None) if title else None,
        raw=piece,
        raw_map=excerpt(body, piece),
    )


def _without_owner(rest: list[str], lines: list[str]) -> list[str]:
    """The lines of the text without the last one where it names the owner, as the line of copyright does."""
    last = next((at for at in range(len(rest) - 1, -1, -1) if rest[at].strip()), None)
    owners = [line for line in lines if _COPYRIGHT.fullmatch(line.strip())]
    is_owner = last is not None and any(rest[last].strip() in line for line in owners)
    return rest[:last] if is_owner else rest


def _below(lines: list[str]) -> tuple[tuple[str | None, str | None], list[str]]:
    """Day and source of the lines below the count of words, and the lines of the text."""
    day = source = None
    for at, line in enumerate(words.strip() for words in lines):
        if not line or _COPYRIGHT.fullmatch(line):
            if day:
                return (day, source), [words for words in lines[at:] if not _COPYRIGHT.fullmatch(words.strip())]
        elif day is None and published_in(line):
            day = line
        elif day and source is None and not _CLOCK.fullmatch(line):
            source = line
        elif not (_CLOCK.fullmatch(line) or _SHORT_CODE.fullmatch(line) or _LANGUAGE.fullmatch(line)):
            return (day, source), lines[at:]
    return (day, source), []
