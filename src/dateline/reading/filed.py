"""Whether a line begins with a dateline: how what reads like one ends, and whether what it names fits."""

from datetime import date

from dateline.books.written import written_at
from dateline.model.span import Span
from dateline.reading.dateline_pieces import BRACKET, TERMINATOR, Dateline, read_pieces
from dateline.reading.placed import Places, opening_words

_PLAIN_NAME = 3  # words of a place in small letters that the books do not know


def dateline_at(text: str, line: Span, near: date | None, places: Places, *, alone: bool) -> Dateline | None:
    """The dateline that begins a line; None where an ordinary sentence or a headline does."""
    if bracketed := _in_brackets(text, line, places):
        return bracketed
    found = read_pieces(text, line, places)
    if found is None or not _stands(found, text, alone=alone):
        return None
    written = found.written or found.weekday
    found.day = written.on(near) if written else None
    return found


def _in_brackets(text: str, line: Span, places: Places) -> Dateline | None:
    """As in "(London) The minister …"."""
    bracket = BRACKET.match(text, line.start, line.end)
    if bracket is None or not bracket["round"] or not places.is_place(bracket["round"], whole=True):
        return None
    end = _after_terminator(text, bracket.end(), line.end)
    return Dateline(text, line.start, end, places, place=bracket["round"], bracketed=True)


def _stands(found: Dateline, text: str, *, alone: bool) -> bool:
    """Whether what was read is a dateline: how it ends and what it names have to fit. Sets the end."""
    told_to, mark = found.end, TERMINATOR.match(text, found.end)
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
    place, is_place = found.place or "", found.places.is_place
    if found.written:
        return found.bracketed or bool(found.agency)
    return (found.bracketed and is_place(place, whole=True)) or (is_place(place) and place.isupper())


def _fits_with_credit(found: Dateline, kind: str) -> bool:
    """A day or an agency is told: the place may be any name in capitals, or a known one, or one that a day follows."""
    place = found.place or ""
    if found.written or place.isupper() or found.places.is_place(place):
        return kind not in {"stop", "slash"} or bool(found.written) or found.bracketed
    return found.bracketed and kind == "dash" and len(place.split()) <= _PLAIN_NAME


def _is_place_alone(found: Dateline, kind: str) -> bool:
    """Neither day nor agency is told: "WASHINGTON – ", "Hanoi – ", "Muscat: ", "VILNIUS. It took"."""
    place = found.place or ""
    known = found.places.is_place(place, whole=True) or any(found.places.is_place(region) for region in found.regions)
    if kind in {"stop", "slash"}:
        return kind == "stop" and known and place.isupper()
    if found.weekday or known:
        return True
    if not place.isupper() or len(place) < 4 or found.places.is_body(place):  # noqa: PLR2004  (shorter ones are acronyms)
        return False
    return kind == "dash"


def _is_lone_place(found: Dateline, *, alone: bool) -> bool:
    """A line that holds a place alone: in capitals, with its country, or below a line that tells the day."""
    place = found.place or ""
    if not found.places.is_place(place, whole=True):
        return False
    with_country = any(found.places.country_in(region) for region in found.regions)
    return not found.agency and (place.isupper() or with_country or alone)


def _after_terminator(text: str, pos: int, stop: int) -> int:
    mark = TERMINATOR.match(text, pos, stop)
    end = mark.end() if mark and not mark["line"] else pos
    while end < stop and text[end] in " \t-–—":
        end += 1
    return end
