"""What rules see of an article: its words, what each may stand for, who could be a party, and where."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol, TypeVar

from dateline.books.codebook import LISTS
from dateline.books.register import Register
from dateline.model.mention import Cue, Label, Mention
from dateline.model.span import Span
from dateline.reading.candidates import Kind, Occurrence
from dateline.reading.frame import Frame

_PLACES = (Kind.PLACE, Kind.CAPITAL, Kind.SEA)
_OPENING = 40  # words from the beginning within which the opening line ends

_LABELS: Mapping[Label, tuple[str, ...]] = {
    Label.COUNTRY: ("country", "party"),
    Label.ORGANIZATION: ("organization", "party"),
    Label.BODY: ("body", "party"),
    Label.OFFICE: ("office", "official", "party"),
    Label.PERSON: ("person", "official", "party"),
    Label.PLACE: ("place",),
    Label.NAME: ("name",),
}


class _Found(Protocol):
    """Anything that begins with a word."""

    @property
    def first(self) -> int: ...


_F = TypeVar("_F", bound=_Found)


@dataclass(frozen=True, slots=True)
class Party:
    """Words ``first`` to ``last`` (both counted) that name a possible participant, or a place, of an event."""

    first: int
    last: int
    at: Occurrence
    country: str | None = None
    organization: str | None = None
    person: int | None = None

    @property
    def is_place(self) -> bool:
        """Whether it names a place on the map, whose country is at most the host's."""
        return self.at.kind in _PLACES

    @property
    def values(self) -> Iterator[str]:
        """What it stands for: country, organisation, the number of a person."""
        if self.country:
            yield self.country
        if self.organization:
            yield self.organization
        if self.person is not None:
            yield str(self.person)


class Scene:
    """An article laid out for rules.

    Args:
        frame: The article.
        nations: The country that each of its persons serves, as far as it is known.
        offered: What an event may have for each role, as ``frame.offers`` gives it.
        lists: Lists of words by name; those that are made of what the books know of this text come to them.

    ``unnamed`` are countries of publisher or title that the text itself never names.
    """

    def __init__(
        self,
        frame: Frame,
        nations: Sequence[str | None],
        offered: Mapping[str, Sequence[Occurrence]],
        lists: Mapping[str, frozenset[str]],
    ) -> None:
        self.frame, self.nations, self.offered, self.lists = frame, nations, offered, lists
        self.low = [word.lower().replace("’", "'") for word in frame.words.texts]
        self.sentences = _sentences(frame)
        self.unnamed = [o for o in offered.get("nation", ()) if o.kind is Kind.OTHER and o.source < 0]
        self.behind_opening = self._behind_opening()
        self.parties = sorted(self._parties(), key=lambda p: (p.first, -p.last, p.is_place))
        self._firsts = [party.first for party in self.parties]
        self.marks = self._marks()

    def sentence_of(self, word: int) -> range:
        """The words of the sentence that a word stands in."""
        return self.sentences[int(self.frame.words.sentences[word])]

    def number_of(self, word: int) -> int:
        """The number of the sentence that a word stands in."""
        return int(self.frame.words.sentences[word])

    def by_sentence(self, found: Iterable[_F]) -> Mapping[int, list[_F]]:
        """What begins in each sentence, by its number, in the order given; nothing in a sentence without any."""
        beside: dict[int, list[_F]] = defaultdict(list)
        for one in found:
            beside[self.number_of(one.first)].append(one)
        return beside

    def cues_beside(self, word: int) -> Sequence[Cue]:
        """The cues of the sentence that a word stands in; no other reaches it."""
        sentence, cues = self.sentence_of(word), self.frame.cues
        at = self.span(sentence.start, sentence.stop - 1)
        first, stop = (bisect_left(cues, place, key=lambda cue: cue.at.start) for place in (at.start, at.end))
        return cues[first:stop]

    def between(self, first: int, stop: int) -> list[Party]:
        """The parties that begin within a range of words."""
        return self.parties[bisect_left(self._firsts, first) : bisect_left(self._firsts, stop)]

    def span(self, first: int, last: int) -> Span:
        """The characters of words ``first`` to ``last``."""
        return Span(self.frame.words.starts[first], self.frame.words.ends[last])

    def _parties(self) -> Iterator[Party]:
        for o in self.offered.get("nation", ()):
            if o not in self.unnamed and (o.first >= self.behind_opening or o.kind not in _PLACES):
                yield Party(o.first, o.last, o, country=o.value)
        for o in self.offered.get("organization", ()):
            yield Party(o.first, o.last, o, organization=o.value)
        for o in self.offered.get("person", ()):
            yield Party(o.first, o.last, o, country=self.nations[int(o.value)], person=int(o.value))

    def _behind_opening(self) -> int:
        """The first word behind the opening line, whose place is where the article was filed and no more."""
        days = [t.at for t in self.frame.times if t.rule.startswith("opening")]
        reach = self.frame.words.within(days[-1]) if days else None
        return reach[1] + 1 if reach and reach[1] < _OPENING else 0

    def _marks(self) -> dict[str, set[int]]:
        """For each list that the books make of a text, the words that are in it."""
        marks: dict[str, set[int]] = {name: set() for name in LISTS}
        words, numbers = self.frame.words, self.lists["numbers"]
        for at, names in self._named():
            if reach := words.within(at):
                for name in names:
                    marks.setdefault(name, set()).update(range(reach[0], reach[1] + 1))
        for party in self.parties:
            if party.person is not None:
                for name in ("person", "official", "party"):
                    marks[name].update(range(party.first, party.last + 1))
        marks["number"] = {i for i, low in enumerate(self.low) if low[0].isdigit() or low in numbers}
        return marks

    def _named(self) -> Iterator[tuple[Span, Iterable[str]]]:
        """What is named in the text, with the lists that each is in."""
        for mention in self.frame.mentions:
            yield mention.at, _lists_of(mention, self.frame.register)
        for time in self.frame.times:
            yield time.at, ("time",)


def _sentences(frame: Frame) -> list[range]:
    numbers = frame.words.sentences
    starts = [i for i in range(len(numbers)) if not i or numbers[i] != numbers[i - 1]]
    return [range(a, b) for a, b in pairwise([*starts, len(numbers)])]


def _lists_of(mention: Mention, register: Register) -> Iterator[str]:
    """The lists that a mention is in: those of its label, and "exercise", "forum" … for a series of the register."""
    if mention.how == "rank":
        yield from ("official", "party")
        return
    yield from _LABELS[mention.label]
    if mention.how == "sea":
        yield "sea"
    if mention.label is Label.NAME:
        yield "system" if mention.how == "system" else "series"
        if mention.how != "system" and (series := register.series(mention.means or "")):
            yield series.kind
