"""To whom a stretch of speech is attributed by the sentence that it stands in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.books.speech import Speech
from dateline.reading.first_subjects import FirstSubjects
from dateline.reading.phrases import Kind, Sentence, Word, low_at, phrase_from, segments
from dateline.reading.reference import Reference
from dateline.reading.sayings import Form, Verb
from dateline.reading.speakers import Memory, Speaker
from dateline.reading.subjects import Subjects

_REACH = 30  # words between speech and its verb
_CLOSE = 4  # words between a judging verb and the words it gives
_QUOTING = frozenset({"quote", "cite"})
_OWN_VERB = frozenset({"and", "but", ","})
_DASHES = frozenset({"—", "–", "-"})


@dataclass(frozen=True, slots=True)
class Source:
    """Who is behind a stretch, by which rule, and the verb that says so."""

    speaker: Speaker
    rule: str
    verb: Verb | None = None


class Attribution:
    """Reads who is named as the speaker: behind the speech, before it, at the end of its sentence."""

    def __init__(self, reference: Reference, first: FirstSubjects, memory: Memory, speech: Speech) -> None:
        self._reference, self._first, self._memory, self._speech = reference, first, memory, speech
        self._subjects = Subjects(reference, speech)

    def of(self, sentence: Sentence, verbs: Sequence[Verb], i: int) -> Source | None:
        """Who said the words that stand at ``sentence[i]``; None if the sentence does not tell."""
        return self._behind(sentence, verbs, i) or self._before(sentence, verbs, i) or self._at_end(sentence, verbs, i)

    def announced(self, sentence: Sentence, verbs: Sequence[Verb]) -> Speaker | None:
        """Who speaks next, behind a sentence that ends with a colon: "The minister said:"."""
        if sentence[-1].low != ":":
            return None
        for verb in reversed(verbs):
            if source := self._led_by(sentence, verb, verbs, len(sentence)):
                return source.speaker
        return self._first.of(sentence)

    def credited(self, paragraph: Sequence[Sentence]) -> Speaker | None:
        """Whom a paragraph names that is nothing but a credit: "– Ilse Maren, Minister of Defence"."""
        if not paragraph or paragraph[0][0].low not in _DASHES or len(paragraph[0]) > _REACH:
            return None
        return self._reference.of(next(segments(paragraph[0][1:])))

    # -- behind the speech: "…," X said ------------------------------------------------------------------------

    def _behind(self, sentence: Sentence, verbs: Sequence[Verb], i: int) -> Source | None:
        start = i + 1
        while low_at(sentence, start) == "," or low_at(sentence, start) in _DASHES:
            start += 1
        end = self._reach(sentence, start)
        start += low_at(sentence, start) == "as"
        for verb in verbs:
            if start <= verb.start < end and self._may_attribute(sentence, verb, start):
                return self._by_verb_behind(sentence, verb, start, end)
        return self._credited(sentence, i)

    def _may_attribute(self, sentence: Sentence, verb: Verb, start: int) -> bool:
        """Whether a verb behind speech can tell who said it: one in a relative clause cannot."""
        if verb.form == Form.ACCORDING:
            return verb.start == start
        if verb.form == Form.PASSIVE:
            return verb.base in _QUOTING or (verb.base == "tell" and low_at(sentence, verb.end) == "by")
        if verb.form != Form.FINITE or (verb.judges and verb.start > start):
            return False
        return verb.start == start or not self._is_relative(sentence, verb)

    def _by_verb_behind(self, sentence: Sentence, verb: Verb, start: int, end: int) -> Source | None:
        if verb.form == Form.ACCORDING:
            return self._source(self._subjects.behind(sentence, verb), "according@1", verb)
        if verb.form == Form.PASSIVE:
            return self._passive_behind(sentence, verb, start, end)
        if all(word.low in self._speech.auxiliaries for word in sentence[start : verb.start]):
            return self._source(self._subjects.behind(sentence, verb), "behind.inverted@1", verb)
        if self._opens_clause(sentence[start]):
            return None
        if verb.base == "quote":
            return self._source(self._quoted(sentence, verb), "behind.quoted@1", verb)
        return self._source(self._subjects.before(sentence, verb, start), "behind@1", verb)

    def _passive_behind(self, sentence: Sentence, verb: Verb, start: int, end: int) -> Source | None:
        """Who spoke where X was quoted as saying it, or somebody was told it by X."""
        if verb.base in _QUOTING:
            return self._source(self._subjects.before(sentence, verb, start), "behind.quoted@1", verb)
        return self._source(self._reference.of(phrase_from(sentence, verb.end + 1, end)), "behind.by@1", verb)

    def _credited(self, sentence: Sentence, i: int) -> Source | None:
        """A credit behind a dash: "…" – Ilse Maren, Defence Minister."""
        if i + 2 < len(sentence) and sentence[i + 1].low in _DASHES:
            phrase = phrase_from(sentence, i + 2)
            if phrase and (phrase[0].kind == Kind.PERSON or phrase[-1].kind == Kind.PERSON):
                return self._source(self._reference.of(phrase), "behind.credit@1", None)
        return None

    def _reach(self, sentence: Sentence, start: int) -> int:
        """Where what may attribute speech behind it ends: at the next speech or semicolon."""
        for j in range(start, min(len(sentence), start + _REACH)):
            if sentence[j].kind == Kind.SPEECH or sentence[j].low in {";", ":"}:
                return j
        return min(len(sentence), start + _REACH)

    def _opens_clause(self, word: Word) -> bool:
        speech = self._speech
        return (
            word.low in speech.openers
            or word.low in speech.prepositions
            or (word.low in speech.auxiliaries and word.low not in {"both", "either"})
        ) and word.low not in {"for", "in"}

    def _is_relative(self, sentence: Sentence, verb: Verb) -> bool:
        at = verb.start - 1
        while at >= 0 and sentence[at].low in self._speech.auxiliaries:
            at -= 1
        return at >= 0 and sentence[at].low in self._speech.relative

    def _at_end(self, sentence: Sentence, verbs: Sequence[Verb], i: int) -> Source | None:
        """The sentence as a whole, speech and all, is attributed at its end: "…, the ministry said"."""
        for verb in verbs:
            if verb.start <= i or verb.judges:
                continue
            if verb.form == Form.ACCORDING:
                return self._source(self._subjects.behind(sentence, verb), "according@1", verb)
            commas = [j for j in range(i, verb.start) if sentence[j].low == ","]
            if (
                verb.form == Form.FINITE
                and commas
                and (speaker := self._subjects.before(sentence, verb, commas[0] + 1))
            ):
                return Source(speaker, "behind.sentence@1", verb)
        return None

    # -- before the speech: X said "…" -------------------------------------------------------------------------

    def _before(self, sentence: Sentence, verbs: Sequence[Verb], i: int) -> Source | None:
        lead = [verb for verb in verbs if verb.end <= i]
        for verb in self._nearest(lead, i):
            if source := self._led_by(sentence, verb, lead, i):
                return source
        if i and sentence[i - 1].low == ":":
            return self._source(self._first.of(sentence[:i]), "before.colon@1", None)
        return None

    def _nearest(self, lead: Sequence[Verb], i: int) -> Iterator[Verb]:
        """The verbs before speech in the order in which they are asked: the nearest first, far judging ones last."""
        far = [verb for verb in lead if verb.judges and i - verb.end > _CLOSE]
        yield from (verb for verb in reversed(lead) if verb not in far)
        yield from reversed(far)

    def _led_by(self, sentence: Sentence, verb: Verb, lead: Sequence[Verb], i: int) -> Source | None:
        if verb.form == Form.ACCORDING:
            return self._according(sentence, verb, lead, i)
        if verb.form == Form.PASSIVE:
            return self._passive(sentence, verb, i)
        if verb.base == "quote" and verb.form in {Form.FINITE, Form.GIVING}:
            return self._source(self._quoted(sentence, verb), "before.quoted@1", verb)
        shares = verb.form in {Form.GIVING, Form.INFINITIVE}
        if not shares and (speaker := self._subjects.before(sentence, verb, 0)):
            return Source(speaker, "before@1", verb)
        shares = shares or verb.start == 0 or sentence[verb.start - 1].low in _OWN_VERB
        return self._shared(sentence, verb, lead) if shares else None

    def _according(self, sentence: Sentence, verb: Verb, lead: Sequence[Verb], i: int) -> Source | None:
        """According to whom; of "he said, according to X" it is he, and X only tells of it."""
        for other in reversed(lead):
            if other.form == Form.FINITE and not other.judges and _is_told(sentence, other, verb):
                return self._led_by(sentence, other, lead, i)
        return self._source(self._subjects.behind(sentence, verb), "according@1", verb)

    def _passive(self, sentence: Sentence, verb: Verb, i: int) -> Source | None:
        """Told *by* whom; of "X was quoted as saying" it is X."""
        if verb.judges and low_at(sentence, i + 1) == "by":
            return self._source(self._reference.of(phrase_from(sentence, i + 2)), "before.by@1", verb)
        for j in range(verb.end, i):
            if sentence[j].low == "by" and verb.base != "quote":
                return self._source(self._reference.of(phrase_from(sentence, j + 1, i)), "before.by@1", verb)
            if sentence[j].low == "as" and verb.base in _QUOTING:
                return self._source(self._subjects.before(sentence, verb, 0), "before.quoted@1", verb)
        return None

    def _shared(self, sentence: Sentence, verb: Verb, lead: Sequence[Verb]) -> Source | None:
        """The subject of a verb without one of its own: that of the verb before it, else of the sentence."""
        for other in reversed(lead):
            if other.end <= verb.start and other.form in {Form.FINITE, Form.PASSIVE} and not other.judges:
                active = other.base == "quote" and other.form == Form.FINITE
                speaker = self._quoted(sentence, other) if active else self._subjects.before(sentence, other, 0)
                if speaker:
                    return Source(speaker, "before.shared@1", verb)
        return self._source(self._first.of(sentence[: verb.start]), "before.subject@1", verb)

    def _quoted(self, sentence: Sentence, verb: Verb) -> Speaker | None:
        """Whom somebody else quotes: "the ministry quoted the general as saying"."""
        phrase = phrase_from(sentence, verb.end)
        words = next(segments(phrase))
        end = next((j for j, word in enumerate(words) if word.low == "as"), len(words))
        if end and words[0].low in {"him", "her"}:
            return self._memory.last_human(woman=words[0].low == "her")
        return self._reference.of(words[:end])

    @staticmethod
    def _source(speaker: Speaker | None, rule: str, verb: Verb | None) -> Source | None:
        return Source(speaker, rule, verb) if speaker else None


def _is_told(sentence: Sentence, verb: Verb, according: Verb) -> bool:
    """Whether "according to" stands right behind what somebody said."""
    return sentence[according.start - 1].low == "," and 0 < according.start - verb.end <= _CLOSE
