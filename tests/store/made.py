"""What the store's tests keep: small invented articles, and a joiner that makes one event of each claim."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dateline.model.article import Article
from dateline.model.claim import Claim, Evidence, Reading, Versions
from dateline.model.event import EVENT, Event, Field, Said, Status, Step
from dateline.model.kept import Kept, Source, SourceClass, keys_of
from dateline.model.review import Judgement, Verdict
from dateline.model.span import Span
from dateline.store.base import Incoming, Store
from dateline.store.rows import sha256
from tests import make

ADDED = datetime(2024, 6, 4, 9, 30, tzinfo=UTC)
FIRST, SECOND = (Versions(software=number, codebook="1", register="1", encoder="9f81") for number in ("0.1", "0.2"))


def source(article: Article, **more: Any) -> Source:
    values: dict[str, Any] = {"added": ADDED, "source_class": SourceClass.WIRE, "story": article.key}
    told = {name: getattr(article, name) for name in ("key", "id", "published", "publisher", "title", "url")}
    return Source(**(told | values | more))


def incoming(reading: Reading, by: str | None = None, **more: Any) -> Incoming:
    """A reading on its way into the log; its article gets a key if it has none."""
    article = reading.article
    if not article.key:
        article = replace(article, key=sha256(f"{article.publisher}\n{article.raw or article.text}"))
    reading = replace(reading, article=article)
    keys = tuple(keys_of(article.key, reading.claims))
    return Incoming(source=source(article, **more), reading=reading, keys=keys, by=by)


def sample(**more: Any) -> Incoming:
    """The sample text's reading: a meeting held, and one planned."""
    return incoming(make.reading(versions=FIRST, **more))


def articles(count: int, claims: int = 5, start: int = 0) -> Iterator[Incoming]:
    """Short invented articles on one meeting a sentence, each of its own."""
    for number in range(start, start + count):
        sentences = [f"Minister {number} met counterpart {n} in Arden." for n in range(claims)]
        text = "\n".join(sentences)
        at = [text.index(sentence) for sentence in sentences]
        day = date(2020, 1, 1) + timedelta(days=number % 1000)
        article = make.article(
            text, id=f"n{number}", published=day, title=f"Talks {number}", url=f"https://wire.example/{number}"
        )
        found = tuple(_claim(text, start, f"{number}.{n}", day) for n, start in enumerate(at))
        yield incoming(Reading(article=article, claims=found, versions=FIRST))


def _claim(text: str, start: int, name: str, day: date) -> Claim:
    at = Span(text.index("met", start), text.index("met", start) + 3)
    why = Evidence(field="type", value="meeting", at=at, words="met", rule="meet.bilateral@3")
    people = (f"Ines Maren {name}", "Tomas Ruh")
    return make.claim(
        id=f"c-{name}", trigger=at, days=make.days(day), people=people, evidence=(why,), participants=(), place=None
    )


# ---- joining


def event(*kept: Kept, **more: Any) -> Event:
    """The event that claims make; its fields are those of the first."""
    first = kept[0]
    claim = first.claim
    shown = {
        "countries": list(claim.countries),
        "organizations": list(claim.organizations),
        "people": list(claim.people),
    }
    if claim.name:
        shown["name"] = [claim.name]
    keys = tuple(one.key for one in kept)
    fields = {
        name: Field(name=name, shown=value, said=(Said(value=value, claims=keys, sources=1),), rule="representative@1")
        for name, value in shown.items()
    }
    status = Status.HELD if claim.modality.value == "held" else Status.PLANNED
    values: dict[str, Any] = {
        "id": EVENT + first.key,
        "kind": claim.kind,
        "claims": kept,
        "fields": fields,
        "steps": (Step(day=first.source.known, status=status, claims=keys),),
        "days": claim.days,
        "articles": len({one.source.key for one in kept}),
    }
    return Event(**(values | more))


def catch_up(store: Store, at_once: int = 2000) -> None:
    """Make one event of each claim that waits."""
    with store.writing():
        waiting = store.waiting()
        for start in range(0, len(waiting), at_once):
            some = waiting[start : start + at_once]
            kept = {one.key: one for one in store.kept(some)}
            blocks = {key: (f"kind {one.claim.kind}", f"day {one.source.known}") for key, one in kept.items()}
            store.project({*some} - kept.keys(), blocks, [event(one) for one in kept.values()])


def ids(events: Iterable[Event]) -> list[str]:
    return [one.id for one in events]


def ruling(verdict: Verdict, *claims: str, **more: Any) -> Judgement:
    values: dict[str, Any] = {"by": "r.okafor", "on": ADDED, "why": "as the ministry says"}
    named = f"{verdict} {claims} {sorted(more.items())}"
    return Judgement(id=sha256(named)[:16], verdict=verdict, claims=claims, **(values | more))
