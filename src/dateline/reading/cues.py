"""Words that change how a claim is to be taken."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dateline.books.cuebook import Clauses, Cuebook, CueRule, Node, Reach
from dateline.model.mention import Cue, Modality
from dateline.model.span import Span

_WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")
_HARD = re.compile(r"[;:—–]|\s-\s")
_AFTER = 20  # words before a cue in which stands what it needs
_NEAR = 4  # words behind "and" in which a verb of its own makes it a clause

# What an article says outweighs in this order, where cues of several kinds govern the same words.
_WEIGHT = {
    modality: weight
    for weight, modality in enumerate(
        (
            Modality.HELD,
            Modality.HABITUAL,
            Modality.ONGOING,
            Modality.PLANNED,
            Modality.CONDITIONAL,
            Modality.RUMOURED,
            Modality.DENIED,
            Modality.CANCELLED,
        )
    )
}


def cues_in(text: str, sentences: Sequence[Span], book: Cuebook | None = None) -> list[Cue]:
    """The cues of a text, in its order; of cues that overlap, the longest.

    Args:
        text: The article's text.
        sentences: Where its sentences stand; a cue never reaches out of its own.
        book: The rules; those of the package if none are given.
    """
    book = book or Cuebook.load()
    return [cue for sentence in sentences for cue in _Sentence(text, sentence, book.clauses).cues(book)]


def governing(cues: Sequence[Cue], span: Span) -> Cue | None:
    """The cue that decides how the words there are to be taken: the weightiest that reaches them, then the nearest."""
    reaching = [cue for cue in cues if cue.scope.overlaps(span) or cue.at.overlaps(span)]
    return max(reaching, key=lambda cue: (_WEIGHT[cue.modality], -_distance(cue.at, span)), default=None)


def _distance(a: Span, b: Span) -> int:
    return max(0, a.start - b.end, b.start - a.end)


class _Found(NamedTuple):
    """A cue among the words of a sentence: words ``start`` to ``end``, and its rule."""

    start: int
    end: int
    rule: CueRule


class _Sentence:
    """The words of one sentence, and the places where its clauses begin."""

    def __init__(self, text: str, span: Span, clauses: Clauses) -> None:
        self._text, self._clauses = text, clauses
        self._at = [match.span() for match in _WORD.finditer(text, span.start, span.end)]
        self._low = [text[start:end].lower().replace("’", "'") for start, end in self._at]
        self._bounds: list[int] | None = None

    def cues(self, book: Cuebook) -> Iterator[Cue]:
        """The cues of this sentence."""
        for found in _longest(list(self._matches(book))):
            if scope := self._scope(found):
                at = Span(self._at[found.start][0], self._at[found.end - 1][1])
                yield Cue(at=at, scope=scope, modality=found.rule.modality, rule=found.rule.ref)

    # -- finding -----------------------------------------------------------------------------------------------

    def _matches(self, book: Cuebook) -> Iterator[_Found]:
        first = book.phrases.after
        for i, low in enumerate(self._low):
            if low in first:
                yield from self._grown(first[low], i, i + 1)

    def _grown(self, node: Node, start: int, end: int) -> Iterator[_Found]:
        """Every phrase of the tree below ``node`` that the words from ``end`` on complete."""
        for rule in node.rules:
            if self._may(start, end, rule):
                yield _Found(start, end, rule)
        if not node.after or end >= len(self._low) or self._parted(end - 1, end):
            return
        word = self._low[end]
        for wanted in (word, "*", "~ing" if word.endswith("ing") else ""):
            if following := node.after.get(wanted):
                yield from self._grown(following, start, end + 1)

    def _parted(self, start: int, end: int) -> bool:
        """Whether a sign stands between the words of a cue: then it is none."""
        return any("," in gap or _HARD.search(gap) for gap in map(self._gap, range(start + 1, end + 1)))

    def _may(self, start: int, end: int, rule: CueRule) -> bool:
        """Whether nothing around the words forbids the rule; a capital inside a sentence makes a name of them."""
        if start and self._text[self._at[start][0]].isupper():
            return False
        behind = start and self._low[start - 1] in rule.not_behind
        before = end < len(self._low) and self._low[end] in rule.not_before
        lacks = bool(rule.only_after) and rule.only_after.isdisjoint(self._low[max(0, start - _AFTER) : start])
        return not (behind or before or lacks)

    # -- reaching ----------------------------------------------------------------------------------------------

    def _scope(self, found: _Found) -> Span | None:
        reach = found.rule.reach
        start, end = found.end, found.start
        if reach in {Reach.BACKWARD, Reach.BOTH}:
            end = self._verb_start(found.start)
            start = self._clause_start(end)
            while end > start and self._low[end - 1] in self._clauses.relative:
                end -= 1
        if reach != Reach.BACKWARD:
            begin = found.end + self._is_that(found.end)
            start = begin if reach != Reach.BOTH else start
            end = self._clause_end(begin, over=reach == Reach.ONWARD)
        if start >= end:
            return None
        return Span(self._at[start][0], self._at[end - 1][1])

    def _verb_start(self, i: int) -> int:
        while i and self._low[i - 1] in self._clauses.auxiliaries and not self._parted(i - 1, i):
            i -= 1
        return i

    def _is_that(self, i: int) -> bool:
        return i < len(self._low) and self._low[i] == "that"

    def _clause_start(self, i: int) -> int:
        """The first word of the clause that the word ``i`` stands in; of a relative clause, what it hangs on too."""
        bounds = [0, *(bound for bound in self._breaks() if bound < i)]
        if i and "," in self._gap(i):
            return self._before_insertion(i)
        while len(bounds) > 1 and self._is_relative(bounds[-1]):
            bounds.pop()
        return bounds[-1]

    def _before_insertion(self, i: int) -> int:
        """Where the clause begins whose verb stands behind an inserted part: "the patrol, due in May, was …"."""
        for bound in range(i - 1, 0, -1):
            firm = (
                self._low[bound] in self._clauses.breaks
                and not self._is_relative(bound)
                and "," not in self._gap(bound)
            )
            if (
                _HARD.search(self._gap(bound))
                or firm
                or self._low[bound - 1] in self._clauses.begins - self._clauses.relative
            ):
                return bound
        return 0

    def _is_relative(self, bound: int) -> bool:
        relative = self._clauses.relative
        return self._low[bound] in relative or (bound > 0 and self._low[bound - 1] in relative)

    def _clause_end(self, i: int, *, over: bool) -> int:
        for bound in self._breaks():
            if bound > i and (not over or _HARD.search(self._gap(bound))):
                return bound
        return len(self._low)

    def _breaks(self) -> list[int]:
        """The words at which a clause begins, ascending."""
        if self._bounds is None:
            self._bounds = [i for i in range(1, len(self._low)) if self._begins(i)]
        return self._bounds

    def _begins(self, i: int) -> bool:
        words, low, gap = self._clauses, self._low, self._gap(i)
        if low[i] in words.breaks or low[i - 1] in words.begins or _HARD.search(gap):
            return True
        if "," in gap:
            return self._is_clause(i)
        return low[i] == "and" and any(word in words.finite for word in low[i + 1 : i + 1 + _NEAR])

    def _is_clause(self, i: int) -> bool:
        """Whether the part that a comma opens has a verb of its own."""
        for j in range(i, len(self._low)):
            if j > i and "," in self._gap(j):
                return False
            if self._low[j] in self._clauses.finite:
                return True
        return False

    def _gap(self, i: int) -> str:
        """What stands between the word ``i`` and the word before it."""
        return self._text[self._at[i - 1][1] : self._at[i][0]]


def _longest(found: Sequence[_Found]) -> list[_Found]:
    """Of matches that share words the longest, and of equal ones the first; in the order of the text."""
    kept: list[_Found] = []
    taken: set[int] = set()
    for match in sorted(found, key=lambda one: (one.start - one.end, one.start, one.rule.id)):
        words = range(match.start, match.end)
        if taken.isdisjoint(words):
            taken.update(words)
            kept.append(match)
    return sorted(kept)
