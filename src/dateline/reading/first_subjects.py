"""Who a sentence speaks of first: the subject in its opening words."""

from collections.abc import Sequence

from dateline.books.speech import Speech
from dateline.reading.anaphora import Anaphora
from dateline.reading.bodies import Bodies
from dateline.reading.noun_phrases import NounPhrases, owns
from dateline.reading.phrases import Kind, Sentence, Word, segments
from dateline.reading.reference import Reference
from dateline.reading.sayings import Sayings
from dateline.reading.speakers import Speaker

_NEAR = 14  # words of a sentence in which its subject is looked for
_SHORT = 9  # words of a part between commas that is one phrase


class FirstSubjects:
    """Finds whom sentences speak of, whether or not they say anything."""

    def __init__(self, reference: Reference, anaphora: Anaphora, bodies: Bodies, speech: Speech) -> None:
        self._reference, self._anaphora, self._bodies, self._speech = reference, anaphora, bodies, speech
        self._phrases, self._sayings = NounPhrases(speech), Sayings(speech)

    def of(self, sentence: Sentence) -> Speaker | None:
        """Who a sentence speaks of first; None if that is not told in its opening words."""
        if not sentence or sentence[0].kind == Kind.SPEECH:
            return None
        parts = list(segments(_without_dateline(sentence)))
        for i, part in enumerate(parts):
            words = self._phrases.bare(part)
            if not words or self._leads_in(words[0]):
                continue
            following = parts[i + 1] if i + 1 < len(parts) else ()
            found = self._apposed_name(words, following) or self._first_subject(words, is_part=bool(following))
            if found or self._sayings.has_verb(words):
                return found
        return None

    def _leads_in(self, word: Word) -> bool:
        """Whether a part that begins so hides no subject: "in Moscow", "when …", "speaking …", "asked …"."""
        speech, low = self._speech, word.low
        return (
            low in speech.openers
            or low in speech.prepositions
            or low in speech.adjuncts
            or low in speech.past
            or low.endswith("ing")
        )

    def _apposed_name(self, words: Sequence[Word], following: Sequence[Word]) -> Speaker | None:
        """The person of "my guide, Petty Officer Maren, …": named between the commas behind a short description."""
        named = any(word.kind == Kind.PERSON and not owns(words, i) for i, word in enumerate(words))
        if len(words) > _SHORT or named or self._sayings.has_verb(words):
            return None
        names = _up_to_person([word for word in following if word.low not in {".", ")"}])
        if not names or names[-1].kind != Kind.PERSON or not all(map(self._phrases.links_title, names[:-1])):
            return None
        return self._reference.person(names[-1]) if self._phrases.is_nominal(words) else None

    def _first_subject(self, words: Sequence[Word], *, is_part: bool) -> Speaker | None:
        if words[0].low in self._speech.singular:
            return self._anaphora.pronoun(words[0])
        for i, word in enumerate(words[:_NEAR]):
            if word.kind == Kind.PERSON and not owns(words, i) and not self._phrases.is_complement(words, i):
                return self._reference.person(word)
            if word.kind != Kind.PERSON and self._sayings.is_verb(word):
                return None
            if (self._bodies.is_body(word) or self._speech.is_head(word.low)) and not self._phrases.goes_on(words, i):
                return self._name_behind(words, i) or self._subject_at(words, i, is_part=is_part)
        return None

    def _subject_at(self, words: Sequence[Word], i: int, *, is_part: bool) -> Speaker | None:
        """The subject whose head is ``words[i]``; with what hangs on it, where a comma closes it."""
        if words[i].low in self._speech.documents:
            return None
        hangs = i + 1 < len(words) and words[i + 1].low in self._speech.prepositions
        whole = hangs and is_part and len(words) <= _SHORT and not self._sayings.has_verb(words)
        return self._reference.described(words if whole else words[: i + 1])

    def _name_behind(self, words: Sequence[Word], i: int) -> Speaker | None:
        """The person whose title starts at ``words[i]``: "Chief of Staff Brigadier Maren"."""
        for word in words[i + 1 :]:
            if word.kind == Kind.PERSON:
                return self._reference.person(word)
            if not self._phrases.links_title(word):
                return None
        return None


def _without_dateline(sentence: Sentence) -> Sentence:
    """A sentence without the place, day and agency before its dash: "ARDEN, June 1 (NWA) - "."""
    for i, word in enumerate(sentence[:_NEAR]):
        if word.low in {"-", "—", "–"} and sentence[0].capital and i:
            return sentence[i + 1 :]
    return sentence


def _up_to_person(words: Sequence[Word]) -> Sequence[Word]:
    """The words without what hangs on a name: "Colonel Maren [of Arland]"."""
    end = next((i + 1 for i, word in enumerate(words) if word.kind == Kind.PERSON), len(words))
    return words[:end] if end < len(words) and words[end].low in {"of", "from"} else words
