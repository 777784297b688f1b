"""Events for the tests of exports: one that is told in full, and any at all."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from dateline.export.base import About
from dateline.model.claim import Claim, Place
from dateline.model.claim_codec import claim_to_json
from dateline.model.day_codec import days_to_json
from dateline.model.event import EVENT, Event, Field, Said, Status, Step
from dateline.model.kept import Kept, Source, SourceClass
from dateline.model.mention import Modality
from dateline.model.span import Span
from tests import make

ABOUT = About(
    software="9.9.0", codebook="1.1", register="7", encoder="9f81", record="tension.db", as_of=date(2024, 7, 1)
)
SEEN = datetime(2024, 6, 4, 8, 30, tzinfo=UTC)
HOSTILE = (
    "\ud83d \x00\x01\x1b\x7f\x85\u2028\u202e </x> ]]> & \" ' ; \\ {%$#_} =1+1 \r\nEND:VCALENDAR\r\n\ufffe\U0001f600"
)
"""All that could break out of a format, half a surrogate pair first."""

FIELDS = ("type", "mode", "days", "countries", "organizations", "people", "place", "name", "duration", "topics")


def source(key: str = "a1", **more: Any) -> Source:
    values: dict[str, Any] = {
        "id": f"n-{key}",
        "added": SEEN,
        "published": date(2024, 6, 3),
        "publisher": "Northern Wire",
        "title": "Ministers meet in Arden",
        "url": f"https://news.example/{key}",
        "source_class": SourceClass.WIRE,
        "story": key,
    }
    return Source(key=key, **(values | more))


def kept(key: str = "k1", claim: Claim | None = None, of: Source | None = None, **more: Any) -> Kept:
    made = of or source()
    return Kept(key=key, claim=claim or make.claim(), source=made, **({"first_seen": made.added} | more))


def said(claim: Claim, name: str) -> Any:
    """What a claim says of a field, in the codec's form."""
    if name == "days":
        return None if claim.days is None else days_to_json(claim.days)
    return claim_to_json(claim, "")[name]


def field(claims: tuple[Kept, ...], name: str, **more: Any) -> Field:
    """A field whose shown value is the one that the most claims give, the first of several."""
    values: list[Said] = []
    for one in claims:
        if not (value := said(one.claim, name)):
            continue
        same = next((s for s in values if s.value == value), None)
        if same:
            values[values.index(same)] = replace(same, claims=(*same.claims, one.key), sources=same.sources + 1)
        else:
            values.append(Said(value=value, claims=(one.key,), sources=1))
    values.sort(key=lambda one: -one.sources)
    shown = values[0].value if values else None
    told: dict[str, Any] = {"shown": shown, "said": tuple(values), "rule": "representative@1"}
    return Field(name=name, **(told | {"disputed": len(values) > 1} | more))


def event(*claims: Kept, **more: Any) -> Event:
    """The event that these claims speak of: the meeting in Arden if none are given."""
    claims = claims or (kept(),)
    values: dict[str, Any] = {
        "id": EVENT + claims[0].key,
        "kind": claims[0].claim.kind,
        "claims": claims,
        "fields": {name: field(claims, name) for name in FIELDS},
        "steps": steps(claims),
        "days": claims[0].claim.days,
        "articles": len({one.source.key for one in claims}),
        "sources": len({one.source.story for one in claims}),
    }
    return Event(**(values | more))


def steps(claims: tuple[Kept, ...]) -> tuple[Step, ...]:
    """A step for each claim whose status is another than the one before."""
    made: list[Step] = []
    for one in claims:
        status = Status(one.claim.modality.value)
        if not made or made[-1].status is not status:
            made.append(Step(day=one.source.known, status=status, claims=(one.key,)))
    return tuple(made)


def plan(key: str = "k2", **more: Any) -> Kept:
    """The claim that the two will meet in Corva in November."""
    return kept(key, make.later(**more), source("a2"))


# ---- any event at all

_words = st.text(min_size=1, max_size=8) | st.just(HOSTILE)
_maybe = st.none() | st.text(max_size=8) | st.just(HOSTILE)
_lists = st.lists(_words, max_size=3)
_modalities = st.sampled_from((Modality.HELD, Modality.ONGOING, Modality.PLANNED, Modality.CANCELLED))
_places = st.builds(
    Place,
    name=_words | st.sampled_from(("Moscow", "Arabian Sea", "Pacific Ocean", "Hawaii")),
    country=st.sampled_from((None, "RUS", "USA", "ARL")),
    precision=st.sampled_from(("building", "city", "region", "country", "sea")),
    chain=_lists.map(tuple),
    at=st.none() | st.just(Span(0, 5)),
)
_seen = st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 (drawn with UTC)


@st.composite
def sources(draw: st.DrawFn) -> Source:
    key = draw(st.text("0123456789abcdef", min_size=16, max_size=16))
    return Source(
        key=key,
        id=draw(_words),
        added=draw(_seen),
        published=draw(st.none() | st.dates(date(1990, 1, 1), date(2040, 1, 1))),
        publisher=draw(_maybe),
        title=draw(_maybe),
        url=draw(_maybe | st.just("https://news.example/a?b=c&d=%7B")),
        source_class=draw(st.sampled_from(SourceClass)),
        story=key,
    )


@st.composite
def any_kept(draw: st.DrawFn) -> Kept:
    claim = draw(make.claims())
    told = replace(
        claim,
        modality=draw(_modalities),
        place=draw(st.none() | _places),
        mode=draw(_maybe),
        name=draw(_maybe),
        people=tuple(draw(_lists)),
    )
    of = draw(sources())
    key = draw(st.text("0123456789abcdef", min_size=16, max_size=16))
    return Kept(key=key, claim=told, source=of, first_seen=of.added + timedelta(days=draw(st.integers(0, 9))))


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Events of one to three claims, with any Unicode text in all that text can stand in."""
    drawn = draw(st.lists(any_kept(), min_size=1, max_size=3, unique_by=lambda one: one.key))
    claims = tuple(sorted(drawn, key=lambda one: one.order))
    made = event(
        *claims,
        follows=draw(_maybe),
        answered_by=draw(_maybe),
        series=draw(_maybe),
        edition=draw(_maybe),
        confidence=draw(st.floats(0, 1)),
        doubts=tuple(draw(_lists)),
        notes=tuple(draw(_lists)),
    )
    if draw(st.booleans()):
        late = Step(day=claims[-1].source.known, status=Status.LAPSED, claims=(), why=draw(_words))
        made = replace(made, steps=(*made.steps, late))
    return made


lists_of_events = st.lists(events(), max_size=3, unique_by=lambda one: one.id)
