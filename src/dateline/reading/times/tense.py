"""Which side of the day of publication a clause lies on, by the words around an expression."""

from collections.abc import Mapping, Sequence

from dateline.books.stops import is_shortened
from dateline.reading.times.lexer import Tokens
from dateline.reading.times.reckon import Tense

_REACH = 40  # words
_LOOK_BACK = 4  # words between an auxiliary and its verb
_STOPS = frozenset(".?!")
_NO_VERBS = frozenset({"the", "a", "an", "its", "his", "her", "their", "this", "that"})
_FAR_BACK = 8  # words between "invited" and "to"
_AIMS = frozenset({"to", "until", "till"})  # right before an expression: "postponed to Friday"
_HAVE = frozenset({"have", "been"})
_SHORTEST_PAST = 4


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
        start, end = self.sentence(tokens, first)
        if first > start and words[first - 1] in _AIMS:
            return Tense.PAST if self._has_lasted(tokens, first - 1, start) else Tense.FUTURE
        if first > start and words[first - 1] == "since":
            return Tense.PAST
        sides = (range(first - 1, start - 1, -1), start), (range(last, min(end, last + _REACH)), last)
        for places, limit in sides:
            for i in places:
                if tense := self._of(tokens, i, limit, (start, end)):
                    return tense
        return Tense.UNTOLD

    def _has_lasted(self, tokens: Tokens, i: int, start: int) -> bool:
        """Whether what leads to a day ends something that has lasted: "stayed until Wednesday", not "put off until"."""
        words = tokens.words
        if words[i] == "to":
            return False
        verbs = (words[j] for j in range(i - 1, start - 1, -1) if self._of(tokens, j, start, (start, i)))
        return next(verbs, "") in self._lists["lasted"]

    def _of(self, tokens: Tokens, i: int, start: int, sentence: tuple[int, int]) -> Tense | None:
        """The tense that a word tells, if it tells one."""
        words, lists = tokens.words, self._lists
        word = words[i]
        if word in self._ahead or word in lists["future"]:
            return Tense.FUTURE
        if word == "to" and self._looks_ahead(tokens, i, start):
            return Tense.EITHER if words[i + 1 : i + 2] == ["have"] else Tense.FUTURE
        if word in lists["plans"] or (word in lists["plans_for"] and words[i + 1 : i + 2] == ["for"]):
            return self._of_a_plan(words, i, sentence)
        if word in lists["past"] or self._is_past(tokens, i, sentence[0]):
            return self._of_a_verb(tokens, i, start)
        return Tense.FUTURE if word in lists["present"] and words[max(i - 1, start)] != "to" else None

    def _looks_ahead(self, tokens: Tokens, i: int, start: int) -> bool:
        """Whether a "to" is that of "is to visit", "due to arrive", "invited him to come", and not of "to Paris"."""
        words = tokens.words
        if i <= start or i + 1 >= len(words) or tokens.is_capital(i + 1) or words[i + 1] in _NO_VERBS:
            return False
        asked = words[max(start, i - _FAR_BACK) : i]
        return words[i - 1] in self._to_come or any(w in self._lists["asking"] for w in asked)

    def _of_a_plan(self, words: Sequence[str], i: int, sentence: tuple[int, int]) -> Tense:
        """A plan lies ahead, and on either side if it was called off."""
        start, end = sentence
        before = words[max(start, i - _LOOK_BACK) : i]
        was_one = any(w in self._lists["was_planned"] for w in before)
        called_off = any(w in self._lists["called_off"] for w in words[start:end])
        undone = any(words[j] in self._lists["undone"] and words[j + 1 : j + 2] == ["not"] for j in range(start, end))
        return Tense.EITHER if was_one or called_off or undone else Tense.FUTURE

    def _is_past(self, tokens: Tokens, i: int, start: int) -> bool:
        """Whether a word is a past form in -ed: no adjective, and no name ("Javed")."""
        words, word = tokens.words, tokens.words[i]
        if i > start and tokens.is_capital(i):
            return False
        if not word.endswith("ed") or len(word) < _SHORTEST_PAST or word in self._lists["not_past"]:
            return False
        return i == 0 or words[i - 1] not in self._lists["before_adjectives"]

    def _of_a_verb(self, tokens: Tokens, i: int, start: int) -> Tense:
        """Past, but for a verb of "will be held", "is to be signed", and one that something called off."""
        words = tokens.words
        for j in range(i - 1, max(start, i - _LOOK_BACK) - 1, -1):
            if words[j] in self._ahead or words[j] == "being" or (words[j] == "to" and words[j + 1] == "be"):
                return Tense.FUTURE
            if words[j] == "to" and words[j + 1] == "have":
                return Tense.EITHER
            if words[j] in self._lists["parting"] and words[j] not in _HAVE:
                break
        after = range(i, min(i + _LOOK_BACK, len(words)))
        called_off = any(words[j] in self._lists["called_off"] and not _is_at_sea(tokens, j) for j in after)
        return Tense.EITHER if called_off else Tense.PAST

    def is_aside(self, tokens: Tokens, i: int) -> bool:
        """Whether a word stands in a clause that says more of somebody: "the guest, who came on Tuesday, …"."""
        start, _ = self.sentence(tokens, i)
        for j in range(i - 1, start, -1):
            if tokens.words[j] in self._lists["aside"]:
                return tokens.words[j - 1] == ","
            if tokens.words[j] == ",":
                return False
        return False

    def holds_on(self, tokens: Tokens, last: int, first: int) -> bool:
        """Whether the week or month that opens a sentence, up to token ``last``, still governs a day at ``first``."""
        between = [word for word in tokens.words[last:first] if word != "on"]
        if self._lists["saying"].intersection(between):
            return False
        return not between or between[-1] not in self._lists["anew"]

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
        if i and word == "." and is_shortened(tokens.text[tokens.starts[i - 1] : tokens.ends[i - 1]]):
            return False
        after = tokens.ends[i]
        return not tokens.text[after : after + 1].isalnum()

    def sentence(self, tokens: Tokens, i: int) -> tuple[int, int]:
        """The tokens of the sentence around one: first, and last not counted."""
        start = self._sentence_start(tokens, i)
        last = min(len(tokens.words), i + _REACH)
        end = next((j + 1 for j in range(i, last) if self._ends(tokens, j)), last)
        return start, end


def _is_at_sea(tokens: Tokens, i: int) -> bool:
    """Whether "off" tells where, and not that something is off: "ended off Karachi"."""
    return tokens.words[i] == "off" and i + 1 < len(tokens.words) and tokens.is_capital(i + 1)
