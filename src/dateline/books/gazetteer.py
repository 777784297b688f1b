"""What the words of a text name: states, bodies, offices, places, series, as far as the books know them."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from dateline.books import compiled
from dateline.books.cities import Cities, City
from dateline.books.compose import bodies_with_states, without_ordinary_words
from dateline.books.lexicon import Entry, Lexicon
from dateline.books.patterns import told_by_pattern
from dateline.books.senses import STATES, Hit, begins_a_name, choose, is_ship, named_person, states_named, told_as_place
from dateline.books.words import Words, words_of
from dateline.model.mention import Label, Mention
from dateline.model.span import Span

Scan = Callable[[str], Sequence[Mention]]
"""Finds what the words of a text name."""

_LABELS = {
    "country": Label.COUNTRY,
    "demonym": Label.COUNTRY,
    "metonym": Label.COUNTRY,
    "capital": Label.PLACE,
    "organization": Label.ORGANIZATION,
    "series": Label.NAME,
    "system": Label.NAME,
    "office": Label.OFFICE,
    "rank": Label.OFFICE,
    "body.local": Label.BODY,
    "body.maker": Label.BODY,
    "body": Label.BODY,
    "body.small": Label.BODY,
    "sea": Label.PLACE,
    "place": Label.PLACE,
    "region": Label.PLACE,
}
_HOW = {
    "country": "name",
    "organization": "name",
    "series": "name",
    "office": "title",
    "body.local": "name",
    "body.maker": "maker",
    "body": "name",
    "body.small": "name",
    "place": "gazetteer",
    "region": "gazetteer",
}
_WITHIN: dict[str, frozenset[str]] = {
    "body": STATES,
    "body.local": STATES,
    "office": STATES,
    "organization": frozenset({"country"}),  # "NATO-Russia Council"; the American in the OAS is no American
    "series": STATES | {"organization", "capital", "place", "region", "sea"},
    "place": frozenset({"organization"}),
}
_EDITION = re.compile(r"(?:[- ]?(?:20)?\d\d(?:[-/]\d{1,2})?| [IVX]{1,6}| ?\([A-Z]{2,8} ?\d{0,4}\))(?![\w,]*\d)\b|\)")
_FEW_PEOPLE = 150  # thousands: below this a town wants a word such as "in" before it
_MANY_PEOPLE = 2000  # thousands: from here on a city is likelier than a person of its name
_SHORT = 3  # letters: a name as short as that is likelier a word
_NEAR, _BEHIND = 1.5, 6.0


class Gazetteer:
    """Finds what the books know in running English: longest names first, with the states named inside bodies and names.

    Cost: some five microseconds a word. ``scan`` never fails, whatever the text.
    """

    def __init__(self, lexicon: Lexicon, cities: Cities) -> None:
        self._lexicon, self._cities = lexicon, cities

    @staticmethod
    @cache
    def load() -> "Gazetteer":
        """The gazetteer of the shipped data; loaded once in a process."""
        return _load()

    def scan(self, text: str) -> list[Mention]:
        """Mentions of a text in its order; a state named inside a body, an office or a series follows its holder."""
        words = words_of(text)
        found = list(self._lexicon.find(words))
        named = states_named(found)
        hits = [hit for one in found if (hit := choose(one, words, named))]
        mentions = [*self._name(hits, words, named)]
        mentions = [*without_ordinary_words(bodies_with_states(mentions, text))]
        mentions += told_by_pattern(text, mentions)
        return sorted(mentions, key=lambda mention: (mention.at.start, -mention.at.end))

    def locate(self, means: str) -> tuple[float, float] | None:
        """Latitude and longitude of a city, by the key of its mention; None where the books do not know it."""
        city = self._cities.by_key(means)
        return (city.latitude, city.longitude) if city and city.people else None

    def _name(self, hits: list[Hit], words: Words, named: Counter[str]) -> Iterator[Mention]:
        """The mentions of the hits, and of the cities among the words between them."""
        behind = {hit.found.first: hit.entry.country for hit in hits if hit.entry.country}
        taken = 0
        for hit in hits:
            yield from self._cities_between(words, taken, hit.found.first, named, behind)
            taken = hit.found.last + 1
            if hit.entry.kind == "capital" and (moved := self._namesake(hit, words, behind)):
                yield moved
            elif hit.entry.kind in _LABELS:
                yield _mention(hit.entry, _extent(hit, words.text), words.text)
            yield from _twins(hit, words.text)
            if hit.entry.kind in _WITHIN and hit.found.last > hit.found.first:
                yield from self._inside(hit, words)
        yield from self._cities_between(words, taken, len(words), named, behind)

    def _inside(self, hit: Hit, words: Words) -> Iterator[Mention]:
        """What a longer name holds: states; a forum's or an exercise's also organisations and places."""
        first, stop = hit.found.first, hit.found.last + 1
        for start, end in ((first, stop - 1), (first + 1, stop)):
            states = [
                (found, entry)
                for found in self._lexicon.find(words, start, end)
                for entry in found.entries[:1]
                if entry.kind in _WITHIN.get(hit.entry.kind, STATES)
            ]
            yield from (_mention(entry, Span(found.start, found.end), words.text) for found, entry in states)
            if states:
                return

    def _namesake(self, hit: Hit, words: Words, behind: dict[int, str]) -> Mention | None:
        """The city that is meant where another state stands behind a capital's name: "Tripoli, Lebanon"."""
        state = _state_behind(words, hit.found.last, behind)
        if state is None or state == hit.entry.country:
            return None
        match = self._cities.at(words, hit.found.first, hit.found.last + 1)
        city = next((city for city in match[1] if city.country == state), None) if match else None
        return _city_mention(city, Span(hit.found.start, hit.found.end), words.text) if city else None

    def _cities_between(
        self, words: Words, first: int, stop: int, named: Counter[str], behind: dict[int, str]
    ) -> Iterator[Mention]:
        i = first
        while i < stop:
            match = self._cities.at(words, i, stop)
            if match is None:
                i += 1
                continue
            last, candidates = match
            state = _state_behind(words, last, behind)
            city = max(candidates, key=lambda city: _likelihood(city, state, named))
            if _is_meant(city, words, i, last, state=state):
                yield _city_mention(city, Span(words.starts[i], words.ends[last]), words.text)
            i = last + 1


