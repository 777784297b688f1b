"""What the words of a text name: states, bodies, offices, places, series, as far as the books know them."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Self

from dateline.books import compiled
from dateline.books.cities import Cities, City
from dateline.books.lexicon import Casing, Entry, Found, Lexicon
from dateline.books.words import Words, words_of
from dateline.model.mention import Label, Mention
from dateline.model.span import Span

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
    "city": Label.PLACE,
}
_HOW = {"country": "name", "organization": "name", "series": "name", "system": "system", "office": "title", "rank": "rank",
        "body.local": "name", "body.maker": "maker", "body": "name", "body.small": "name", "place": "gazetteer",
        "region": "gazetteer", "city": "gazetteer"}  # fmt: skip
_STATES = frozenset({"country", "demonym"})
_BODIES = frozenset({"body", "body.small"})
_NESTING = frozenset({"body", "body.local", "series", "office", "organization"})
_HOLDS_CITIES = 1 << 1

# A word that places follow. Names shared with persons, and small towns, are taken for places after one of these alone.
_BEFORE_PLACE = frozenset(
    "in at to from near off outside around via through toward towards into between across of for leave left reached"
    " visited visiting visit port city town capital village province base airport harbour harbor region district state"
    " inside beyond aboard over on by"
    .split()
)  # fmt: skip
_AND = re.compile(r"(?:,| and| or|,? and) $")
_DATELINE_AFTER = re.compile(r"\s*(?:,[^\n]{0,40}?)?(?:\([^)\n]{1,30}\)\s*)?\s*(?:[-\u2013\u2014:]|/[A-Z])")
_POSSESSOR = re.compile(r"(?:['\u2019]s?)?[ \n](?:(?:National|Royal|Federal|Republican|Imperial|Northern|Southern|Eastern|"
                        r"Western|Central|Joint|Special|state|national|armed|then|new|own)[ ])?(?:['\u2019]s )?|-")  # fmt: skip
_OF_STATE = re.compile(r"[ \n]of[ \n](?:the[ \n])?|[ ]\(|[ ]in[ ](?:the[ ])?")
_LANGUAGE = re.compile(r"[ -](?:language|speaking|speakers?|text|version|translation)\b")
_CAPITAL_NEXT = re.compile(r"\.?[ \n]+(?:\(?(?:Ret\.|Retd\.?|ret\.|retd\.?)\)?[ ])?[\"\u201c\u2018']?[^\W\d_a-z][\w.\u2019'-]*")
_PERSON_STATES = frozenset({"Jordan", "Chad", "Georgia", "Israel", "Malta", "Kenya", "Holland", "England", "Ireland", "America",
                            "Wales", "French", "German", "English", "Brazil", "Cuba", "Niger", "Monaco", "Scot", "Romania", "Scots",
                            "Dane", "Thai", "Pak", "Viet", "Samoa", "Victoria", "Washington", "Sydney", "Austin", "Paris", "Santiago",
                            "Indo", "Franco", "Khmer"})  # fmt: skip
_PREFIXES = frozenset({"Indo", "Franco", "Sino", "Russo", "Anglo", "Italo", "Hispano", "Luso", "Greco", "Graeco", "Turco", "Turko",
                       "Nippon", "Viet", "Pak"})  # fmt: skip
_FEW_PEOPLE = 150  # thousands: below this a town wants a word such as "in" before it
_NEAR = 3.0


@dataclass(frozen=True, slots=True)
class _Hit:
    """A name found, with the one meaning that was chosen for it."""

    found: Found
    entry: Entry

    @property
    def span(self) -> Span:
        return Span(self.found.start, self.found.end)


class Gazetteer:
    """Finds what the books know in running English: longest names first, with the states named inside bodies and names.

    ``scan`` costs about a microsecond a character and never fails, whatever the text.
    """

    def __init__(self, lexicon: Lexicon, cities: Cities) -> None:
        self._lexicon, self._cities = lexicon, cities

    @classmethod
    def load(cls) -> Self:
        """The gazetteer of the shipped data; loaded once in a process."""
        return _load(cls)

    def scan(self, text: str) -> list[Mention]:
        """Mentions of a text in its order; a state named inside a body, an office or a series follows its holder."""
        words = words_of(text)
        found = list(self._lexicon.find(words))
        context = self._context(found, words)
        hits = [hit for one in found if (hit := _choose(one, words, context))]
        hits = [hit for hit in hits if not _is_person(hit, words)]
        mentions = list(self._name(hits, words))
        mentions = _without_small_bodies(_composed(mentions, text), text)
        return sorted(mentions, key=lambda mention: (mention.at.start, -mention.at.end))

    def locate(self, means: str) -> tuple[float, float] | None:
        """Latitude and longitude of a city, by the key of its mention; None where the books do not know it."""
        city = self._cities.by_key(means)
        return (city.latitude, city.longitude) if city else None

    def _context(self, found: Iterable[Found], words: Words) -> Counter[str]:
        """How often each state is named: what decides between namesakes."""
        seen: Counter[str] = Counter()
        for one in found:
            for entry in one.entries:
                if entry.kind in _STATES or entry.kind == "capital":
                    seen[entry.country] += 1
                    break
        return seen

    def _name(self, hits: list[_Hit], words: Words) -> Iterator[Mention]:
        taken = 0
        place_before = False
        for hit in [*hits, None]:
            upto = hit.found.first if hit else len(words)
            for city in self._cities_between(words, taken, upto, hits):
                yield city
            if hit is None:
                break
            taken = hit.found.last + 1
            if hit.entry.kind in _LABELS:
                yield _mention(hit.entry, hit.span, words.text)
            if hit.entry.kind in _NESTING and hit.found.last > hit.found.first:
                yield from self._inside(hit, words)
        del place_before

    def _inside(self, hit: _Hit, words: Words) -> Iterator[Mention]:
        """States named within a longer name."""
        first, last = hit.found.first, hit.found.last
        for start, stop in ((first, last), (first + 1, last + 1)):
            for found in self._lexicon.find(words, start, stop):
                for entry in found.entries:
                    if entry.kind in _STATES and Span(found.start, found.end) != hit.span:
                        yield _mention(entry, Span(found.start, found.end), words.text)
                        break
            if any(entry.kind in _STATES for found in self._lexicon.find(words, start, stop) for entry in found.entries):
                return

    def _cities_between(self, words: Words, first: int, stop: int, hits: list[_Hit]) -> Iterator[Mention]:
        """Cities among the words that no name of the lexicon has taken."""
        i = first
        while i < stop:
            match = self._cities.at(words, i, stop)
            if match is None:
                i += 1
                continue
            last, candidates = match
            city = self._which(candidates, words, i, last, hits)
            if city is not None:
                at = Span(words.starts[i], words.ends[last])
                yield Mention(at=at, label=Label.PLACE, words=at.of(words.text), means=f"{city.name}, {city.country}",
                              country=city.country, how="gazetteer", rule="gazetteer.city@1")  # fmt: skip
            i = last + 1

    def _which(self, candidates: tuple[City, ...], words: Words, first: int, last: int, hits: list[_Hit]) -> City | None:
        """The namesake that the text is likeliest to mean; None where it is likelier a person or no place at all."""
        near = _states_near(words, first, last, hits)
        best = max(candidates, key=lambda city: math.log10(city.people + 1) + _NEAR * near[city.country])
        told = _told_as_place(words, first, last) or near[best.country] >= 1
        if best.is_person_too:
            return best if told and not _named_person(words, first, last) else None
        if best.people < _FEW_PEOPLE:
            return best if told else None
        return best


@cache
def _load(cls: type[Gazetteer]) -> Gazetteer:
    return cls(Lexicon(compiled.lexicon()), Cities.load())


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


def _choose(found: Found, words: Words, context: Counter[str]) -> _Hit | None:
    """The meaning that the words around speak for."""
    entries = found.entries
    if len(entries) == 1:
        entry = entries[0]
    else:
        entry = _likeliest(entries, found, words, context)
    return _Hit(found, entry) if _holds(entry, found, words, context) else None


def _likeliest(entries: tuple[Entry, ...], found: Found, words: Words, context: Counter[str]) -> Entry:
    kinds = {entry.kind for entry in entries}
    before_name = bool(_CAPITAL_NEXT.match(words.text, found.end))
    if "rank" in kinds and before_name:
        return next(entry for entry in entries if entry.kind == "rank")
    if "office" in kinds and not before_name and len(kinds) > 1 and kinds & {"body.local"}:
        entries = tuple(entry for entry in entries if entry.kind != "office")
    entries = tuple(entry for entry in entries if entry.kind != "rank") or entries
    exact = words.text[found.start : found.end]
    return max(entries, key=lambda entry: (entry.casing == Casing.EXACT and entry.name == exact,
                                           context[entry.country] if entry.country else 0.5))  # fmt: skip


def _holds(entry: Entry, found: Found, words: Words, context: Counter[str]) -> bool:
    """Whether the words can have this meaning where they stand."""
    text = words.text
    if entry.kind == "rank":
        return bool(_CAPITAL_NEXT.match(text, found.end))
    if entry.kind == "demonym":
        return not _is_language(found, text) and not (
            entry.name in _PREFIXES and text[found.end : found.end + 1] not in "-\u2013\u2010\u2011"
        )
    if entry.kind == "body.local" and entry.casing == Casing.EXACT and len(entry.name) <= 5 and entry.country != "USA":  # noqa: PLR2004
        return context[entry.country] > 0
    if entry.kind == "office" and entry.name == "PM":
        return not re.search(r"[\d.] ?$", text[max(0, found.start - 3) : found.start])
    return True


def _is_language(found: Found, text: str) -> bool:
    """ "in Russian.", "Spanish-language": a tongue, no state."""
    if _LANGUAGE.match(text, found.end):
        return True
    before = text[max(0, found.start - 5) : found.start].lower()
    return before.endswith((" in ", " into")) and not re.match(r"[ -]?[\w]", text[found.end : found.end + 2])


def _is_person(hit: _Hit, words: Words) -> bool:
    """Whether a state's or city's name stands inside a person's: "Israel Katz", "Vernon Jordan"."""
    name = words.text[hit.found.start : hit.found.end]
    if name.title() not in _PERSON_STATES or hit.entry.kind not in {"country", "demonym", "capital"}:
        return False
    return _named_person(words, hit.found.first, hit.found.last)


