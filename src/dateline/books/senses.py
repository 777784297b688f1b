"""Which of its meanings a name has where it stands: a state or a surname, a rank or an office, a place or a word."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.books.around import (
    BEFORE_PLACE,
    EXERCISE_AROUND,
    HARDWARE_AFTER,
    HARDWARE_BEFORE,
    LEAVING,
    NAMESAKES,
    NOT_FIRST_NAMES,
    PERSONS_TOO,
    PLACE_NOUNS,
    PREFIXES,
    SHIPS,
    TITLES,
)
from dateline.books.lexicon import Casing, Entry, Found
from dateline.books.words import Words

STATES = frozenset({"country", "demonym"})
CAPITAL_NEXT = re.compile(
    r"\.?[ \n]+(?:\(?(?:Ret\.|Retd\.?|ret\.|retd\.?)\)?[ ])?[\"\u201c\u2018']?(?=[^\W\d_])[^a-z\W][\w.\u2019'-]*"
)
_DATELINE_AFTER = re.compile(r"\s*(?:,[^\n]{0,40}?)?(?:\([^)\n]{1,30}\)\s*)?\s*(?:[-\u2013\u2014:]|/[A-Z])")
_LANGUAGE = re.compile(r"[ -](?:language|speaking|speakers?|text|version|translation)\b")
_CLOCK = re.compile(r"[\d.] ?$")
_AND_CAPITAL = re.compile(r", [A-Z]")
_LOCAL_ACRONYM = 5


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found, with the one meaning that was chosen for it."""

    found: Found
    entry: Entry


def states_named(found: Iterable[Found]) -> Counter[str]:
    """How often each state is named, or its capital: what decides between namesakes."""
    seen: Counter[str] = Counter()
    for one in found:
        state = next((entry.country for entry in one.entries if entry.kind in STATES or entry.kind == "capital"), None)
        if state:
            seen[state] += 1
    return seen


def choose(found: Found, words: Words, named: Counter[str]) -> Hit | None:
    """The meaning that the words around speak for; None where they speak against all."""
    entry = found.entries[0] if len(found.entries) == 1 else _likeliest(found, words, named)
    if not holds(entry, found, words, named):
        others = [other for other in found.entries if other is not entry and holds(other, found, words, named)]
        if not others:
            return None
        entry = others[0]
    return Hit(found, entry)


def _likeliest(found: Found, words: Words, named: Counter[str]) -> Entry:
    entries = found.entries
    kinds = {entry.kind for entry in entries}
    before_name = bool(CAPITAL_NEXT.match(words.text, found.end))
    if "rank" in kinds and before_name:
        return next(entry for entry in entries if entry.kind == "rank")
    if not before_name and "body.local" in kinds:
        entries = tuple([entry for entry in entries if entry.kind != "office"])
    entries = tuple([entry for entry in entries if entry.kind != "rank"]) or entries
    written = words.text[found.start : found.end]
    return max(entries, key=lambda entry: _weight(entry, written, named))


def _weight(entry: Entry, written: str, named: Counter[str]) -> tuple[bool, float]:
    """Exact spelling first, then the state that the text speaks of most."""
    return entry.casing == Casing.EXACT and entry.name == written, named[entry.country] if entry.country else 0.5


def holds(entry: Entry, found: Found, words: Words, named: Counter[str]) -> bool:
    """Whether the words can have this meaning where they stand."""
    fits = True
    match entry.kind:
        case "rank":
            fits = bool(CAPITAL_NEXT.match(words.text, found.end))
        case "demonym":
            fits = _is_adjective(entry, found, words.text) and not _is_person(found, words)
        case "country":
            fits = not _is_person(found, words) and not _is_namesake(entry, found, words.text)
        case "capital":
            fits = not _is_person(found, words) and not is_ship(words, found.first)
        case "body.local":
            fits = _is_distinct(entry) or named[entry.country] > 0
        case "office":
            fits = entry.name != "PM" or not _CLOCK.search(words.text[max(0, found.start - 3) : found.start])
        case "place" | "region":
            fits = _is_place(entry, found, words)
        case "series":
            fits = not entry.shy or _among(EXERCISE_AROUND, found, words.text)
        case "system" | "body.maker":
            fits = not entry.shy or _is_hardware(found, words.text)
    return fits


