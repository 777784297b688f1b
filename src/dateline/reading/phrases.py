"""A text cut into sentences of words, in which a name, or a stretch of speech, is one word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from dateline.books.stops import is_shortened
from dateline.model.claim import NamedPerson
from dateline.model.mention import Label, Mention
from dateline.model.span import Span
from dateline.reading.words import LONGEST

_WORD = re.compile(r"``|''|\w+(?:['’.&/\-]\w+)*|\n\s*\n|\n|\S")
_POSSESSIVE = re.compile(r"['’]s?\b|['’](?=\s)")
_OWN = ("'s", "’s", "'S", "’S")
_MARKS = "\"“”„‟«»‹›‘’'`"  # noqa: RUF001
_ENDS = frozenset(".!?…")
_BODIES = frozenset({Label.BODY, Label.ORGANIZATION})
_CUTS = frozenset({";", ":", "!", "?", "that", "—", "–"})


class Kind(IntEnum):
    """What a word of a sentence is."""

    WORD = 0
    SIGN = 1
    SPEECH = 2
    PERSON = 3
    BODY = 4


class Word(NamedTuple):
    """One word: its characters, its lower-case form, its kind, and which person, mention or stretch it stands for."""

    start: int
    end: int
    low: str
    kind: Kind
    ref: int = -1
    capital: bool = False


Sentence = list[Word]
_PLAIN, _SIGN = Kind.WORD, Kind.SIGN  # asked for at every word


class _Whole(NamedTuple):
    start: int
    end: int
    kind: Kind
    ref: int


def paragraphs_of(
    text: str,
    quotes: Sequence[Span],
    mentions: Sequence[Mention],
    people: Sequence[NamedPerson],
) -> list[list[Sentence]]:
    """The paragraphs of a text, each a list of sentences.

    A stretch of speech takes its marks with it. Of wholes that overlap, speech comes first, then persons, then the
    longer. A possessive *'s* behind a name stays a word of its own.
    """
    wholes = _parted(_wholes(text, quotes, mentions, people))
    found: list[list[Sentence]] = []
    for paragraph in _paragraphs(text, _words(text, wholes)):
        sentences = list(_sentences(text, paragraph))
        if sentences:
            found.append(sentences)
    return found


def _wholes(
    text: str, quotes: Sequence[Span], mentions: Sequence[Mention], people: Sequence[NamedPerson]
) -> Iterator[_Whole]:
    for i, quote in enumerate(quotes):
        yield _Whole(*_with_marks(text, quote), Kind.SPEECH, i)
    for i, person in enumerate(people):
        for at in person.at:
            yield _Whole(at.start, at.end, Kind.PERSON, i)
    for i, mention in enumerate(mentions):
        if mention.label in _BODIES:
            yield _Whole(mention.at.start, mention.at.end, Kind.BODY, i)


def _with_marks(text: str, quote: Span) -> tuple[int, int]:
    """A stretch of speech with the marks and blanks around it."""
    start, end = quote.start, quote.end
    while start and text[start - 1] in " \t":
        start -= 1
    while start and text[start - 1] in _MARKS and quote.start - start < 4:  # noqa: PLR2004  (blanks and two marks)
        start -= 1
    while text[end : end + 1] in {" ", "\t"} and text[end + 1 : end + 2] in set(_MARKS):
        end += 1
    while end < len(text) and text[end] in _MARKS and end - quote.end < 4:  # noqa: PLR2004
        end += 1
    return start, end


def _parted(wholes: Iterable[_Whole]) -> list[_Whole]:
    """Wholes that do not overlap, in the order of the text."""
    kept: list[_Whole] = []
    for whole in sorted(wholes, key=lambda one: (one.start, one.kind, -one.end)):
        if not kept or whole.start >= kept[-1].end:
            kept.append(whole)
        elif _outdoes(whole, kept[-1]):
            kept[-1] = whole
    return kept


def _outdoes(whole: _Whole, last: _Whole) -> bool:
    """Whether a whole takes the place of one before it that it overlaps."""
    return whole.kind < last.kind or (whole.kind == last.kind != Kind.SPEECH and whole.end > last.end)


def _words(text: str, wholes: Sequence[_Whole]) -> Iterator[Word]:
    place = 0
    for whole in wholes:
        yield from _between(text, place, whole.start)
        low = text[whole.start : whole.end].lower() if whole.kind == Kind.BODY else ""
        yield Word(whole.start, whole.end, low, whole.kind, whole.ref, capital=True)
        place = whole.end
        if whole.kind != Kind.SPEECH and (own := _POSSESSIVE.match(text, place)):
            yield Word(place, own.end(), "'s", Kind.WORD)
            place = own.end()
    yield from _between(text, place, len(text))


def _between(text: str, start: int, end: int) -> Iterator[Word]:
    for match in _WORD.finditer(text, start, end):
        at, stop = match.span()
        word = match.group()
        if word[0] == "\n":
            yield Word(at, stop, "\n" if word.count("\n") == 1 else "\n\n", _SIGN)
        elif not (word[0].isalnum() or word[0] == "_"):
            yield Word(at, stop, word, _SIGN)
        elif word.endswith(_OWN):
            yield Word(at, stop - 2, word[:-2].lower(), _PLAIN, -1, word[0].isupper())
            yield Word(stop - 2, stop, "'s", _PLAIN)
        else:
            yield Word(at, stop, word.lower(), _PLAIN, -1, word[0].isupper())


def _paragraphs(text: str, words: Iterable[Word]) -> Iterator[list[Word]]:
    current: list[Word] = []
    for word in words:
        if word.low[:1] == "\n":
            if word.low == "\n" and _runs_on(text, current, word):
                continue
            if current:
                yield current
            current = []
        else:
            current.append(word)
    if current:
        yield current


def _runs_on(text: str, before: Sequence[Word], gap: Word) -> bool:
    """Whether a single line break only fitted the text to a screen."""
    last, after = before[-1] if before else None, text[gap.end : gap.end + 1]
    return last is not None and after.islower() and (last.kind != Kind.SIGN or last.low in ",;-")


def _sentences(text: str, words: Sequence[Word]) -> Iterator[Sentence]:
    current: Sentence = []
    for i, word in enumerate(words):
        current.append(word)
        ends = word.kind != _PLAIN and i + 1 < len(words) and _ends(text, words, i, words[i + 1])
        if ends or len(current) >= LONGEST:
            yield current
            current = []
    if current:
        yield current


def _ends(text: str, words: Sequence[Word], i: int, following: Word) -> bool:
    """Whether a sentence ends behind ``words[i]``."""
    word = words[i]
    if word.kind == Kind.SPEECH:
        return _speech_ends(text, word, following)
    if word.low not in _ENDS:
        return False
    if not _may_begin(following) or following.start == word.end:
        return False
    before = words[i - 1] if i else None
    if before is None or word.low != "." or before.end != word.start:
        return True
    return not is_shortened(text[before.start : before.end])


def _may_begin(word: Word) -> bool:
    return word.capital or word.kind != Kind.WORD or word.low[0].isdigit()


def _speech_ends(text: str, word: Word, following: Word) -> bool:
    """Whether speech that ends with a full stop is the end of its sentence.

    Behind a question or an exclamation mark the attribution may follow: "…!" Maren said.
    """
    last = text[word.start : word.end].rstrip(_MARKS + " ")[-1:]
    if following.kind == Kind.SPEECH:
        return last in _ENDS
    return last in {".", "…"} and (following.capital or following.kind in {Kind.PERSON, Kind.BODY})


def segments(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """The stretches between the commas of a phrase."""
    start = 0
    for i, word in enumerate(words):
        if word.low == ",":
            yield words[start:i]
            start = i + 1
    yield words[start:]


def without_brackets(words: Sequence[Word]) -> Sequence[Word]:
    """The words without those in round brackets, and without the brackets."""
    if not any(word.low == "(" for word in words):
        return words
    kept: list[Word] = []
    depth = 0
    for word in words:
        depth += word.low == "("
        if not depth:
            kept.append(word)
        depth -= word.low == ")" and depth > 0
    return kept


def phrase_from(sentence: Sentence, start: int, stop: int | None = None) -> Sequence[Word]:
    """The words from ``start`` on, up to speech, a stop or *that*."""
    stop = len(sentence) if stop is None else stop
    for j in range(start, stop):
        if sentence[j].kind == Kind.SPEECH or sentence[j].low in _CUTS:
            return sentence[start:j]
    return without_stop(sentence[start:stop])


def without_stop(words: Sequence[Word]) -> Sequence[Word]:
    """The words without the sign that ends their sentence."""
    return words[:-1] if words and words[-1].low in {".", "!", "?"} else words


def low_at(sentence: Sequence[Word], i: int) -> str:
    """The word at ``i`` in lower case; empty outside the sentence."""
    return sentence[i].low if 0 <= i < len(sentence) else ""
