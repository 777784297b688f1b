"""Claims as the record keeps them, for the tests of joining: each names what it is about."""

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

from dateline.model.claim import Claim, Participant, Place
from dateline.model.day import Days, Grain
from dateline.model.kept import Kept, Source
from dateline.model.mention import Modality
from tests import make

ADDED = datetime(2026, 1, 1, tzinfo=UTC)
SERVES = {"Ines Maren": "ARL", "Tomas Ruh": "BLM", "Petra Voss": "BLM", "Jon Akerby": "CRV"}


def told(article: str = "a", key: str | None = None, published: date | None = date(2024, 6, 3), **more: Any) -> Kept:
    """A claim of an article; ``people`` serve the states of ``SERVES``."""
    people = tuple(more.get("people", ("Ines Maren", "Tomas Ruh")))
    who = tuple(Participant(name=name, role="participant", country=SERVES.get(name)) for name in people)
    claim = make.claim(**({"topics": (), "participants": who} | more | {"people": people}))
    return kept(claim, article, key or article, published)


def kept(claim: Claim, article: str, key: str, published: date | None = date(2024, 6, 3)) -> Kept:
    source = Source(key=article, id=article, added=ADDED, published=published)
    return Kept(key=key, claim=claim, source=source, first_seen=ADDED)


_few_days = st.builds(
    lambda first, length: make.days(date(2024, 6, first), date(2024, 6, first + length)),
    st.integers(1, 9),
    st.integers(0, 2),
)
_days = st.none() | _few_days | st.just(make.days(date(2024, 6, 1), date(2024, 6, 30), Grain.MONTH))
_PLACES = (None, Place(name="Arden", country="ARL"), Place(name="Corva", country="CRV"))


@st.composite
def some(draw: st.DrawFn) -> tuple[Kept, ...]:
    """Claims of a small world, in which many are alike and many contradict one another."""
    count = draw(st.integers(0, 12))
    return tuple(
        told(
            article=draw(st.sampled_from("abcdef")),
            key=f"k{number:02}",
            kind=draw(st.sampled_from(("meeting", "visit"))),
            mode=draw(st.sampled_from((None, "bilateral", "call"))),
            modality=draw(st.sampled_from((Modality.HELD, Modality.PLANNED))),
            days=draw(_days),
            countries=draw(st.sampled_from((("ARL", "BLM"), ("ARL",), ("ARL", "CRV"), ("ARL", "BLM", "CRV")))),
            people=draw(
                st.sampled_from(((), ("Ines Maren",), ("Ines Maren", "Tomas Ruh"), ("I. Maren", "Petra Voss")))
            ),
            place=draw(st.sampled_from(_PLACES)),
            published=draw(st.sampled_from((None, date(2024, 6, 3), date(2024, 7, 20)))),
        )
        for number in range(count)
    )


def day(number: int, month: int = 6) -> Days:
    return make.days(date(2024, month, number))