def _load() -> Gazetteer:
    return Gazetteer(Lexicon(compiled.lexicon()), Cities.load())


def _likelihood(city: City, state: str | None, named: Counter[str]) -> float:
    """The larger the likelier; a state that the text names, or that stands right behind, outweighs size."""
    return math.log10(city.people + 1) + _NEAR * (named[city.country] > 0) + _BEHIND * (city.country == state)


def _is_meant(city: City, words: Words, first: int, last: int, *, state: str | None) -> bool:
    """Whether the words mean the place rather than a person or nothing that we know."""
    if is_ship(words, first):
        return False
    told = city.country == state or told_as_place(words, first, last)
    if city.is_person_too and city.people < _MANY_PEOPLE:
        return told and not named_person(words, first, last)
    large = city.people >= _FEW_PEOPLE and len(city.name) > _SHORT
    return told or (large and not begins_a_name(words, last))


def _state_behind(words: Words, last: int, behind: dict[int, str]) -> str | None:
    """The state whose name follows a place at once: "Tripoli, Lebanon", "Camp Arifjan in Kuwait"."""
    return behind.get(last + 1) if words.gaps[last] in {",", "("} else None


def _mention(entry: Entry, at: Span, text: str) -> Mention:
    return Mention(
        at=at,
        label=_LABELS[entry.kind],
        words=at.of(text),
        means=entry.means or None,
        country=entry.country or None,
        how=_HOW.get(entry.kind, entry.kind),
        rule=f"gazetteer.{entry.kind.partition('.')[0]}@1",
    )


def _twins(hit: Hit, text: str) -> Iterator[Mention]:
    """A mission or forum is an organisation that takes part as well as a name: it gives both."""
    kinds = {"organization", "series"} - {hit.entry.kind}
    if len(kinds) == 1:
        for entry in hit.found.entries:
            if entry.kind in kinds:
                yield _mention(entry, Span(hit.found.start, hit.found.end), text)
                return


def _city_mention(city: City, at: Span, text: str) -> Mention:
    return Mention(
        at=at,
        label=Label.PLACE,
        words=at.of(text),
        means=f"{city.name}, {city.country}",
        country=city.country,
        how="gazetteer",
        rule="gazetteer.city@1",
    )


def _extent(hit: Hit, text: str) -> Span:
    """The span of a hit; the name of an exercise with its year or number: "Eternity-2021", "Viekaren XII"."""
    start, end = hit.found.start, hit.found.end
    if hit.entry.kind == "series" and (edition := _EDITION.match(text, end)) and edition.group() != ")":
        end = edition.end()
    return Span(start, end)
