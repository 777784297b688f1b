"""Who a phrase speaks of: "the minister", "a ministry official", "he" → a person, a body, an unnamed voice."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from dateline.books.speech import Speech
from dateline.model.claim import NamedPerson
from dateline.model.mention import Label, Mention
from dateline.model.span import Span
from dateline.reading.phrases import Kind, Sentence, Word

_BEFORE, _BEHIND = 5, 9  # words around a name in which its titles stand
_NEAR = 10  # words of a sentence in which its subject is looked for
_SMALL = frozenset({"of", "the", "for", "and"})
_ACRONYM = re.compile(r"[A-Z]{3,}")
_STOPS = frozenset({"on", "after", "during", "before", "when", "while", "as", "late", "early"})
_NAME_TAIL = frozenset({"of", "for", "and", "the", "foreign", "defence", "defense", "interior", "home", "national"})


class Sort(Enum):
    """What kind of speaker it is."""

    PERSON = "person"
    VOICE = "voice"  # somebody whom the article does not name
    BODY = "body"
    DOCUMENT = "document"
    JOINT = "joint"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker: the name to be recorded, what it is, and the words that named it."""

    name: str
    sort: Sort
    at: Span
    person: int = -1

    @property
    def is_human(self) -> bool:
        """Whether *he* or *she* can stand for this speaker."""
        return self.sort in {Sort.PERSON, Sort.VOICE}


