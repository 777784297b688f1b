"""Whom a phrase speaks of: "the minister", "a ministry official", "he" → a person, a body, an unnamed voice."""

from collections.abc import Sequence

from dateline.books.speech import Speech
from dateline.model.span import Span
from dateline.reading.anaphora import Anaphora
from dateline.reading.bodies import Bodies
from dateline.reading.noun_phrases import NounPhrases, is_plural, owns, span_of
from dateline.reading.phrases import Kind, Word, without_brackets
from dateline.reading.sayings import Sayings
from dateline.reading.speakers import Memory, Sort, Speaker

_NEAR = 14  # words behind a voice in which its body is looked for
_SHORT = 9  # words by which a phrase is known again
_STOPS = frozenset({"on", "after", "during", "before", "when", "while", "as", "late", "early", "that"})


class Reference:
    """Finds whom the phrases of one article speak of, with its memory of who has been spoken of."""

    def __init__(self, text: str, anaphora: Anaphora, bodies: Bodies, memory: Memory, speech: Speech) -> None:
        self._text, self._anaphora, self._bodies, self._memory, self._speech = text, anaphora, bodies, memory, speech
        self._phrases, self._sayings = NounPhrases(speech), Sayings(speech)
        self._called: dict[str, Speaker] = {}  # "the top commander" means one man throughout

    def of(self, phrase: Sequence[Word]) -> Speaker | None:
        """Who a noun phrase speaks of; None if it is nobody who could speak."""
        words = self._phrases.bare(without_brackets(phrase))
        if not words:
            return None
        called = self._called.get(key := " ".join(word.low for word in words[:_SHORT]))
        if called is not None:
            return called
        found = self._named(words) or self._anaphora.pronoun(words[0])
        found = found or self.described(words) or self._unknown_name(words)
        if found is not None and words[0].low == "the" and len(words) > 2:  # noqa: PLR2004  (more than "the minister")
            self._called[key] = found
        return found

    def worded(self, phrase: Sequence[Word]) -> Speaker | None:
        """A phrase whose noun no list knows ("an acrobat"), which yet speaks, since the text says that it did."""
        words = self._phrases.bare(without_brackets(phrase))
        if len(words) < 2 or words[0].low not in {"a", "an"} or self._sayings.has_verb(words):  # noqa: PLR2004
            return None
        return self._unnamed(words)

    def _named(self, words: Sequence[Word]) -> Speaker | None:
        """The first person of the phrase who is its head: no owner, no complement, in no clause of its own."""
        for i, word in enumerate(words):
            if word.low in self._speech.relative or word.low in {"that", "when", "while"}:
                return None
            speaks = not owns(words, i) or words[-1].low in self._speech.documents
            if word.kind == Kind.PERSON and speaks and not self._phrases.is_complement(words, i):
                return self.person(word)
        return None

    def person(self, word: Word) -> Speaker:
        """The person whom a word names."""
        return self._memory.person(word.ref, Span(word.start, word.end))

    def described(self, words: Sequence[Word]) -> Speaker | None:
        """A phrase without a name: "the minister", "an official of the ministry", "the joint statement"."""
        core, rest = self._phrases.core(words)
        if not core or self._sayings.has_verb(core):
            return None
        speech, head = self._speech, core[-1]
        names = {head.low, f"{core[-2].low} {head.low}" if len(core) > 1 else ""}
        if names & speech.documents or head.low in speech.shared:
            return self._document(words, core, rest)
        if names & speech.voices:
            return self._voice(words, core, rest)
        if head.kind == Kind.BODY or names & speech.bodies:
            name = self._bodies.name_at([*core, *rest], len(core) - 1)
            return Speaker(self._bodies.full(name, head), Sort.BODY, span_of(core))
        if head.low in speech.quantities and rest and rest[0].low == "of":
            return self.described(rest[1:])
        is_human = names & (speech.humans | speech.others) or head.low.endswith(speech.human_endings)
        return self._human(words, core, names) if is_human else self._state(core)

    def _human(self, words: Sequence[Word], core: Sequence[Word], names: set[str]) -> Speaker:
        """A human without a name: somebody known, described anew, or as worded."""
        other = self._anaphora.other(core) if names & self._speech.others else None
        known = other or self._anaphora.titled(core) or self._anaphora.again(core) or self._anaphora.somebody(core)
        return known or self._unnamed(words)

    def _state(self, core: Sequence[Word]) -> Speaker | None:
        """A state as a speaker, by its name or capital; or the one person of it whom "the Arlander" means."""
        if not self._anaphora.is_country(core[-1]):
            return None
        if core[0].low == "the" and len(core) == 2 and (found := self._anaphora.somebody(core)):  # noqa: PLR2004
            return found
        return Speaker(self._text[core[-1].start : core[-1].end], Sort.BODY, span_of(core))

    def _voice(self, words: Sequence[Word], core: Sequence[Word], rest: Sequence[Word]) -> Speaker | None:
        """Somebody who speaks for a body: the body if it is told, else a person of that title, else as worded."""
        if name := self._bodies.ending(core[:-1]) or self._body_behind(rest):
            return Speaker(name, Sort.BODY, span_of(core), voiced=True, noun=core[-1].low, plural=is_plural(core))
        if found := self._anaphora.again(core) or self._anaphora.titled(core):
            return found
        bare = not rest and not any(word.capital for word in core[1:])
        last = self._memory.newest()
        if bare and core[0].low == "the" and (human := self._memory.last_voiced()):
            return human
        if bare and last is not None and last.sort == Sort.BODY and (last.voiced or len(core) == 2):  # noqa: PLR2004
            return Speaker(last.name, Sort.BODY, span_of(core), voiced=True, noun=core[-1].low)
        return self._unnamed(words)

    def _body_behind(self, rest: Sequence[Word]) -> str | None:
        """The body that hangs on a voice: "for the ministry", "of the general staff"."""
        if not rest or rest[0].low not in {"for", "of", "at", "from", "in", "with"}:
            return None
        for i, word in enumerate(rest[1:_NEAR], 1):
            if word.low in {",", "on"} or word.kind == Kind.PERSON or word.low in self._speech.relative:
                return None
            if not self._phrases.goes_on(rest, i) and (found := self._bodies.ending(rest[i : i + 1])):
                return self._bodies.full(self._bodies.name_at(rest, i), word) or found
        return None

    def _document(self, words: Sequence[Word], core: Sequence[Word], rest: Sequence[Word]) -> Speaker:
        """A document: whoever issued it, if that is told here or was told before; "joint statement" if it is one."""
        speech = self._speech
        if any(word.low in speech.joint for word in core) or core[-1].low in speech.shared:
            return Speaker("joint statement", Sort.JOINT, span_of(core))
        if name := self._bodies.ending(core[:-1]):
            return Speaker(name, Sort.BODY, span_of(core))
        for i, word in enumerate(rest[:3]):
            if word.low in {"of", "by", "from"} and (issuer := self.of(rest[i + 1 :])):
                return issuer
        if self._phrases.is_definite(core) and (last := self._memory.last_thing() or self._memory.last_human()):
            return last
        return self._unnamed(words, Sort.DOCUMENT)

    def _unnamed(self, words: Sequence[Word], sort: Sort = Sort.VOICE) -> Speaker:
        """A phrase as worded, without its article and without what is only told of it."""
        bare = words[0].low in {"a", "an", "the", "one"} and len(words) > 1 and words[1].low != "of"
        start = end = int(bare)
        for i in range(start, len(words)):
            word = words[i]
            stops = word.kind in {Kind.SIGN, Kind.SPEECH} or word.low in self._speech.relative or word.low in _STOPS
            if i > start and stops:
                break
            end = i + 1
        core = self._phrases.core(words[start:end])[0]
        name = self._text[words[start].start : words[end - 1].end]
        return Speaker(name, sort, span_of(words[start:end]), noun=core[-1].low, plural=is_plural(core))

    def _unknown_name(self, words: Sequence[Word]) -> Speaker | None:
        """A name that the name reader does not know: capitalised words at the end of the phrase, titles taken off."""
        core = [word for word in self._phrases.core(words)[0] if word.kind == Kind.WORD]
        start = len(core)
        while start and core[start - 1].capital and not self._phrases.is_title(core[start - 1]):
            start -= 1
        name = core[start:]
        if not name or self._anaphora.is_country(name[0]) or name[-1].low in self._speech.dates:
            return None
        titled = words[: words.index(name[0]) + 1]
        if self._phrases.is_definite(words) and len(name) == 1 and (found := self._anaphora.titled(titled)):
            return found
        if len(name) == 1 and (body := self._bodies.ending(name)):
            return Speaker(body, Sort.BODY, span_of(name))
        return Speaker(self._text[name[0].start : name[-1].end], Sort.PERSON, span_of(name))
