"""Values for tests: each builder gives a sound value, of which a test names only what it is about."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from dateline.model.article import Article, Opening
from dateline.model.claim import Claim, Evidence, NamedPerson, Participant, Place, Reading, Versions
from dateline.model.day import Days, Grain, TimeExpression
from dateline.model.mention import Label, Mention, Modality
from dateline.model.span import Span
from dateline.model.statement import Form, Statement

TEXT = (
    "ARDEN, June 3 (NWA) - Arland's Defence Minister Ines Maren met her Belmar counterpart Tomas Ruh here Saturday.\n\n"
    "“We agreed to hold a naval exercise every second year,” Maren said. The two will meet again in Corva in November."
)


def span(words: str, text: str = TEXT) -> Span:
    """Where words first stand in a text."""
    start = text.index(words)
    return Span(start, start + len(words))


def article(text: str = TEXT, **more: Any) -> Article:
    values: dict[str, Any] = {"id": "n01", "published": date(2024, 6, 3), "publisher": "Northern Wire"}
    return Article(text=text, **(values | more))


def days(first: date = date(2024, 6, 1), last: date | None = None, grain: Grain = Grain.DAY) -> Days:
    """Known days, or, of a coarser grain, a day somewhere in them."""
    last = last or first
    if grain is Grain.DAY:
        return Days(earliest_start=first, latest_start=first, earliest_end=last, latest_end=last)
    return Days(earliest_start=first, latest_start=last, earliest_end=first, latest_end=last, grain=grain)


def evidence(words: str = "met", **more: Any) -> Evidence:
    values: dict[str, Any] = {"field": "type", "value": "meeting", "rule": "meet.bilateral@3"}
    return Evidence(at=span(words), words=words, **(values | more))


def claim(**more: Any) -> Claim:
    """The meeting in Arden that the sample text tells of."""
    values: dict[str, Any] = {
        "id": "c-met",
        "kind": "meeting",
        "mode": "bilateral",
        "days": days(),
        "countries": ("ARL", "BLM"),
        "people": ("Ines Maren", "Tomas Ruh"),
        "participants": (
            Participant(
                name="Ines Maren", role="host", country="ARL", office="Defence Minister", at=span("Ines Maren")
            ),
            Participant(name="Tomas Ruh", role="guest", country="BLM", office="Defence Minister", at=span("Tomas Ruh")),
        ),
        "place": Place(name="Arden", country="ARL", chain=("Arden", "ARL"), at=span("here")),
        "trigger": span("met"),
        "topics": ("interoperability",),
        "evidence": (
            evidence(),
            evidence(
                "Saturday",
                field="start",
                value="2024-06-01",
                rule="times.weekday@1",
                anchor="2024-06-03, the day of publication",
            ),
            evidence(
                "Arland", field="countries", value="ARL", rule="head:party@9f81", score=0.93, knowledge="countries: ARL"
            ),
        ),
    }
    return Claim(**(values | more))


def later(**more: Any) -> Claim:
    """The meeting in Corva that the sample text announces."""
    values: dict[str, Any] = {
        "id": "c-again",
        "modality": Modality.PLANNED,
        "days": days(date(2024, 11, 1), date(2024, 11, 30), Grain.MONTH),
        "place": Place(name="Corva", country=None, precision="sea", at=span("Corva")),
        "trigger": span("meet again"),
        "evidence": (evidence("meet again"),),
    }
    return claim(**(values | more))


def statement(**more: Any) -> Statement:
    words = "We agreed to hold a naval exercise every second year,"
    values: dict[str, Any] = {"form": Form.QUOTED, "speaker": "Ines Maren", "speaker_at": span("Maren", TEXT)}
    return Statement(at=span(words), words=words, rule="quoted.after@1", **(values | more))


def reading(**more: Any) -> Reading:
    """A reading with something in each of its fields."""
    values: dict[str, Any] = {
        "article": article(),
        "opening": Opening(
            at=span("ARDEN, June 3 (NWA) -"),
            place="Arden",
            country="ARL",
            day=date(2024, 6, 3),
            agency="NWA",
            byline="A. Hand",
        ),
        "claims": (claim(), later()),
        "statements": (statement(inserted=(span("naval"),), addressee="reporters"),),
        "people": (NamedPerson(name="Ines Maren", office="Defence Minister", country="ARL", at=(span("Ines Maren"),)),),
        "mentions": (
            Mention(at=span("Corva"), label=Label.PLACE, words="Corva", how="gazetteer", rule="places@1"),
            Mention(
                at=span("NWA"), label=Label.BODY, words="NWA", means="nwa", country="ARL", how="name", rule="bodies@1"
            ),
        ),
        "times": (
            TimeExpression(
                at=span("Saturday"),
                words="Saturday",
                type="DATE",
                value="2024-06-01",
                days=days(),
                others=(days(date(2024, 6, 8)),),
                anchor="2024-06-03",
                rule="times.weekday@1",
            ),
        ),
        "residue": (span("NWA"),),
        "warnings": ("“here” is taken for Arden, where the article was filed",),
        "versions": Versions(software="0.1.0", codebook="1.1", register="1", encoder="9f81"),
    }
    return Reading(**(values | more))


# ---- any value at all, for laws


def spans(text: str) -> st.SearchStrategy[Span]:
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    return ends.map(lambda pair: Span(min(pair), max(pair)))


@st.composite
def any_days(draw: st.DrawFn) -> Days:
    start, *steps = draw(st.tuples(st.dates(date(1990, 1, 1), date(2040, 1, 1)), *[st.integers(0, 40)] * 3))
    bounds = [start + timedelta(days=step) for step in sorted((0, *steps))]
    return Days(
        earliest_start=bounds[0],
        latest_start=bounds[1],
        earliest_end=bounds[2],
        latest_end=bounds[3],
        grain=draw(st.sampled_from(Grain)),
    )


_names = st.text(min_size=1, max_size=12)
_maybe = st.none() | _names


@st.composite
def claims(draw: st.DrawFn, text: str = TEXT) -> Claim:
    at = draw(spans(text))
    why = Evidence(field="start", value=draw(_names), at=at, words=at.of(text), rule=draw(_names), anchor=draw(_maybe))
    return Claim(
        id=draw(_names),
        kind=draw(st.sampled_from(("meeting", "visit", "exercise", "agreement"))),
        mode=draw(_maybe),
        modality=draw(st.sampled_from(Modality)),
        days=draw(st.none() | any_days()),
        duration=draw(st.none() | st.integers(1, 30)),
        countries=tuple(draw(st.lists(_names, max_size=3))),
        people=tuple(draw(st.lists(_names, max_size=3))),
        participants=tuple(
            draw(st.lists(st.builds(Participant, name=_names, role=_names, at=st.none() | spans(text)), max_size=2))
        ),
        place=draw(st.none() | st.builds(Place, name=_names, country=_maybe, at=st.none() | spans(text))),
        name=draw(_maybe),
        trigger=at,
        confidence=draw(st.floats(0, 1)),
        evidence=(why,),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Readings of any text, as a reader gives them: in the order of the text, and no id that two claims share."""
    text = draw(st.text(max_size=60))
    found = draw(st.lists(claims(text), max_size=4, unique_by=lambda one: one.id))
    said = draw(st.lists(spans(text), max_size=3, unique=True))
    return Reading(
        article=article(text, title=draw(_maybe)),
        claims=tuple(sorted(found, key=lambda one: (one.trigger, one.id))),
        statements=tuple(
            Statement(at=at, words=at.of(text), form=draw(st.sampled_from(Form)), speaker=draw(_maybe))
            for at in sorted(said)
        ),
        warnings=tuple(draw(st.lists(_names, max_size=2))),
    )
