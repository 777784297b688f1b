"""Words into the pieces that the encoder reads: ids, shapes, and windows of whole words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

SHAPES = 16
FLAGS = 16
WINDOW = 510  # pieces of one window, without the two marks at its ends
FIRST_MARK, LAST_MARK, UNKNOWN = 101, 102, 100

_PUNCTUATION = {".": 9, ",": 10, "-": 11, "–": 11, "—": 11, "(": 12, ")": 12, "[": 12, "]": 12}
_QUOTES = frozenset("\"'“”‘’«»„‟`")
_MIDDLE = 3  # letters from which a word in capitals is more than initials
_YEAR = 4


def shape_of(word: str) -> int:  # noqa: PLR0911  (one answer to a form)
    """Which of the sixteen forms a word has: the encoder reads lower case only, so this is where capitals go.

    0 is no word at all; 1 lower case, 2 capitalised, 3 capitals, 4 initials, 5 mixed, 6 day-like number, 7 year-like,
    8 other digits, 9 full stop, 10 comma, 11 dash, 12 bracket, 13 quotation mark, 14 abbreviation, 15 other.
    """
    if word in _PUNCTUATION:
        return _PUNCTUATION[word]
    if word[0] in _QUOTES:
        return 13
    if word[0].isdigit():
        if word.isdigit():
            return 6 if len(word) < _MIDDLE else 7 if len(word) == _YEAR else 8
        return 8
    if not word[0].isalpha():
        return 15
    if word[-1] == "." and len(word) > 1:
        return 4 if word.isupper() else 14
    if word.isupper():
        return 3 if len(word) >= _MIDDLE else 4
    if word.islower():
        return 1
    return 2 if word[0].isupper() and word[1:].islower() else 5


class Pieces:
    """The word-piece table, with a memory of the words it has cut before."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, tuple[int, ...]] = {}

    def cut(self, words: Sequence[str]) -> list[tuple[int, ...]]:
        """The piece ids of each word; never empty: a word that the table cannot spell is one unknown piece."""
        new = [word for word in dict.fromkeys(words) if word not in self._known]
        if new:
            if len(self._known) > 50_000:  # noqa: PLR2004  (memory stays bounded over any number of articles)
                self._known.clear()
                new = list(dict.fromkeys(words))
            for word, cut in zip(new, self._tokenizer.encode_batch(new, add_special_tokens=False), strict=True):
                self._known[word] = tuple(cut.ids[:24]) or (UNKNOWN,)
        return [self._known[word] for word in words]


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``start`` to ``end`` (half-open) of a document, with the ids of their pieces."""

    start: int
    end: int
    pieces: tuple[tuple[int, ...], ...]


def windows(pieces: Sequence[tuple[int, ...]], breaks: Iterable[int], size: int = WINDOW) -> Iterator[Window]:
    """Pack words into windows of at most ``size`` pieces, parted at a break (where a paragraph begins) if it can be.

    Args:
        pieces: The pieces of each word.
        breaks: Words before which a window may end, ascending; others are cut only where a paragraph is too long.
        size: How many pieces a window holds.

    Yields:
        Windows that cover all words once, in order.
    """
    stops = sorted({*breaks, len(pieces)} - {0})
    start, used, last = 0, 0, 0
    allowed = set(stops)
    for i, cut in enumerate(pieces):
        while used + len(cut) > size and i > start:
            end = last if last > start else i
            yield Window(start, end, tuple(pieces[start:end]))
            start, used = end, sum(map(len, pieces[end:i]))
        used += len(cut)
        if i + 1 in allowed:
            last = i + 1
    if start < len(pieces):
        yield Window(start, len(pieces), tuple(pieces[start:]))


@dataclass(frozen=True, slots=True)
class Row:
    """One window as the encoder takes it; words ``start`` to ``end`` of the document.

    ``ids`` and ``shapes`` are (pieces,), ``flags`` (pieces, FLAGS); ``first`` and ``last`` (words,) are the places of a
    word's first and last piece.
    """

    start: int
    end: int
    ids: NDArray[np.int64]
    shapes: NDArray[np.int64]
    flags: NDArray[np.float32]
    first: NDArray[np.int64]
    last: NDArray[np.int64]


def pack(
    table: Pieces,
    words: Sequence[str],
    flags: NDArray[np.float32],
    breaks: Iterable[int],
    *,
    header: Sequence[str] = (),
    header_flag: int = FLAGS - 1,
    size: int = WINDOW,
) -> list[Row]:
    """Cut a document into rows for the encoder, the header before each."""
    front = [(p, shape_of(w)) for w, cut in zip(header, table.cut(header), strict=True) for p in cut]
    front_ids = [FIRST_MARK, *(p for p, _ in front), *([LAST_MARK] if front else [])]
    front_shapes = [0, *(s for _, s in front), *([0] if front else [])]
    rows = []
    for w in windows(table.cut(words), breaks, size + 1 - len(front_ids)):
        sizes = np.array([len(cut) for cut in w.pieces])
        ids = np.array([*front_ids, *(p for cut in w.pieces for p in cut), LAST_MARK], np.int64)
        shapes = np.array([shape_of(word) for word in words[w.start : w.end]])
        marks = np.zeros((len(ids), FLAGS), np.float32)
        marks[1 : 1 + len(front), header_flag] = 1
        marks[len(front_ids) : -1] = np.repeat(flags[w.start : w.end], sizes, 0)
        last = len(front_ids) + np.cumsum(sizes) - 1
        forms = np.concatenate([front_shapes, np.repeat(shapes, sizes), [0]]).astype(np.int64)
        rows.append(Row(w.start, w.end, ids, forms, marks, last - sizes + 1, last))
    return rows
