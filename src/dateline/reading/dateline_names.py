"""How far the names in a dateline go: that of a place, that of an agency."""

import re
from collections.abc import Iterator

from dateline.reading.placed import opening_words

FEW_WORDS = 5  # of the name of a place, of an agency
_WORD = re.compile(r"[^\W\d_](?:[\w’'‘`\u02bb\u02bc-]*\w)?(?:\.(?:[^\W\d_]\.)+)?")
_AGENCY = re.compile(r"[^\W\d_a-z][\w&’'+-]*(?:\.\w[\w-]*)*(?: [^\W\d_a-z][\w&’'+-]*){0,3}")


def place_end(text: str, pos: int, stop: int) -> int | None:
    """The end of the capitalised name that begins here; a name in capitals goes on in capitals alone."""
    first = _WORD.match(text, pos, stop)
    if first is None or not first.group()[0].isupper():
        return None
    shout = first.group().isupper() and len(first.group()) > 1
    end, words = first.end(), 1
    while words < FEW_WORDS:
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


def agency_ends(text: str, pos: int, stop: int) -> Iterator[int]:
    """Ends of names that begin here: the longest first, one word last."""
    match = _AGENCY.match(text, pos, stop)
    while match:
        yield match.end()
        cut = text.rfind(" ", pos, match.end())
        match = _AGENCY.fullmatch(text, pos, cut) if cut > pos else None
