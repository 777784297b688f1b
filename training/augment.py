"""The same article about other countries and other people: what stays is how it tells who met whom."""

import copy
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dateline.books.gazetteer import Scan
from dateline.model.mention import Label, Mention
from dateline.model.span import Span
from dateline.reading.candidates import Kind, kind_of
from dateline.reading.frame import Frame
from dateline.reading.people import Naming

Edit = tuple[int, int, str]
_INITIALS = 3  # letters of a country's initials ("UAE"), which are capitals everywhere
_SWAPPED = {Kind.NAME, Kind.DEMONYM, Kind.CAPITAL, Kind.PLACE}


class Swapper:
    """Swaps countries and persons of coded articles for others that stand in the same set."""

    def __init__(self, frames: Iterable[Frame], codings: Iterable[dict[str, Any]], scan: Scan) -> None:
        self._scan = scan
        self._forms: dict[tuple[Kind, str], list[str]] = defaultdict(list)
        self._people: dict[str, list[str]] = defaultdict(list)
        for frame in frames:
            for m in frame.mentions:
                if m.country and kind_of(m) in _SWAPPED and (not m.words.isupper() or len(m.words) <= _INITIALS):
                    self._forms[kind_of(m), m.country].append(m.words)
        for coding in codings:
            for person in coding["people"]:
                if person["country"] and len(person["name"].split()) > 1:
                    self._people[person["country"]].append(person["name"])
        self._whole = [c for k, c in self._forms if k is Kind.NAME and (Kind.DEMONYM, c) in self._forms]

    def swap(
        self, article: dict[str, Any], coding: dict[str, Any], frame: Frame, people: list[Naming], rng: random.Random
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """The article and its coding with most countries and persons swapped."""
        mapping = self._mapping(frame.mentions, rng)
        edits = self._people_edits(frame.article.text, coding, people, mapping, rng)
        edits += self._country_edits(frame.mentions, mapping, rng)
        edits = settled(edits, [Span(e["trigger"]["start"], e["trigger"]["end"]) for e in coding["events"]])
        new = dict(article)
        new["text"] = applied(article["text"], edits)
        for key in ("title", "publisher"):
            line = article.get(key) or ""
            new[key] = applied(line, settled(self._country_edits(self._scan(line), mapping, rng), []))
        return new, recoded(coding, article["text"], edits, mapping)

    def _mapping(self, mentions: Sequence[Mention], rng: random.Random) -> dict[str, str]:
        """Another country for each that can be swapped, as long as there are fresh ones."""
        kept = {m.country for m in mentions if m.country and self._alone(m, mentions)}
        named = {m.country for m in mentions if m.country and kind_of(m) in _SWAPPED}
        fresh = [c for c in self._whole if c not in named]
        rng.shuffle(fresh)
        return dict(zip(sorted(named - kept), fresh, strict=False))

    @staticmethod
    def _alone(mention: Mention, mentions: list[Mention]) -> bool:
        """Whether the words tell a country by nothing that could be swapped: then that country stays."""
        kind = kind_of(mention)
        if kind is Kind.METONYM:
            return True
        if kind in _SWAPPED or mention.label is Label.ORGANIZATION:
            return False
        return not any(m is not mention and mention.at.covers(m.at) and kind_of(m) in _SWAPPED for m in mentions)

    def _country_edits(self, mentions: Iterable[Mention], mapping: dict[str, str], rng: random.Random) -> list[Edit]:
        edits = []
        for m in mentions:
            if m.country in mapping and kind_of(m) in _SWAPPED:
                form = rng.choice(self._alike(m, mapping[m.country]))
                loud = m.words.isupper() and len(m.words) > _INITIALS
                edits.append((m.at.start, m.at.end, form.upper() if loud else form))
        return edits

    def _alike(self, mention: Mention, country: str) -> list[str]:
        """How the other country is named by words of the same sort: "Turks" by a plural if there is one."""
        kind = kind_of(mention)
        known = self._forms
        forms = known.get((kind, country)) or known.get((Kind.CAPITAL, country)) or known[Kind.NAME, country]
        if kind is not Kind.DEMONYM:
            return forms
        return [f for f in forms if f.endswith("s") == mention.words.endswith("s")] or forms

    def _people_edits(
        self, text: str, coding: dict[str, Any], people: list[Naming], mapping: dict[str, str], rng: random.Random
    ) -> list[Edit]:
        edits: list[Edit] = []
        countries = {p["name"]: p["country"] for p in coding["people"]}
        for person in people:
            country = countries.get(person.name) or ""
            pool = self._people.get(mapping.get(country, country)) or rng.choice(list(self._people.values()))
            edits += _renamed(person, rng.choice(pool), text)
        return edits


def _renamed(person: Naming, name: str, text: str) -> Iterator[Edit]:
    """The mentions of a person under another name, as far as they are his whole name, surname or given name."""
    old, new = person.name.split(), name.split()
    for span in person.spans:
        words = span.of(text)
        forms = {old[0]: new[0], old[-1]: new[-1], person.name: " ".join(new)}
        if words in forms:
            yield span.start, span.end, forms[words]


def recoded(coding: dict[str, Any], text: str, edits: list[Edit], mapping: dict[str, str]) -> dict[str, Any]:
    """The coding of the edited text; ``text`` is the one before."""
    out = copy.deepcopy(coding)
    for event in out["events"]:
        event["countries"] = [mapping.get(c, c) for c in event["countries"]]
        event["people"] = [rewritten(text, name, edits) for name in event["people"]]
        event["trigger"] |= {edge: moved(event["trigger"][edge], edits) for edge in ("start", "end")}
        event["name"] = rewritten(text, event["name"], edits) if event["name"] else None
        if place := event["place"]:
            place["name"] = rewritten(text, place["name"], edits)
            place["country"] = mapping.get(place["country"], place["country"])
    for person in out["people"]:
        person["name"] = rewritten(text, person["name"], edits)
        person["country"] = mapping.get(person["country"], person["country"])
    return out


def settled(edits: list[Edit], kept: list[Span]) -> list[Edit]:
    """Edits in order, without those that overlap an earlier one or touch what is kept."""
    out: list[Edit] = []
    for a, b, new in sorted(edits, key=lambda e: (e[0], -e[1])):
        if (not out or a >= out[-1][1]) and not any(a < k.end and k.start < b for k in kept):
            out.append((a, b, new))
    return out


def moved(offset: int, edits: list[Edit]) -> int:
    """Where a character stands after the edits."""
    return offset + sum(len(new) - (b - a) for a, b, new in edits if b <= offset)


def applied(text: str, edits: list[Edit]) -> str:
    """The text after the edits."""
    out, at = [], 0
    for a, b, new in edits:
        out += [text[at:a], new]
        at = b
    return "".join([*out, text[at:]])


def rewritten(text: str, words: str, edits: list[Edit]) -> str:
    """What a name reads after the edits, told by where it first stands."""
    found = re.search(r"(?<!\w)" + re.escape(words) + r"(?!\w)", text)
    if not found:
        return words
    start, end = found.span()
    inside = [e for e in edits if e[0] >= start and e[1] <= end]
    return applied(words, [(a - start, b - start, new) for a, b, new in inside])
