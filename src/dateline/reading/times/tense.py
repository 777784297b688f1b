"""Which side of the day of publication a clause lies on, by the words around an expression."""

from collections.abc import Mapping, Sequence

from dateline.reading.times.lexer import Tokens
from dateline.reading.times.reckon import Tense

_REACH = 40  # words
_LOOK_BACK = 4  # words between an auxiliary and its verb
_STOPS = frozenset(".?!")


class Tenses:
    """Tells the tense at a place of a text.

    Args:
        words: Lists of ``data/times/tense.yaml``.
    """

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._lists = {name: frozenset(listed) for name, listed in words.items()}
        self._ahead, self._to_come = self._lists["ahead"], self._lists["to_come"]

    def at(self, tokens: Tokens, first: int, last: int) -> Tense:
        """The tense of the clause in which tokens ``first`` to ``last`` stand.

        The nearest verb before them tells, else the nearest after them.
        """
        words = tokens.words
        start = self._sentence_start(tokens, first)
        for i in range(first - 1, start - 1, -1):
            if tense := self._of(words, i, start):
                return tense
        for i in range(last, min(len(words), last + _REACH)):
            if self._ends(tokens, i):
                break
            if tense := self._of(words, i, last):
                return tense
        return Tense.UNTOLD

    def _of(self, words: Sequence[str], i: int, start: int) -> Tense | None:
        """The tense that a word tells, if it tells one."""
        word, lists = words[i], self._lists
        if word in self._ahead:
            return Tense.FUTURE
        if word == "to" and i > start and words[i - 1] in self._to_come:
            return Tense.FUTURE
        if word in lists["future"]:
            return Tense.FUTURE
        if word in lists["past"] or (word.endswith("ed") and word not in lists["not_past"] and len(word) > 3):  # noqa: PLR2004
            return Tense.FUTURE if self._comes_after_an_auxiliary(words, i, start) else Tense.PAST
        return Tense.FUTURE if word in lists["present"] else None

    def _comes_after_an_auxiliary(self, words: Sequence[str], i: int, start: int) -> bool:
        """Whether the verb is one of "will be held", "is to be signed", "to be completed"."""
        for j in range(i - 1, max(start, i - _LOOK_BACK) - 1, -1):
            if words[j] in self._ahead or (words[j] == "to" and j + 1 < i and words[j + 1] == "be"):
                return True
            if words[j] in self._lists["borders"]:
                return False
        return False

    def _sentence_start(self, tokens: Tokens, first: int) -> int:
        """The first token of the sentence, no farther off than the eye reaches."""
        for i in range(first - 1, max(0, first - _REACH) - 1, -1):
            if self._ends(tokens, i):
                return i + 1
        return max(0, first - _REACH)

    def _ends(self, tokens: Tokens, i: int) -> bool:
        """Whether a sentence ends with a token."""
        word = tokens.words[i]
        if word not in _STOPS:
            return "GAP" in tokens.values[i]
        if i and word == "." and tokens.words[i - 1] in self._lists["short"]:
            return False
        after = tokens.ends[i]
        return not tokens.text[after : after + 1].isalnum()

    def sentence(self, tokens: Tokens, i: int) -> tuple[int, int]:
        """The tokens of the sentence around one: first, and last not counted."""
        start = self._sentence_start(tokens, i)
        end = next((j + 1 for j in range(i, len(tokens.words)) if self._ends(tokens, j)), len(tokens.words))
        return start, end
