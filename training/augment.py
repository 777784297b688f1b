"""The same article about other countries and other people: what stays is how it tells who met whom."""

import copy
import random
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from dateline.model.mention import Label, Mention
from dateline.model.span import Span
from dateline.reading.candidates import Kind, kind_of
from dateline.reading.frame import Frame, Scan
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
        kept = {m.country for m in frame.mentions if m.country and self._alone(m, frame.mentions)}
        named = {m.country for m in frame.mentions if m.country and kind_of(m) in _SWAPPED}
        fresh = [c for c in self._whole if c not in named]
        rng.shuffle(fresh)
        mapping = {c: fresh[i] for i, c in enumerate(sorted(named - kept)) if i < len(fresh)}
        edits = self._people_edits(frame.article.text, coding, people, mapping, rng)
        edits += self._country_edits(frame.mentions, mapping, rng)
        triggers = [Span(e["trigger"]["start"], e["trigger"]["end"]) for e in coding["events"]]
        edits = settled(edits, triggers)
        text = article["text"]
        out = copy.deepcopy(coding)
        for event in out["events"]:
            event["countries"] = [mapping.get(c, c) for c in event["countries"]]
            event["people"] = [rewritten(text, p, edits) for p in event["people"]]
            trigger = event["trigger"]
            trigger["start"], trigger["end"] = moved(trigger["start"], edits), moved(trigger["end"], edits)
            if event["place"]:
                event["place"] = {
                    "name": rewritten(text, event["place"]["name"], edits),
                    "country": mapping.get(event["place"]["country"], event["place"]["country"]),
                }
            event["name"] = rewritten(text, event["name"], edits) if event["name"] else None
        for person in out["people"]:
            person["name"] = rewritten(text, person["name"], edits)
            person["country"] = mapping.get(person["country"], person["country"])
        new = dict(article)
        new["text"] = applied(text, edits)
        for key in ("title", "publisher"):
            line = article.get(key) or ""
            new[key] = applied(line, settled(self._country_edits(self._scan(line), mapping, rng), []))
        return new, out

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
            if m.country in mapping and (kind := kind_of(m)) in _SWAPPED:
                other = mapping[m.country]
                forms = (
                    self._forms.get((kind, other))
                    or self._forms.get((Kind.CAPITAL, other))
                    or self._forms[Kind.NAME, other]
                )
                alike = (
                    [f for f in forms if f.endswith("s") == m.words.endswith("s")] if kind is Kind.DEMONYM else forms
                )
                form = rng.choice(alike or forms)
                edits.append((m.at.start, m.at.end, form.upper() if m.words.isupper() and len(m.words) > 3 else form))  # noqa: PLR2004
        return edits

    def _people_edits(
        self, text: str, coding: dict[str, Any], people: list[Naming], mapping: dict[str, str], rng: random.Random
    ) -> list[Edit]:
        edits: list[Edit] = []
        countries = {p["name"]: p["country"] for p in coding["people"]}
        for person in people:
            country = next((c for n, c in countries.items() if n == person.name), None)
            pool = self._people.get(mapping.get(country or "", country or "")) or rng.choice(
                list(self._people.values())
            )
            old, new = person.name.split(), rng.choice(pool).split()
            for span in person.spans:
                words = span.of(text)
                if words == person.name:
                    edits.append((span.start, span.end, " ".join(new)))
                elif words == old[-1]:
                    edits.append((span.start, span.end, new[-1]))
                elif words == old[0]:
                    edits.append((span.start, span.end, new[0]))
        return edits


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
    start = text.find(words)
    if start < 0:
        return words
    end = start + len(words)
    inside = [e for e in edits if e[0] >= start and e[1] <= end]
    return applied(words, [(a - start, b - start, new) for a, b, new in inside])
