"""Events by the rules of the codebook alone: no encoder, no weights, every value with the rule that gave it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.books.codebook import Codebook, Mode
from dateline.reading.candidates import UNTOLD, Kind, Occurrence
from dateline.reading.cues import governing
from dateline.reading.days import begin_alike
from dateline.reading.found import Choice, Found
from dateline.reading.scene import Scene
from dateline.reading.slots import Clause
from dateline.reading.triggers import Hit, hits_in
from dateline.reading.when import When
from dateline.reading.whom import Holder, Whom, holders_in

_WHERE = frozenset({"in", "at", "off", "near"})
_ON_MAP = frozenset({Kind.PLACE, Kind.CAPITAL, Kind.SEA, Kind.NAME})
_LATELY = 100  # events told last, of which words that follow may speak; an article seldom tells of as many
_NAMELESS = frozenset({"visit", "invitation", "ceremony"})


def events_in(scene: Scene, book: Codebook) -> list[Found]:
    """The events of an article that is laid out for rules, in the order of their triggers."""
    drafts: list[Draft] = []
    for draft in _Reading(scene, book).drafts():
        if (told := next((d for d in drafts[: -_LATELY - 1 : -1] if d.is_the_occasion_of(draft)), None)) is not None:
            told.take_in(draft)
        else:
            drafts.append(draft)
    found = [draft.found for draft in drafts if draft.is_between_parties]
    return sorted(found, key=lambda event: (event.at, event.kind))


@dataclass(slots=True)
class Draft:
    """An event in the making.

    ``speaks_again`` where its words speak of an occasion as one that is known ("the meeting"); ``named`` counts the
    parties that its own clause names.
    """

    hit: Hit
    found: Found
    speaks_again: bool
    named: int

    @property
    def is_between_parties(self) -> bool:
        """Whether it has as many parties as its rule asks for."""
        return len(self.found.countries) + len(self.found.organizations) >= self.hit.rule.parties

    def is_the_occasion_of(self, new: "Draft") -> bool:
        """Whether a later draft speaks of this very occasion: type, days and name agree, and no party is at odds."""
        a, b = self.found, new.found
        if a.kind != b.kind or not begin_alike(a.date.value, b.date.value):
            return False
        if a.status != b.status and not new.speaks_again:
            return False
        if UNTOLD not in (a.name.value, b.name.value) and a.name.value != b.name.value:
            return False
        if new.speaks_again and not new.named:
            return True
        return _one_in_other({c.value for c in a.people}, {c.value for c in b.people}, empty=True) and _one_in_other(
            a.parties, b.parties
        )

    def take_in(self, new: "Draft") -> None:
        """Take what a later draft of the same occasion alone tells."""
        self.found.merged.append(new.found.at)
        for part in ("date", "place", "name"):
            if getattr(self.found, part).value == UNTOLD:
                setattr(self.found, part, getattr(new.found, part))
        known = {c.value for c in self.found.people}
        self.found.people += [c for c in new.found.people if c.value not in known]


def _one_in_other(a: set[str] | frozenset[str], b: set[str] | frozenset[str], *, empty: bool = False) -> bool:
    return a <= b or b <= a or (empty and not (a and b))


class _Reading:
    """Drafts the events of one article."""

    def __init__(self, scene: Scene, book: Codebook) -> None:
        self._scene, self._hits = scene, hits_in(scene, book)
        self._whom, self._when = Whom(scene), When(scene, self._hits)
        self._beside = scene.by_sentence(self._hits)
        self._places = scene.by_sentence(scene.offered.get("place", ()))
        self._names = scene.by_sentence(scene.offered.get("name", ()))
        self._filed = [o for o in scene.offered.get("place", ()) if o.first < scene.behind_opening]

    def drafts(self) -> Iterator[Draft]:
        """The events that triggers tell of, one by one, not yet joined."""
        for hit in self._hits:
            clause = Clause(self._scene, hit, self._beside[self._scene.number_of(hit.first)])
            holders = holders_in(hit, clause)
            yield from _apart(self._draft(hit, clause, holders), holders)

    def _draft(self, hit: Hit, clause: Clause, holders: Sequence[Holder]) -> Draft:
        found = Found((hit.first, hit.last), hit.rule.kind, hit.rule.sure, rule=hit.rule.ref)
        self._whom.fill(found, holders)
        named = len(found.countries) + len(found.organizations)
        cue = governing(self._scene.cues_beside(hit.first), self._scene.span(hit.first, hit.last))
        found.date = self._when.date(hit, clause, cue)
        found.status, found.status_score = self._when.status(hit, clause, cue, found.date.value)
        found.place, found.name = self._place(hit, clause), self._name(hit, clause)
        self._whom.complete(found, hit, clause, holders)
        words = set(self._scene.low[clause.sentence.start : clause.sentence.stop])
        found.mode = _mode(hit.rule.modes, words, len(found.countries) + len(found.organizations))
        return Draft(hit, found, self._speaks_again(hit), named)

    def _speaks_again(self, hit: Hit) -> bool:
        again, low = self._scene.lists["again"], self._scene.low
        return not hit.is_verb and (low[hit.first] in again or (hit.first > 0 and low[hit.first - 1] in again))

    def _place(self, hit: Hit, clause: Clause) -> Choice:
        """Where its clause says it was: the nearest town, sea or building, else state; "here" is where it was filed."""
        if not hit.rule.placed:
            return Choice(UNTOLD, 1.0)
        stretch = range(clause.start, clause.stop)
        told = [
            o
            for o in self._places[self._scene.number_of(hit.first)]
            if o.first in stretch and self._is_where(o, hit, clause)
        ]
        if not told and not self._scene.lists["here"].isdisjoint(self._scene.low[clause.start : clause.stop]):
            told = self._filed
        near = min(told, key=lambda o: (o.kind is Kind.NAME, abs(o.first - hit.last)), default=None)
        return Choice(near.value, 0.7, near) if near else Choice(UNTOLD, 1.0)

    def _is_where(self, o: Occurrence, hit: Hit, clause: Clause) -> bool:
        """Whether words behind a preposition of place, or what is visited, tell where."""
        slot = clause.opened(o.first, o.last)
        if any(part.what == "place" and slot in part.slots for part in hit.rule.parts):
            return o.kind in _ON_MAP
        return slot in _WHERE

    def _name(self, hit: Hit, clause: Clause) -> Choice:
        """The name of a series or a weapon system that stands nearest in the clause."""
        if hit.rule.kind in _NAMELESS:
            return Choice(UNTOLD, 1.0)
        stretch = range(clause.start, clause.stop)
        beside = self._names[self._scene.number_of(hit.first)]
        names = [o for o in beside if o.first in stretch and o.kind is Kind.SERIES]
        near = min(names, key=lambda o: abs(o.first - hit.last), default=None)
        return Choice(near.value, 0.7, near) if near else Choice(UNTOLD, 1.0)


def _apart(draft: Draft, holders: Sequence[Holder]) -> Iterator[Draft]:
    """One event for each holder of a role, where the rule asks for that: "will visit Arland and Belmar"."""
    each = {party.country for party, _, role in holders if role == draft.hit.rule.each}
    several = [choice for choice in draft.found.countries if choice.value in each]
    if len(several) < 2:  # noqa: PLR2004
        yield draft
        return
    rest = [choice for choice in draft.found.countries if choice not in several]
    for one in several:
        yield replace(draft, found=replace(draft.found, countries=[*rest, one], merged=[]))


def _mode(modes: Sequence[Mode], words: set[str], parties: int) -> str | None:
    """The first mode that is told."""
    for mode in modes:
        usual = not mode.words and not mode.parties
        if usual or (mode.parties and parties >= mode.parties) or not words.isdisjoint(mode.words):
            return mode.mode
    return None
