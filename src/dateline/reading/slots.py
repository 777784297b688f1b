"""In which slot of an event somebody stands: before it or after, behind which preposition.

Without trees: the preposition that opens the phrase in which somebody is named is looked for from right to left.
"""

from collections.abc import Sequence

from dateline.books.codebook import SLOTS
from dateline.reading.scene import Party, Scene
from dateline.reading.triggers import Hit

PREPOSITIONS = SLOTS - {"actor", "recipient", "and"}
_OBLIQUE = PREPOSITIONS - {"of", "with", "between", "by", "including", "alongside", "among", "plus"}
_OF_OFFICE = frozenset({"of", "for"})  # within a title: "defence minister of Arland"
_MARKS = frozenset({";", ":", "—", "–", "("})
_LONGEST = 14  # words between a preposition and the last of those whom it opens
_NEAR = 3  # words between a form of "be" and the participle that it makes passive
_PAST = frozenset({"past", "participle"})


class Clause:
    """The stretch of a sentence that speaks of one trigger, and the slot in it that each party fills.

    Args:
        scene: The article.
        hit: The trigger.
        others: The triggers of its sentence.
    """

    def __init__(self, scene: Scene, hit: Hit, others: Sequence[Hit]) -> None:
        self._scene, self._hit, self._low, self._lists = scene, hit, scene.low, scene.lists
        self.sentence = scene.sentence_of(hit.first)
        self.start = self._begin()
        self.stop = self._end(others)
        self.is_passive = hit.form in _PAST and self._follows_being()

    def slotted(self) -> list[tuple[Party, str]]:
        """Each party of the clause with its slot; those within the trigger's words too."""
        return [(party, self.slot(party)) for party in self._scene.between(self.start, self.stop)]

    def slot(self, party: Party) -> str:
        """Where a party stands: actor, recipient, or a preposition."""
        slot = self.opened(party.first, party.last)
        if party.last < self._hit.first and slot not in _OBLIQUE:
            slot = "actor"
        if self.is_passive and slot in ("actor", "recipient"):
            return "recipient" if slot == "actor" else "actor"
        return "actor" if slot == "by" else slot

    def opened(self, first: int, last: int) -> str:
        """The preposition that opens the phrase of the words ``first`` to ``last``; ``recipient`` if none does."""
        hit = self._hit
        if last < hit.first:
            return self._opened_by(first, self.start - 1)
        return self._opened_by(first, hit.last if first > hit.last else hit.first - 1)

    def _opened_by(self, first: int, floor: int) -> str:
        """The preposition that opens the phrase in which word ``first`` stands; ``recipient`` if none does.

        A preposition opens what follows it up to the next name; names that follow, joined by *and* or a comma, are
        opened by it too.
        """
        low, marks = self._low, self._scene.marks
        closed, joined = False, True
        for i in range(first - 1, max(floor, first - _LONGEST, -1), -1):
            if i in marks["party"] or i in marks["place"] or i in marks["time"]:
                closed, joined = closed or not joined, True
            elif low[i] in self._lists["joins"]:
                joined = True
            elif low[i] in PREPOSITIONS:
                if low[i] in _OF_OFFICE and i - 1 > floor and (i - 1 in marks["office"] or i - 1 in marks["body"]):
                    joined = True
                elif not closed:
                    return low[i]
                else:
                    closed = False
        return "recipient"

    def _follows_being(self) -> bool:
        first = self._hit.first
        return not self._lists["being"].isdisjoint(self._low[max(self.sentence.start, first - _NEAR) : first])

    def _begin(self) -> int:
        """Where the clause begins: behind a mark, or a conjunction with somebody behind it."""
        first = self._hit.first
        for i in range(first - 1, self.sentence.start - 1, -1):
            if self._low[i] in _MARKS or (
                self._low[i] in self._lists["begins_clause"] and self._names_somebody(i + 1, first)
            ):
                return i + 1
        return self.sentence.start

    def _end(self, others: Sequence[Hit]) -> int:
        """Where the clause ends: before a mark, a conjunction, who said so, or the next verb that triggers."""
        low, last = self._low, self._hit.last
        verbs = {h.first for h in others if h.is_verb and h.form != "ing"}
        comma = 0
        for i in range(last + 1, self.sentence.stop):
            if low[i] in _MARKS or (low[i] in self._lists["ends_clause"] and self._names_somebody(self.start, i)):
                return i
            if low[i] == ",":
                comma = i
            elif comma and low[i] in self._lists["told"]:
                return comma
            if i in verbs and low[i - 1] in ("and", ","):
                return i
        return self.sentence.stop

    def _names_somebody(self, first: int, stop: int) -> bool:
        return any(not party.is_place for party in self._scene.between(first, stop))
