"""Who said what: quoted, paraphrased, joint."""

import re
from collections.abc import Sequence
from itertools import pairwise

from dateline.books.speech import Speech
from dateline.model.claim import NamedPerson
from dateline.model.mention import Mention
from dateline.model.span import Span
from dateline.model.statement import Form, Statement
from dateline.reading import sayings
from dateline.reading.anaphora import Anaphora
from dateline.reading.attribution import Attribution, Source
from dateline.reading.bodies import Bodies
from dateline.reading.first_subjects import FirstSubjects
from dateline.reading.phrases import Kind, Sentence, Word, paragraphs_of, phrase_from, segments, without_stop
from dateline.reading.reference import Reference
from dateline.reading.sayings import Sayings, Verb
from dateline.reading.speakers import Memory, Sort, Speaker
from dateline.reading.subjects import Subjects

FEWEST_WORDS = 5  # of a quotation that is recorded
_FEWEST_TOLD = 3  # of the words of indirect speech
_CLOSE = 4  # words behind a verb that ends its sentence: "…, he told reporters in Arden"
_TOLD = frozenset({"tell", "inform", "assure", "remind", "brief"})
_INSERTED = re.compile(r"\[[^\[\]]{0,80}\]|\((?:sic|…|\.\.\.)\)|…|\.(?: ?\.){2,3}")
_PUBLIC = re.compile(r"\b(?:at|in|on|by|during|after|through|that|via|over)\b|[,:;]")


def statements_of(
    text: str, quotes: Sequence[Span], mentions: Sequence[Mention], people: Sequence[NamedPerson]
) -> list[Statement]:
    """The statements of an article, in the order of the text.

    Args:
        text: The article's text.
        quotes: The stretches between quotation marks, as ``quotations.quoted`` gives them.
        mentions: Bodies, organisations and countries that the text names.
        people: The persons of the article, each with all places where it is named.

    Returns:
        Each quotation of five words or more that is speech, with its speaker, and each clause of indirect speech.
    """
    return _Reader(text, quotes, mentions, people, Speech.load()).read()


