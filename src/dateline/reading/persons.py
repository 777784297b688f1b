"""Names of persons, and the countries that they serve, without the encoder: by titles, register and words beside."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile
from typing import Self

from dateline.books.source import read_yaml
from dateline.model.mention import Label
from dateline.model.span import Span
from dateline.reading.beside import Beside
from dateline.reading.candidates import of_countries
from dateline.reading.frame import Frame
from dateline.reading.nations import Nation, nations_told, served_by
from dateline.reading.people import Naming, namings

_HYPHENS = frozenset({"-", "\u2011"})
_LONGEST = 7  # words of a name, particles counted
_APPOSED = 6  # words behind a name within which a title in apposition begins
_ACRONYM = 2  # letters that a part of a name in capitals may have at most ("J S Nain"), unless a name stands beside
_SERVING = (Label.COUNTRY, Label.BODY, Label.OFFICE)


@dataclass(frozen=True, slots=True)
class NameWords:
    """``data/register/persons.yaml``."""

    particles: frozenset[str]
    addresses: frozenset[str]
    says: frozenset[str]
    no_names: frozenset[str]

    @classmethod
    def load(cls) -> Self:
        """The words as shipped."""
        return cls(**{name: frozenset(words) for name, words in read_yaml("register", "persons.yaml").items()})


@cache
def name_words() -> NameWords:
    """The words by which names are told, loaded once."""
    return NameWords.load()


def people_by_rules(frame: Frame) -> list[Naming]:
    """The persons whom an article names, by first mention, as titles, verbs of saying and its register tell."""
    return namings(frame.article.text, list(_Finder(frame).spans()))


class _Finder:
    """Finds the names of one article: runs of capitalised words that the books know for nothing else."""

    def __init__(self, frame: Frame) -> None:
        self._register, self._day = frame.register, frame.article.published
        self._words, self._texts, self._told = frame.words, frame.words.texts, name_words()
        named = [m.at for m in frame.mentions if m.label is not Label.PERSON]
        self._barred = self._covered([*named, *frame.residue])
        offices = [self._words.within(m.at) for m in frame.mentions if m.label is Label.OFFICE]
        self._offices = [reach for reach in offices if reach]
        self._office_ends = {last for _, last in self._offices}

    def spans(self) -> Iterator[Span]:
        """Where names stand: those that something beside them tells, and then their parts alone."""
        runs = list(self._runs())
        found = {run for run in runs if self._is_told(*run)}
        parts = {word for first, last in found for word in self._texts[first : last + 1] if len(word) > _ACRONYM}
        found |= {run for run in runs if self._texts[run[1]] in parts and self._is_of(parts, *run)}
        for first, last in sorted(found):
            yield Span(self._words.starts[first], self._words.ends[last])

    def _covered(self, spans: Iterable[Span]) -> set[int]:
        reaches = (self._words.within(span) for span in spans)
        return {i for reach in reaches if reach for i in range(reach[0], reach[1] + 1)}

    def _runs(self) -> Iterator[tuple[int, int]]:
        i, n = 0, len(self._texts)
        while i < n:
            if not self._may_name(i):
                i += 1
                continue
            j = i
            while j + 1 < min(n, i + _LONGEST) and self._goes_on(j + 1):
                j += 1
            last = j
            while last > i and not self._may_name(last) and self._texts[last - 1] not in _HYPHENS:
                last -= 1
            yield i, last
            i = j + 1

    def _goes_on(self, i: int) -> bool:
        sentences = self._words.sentences
        return sentences[i] == sentences[i - 1] and (self._may_name(i) or self._is_small(i))

    def _may_name(self, i: int) -> bool:
        word, told = self._texts[i], self._told
        if i in self._barred or not word[0].isalpha() or not word[0].isupper():
            return False
        if word in told.no_names or word in told.addresses:
            return False
        return not word.isupper() or len(word) <= _ACRONYM or self._is_beside_a_name(i)

    def _is_beside_a_name(self, i: int) -> bool:
        """Whether a word in capitals stands beside a capitalised one: "SAKAI Ryo"."""
        beside = [self._texts[j] for j in (i - 1, i + 1) if 0 <= j < len(self._texts) and j not in self._barred]
        return any(w.istitle() and w.isalpha() and w not in self._told.no_names for w in beside)

    def _is_small(self, i: int) -> bool:
        """Whether a word goes between the parts of a name: a particle, a hyphen, what a hyphen ties on."""
        word, ends, starts = self._texts[i], self._words.ends, self._words.starts
        if i + 1 < len(self._texts) and word in _HYPHENS:
            return ends[i - 1] == starts[i] and ends[i] == starts[i + 1]
        if self._texts[i - 1] in _HYPHENS:
            return word.isalpha()
        follows = i + 1 < len(self._texts) and (self._may_name(i + 1) or self._texts[i + 1] in self._told.particles)
        return word.lower() in self._told.particles and follows

    def _is_told(self, first: int, last: int) -> bool:
        """Whether what stands beside a run, or the register, says that it is a person."""
        if self._follows_title(first) or (last > first and (self._is_apposed(last) or self._says(first, last))):
            return True
        name = " ".join(self._texts[first : last + 1])
        return last > first and bool(self._register.country_of(name, self._day) or self._register.tenures_of(name))

    def _is_of(self, parts: set[str], first: int, last: int) -> bool:
        return all(self._texts[i] in parts or self._is_small(i) for i in range(first, last + 1))

    def _follows_title(self, first: int) -> bool:
        before = first - 1
        if before >= 0 and self._texts[before] in self._told.addresses:
            return True
        return before in self._office_ends or (
            before > 0 and self._texts[before] == "," and before - 1 in self._office_ends
        )

    def _says(self, first: int, last: int) -> bool:
        """Whether a verb of saying stands beside: "said Ines Maren", "Ines Maren told"."""
        beside = {self._texts[j] for j in (first - 1, last + 1) if 0 <= j < len(self._texts)}
        return not beside.isdisjoint(self._told.says)

    def _is_apposed(self, last: int) -> bool:
        """Whether a title follows in apposition: "Ines Maren, the defence minister,"."""
        texts = self._texts
        if texts[last + 1 : last + 2] not in ([","], ["("]):
            return False
        within = range(last + 2, min(last + 2 + _APPOSED, len(texts)))
        stop = last + 2 + len(list(takewhile(lambda i: texts[i] not in {",", ".", ")"}, within)))
        return any(last + 2 <= first < stop for first, _ in self._offices)


def nations_by_rules(frame: Frame, people: Sequence[Naming]) -> list[Nation]:
    """The country that each person serves, by the first way that tells it.

    Known to the register on the day of the article; told beside the name; the only one that the sentence names; the
    one in which the article is at home.
    """
    known = [served_by(frame.register, person.name, frame.article.published) for person in people]
    around = _Around(frame)
    told = nations_told(frame, people, of_countries(frame.words, frame.mentions, frame.favoured), known)
    beside = Beside(frame, people)
    return [
        one or replace(around.nation(person), phrases=tuple(beside.of_all(person)))
        for one, person in zip(told, people, strict=True)
    ]


class _Around:
    """The countries named around the persons of one article of whom nothing else is told."""

    def __init__(self, frame: Frame) -> None:
        self._words, self._favoured = frame.words, frame.favoured
        self._told = [(m.country, self._sentence(m.at)) for m in frame.mentions if m.country and m.label in _SERVING]
        self._home = self._named_most()

    def nation(self, person: Naming) -> Nation:
        """The only country that the sentence of the first mention names, or else the article's own."""
        sentence = self._sentence(person.spans[0])
        named = {country for country, number in self._told if number == sentence}
        country = named.pop() if len(named) == 1 else None
        rule = "nation.sentence@1" if country else "nation.home@1"
        country = country or self._home
        return Nation(country, {country: 0.0} if country else {}, 0.5, rule, None)

    def _sentence(self, at: Span) -> int:
        reach = self._words.within(at)
        return int(self._words.sentences[reach[0]]) if reach else -1

    def _named_most(self) -> str | None:
        """The country whose publisher or title it is, or else the one named most."""
        if len(self._favoured) == 1:
            return next(iter(self._favoured))
        counts = Counter(country for country, _ in self._told)
        return counts.most_common(1)[0][0] if counts else None
