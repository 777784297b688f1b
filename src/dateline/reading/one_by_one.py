"""One meeting with each of those whom a sentence lists apart: "met Ada on Monday, and on Tuesday met with Bo"."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.reading.apart import Lists
from dateline.reading.candidates import Occurrence
from dateline.reading.found import Choice, Found
from dateline.reading.frame import Frame, words_beside

RULE = "meeting.one-by-one@1"
_BESIDE = 6  # words between whom one met and the day on which
_NEAR = 10  # words between the trigger and the first counterpart's preposition
_NEXT = 14  # words between a preposition and the name of whom it leads to
_BEFORE = 3  # words before a trigger among which "separate" is looked for
_TWO = 2

Offered = dict[str, list[Occurrence]]


@dataclass(frozen=True, slots=True)
class _Part:
    """What a sentence tells of one counterpart: the words from ``first`` on, before ``stop``, and who is in them."""

    first: int
    stop: int
    people: frozenset[str]
    countries: frozenset[str]


class OneByOne:
    """Parts the meetings of one article by those who were met.

    Args:
        frame: The article.
        people: The country of each person, by the number that choices of persons carry.
        offered: The candidates of every role.
        lists: Of ``data/codebook/words.yaml`` those that tell who is listed, and how.
    """

    def __init__(self, frame: Frame, people: Sequence[str | None], offered: Offered, lists: Lists) -> None:
        self._frame, self._served, self._offered, self._lists = frame, people, offered, lists
        self._words = [word.lower() for word in frame.words.texts]

    def of(self, found: Sequence[Found]) -> list[Found]:
        """All events; a meeting with several whom its sentence lists apart is one meeting with each."""
        return [one for event in found for one in self._parted(event, found)]

    def _parted(self, event: Found, found: Sequence[Found]) -> list[Found]:
        if event.kind != "meeting" or event.mode not in {"bilateral", "call"} or len(event.countries) < _TWO:
            return [event]
        stop = self._stop(event, found)
        parts = max(self._led(event, stop), self._named_apart(event, stop), key=len)
        theirs = frozenset[str]().union(*(part.countries for part in parts))
        host = [choice for choice in event.countries if choice.value not in theirs]
        if len(parts) < _TWO or len(host) != 1 or not all(part.countries for part in parts):
            return [event]
        named = frozenset[str]().union(*(part.people for part in parts))
        ours = [choice for choice in event.people if choice.value not in named]
        return [self._with(event, part, host[0], ours, first=part is parts[0]) for part in parts]

    def _stop(self, event: Found, found: Sequence[Found]) -> int:
        """Where the words on a meeting end: at the next trigger, or with the sentence."""
        sentences, last = self._frame.words.sentences, event.at[1]
        after = [other.at[0] for other in found if other.at[0] > last]
        end = next((i for i in range(last, len(sentences)) if sentences[i] != sentences[last]), len(sentences))
        return min([end, *after])

    # --- who is listed

    def _led(self, event: Found, stop: int) -> list[_Part]:
        """Counterparts to each of whom the same preposition leads: "with A on Monday and, a day later, with B"."""
        begin = event.at[1] + 1
        if self._words[event.at[1]] in self._lists["counterpart_behind"]:  # "called on A and on B"
            begin = event.at[1]
        near = range(begin, min(stop, begin + _NEAR))
        lead = next(
            (i for i in near if self._words[i] in self._lists["counterpart_behind"] and self._leads(i, stop)), stop
        )
        starts = [lead]
        for i in range(lead + 1, stop):
            if self._words[i] == self._words[lead] and self._leads(i, stop):
                starts += next(
                    (
                        [j]
                        for j in range(i - 1, starts[-1], -1)
                        if self._words[j] in self._lists["between_counterparts"]
                    ),
                    [],
                )
        return [self._part(a, b) for a, b in zip(starts, [*starts, stop][1:], strict=True)]

    def _leads(self, at: int, stop: int) -> bool:
        """Whether a preposition leads to somebody, and to no day."""
        if any(day.first in (at + 1, at + 2) for day in self._offered["date"]):
            return False
        return bool(self._part(at, min(stop, at + _NEXT)).countries)

    def _named_apart(self, event: Found, stop: int) -> list[_Part]:
        """Counterparts named one after the other: each of another state, or where they were apart.

        A word says so, or one person alone "met" or "called on" them: he is received by one office at a time.
        """
        begin, taking = event.at[1] + 1, {choice.value for choice in event.people}
        owned = self._lists["owner_ends"]  # "Ms Burns's attaché, Colonel Prentiss": he alone was met
        there = [o for o in self._offered["person"] if begin <= o.first < stop and o.value in taking]
        named = {o.value: o for o in reversed(there) if owned.isdisjoint(self._words[o.last + 1 : o.last + 2])}
        firsts = sorted(o.first for o in named.values())
        states = len({self._served[int(value)] for value in named})
        if len(firsts) < _TWO or states not in {1, len(firsts)}:
            return []
        around = set(self._words[max(0, event.at[0] - _BEFORE) : stop])
        apart = not self._lists["counterparts_apart"].isdisjoint(around) or around >= self._lists["in_turn"]
        if not apart and not (self._sees(event, named) if states == 1 else self._is_list(event, firsts)):
            return []
        return [self._part(a, b) for a, b in zip(firsts, [*firsts, stop][1:], strict=True)]

    def _sees(self, event: Found, named: Collection[str]) -> bool:
        """Whether one person goes from one of those who are named to the next."""
        if not self._lists["at_once"].isdisjoint(words_beside(self._frame, event.at[0])):
            return False
        others = {choice.value for choice in event.people} - set(named)
        return len(others) == 1 and self._words[event.at[0]] in self._lists["seeing"]

    def _is_list(self, event: Found, firsts: Sequence[int]) -> bool:
        """Whether persons of several states are one list, met one at a time: no day between them, no "trilateral"."""
        if event.mode != "bilateral" or not self._lists["at_once"].isdisjoint(words_beside(self._frame, event.at[0])):
            return False
        return not any(min(firsts) < day.first < max(firsts) for day in self._offered["date"])

    def _part(self, first: int, stop: int) -> _Part:
        people = {o.value for o in self._offered["person"] if first <= o.first < stop}
        served = {country for person in people if (country := self._served[int(person)])}
        named = {o.value for o in self._offered["country"] if first <= o.first < stop}
        return _Part(first, stop, frozenset(people), frozenset(served or named))

    # --- what is told of each

    def _with(self, event: Found, part: _Part, host: Choice, ours: Sequence[Choice], *, first: bool) -> Found:
        """The meeting with one of them: their own day and place where those are told, else those of all."""
        theirs = [self._choice("country", country, part, event) for country in sorted(part.countries)]
        people = [*ours, *(self._choice("person", person, part, event) for person in sorted(part.people, key=int))]
        one = replace(event, countries=[host, *theirs], people=people, merged=[])
        if first:
            return one
        named = [o for role in ("person", "country") for o in self._within(part, role)]
        day = next((o for o in self._within(part, "date") if any(_is_near(o, other) for other in named)), None)
        place = next((o for o in self._within(part, "place") if self._words[o.first - 1] in {"in", "at"}), None)
        return replace(
            one,
            date=Choice(day.value, event.score, day, rule=RULE) if day else event.date,
            place=Choice(place.value, event.score, place, rule=RULE) if place else event.place,
        )

    def _choice(self, role: str, value: str, part: _Part, event: Found) -> Choice:
        """A value with the words of the part that name it; as sure as it was where it was chosen for the whole."""
        at = next((o for o in self._within(part, role) if o.value == value), None)
        chosen = {c.value: c for c in (event.countries if role == "country" else event.people)}
        return Choice(value, chosen[value].score if value in chosen else event.score, at)

    def _within(self, part: _Part, role: str) -> Iterator[Occurrence]:
        return (o for o in self._offered[role] if part.first <= o.first < part.stop)


def _is_near(one: Occurrence, other: Occurrence) -> bool:
    """Whether two stand a few words apart."""
    return one.first - other.last <= _BESIDE and other.first - one.last <= _BESIDE
