"""The office or rank that an article gives a person, as the article words it."""

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.model.claim import Evidence, NamedPerson
from dateline.model.mention import Label, Mention
from dateline.model.span import Span
from dateline.reading.beside import BESIDES, Phrase, Reach
from dateline.reading.beside_words import words_beside
from dateline.reading.frame import Frame
from dateline.reading.name_patterns import is_address
from dateline.reading.nations import Nation
from dateline.reading.people import Naming

_LONGEST = 16  # words of a title
_TAILS = frozenset({",", ".", "-", "–", "and", "of", "the", "for", "&", "his", "her"})
_HONOURS = frozenset({"sheikh", "sheikha", "shaikh", "shaikha", "sayyid", "haji"})  # behind an office: part of the name
_ONCE = frozenset({"former", "late", "then", "ex"})
_FEW = 6  # words at the front of a title among which the noun of an office stands


@dataclass(frozen=True, slots=True)
class Title:
    """An office or a rank that stands beside a name; ``means`` is the office's id in the register, if it has one."""

    at: Span
    words: str
    means: str | None
    is_rank: bool
    before: bool


def named_person(person: Naming, nation: Nation, frame: Frame, digest: str) -> NamedPerson:
    """A person with office and country; a title beats a rank, and the first that is told stands."""
    titles = [title for phrase in nation.phrases for title in _Titles(frame, phrase).read()]
    told = min(titles, key=lambda title: title.is_rank, default=None)
    office_id = told.means if told and not told.is_rank else None
    if office_id and nation.country:
        office_id = f"{nation.country}/{office_id}"
    return NamedPerson(
        name=person.name,
        office=told.words if told else None,
        office_id=office_id,
        country=nation.country,
        at=tuple(person.spans),
        evidence=(*_evidence_of_office(told), *_evidence_of_country(person, nation, frame, digest)),
    )


def body_of(person: NamedPerson, frame: Frame) -> str | None:
    """The international body that somebody serves: NATO, of its secretary general.

    His office beside his name tells it, or else the register does, of the day of the article.
    """
    if person.country is not None:
        return None
    if person.office_id == "un-official":
        return "UN"
    told = [evidence.at for evidence in person.evidence if evidence.field == "office"]
    bodies = [m for m in frame.mentions if m.label is Label.ORGANIZATION and any(at.overlaps(m.at) for at in told)]
    if bodies:
        return bodies[0].means
    day = frame.article.published
    return frame.register.body_of(person.name, day) if day else None


def _evidence_of_office(told: Title | None) -> Iterator[Evidence]:
    if told:
        rule = "title.rank@1" if told.is_rank else "title.before@1" if told.before else "title.behind@1"
        yield Evidence(
            field="office", value=told.words, at=told.at, words=told.words, rule=rule, knowledge=told.means
        )  # fmt: skip


def _evidence_of_country(person: Naming, nation: Nation, frame: Frame, digest: str) -> Iterator[Evidence]:
    if nation.country is None:
        return
    at = nation.at
    span = Span(frame.words.starts[at.first], frame.words.ends[at.last]) if at else person.spans[0]
    rule = f"{nation.rule}@{digest}" if nation.rule.startswith("head:") else nation.rule
    yield Evidence(
        field="country", value=nation.country, at=span, words=span.of(frame.article.text), rule=rule,
        score=round(nation.score, 3),
    )  # fmt: skip