def _named_person(words: Words, first: int, last: int) -> bool:
    """A title or a first name stands before, or a surname after, so that the words are a person's."""
    text = words.text
    before = words.text[words.starts[first - 1] : words.ends[first - 1]] if first else ""
    gap = text[words.ends[first - 1] : words.starts[first]] if first else ""
    if gap in {" ", ". "} and before[:1].isupper() and not before.isupper() and before.lower() not in _NOT_FIRST_NAMES:
        return True
    if last + 1 >= len(words) or text[words.ends[last] : words.starts[last + 1]] != " ":
        return False
    after = text[words.starts[last + 1] : words.ends[last + 1]]
    titled = before.lower() in _TITLES and gap in {" ", ". "}
    return titled and after[:1].isupper()


_TITLES = frozenset("minister president secretary general gen adm admiral mr mrs ms dr lt col colonel captain capt major maj commander"
                    " ambassador sen senator king prince sir chief sgt brigadier commodore marshal premier chancellor judge rep".split())  # fmt: skip
_NOT_FIRST_NAMES = frozenset(
    "in at to from near of for the and with on by north south east west northern southern eastern western central greater port fort"
    " camp san santa st saint new old upper lower el al la los las modern monday tuesday wednesday thursday friday saturday sunday"
    " january february march april may june july august september october november december when while after before both neither"
    " either between as but since if though although because that this republic kingdom state soviet former fellow today".split()
)  # fmt: skip


