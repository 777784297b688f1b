"""Who speaks in an article: persons, bodies, voices without a name; and who of them was spoken of last."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from dateline.books.speech import Speech
from dateline.model.claim import NamedPerson
from dateline.model.span import Span
from dateline.reading.phrases import Kind, Sentence, Word

_KEPT = 60  # speakers that are remembered
_NAMED = 200  # names before a place that are looked through
_BEFORE, _BEHIND = 5, 9  # words around a name in which its titles stand


class Sort(Enum):
    """What kind of speaker it is."""

    PERSON = "person"
    VOICE = "voice"  # somebody whom the article does not name
    BODY = "body"
    DOCUMENT = "document"
    JOINT = "joint"


@dataclass(frozen=True, slots=True)
class Speaker:
    """A speaker: the name to be recorded, what it is, and the words that named it.

    ``voiced`` marks a body whose unnamed official spoke: *he* can stand for it, and so can *it*. ``noun`` is the word
    by which somebody unnamed was called (*official*), ``plural`` whether there are several of them.
    """

    name: str
    sort: Sort
    at: Span
    person: int = -1
    voiced: bool = False
    noun: str = ""
    plural: bool = False

    @property
    def is_human(self) -> bool:
        """Whether *he* or *she* can stand for this speaker."""
        return not self.plural and (self.voiced or self.sort in {Sort.PERSON, Sort.VOICE})

    @property
    def is_thing(self) -> bool:
        """Whether *it* can stand for this speaker."""
        return self.sort not in {Sort.PERSON, Sort.VOICE}


class Memory:
    """Who is named where in one article, by which titles, and who has been spoken of so far."""

    def __init__(self, paragraphs: Sequence[Sequence[Sentence]], people: Sequence[NamedPerson], speech: Speech) -> None:
        self._people, self._speech = people, speech
        self._seen: list[tuple[int, int]] = []
        self._titles: list[set[str]] = [low_words(person.office or "") | _initials(person.office) for person in people]
        self._women: list[bool | None] = [self._is_woman(person.name) for person in people]
        self._salient: list[Speaker] = []
        for paragraph in paragraphs:
            for sentence in paragraph:
                self._register(sentence)

    def remember(self, speaker: Speaker | None) -> None:
        """Make a speaker the first choice for the pronouns that follow."""
        if speaker is not None and speaker.noun != "one":
            self._salient.append(speaker)
            del self._salient[:-_KEPT]

    def last_human(self, *, woman: bool | None = None) -> Speaker | None:
        """The human who was spoken of last, and of whom *she* (or *he*) can be said."""
        return self._last(lambda one: one.is_human and self._agrees(one.person, woman=woman))

    def last_thing(self) -> Speaker | None:
        """The body or document that was spoken of last."""
        return self._last(lambda one: one.is_thing)

    def newest(self) -> Speaker | None:
        """Whoever was spoken of last."""
        return self._salient[-1] if self._salient else None

    def last_voiced(self) -> Speaker | None:
        """The body whose official spoke last."""
        return self._last(lambda one: one.voiced)

    def again(self, noun: str) -> Speaker | None:
        """Somebody unnamed who was called by this noun before: "an officer … the officer"."""
        return self._last(lambda one: one.noun == noun)

    def last_of(self, countries: set[str]) -> Speaker | None:
        """The person spoken of last who serves one of these countries, or no country that is known."""
        return self._last(lambda one: one.person >= 0 and self._people[one.person].country in {*countries, None})

    def latest(self, before: int, *, woman: bool | None = None, but: int = -1) -> Speaker | None:
        """The person named last before a place."""
        return self._named_last(before, lambda person: person != but and self._agrees(person, woman=woman))

    def latest_of(self, countries: set[str], before: int, *, but: int = -1) -> Speaker | None:
        """The person of one of these countries who was named last before a place."""
        return self._named_last(before, lambda person: person != but and self._people[person].country in countries)

    def _named_last(self, before: int, fits: Callable[[int], bool]) -> Speaker | None:
        for at, person in reversed(self._named_before(before)):
            if fits(person):
                return self.person(person, Span(at, at))
        return None

    def _named_before(self, place: int) -> Sequence[tuple[int, int]]:
        end = bisect_left(self._seen, (place, -1))
        return self._seen[max(0, end - _NAMED) : end]

    def titled(self, words: Sequence[Word], countries: set[str]) -> Speaker | None:
        """The person whose title "the minister" is: of the right country, titles most alike, salient or named last."""
        head = words[-1].low
        alike = self._speech.same.get(head, frozenset()) | {head}
        wanted = {word.low for word in words} - self._speech.articles
        best: tuple[tuple[int, int, int], int] | None = None
        for at, person in self._named_before(words[0].start):
            titles = self._titles[person]
            if not alike & titles:
                continue
            if countries and self._people[person].country not in {*countries, None}:
                continue
            rank = (len(wanted & titles), self._salience(person), at)
            best = max(best or (rank, person), (rank, person))
        return self.person(best[1], Span(words[0].start, words[-1].end)) if best else None

    def person(self, person: int, at: Span) -> Speaker:
        """A person of the article as a speaker."""
        return Speaker(self._people[person].name, Sort.PERSON, at, person)

    def _last(self, fits: Callable[[Speaker], bool]) -> Speaker | None:
        return next((speaker for speaker in reversed(self._salient) if fits(speaker)), None)

    def _agrees(self, person: int, *, woman: bool | None) -> bool:
        known = self._women[person] if person >= 0 else None
        return woman is None or known is None or known == woman

    def _is_woman(self, name: str) -> bool | None:
        words = name.lower().split()
        return True if any(word in self._speech.women for word in words[:1]) else None

    def _salience(self, person: int) -> int:
        for i in range(len(self._salient) - 1, -1, -1):
            if self._salient[i].person == person:
                return i + 1
        return 0

    def _register(self, sentence: Sentence) -> None:
        """Note where persons are named, and which titles stand with them."""
        for i, word in enumerate(sentence):
            if word.kind == Kind.PERSON:
                self._seen.append((word.start, word.ref))
                self._titles[word.ref].update(self._titles_at(sentence, i))
                self._hear_honorific(sentence, i)

    def _hear_honorific(self, sentence: Sentence, i: int) -> None:
        before = [word.low for word in sentence[max(0, i - 2) : i] if word.low != "."][-1:]
        if before and before[0] in self._speech.ladies | self._speech.gentlemen:
            self._women[sentence[i].ref] = before[0] in self._speech.ladies

    def _titles_at(self, sentence: Sentence, i: int) -> Iterator[str]:
        for word in reversed(sentence[max(0, i - _BEFORE) : i]):
            if word.kind not in {Kind.WORD, Kind.BODY} and word.low not in {".", "(", ")"}:
                break
            yield from low_words(word.low)
        yield from self._described_behind(sentence[i + 1 : i + 1 + _BEHIND])
        before = sentence[max(0, i - _BEHIND) : i]
        if before and before[-1].low == ",":
            yield from (word.low for word in _run_back(before[:-1]))

    def _described_behind(self, words: Sequence[Word]) -> list[str]:
        """The words of an apposition, "…, the navy's commander,": none if they are the subject of what follows."""
        if not words or words[0].low != ",":
            return []
        found: list[str] = []
        for word in words[1:]:
            if word.low in self._speech.saying:
                return []
            if word.kind not in {Kind.WORD, Kind.BODY} or word.low in self._speech.relative:
                break
            found += low_words(word.low)
        return found


def _run_back(words: Sequence[Word]) -> Iterator[Word]:
    """The words before a comma, back to the sign before them."""
    for word in reversed(words):
        if word.kind not in {Kind.WORD, Kind.BODY}:
            return
        yield word


def _initials(office: str | None) -> set[str]:
    """What an office is called for short: CNS, COAS."""
    words = (office or "").replace("-", " ").split()
    return {"".join(word[0] for word in words if word[0].isupper()).lower(), "".join(word[0] for word in words).lower()}


def low_words(words: str) -> set[str]:
    """The words of a text in lower case."""
    return set(re.findall(r"\w+(?:-\w+)*", words.lower()))