def _is_distinct(entry: Entry) -> bool:
    """Whether a body's name needs no state named in the text; short acronyms of most states do ("MAF", "RDF")."""
    return entry.casing != Casing.EXACT or len(entry.name) > _LOCAL_ACRONYM or entry.country == "USA"


def _is_adjective(entry: Entry, found: Found, text: str) -> bool:
    """A nationality, not a tongue ("in Russian.") nor a first half that stands alone ("Indo", "Pak")."""
    if entry.name in PREFIXES and text[found.end : found.end + 1] not in "-\u2013\u2010\u2011":
        return False
    if _LANGUAGE.match(text, found.end):
        return False
    before = text[max(0, found.start - 5) : found.start].lower()
    return not before.endswith((" in ", " into")) or bool(re.match(r"[ -]?\w", text[found.end : found.end + 2]))


def _is_namesake(entry: Entry, found: Found, text: str) -> bool:
    """Whether another place of a state's name is meant: its towns, offices, schools or neighbours stand beside it."""
    if (told := NAMESAKES.get(entry.name)) is None:
        return False
    before, behind = told
    return bool(before.search(text[max(0, found.start - 30) : found.start]) or behind.match(text, found.end))


def _is_person(found: Found, words: Words) -> bool:
    """Whether a state's or capital's name stands inside a person's: "Israel Katz", "Vernon Jordan"."""
    name = words.text[found.start : found.end]
    return name.title() in PERSONS_TOO and named_person(words, found.first, found.last)


def _is_place(entry: Entry, found: Found, words: Words) -> bool:
    """Whether a place of the books is meant, not a ship, a person or a word."""
    first, last = found.first, found.last
    if is_ship(words, first):
        return False
    told = told_as_place(words, first, last)
    if entry.shy:
        followed = bool(_AND_CAPITAL.match(words.text, found.end))
        return (told or followed) and not named_person(words, first, last)
    return told or last > first or not begins_a_name(words, last)


def is_ship(words: Words, first: int) -> bool:
    """Whether a ship's prefix stands before: "HMAS Canberra"."""
    return first > 0 and words.text[words.starts[first - 1] : words.ends[first - 1]] in SHIPS


def begins_a_name(words: Words, last: int) -> bool:
    """Whether another capitalised word follows that is no more than the next part of a name: "Gao Xiucheng"."""
    if words.gaps[last] != " " or "\n" in words.text[words.ends[last] : words.starts[last + 1]]:
        return False
    following = words.text[words.starts[last + 1] : words.ends[last + 1]]
    return following[0].isupper() and following[1:].islower() and words.keys[last + 1] not in PLACE_NOUNS


def _among(pattern: re.Pattern[str], found: Found, text: str) -> bool:
    """Whether the pattern fits the text around, the name itself blanked out."""
    around = text[max(0, found.start - 45) : found.start] + "\x00" + text[found.end : found.end + 30]
    return bool(pattern.search(around))


def _is_hardware(found: Found, text: str) -> bool:
    before, after = text[max(0, found.start - 30) : found.start], text[found.end : found.end + 40]
    return bool(HARDWARE_AFTER.match(after) or HARDWARE_BEFORE.search(before))


def told_as_place(words: Words, first: int, last: int) -> bool:
    """Whether the words around say that this is a place: "in", "near", "port of", an opening line."""
    text = words.text
    if first == 0 or "\n" in text[words.ends[first - 1] : words.starts[first]]:
        return bool(_DATELINE_AFTER.match(text, words.ends[last]))
    before = words.keys[first - 1]
    if before in BEFORE_PLACE and words.gaps[first - 1] == " ":
        return True
    if before == "for" and first > 1 and words.keys[first - 2] in LEAVING:
        return True
    return before == "the" and first > 1 and words.keys[first - 2] in BEFORE_PLACE


def named_person(words: Words, first: int, last: int) -> bool:
    """Whether a first name stands before, or a title before and a surname after: the words are a person's."""
    text = words.text
    before = text[words.starts[first - 1] : words.ends[first - 1]] if first else ""
    gap = text[words.ends[first - 1] : words.starts[first]] if first else ""
    if gap not in {" ", ". "}:
        return False
    if before.lower() in TITLES:
        return words.gaps[last] == " " and text[words.starts[last + 1]].isupper()
    if gap == ". ":  # a sentence ends there
        return False
    return before[:1].isupper() and not before.isupper() and before.lower() not in NOT_FIRST_NAMES
