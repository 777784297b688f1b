"""Names of persons taken whole: pieces joined, titles and addresses cut off, initials and generations taken in."""

import re
from collections.abc import Iterator, Sequence

from dateline.books.around import NOT_FIRST_NAMES, PERSONS_TOO, TITLES
from dateline.model.mention import Label, Mention
from dateline.model.span import Span
from dateline.reading.name_patterns import NamePatterns, name_patterns

_FAR = 60  # characters before a name in which a title may stand
_FEW_WORDS = 2
_BLANK = re.compile(r"\s*\n\s*\n\s*")
_TITLE_BEFORE = re.compile(r"[^\W\d_a-z][\w.]*\s\Z")  # another title: "Brig Gen Amir Ruh"
_INITIALS = re.compile(r"(?<![\w.’'-])(?:[A-Z]\.\s?|(?!I\s)[A-Z]\s){1,4}\Z")
_WORD_BEFORE = re.compile(r"(?<=[^\W_.] |[,;] )(?P<word>[A-Z][^\W\d_A-Z]+)\s\Z")
_SYLLABLE = re.compile(r"[-\u2010]([^\W\d_]{2,7})\b")


def whole_names(spans: Sequence[Span], mentions: Sequence[Mention], text: str) -> list[Span]:
    """Names of persons, each whole and alone, from the pieces that the encoder labels; in the order of the text."""
    words = name_patterns()
    whole = _joined([part for span in sorted(spans) for part in _paragraphs(span, text)], text, words)
    return [bare for span in whole if (bare := _bare(span, mentions, text, words))]


def _paragraphs(span: Span, text: str) -> Iterator[Span]:
    """The parts of a stretch that stand in different paragraphs."""
    start = span.start
    for gap in _BLANK.finditer(text, span.start, span.end):
        if start < gap.start():
            yield Span(start, gap.start())
        start = gap.end()
    if start < span.end:
        yield Span(start, span.end)


def _joined(spans: Sequence[Span], text: str, words: NamePatterns) -> list[Span]:
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


def _two(gap: str, span: Span, text: str, words: NamePatterns) -> bool:
    """Whether a hyphen parts two persons: "the Maren-Ruh summit"."""
    return "-" in gap and bool(words.pairs.match(text, span.end))


def _bare(span: Span, mentions: Sequence[Mention], text: str, words: NamePatterns) -> Span | None:
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
    if mention.words in name_patterns().given and _TITLE_BEFORE.search(
        text, max(0, mention.at.start - _FAR), mention.at.start
    ):
        return False
    return mention.label is Label.OFFICE


def _widened(span: Span, mentions: Sequence[Mention], text: str, words: NamePatterns) -> Span:
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


def _is_given_name(word: str, words: NamePatterns) -> bool:
    low = word.lower()
    barred = low in NOT_FIRST_NAMES or low in TITLES or bool(words.things.search(f"{word} "))
    return not (barred or words.addressed.fullmatch(word) or word in words.never)
