"""What stands beside the name of a person: the title phrase before it, the apposition behind it, whose man he is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.books.around import NOT_FIRST_NAMES
from dateline.model.mention import Label, Mention
from dateline.reading.beside_words import words_beside
from dateline.reading.frame import Frame
from dateline.reading.name_patterns import is_address
from dateline.reading.people import Naming

_TOLD = (Label.OFFICE, Label.BODY, Label.COUNTRY, Label.ORGANIZATION)
_LONGEST = 22  # words of an apposition
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_STYLES = frozenset({"excellency", "highness", "majesty", "honour", "honor", "own"})
BESIDES = frozenset({"royal", "legislator"})  # offices told besides others: "Minister for Defence, Senator Ruh"
_TOWARDS = frozenset({"to", "in"})
_FAR = 10  # words before a comma among which the noun of an office stands
_FEW = 7  # words of an apposition among which its title stands
_BACK = 3  # sentences in which a pronoun's person or state is looked for
_ENDS = frozenset({",", ";", ".", ":", ")", "—", "–", "?", "!", "“", "”", '"'})

Reach = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words ``first`` to ``last`` (both counted) beside a name, and whose they are: a person by number, or a pronoun.

    ``before`` is true of a title phrase, false of an apposition.
    """

    first: int
    last: int
    before: bool
    owner: int | str | None = None


