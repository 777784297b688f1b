"""Who stands before a verb of saying, or behind it, as its subject."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from dateline.books.speech import Speech
from dateline.model.span import Span
from dateline.reading.phrases import Kind, Sentence, Word, low_at, phrase_from, segments, without_brackets
from dateline.reading.reference import Reference
from dateline.reading.sayings import Sayings, Verb
from dateline.reading.speakers import Sort, Speaker

_FEWEST = 3  # words that a clause before an inverted verb has at least
_PARTS = 4  # parts between commas in which a subject is looked for


class Subjects:
    """Finds the subject of a verb of saying: before it, over appositions and inserted clauses, or behind it."""

    def __init__(self, reference: Reference, speech: Speech) -> None:
        self._reference, self._speech = reference, speech
        self._sayings = Sayings(speech)

    def before(self, sentence: Sentence, verb: Verb, floor: int) -> Speaker | None:
        """Who stands before a verb as its subject, not further to the left than ``floor``."""
        end = verb.start
        while end > floor and (
            sentence[end - 1].kind == Kind.WORD
            and (sentence[end - 1].low in self._speech.auxiliaries or sentence[end - 1].low.endswith("ly"))
        ):
            end -= 1
        region = _tail(without_brackets(sentence[floor:end]))
        for phrase in self._candidates(region):
            if speaker := self._joint(sentence, verb, phrase) or self._reference.of(phrase):
                return speaker
        return None

    def behind(self, sentence: Sentence, verb: Verb) -> Speaker | None:
        """Who stands behind a verb, or behind "according to"."""
        parts = list(segments(phrase_from(sentence, verb.end)))
        named = any(word.kind == Kind.PERSON for word in parts[0])
        for part in [] if named else parts[1:2]:
            kinds = [word.kind for word in part if word.low not in {".", ")"}]
            if kinds.count(Kind.PERSON) == 1 and kinds[-1] == Kind.PERSON and (second := self._reference.of(part)):
                return second
        return self._reference.of(parts[0]) or self._reference.worded(parts[0])

    def is_inverted(self, sentence: Sentence, verb: Verb, floor: int) -> bool:
        """Whether the subject stands behind the verb at the end of a clause: "…, said Maren"."""
        if verb.base == "tell" or verb.start <= floor + _FEWEST or sentence[verb.start - 1].low != ",":
            return False
        part = next(segments(phrase_from(sentence, verb.end)))
        before = sentence[floor : verb.start - 1]
        if not part or any(word.low in self._speech.relative or word.low == "that" for word in part):
            return False
        return not self._sayings.has_verb(part) and self._sayings.has_verb(before)

    def _joint(self, sentence: Sentence, verb: Verb, phrase: Sequence[Word]) -> Speaker | None:
        """Several who speak in one document: "in the declaration, the three condemned"."""
        if not phrase or not any(word.low in self._speech.numbers for word in phrase[:2]):
            return None
        speech = self._speech
        documents = speech.documents | speech.shared
        for i, word in enumerate(sentence):
            if word.low in documents and (i < verb.start or low_at(sentence, i - 1) in speech.joint):
                return Speaker("joint statement", Sort.JOINT, Span(word.start, word.end))
        return None

    def _candidates(self, region: Sequence[Word]) -> Iterator[Sequence[Word]]:
        """The phrases that may be the subject before a verb, the likeliest first."""
        parts = [part for part in segments(region) if part]
        if not parts:
            return
        if region[-1].low != ",":
            last = self._clause(parts[-1])
            if last and last[-1].low in self._speech.relative | {"that"}:
                for phrase in (last[:-1], *parts[-2:-1]):
                    yield from self._antecedents(phrase)
                return
            if last and last is parts[-1] and last[-1].low in {"and", "but", "or", "then"}:
                return
            yield last
            if len(last) < len(parts[-1]):
                yield parts[-1]
            return
        yield from self._apposed(parts)

    def _antecedents(self, phrase: Sequence[Word]) -> Iterator[Sequence[Word]]:
        """What *who* may stand for: the person right before it, what hangs on the last *by*, all of the phrase."""
        if phrase and phrase[-1].kind == Kind.PERSON:
            yield phrase[-1:]
        by = max((j for j, word in enumerate(phrase) if word.low == "by"), default=-1)
        yield phrase[by + 1 :]

    def _clause(self, part: Sequence[Word]) -> Sequence[Word]:
        """What stands behind the last word that opens a clause in this part."""
        openers = self._speech.openers
        for j in range(len(part) - 2, -1, -1):
            if part[j].low in openers and part[j].kind == Kind.WORD:
                return part[j + 1 :]
        return part

    def _apposed(self, parts: Sequence[Sequence[Word]]) -> Iterator[Sequence[Word]]:
        """The parts before a comma and a verb: a named person first, else what is described, else the description."""
        if len(parts) > 1 and len(parts[-1]) == 1 and (parts[-1][0].kind == Kind.BODY or parts[-1][0].capital):
            yield parts[-1]
        near = parts[-_PARTS:]
        for head, more in pairwise(near):
            if head[-1].kind == Kind.PERSON and more[0].low.endswith(("ed", "ing")):
                yield head
        relative = self._speech.relative
        plain = [
            self._clause(part)
            for part in near
            if part[0].low not in relative and part[0].low not in self._speech.adjuncts
        ]
        yield from (part for part in reversed(plain) if any(word.kind == Kind.PERSON for word in part))
        yield from reversed(plain[-2:-1])
        yield from reversed(plain)


def _tail(words: Sequence[Word]) -> Sequence[Word]:
    """What stands behind the last speech, colon, semicolon, dash or bracket."""
    for j in range(len(words) - 1, -1, -1):
        if words[j].kind == Kind.SPEECH or words[j].low in {":", ";", "—", "–", "(", ")", "-"}:
            return words[j + 1 :]
    return words