class _Titles:
    """The titles in one phrase beside a name."""

    def __init__(self, frame: Frame, phrase: Phrase) -> None:
        self._frame, self._words, self._phrase, self._told = frame, frame.words, phrase, words_beside()
        behind = self._words.ends[phrase.first - 1] if phrase.first else 0
        near = frame.beginning_in(behind, self._words.ends[max(phrase.first, phrase.last)])
        reaches = [(reach, m) for m in near if (reach := self._words.within(m.at))]
        self._mentions = [(r, m) for r, m in reaches if phrase.first <= r[0] and r[1] <= phrase.last]

    def read(self) -> Iterator[Title]:
        """The office that the phrase tells, else the rank."""
        phrase = self._phrase
        reach = self._trimmed(phrase.first, phrase.last if phrase.before else self._end())
        office = self._office(reach) if reach else None
        if reach and office is not None:
            yield self._title(reach, office[1] if office else None)
        elif phrase.before and (rank := self._rank()):
            yield self._title(rank, None, is_rank=True)

    def _low(self, i: int) -> str:
        return self._words.texts[i].lower() if 0 <= i < len(self._words.texts) else ""

    def _title(self, reach: Reach, office: Mention | None, *, is_rank: bool = False) -> Title:
        span = Span(self._words.starts[reach[0]], self._words.ends[reach[1]])
        words = " ".join(span.of(self._frame.article.text).split())
        return Title(span, words, office.means if office else None, is_rank, self._phrase.before)

    def _end(self) -> int:
        """The last word of a title behind a name: before a verb, or a word that only a sentence holds."""
        phrase = self._phrase
        i = phrase.first
        while i <= phrase.last and self._low(i) in self._told.leads:
            i += 1
        while i <= min(phrase.last, phrase.first + _LONGEST) and not self._is_stop(i):
            i += 1
        return i - 1

    def _is_stop(self, i: int) -> bool:
        word = self._words.texts[i]
        if word in self._told.stops:
            return True
        return word.endswith(("ed", "ing")) and word.islower() and word not in self._told.kept

    def _trimmed(self, first: int, last: int) -> Reach | None:
        """The words of the office alone: no state, article or owner before, no rank or address or state behind."""
        stop = last + 1
        first = max(first, self._behind_break(first, stop))
        while first < stop and (lead := self._behind_lead(first)):
            first = lead
        while first < stop and (tail := self._before_tail(stop - 1, first)) is not None:
            stop = tail
        if self._phrase.before and self._is_another(stop, last):
            return None
        return (self._own(first, stop - 1), stop - 1) if first < stop else None

    def _is_another(self, stop: int, last: int) -> bool:
        """Whether the title is somebody else's, before "and" and an address: "the President and Mr. [Ruh]"."""
        return stop < last and self._low(stop) == "and"

    def _own(self, first: int, last: int) -> int:
        """The first word of the person's own office, before the name: of "spokeswoman of [President] Ruh".

        Of "[chief of staff to the President] Ruh" it is the first: with "the" alone the President is somebody else.
        """
        for reach, m in self._mentions:
            if self._phrase.before and _is_office(m) and first < reach[0] and reach[1] == self._phrase.last == last:
                before = reach[0] - 1
                own = reach[0]
                while self._low(before) in _ONCE or self._low(before) in {"the", "'s", "’s"} or self._is_state(before):
                    own = before if self._low(before) in _ONCE else own
                    before -= 1
                beside_the = own == reach[0] and self._low(reach[0] - 1) == "the" and before == reach[0] - 2
                if self._low(before) in {"of", "to", "for"} and not beside_the:
                    return own
        return first

    def _is_state(self, i: int) -> bool:
        return any(m.label is Label.COUNTRY and r[0] <= i <= r[1] for r, m in self._mentions)

    def _behind_break(self, first: int, stop: int) -> int:
        """The word behind a bracket that opens outside, or behind a dash with no office before it: "(NWA) - "."""
        offices = [r[0] for r, m in self._mentions if m.label is Label.OFFICE]
        begin = first
        for i in range(first, stop):
            closes = self._low(i) == ")" and "(" not in self._words.texts[begin:i]
            parts = self._low(i) in {"–", "—"} and not any(first <= o < i for o in offices)
            if closes or parts:
                begin = i + 1
        return begin

    def _behind_lead(self, i: int) -> int:
        """The word behind a state, a little word or a town at the front; 0 where the title begins here."""
        for reach, m in self._mentions:
            if reach[0] == i and m.label in (Label.COUNTRY, Label.PLACE) and m.how != "metonym":
                return reach[1] + 1
        owned = self._low(i + 1) in {"'s", "’s"}
        return i + 1 if owned or self._low(i) in self._told.leads else 0

    def _before_tail(self, i: int, first: int) -> int | None:
        """The first word of what hangs behind a title and is none of it; None where the title ends here."""
        low = self._low(i)
        if low in _TAILS:
            return i
        if low == ")":
            return next((j for j in range(i, first, -1) if self._low(j) == "("), None)
        for reach, m in self._mentions:
            if reach[1] != i or reach[0] <= first:
                continue
            if m.label is Label.OFFICE and (m.how == "rank" or self._is_second(reach, m)):
                return reach[0] - 1 if self._is_of_rank(reach[0] - 1) else reach[0]
            if m.label is Label.COUNTRY and self._is_of_state(reach[0] - 1):
                return self._of(reach[0] - 1)
        return i if is_address(self._words.texts[i]) or (i > first and low in _HONOURS) else None

    def _is_second(self, reach: Reach, mention: Mention) -> bool:
        """Whether an office is told beside another: "High Commissioner, HRH [Princess]"."""
        return mention.means in BESIDES and (mention.means == "royal" or self._low(reach[0] - 1) == ",")

    def _is_of_rank(self, i: int) -> bool:
        """Whether a word raises the rank behind it: "[Senior] Captain", "[First] Admiral"."""
        return self._words.texts[i] in {"Senior", "First", "Vice", "Rear", "Sen", "Sen.", "Lieut", "Lieut."}

    def _is_of_state(self, i: int) -> bool:
        while self._low(i) in {"the", "republic", "kingdom", "state", "federation"}:
            i -= 1
        return self._low(i) == "of" and self._phrase.before

    def _of(self, i: int) -> int:
        while self._low(i) != "of":
            i -= 1
        return i

    def _office(self, reach: Reach) -> tuple[()] | tuple[Reach, Mention] | None:
        """The mention of an office within; () where a noun such as "researcher" alone tells one, None if none does."""
        for r, m in self._mentions:
            if _is_office(m) and reach[0] <= r[0] <= r[1] <= reach[1]:
                return r, m
        ranks = {i for r, m in self._mentions if m.how == "rank" for i in range(r[0], r[1] + 1)}
        near = [i for i in range(reach[0], min(reach[1], reach[0] + _FEW) + 1) if i not in ranks]
        return () if any(self._low(i) in self._told.nouns for i in near) else None

    def _rank(self) -> Reach | None:
        """The rank at the end of a title phrase, its parts together."""
        ranks = [r for r, m in self._mentions if m.label is Label.OFFICE and m.how == "rank"]
        if not ranks:
            return None
        first = ranks[-1][0] - 1 if self._is_of_rank(ranks[-1][0] - 1) else ranks[-1][0]
        return first, ranks[-1][1]


def _is_office(mention: Mention) -> bool:
    return mention.label is Label.OFFICE and mention.how != "rank" and mention.means != "royal"
