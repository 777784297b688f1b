"""Kept claims of invented parties for the tests of one event over time; each names only what the test is about."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from dateline.model.claim import Place
from dateline.model.day import Days
from dateline.model.kept import Kept, Source, SourceClass, digest_of
from dateline.model.mention import Modality
from dateline.model.review import Judgement, Verdict
from tests import make

ADDED = datetime(2026, 1, 1, tzinfo=UTC)
HELD, PLANNED, ONGOING, CANCELLED = Modality.HELD, Modality.PLANNED, Modality.ONGOING, Modality.CANCELLED
OFFICIAL = SourceClass.OFFICIAL


def day(text: str) -> date:
    return date.fromisoformat(text)


def days(text: str) -> Days:
    """Days in EDTF: 2024-06-01, 2024-06, 2024-06-01/2024-06-04."""
    return Days.from_edtf(text)


def place(name: str, country: str | None = "BLM", precision: str = "city", *outer: str) -> Place:
    return Place(name=name, country=country, precision=precision, chain=(name, *outer, *([country] if country else [])))


def told(article: str, published: str, status: Modality = HELD, **more: Any) -> Kept:
    """What one article says of an occasion; ``when`` is in EDTF, ``by`` the class of the source.

    A claim has no evidence but that of its trigger, so that its confidence counts for every field.
    """
    by, story = more.pop("by", SourceClass.WIRE), more.pop("story", "")
    if isinstance(when := more.pop("when", None), str):
        more["days"] = days(when)
    values: dict[str, Any] = {
        "kind": "visit",
        "mode": None,
        "days": None,
        "people": (),
        "participants": (),
        "place": None,
    }
    claim = make.claim(**(values | {"modality": status, "topics": (), "evidence": (make.evidence(),)} | more))
    source = Source(
        key=article, id=article, published=day(published), added=ADDED, source_class=by, story=story or article
    )
    key = digest_of(article, claim.kind, str(claim.modality), str(more))
    return Kept(key=key, claim=claim, source=source, first_seen=ADDED)


def ruling(verdict: Verdict, *claims: Kept, **more: Any) -> Judgement:
    """A judgement of one reviewer about these claims."""
    values: dict[str, Any] = {"by": "r.okafor", "on": datetime(2026, 2, 3, tzinfo=UTC)}
    id_ = digest_of(verdict, *(kept.key for kept in claims), str(more))
    return Judgement(id=id_, verdict=verdict, claims=tuple(kept.key for kept in claims), **(values | more))


# ---- any group at all, for laws

_WHEN = (
    None,
    "2024-06",
    "2024-06-04",
    "2024-06-05",
    "2024-06-04/2024-06-07",
    "2024-06-05/2024-06-07",
    "2024",
    "2024-07-01",
)
_PEOPLE = ("Ines Maren", "I. Maren", "Maren", "Tomas Ruh", "Tomas Rooh", "Odo Hall")
_PLACES = (None, place("Arden", "ARL"), place("Corva"), place("Hall of Peace", "BLM", "building", "Corva"))


@st.composite
def claims(draw: st.DrawFn) -> Kept:
    published = day("2024-05-25") + timedelta(days=draw(st.integers(0, 40)))
    return told(
        f"n{draw(st.integers(0, 30))}",
        published.isoformat(),
        draw(st.sampled_from((HELD, PLANNED, ONGOING, CANCELLED))),
        when=draw(st.sampled_from(_WHEN)),
        countries=tuple(draw(st.sets(st.sampled_from(("ARL", "BLM", "CRL")), max_size=3))),
        people=tuple(draw(st.lists(st.sampled_from(_PEOPLE), max_size=2, unique=True))),
        place=draw(st.sampled_from(_PLACES)),
        name=draw(st.sampled_from((None, "Amber Shield", "Amber Shield 2024"))),
        confidence=draw(st.floats(0, 1)),
        by=draw(st.sampled_from(SourceClass)),
        story=f"s{draw(st.integers(0, 5))}",
    )


def groups(least: int = 1) -> st.SearchStrategy[list[Kept]]:
    """Claims of one occasion, no two with the same key."""
    return st.lists(claims(), min_size=least, max_size=7, unique_by=lambda kept: kept.key)
