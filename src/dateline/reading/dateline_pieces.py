"""A dateline as it is read from left to right: its place, day and agency, one piece after another."""

import re
from dataclasses import dataclass, field
from datetime import date

from dateline.books.written import Written, written_at
from dateline.model.article import Opening
from dateline.model.span import Span
from dateline.reading.dateline_names import FEW_WORDS, agency_ends, place_end
from dateline.reading.placed import Places, cased, opening_words

_REACH = 140  # characters: a dateline is no longer
# What ends a dateline: a dash, a colon, its line, a slash, a full stop.
TERMINATOR = re.compile(
    r"[.,]?\s?(?P<dash>(?:-{1,3}|[–_]|\.-)(?=\s|$)|(?<=\s)[–-](?=[^\W\d_a-z])|[—―]|--)\s?"
    r"|\s?(?P<colon>:)(?=\s|[^\W\d_a-z])|\s?(?P<line>\n|$)|(?P<slash>\.?/\.?)(?=\s)|(?P<stop>\.)(?=\s+\S)"
)
_GAP = re.compile(r"[.,]? ?")
_JOINT = re.compile(r" ?/ ?(?=[^\W\d_a-z])|\.? ?[,;] ?|\. (?=\S)| ")
_DASH_JOINT = re.compile(r" [-–—] ")
BRACKET = re.compile(r"\((?P<round>[^()\n]{1,70})\)|/(?P<slash>[^/\n]{2,50})/|\[(?P<square>[^\[\]\n]{2,50})\]")
_YEAR_OF_ERA = re.compile(r"Juche \d+|\d{4}")
_CLOCK = re.compile(
    r"\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?(?: ?\(?(?:GMT|UTC|IST|EST|EDT|CET|MSK|local time)\)?)?(?:[+-]\d+)?\b",
    re.IGNORECASE,
)
_BODY_WORD = re.compile(r"(?:News|Agency|Press|Newswire|Wire|Times|Post|Info|Service)\b|(?i:tass|press|news|inform?)$")


@dataclass(slots=True)
class Dateline:
    """A dateline, filled in as it is read from left to right."""

    text: str
    start: int
    end: int
    places: Places
    place: str | None = None
    regions: list[str] = field(default_factory=list)
    written: Written | None = None
    weekday: Written | None = None
    agency: str | None = None
    origin: str | None = None
    bracketed: bool = False
    day: date | None = None

    def opening(self, day: date | None) -> Opening:
        """The dateline as a value; ``day`` where it tells none itself."""
        country = next((code for region in self.regions if (code := self.places.country_in(region))), None)
        return Opening(
            at=Span(self.start, self.end),
            place=cased(self.place) if self.place else None,
            country=country or (self.places.country_in(self.place) if self.place else None),
            day=self.day or day,
            agency=self.agency,
            origin=self.origin,
        )


def read_pieces(text: str, line: Span, places: Places) -> Dateline | None:
    """Read pieces from left to right for as long as they are pieces of a dateline."""
    found = Dateline(text, line.start, line.start, places)
    pos = _begin(found, text, line)
    if pos is None:
        return None
    stop = min(line.end, line.start + _REACH)
    while (upto := _next_piece(found, text, pos, stop)) is not None:
        pos = upto
    found.end = pos
    return found


def _next_piece(found: Dateline, text: str, pos: int, stop: int) -> int | None:
    """The end of the next piece, with what joins it to the last; None where the dateline ends."""
    gap = _GAP.match(text, pos)
    if gap and text.startswith(("(", "/", "["), gap.end()) and (upto := _bracket(found, text, gap.end(), stop)):
        return upto
    if dash := _DASH_JOINT.match(text, pos, stop):  # only a day stands behind a dash: "Rawalpindi - December 16, 2021"
        return None if found.written else _day(found, text, dash.end(), stop)
    joint = _JOINT.match(text, pos, stop)
    return _piece(found, text, joint.end(), stop) if joint else None