def _told_as_place(words: Words, first: int, last: int) -> bool:
    """Whether the words around say that this is a place: "in", "near", "port of", an opening line."""
    text = words.text
    if first == 0 or text[words.ends[first - 1] : words.starts[first]].count("\n"):
        return bool(_DATELINE_AFTER.match(text, words.ends[last]))
    before = words.keys[first - 1]
    if before in _BEFORE_PLACE and words.gaps[first - 1] == " ":
        return True
    return before == "the" and first > 1 and words.keys[first - 2] in _BEFORE_PLACE


def _states_near(words: Words, first: int, last: int, hits: list[_Hit]) -> Counter[str]:
    """The states that the text names: 1 where one stands right behind ("Tripoli, Lebanon"), less where it is only named."""
    near: Counter[str] = Counter()
    end = words.ends[last]
    for hit in hits:
        if not hit.entry.country:
            continue
        behind = hit.found.start - end
        if 0 < behind <= 2 and words.text[end : hit.found.start] in {", ", " ", " ("}:  # noqa: PLR2004
            near[hit.entry.country] = 1
        elif hit.entry.kind in _STATES and not near[hit.entry.country]:
            near[hit.entry.country] = 0
            near[hit.entry.country] += 0  # named somewhere
    named = Counter(hit.entry.country for hit in hits if hit.entry.country)
    most = max(named.values(), default=1)
    return Counter({country: 1 if near[country] == 1 else 0.5 * named[country] / most for country in named})  # type: ignore[misc]


def _composed(mentions: list[Mention], text: str) -> Iterator[Mention]:
    """Give a body the state that stands beside it: "Russian Ministry of Defence", "Navy of Chile"."""
    states = [mention for mention in mentions if mention.label is Label.COUNTRY and mention.how != "metonym"]
    by_end = {mention.at.end: mention for mention in states}
    by_start = {mention.at.start: mention for mention in states}
    for mention in mentions:
        if mention.label is Label.BODY and mention.country is None and mention.rule == "gazetteer.body@1":
            yield _with_state(mention, by_end, by_start, text)
        else:
            yield mention


def _with_state(body: Mention, by_end: dict[int, Mention], by_start: dict[int, Mention], text: str) -> Mention:
    start, end = body.at.start, body.at.end
    for back in range(1, 16):
        state = by_end.get(start - back)
        if state and _POSSESSOR.fullmatch(text, start - back, start):
            return _of_state(body, state, Span(state.at.start, end), text)
    for ahead in range(2, 9):
        state = by_start.get(end + ahead)
        if state and _OF_STATE.fullmatch(text, end, end + ahead):
            return _of_state(body, state, Span(start, state.at.end), text)
    return body


def _of_state(body: Mention, state: Mention, at: Span, text: str) -> Mention:
    return replace(body, at=at, words=at.of(text), country=state.country, means=f"{state.country}/{body.means}")


def _without_small_bodies(mentions: Iterable[Mention], text: str) -> Iterator[Mention]:
    """Leave out bodies that are ordinary words unless a state stands beside them."""
    for mention in mentions:
        alone = mention.label is Label.BODY and mention.rule == "gazetteer.body@1" and mention.country is None
        if alone and (mention.words[0].islower() or mention.means in _ORDINARY or " " not in mention.words):
            continue
        yield mention


_ORDINARY = frozenset({"government", "armed-forces", "parliament", "embassy", "national-guard"})
