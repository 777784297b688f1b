"""When an event was or will be, and what that makes of it: told by the days in its sentence, its tense and its cues."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from dateline.model.mention import Cue, Modality
from dateline.reading.candidates import UNTOLD, Kind, Occurrence
from dateline.reading.found import Choice
from dateline.reading.scene import Scene
from dateline.reading.slots import Clause
from dateline.reading.times.reckon import shift
from dateline.reading.triggers import Hit

_COARSE = {len("2024"): 12, len("2024-06"): 3}  # what a year or a month costs against a day, in words
_OUTSIDE, _CROSSED, _BEFORE, _ODD = 20, 8, 3, 40  # out of the clause; over another verb; ahead; against the tense


class When:
    """Chooses the days and the status of events.

    Args:
        scene: The article.
        hits: All its triggers.
    """

    def __init__(self, scene: Scene, hits: Sequence[Hit]) -> None:
        self._scene, self._verbs = scene, sorted(hit.first for hit in hits if hit.is_verb)
        published = scene.frame.article.published
        self._published, self._today = published, published.isoformat() if published else ""
        dates = scene.offered.get("date", ())
        self._told = scene.by_sentence(o for o in dates if o.kind is Kind.DATE and o.first not in scene.marks["series"])

    def date(self, hit: Hit, clause: Clause, cue: Cue | None) -> Choice:
        """The days told nearest to the trigger in its sentence, in the reading that its tense allows."""
        side = side_of(hit, clause, cue)
        told: dict[tuple[int, int], list[Occurrence]] = defaultdict(list)
        for o in self._told[self._scene.number_of(clause.sentence.start)]:
            told[o.first, o.last].append(o)
        costs = [self._cost(hit, clause, side, readings) for readings in told.values()]
        if not costs:
            return Choice(UNTOLD, 1.0)
        _, best = min(costs, key=lambda cost: cost[0])
        return Choice(best.value, 0.8, best)

    def _cost(self, hit: Hit, clause: Clause, side: int, readings: Sequence[Occurrence]) -> tuple[float, Occurrence]:
        """How far an expression is from the trigger, and which of its readings the tense allows."""
        allowed = next((o for o in readings if self._lies(o, side)), None)
        o = allowed or readings[0]
        gap = o.first - hit.last if o.first > hit.last else hit.first - o.last + _BEFORE
        start, stop = min(hit.last, o.last) + 1, max(hit.first, o.first)
        cost = gap + _CROSSED * max(0, bisect_left(self._verbs, stop) - bisect_left(self._verbs, start))
        cost += _COARSE.get(len(start_of(o.value)), 0)
        cost += 0 if clause.start <= o.first < clause.stop else _OUTSIDE
        return cost + (0 if allowed else _ODD), o

    def _lies(self, o: Occurrence, side: int) -> bool:
        """Whether days lie where the tense puts them."""
        start = start_of(o.value)
        if not side or not self._today:
            return True
        return start <= self._today if side < 0 else start >= self._today[: len(start)]

    def status(self, hit: Hit, clause: Clause, cue: Cue | None, date: str) -> tuple[str, float]:
        """Whether it was, is, will be, or was called off; and how sure that is."""
        side = side_of(hit, clause, cue)
        if cue and not (cue.modality is Modality.ONGOING and side < 0):
            return cue.modality.value, 0.8
        if side >= 0 and self._is_to_come(date):
            return Modality.PLANNED.value, 0.7
        if self._is_under_way(date, hit.rule.lasts):
            return Modality.ONGOING.value, 0.6
        if hit.form == "base" and hit.first and self._scene.low[hit.first - 1] == "to":
            return Modality.PLANNED.value, 0.5
        return Modality.HELD.value, 0.7

    def _is_to_come(self, date: str) -> bool:
        return bool(self._today) and date != UNTOLD and start_of(date) > self._today

    def _is_under_way(self, date: str, lasts: int) -> bool:
        """Whether days have begun and are not over, where they are told to the day."""
        start, _, end = date.partition("/")
        if self._published is None or len(start) != len(self._today) or start > self._today:
            return False
        if end:
            return end >= self._today
        return bool(lasts) and start >= shift(self._published, -lasts).isoformat()


def start_of(date: str) -> str:
    """The first day, month or year of a coded value."""
    return date.partition("/")[0]


def side_of(hit: Hit, clause: Clause, cue: Cue | None) -> int:
    """Where the tense of a trigger puts its days: -1 for what is gone by, 1 for what is to come, 0 for either."""
    if cue and cue.modality is Modality.PLANNED:
        return 1
    if hit.form == "past" and not clause.is_passive and (cue is None or cue.modality is Modality.ONGOING):
        return -1
    return 0