def _begin(found: Dateline, text: str, line: Span) -> int | None:
    """The place, or a day or an agency where there is no place."""
    start = line.start + text.startswith("/", line.start)
    written = written_at(text, start)
    if written and written.choices and written.end <= line.end:
        found.written = written
        return written.end
    end = place_end(text, start, line.end)
    if end is None:
        return None
    name = text[start:end]
    if name in opening_words().agencies and not found.places.is_place(name, whole=True):
        found.agency = name
    else:
        found.place = name
    return end


def _piece(found: Dateline, text: str, pos: int, stop: int) -> int | None:
    """Take one more piece in; None where what stands here is none."""
    if upto := _day(found, text, pos, stop):
        return upto
    if clock := _CLOCK.match(text, pos, stop):
        return clock.end()
    return _region(found, text, pos, stop) or _agency(found, text, pos, stop)


def _day(found: Dateline, text: str, pos: int, stop: int) -> int | None:
    written = written_at(text, pos)
    if written is None or written.end > stop:
        return None
    if written.choices:
        found.written = found.written or written
    else:
        found.weekday = written
    return written.end


def _bracket(found: Dateline, text: str, pos: int, stop: int) -> int | None:
    bracket = BRACKET.match(text, pos, stop)
    if bracket is None:
        return None
    inside = next(filter(None, bracket.groups())).strip()
    if re.fullmatch(r"[A-Z]{2}", inside) and text.startswith(",", bracket.end()):
        found.regions.append(inside)  # "Formosa (GO), 12/09/2024"
        return bracket.end()
    return bracket.end() if _credit(found, inside) else None


def _credit(found: Dateline, inside: str) -> bool:
    """What brackets hold: an agency, the one that it took the story from, a day."""
    found.bracketed = True
    parts = []
    for part in map(str.strip, re.split(r" [-–] |(?<![\d.]), |(?<=[\d.]), (?!\d{4})", inside)):
        written = written_at(part)
        if written and written.end >= len(part):
            found.written = found.written or written
        elif not _YEAR_OF_ERA.fullmatch(part):
            parts += re.split(r"\s*/\s*", part)
    names = [name.strip() for name in parts if name.strip()]
    if any(len(name.split()) > FEW_WORDS for name in names):
        return False
    if names:
        found.agency, found.origin = names[0], names[1] if len(names) > 1 else found.origin
    return True


def _region(found: Dateline, text: str, pos: int, stop: int) -> int | None:
    """As ", Azerbaijan", ", East Java", "/PARIS"."""
    end = place_end(text, pos, stop)
    if end is None or found.agency or (found.place and found.written):
        return None
    before, name = text[:pos].rstrip()[-1:], text[pos:end]
    if found.place is None:
        found.place = name if found.places.is_place(name, whole=True) else None
        return end if found.place else None
    if name in opening_words().agencies or _BODY_WORD.search(name):
        return None
    if before == "/" and not found.regions and name.isupper() == found.place.isupper():
        found.place = text[found.start : end]
        return end
    known = found.places.is_place(name) or (text.startswith(".", end) and not name.isupper())  # "CHIHUAHUA, Chih.—"
    if before == "," and (known or _JOINT.match(text, end) or re.match(r" ?\(", text[end : end + 2])):
        found.regions.append(name)
        return end
    return None


def _agency(found: Dateline, text: str, pos: int, stop: int) -> int | None:
    """An agency, known by its name or by standing last before a dash: ", Nippon Newswire - ", ". KAZPRESS Within"."""
    if found.agency or found.place is None:
        return None
    for end in agency_ends(text, pos, stop):
        name = text[pos:end].rstrip(".")
        known = name in opening_words().agencies or (
            " " not in name and _BODY_WORD.search(name) and not name[1:].islower()
        )
        mark = TERMINATOR.match(text, end)
        before = text[:pos].rstrip()[-1:]
        ends = mark and (
            (mark["dash"] and before in {",", ".", "/"}) or (mark["stop"] and before == "/") or mark["slash"]
        )
        if known or ends:
            found.agency = name
            return end
    return None
