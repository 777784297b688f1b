"""What an article tells and nobody read: added by a person, signed, undone, and not lost to a new reading."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dateline.desk import project, review
from dateline.desk.intake import incoming
from dateline.desk.open import Desk
from dateline.desk.telling import find, tell
from dateline.errors import ReviewError, StoreError
from dateline.model.event import EVENT, Status
from dateline.model.review import Verdict
from dateline.model.span import Span
from dateline.settings import Settings
from tests import make
from tests.store import made

NOW = datetime(2024, 6, 10, 12, 0, tzinfo=UTC)
FIELDS = {
    "type": "exercise",
    "status": "planned",
    "days": "2025",
    "countries": ["ARL", "BLM"],
    "people": ["Ines Maren"],
    "place": {"name": "Corva", "country": "BLM"},
    "name": "Long Reach",
}


@pytest.fixture
def desk(tmp_path):
    """The sample article, whose quotation tells of an exercise that the reading lacks."""
    settings = Settings(workers=1, encoder=False, record=str(tmp_path / "record.db"), coder="r.okafor")
    with Desk.open(tmp_path / "record.db", settings=settings, clock=lambda: NOW) as opened:
        opened.store.append([made.sample()])
        project.catch_up(opened.store)
        yield opened


def article(desk):
    (source,) = desk.store.sources()
    return source.key


def told(desk, **more):
    hand = desk.hand("r.okafor", why="said in the quotation")
    return tell(desk.store, article(desk), make.span("naval exercise"), {**FIELDS, **more}, hand)


def exercises(desk):
    return [event for event in desk.events() if event.kind == "exercise"]


def test_what_a_person_adds_is_an_event_of_the_record_with_its_words(desk):
    desk.rule(told(desk))
    (event,) = exercises(desk)
    (kept,) = event.claims
    assert event.status is Status.PLANNED
    assert event.days.edtf() == "2025"
    assert event.shown("countries") == ["ARL", "BLM"]
    assert kept.claim.trigger.of(make.TEXT) == "naval exercise"
    assert event.articles == 1


def test_every_value_of_it_bears_the_name_of_whoever_added_it(desk):
    desk.rule(told(desk))
    (kept,) = exercises(desk)[0].claims
    assert kept.claim.signed_by == "r.okafor"
    assert {one.rule for one in kept.claim.evidence} == {"signed:r.okafor"}
    assert {one.field for one in kept.claim.evidence} == {
        "type", "status", "start", "countries", "people", "place", "name",
    }  # fmt: skip


def test_what_was_read_is_told_to_be_nobodys_own():
    assert make.claim().signed_by is None


def test_undone_it_is_no_event_and_undoing_that_brings_it_back(desk):
    ruling = desk.rule(told(desk))
    undo = desk.rule(review.undo(desk.store, ruling.id, desk.hand("r.okafor")))
    assert exercises(desk) == []
    desk.rule(review.undo(desk.store, undo.id, desk.hand("r.okafor")))
    assert len(exercises(desk)) == 1


def test_the_log_makes_the_same_record_anew(desk):
    ruling = desk.rule(told(desk))
    digest = desk.store.digest()
    desk.rebuild()
    assert desk.store.digest() == digest
    desk.rule(review.undo(desk.store, ruling.id, desk.hand("r.okafor")))
    digest = desk.store.digest()
    desk.rebuild()
    assert desk.store.digest() == digest
    assert list(desk.verify()) == []


def test_several_are_added_to_one_article_and_each_is_undone_by_itself(desk):
    first = desk.rule(told(desk))
    desk.rule(told(desk, type="deployment", name=None))
    desk.rule(review.undo(desk.store, first.id, desk.hand("r.okafor")))
    assert sorted(event.kind for event in desk.events()) == ["deployment", "meeting", "meeting"]


def test_the_same_ruling_twice_adds_one_claim(desk):
    ruling = told(desk)
    desk.rule(ruling)
    readings = desk.store.counts()["readings"]
    desk.rule(ruling)
    assert desk.store.counts()["readings"] == readings
    assert len(exercises(desk)) == 1


def test_a_new_reading_keeps_what_people_added_and_its_key(desk):
    ruling = desk.rule(told(desk))
    again = incoming(desk.store, _newer(desk), NOW + timedelta(days=1))
    assert ruling.claims[0] in again.keys
    desk.store.append([again])
    project.catch_up(desk.store)
    (event,) = exercises(desk)
    assert event.id == EVENT + ruling.claims[0]
    desk.rule(review.undo(desk.store, ruling.id, desk.hand("r.okafor")))
    assert exercises(desk) == []


def test_a_claim_that_is_read_later_is_not_taken_for_the_one_that_was_added(desk):
    ruling = desk.rule(told(desk))
    read = make.claim(id="c-ex", kind="exercise", mode=None, trigger=make.span("exercise"), evidence=(make.evidence(),))
    newer = _newer(desk)
    again = incoming(desk.store, replace(newer, claims=(*newer.claims, read)), NOW)
    assert len(again.keys) == len(set(again.keys)) == 4
    assert again.reading.claims[again.keys.index(ruling.claims[0])].signed_by == "r.okafor"


def test_an_article_that_somebody_added_to_is_still_the_readers_to_read_anew(desk):
    desk.rule(told(desk))
    last = desk.store.readings(article(desk))[-1]
    assert last.by is None
    assert desk.store.has(article(desk), made.FIRST)


def test_what_cannot_be_is_refused_before_anything_is_written(desk):
    with pytest.raises(ReviewError, match="no value of days"):
        told(desk, days="next week")
    with pytest.raises(ReviewError, match="a type and a status"):
        told(desk, type="")
    with pytest.raises(ReviewError, match="no words"):
        tell(desk.store, article(desk), Span(5, 9999), FIELDS, desk.hand("r.okafor"))
    with pytest.raises(StoreError, match="no article"):
        tell(desk.store, "none", Span(0, 1), FIELDS, desk.hand("r.okafor"))
    with pytest.raises(ReviewError, match="name under it"):
        tell(desk.store, article(desk), Span(0, 5), FIELDS, replace(desk.hand("x"), by=" "))
    assert desk.store.counts()["judgements"] == 0


def test_it_is_kept_in_the_log_as_one_more_ruling(desk):
    ruling = desk.rule(told(desk))
    ((passed, holds),) = review.every_ruling(desk.store)
    assert (passed.verdict, holds, passed.id) == (Verdict.CLAIM, True, ruling.id)
    assert passed.on == NOW
    assert exercises(desk)[0].days.earliest_start == date(2025, 1, 1)


@pytest.mark.parametrize(
    ("words", "near", "start"),
    [
        ("met her", None, make.TEXT.index("met her")),
        ("Saturday.  “We", None, make.TEXT.index("Saturday")),  # a break of lines is a space to whoever copies
        ("The", 100, make.TEXT.index("The two")),
        ("m\N{REPLACEMENT CHARACTER}t her", None, make.TEXT.index("met her")),
        ("year,” (Maren|", None, None),
    ],
    ids=["once", "across-lines", "nearest", "unshown-mark", "no-pattern"],
)
def test_words_are_found_however_they_were_copied(words, near, start):
    if start is None:
        with pytest.raises(ReviewError, match="does not stand"):
            find(make.TEXT, words, near)
    else:
        assert find(make.TEXT, words, near).start == start


@pytest.mark.parametrize("words", ["", "  ", "x" * 401], ids=["none", "blank", "too-long"])
def test_words_that_are_none_are_refused(words):
    with pytest.raises(ReviewError, match="are wanted"):
        find(make.TEXT, words)


def test_words_that_stand_in_several_places_must_be_told_apart():
    with pytest.raises(ReviewError, match="stands in"):
        find(make.TEXT, "Maren")


def _newer(desk):
    """The article as a later reader reads it."""
    reading = desk.store.readings(article(desk))[0].reading
    return replace(reading, versions=made.SECOND)
