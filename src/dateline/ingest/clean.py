"""What a text is cleaned of before it is read, and the map from cleaned characters back to the raw ones."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice

from dateline.model.article import OffsetMap
from dateline.model.span import Span

_NO_CHARACTER = re.compile("[\x00\ud800-\udfff]")
_REPLACED = "\N{REPLACEMENT CHARACTER}"
_TOKEN = re.compile(r"\w+|[^\w\s]")
_ALIKE = 5  # tokens in a row that have to agree where a line of the cleaned text is looked up in the raw one
_SKIPPED = 60  # tokens of the raw text that a line may leave out in one place
_AGREE = 3  # words in a row that have to agree behind what was left out
_TRIES = 400  # places that are tried for a line
_UNMAPPED = -1


def mended(text: str) -> tuple[str, bool]:
    """The text without NUL bytes and lone surrogates, which no output can carry; and whether there were any.

    Each is replaced by one U+FFFD, so that offsets into the text as given stay true. Nothing else is changed: white
    space, quotation marks, dashes and accents stay as they were given, as spans and quotations have to.
    """
    mended_text, count = _NO_CHARACTER.subn(_REPLACED, text)
    return mended_text, count > 0


def aligned(text: str, shown: str, places: Sequence[tuple[int, int]]) -> OffsetMap:
    """The map from a cleaned text to the raw one, found by the words that the two share, in their order.

    Args:
        text: The cleaned text, line by line an excerpt from what the raw text shows.
        shown: What the raw text shows: without markup, with its entities decoded.
        places: For each character of ``shown``, where it begins and ends in the raw text.

    Returns:
        A map of all characters of ``text``; words that are not found where they are due, and the spaces beside them,
        are not mapped.
    """
    spots = [(_UNMAPPED, _UNMAPPED)] * len(text)
    there = _Shown(shown)
    for line in re.finditer(r"[^\n]+", text):
        tokens = [(token.start(), token.end()) for token in _TOKEN.finditer(text, line.start(), line.end())]
        for (start, end), (first, last) in there.follow(text, tokens):
            if text[start:end] == shown[first:last]:
                spots[start:end] = places[first:last]
            else:  # written with other characters: all of the word comes from all of the word
                spots[start:end] = [(places[first][0], places[last - 1][1])] * (end - start)
    _bridge(spots, text)
    return _compressed(spots)


def excerpt(text: str, raw: str) -> OffsetMap:
    """The map from a text to the plain one that it was drawn from, line by line, perhaps with other spaces."""
    return aligned(text, raw, [(i, i + 1) for i in range(len(raw))])


def behind(words: str, text: str, way: OffsetMap) -> tuple[str, OffsetMap]:
    """A text with words before it that the raw text does not hold there, and its map, in which they are not mapped.

    Args:
        words: What is put before it.
        text: The text.
        way: Its map.
    """
    inner = way if way.starts else OffsetMap((0, len(text)), (0, _UNMAPPED), (len(text), _UNMAPPED))
    starts = (0, *(start + len(words) for start in inner.starts))
    return words + text, OffsetMap(starts, (_UNMAPPED, *inner.raws), (_UNMAPPED, *inner.ends))


def without(text: str, way: OffsetMap, spans: Sequence[Span]) -> tuple[str, OffsetMap]:
    """A text without some of its stretches, and its map.

    Args:
        text: The text.
        way: Its map.
        spans: What is left out, in its order; none overlaps another.
    """
    edges = [0, *(edge for span in spans for edge in (span.start, span.end)), len(text)]
    kept = [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if start < end]
    words = "".join(text[start:end] for start, end in kept)
    runs, length = list[tuple[int, int, int]](), 0
    for start, end in kept:
        runs += [(length + at - start, raw, to) for at, raw, to in _runs(text, way, start, end)]
        length += end - start
    starts, raws, ends = zip(*runs, (length, _UNMAPPED, _UNMAPPED), strict=True)
    return words, OffsetMap(starts, raws, ends)


def _runs(text: str, way: OffsetMap, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """The stretches of a map that lie within two offsets, cut there: where each begins, and its raw bounds."""
    firsts = (*way.starts, len(text)) if way.starts else (0, len(text))
    raws, ends = (way.raws, way.ends) if way.starts else ((0,), (len(text),))
    for first, last, raw, to in zip(firsts, firsts[1:], raws, ends, strict=False):
        at, until = max(first, start), min(last, end)
        if at < until:
            is_copied = raw != _UNMAPPED and to - raw == last - first
            yield (at, raw + at - first, raw + until - first) if is_copied else (at, raw, to)


class _Shown:
    """The tokens of the raw text as shown, with a cursor that only moves on."""

    def __init__(self, shown: str) -> None:
        found = [(token.group(), token.start(), token.end()) for token in _TOKEN.finditer(shown)]
        self._words = [_form(word) for word, _, _ in found]
        self._at = [(start, end) for _, start, end in found]
        self._cursor = 0
        self._where: dict[str, list[int]] = {}
        for i, word in enumerate(self._words):
            self._where.setdefault(word, []).append(i)

    def follow(self, text: str, tokens: Sequence[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
        """Pairs of places, of tokens of one cleaned line and of the shown tokens that they came from."""
        words = [_form(text[start:end]) for start, end in tokens]
        j = self._begin(words)
        if j is None:
            return
        for i in range(len(words)):
            found = self._next(words[i : i + _AGREE], j)
            if found is not None:
                yield tokens[i], self._at[found]
                j = self._cursor = found + 1

    def _begin(self, words: Sequence[str]) -> int | None:
        """Where the line begins: the first place from the cursor on at which most of its first words stand."""
        head = words[:_ALIKE]
        for skipped, word in enumerate(head[:2]):
            ahead = (i for i in self._where.get(word, ()) if i >= self._cursor)
            for i in islice(ahead, _TRIES):
                there = self._words[i : i + len(head) - skipped]
                if sum(a == b for a, b in zip(head[skipped:], there, strict=False)) >= max(1, len(head) - skipped - 1):
                    return i
        return None

    def _next(self, words: Sequence[str], start: int) -> int | None:
        """The place of the first of these words: here, or a little further on if those behind it agree as well."""
        if self._words[start : start + 1] == [words[0]]:
            return start
        reach = _SKIPPED if len(words) == _AGREE else _AGREE
        for i in range(start + 1, min(start + reach, len(self._words))):
            if self._words[i] == words[0] and self._words[i : i + len(words)] == list(words):
                return i
        return None


def _form(word: str) -> str:
    return word if word.isascii() else unicodedata.normalize("NFC", word)


def _bridge(spots: list[tuple[int, int]], text: str) -> None:
    """Map the space between two mapped words to all that stands between them."""
    for space in re.finditer(r"(?<=\S)\s+(?=\S)", text):
        before, after = spots[space.start() - 1][1], spots[space.end()][0]
        if _UNMAPPED not in (before, after) and before <= after:
            spots[space.start() : space.end()] = [(before, after)] * len(space.group())


def _compressed(spots: Sequence[tuple[int, int]]) -> OffsetMap:
    starts: list[int] = []
    raws: list[int] = []
    ends: list[int] = []
    for i, (raw, end) in enumerate(spots):
        runs_on = bool(i) and (
            (raw == _UNMAPPED and raws[-1] == _UNMAPPED)
            or (raw != _UNMAPPED and spots[i - 1] == (raw - 1, raw) and end == raw + 1)
            or (raw != _UNMAPPED and spots[i - 1] == (raw, end))
        )
        if runs_on:
            ends[-1] = end
        else:
            starts.append(i)
            raws.append(raw)
            ends.append(end)
    if spots and raws[-1] != _UNMAPPED:  # so that the last stretch has an end as well
        starts.append(len(spots))
        raws.append(_UNMAPPED)
        ends.append(_UNMAPPED)
    return OffsetMap(tuple(starts), tuple(raws), tuple(ends))
