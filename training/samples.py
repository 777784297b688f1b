"""Coded articles as samples: the frame, the candidates of every role, and which of them the coding chose."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from corpora import Text, chunks_of, coded_names
from dateline.model.article import Article
from dateline.model.span import Span
from dateline.reading.candidates import PUBLISHED, UNTOLD, Occurrence, value_features
from dateline.reading.frame import Frame, Scan, frame_of, offers
from dateline.reading.heads import MODES, STATUSES, TYPES
from dateline.reading.people import Naming, namings


@dataclass
class Event:
    """One coded event as the heads see it."""

    first: int
    last: int
    type: int
    status: int
    mode: int
    countries: set[str]
    organizations: set[str]
    people: set[str]
    date: str
    place: str | None
    name: str | None


@dataclass
class Role:
    """The candidates of one role: occurrences, their values, their numbers, and what the article says of each."""

    occurrences: list[Occurrence]
    values: list[str]
    numbers: np.ndarray
    whole: np.ndarray


@dataclass
class Sample:
    """One coded article, ready for the heads."""

    text: Text
    frame: Frame
    events: list[Event]
    people: list[Naming]
    nations: list[str | None]  # of each person; None where not told
    known: list[bool]  # whether the person is coded at all
    roles: dict[str, Role]
    header_words: list[str]


def plain(name: str) -> list[str]:
    """The words of a name as the scorer compares them."""
    ascii_only = unicodedata.normalize("NFKD", name or "").encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", ascii_only)


def same_name(a: str, b: str) -> bool:
    """Whether two names can be one's."""
    x, y = plain(a), plain(b)
    if not x or not y:
        return False
    if set(x) == set(y):
        return True
    short, long = sorted((x, y), key=len)
    return set(short) <= set(long) and (short[-1] == long[-1] or short[0] == long[0])


def article_of(raw: dict[str, Any]) -> Article:
    """The article of its JSON."""
    day = date.fromisoformat(raw["published"]) if raw.get("published") else None
    return Article(
        id=raw["id"], text=raw["text"], published=day, publisher=raw.get("publisher"), title=raw.get("title")
    )


def role_of(occurrences: list[Occurrence], frame: Frame, extra: tuple[str, ...] = ()) -> Role:
    """Number the values of a role; ``extra`` are those that stand in no words and come first."""
    values = [*extra, *dict.fromkeys(o.value for o in occurrences if o.value not in extra)]
    number = {value: i for i, value in enumerate(values)}
    whole = value_features(values, occurrences, frame.words, frame.favoured)
    return Role(occurrences, values, np.array([number[o.value] for o in occurrences], np.int64), whole)


def spans_of(text: Text, kind: str) -> list[Span]:
    """The stretches that carry a name tag."""
    return [Span(text.offsets[a][0], text.offsets[b - 1][1]) for a, b in sorted(chunks_of(text.names[kind]))]


def sample_of(raw: dict[str, Any], coding: dict[str, Any], scan: Scan) -> Sample:
    """Frame a coded article and look its coding up among the candidates."""
    article = article_of(raw)
    frame = frame_of(article, scan)
    words = frame.words
    text = Text(
        words.texts, words.breaks, offsets=list(zip(words.starts, words.ends, strict=True)), source="coded",
        article=raw, coding=coding,
    )  # fmt: skip
    coded_names(text, article.text, coding)
    people = namings(article.text, spans_of(text, "PER"))
    coded = [next((p for p in coding["people"] if same_name(p["name"], n.name)), None) for n in people]
    nations = [p["country"] if p else None for p in coded]
    found = offers(
        frame, people, [{c: 0.0} if c else {} for c in nations], spans_of(text, "LOC"), spans_of(text, "MISC")
    )
    published = f"{article.published}/" if article.published else PUBLISHED
    extra = {"date": (UNTOLD, published), "place": (UNTOLD,), "name": (UNTOLD,), "nation": (UNTOLD,)}
    roles = {role: role_of(o, frame, extra.get(role, ())) for role, o in found.items()}
    events = together([e for e in (event_of(e, frame, people) for e in coding["events"]) if e])
    return Sample(text, frame, events, people, nations, [p is not None for p in coded], roles, frame.header)


def together(events: list[Event]) -> list[Event]:
    """Events of one type that share their trigger words ("received A and B separately") as one that has all parties."""
    out: dict[tuple[int, int, int], Event] = {}
    for e in events:
        one = out.setdefault((e.first, e.last, e.type), e)
        one.countries |= e.countries
        one.organizations |= e.organizations
        one.people |= e.people
    return list(out.values())


def event_of(raw: dict[str, Any], frame: Frame, people: list[Naming]) -> Event | None:
    """A coded event as the heads see it; None where its trigger touches no word."""
    reach = frame.words.within(Span(raw["trigger"]["start"], raw["trigger"]["end"]))
    if reach is None:
        return None
    taking = {str(i) for i, n in enumerate(people) if any(same_name(n.name, p) for p in raw["people"])}
    end = raw["end"] if raw["end"] != raw["start"] else None
    return Event(
        *reach,
        type=TYPES.index(raw["type"]),
        status=STATUSES.index(raw["status"]),
        mode=MODES.index(raw["mode"] or "none"),
        countries=set(raw["countries"]),
        organizations=set(raw["organizations"]),
        people=taking,
        date=f"{raw['start'] or ''}/{end or ''}" if raw["start"] or end else UNTOLD,
        place=raw["place"]["name"] if raw["place"] else None,
        name=raw["name"],
    )
