"""Coded articles as samples: the frame, the candidates of every role, and which of them the coding chose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from coded import Coded, lay_names
from corpora import Text, chunks_of, text_of
from dateline.books.gazetteer import Scan
from dateline.evaluate.pairing import same_name
from dateline.model.article import Article
from dateline.model.span import Span
from dateline.reading.candidates import PUBLISHED, UNTOLD
from dateline.reading.frame import Frame, frame_of, offers
from dateline.reading.heads import MODES, STATUSES, TYPES, Role
from dateline.reading.nations import role_of
from dateline.reading.people import Naming, namings


@dataclass
class Event:
    """One coded event as the heads see it; the people are numbers of namings."""

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

    @property
    def at(self) -> tuple[int, int]:
        """The words of its trigger, both counted."""
        return self.first, self.last


@dataclass
class Person:
    """One person of an article; ``coded`` tells whether the coding has him, ``nation`` is None where it tells none."""

    naming: Naming
    coded: bool
    nation: str | None


@dataclass
class Sample:
    """One coded article, ready for the heads."""

    text: Text
    frame: Frame
    events: list[Event]
    people: list[Person]
    roles: dict[str, Role]


def sample_of(raw: dict[str, Any], coding: dict[str, Any], scan: Scan) -> Sample:
    """Frame a coded article and look its coding up among the candidates."""
    article = article_of(raw)
    frame = frame_of(article, scan)
    text = text_of(frame.words, "coded")
    lay_names(text, article.text, coding)
    people = [person_of(naming, coding) for naming in namings(article.text, named(text, "PER"))]
    found = together(event for one in coding["events"] if (event := event_of(one, frame, people)))
    return Sample(text, frame, found, people, roles_of(frame, text, people))


def samples_of(coded: Iterable[Coded], scan: Scan) -> list[Sample]:
    """The same of many."""
    return [sample_of(article, coding, scan) for article, coding in coded]


def article_of(raw: dict[str, Any]) -> Article:
    """The article of its JSON."""
    day = date.fromisoformat(raw["published"]) if raw.get("published") else None
    return Article(
        id=raw["id"], text=raw["text"], published=day, publisher=raw.get("publisher"), title=raw.get("title")
    )


def named(text: Text, kind: str) -> list[Span]:
    """The stretches that carry a name tag."""
    return [Span(text.offsets[a][0], text.offsets[b - 1][1]) for a, b in sorted(chunks_of(text.names[kind]))]


def person_of(naming: Naming, coding: dict[str, Any]) -> Person:
    """A person whom the text names, as he is coded."""
    one = next((p for p in coding["people"] if same_name(p["name"], naming.name)), None)
    return Person(naming, one is not None, one["country"] if one else None)


def roles_of(frame: Frame, text: Text, people: Sequence[Person]) -> dict[str, Role]:
    """The candidates of every role, told the coded names and countries of people."""
    nations = [{person.nation: 0.0} if person.nation else {} for person in people]
    found = offers(frame, [p.naming for p in people], nations, named(text, "LOC"), named(text, "MISC"))
    extra = {"date": (UNTOLD, published_value(frame.article)), "place": (UNTOLD,), "name": (UNTOLD,)}
    extra["nation"] = (UNTOLD,)
    return {role: role_of(occurrences, frame, extra.get(role, ())) for role, occurrences in found.items()}


def published_value(article: Article) -> str:
    """The day of publication as a value of dates."""
    return f"{article.published}/" if article.published else PUBLISHED


def together(events: Iterable[Event]) -> list[Event]:
    """Events of one type that share their trigger words ("received A and B separately") as one that has all parties."""
    out: dict[tuple[int, int, int], Event] = {}
    for e in events:
        one = out.setdefault((*e.at, e.type), e)
        one.countries |= e.countries
        one.organizations |= e.organizations
        one.people |= e.people
    return list(out.values())


def event_of(raw: dict[str, Any], frame: Frame, people: Sequence[Person]) -> Event | None:
    """A coded event as the heads see it; None where its trigger touches no word."""
    reach = frame.words.within(Span(raw["trigger"]["start"], raw["trigger"]["end"]))
    if reach is None:
        return None
    taking = {str(i) for i, p in enumerate(people) if any(same_name(p.naming.name, name) for name in raw["people"])}
    return Event(
        *reach,
        type=TYPES.index(raw["type"]),
        status=STATUSES.index(raw["status"]),
        mode=MODES.index(raw["mode"] or "none"),
        countries=set(raw["countries"]),
        organizations=set(raw["organizations"]),
        people=taking,
        date=date_of(raw["start"], raw["end"]),
        place=raw["place"]["name"] if raw["place"] else None,
        name=raw["name"],
    )


def date_of(start: str | None, end: str | None) -> str:
    """Coded days as a value of dates, the end left out where it is the start."""
    if end == start:
        end = None
    return f"{start or ''}/{end or ''}" if start or end else UNTOLD
