"""Whom a phrase speaks of: "the minister", "a ministry official", "he" → a person, a body, an unnamed voice."""

from collections.abc import Sequence

from dateline.books.speech import Speech
from dateline.model.mention import Label, Mention
from dateline.model.span import Span
from dateline.reading.bodies import Bodies
from dateline.reading.phrases import Kind, Sentence, Word, segments, without_brackets
from dateline.reading.sayings import Sayings
from dateline.reading.speakers import Memory, Sort, Speaker

_NEAR = 14  # words of a sentence in which its subject is looked for
_SHORT = 9  # words of a part between commas that is one phrase
_STOPS = frozenset({"on", "after", "during", "before", "when", "while", "as", "late", "early", "that"})
_TITLE_LINKS = frozenset({".", "of", "the", "for", "and", "to", "(", ")", "&", "-", "ret", "retd", "retired"})


class Reference:
    """Finds whom the phrases of one article speak of, with its memory of who has been spoken of."""

    def __init__(self, text: str, mentions: Sequence[Mention], bodies: Bodies, memory: Memory, speech: Speech) -> None:
        self._text, self._bodies, self._memory, self._speech = text, bodies, memory, speech
        self._sayings = Sayings(speech)
        self._countries = {m.at.start: m.country for m in mentions if m.label == Label.COUNTRY}
        self._called: dict[str, Speaker] = {}  # "the top commander" means one man throughout
        self._others: dict[int, Speaker | None] = {}  # whom "his guest" at a place means

    # -- the subject of a sentence -----------------------------------------------------------------------------

    def subject_of(self, sentence: Sentence) -> Speaker | None:
        """Who a sentence speaks of first; None if that is not told in its opening words."""
        if not sentence or sentence[0].kind == Kind.SPEECH:
            return None
        parts = list(segments(_without_dateline(sentence)))
        for i, part in enumerate(parts):
            words = self._without_times(self._without_lead(part))
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
        named = any(word.kind == Kind.PERSON and not _owns(words, i) for i, word in enumerate(words))
        if len(words) > _SHORT or named or self._sayings.has_verb(words):
            return None
        names = _up_to_person([word for word in following if word.low not in {".", ")"}])
        if not names or names[-1].kind != Kind.PERSON or not all(map(self._links_title, names[:-1])):
            return None
        return self._person(names[-1]) if self._is_nominal(words) else None

    def _is_nominal(self, words: Sequence[Word]) -> bool:
        return any(self._speech.is_head(word.low) or word.capital for word in words)

    def _first_subject(self, words: Sequence[Word], *, is_part: bool) -> Speaker | None:
        if words[0].low in self._speech.singular:
            return self._pronoun(words[0])
        for i, word in enumerate(words[:_NEAR]):
            if word.kind == Kind.PERSON and not _owns(words, i) and not self._is_complement(words, i):
                return self._person(word)
            if word.kind != Kind.PERSON and self._sayings.is_verb(word):
                return None
            if (self._bodies.is_body(word) or self._speech.is_head(word.low)) and not self._goes_on(words, i):
                return self._name_behind(words, i) or self._subject_at(words, i, is_part=is_part)
        return None

    def _subject_at(self, words: Sequence[Word], i: int, *, is_part: bool) -> Speaker | None:
        """The subject whose head is ``words[i]``; with what hangs on it, where a comma closes it."""
        if words[i].low in self._speech.documents:
            return None
        hangs = i + 1 < len(words) and words[i + 1].low in self._speech.prepositions
        whole = hangs and is_part and len(words) <= _SHORT and not self._sayings.has_verb(words)
        return self._described(words if whole else words[: i + 1])

    def _name_behind(self, words: Sequence[Word], i: int) -> Speaker | None:
        """The person whose title starts at ``words[i]``: "Chief of Staff Brigadier Maren"."""
        for word in words[i + 1 :]:
            if word.kind == Kind.PERSON:
                return self._person(word)
            if not self._links_title(word):
                return None
        return None

    def _links_title(self, word: Word) -> bool:
        return word.capital or word.low in _TITLE_LINKS or self._speech.is_head(word.low)

    def _goes_on(self, words: Sequence[Word], i: int) -> bool:
        """Whether the noun at ``i`` is not yet the head: another follows, or it owns one."""
        if i + 1 >= len(words):
            return False
        word = words[i + 1]
        return (
            word.kind in {Kind.PERSON, Kind.BODY} or word.low == "'s" or word.capital or self._speech.is_head(word.low)
        )

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

    # -- from a phrase to a speaker ----------------------------------------------------------------------------

    def of(self, phrase: Sequence[Word]) -> Speaker | None:
        """Who a noun phrase speaks of; None if it is nobody who could speak."""
        words = self._without_times(self._without_lead(without_brackets(phrase)))
        if not words:
            return None
        called = self._called.get(key := " ".join(word.low for word in words[:_SHORT]))
        if called is not None:
            return called
        found = self._named(words) or self._pronoun(words[0]) or self._described(words) or self._unknown_name(words)
        if found is not None and words[0].low == "the" and len(words) > 2:  # noqa: PLR2004  (more than "the minister")
            self._called[key] = found
        return found

    def worded(self, phrase: Sequence[Word]) -> Speaker | None:
        """A phrase whose noun no list knows ("an acrobat"), which yet speaks, since the text says that it did."""
        words = self._without_times(self._without_lead(without_brackets(phrase)))
        if len(words) < 2 or words[0].low not in {"a", "an"} or self._sayings.has_verb(words):  # noqa: PLR2004
            return None
        return self._unnamed(words)

    def _named(self, words: Sequence[Word]) -> Speaker | None:
        """The first person of the phrase who is its head: no owner, no complement, in no clause of its own."""
        for i, word in enumerate(words):
            if word.low in self._speech.relative or word.low in {"that", "when", "while"}:
                return None
            speaks = not _owns(words, i) or words[-1].low in self._speech.documents
            if word.kind == Kind.PERSON and speaks and not self._is_complement(words, i):
                return self._person(word)
        return None

    def _person(self, word: Word) -> Speaker:
        return self._memory.person(word.ref, Span(word.start, word.end))

    def _is_complement(self, words: Sequence[Word], i: int) -> bool:
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

    def _pronoun(self, word: Word) -> Speaker | None:
        speech = self._speech
        if word.low in speech.singular:
            woman = word.low == "she"
            return self._memory.last_human(woman=woman) or self._memory.latest(word.start, woman=woman)
        return self._memory.last_thing() if word.low in speech.thing else None

    def _described(self, words: Sequence[Word]) -> Speaker | None:
        """A phrase without a name: "the minister", "an official of the ministry", "the joint statement"."""
        core, rest = self._core(words)
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
            return Speaker(self._bodies.full(name, head), Sort.BODY, _span(core))
        if head.low in speech.quantities and rest and rest[0].low == "of":
            return self._described(rest[1:])
        is_human = names & (speech.humans | speech.others) or head.low.endswith(speech.human_endings)
        return self._human(words, core, names) if is_human else self._state(core)

    def _human(self, words: Sequence[Word], core: Sequence[Word], names: set[str]) -> Speaker:
        """A human without a name: somebody known, described anew, or as worded."""
        other = self._other(core) if names & self._speech.others else None
        known = other or self._titled(core) or self._again(core) or self._somebody(core)
        return known or self._unnamed(words)

    def _again(self, core: Sequence[Word]) -> Speaker | None:
        return self._memory.again(core[-1].low) if core[0].low in self._speech.definite else None

    def _core(self, words: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
        """The phrase up to its head, and what hangs on it."""
        speech = self._speech
        for i, word in enumerate(words):
            if word.low == "," or word.low in speech.relative or word.kind == Kind.SPEECH:
                return words[:i], words[i:]
            if i and (word.low in speech.prepositions or word.low in speech.issued):
                return words[:i], words[i:]
        return words, ()

    def _is_definite(self, core: Sequence[Word]) -> bool:
        first = core[0]
        return first.low in self._speech.definite or (first.capital and first.low not in self._speech.articles)

    def _countries_in(self, words: Sequence[Word]) -> set[str]:
        return {country for word in words if (country := self._countries.get(word.start))}

    def _titled(self, core: Sequence[Word]) -> Speaker | None:
        return self._memory.titled(core, self._countries_in(core)) if self._is_definite(core) else None

    def _somebody(self, core: Sequence[Word]) -> Speaker | None:
        """The human spoken of last, whom "the retired general" or "the Arlander" describes anew."""
        if core[0].low != "the":
            return None
        if countries := self._countries_in(core):
            return self._memory.last_of(countries) or self._memory.latest_of(countries, core[0].start)
        return self._memory.last_human()

    def _other(self, core: Sequence[Word]) -> Speaker | None:
        """Whom "his guest" or "her Belmar counterpart" means: not the person spoken of, but the other one."""
        if core[0].low not in self._speech.definite:
            return None
        at, countries = core[0].start, self._countries_in(core)
        if at not in self._others:
            last = self._memory.last_human()
            but = last.person if last else -1
            found = self._memory.latest_of(countries, at, but=but) if countries else self._memory.latest(at, but=but)
            self._others[at] = found
        return self._others[at]

    def _state(self, core: Sequence[Word]) -> Speaker | None:
        """A state as a speaker, by its name or capital; or the one person of it whom "the Arlander" means."""
        if core[-1].start not in self._countries:
            return None
        if core[0].low == "the" and len(core) == 2 and (found := self._somebody(core)):  # noqa: PLR2004
            return found
        return Speaker(self._text[core[-1].start : core[-1].end], Sort.BODY, _span(core))

    def _voice(self, words: Sequence[Word], core: Sequence[Word], rest: Sequence[Word]) -> Speaker | None:
        """Somebody who speaks for a body: the body if it is told, else a person of that title, else as worded."""
        if name := self._bodies.ending(core[:-1]) or self._body_behind(rest):
            return Speaker(name, Sort.BODY, _span(core), voiced=True, noun=core[-1].low, plural=_is_plural(core))
        if found := self._again(core) or self._titled(core):
            return found
        bare = not rest and not any(word.capital for word in core[1:])
        last = self._memory.newest()
        if bare and core[0].low == "the" and (human := self._memory.last_voiced()):
            return human
        if bare and last is not None and last.sort == Sort.BODY and (last.voiced or len(core) == 2):  # noqa: PLR2004
            return Speaker(last.name, Sort.BODY, _span(core), voiced=True, noun=core[-1].low)
        return self._unnamed(words)

    def _body_behind(self, rest: Sequence[Word]) -> str | None:
        """The body that hangs on a voice: "for the ministry", "of the general staff"."""
        if not rest or rest[0].low not in {"for", "of", "at", "from", "in", "with"}:
            return None
        for i, word in enumerate(rest[1:_NEAR], 1):
            if word.low in {",", "on"} or word.kind == Kind.PERSON or word.low in self._speech.relative:
                return None
            if not self._goes_on(rest, i) and (found := self._bodies.ending(rest[i : i + 1])):
                return self._bodies.full(self._bodies.name_at(rest, i), word) or found
        return None

    def _document(self, words: Sequence[Word], core: Sequence[Word], rest: Sequence[Word]) -> Speaker:
        """A document: whoever issued it, if that is told here or was told before; "joint statement" if it is one."""
        speech = self._speech
        if any(word.low in speech.joint for word in core) or core[-1].low in speech.shared:
            return Speaker("joint statement", Sort.JOINT, _span(core))
        if name := self._bodies.ending(core[:-1]):
            return Speaker(name, Sort.BODY, _span(core))
        for i, word in enumerate(rest[:3]):
            if word.low in {"of", "by", "from"} and (issuer := self.of(rest[i + 1 :])):
                return issuer
        if self._is_definite(core) and (last := self._memory.last_thing() or self._memory.last_human()):
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
        core = self._core(words[start:end])[0]
        name = self._text[words[start].start : words[end - 1].end]
        return Speaker(name, sort, _span(words[start:end]), noun=core[-1].low, plural=_is_plural(core))

    def _unknown_name(self, words: Sequence[Word]) -> Speaker | None:
        """A name that the name reader does not know: capitalised words at the end of the phrase, titles taken off."""
        core = [word for word in self._core(words)[0] if word.kind == Kind.WORD]
        start = len(core)
        while start and core[start - 1].capital and not self._is_title(core[start - 1]):
            start -= 1
        name = core[start:]
        if not name or name[0].start in self._countries or name[-1].low in self._speech.dates:
            return None
        if self._is_definite(words) and len(name) == 1 and (found := self._titled(words[: words.index(name[0]) + 1])):
            return found
        if len(name) == 1 and (body := self._bodies.ending(name)):
            return Speaker(body, Sort.BODY, _span(name))
        return Speaker(self._text[name[0].start : name[-1].end], Sort.PERSON, _span(name))

    def _is_title(self, word: Word) -> bool:
        speech = self._speech
        known = speech.abbreviations, speech.articles, speech.ladies, speech.gentlemen, speech.auxiliaries
        return self._speech.is_head(word.low) or any(word.low in words for words in known)


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


def _owns(words: Sequence[Word], i: int) -> bool:
    return i + 1 < len(words) and words[i + 1].low == "'s"


def _is_plural(core: Sequence[Word]) -> bool:
    return core[-1].low.endswith("s") and not core[-1].low.endswith("ss")


def _span(words: Sequence[Word]) -> Span:
    return Span(words[0].start, words[-1].end)
