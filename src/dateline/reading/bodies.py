"""How a text names the bodies in it: the full name behind "the ministry", and what an acronym stands for."""

import re
from collections.abc import Iterable, Sequence

from dateline.books.speech import Speech
from dateline.model.mention import Label, Mention
from dateline.reading.phrases import Kind, Sentence, Word

_ACRONYM = re.compile(r"[A-Z]{3,}")
_SMALL = frozenset({"of", "the", "for", "and"})
_LOWER = frozenset({"foreign", "defence", "defense", "interior", "home", "national"})
_REACH = 10


class Bodies:
    """The names of bodies in one article, as worded, fullest first asked."""

    def __init__(
        self, text: str, paragraphs: Iterable[Sequence[Sentence]], mentions: Sequence[Mention], speech: Speech
    ) -> None:
        self._text, self._mentions, self._speech = text, mentions, speech
        self._known: list[tuple[int, str]] = []
        self._makers: list[tuple[int, str]] = []
        for paragraph in paragraphs:
            for sentence in paragraph:
                self._register(sentence)

    def _register(self, sentence: Sentence) -> None:
        for i, word in enumerate(sentence):
            if word.kind == Kind.BODY and self._mentions[word.ref].how == "maker":
                self._makers.append((word.start, self._words(word)))
            elif self.is_body(word) and " " in (name := self.name_at(sentence, i)):
                self._known.append((word.start, name))

    def is_body(self, word: Word) -> bool:
        """Whether a word names a body or ends the name of one."""
        return word.kind == Kind.BODY or word.low in self._speech.bodies

    def ending(self, words: Sequence[Word]) -> str | None:
        """The body that these words name at their end: "a senior [Arland defence ministry]"."""
        for i in range(len(words) - 1, -1, -1):
            word = words[i]
            if self.is_body(word) or (word.capital and _ACRONYM.fullmatch(self._text, word.start, word.end)):
                return self.full(self.name_at(words, i), word)
        return None

    def name_at(self, words: Sequence[Word], i: int) -> str:
        """The name whose head is ``words[i]``, as worded: with what belongs to it before, and with "of …" behind."""
        head = words[i]
        start = end = i
        if head.kind != Kind.BODY or not head.capital or " " not in head.low:
            while start and self._belongs(words[start - 1], head):
                start -= 1
            if i + 2 < len(words) and words[i + 1].low in {"of", "for"}:
                end = self._end_of_name(words, i + 1) or i
        return self._text[words[start].start : words[end].end]

    def full(self, name: str, at: Word) -> str:
        """The fullest form of a name that the article gives: "the ministry" → the one named last; KDF written out."""
        if at.kind == Kind.BODY and self._mentions[at.ref].label == Label.ORGANIZATION:
            return name
        if _ACRONYM.fullmatch(name):
            return self._written_out(name) or name
        if " " in name:
            return name
        low = name.lower()
        if low in self._speech.firms and (maker := _nearest(self._makers, at.start)):
            return maker
        return _nearest([(at, other) for at, other in self._known if low in _outer_words(other)], at.start) or name

    def _words(self, word: Word) -> str:
        return self._text[word.start : word.end]

    def _belongs(self, word: Word, head: Word) -> bool:
        if word.kind == Kind.BODY:
            return True
        if word.kind != Kind.WORD or word.low in self._speech.articles or word.low in self._speech.prepositions:
            return False
        return word.capital or (not head.capital and word.low in _LOWER)

    def _end_of_name(self, words: Sequence[Word], i: int) -> int | None:
        """The last word of "of National Defence" behind a body; None if what follows is no part of a name."""
        end = None
        for j in range(i, min(len(words), i + _REACH)):
            word = words[j]
            if word.kind in {Kind.SIGN, Kind.SPEECH, Kind.PERSON} or word.low == "'s":
                break
            if word.capital or word.low in _LOWER:
                end = j
            elif word.low not in _SMALL:
                break
        return end

    def _written_out(self, acronym: str) -> str | None:
        for _, name in self._known:
            if _initials(name.split()) == acronym:
                return name
        pattern = rf"((?:[A-Z][\w’'-]+ (?:(?:of|the|for|and|de|del) )*){{2,8}})\(\s*{acronym}\b"
        told = re.search(pattern, self._text)
        return _from_initials(told.group(1).split(), acronym) if told else None


def _nearest(names: Sequence[tuple[int, str]], here: int) -> str | None:
    """The name that stands last before a place, else the first behind it."""
    before = [name for at, name in names if at < here]
    return before[-1] if before else names[0][1] if names else None


def _outer_words(name: str) -> set[str]:
    words = name.lower().split()
    return {words[0], words[-1]}


def _initials(words: Iterable[str]) -> str:
    return "".join(word[0] for word in words if word[0].isupper())


def _from_initials(words: Sequence[str], acronym: str) -> str | None:
    """The last words whose capitals spell the acronym."""
    for start in range(len(words) - 1, -1, -1):
        if _initials(words[start:]) == acronym:
            return " ".join(words[start:])
    return None