class _Reader:
    """Reads one article, sentence by sentence, keeping in mind who spoke last."""

    def __init__(
        self,
        text: str,
        quotes: Sequence[Span],
        mentions: Sequence[Mention],
        people: Sequence[NamedPerson],
        speech: Speech,
    ) -> None:
        self._text, self._quotes, self._people, self._speech = text, quotes, people, speech
        self._paragraphs = paragraphs_of(text, quotes, mentions, people)
        self._memory = Memory(self._paragraphs, people, speech)
        bodies = Bodies(text, self._paragraphs, mentions, speech)
        anaphora = Anaphora(mentions, self._memory, speech)
        reference = Reference(text, anaphora, bodies, self._memory, speech)
        self._first = FirstSubjects(reference, anaphora, bodies, speech)
        self._attribution = Attribution(reference, self._first, self._memory, speech)
        self._subjects = Subjects(reference, speech)
        self._sayings = Sayings(speech)
        self._found: list[Statement] = []
        self._waiting: list[Span] = []  # speech that goes on in the next paragraph, its speaker not told yet
        self._told: Speaker | None = None  # the last speaker of a stretch in this paragraph
        self._last: Speaker | None = None  # the same, in any paragraph
        self._only = False  # the paragraph before ended with speech alone
        self._credit: Speaker | None = None  # whom the next paragraph names behind a dash
        self._announced: Speaker | None = None  # who is about to speak: the sentence before ended with a colon

    def read(self) -> list[Statement]:
        """All statements, in the order of the text."""
        for paragraph, following in pairwise([*self._paragraphs, []]):
            self._credit = self._attribution.credited(following)
            if not (self._only and [[word.kind for word in sentence] for sentence in paragraph] == [[Kind.SPEECH]]):
                self._told = None
            for sentence in paragraph:
                self._sentence(sentence)
            self._only = all(word.kind == Kind.SPEECH for word in paragraph[-1])
        last = Source(self._last, "continued@1") if self._last else None
        for span in self._waiting:
            self._quote(span, last)
        return sorted(self._found, key=lambda one: (one.at, one.form))

    # -- one sentence ------------------------------------------------------------------------------------------

    def _sentence(self, sentence: Sentence) -> None:
        verbs = list(self._sayings.in_sentence(sentence))
        self._memory.remember(self._first.of(sentence))
        for i, word in enumerate(sentence):
            if word.kind == Kind.SPEECH:
                self._stretch(sentence, verbs, i)
        self._indirect(sentence, verbs)
        self._announced = self._attribution.announced(sentence, verbs)

    def _stretch(self, sentence: Sentence, verbs: Sequence[Verb], i: int) -> None:
        span = self._quotes[sentence[i].ref]
        source = self._attribution.of(sentence, verbs, i)
        is_long = len(span.of(self._text).split()) >= FEWEST_WORDS
        if source is None and (not is_long or self._is_title(sentence, i)):
            return
        source = source or self._carried(sentence, i)
        if source is None and self._is_left_open(span):
            self._waiting.append(span)
            return
        for waiting in self._waiting:
            self._quote(waiting, source)
        self._waiting.clear()
        if source is not None:
            self._told = self._last = source.speaker
            self._memory.remember(source.speaker)
        if is_long and not (self._is_title(sentence, i) and source and source.verb is None):
            self._quote(span, source, self._addressee(sentence, source))

    def _quote(self, span: Span, source: Source | None, addressee: str | None = None) -> None:
        speaker = source.speaker if source else None
        joint = speaker is not None and speaker.sort == Sort.JOINT
        words = span.of(self._text)
        self._found.append(
            Statement(
                at=span,
                words=words,
                form=Form.JOINT if joint else Form.QUOTED,
                speaker=speaker.name if speaker else None,
                speaker_at=speaker.at if speaker else None,
                addressee=addressee,
                inserted=tuple(Span(span.start + m.start(), span.start + m.end()) for m in _INSERTED.finditer(words)),
                rule=source.rule if source else "",
            )
        )

    def _is_left_open(self, span: Span) -> bool:
        """Whether no mark closes a stretch: it ends with its paragraph, and the next one goes on."""
        return self._text[span.end : span.end + 1] in {"\n", "\r"}

    def _is_title(self, sentence: Sentence, i: int) -> bool:
        """Whether a stretch is the name of something: led in by such a word, or written with capitals throughout."""
        before, after = sentence[i - 1 : i], sentence[i + 1 : i + 2]
        if before and before[0].low in self._speech.titles:
            return True
        if after and after[0].low in self._speech.heads:
            return True
        speech = self._quotes[sentence[i].ref].of(self._text)
        words = [word for word in speech.split() if len(word) > _FEWEST_TOLD]
        return speech[:1].isupper() and sum(word[:1].isupper() for word in words) >= max(
            2, self._speech.capitals * len(words)
        )

    def _carried(self, sentence: Sentence, i: int) -> Source | None:
        """Who goes on speaking where nobody is named: who spoke in this paragraph, else who was spoken of last."""
        if self._credit is not None and len(sentence) == 1:
            return Source(self._credit, "behind.credit@1")
        if self._told is not None:
            return Source(self._told, "continued@1")
        if self._is_left_open(self._quotes[sentence[i].ref]):
            return None
        if i and (subject := self._first.of(sentence[:i])):
            return Source(subject, "subject@1")
        if not i and self._announced is not None:
            return Source(self._announced, "before.announced@1")
        last = self._memory.last_human() or self._memory.last_thing() or self._last
        return Source(last, "context@1") if last else None

    def _addressee(self, sentence: Sentence, source: Source | None) -> str | None:
        """Whom a verb like *told* says that the words were for."""
        if source is None or source.verb is None or source.verb.base not in _TOLD:
            return None
        if source.verb.form == sayings.Form.PASSIVE:
            return None
        words = phrase_from(sentence, source.verb.end)
        if not words:
            return None
        for word in words[:3]:
            if word.kind == Kind.PERSON:
                return self._people[word.ref].name
        told = self._text[words[0].start : words[-1].end]
        told = told[: cut.start()] if (cut := _PUBLIC.search(told)) else told
        return told.strip() or None

    def _indirect(self, sentence: Sentence, verbs: Sequence[Verb]) -> None:
        """The clauses of a sentence that are indirect speech, each with its speaker."""
        taken = 0
        for verb in verbs:
            if (
                verb.judges
                or verb.form not in {sayings.Form.FINITE, sayings.Form.ACCORDING}
                or verb.start < taken
                or verb.base == "ask"
            ):
                continue
            inverted = verb.form == sayings.Form.ACCORDING or self._subjects.is_inverted(sentence, verb, taken)
            speaker = (inverted and self._subjects.behind(sentence, verb)) or self._subjects.before(
                sentence, verb, taken
            )
            clause = self._clause_of(sentence, verb, taken) if speaker else ()
            if inverted and verb.form == sayings.Form.FINITE:
                clause = sentence[taken : verb.start - 1]
            plain = [word for word in clause if word.kind in {Kind.WORD, Kind.PERSON, Kind.BODY}]
            if speaker is None or len(plain) < _FEWEST_TOLD:
                continue
            at = Span(clause[0].start, clause[-1].end)
            self._memory.remember(speaker)
            self._told = self._told and speaker
            self._paraphrase(at, speaker, verb)
            taken = len(sentence)

    def _paraphrase(self, at: Span, speaker: Speaker, verb: Verb) -> None:
        self._found.append(
            Statement(
                at=at,
                words=at.of(self._text),
                form=Form.PARAPHRASED,
                speaker=speaker.name,
                speaker_at=speaker.at,
                rule=f"indirect.{verb.form}@1",
            )
        )

    def _clause_of(self, sentence: Sentence, verb: Verb, floor: int) -> Sequence[Word]:
        """The clause that a verb of saying governs: behind it, or before the comma where it ends the sentence."""
        behind = without_stop(sentence[verb.end :])
        for j, word in enumerate(behind):
            if word.low == "that":
                return behind[j + 1 :]
        commas = [j for j in range(floor, verb.start) if sentence[j].low == ","]
        if commas and (len(behind) <= _CLOSE or verb.form == sayings.Form.ACCORDING):
            return sentence[floor : commas[-1]]
        if verb.form == sayings.Form.ACCORDING:
            return [word for part in list(segments(behind))[1:] for word in part]
        return behind