class Beside:
    """The phrases beside the names of one article.

    Args:
        frame: The article.
        people: Its persons.
    """

    def __init__(self, frame: Frame, people: Sequence[Naming]) -> None:
        self._words, self._told = frame.words, words_beside()
        self._ending: dict[int, Reach] = {}
        self._beginning: dict[int, Reach] = {}
        self.mentions: dict[int, list[tuple[Reach, Mention]]] = {}
        for mention in frame.mentions:
            if mention.label in _TOLD and (reach := self._words.within(mention.at)):
                self.mentions.setdefault(reach[0], []).append((reach, mention))
                self._ending[reach[1]] = min(self._ending.get(reach[1], reach), reach)
                self._beginning[reach[0]] = max(self._beginning.get(reach[0], reach), reach, key=lambda r: r[1])
        self._sentences = self._whole_sentences()
        self._inside = {i for (a, b) in self._ending.values() for i in range(a, b + 1)}
        self._person: dict[int, int] = {}
        for number, person in enumerate(people):
            for span in person.spans:
                if reach := self._words.within(span):
                    self._person.update(dict.fromkeys(range(reach[0], reach[1] + 1), number))

    def of_all(self, person: Naming) -> Iterator[Phrase]:
        """The phrases beside every mention of a person, in the order of the text."""
        for span in person.spans:
            if reach := self._words.within(span):
                yield from self.of(reach)

    def of(self, name: Reach) -> Iterator[Phrase]:
        """The phrases beside a name: before it, then behind it."""
        if phrase := self._before(name):
            yield phrase
        yield from self._behind(name)

    def inside(self, phrase: Phrase) -> Iterator[tuple[Reach, Mention]]:
        """The mentions within a phrase, in the order of the text."""
        for i in range(phrase.first, phrase.last + 1):
            yield from (one for one in self.mentions.get(i, ()) if one[0][1] <= phrase.last)

    def is_post(self, i: int) -> bool:
        """Whether what begins at a word is where somebody is posted: "ambassador to [Arland]"."""
        i -= 1
        while i >= 0 and self._low(i) in {"the", "republic", "kingdom", "of"}:
            i -= 1
        return i >= 0 and self._low(i) in self._told.posts

    def person_before(self, i: int) -> int | None:
        """The person named last before a word, in its sentence or those before."""
        return next((self._person[j] for j in self._back_from(i) if j in self._person), None)

    def state_before(self, i: int) -> tuple[Reach, Mention] | None:
        """The state or body of a state named last before a word, in its sentence or those before."""
        for j in self._back_from(i):
            for reach, mention in self.mentions.get(j, ()):
                if mention.country and mention.label is not Label.OFFICE:
                    return reach, mention
        return None

    def _back_from(self, i: int) -> Iterator[int]:
        sentences = self._sentences
        for j in range(min(i, len(sentences)) - 1, -1, -1):
            if sentences[min(i, len(sentences) - 1)] - sentences[j] > _BACK:
                return
            yield j

    def _low(self, i: int) -> str:
        return self._words.texts[i].lower() if 0 <= i < len(self._words.texts) else ""

    def _together(self, i: int, j: int) -> bool:
        return 0 <= i < len(self._sentences) and bool(self._sentences[i] == self._sentences[j])

    def _whole_sentences(self) -> NDArray[np.int32]:
        """The number of each word's sentence; none ends inside a title ("Maj. Gen.", "Hon. Ruh")."""
        begins = np.diff(self._words.sentences, prepend=0) != 0
        for first, last in self._ending.values():
            begins[first + 1 : last + 1] = False
        texts = self._words.texts
        for i in np.flatnonzero(begins):
            if i > 1 and texts[i - 1] == "." and is_address(texts[i - 2]):
                begins[i] = False
        return np.cumsum(begins).astype(np.int32)

    def _before(self, name: Reach) -> Phrase | None:
        """To the left, over titles, bodies and states, as far as they hang together."""
        i, first, comma = name[0] - 1, name[0], -1
        while self._together(i, name[0]) and not self._is_owner(i):
            low = self._low(i)
            if i in self._ending and not (self._low(i + 1) == "and" and self._has_state(i)):
                first, i = self._ending[i][0], self._ending[i][0] - 1
            elif i not in self._ending and (self._is_title(i) or self._low(i + 1) in _STYLES):
                first, i = i, i - 1
            elif self._is_join(i, name[0]):
                i -= 1
            elif low == "," and comma < 0 and self._may_part(i, first, name[0]):
                comma, i = i, i - 1
            else:
                break
        owner = self._owner(i, first) if self._together(i, name[0]) else None
        if comma >= 0 and self._low(first - 1) == "," and first - 2 in self._person:
            first = comma + 1  # what stands before the comma is said of another person
        return Phrase(first, name[0] - 1, before=True, owner=owner) if first < name[0] or owner is not None else None

    def _is_owner(self, i: int) -> bool:
        """Whether a person or a pronoun stands there, behind which a title phrase begins."""
        return i in self._person or (self._low(i) in self._told.owners and self._low(i + 1) not in _STYLES)

    def _is_join(self, i: int, stop: int) -> bool:
        """Whether a little word holds a title together; neither "and" before a name nor the dash of a list does."""
        low = self._low(i)
        if low == "and":
            return i < stop - 1 and self._low(i - 1) not in {",", ")"}
        return (low in self._told.joins or low in _TOWARDS) and not self._is_dash(i)

    def _is_dash(self, i: int) -> bool:
        """Whether a hyphen stands between blanks: it parts the items of a list, or a dateline from its text."""
        words = self._words
        return (
            words.texts[i] == "-"
            and 0 < i < len(words.texts) - 1
            and words.ends[i - 1] < words.starts[i] < (words.starts[i + 1] - 1)
        )

    def _owner(self, i: int, first: int) -> int | str | None:
        """Whose a phrase is that begins behind a person or a pronoun: "Maren's spokesman", "his aide"."""
        if i in self._person:
            return self._person[i] if first == i + 2 and self._low(i + 1) in _POSSESSIVE else None
        return self._low(i) if first == i + 1 and self._is_owner(i) else None

    def _may_part(self, i: int, first: int, stop: int) -> bool:
        """Whether a comma parts an office from the name or the rank behind it, and not two in a list."""
        if first < stop and not self._is_bare(first, stop):
            return False
        for j in range(i - 1, max(i - _FAR, -1), -1):
            if self._is_office_at(j):
                return j == i - 1 or self._holds(j + 1)
            if j in self._person or not (j in self._inside or self._holds(j)):
                return False
        return False

    def _holds(self, i: int) -> bool:
        """Whether a word may stand within a title behind its noun."""
        return self._words.texts[i][0].isupper() or self._low(i) in self._told.joins or self._low(i) in _TOWARDS

    def _is_office_at(self, i: int) -> bool:
        left = self._ending.get(i)
        offices = self._told.offices | self._told.kin
        return self._low(i) in offices or (left is not None and self._is_office(left))

    def _is_office(self, reach: Reach) -> bool:
        return any(m.label is Label.OFFICE for r, m in self.mentions.get(reach[0], ()) if r == reach)

    def _has_state(self, i: int) -> bool:
        """Whether the mention that ends at a word is a state or of one, and no office."""
        reach = self._ending[i]
        return any(m.country for r, m in self.mentions.get(reach[0], ()) if r == reach and m.label is not Label.OFFICE)

    def _is_title(self, i: int) -> bool:
        word = self._words.texts[i]
        if word.lower() in self._told.titles or word.lower() in self._told.kin:
            return True
        return word[0].isupper() and word.lower() not in NOT_FIRST_NAMES

    def _is_bare(self, first: int, stop: int) -> bool:
        """Whether nothing but ranks and forms of address stands there: a comma may part the office from them."""
        offices = [m for i in range(first, stop) for _, m in self.mentions.get(i, ())]
        return all(m.label is Label.OFFICE and (m.how == "rank" or m.means in BESIDES) for m in offices)

    def _behind(self, name: Reach) -> Iterator[Phrase]:
        """To the right: "of Arland", "(Arland)", or an apposition between commas that names no other person."""
        j = name[1] + 1
        if self._low(j) in {"of", "from"} and self._together(j, name[1]) and (run := self._run(j + 1, name)):
            yield run
            j = run.last + 1
        mark = self._low(j) if self._together(j, name[1]) else ""
        apposed = mark == "(" or (mark in {",", "–", "—"} and self._begins(j + 1))
        if apposed and (phrase := self._apposition(j + 1, name)):
            yield phrase

    def _begins(self, j: int) -> bool:
        return self._low(j) in self._told.begins or self._low(j) in self._told.titles or j in self._beginning

    def _run(self, j: int, name: Reach) -> Phrase | None:
        """Names and titles as far as they hang together behind "of"."""
        first, last = j, j - 1
        while self._together(j, name[1]) and j not in self._person and j - first < _LONGEST:
            if j in self._beginning:
                last = self._beginning[j][1]
                j = last + 1
            elif self._is_title(j):
                last, j = j, j + 1
            elif self._low(j) in self._told.joins and not self._is_dash(j):
                j += 1
            else:
                break
        return Phrase(first, last, before=False) if last >= first else None

    def _apposition(self, j: int, name: Reach) -> Phrase | None:
        first = j
        while self._together(j, name[1]) and j - first < _LONGEST:
            if j in self._person:
                possessive = j == first and self._low(self._end_of(j)) in _POSSESSIVE
                return Phrase(first, self._end_of(j), before=False, owner=self._person[j]) if possessive else None
            if self._is_dash(j) or (self._words.texts[j] in _ENDS and not self._is_abbreviation(j)):
                break
            j += 1
        if j <= first or not self._has_title(first, j) or (self._low(j) == "," and self._is_of_next(j + 1, name)):
            return None
        owner = self._low(first) if self._low(first) in self._told.owners else None
        return Phrase(first, j - 1, before=False, owner=owner)

    def _end_of(self, j: int) -> int:
        """The word behind the name that a word stands in."""
        number = self._person[j]
        while self._person.get(j) == number:
            j += 1
        return j

    def _has_title(self, first: int, stop: int) -> bool:
        """Whether something at the front of an apposition says what somebody is: an office, "spokesman", a state."""
        near = range(first, min(stop, first + _FEW))
        return any(self._low(i) in self._told.titles or i in self._beginning for i in near)

    def _is_of_next(self, j: int, name: Reach) -> bool:
        """Whether ranks and another person follow the comma behind an apposition of a name with a title before it."""
        while self._together(j, name[1]) and j in self._beginning and self._is_bare(j, self._beginning[j][1] + 1):
            j = self._beginning[j][1] + 1
        if j not in self._person:
            return False
        before = self._before(name)
        return before is not None and not self._is_bare(before.first, name[0])

    def _is_abbreviation(self, j: int) -> bool:
        """Whether a stop belongs to the word before it and more of the apposition follows."""
        return self._words.texts[j] == "." and self._together(j + 1, j) and self._words.texts[j - 1][:1].isupper()
