"""Copies of one story under several mastheads, and sentences that one article took from another.

*Twins* are whole articles that are almost the same text, seven in ten of their runs of five. They are found by MinHash
and locality-sensitive hashing (Broder 1997), so that a hundred thousand articles are not compared each with each; what
the hashes propose is then counted exactly. *Reuse* is smaller: one sentence of an article, or a good part of it word by
word, in another. A paper that prints an agency's paragraph among its own confirms nothing by it.

Both go by words alone, without case, accents and marks, so a curly quotation mark hides no copy.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from unicodedata import normalize

from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped]

from dateline.books.stops import is_shortened
from dateline.model.span import Span

_RUN = 5  # words of a shingle
_HASHES, _SEED, _BANDS = 128, 1, 32  # four hashes to a band: of pairs half alike, 87 in 100 are proposed, of twins all
_ALIKE = 0.7  # Jaccard likeness of shingles from which two articles are twins
_HELD = 0.85  # or this share of the shorter one's shingles, if it is no mere paragraph of the longer
_HALF = 0.5  # of the longer one's length that the shorter must have
_RUN_OF_ONE = 8  # words in one row that two writers hardly ever choose alike
_TAKEN = 0.4  # of a sentence's words that stand in such rows of one sentence of another article
_WORD, _ACCENT = re.compile(r"\w+"), re.compile("[\u0300-\u036f]")
_DAYS = 30  # between two twins, at most: what comes later in the same words is a form that was filled in again
_LAST, _LONGEST_SHORT = re.compile(r"(?:^|[^\w.-])([\w.-]+)\.\Z"), 16  # characters before a gap
_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[^\W\d_a-zà-ÿ])|(?<!\s)\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Text:
    """An article as far as twins go: its key, its text, and when it came out."""

    key: str
    text: str
    published: date | None = None

    @property
    def order(self) -> tuple[date, str]:
        """Who came first; of a day, and of unknown days (which come last), by the key."""
        return (self.published or date.max, self.key)

    def is_near(self, other: "Text") -> bool:
        """Whether two articles came out about the same time, as far as that is known."""
        if self.published is None or other.published is None:
            return True
        return abs((self.published - other.published).days) <= _DAYS


@dataclass(frozen=True, slots=True)
class Reuse:
    """A sentence of an article that another article has, too, and had first."""

    article: str
    at: Span
    first: str
    first_at: Span


class Shingles:
    """The runs of words of one text, and their MinHash."""

    def __init__(self, text: str) -> None:
        words = _words(text)
        runs = range(max(1, len(words) - _RUN + 1)) if words else ()
        self.runs = frozenset(" ".join(words[first : first + _RUN]) for first in runs)

    @cached_property
    def hashed(self) -> RMinHash:
        """Its sketch."""
        sketch = RMinHash(num_perm=_HASHES, seed=_SEED)
        sketch.update(sorted(self.runs))
        return sketch

    def is_twin(self, other: "Shingles") -> bool:
        """Whether two texts are copies: counted exactly, and the same whichever is asked."""
        return are_copies(len(self.runs), len(other.runs), len(self.runs & other.runs))


def are_copies(one: int, other: int, shared: int) -> bool:
    """Whether two texts of so many runs of words, of which they share so many, are copies."""
    short, long = sorted((one, other))
    if not short:
        return False
    return shared >= _ALIKE * (short + long - shared) or (short >= _HALF * long and shared >= _HELD * short)


def twins(texts: Iterable[Text]) -> dict[str, str]:
    """Of each article the key of the story that it tells: that of the first to appear of all its twins, or its own.

    Twins of twins are of one story. The order in which articles are given does not matter.
    """
    ordered = sorted({text.key: text for text in texts}.values(), key=lambda text: text.order)
    index = RMinHashLSH(threshold=_ALIKE, num_perm=_HASHES, num_bands=_BANDS)
    shingles: list[Shingles] = []
    first_of: list[int] = []
    for number, text in enumerate(ordered):
        own = Shingles(text.text)
        proposed = index.query(own.hashed) if own.runs else []
        found = [other for other in proposed if text.is_near(ordered[other]) and own.is_twin(shingles[other])]
        shingles.append(own)
        _link(first_of, found)
        if own.runs:
            index.insert(number, own.hashed)
    return {text.key: ordered[_root(first_of, number)].key for number, text in enumerate(ordered)}


def reused(texts: Iterable[Text]) -> Iterator[Reuse]:
    """The sentences that were taken, in whole or in good part, from an article that came out before.

    Meant for the articles of one event, of which it holds every run of eight words.

    Yields:
        In the order in which articles appeared and sentences stand. Of a sentence that several had before, the first.
    """
    origins: dict[str, tuple[str, Span]] = {}
    for text in sorted(texts, key=lambda text: text.order):
        own: dict[str, tuple[str, Span]] = {}
        for at, runs, words in _sentences(text.text):
            if (origin := _origin(runs, words, origins)) is not None:
                yield Reuse(text.key, at, *origin)
            own |= {run: own.get(run, (text.key, at)) for run in runs}
        origins = own | origins


def shares(reuses: Iterable[Reuse]) -> Mapping[str, frozenset[str]]:
    """From each article to those that it took a sentence from."""
    taken: dict[str, set[str]] = defaultdict(set)
    for reuse in reuses:
        taken[reuse.article].add(reuse.first)
    return {article: frozenset(firsts) for article, firsts in taken.items()}


def _words(text: str) -> list[str]:
    """The words, without case and accents."""
    return _WORD.findall(_ACCENT.sub("", normalize("NFKD", text.casefold())))


def _sentences(text: str) -> Iterator[tuple[Span, tuple[str, ...], int]]:
    """Where each sentence stands, its runs of words, and how many words it has."""
    start = 0
    ends = [
        (match.start(), match.end()) for match in _END.finditer(text) if "\n" in match[0] or not _shortens(text, match)
    ]
    for end, after in (*ends, (len(text), len(text))):
        words = _words(text[start:end])
        runs = range(len(words) - _RUN_OF_ONE + 1)
        if runs:
            yield Span(start, end), tuple(" ".join(words[first : first + _RUN_OF_ONE]) for first in runs), len(words)
        start = after


def _shortens(text: str, gap: re.Match[str]) -> bool:
    """Whether the stop before a gap belongs to the word before it: "Gen. Maren"."""
    last = _LAST.search(text, max(0, gap.start() - _LONGEST_SHORT), gap.start())
    return last is not None and is_shortened(last[1])


def _origin(runs: tuple[str, ...], words: int, origins: Mapping[str, tuple[str, Span]]) -> tuple[str, Span] | None:
    """The sentence that most words of these runs stand in, if they are enough."""
    covered: dict[tuple[str, Span], set[int]] = defaultdict(set)
    for first, run in enumerate(runs):
        if run in origins:
            covered[origins[run]].update(range(first, first + _RUN_OF_ONE))
    best = max(covered, key=lambda origin: (len(covered[origin]), origin), default=None)
    return best if best is not None and len(covered[best]) >= _TAKEN * words else None


def _link(first_of: list[int], found: Iterable[int]) -> None:
    """Add an article and put the stories of its twins together, under the first of all."""
    own = len(first_of)
    roots = sorted({_root(first_of, other) for other in found})
    first_of.append(roots[0] if roots else own)
    for root in roots[1:]:
        first_of[root] = roots[0]


def _root(first_of: list[int], number: int) -> int:
    while first_of[number] != number:
        number = first_of[number]
    return number
