"""How a noun phrase is built: what leads into it, its head, and what hangs on it."""

from collections.abc import Sequence

from dateline.books.speech import Speech
from dateline.books.stops import short_forms
from dateline.model.span import Span
from dateline.reading.phrases import Kind, Word
from dateline.reading.sayings import Sayings

_TITLE_LINKS = frozenset({".", "of", "the", "for", "and", "to", "(", ")", "&", "-", "ret", "retd", "retired"})


class NounPhrases:
    """Tells the parts of noun phrases from each other, by the words of the codebook."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._sayings = Sayings(speech)

    def bare(self, phrase: Sequence[Word]) -> Sequence[Word]:
        """The phrase without what leads into it: signs, auxiliaries, and when it was."""
        return self._without_times(self._without_lead(phrase))

    def _without_lead(self, phrase: Sequence[Word]) -> Sequence[Word]:
        start = 0
        while start < len(phrase) and (
            phrase[start].kind == Kind.SIGN or phrase[start].low in self._speech.auxiliaries
        ):
            if phrase[start].low in self._speech.plural:
                break
            start += 1
        return phrase[start:]

    def _without_times(self, words: Sequence[Word]) -> Sequence[Word]:
        """The words without a lead-in that only tells when: "Last week the minister" → "the minister"."""
        start = 0
        for i, word in enumerate(words):
            if word.low in self._speech.dates or word.low.isdigit():
                start = i + 1
            elif word.low not in self._speech.times and word.low != ".":
                break
        return words[start:]

    def core(self, words: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
        """The phrase up to its head, and what hangs on it."""
        speech = self._speech
        for i, word in enumerate(words):
            if word.low == "," or word.low in speech.relative or word.kind == Kind.SPEECH:
                return words[:i], words[i:]
            if i and (word.low in speech.prepositions or word.low in speech.issued):
                return words[:i], words[i:]
        return words, ()

    def is_definite(self, core: Sequence[Word]) -> bool:
        """Whether a phrase means somebody in particular: "the minister", "Belmar minister"."""
        first = core[0]
        return first.low in self._speech.definite or (first.capital and first.low not in self._speech.articles)

    def is_nominal(self, words: Sequence[Word]) -> bool:
        """Whether a noun that can speak, or a name, stands among the words."""
        return any(self._speech.is_head(word.low) or word.capital for word in words)

    def is_title(self, word: Word) -> bool:
        """Whether a capitalised word before a name belongs to a title, and not to the name."""
        speech = self._speech
        known = short_forms(), speech.articles, speech.ladies, speech.gentlemen, speech.auxiliaries
        return self._speech.is_head(word.low) or any(word.low in words for words in known)

    def links_title(self, word: Word) -> bool:
        """Whether a word may stand between a title and its name: "Chief [of Staff Brigadier] Maren"."""
        return word.capital or word.low in _TITLE_LINKS or self._speech.is_head(word.low)

    def goes_on(self, words: Sequence[Word], i: int) -> bool:
        """Whether the noun at ``i`` is not yet the head: another follows, or it owns one."""
        if i + 1 >= len(words):
            return False
        word = words[i + 1]
        return (
            word.kind in {Kind.PERSON, Kind.BODY} or word.low == "'s" or word.capital or self._speech.is_head(word.low)
        )

    def is_complement(self, words: Sequence[Word], i: int) -> bool:
        """Whether the name at ``i`` hangs on a preposition: "a spokesman for Defence Minister Maren"."""
        between: list[str] = []
        for j in range(i - 1, -1, -1):
            word = words[j]
            if word.low in self._speech.prepositions:
                return self._is_held_by(word.low, words[j - 1].low if j else "", between)
            if word.kind in {Kind.SPEECH, Kind.PERSON} or word.low == "," or self._sayings.is_verb(word):
                return False
            if word.low != ".":
                between.append(word.low)
        return False

    def _is_held_by(self, preposition: str, before: str, between: Sequence[str]) -> bool:
        """Whether a preposition takes the name: "with Minister Maren", but not "Minister of Defence Maren".

        Args:
            preposition: The one nearest before the name.
            before: The word before it.
            between: The words between it and the name, the last first.
        """
        speech = self._speech
        humans = [low for low in between if low in speech.humans or low in speech.voices]
        starts_anew = bool(between) and between[-1] in speech.articles
        if not between or preposition not in {"of", "for", "to"} or before not in speech.humans:
            return not between or bool(humans) or starts_anew
        return all(low in speech.ranks for low in between) or any(low not in speech.ranks for low in humans)


def owns(words: Sequence[Word], i: int) -> bool:
    """Whether the word at ``i`` stands in the genitive: "the minister's"."""
    return i + 1 < len(words) and words[i + 1].low == "'s"


def is_plural(core: Sequence[Word]) -> bool:
    """Whether the head of a phrase looks like a plural."""
    return core[-1].low.endswith("s") and not core[-1].low.endswith("ss")


def span_of(words: Sequence[Word]) -> Span:
    """Where the words stand in the text."""
    return Span(words[0].start, words[-1].end)
