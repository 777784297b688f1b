"""Who said what: quoted, paraphrased, joint."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.books.speech import Speech
from dateline.model.claim import NamedPerson
from dateline.model.mention import Mention
from dateline.model.span import Span
from dateline.model.statement import Form, Statement
from dateline.reading.phrases import Kind, Sentence, Word, paragraphs_of
from dateline.reading.speakers import Sort, Speaker, Speakers, segments

FEWEST_WORDS = 5  # of a quotation that is recorded
_FEWEST_TOLD = 3  # of the words of indirect speech
_REACH = 30  # words between speech and its verb
_CLOSE = 4  # words between a judging verb and the words it gives
_INSERTED = re.compile(r"\[[^\[\]]{0,80}\]|\((?:sic|…|\.\.\.)\)|…|\.(?: ?\.){2,3}")
_MODIFIERS = frozenset({"press", "general", "state", "media", "air", "news", "newspaper", "television", "police", "party"})
_PUBLIC = re.compile(r"\b(?:at|in|on|by|during|after|through|that|via|over)\b|[,:;]")


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb of saying in a sentence: its words are ``start`` to ``end``; ``form`` is how it stands there."""

    start: int
    end: int
    form: str  # finite, passive, giving, infinitive, according
    base: str
    judges: bool = False


