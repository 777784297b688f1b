"""Names as the encoder labels them: stretches of words from probabilities a word; which of them are persons'."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dateline.books.around import NOT_FIRST_NAMES, PERSONS_TOO, SHIPS, TITLES
from dateline.books.source import read_yaml
from dateline.model.mention import Label, Mention
from dateline.model.span import Span
from dateline.reading.candidates import Words
from dateline.reading.people import parts_of

Floats = NDArray[np.float32]
_OUTSIDE, _BEGINS, _INSIDE = 0, 1, 2
_TRIMMED = frozenset(
    {"'s", "’s", ",", ".", "(", ")", "“", "”", '"', "'", "-", "–", "—", ":", ";", "/", "the", "The", "and"}
)
_THINGS = frozenset({Label.NAME, Label.BODY, Label.ORGANIZATION})
_FAR = 60  # characters before a name in which the words that speak against a person stand
_SHORT = 6  # letters of an acronym
_FEW_WORDS = 2
_RANK = (
    r"(?:(?:Vice|Rear|Fleet|Grand|Field|Lieutenant|Major|Captain|Colonel|General|Admiral|Almirante|Amiral|Marshal|"
    r"Piloto|Suboficial|Teniente|Capit[aá]n|Comandante|Kapitan)\s)"
)
_BLANK = re.compile(r"\s*\n\s*\n\s*")
_HULL = re.compile(r"[\"'”’»]?(?:\s?\(?[A-Z]{1,4}[- ]?\d{1,4}\)|-\d{2,4}\b)")
_QUOTED = re.compile(r"[\"“‘'«]")
_UNQUOTED = re.compile(r"[\"”’'»](?!\w)")
_TITLE_BEFORE = re.compile(r"[^\W\d_a-z][\w.]*\s\Z")  # another title: "Brig Gen Amir Ruh"
_THE = re.compile(r"\b[Tt]he\s\Z")
_INITIALS = re.compile(r"(?<![\w.’'-])(?:[A-Z]\.\s?|(?!I\s)[A-Z]\s){1,4}\Z")
_WORD_BEFORE = re.compile(r"(?<=[^\W_.] |[,;] )(?P<word>[A-Z][^\W\d_A-Z]+)\s\Z")
_SYLLABLE = re.compile(r"[-\u2010]([^\W\d_]{2,7})\b")


def stretches(tags: Floats, cutoff: float = 0.5) -> list[tuple[int, int]]:
    """Runs of words that are likelier named than not, parted where one begins: first and last word, both counted.

    Args:
        tags: Probabilities of outside, begins and inside, (words, 3).
        cutoff: How likely a word must be to stand in a name.
    """
    found: list[tuple[int, int]] = []
    named = 1 - tags[:, _OUTSIDE] > cutoff
    for i in np.flatnonzero(named):
        if found and found[-1][1] == i - 1 and tags[i, _BEGINS] <= tags[i, _INSIDE]:
            found[-1] = (found[-1][0], int(i))
        else:
            found.append((int(i), int(i)))
    return found


def trimmed(reach: tuple[int, int], words: Words) -> tuple[int, int] | None:
    """The stretch without marks and little words at its ends; None where nothing is left."""
    first, last = reach
    while first <= last and words.texts[first] in _TRIMMED:
        first += 1
    while last >= first and words.texts[last] in _TRIMMED:
        last -= 1
    return (first, last) if first <= last else None


def spans_of(tags: Floats, words: Words, residue: Sequence[Span], cutoff: float = 0.5) -> list[Span]:
    """Names of one kind as stretches of the text; those in residue are left out."""
    out = []
    for reach in stretches(tags, cutoff):
        outside = _outside(reach, words, residue)
        if outside and (kept := trimmed(outside, words)):
            out.append(Span(words.starts[kept[0]], words.ends[kept[1]]))
    return out


def _outside(reach: tuple[int, int], words: Words, residue: Sequence[Span]) -> tuple[int, int] | None:
    """The part of a stretch that lies outside residue: without the byline above the name."""
    first, last = reach
    for span in residue:
        while first <= last and span.start <= words.starts[first] < span.end:
            first += 1
        while first <= last and span.start < words.ends[last] <= span.end:
            last -= 1
    return (first, last) if first <= last else None


def persons(spans: Sequence[Span], mentions: Sequence[Mention], text: str) -> list[Span]:
    """Names of persons, whole and alone, in the order of the text.

    Pieces of one name are joined, titles and forms of address cut off, initials and generations taken in. What bears
    the name of a person and is none (a ship, a storm, a base, a paper) is left out, and so is the author of a column.
    """
    words = _words()
    whole = _joined([part for span in sorted(spans) for part in _paragraphs(span, text)], text, words)
    named = [bare for span in whole if (bare := _bare(span, mentions, text, words))]
    return _Sorting(named, mentions, text, words).persons()


def is_address(word: str) -> bool:
    """Whether a word before a name is a form of address and no office: "Dr", "Shri", "Datuk"."""
    return word.rstrip(".") in _words().forms


@dataclass(frozen=True, slots=True)
class _Book:
    """The words of ``data/persons/words.yaml`` as patterns."""

    never: frozenset[str]
    given: frozenset[str]
    forms: frozenset[str]
    addressed: re.Pattern[str]
    address_ends: re.Pattern[str]
    letters: re.Pattern[str]
    generation: re.Pattern[str]
    joint: re.Pattern[str]
    hung: frozenset[str]
    things: re.Pattern[str]
    several: re.Pattern[str]
    is_ship: re.Pattern[str]
    behind: re.Pattern[str]
    ends: frozenset[str]
    pairs: re.Pattern[str]
    reports: re.Pattern[str]
    authors: re.Pattern[str]
    places: re.Pattern[str]


@cache
def _words() -> _Book:
    held = read_yaml("persons", "words.yaml")
    things = [word for group in held["things"].values() for word in group]
    plural = [word for word in things if word.endswith("s") and word[:-1] in things]
    styled = [*held["addressed"], *held["styled"]]
    address, between = _any(styled), _any(held["between"])
    opened = rf"(?:\s(?:{between}))?\s{_RANK}?[\"“‘'«]?{_RANK}?"
    letters, older = _any(held["letters"]), _any(held["generations"])
    return _Book(
        never=frozenset(held["never"]) | frozenset(styled) | frozenset(SHIPS),
        given=frozenset(held["given"]),
        forms=frozenset(held["addressed"]),
        addressed=re.compile(rf"(?:\(?(?:{address})\b\.?\)?[\s.-]*)+"),
        address_ends=re.compile(rf"(?<![\w-])(?:(?:{address})\.?\s?)+\Z"),
        letters=re.compile(rf"(?:,?\s\(?(?:{letters})\b\)?)+\Z"),
        generation=re.compile(rf",?\s(?:{older})\b\.?"),
        joint=re.compile(
            rf"\s|\s?[-\u2010]|\s?[\"“‘'(]|[\"”’')]\s|\s(?:{_any(held['particles'])})(?:\s|-)", re.IGNORECASE
        ),
        hung=frozenset(held["hung"]),
        things=re.compile(
            rf"\b(?i:{_any(things)}){opened}\Z|\b(?:{_any(SHIPS)})\s[\"“‘'«]?(?:[^\W\d_a-z][\w.]*\s){{0,2}}\Z"
        ),
        several=re.compile(rf"\b(?i:{_any(plural)}){opened}\Z"),
        is_ship=re.compile(
            rf"[\"'”’»]?(?:\s\([^()\n]*\))?,\s(?:an?|the|one of the|her|its)\s(?:[\w-]+\s){{0,4}}?"
            rf"(?:{_any(held['things']['ships'])})\b"
        ),
        behind=re.compile(rf"[\s-](?:{_any(held['behind'])}|class)\b"),
        ends=frozenset(held["behind"]),
        pairs=re.compile(rf"\s(?:{_any(held['pairs'])})\b", re.IGNORECASE),
        reports=re.compile(rf"\s(?:{_any(held['reports'])})\b"),
        authors=re.compile(rf"(?:,[^,\n]+,)?\s(?:{_any(held['authors'])})\b"),
        places=re.compile(rf"\b(?:{_any(held['places'])})\s\Z", re.IGNORECASE),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _paragraphs(span: Span, text: str) -> Iterator[Span]:
    """The parts of a stretch that stand in different paragraphs."""
    start = span.start
    for gap in _BLANK.finditer(text, span.start, span.end):
        if start < gap.start():
            yield Span(start, gap.start())
        start = gap.end()
    if start < span.end:
        yield Span(start, span.end)


def _joined(spans: Sequence[Span], text: str, words: _Book) -> list[Span]:
    """Pieces of one name as one: "Ines" + "Maren", "Mei" + "-" + "Lin Abernathy", "Donaciano" + "do" + "Rosario"."""
    out: list[Span] = []
    for span in spans:
        gap = text[out[-1].end : span.start] if out and out[-1].end <= span.start else None
        if gap is not None and "\n" not in gap and words.joint.fullmatch(gap) and not _two(gap, span, text, words):
            out[-1] = Span(out[-1].start, span.end)
        elif gap is not None and words.addressed.fullmatch(gap.lstrip(" -(")):
            out[-1] = span  # what stood before the title is a title too: "Pehin Datu Lailaraja Maj-Gen (Rtd) Halbi"
        else:
            out.append(span)
    return out


def _two(gap: str, span: Span, text: str, words: _Book) -> bool:
    """Whether a hyphen parts two persons: "the Maren-Ruh summit"."""
    return "-" in gap and bool(words.pairs.match(text, span.end))


def _bare(span: Span, mentions: Sequence[Mention], text: str, words: _Book) -> Span | None:
    """A name without titles, states and forms of address before it, with its initials; None where nothing is left."""
    start, end = span.start, span.end
    near = [m for m in mentions if m.at.start < end and m.at.end > start]
    told = None
    while told != start:
        told = start
        start = max([start, *(m.at.end for m in near if m.at.start <= start < m.at.end < end and _is_before(m, text))])
        while start < end and not text[start].isalnum():
            start += 1
        address = words.addressed.match(text, start, end)
        if address and address.end() < end:
            start = address.end()
    if letters := words.letters.search(text, start, end):
        end = letters.start()
    if end - start < _FEW_WORDS or not text[start].isupper():
        return None
    return _widened(Span(start, end), mentions, text, words)


def _is_before(mention: Mention, text: str) -> bool:
    """Whether a mention at the front of a name is none of it: a title, or a state, that is no given name."""
    if mention.label is Label.COUNTRY:
        return mention.words not in PERSONS_TOO and mention.words.title() not in PERSONS_TOO
    if mention.words in _words().given and _TITLE_BEFORE.search(
        text, max(0, mention.at.start - _FAR), mention.at.start
    ):
        return False
    return mention.label is Label.OFFICE


def _widened(span: Span, mentions: Sequence[Mention], text: str, words: _Book) -> Span:
    """A name with the initials, the word before a lone surname, the syllables and the generation that belong to it."""
    start, end = span.start, span.end
    if initials := _INITIALS.search(text, max(0, start - 12), start):
        start = initials.start()
    elif " " not in span.of(text) and (before := _WORD_BEFORE.search(text, max(0, start - 30), start)):
        at = Span(*before.span("word"))
        if _is_given_name(before["word"], words) and not any(m.at.overlaps(at) for m in mentions):
            start = at.start
    if any(m.at.overlaps(Span(start, span.start)) for m in mentions if start < span.start):
        start = span.start
    while (syllable := _SYLLABLE.match(text, end)) and syllable[1].lower() not in words.hung:
        if syllable[1].lower() in words.ends or words.pairs.match(text, syllable.end()):
            break
        end = syllable.end()
    if older := words.generation.match(text, end):
        end = older.end()
    return Span(start, end)


def _is_given_name(word: str, words: _Book) -> bool:
    low = word.lower()
    barred = low in NOT_FIRST_NAMES or low in TITLES or bool(words.things.search(f"{word} "))
    return not (barred or words.addressed.fullmatch(word) or word in words.never)


@dataclass(slots=True)
class _Sorting:
    """Names of one article, to be told into persons' and others'."""

    names: Sequence[Span]
    mentions: Sequence[Mention]
    text: str
    words: _Book

    def persons(self) -> list[Span]:
        """Those that are persons'."""
        things: list[Span] = []
        for name in self.names:
            if self._is_thing(name, things[-1] if things else None):
                things.append(name)
        said = [parts_of(thing.of(self.text)) for thing in things]
        kept = [name for name in self.names if name not in things]
        return [name for name in kept if not (self._is_said(name, said) or self._is_else(name, kept))]

    def _is_said(self, name: Span, things: Sequence[list[str]]) -> bool:
        """Whether a ship or storm of this name has been told, and no title makes a person of it."""
        parts = parts_of(name.of(self.text))
        return any(parts == thing[-len(parts) :] for thing in things) and not self._titled(name)

    def _titled(self, name: Span) -> bool:
        before = self.text[max(0, name.start - _FAR) : name.start]
        office = any(m.label is Label.OFFICE and 0 <= name.start - m.at.end <= _FEW_WORDS for m in self.mentions)
        return office or bool(self.words.address_ends.search(before))

    def _is_thing(self, name: Span, last: Span | None) -> bool:
        """Whether the words before or behind say that a ship, storm, firm, paper or place bears the name."""
        text, words = self.text, self.words
        before, tail = text[max(0, name.start - _FAR) : name.start], text[name.end : name.end + 2 * _FAR]
        if words.things.search(before) or words.is_ship.match(tail) or _HULL.match(tail):
            return True
        if last is not None and words.several.search(text[max(0, last.start - _FAR) : last.start]):
            between = text[last.end : name.start]
            if re.fullmatch(rf"[\"”’'»]?(?:,|,? and|,)\s(?:the\s)?{_RANK}?[\"“‘'«]?", between):
                return True
        return bool(_QUOTED.match(before[-1:]) and _UNQUOTED.match(tail))

    def _is_else(self, name: Span, names: Sequence[Span]) -> bool:
        """Whether a name is something else that the encoder takes for a person."""
        text, words = self.text, self.words
        said, before = name.of(text), text[max(0, name.start - _FAR) : name.start]
        told = said.split()
        if len(told) > 1 and words.things.search(f"{told[0]} "):
            return True
        if said.rstrip(".") in words.never or told[0] in SHIPS or told[-1] in words.ends or _THE.search(before):
            return True
        if words.behind.match(text, name.end) or words.reports.match(text, name.end) or self._is_author(name, names):
            return True
        if self._titled(name) or self._is_part(name, names):
            return False
        if len(told) == 1 and (words.places.search(before) or (said.isupper() and len(said) < _SHORT)):
            return True
        return any(m.at.covers(name) for m in self.mentions if _names_a_thing(m, len(told)))

    def _is_part(self, name: Span, names: Sequence[Span]) -> bool:
        """Whether a longer name holds it at its end: a full name whose surname this is."""
        parts = parts_of(name.of(self.text))
        longer = [parts_of(other.of(self.text)) for other in names if len(other) > len(name)]
        return any(len(other) > len(parts) and other[-len(parts) :] == parts for other in longer)

    def _is_author(self, name: Span, names: Sequence[Span]) -> bool:
        """Whether the last paragraph tells who wrote the article: "Ada Ruh teaches history in Corva."."""
        last = self.text.rstrip().rfind("\n") + 1
        if not last or name.start != last or not self.words.authors.match(self.text, name.end):
            return False
        parts = set(parts_of(name.of(self.text)))
        return len(parts) > 1 and not any(
            parts & set(parts_of(other.of(self.text))) for other in names if other.start < last
        )


def _names_a_thing(mention: Mention, words: int) -> bool:
    """Whether a mention that covers a name makes it no person's."""
    if mention.label in _THINGS or mention.label is Label.OFFICE:
        return True
    place = mention.label is Label.COUNTRY or mention.label is Label.PLACE
    return place and (words == 1 or len(mention.words.split()) >= words)
