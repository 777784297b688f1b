"""Where a visit leads, told right behind its trigger: "flew on Monday to Arden", "a visit to Belmar and Corland"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.books.source import read_yaml
from dateline.model.mention import Label, Mention
from dateline.reading.frame import Frame
from dateline.reading.words import Words

_FAR = 10  # words between a trigger and the place


@dataclass(frozen=True, slots=True)
class Destination:
    """A place and the state in which it lies; ``first`` and ``last`` word of its name, both counted."""

    country: str
    first: int
    last: int
    mention: int


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in read_yaml("places", "bound.yaml").items()}


class Destinations:
    """Finds where the visits of one article lead."""

    def __init__(self, frame: Frame) -> None:
        self._words, self._low = frame.words, [word.lower() for word in frame.words.texts]
        self._at = dict(_places(frame.words, self._low, frame.mentions))
        self._days = {i for time in frame.times if (reach := frame.words.within(time.at)) for i in _through(*reach)}

    def of(self, at: tuple[int, int]) -> Destination | None:
        """Where the visit of a trigger leads; None where nothing right behind it tells."""
        told, sentence = _words(), self._words.sentences[at[0]]
        if not told["home"].isdisjoint(self._low[at[0] : at[1] + 2]):
            return None
        is_led = True
        for i in range(at[1] + 1, min(len(self._low), at[1] + 1 + _FAR)):
            if is_led and i in self._at:
                return self._at[i]
            word = self._low[i]
            if word in told["ends"] or self._words.sentences[i] != sentence:
                return None
            is_led = word in told["leads"] or (is_led and word in told["passes"])
        return None

    def all_of(self, at: tuple[int, int]) -> list[Destination]:
        """The places that are listed from there on: "to Arden, Belmar and Corland"; none where nothing tells."""
        stop, stops = self.of(at), list[Destination]()
        while stop:
            if self._low[stop.last + 1 : stop.last + 2] in (["'s"], ["’s"]):
                break
            stops.append(stop)
            stop = self._next(stop.last + 1)
        return stops

    def _next(self, i: int) -> Destination | None:
        """The place that goes on with a list at a word, if one does; a day may be told of each."""
        begins, listed = i, False
        while i < len(self._low) and (self._is_between(i) or (i > begins and self._is_way(i))):
            listed = listed or self._low[i] in _words()["lists"]
            i += 1
        return self._at.get(i) if listed else None

    def _is_between(self, i: int) -> bool:
        return self._low[i] in _words()["lists"] or i in self._days

    def _is_way(self, i: int) -> bool:
        return self._low[i] in _words()["leads"] or self._low[i] in _words()["passes"]


def _through(first: int, last: int) -> range:
    return range(first, last + 1)


def _places(words: Words, low: Sequence[str], mentions: Sequence[Mention]) -> Iterator[tuple[int, Destination]]:
    """Every name of a state or of a place in one, and every "Norwegian capital", by its first word."""
    for number, mention in enumerate(mentions):
        reach = words.within(mention.at)
        if not reach or not mention.country or mention.label not in (Label.COUNTRY, Label.PLACE):
            continue
        if mention.how != "demonym" or low[reach[1] + 1 : reach[1] + 2] == ["capital"]:
            yield reach[0], Destination(mention.country, *reach, number)
