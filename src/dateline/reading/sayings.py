"""Verbs of saying in a sentence, and the way each stands there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from dateline.books.speech import Speech
from dateline.reading.phrases import Kind, Sentence, Word, low_at

_MODIFIERS = frozenset(
    {"press", "general", "state", "media", "air", "news", "newspaper", "television", "police", "party"}
)


class Form(StrEnum):
    """The way a verb of saying stands in its sentence."""

    FINITE = "finite"
    PASSIVE = "passive"
    GIVING = "giving"  # adding, citing
    INFINITIVE = "infinitive"
    ACCORDING = "according"  # no verb at all: according to, in the words of


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of saying: its words are ``start`` to ``end``; one that ``judges`` takes only pieces of speech."""

    start: int
    end: int
    form: Form
    base: str
    judges: bool = False


class Sayings:
    """Finds the verbs of saying in sentences."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech

    def in_sentence(self, sentence: Sentence) -> Iterator[Verb]:
        """The verbs of a sentence, in its order."""
        i = 0
        while i < len(sentence):
            verb = self._verb(sentence, i)
            if verb:
                yield verb
            i = verb.end if verb else i + 1

    def has_verb(self, words: Sequence[Word]) -> bool:
        """Whether a finite verb stands among the words, as far as auxiliaries and verbs of saying show it."""
        articles = self._speech.articles
        return any(self.is_verb(word) and not (i and words[i - 1].low in articles) for i, word in enumerate(words))

    def is_verb(self, word: Word) -> bool:
        """Whether the word alone shows that a finite verb stands there."""
        speech = self._speech
        return word.kind == Kind.WORD and (
            word.low in speech.be or word.low in speech.modals or word.low in speech.past
        )

    def _verb(self, sentence: Sentence, i: int) -> Verb | None:
        speech, low = self._speech, sentence[i].low
        if low == "words" and low_at(sentence, i + 1) == "of" and low_at(sentence, i - 1) == "the":
            return Verb(i, i + 2, Form.ACCORDING, low)
        if low in {"according", "attributable", "attributed"} and low_at(sentence, i + 1) == "to":
            return Verb(i, i + 2, Form.ACCORDING, low)
        for length in speech.starts.get(low, ()):
            end = i + length
            form = low if length == 1 else " ".join(one.low for one in sentence[i:end])
            if base := speech.saying.get(form) or speech.judging.get(form):
                verb = Verb(i, end, Form.FINITE, base, judges=form not in speech.saying)
                return self._standing(sentence, verb, form)
            if base := speech.giving.get(form):
                return Verb(i, end, Form.GIVING, base)
        return None

    def _standing(self, sentence: Sentence, verb: Verb, words: str) -> Verb | None:
        """The verb with the way it stands; None where its words are a noun ("a report", "the United States")."""
        at = verb.start - 1
        before = sentence[at] if at >= 0 else None
        if before is not None and before.low == "to":
            used = low_at(sentence, at - 1) == "used"
            return replace(verb, start=at - 1) if used else replace(verb, form=Form.INFINITIVE)
        if words in self._speech.past and (words != verb.base or verb.end - verb.start > 1):
            if self._is_passive(sentence, at):
                return replace(verb, form=Form.PASSIVE)
            return None if self._is_participle(verb, before) else verb
        if verb.base not in self._speech.ambiguous and words != verb.base:
            return verb
        base = words == verb.base and words not in self._speech.past  # "read" is both
        takes = before is not None and self._takes_present(before, base=base)
        return verb if takes else None

    def _is_participle(self, verb: Verb, before: Word | None) -> bool:
        """Whether a past form is no predicate: "an informed source", "Asked about …"."""
        if before is None:
            return verb.base not in {"say", "add"}
        return before.low in self._speech.articles - self._speech.numbers and verb.end - verb.start == 1

    def _takes_present(self, before: Word, *, base: bool) -> bool:
        """Whether a present form that can be a noun too is a verb behind this word."""
        speech, low = self._speech, before.low
        if low in speech.auxiliaries or low in speech.relative:
            return True
        if base:
            return low in speech.plural or low in speech.first or (low.endswith("s") and speech.is_head(low))
        return (
            before.kind in {Kind.PERSON, Kind.SPEECH, Kind.BODY}
            or low in speech.singular
            or low in speech.thing
            or low == ","
            or (speech.is_head(low) and low not in _MODIFIERS)
        )

    def _is_passive(self, sentence: Sentence, at: int) -> bool:
        while at >= 0 and sentence[at].kind == Kind.WORD:
            low = sentence[at].low
            if low in self._speech.be:
                return True
            if low not in self._speech.auxiliaries and not low.endswith("ly"):
                return False
            at -= 1
        return False
