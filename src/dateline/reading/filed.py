"""One line, and whether it begins with a dateline: its pieces from left to right, and how it ends."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from dateline.books.written import Written, written_at
from dateline.model.article import Opening
from dateline.model.span import Span
from dateline.reading.placed import cased, country_in, is_body, is_place, opening_words

_REACH = 140  # characters: a dateline is no longer
_FEW_WORDS = 5  # of the name of a place, of an agency
_PLAIN_NAME = 3  # words of a place in small letters that the books do not know
_WORD = re.compile(r"[^\W\d_](?:[\w’'‘`\u02bb\u02bc-]*\w)?(?:\.(?:[^\W\d_]\.)+)?")
_TERMINATOR = re.compile(
    r"[.,]?\s?(?P<dash>(?:-{1,3}|[–_]|\.-)(?=\s|$)|(?<=\s)[–-](?=[^\W\d_a-z])|[—―]|--)\s?"
    r"|\s?(?P<colon>:)(?=\s|[^\W\d_a-z])|\s?(?P<line>\n|$)|(?P<slash>\.?/\.?)(?=\s)|(?P<stop>\.)(?=\s+\S)"
)
_GAP = re.compile(r"[.,]? ?")
_JOINT = re.compile(r" ?/ ?(?=[^\W\d_a-z])|\.? ?[,;] ?|\. (?=\S)| ")
_DASH_JOINT = re.compile(r" [-–—] ")
_BRACKET = re.compile(r"\((?P<round>[^()\n]{1,70})\)|/(?P<slash>[^/\n]{2,50})/|\[(?P<square>[^\[\]\n]{2,50})\]")
_YEAR_OF_ERA = re.compile(r"Juche \d+|\d{4}")
_CLOCK = re.compile(
    r"\d{1,2}[:.h]\d{2}(?: ?[ap]\.?m\.?)?(?: ?\(?(?:GMT|UTC|IST|EST|EDT|CET|MSK|local time)\)?)?(?:[+-]\d+)?\b",
    re.IGNORECASE,
)
_AGENCY = re.compile(r"[^\W\d_a-z][\w&’'+-]*(?:\.\w[\w-]*)*(?: [^\W\d_a-z][\w&’'+-]*){0,3}")
_BODY_WORD = re.compile(r"(?:News|Agency|Press|Newswire|Wire|Times|Post|Info|Service)\b|(?i:tass|press|news|inform?)$")


@dataclass(slots=True)
class Dateline:
    """A dateline, filled in as it is read from left to right."""

    text: str
    start: int
    end: int
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
        country = next((code for region in self.regions if (code := country_in(region))), None)
        return Opening(
            at=Span(self.start, self.end),
            place=cased(self.place) if self.place else None,
            country=country or (country_in(self.place) if self.place else None),
            day=self.day or day,
            agency=self.agency,
            origin=self.origin,
        )


def dateline_at(text: str, line: Span, near: date | None, *, alone: bool) -> Dateline | None:
    """The dateline that begins a line; None where an ordinary sentence or a headline does."""
    if bracketed := _in_brackets(text, line):
        return bracketed
    found = _scan(text, line)
    if found is None or not _stands(found, text, alone=alone):
        return None
    written = found.written or found.weekday
    found.day = written.on(near) if written else None
    return found


def _in_brackets(text: str, line: Span) -> Dateline | None:
    """As in "(London) The minister …"."""
    bracket = _BRACKET.match(text, line.start, line.end)
    if bracket is None or not bracket["round"] or not is_place(bracket["round"], whole=True):
        return None
    end = _after_terminator(text, bracket.end(), line.end)
    return Dateline(text, line.start, end, place=bracket["round"], bracketed=True)


def _scan(text: str, line: Span) -> Dateline | None:
    """Read pieces from left to right for as long as they are pieces of a dateline."""
    found = Dateline(text, line.start, line.start)
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
    end = _place_end(text, start, line.end)
    if end is None:
        return None
    name = text[start:end]
    if name in opening_words().agencies and not is_place(name, whole=True):
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
    bracket = _BRACKET.match(text, pos, stop)
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
    if any(len(name.split()) > _FEW_WORDS for name in names):
        return False
    if names:
        found.agency, found.origin = names[0], names[1] if len(names) > 1 else found.origin
    return True


def _region(found: Dateline, text: str, pos: int, stop: int) -> int | None:
    """As ", Azerbaijan", ", East Java", "/PARIS"."""
    end = _place_end(text, pos, stop)
    if end is None or found.agency or (found.place and found.written):
        return None
    before, name = text[:pos].rstrip()[-1:], text[pos:end]
    if found.place is None:
        found.place = name if is_place(name, whole=True) else None
        return end if found.place else None
    if name in opening_words().agencies or _BODY_WORD.search(name):
        return None
    if before == "/" and not found.regions and name.isupper() == found.place.isupper():
        found.place = text[found.start : end]
        return end
    known = is_place(name) or (text.startswith(".", end) and not name.isupper())  # "CHIHUAHUA, Chih.—"
    if before == "," and (known or _JOINT.match(text, end) or re.match(r" ?\(", text[end : end + 2])):
        found.regions.append(name)
        return end
    return None


def _agency(found: Dateline, text: str, pos: int, stop: int) -> int | None:
    """An agency, known by its name or by standing last before a dash: ", Nippon Newswire - ", ". KAZPRESS Within"."""
    if found.agency or found.place is None:
        return None
    for end in _agency_ends(text, pos, stop):
        name = text[pos:end].rstrip(".")
        known = name in opening_words().agencies or (
            " " not in name and _BODY_WORD.search(name) and not name[1:].islower()
        )
        mark = _TERMINATOR.match(text, end)
        before = text[:pos].rstrip()[-1:]
        ends = mark and (
            (mark["dash"] and before in {",", ".", "/"}) or (mark["stop"] and before == "/") or mark["slash"]
        )
        if known or ends:
            found.agency = name
            return end
    return None


def _agency_ends(text: str, pos: int, stop: int) -> Iterator[int]:
    """Ends of names that begin here: the longest first, one word last."""
    match = _AGENCY.match(text, pos, stop)
    while match:
        yield match.end()
        cut = text.rfind(" ", pos, match.end())
        match = _AGENCY.fullmatch(text, pos, cut) if cut > pos else None


def _place_end(text: str, pos: int, stop: int) -> int | None:
    """The end of the capitalised name that begins here; a name in capitals goes on in capitals alone."""
    first = _WORD.match(text, pos, stop)
    if first is None or not first.group()[0].isupper():
        return None
    shout = first.group().isupper() and len(first.group()) > 1
    end, words = first.end(), 1
    while words < _FEW_WORDS:
        gap = 2 if first and first.group().lower() in opening_words().abbreviated and text.startswith(". ", end) else 1
        if text[end : end + gap] not in {" ", ". "}:
            break
        word = _WORD.match(text, end + gap, stop)
        if word is None or not _goes_on(word.group(), text, word.end(), stop, shout=shout):
            break
        first, end, words = word, word.end(), words + 1
    return end


def _goes_on(word: str, text: str, end: int, stop: int, *, shout: bool) -> bool:
    if word in opening_words().particles:
        after = _WORD.match(text, end + 1, stop)
        return after is not None and (after.group().isupper() if shout else after.group()[0].isupper())
    return word.isupper() if shout else word[0].isupper()


def _stands(found: Dateline, text: str, *, alone: bool) -> bool:
    """Whether what was read is a dateline: how it ends and what it names have to fit. Sets the end."""
    told_to, mark = found.end, _TERMINATOR.match(text, found.end)
    kind = mark.lastgroup if mark else None
    if kind != "line":
        found.end = _after_terminator(text, told_to, len(text))
    if found.place is None:
        return _stands_without_place(found, kind)
    if found.place.upper() in opening_words().no_places or written_at(found.place):
        return False
    if kind is None:
        return _stands_without_mark(found, text[told_to : told_to + 2])
    if kind == "line":
        return _is_lone_place(found, alone=alone or found.written is not None)
    return _stands_before(found, kind, text[found.end : found.end + 1])


def _stands_before(found: Dateline, kind: str, after: str) -> bool:
    """A dash, a colon or a full stop ends it, and a sentence begins."""
    told = bool(found.written or found.agency)
    if after.islower() and (kind in {"stop", "slash"} or not told):
        return False
    return (told and _fits_with_credit(found, kind)) or _is_place_alone(found, kind)


def _stands_without_place(found: Dateline, kind: str | None) -> bool:
    """A day is told, and a mark ends it: "2 December 2021 - The Council", "TASS, March 3. "."""
    if found.written is None or not found.written.choices:
        return False
    return kind == "dash" or (found.agency is not None and kind in {"stop", "colon", "slash"})


def _stands_without_mark(found: Dateline, after: str) -> bool:
    """The sentence follows upon brackets, or upon the name of an agency: "New Delhi, Sept 4 (PTI) The"."""
    if (
        not (found.written or found.agency)
        or not after[:1].isspace()
        or not (after[1:].isupper() or after[1:] in set("\"'“‘"))
    ):
        return False
    place = found.place or ""
    if found.written:
        return found.bracketed or bool(found.agency)
    return (found.bracketed and is_place(place, whole=True)) or (is_place(place) and place.isupper())


def _fits_with_credit(found: Dateline, kind: str) -> bool:
    """A day or an agency is told: the place may be any name in capitals, or a known one, or one that a day follows."""
    place = found.place or ""
    if found.written or place.isupper() or is_place(place):
        return kind not in {"stop", "slash"} or bool(found.written) or found.bracketed
    return found.bracketed and kind == "dash" and len(place.split()) <= _PLAIN_NAME


def _is_place_alone(found: Dateline, kind: str) -> bool:
    """Neither day nor agency is told: "WASHINGTON – ", "Hanoi – ", "Muscat: ", "VILNIUS. It took"."""
    place = found.place or ""
    known = is_place(place, whole=True) or any(is_place(region) for region in found.regions)
    if kind in {"stop", "slash"}:
        return kind == "stop" and known and place.isupper()
    if found.weekday or known:
        return True
    if not place.isupper() or len(place) < 4 or is_body(place):  # noqa: PLR2004  (shorter ones are acronyms)
        return False
    return kind == "dash"


def _is_lone_place(found: Dateline, *, alone: bool) -> bool:
    """A line that holds a place alone: in capitals, with its country, or below a line that tells the day."""
    place = found.place or ""
    if not is_place(place, whole=True):
        return False
    with_country = any(country_in(region) for region in found.regions)
    return not found.agency and (place.isupper() or with_country or alone)


def _after_terminator(text: str, pos: int, stop: int) -> int:
    mark = _TERMINATOR.match(text, pos, stop)
    end = mark.end() if mark and not mark["line"] else pos
    while end < stop and text[end] in " \t-–—":
        end += 1
    return end
