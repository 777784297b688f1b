"""A small record of invented articles that people coded: quick, for nothing is read. ``TOLD`` is what it holds."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from dateline.desk.intake import Added
from dateline.desk.open import Desk
from dateline.settings import Settings

NOW = datetime(2024, 9, 1, 12, tzinfo=UTC)
TODAY = NOW.date()


@dataclass(frozen=True)
class Told:
    """One article: what it says, and the events that a coder found, each by the words that trigger it."""

    id: str
    published: str
    text: str
    events: tuple[dict[str, Any], ...]
    publisher: str
    more: dict[str, Any] = field(default_factory=dict)

    def files(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """The article's file and the coding's."""
        article = {"id": self.id, "published": self.published, "publisher": self.publisher, "text": self.text}
        return article | self.more, {"id": self.id, "events": [self._coded(dict(event)) for event in self.events]}

    def _coded(self, event: dict[str, Any]) -> dict[str, Any]:
        words = event.pop("by")
        start = self.text.index(words)
        return event | {"trigger": {"start": start, "end": start + len(words), "text": words}}


def event(kind: str, by: str, start: str | None, end: str | None = None, **more: Any) -> dict[str, Any]:
    """An event as it is coded: held, of Arland and Belmar, unless told otherwise."""
    values = {"type": kind, "by": by, "status": "held", "start": start, "end": end, "countries": ["ARL", "BLM"]}
    return values | more


PAIR = ["Ines Maren", "Tomas Ruh"]
ARDEN = {"name": "Arden", "country": "ARL"}
CORVA = {"name": "Corva", "country": "BLM"}
TALKS: dict[str, Any] = {"mode": "bilateral", "people": PAIR, "place": ARDEN}

TOLD = (
    Told(  # plans a meeting that two others report
        "n1", "2024-06-01", "Ines Maren of Arland will meet Tomas Ruh of Belmar in Arden on Monday, June 3.",
        (event("meeting", "meet", "2024-06-03", status="planned", **TALKS),), "Northern Wire",
    ),
    Told(
        "n2", "2024-06-03", "ARDEN - Ines Maren met Tomas Ruh here on Monday. The two spoke of drills at sea.",
        (event("meeting", "met", "2024-06-03", **TALKS),), "Northern Wire",
    ),
    Told(
        "n3", "2024-06-04", "Belmar's Tomas Ruh held talks with Arland's Ines Maren in Arden on Monday, it was said.",
        (event("meeting", "talks", "2024-06-03", **TALKS),), "Belmar Gazette",
    ),
    Told(  # a promise of which nothing more is heard
        "n4", "2024-04-20", "Arland and Belmar will hold the exercise Amber Shield 2024 off Corva from May 20 to 24.",
        (event("exercise", "exercise", "2024-05-20", "2024-05-24", status="planned", mode="naval",
               name="Amber Shield 2024"),), "Corland Post",
    ),
    Told(  # a visit, and a meeting on it
        "n5", "2024-07-04", "Ines Maren visited Belmar from July 1 to 3. She met Tomas Ruh in Corva on July 2.",
        (event("visit", "visited", "2024-07-01", "2024-07-03", mode="official", people=PAIR[:1],
               place={"name": "Belmar", "country": "BLM"}),
         event("meeting", "met", "2024-07-02", **(TALKS | {"place": CORVA}))), "Northern Wire",
    ),
    Told(  # called off, and of others
        "n6", "2024-08-10", "Corland and Arland signed no pact: the talks of August 12 in Arden were called off.",
        (event("meeting", "talks", "2024-08-12", status="cancelled", countries=["ARL", "CRL"], place=ARDEN),),
        "Corland Post",
    ),
    Told(  # still ahead
        "n7", "2024-08-30", "Tomas Ruh will travel to Arland next month, on September 20, for the yearly review.",
        (event("visit", "travel", "2024-09-20", status="planned", people=PAIR[1:]),), "Belmar Gazette",
    ),
)  # fmt: skip

INVITED, VISITED = (
    Told(
        "i1", "2024-01-15", "Ines Maren invited Tomas Ruh of Belmar to Arden on Monday.",
        (event("invitation", "invited", "2024-01-15", people=PAIR),), "Northern Wire",
    ),
    Told(
        "i2", "2024-03-12", "Tomas Ruh of Belmar visited Arden on Monday at the invitation of Ines Maren.",
        (event("visit", "visited", "2024-03-11", people=PAIR[1:], place=ARDEN),), "Belmar Gazette",
    ),
)  # fmt: skip
"""An invitation, and the visit that answers it."""


@dataclass
class Clock:
    """Tells the time that it is set to; each call a second later."""

    time: datetime = NOW

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


def write(folder: Path, told: Iterable[Told] = TOLD) -> tuple[Path, Path]:
    """The folders of articles and of codings that hold them."""
    articles, codings = folder / "articles", folder / "codings"
    for path in (articles, codings):
        path.mkdir(parents=True, exist_ok=True)
    for one in told:
        article, coding = one.files()
        (articles / f"{one.id}.json").write_text(json.dumps(article), encoding="utf-8")
        (codings / f"{one.id}.json").write_text(json.dumps(coding), encoding="utf-8")
    return articles, codings


def add(desk: Desk, folder: Path, told: Iterable[Told] = TOLD, by: str = "r.okafor") -> Added:
    """Add articles in this order."""
    told = list(told)
    articles, codings = write(folder, told)
    return desk.add_codings(codings, *(articles / f"{one.id}.json" for one in told), by=by)


def opened(folder: Path, clock: Callable[[], datetime] | None = None, name: str = "record.db") -> Desk:
    """A record, which may be new."""
    return Desk.open(folder / name, settings=Settings(coder="r.okafor"), clock=clock or Clock())


@contextmanager
def filled(folder: Path) -> Iterator[Desk]:
    """A record of what ``TOLD`` tells."""
    with opened(folder) as desk:
        add(desk, folder)
        yield desk