@dataclass(frozen=True, slots=True)
class _Source:
    """Who is behind a stretch, by which rule, and the verb that says so."""

    speaker: Speaker
    rule: str
    verb: _Verb | None = None


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
        self._paragraphs = paragraphs_of(text, quotes, mentions, people, speech.abbreviations)
        self._speakers = Speakers(text, self._paragraphs, mentions, people, speech)
        self._found: list[Statement] = []
        self._waiting: list[Span] = []  # speech that goes on in the next paragraph, its speaker not told yet
        self._told: Speaker | None = None  # the last speaker of a stretch in this paragraph
        self._last: Speaker | None = None  # the same, in any paragraph
        self._only = False  # the paragraph before ended with speech alone
        self._credit: Speaker | None = None  # whom the next paragraph names behind a dash
        self._announced: Speaker | None = None  # who is about to speak: the sentence before ended with a colon

    def read(self) -> list[Statement]:
        for paragraph, following in zip(self._paragraphs, [*self._paragraphs[1:], []], strict=True):
            self._credit = self._credit_in(following)
            if not (len(paragraph) == 1 and paragraph[0][0].kind == Kind.SPEECH and len(paragraph[0]) == 1 and self._only):
                self._told = None
            for sentence in paragraph:
                self._sentence(sentence)
            self._only = all(word.kind == Kind.SPEECH for word in paragraph[-1])
        for span in self._waiting:
            self._quote(span, self._last and _Source(self._last, "continued@1"))
        return sorted(self._found, key=lambda one: (one.at, one.form))

    # -- one sentence ------------------------------------------------------------------------------------------

    def _sentence(self, sentence: Sentence) -> None:
        verbs = list(self._verbs(sentence))
        self._speakers.remember(self._speakers.subject_of(sentence))
        for i, word in enumerate(sentence):
            if word.kind == Kind.SPEECH:
                self._stretch(sentence, verbs, i)
        self._indirect(sentence, verbs)
        self._announced = self._announcer(sentence, verbs)

    def _stretch(self, sentence: Sentence, verbs: Sequence[_Verb], i: int) -> None:
        span = self._quotes[sentence[i].ref]
        source = self._behind(sentence, verbs, i) or self._before(sentence, verbs, i) or self._at_end(sentence, verbs, i)
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
            self._speakers.remember(source.speaker)
        if is_long and not (self._is_title(sentence, i) and source and source.verb is None):
            self._quote(span, source, self._addressee(sentence, source))

    def _quote(self, span: Span, source: _Source | None, addressee: str | None = None) -> None:
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
        return speech[:1].isupper() and sum(word[:1].isupper() for word in words) >= max(2, self._speech.capitals * len(words))

    # -- verbs -------------------------------------------------------------------------------------------------

    def _verbs(self, sentence: Sentence) -> Iterator[_Verb]:
        i = 0
        while i < len(sentence):
            verb = self._verb(sentence, i)
            if verb:
                yield verb
            i = verb.end if verb else i + 1

    def _verb(self, sentence: Sentence, i: int) -> _Verb | None:
        speech, low = self._speech, sentence[i].low
        if low == "words" and _low(sentence, i + 1) == "of" and _low(sentence, i - 1) == "the":
            return _Verb(i, i + 2, "according", low)
        if low in {"according", "attributable", "attributed"} and _low(sentence, i + 1) == "to":
            return _Verb(i, i + 2, "according", low)
        for length in speech.starts.get(low, ()):
            end = i + length
            form = low if length == 1 else " ".join(one.low for one in sentence[i:end])
            if base := speech.saying.get(form) or speech.judging.get(form):
                return self._finite(sentence, _Verb(i, end, form, base, judges=form not in speech.saying))
            if base := speech.giving.get(form):
                return _Verb(i, end, "giving", base)
        return None

    def _finite(self, sentence: Sentence, verb: _Verb) -> _Verb | None:
        """The verb with the way it stands; None where its form is a noun ("a report", "the United States")."""
        past = verb.form in self._speech.past and (verb.form != verb.base or verb.end - verb.start > 1)
        at = verb.start - 1
        before = sentence[at] if at >= 0 else None
        if before is not None and before.low == "to" and _low(sentence, at - 1) == "used":
            return _Verb(at - 1, verb.end, "finite", verb.base, verb.judges)
        if before is not None and before.low == "to":
            return _Verb(verb.start, verb.end, "infinitive", verb.base, verb.judges)
        if past and self._is_passive(sentence, at):
            return _Verb(verb.start, verb.end, "passive", verb.base, verb.judges)
        if past and self._is_participle(verb, before):
            return None
        if past:
            return _Verb(verb.start, verb.end, "finite", verb.base, verb.judges)
        plain = verb.base not in self._speech.ambiguous and verb.form != verb.base
        if not past and (plain or (before is not None and self._takes_present(before, base=verb.form == verb.base))):
            return _Verb(verb.start, verb.end, "finite", verb.base, verb.judges)
        return None

    def _is_participle(self, verb: _Verb, before: Word | None) -> bool:
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
            return low in speech.plural or low in speech.first or (low.endswith("s") and self._speakers.is_head(low))
        return (
            before.kind in {Kind.PERSON, Kind.SPEECH, Kind.BODY}
            or low in speech.singular
            or low in speech.thing
            or low == ","
            or (self._speakers.is_head(low) and low not in _MODIFIERS)
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

    # -- behind the speech: "…," X said ------------------------------------------------------------------------

    def _behind(self, sentence: Sentence, verbs: Sequence[_Verb], i: int) -> _Source | None:
        start = i + 1
        while start < len(sentence) and (sentence[start].low == "," or sentence[start].low in {"—", "–", "-"}):
            start += 1
        if start >= len(sentence):
            return None
        first = sentence[start]
        end = self._reach(sentence, start)
        if first.low == "as":
            start, first = start + 1, sentence[min(start + 1, len(sentence) - 1)]
        for verb in verbs:
            if verb.start < start:
                continue
            if verb.start >= end:
                break
            if verb.form == "according" and verb.start == start:
                return self._source(self._right(sentence, verb), "according@1", verb)
            if verb.form == "passive" and (source := self._passive_behind(sentence, verb, start, end)):
                return source
            if verb.form != "finite" or (verb.judges and verb.start > start):
                continue
            if all(word.low in self._speech.auxiliaries for word in sentence[start : verb.start]):
                return self._source(self._right(sentence, verb), "behind.inverted@1", verb)
            if self._opens_clause(first) and first.low not in {"for", "in"}:
                return None
            if verb.base == "quote":
                return self._source(self._quoted(sentence, verb), "behind.quoted@1", verb)
            if self._is_relative(sentence, verb):
                continue
            speaker = self._left(sentence, verb, start)
            return self._source(speaker, "behind@1", verb)
        return self._credited(sentence, i)

    def _credit_in(self, paragraph: Sequence[Sentence]) -> Speaker | None:
        """Whom a paragraph names that is nothing but a credit: "– Ilse Maren, Minister of Defence"."""
        if not paragraph or paragraph[0][0].low not in {"—", "–", "-", "~"} or len(paragraph[0]) > _REACH:
            return None
        return self._speakers.of(next(segments(paragraph[0][1:])))

    def _passive_behind(self, sentence: Sentence, verb: _Verb, start: int, end: int) -> _Source | None:
        """"…," X was quoted as saying; "…," he was told by X."""
        if verb.base in {"quote", "cite"}:
            return self._source(self._left(sentence, verb, start), "behind.quoted@1", verb)
        if verb.base == "tell" and _low(sentence, verb.end) == "by":
            return self._source(self._speakers.of(self._phrase_at(sentence, verb.end + 1, end)), "behind.by@1", verb)
        return None

    def _credited(self, sentence: Sentence, i: int) -> _Source | None:
        """A credit behind a dash: "…" – Ilse Maren, Defence Minister."""
        if i + 2 < len(sentence) and sentence[i + 1].low in {"—", "–", "-"}:
            phrase = self._phrase_at(sentence, i + 2, len(sentence))
            if phrase and (phrase[0].kind == Kind.PERSON or phrase[-1].kind == Kind.PERSON):
                return self._source(self._speakers.of(phrase), "behind.credit@1", None)
        return None

    def _reach(self, sentence: Sentence, start: int) -> int:
        """Where what may attribute speech behind it ends: at the next speech or semicolon."""
        for j in range(start, min(len(sentence), start + _REACH)):
            if sentence[j].kind == Kind.SPEECH or sentence[j].low in {";", ":"}:
                return j
        return min(len(sentence), start + _REACH)

    def _opens_clause(self, word: Word) -> bool:
        speech = self._speech
        return word.low in speech.openers or word.low in speech.prepositions or word.low in speech.auxiliaries - {"both", "either"}

    def _is_relative(self, sentence: Sentence, verb: _Verb) -> bool:
        at = verb.start - 1
        while at >= 0 and sentence[at].low in self._speech.auxiliaries:
            at -= 1
        return at >= 0 and sentence[at].low in self._speech.relative

    def _at_end(self, sentence: Sentence, verbs: Sequence[_Verb], i: int) -> _Source | None:
        """The whole sentence, speech and all, is attributed behind its last comma: "… "…" there, the ministry said."."""
        for verb in verbs:
            if verb.start <= i or verb.judges:
                continue
            if verb.form == "according":
                return self._source(self._right(sentence, verb), "according@1", verb)
            commas = [j for j in range(i, verb.start) if sentence[j].low == ","]
            if verb.form == "finite" and commas and (speaker := self._left(sentence, verb, commas[0] + 1)):
                return _Source(speaker, "behind.sentence@1", verb)
        return None

    # -- before the speech: X said "…" -------------------------------------------------------------------------

    def _before(self, sentence: Sentence, verbs: Sequence[_Verb], i: int) -> _Source | None:
        lead = [verb for verb in verbs if verb.end <= i]
        for verb in self._nearest(lead, i):
            if source := self._led_by(sentence, verb, lead, i):
                return source
        if i and sentence[i - 1].low == ":":
            return self._source(self._speakers.subject_of(sentence[:i]), "before.colon@1", None)
        return None

    def _joint(self, sentence: Sentence, verb: _Verb, phrase: Sequence[Word]) -> Speaker | None:
        """Several who speak in one document: "in the declaration, the three condemned"."""
        if not phrase or not any(word.low in self._speech.numbers for word in phrase[:2]):
            return None
        documents = self._speech.documents | self._speech.shared
        for word in sentence[: verb.start]:
            if word.low in documents:
                return Speaker("joint statement", Sort.JOINT, Span(word.start, word.end))
        return None

    def _nearest(self, lead: Sequence[_Verb], i: int) -> Iterator[_Verb]:
        """The verbs before speech in the order in which they are asked: the nearest first, far judging ones last."""
        far = [verb for verb in lead if verb.judges and i - verb.end > _CLOSE]
        yield from (verb for verb in reversed(lead) if verb not in far)
        yield from reversed(far)

    def _led_by(self, sentence: Sentence, verb: _Verb, lead: Sequence[_Verb], i: int) -> _Source | None:
        if verb.form == "according":
            for other in reversed(lead):
                if other.end < verb.start and other.form == "finite" and not other.judges and _is_told(sentence, other, verb):
                    return self._led_by(sentence, other, lead, i)
            return self._source(self._right(sentence, verb), "according@1", verb)
        if verb.form == "passive":
            return self._passive(sentence, verb, i)
        if verb.base == "quote" and verb.form in {"finite", "giving"}:
            return self._source(self._quoted(sentence, verb), "before.quoted@1", verb)
        if verb.form in {"giving", "infinitive"}:
            return self._shared(sentence, verb, lead)
        if speaker := self._left(sentence, verb, 0):
            return _Source(speaker, "before@1", verb)
        if verb.start == 0 or sentence[verb.start - 1].low in {"and", "but", ","}:
            return self._shared(sentence, verb, lead)
        return None

    def _passive(self, sentence: Sentence, verb: _Verb, i: int) -> _Source | None:
        """Told *by* whom; of "X was quoted as saying" it is X."""
        if verb.judges and _low(sentence, i + 1) == "by":
            return self._source(self._speakers.of(self._phrase_at(sentence, i + 2, len(sentence))), "before.by@1", verb)
        for j in range(verb.end, i):
            if sentence[j].low == "by" and verb.base != "quote":
                return self._source(self._speakers.of(self._phrase_at(sentence, j + 1, i)), "before.by@1", verb)
            if sentence[j].low == "as" and verb.base in {"quote", "cite"}:
                return self._source(self._left(sentence, verb, 0), "before.quoted@1", verb)
        return None

    def _shared(self, sentence: Sentence, verb: _Verb, lead: Sequence[_Verb]) -> _Source | None:
        """The subject of a verb without one of its own: that of the verb before it, else of the sentence."""
        for other in reversed(lead):
            if other.end <= verb.start and other.form in {"finite", "passive"} and not other.judges:
                active = other.base == "quote" and other.form == "finite"
                speaker = self._quoted(sentence, other) if active else self._left(sentence, other, 0)
                if speaker:
                    return _Source(speaker, "before.shared@1", verb)
        return self._source(self._speakers.subject_of(sentence[: verb.start]), "before.subject@1", verb)

    def _quoted(self, sentence: Sentence, verb: _Verb) -> Speaker | None:
        """Whom somebody else quotes: "the ministry quoted the general as saying"."""
        phrase = self._phrase_at(sentence, verb.end, len(sentence))
        words = next(segments(phrase))
        end = next((j for j, word in enumerate(words) if word.low == "as"), len(words))
        if end and words[0].low in {"him", "her"}:
            return self._speakers.last_human(woman=words[0].low == "her")
        return self._speakers.of(words[:end])

    @staticmethod
    def _source(speaker: Speaker | None, rule: str, verb: _Verb | None) -> _Source | None:
        return _Source(speaker, rule, verb) if speaker else None

    # -- without a verb ----------------------------------------------------------------------------------------

    def _carried(self, sentence: Sentence, i: int) -> _Source | None:
        """Who goes on speaking where nobody is named: who spoke in this paragraph, else who was spoken of last."""
        if self._credit is not None and len(sentence) == 1:
            return _Source(self._credit, "behind.credit@1")
        if self._told is not None:
            return _Source(self._told, "continued@1")
        if self._is_left_open(self._quotes[sentence[i].ref]):
            return None
        if i and (subject := self._speakers.subject_of(sentence[:i])):
            return _Source(subject, "subject@1")
        if not i and self._announced is not None:
            return _Source(self._announced, "before.announced@1")
        last = self._speakers.last_human() or self._speakers.last_thing() or self._last
        return _Source(last, "context@1") if last else None

    # -- subjects ----------------------------------------------------------------------------------------------

    def _left(self, sentence: Sentence, verb: _Verb, floor: int) -> Speaker | None:
        """Who stands before a verb as its subject, not further to the left than ``floor``."""
        end = verb.start
        while end > floor and (
            sentence[end - 1].kind == Kind.WORD
            and (sentence[end - 1].low in self._speech.auxiliaries or sentence[end - 1].low.endswith("ly"))
        ):
            end -= 1
        region = _tail(sentence[floor:end])
        for phrase in self._candidates(region):
            if speaker := self._joint(sentence, verb, phrase) or self._speakers.of(phrase):
                return speaker
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
        near = parts[-4:]
        for head, more in zip(near, near[1:], strict=False):
            if head[-1].kind == Kind.PERSON and more[0].low.endswith(("ed", "ing")):
                yield head
        relative = self._speech.relative
        plain = [self._clause(part) for part in near if part[0].low not in relative and part[0].low not in self._speech.adjuncts]
        yield from (part for part in reversed(plain) if any(word.kind == Kind.PERSON for word in part))
        yield from reversed(plain[-2:-1])
        yield from reversed(plain)

    def _right(self, sentence: Sentence, verb: _Verb) -> Speaker | None:
        """Who stands behind a verb, or behind "according to"."""
        parts = list(segments(self._phrase_at(sentence, verb.end, len(sentence))))
        named = any(word.kind == Kind.PERSON for word in parts[0])
        for part in [] if named else parts[1:2]:
            kinds = [word.kind for word in part if word.low not in {".", ")"}]
            if kinds.count(Kind.PERSON) == 1 and kinds[-1] == Kind.PERSON and (second := self._speakers.of(part)):
                return second
        return self._speakers.of(parts[0])

    def _phrase_at(self, sentence: Sentence, start: int, stop: int) -> Sequence[Word]:
        """The words from ``start`` on, up to speech, a stop or a bracket."""
        for j in range(start, stop):
            if sentence[j].kind == Kind.SPEECH or sentence[j].low in {";", ":", "!", "?", "that", "—", "–"}:
                return sentence[start:j]
        return _without_stop(sentence[start:stop])

    # -- whom it was said to, and indirect speech --------------------------------------------------------------

    def _addressee(self, sentence: Sentence, source: _Source | None) -> str | None:
        """Whom a verb like *told* says that the words were for."""
        if source is None or source.verb is None or source.verb.base not in {"tell", "inform", "assure", "remind", "brief"}:
            return None
        if source.verb.form == "passive":
            return None
        words = self._phrase_at(sentence, source.verb.end, len(sentence))
        if not words:
            return None
        for word in words[:3]:
            if word.kind == Kind.PERSON:
                return self._people[word.ref].name
        told = self._text[words[0].start : words[-1].end]
        told = told[: cut.start()] if (cut := _PUBLIC.search(told)) else told
        return told.strip() or None

    def _indirect(self, sentence: Sentence, verbs: Sequence[_Verb]) -> None:
        """The clauses of a sentence that are indirect speech, each with its speaker."""
        taken = 0
        for verb in verbs:
            if verb.judges or verb.form not in {"finite", "according"} or verb.start < taken or verb.base == "ask":
                continue
            inverted = verb.form == "according" or self._is_inverted(sentence, verb, taken)
            speaker = (inverted and self._right(sentence, verb)) or self._left(sentence, verb, taken)
            clause = self._clause_of(sentence, verb, taken) if speaker else ()
            if inverted and verb.form == "finite":
                clause = sentence[taken : verb.start - 1]
            plain = [word for word in clause if word.kind in {Kind.WORD, Kind.PERSON, Kind.BODY}]
            if speaker is None or len(plain) < _FEWEST_TOLD:
                continue
            at = Span(clause[0].start, clause[-1].end)
            self._speakers.remember(speaker)
            self._told = self._told and speaker
            self._paraphrase(at, speaker, verb)
            taken = len(sentence)

    def _paraphrase(self, at: Span, speaker: Speaker, verb: _Verb) -> None:
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

    def _is_inverted(self, sentence: Sentence, verb: _Verb, floor: int) -> bool:
        """Whether the subject stands behind the verb at the end of a clause: "…, said Maren"."""
        if verb.base == "tell" or verb.start <= floor + _FEWEST_TOLD or sentence[verb.start - 1].low != ",":
            return False
        part = next(segments(self._phrase_at(sentence, verb.end, len(sentence))))
        before = sentence[floor : verb.start - 1]
        if any(word.low in self._speech.relative or word.low == "that" for word in part) or not part:
            return False
        return not self._speakers.has_verb(part) and self._speakers.has_verb(before)

    def _announcer(self, sentence: Sentence, verbs: Sequence[_Verb]) -> Speaker | None:
        """Who speaks next, behind a sentence that ends with a colon: "The minister said:"."""
        if sentence[-1].low != ":":
            return None
        for verb in reversed(verbs):
            if source := self._led_by(sentence, verb, verbs, len(sentence)):
                return source.speaker
        return self._speakers.subject_of(sentence)

    def _clause_of(self, sentence: Sentence, verb: _Verb, floor: int) -> Sequence[Word]:
        """The clause that a verb of saying governs: behind it, or before the comma where it ends the sentence."""
        behind = _without_stop(sentence[verb.end :])
        for j, word in enumerate(behind):
            if word.low == "that":
                return behind[j + 1 :]
        commas = [j for j in range(floor, verb.start) if sentence[j].low == ","]
        if commas and (len(behind) <= _CLOSE or verb.form == "according"):
            return sentence[floor : commas[-1]]
        if verb.form == "according":
            return [word for part in list(segments(behind))[1:] for word in part]
        return behind


def _tail(words: Sequence[Word]) -> Sequence[Word]:
    """What stands behind the last speech, colon, semicolon, dash or bracket."""
    for j in range(len(words) - 1, -1, -1):
        if words[j].kind == Kind.SPEECH or words[j].low in {":", ";", "—", "–", "(", ")", "-"}:
            return words[j + 1 :]
    return words


def _without_stop(words: Sequence[Word]) -> Sequence[Word]:
    return words[:-1] if words and words[-1].low in {".", "!", "?"} else words


def _is_told(sentence: Sentence, verb: _Verb, according: _Verb) -> bool:
    """Whether "he said, according to X": the words are his, and X only tells of them."""
    return sentence[according.start - 1].low == "," and according.start - verb.end <= _CLOSE


def _low(sentence: Sentence, i: int) -> str:
    return sentence[i].low if 0 <= i < len(sentence) else ""