class Speakers:
    """The speakers of one article: finds who a phrase speaks of, remembering who has been spoken of so far."""

    def __init__(
        self,
        text: str,
        paragraphs: Sequence[Sequence[Sentence]],
        mentions: Sequence[Mention],
        people: Sequence[NamedPerson],
        speech: Speech,
    ) -> None:
        self._text, self._mentions, self._people, self._speech = text, mentions, people, speech
        self._countries = {m.at.start: m.country for m in mentions if m.label == Label.COUNTRY}
        self._seen: list[tuple[int, int]] = []
        self._titles: list[set[str]] = [_low_words(person.office or "") for person in people]
        self._salient: list[Speaker] = []
        self._bodies: list[tuple[int, str]] = []
        for paragraph in paragraphs:
            for sentence in paragraph:
                self._register(sentence)

    # -- what is remembered ------------------------------------------------------------------------------------

    def remember(self, speaker: Speaker | None) -> None:
        """Make a speaker the first choice for the pronouns that follow."""
        if speaker is not None:
            self._salient.append(speaker)

    def last(self, *, human: bool | None = None) -> Speaker | None:
        """The speaker or subject remembered last; a human, or none, if so asked."""
        for speaker in reversed(self._salient):
            if human is None or speaker.is_human == human:
                return speaker
        return None

    def _register(self, sentence: Sentence) -> None:
        """Note where persons are named and which titles stand with them, and the full names of bodies."""
        for i, word in enumerate(sentence):
            if word.kind == Kind.PERSON:
                self._seen.append((word.start, word.ref))
                self._titles[word.ref].update(self._titles_at(sentence, i))
            elif word.kind == Kind.BODY or word.low in self._speech.bodies:
                name = self._body_name(sentence, i)
                if " " in name:
                    self._bodies.append((word.start, name))

    def _titles_at(self, sentence: Sentence, i: int) -> Iterator[str]:
        for word in reversed(sentence[max(0, i - _BEFORE) : i]):
            if word.kind not in {Kind.WORD, Kind.BODY} and word.low != ".":
                break
            yield from _low_words(word.low)
        behind = sentence[i + 1 : i + _BEHIND]
        if behind and behind[0].low == ",":
            for word in behind[1:]:
                if word.kind not in {Kind.WORD, Kind.BODY} or word.low in self._speech.relative:
                    break
                yield word.low
        before = sentence[max(0, i - _BEHIND) : i]
        if before and before[-1].low == ",":
            yield from self._apposed(before[:-1])

    def _apposed(self, words: Sequence[Word]) -> Iterator[str]:
        for word in reversed(words):
            if word.kind not in {Kind.WORD, Kind.BODY}:
                return
            yield word.low

    # -- from a phrase to a speaker ----------------------------------------------------------------------------

    def of(self, phrase: Sequence[Word]) -> Speaker | None:
        """Who a noun phrase speaks of; None if it is nobody who could speak."""
        words = self._without_lead(phrase)
        if not words:
            return None
        return self._named(words) or self._pronoun(words[0]) or self._described(words) or self._unknown_name(words)

    def subject_of(self, sentence: Sentence) -> Speaker | None:
        """Who a sentence as a whole speaks of first."""
        for segment in segments(sentence):
            words = self._without_lead(segment)
            if not words or words[0].low in self._speech.adjuncts or words[0].low in self._speech.openers:
                continue
            if words[0].low in self._speech.prepositions:
                continue
            return self._first_subject(words)
        return None

    def _first_subject(self, words: Sequence[Word]) -> Speaker | None:
        if found := self._pronoun(words[0]):
            return found
        for i, word in enumerate(words[:_NEAR]):
            if word.kind == Kind.PERSON and not _owns(words, i) and not self._is_complement(words, i):
                return self._person(word)
            nominal = word.kind == Kind.BODY or self._is_head(word.low)
            following = words[i + 1] if i + 1 < len(words) else None
            if nominal and not _owns(words, i) and not (following and self._goes_on(following)):
                return self._described(words[: i + 1])
        return None

    def _goes_on(self, word: Word) -> bool:
        return word.kind in {Kind.PERSON, Kind.BODY} or word.capital or self._is_head(word.low)

    def _is_head(self, low: str) -> bool:
        speech = self._speech
        return low in speech.humans or low in speech.voices or low in speech.bodies or low in speech.documents

    def _without_lead(self, phrase: Sequence[Word]) -> Sequence[Word]:
        start = 0
        while start < len(phrase) and (
            (phrase[start].kind == Kind.SIGN)
            or (phrase[start].low in self._speech.auxiliaries and phrase[start].low not in {"both", "either"})
        ):
            start += 1
        return phrase[start:]

    def _named(self, words: Sequence[Word]) -> Speaker | None:
        """The first person of the phrase who is its head: no owner, no complement, in no clause of its own."""
        for i, word in enumerate(words):
            if word.low in self._speech.relative or word.low in {"that", "when", "while"}:
                return None
            if word.kind == Kind.PERSON and not self._is_complement(words, i):
                if not _owns(words, i):
                    return self._person(word)
                if self._owns_words(words, i):
                    return self._person(word)
        return None

    def _owns_words(self, words: Sequence[Word], i: int) -> bool:
        """Whether "X's statement" ends the phrase: words of his own."""
        return bool(words[i + 2 :]) and words[-1].low in self._speech.documents

    def _person(self, word: Word) -> Speaker:
        return Speaker(self._people[word.ref].name, Sort.PERSON, Span(word.start, word.end), word.ref)

    def _is_complement(self, words: Sequence[Word], i: int) -> bool:
        """Whether the name at ``i`` hangs on a preposition: "a spokesman for Defence Minister Maren"."""
        between: list[str] = []
        for j in range(i - 1, -1, -1):
            word = words[j]
            if word.low in self._speech.prepositions:
                titles = all(low in self._speech.humans or low in self._speech.abbreviations for low in between)
                return titles or any(low in self._speech.articles for low in between[-1:])
            if word.kind in {Kind.SPEECH, Kind.PERSON} or word.low == ",":
                return False
            if word.low != ".":
                between.append(word.low)
        return False

    def _pronoun(self, word: Word) -> Speaker | None:
        speech = self._speech
        if word.low in speech.singular:
            return self.last(human=True) or self._latest(word.start)
        if word.low in speech.thing:
            return self.last(human=False)
        return None

    def _latest(self, before: int) -> Speaker | None:
        for at, person in reversed(self._seen):
            if at < before:
                return Speaker(self._people[person].name, Sort.PERSON, Span(at, at), person)
        return None

    def _described(self, words: Sequence[Word]) -> Speaker | None:
        """A phrase without a name: "the minister", "an official of the ministry", "the joint statement"."""
        core, rest = self._core(words)
        if not core:
            return None
        head = core[-1]
        pair = f"{core[-2].low} {head.low}" if len(core) > 1 else ""
        speech = self._speech
        if head.low in speech.documents or pair in speech.documents:
            return self._document(words, core, rest)
        if head.low in speech.shared:
            return Speaker("joint statement", Sort.JOINT, _span(core))
        if head.low in speech.voices or pair in speech.voices:
            return self._voice(words, core, rest)
        if head.kind == Kind.BODY or head.low in speech.bodies or pair in speech.bodies:
            return self._body(core, rest)
        if head.low in speech.humans or pair in speech.humans:
            return self._titled(core) or self._counterpart(core) or self._unnamed(words)
        if head.start in self._countries and len(core) == 1:
            return Speaker(self._text[head.start : head.end], Sort.BODY, _span(core))
        return None

    def _core(self, words: Sequence[Word]) -> tuple[Sequence[Word], Sequence[Word]]:
        """The phrase up to its head, and what hangs on it."""
        speech = self._speech
        for i, word in enumerate(words):
            if word.low == "," or word.low == "(" or word.low in speech.relative or word.kind == Kind.SPEECH:
                return words[:i], words[i:]
            if word.low in speech.prepositions and i:
                return words[:i], words[i:]
        return words, ()

    def _titled(self, core: Sequence[Word]) -> Speaker | None:
        """The person whose title "the minister" is: of the right country, titles most alike, named or salient last."""
        if core[0].low not in self._speech.definite:
            return None
        head = core[-1].low
        alike = self._speech.same.get(head, frozenset()) | {head}
        countries = {self._countries[word.start] for word in core if word.start in self._countries}
        wanted = {word.low for word in core[1:]}
        best: tuple[tuple[int, int, int], int, int] | None = None
        for at, person in self._seen:
            titles = self._titles[person]
            if at >= core[0].start or not alike & titles:
                continue
            if countries and self._people[person].country not in {*countries, None}:
                continue
            rank = (len(wanted & titles), self._salience(person), at)
            if best is None or rank > best[0]:
                best = (rank, person, at)
        if best is None:
            return None
        return Speaker(self._people[best[1]].name, Sort.PERSON, _span(core), best[1])

    def _salience(self, person: int) -> int:
        for i in range(len(self._salient) - 1, -1, -1):
            if self._salient[i].person == person:
                return i + 1
        return 0

    def _counterpart(self, core: Sequence[Word]) -> Speaker | None:
        """The person of the country told: "his Belmar counterpart"."""
        countries = {self._countries[word.start] for word in core if word.start in self._countries} - {None}
        if not countries:
            return None
        for at, person in reversed(self._seen):
            if at < core[0].start and self._people[person].country in countries and core[0].low in self._speech.definite:
                return Speaker(self._people[person].name, Sort.PERSON, _span(core), person)
        return None

    def _voice(self, words: Sequence[Word], core: Sequence[Word], rest: Sequence[Word]) -> Speaker | None:
        """Somebody who speaks for a body: the body if it is told, else a person of that title, else as worded."""
        if name := self._body_in(core[:-1]) or self._body_behind(rest):
            return Speaker(name, Sort.BODY, _span(core))
        if found := self._titled(core):
            return found
        last = self.last()
        bare = len(core) <= 2 and not rest  # noqa: PLR2004  (an article and the noun)
        if bare and last is not None and (last.sort == Sort.BODY or core[0].low in self._speech.definite):
            return last
        return self._unnamed(words)

    def _body_in(self, words: Sequence[Word]) -> str | None:
        """The body at the end of these words: "a [Arland defence ministry] official"."""
        for i in range(len(words) - 1, -1, -1):
            if words[i].kind == Kind.BODY or words[i].low in self._speech.bodies:
                return self._full(self._body_name(words, i), words[i].start)
            if words[i].capital and _ACRONYM.fullmatch(self._text, words[i].start, words[i].end):
                return self._full(self._text[words[i].start : words[i].end], words[i].start)
        return None

    def _body_behind(self, rest: Sequence[Word]) -> str | None:
        """The body that hangs on a voice: "for the ministry", "of the general staff"."""
        if not rest or rest[0].low not in {"for", "of", "at", "from", "in", "with"}:
            return None
        for i, word in enumerate(rest[1:_NEAR], 1):
            if word.low in {",", "on"} or word.kind == Kind.PERSON or word.low in self._speech.relative:
                return None
            following = rest[i + 1] if i + 1 < len(rest) else None
            ends = following is None or not (following.capital or self._is_head(following.low))
            if ends and (found := self._body_in(rest[i : i + 1])):
                return self._full(self._body_name(rest, i), word.start) or found
        return None

    def _body(self, core: Sequence[Word], rest: Sequence[Word]) -> Speaker:
        name = self._body_name([*core, *rest], len(core) - 1)
        return Speaker(self._full(name, core[0].start), Sort.BODY, _span(core))

    def _body_name(self, words: Sequence[Word], i: int) -> str:
        """The name of the body whose head is ``words[i]``, as worded: with what stands before, and "of …" behind."""
        head = words[i]
        if head.kind == Kind.BODY and (mention := self._mentions[head.ref]).label == Label.ORGANIZATION and mention.means:
            return mention.means
        start = i
        while start and self._is_part_of_name(words[start - 1], head):
            start -= 1
        end = i
        if i + 2 < len(words) and words[i + 1].low in {"of", "for"}:
            end = self._name_end(words, i + 1) or i
        return self._text[words[start].start : words[end].end]

    def _is_part_of_name(self, word: Word, head: Word) -> bool:
        if word.kind == Kind.BODY:
            return True
        if word.kind != Kind.WORD or word.low in self._speech.articles or word.low == "'s":
            return False
        return word.capital or word.start in self._countries or (not head.capital and word.low in _NAME_TAIL - _SMALL)

    def _name_end(self, words: Sequence[Word], i: int) -> int | None:
        """The last word of "of National Defence" behind a body; None if what follows is no part of a name."""
        end = None
        for j in range(i, min(len(words), i + _NEAR)):
            word = words[j]
            if word.kind in {Kind.SIGN, Kind.SPEECH, Kind.PERSON} or word.low == "'s":
                break
            if word.capital or word.low in _NAME_TAIL - _SMALL:
                end = j
            elif word.low not in _SMALL:
                break
        return end

    def _full(self, name: str, here: int) -> str:
        """The fullest form of a body's name that the article gives; acronyms written out where the article does it."""
        if _ACRONYM.fullmatch(name):
            return self._written_out(name) or name
        if " " in name:
            return name
        best = None
        for at, other in self._bodies:
            words = other.lower().split()
            if name.lower() in {words[0], words[-1]} and (best is None or at < here):
                best = other
        return best or name

    def _written_out(self, acronym: str) -> str | None:
        for _, name in self._bodies:
            initials = "".join(word[0] for word in name.split() if word[0].isupper())
            if initials == acronym:
                return name
        if told := re.search(rf"((?:[A-Z][\w’'-]+ (?:(?:of|the|for|and|de|del) )*){{2,8}})\(\s*{acronym}\b", self._text):
            return _from_initials(told.group(1).split(), acronym)
        return None

    def _document(self, words: Sequence[Word], core: Sequence[Word], rest: Sequence[Word]) -> Speaker:
        """A document: whoever issued it, if that is told here or was told before; "joint statement" if it is one."""
        speech = self._speech
        if any(word.low in speech.joint for word in core) or core[-1].low in speech.shared:
            return Speaker("joint statement", Sort.JOINT, _span(core))
        if name := self._body_in(core[:-1]):
            return Speaker(name, Sort.BODY, _span(core))
        if rest and rest[0].low in {"of", "by", "from"}:
            if found := self.of(rest[1:]):
                return found
        if core[0].low in speech.definite and (last := self.last(human=False)):
            return last
        if core[0].low in speech.definite and (author := self.last()):
            return author
        return self._unnamed(words, Sort.DOCUMENT)

    def _unnamed(self, words: Sequence[Word], sort: Sort = Sort.VOICE) -> Speaker:
        """A phrase as worded, without its article and without what is only told of it."""
        start = 1 if words[0].low in {"a", "an", "the", "one"} and len(words) > 1 and words[1].low != "of" else 0
        end = start
        for i in range(start, len(words)):
            word = words[i]
            if i > start and (word.kind in {Kind.SIGN, Kind.SPEECH} or word.low in self._speech.relative or word.low in _STOPS):
                break
            end = i + 1
        return Speaker(self._text[words[start].start : words[end - 1].end], sort, _span(words[start:end]))

    def _unknown_name(self, words: Sequence[Word]) -> Speaker | None:
        """A name that the name reader does not know: capitalised words at the end of the phrase, titles taken off."""
        core = [word for word in self._core(words)[0] if word.kind == Kind.WORD]
        end = len(core)
        start = end
        while start and core[start - 1].capital and not self._is_head(core[start - 1].low):
            if core[start - 1].low in self._speech.abbreviations or core[start - 1].low in self._speech.articles:
                break
            start -= 1
        name = core[start:end]
        if not name or (len(name) == 1 and name[0].start in self._countries):
            return None
        return Speaker(self._text[name[0].start : name[-1].end], Sort.PERSON, _span(name))


def segments(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    """The stretches between the commas of a phrase."""
    start = 0
    for i, word in enumerate(words):
        if word.low == ",":
            yield words[start:i]
            start = i + 1
    yield words[start:]


def _owns(words: Sequence[Word], i: int) -> bool:
    return i + 1 < len(words) and words[i + 1].low == "'s"


def _span(words: Sequence[Word]) -> Span:
    return Span(words[0].start, words[-1].end)


def _low_words(words: str) -> set[str]:
    return set(re.findall(r"\w+(?:-\w+)*", words.lower()))


def _from_initials(words: Iterable[str], acronym: str) -> str | None:
    """The last words whose capitals spell the acronym."""
    held = list(words)
    for start in range(len(held) - 1, -1, -1):
        if "".join(word[0] for word in held[start:] if word[0].isupper()) == acronym:
            return " ".join(held[start:])
    return None
