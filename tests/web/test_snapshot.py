"""What is at hand after a ruling is what a record that is asked anew has; and only what was ruled on is made anew."""

import time

import pytest

from dateline.desk import review
from dateline.desk.embargo import embargo
from dateline.desk.open import Desk
from dateline.web.asked import Asked
from dateline.web.serving import Serving
from dateline.web.users import Role, User
from tests import make, record


@pytest.fixture
def desk(tmp_path):
    with record.filled(tmp_path) as desk:
        yield desk


@pytest.fixture
def serving(desk: Desk) -> Serving:
    return Serving(desk)


def of(events, kind):
    return [event for event in events if event.kind == kind]


def test_after_each_ruling_what_is_at_hand_is_what_the_record_has(serving):
    desk = serving.desk
    talks, other, third = of(serving.events(), "meeting")
    rulings = [
        lambda: review.accept(talks, desk.hand()),
        lambda: review.amend(talks, desk.hand(), "place", "Corva"),
        lambda: review.split(desk.event(talks.id), [talks.claims[-1].key], desk.hand()),
        lambda: review.merge([desk.event(talks.id), other], desk.hand()),
        lambda: review.reject([kept.key for kept in third.claims], desk.hand()),
        lambda: review.alias(desk.store, "Ines Maren", "I. Maren", desk.hand()),
    ]
    passed = []
    for made in rulings:
        passed.append(serving.rule(made()))
        assert list(serving.events()) == list(desk.events())
    for one in reversed(passed):
        serving.rule(review.undo(desk.store, one.id, desk.hand()))
        assert list(serving.events()) == list(desk.events())


def test_an_invitation_is_at_hand_with_what_answers_it_after_each_ruling_on_that(tmp_path):
    told = (
        record.Told(
            "i1", "2024-01-15", "Ines Maren invited Tomas Ruh of Belmar to Arden on Monday.",
            (record.event("invitation", "invited", "2024-01-15", people=record.PAIR),), "Northern Wire",
        ),
        record.Told(
            "i2", "2024-03-12", "Tomas Ruh of Belmar visited Arden on Monday.",
            (record.event("visit", "visited", "2024-03-11", people=record.PAIR[1:]),), "Belmar Gazette",
        ),
    )  # fmt: skip
    with record.opened(tmp_path) as desk:
        record.add(desk, tmp_path, told)
        serving = Serving(desk)
        (visit,) = of(serving.events(), "visit")

        def answer():
            (invitation,) = of(serving.events(), "invitation")
            return invitation.answered_by

        assert answer() == visit.id
        ruling = serving.rule(review.reject([kept.key for kept in visit.claims], desk.hand()))
        assert answer() is None
        serving.rule(review.undo(desk.store, ruling.id, desk.hand()))
        assert answer() == visit.id


def test_what_was_not_ruled_on_is_not_made_anew(serving, monkeypatch):
    every = serving.events()
    asked = []
    events = type(serving.desk).events

    def told(self, wanted=None, **more):
        asked.append(wanted)
        return events(self, wanted, **more)

    monkeypatch.setattr(Desk, "events", told)
    serving.rule(review.accept(of(every, "exercise")[0], serving.desk.hand()))
    assert len(serving.events()) == len(every)
    assert asked
    assert all(wanted and wanted.ids for wanted in asked)


def test_an_article_that_is_kept_here_is_at_hand_at_once_and_all_else_is_made_anew_behind_the_scenes(
    tmp_path, monkeypatch
):
    with record.opened(tmp_path) as desk:
        record.add(desk, tmp_path, record.TOLD[1:])
        serving, reading = Serving(desk), make.reading()
        before = serving.events()
        monkeypatch.setattr(type(desk), "everything", lambda *_: pytest.fail("everything was made anew"))
        monkeypatch.setattr(type(serving.snapshot), "_is_due", lambda *_: False)
        serving.add(reading, User("r.okafor", Role.CODER))
        told = [event for event in serving.events() if reading.article.key in keys_of(event)]
        monkeypatch.undo()
        assert len(serving.events()) > len(before)
        assert told
        assert told == [event for event in serving.desk.events() if reading.article.key in keys_of(event)]
        deadline = time.monotonic() + 10
        while list(serving.events()) != list(serving.desk.events()) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert list(serving.events()) == list(serving.desk.events())


def keys_of(event):
    return {kept.source.key for kept in event.claims}


def test_what_is_at_hand_for_all_follows_rulings_and_embargoes(serving):
    exercise, visit = of(serving.events(), "exercise")[0], of(serving.events(), "visit")[0]
    serving.rule(embargo(exercise, serving.desk.hand(), None))
    open_ = serving.seen_by(None)
    assert exercise.id not in {event.id for event in open_.events()}
    serving.rule(review.accept(visit, serving.desk.hand()))
    again = serving.seen_by(None)
    assert again.snapshot is open_.snapshot
    assert list(again.events()) == list(again.desk.events())
    lifted = next(one for one in serving.desk.store.judgements() if one.verdict == "embargo")
    serving.rule(review.undo(serving.desk.store, lifted.id, serving.desk.hand()))
    assert serving.seen_by(None).snapshot is serving.snapshot
    assert exercise.id in {event.id for event in serving.seen_by(None).events()}


def test_a_ruling_before_anything_was_shown_is_passed_all_the_same(serving):
    exercise = of(serving.desk.events(), "exercise")[0]
    serving.rule(review.accept(exercise, serving.desk.hand()))
    assert of(serving.events(), "exercise")[0].accepted


def test_what_was_made_of_the_record_is_made_anew_after_any_write(serving, tmp_path):
    made = []

    def count(now):
        made.append(1)
        return len(now.events())

    def number():
        return serving.once("number", Asked(), count)

    assert number() == number() == len(serving.events())
    assert len(made) == 1
    serving.once("number", Asked(q="talks"), count)
    assert len(made) == 2
    serving.rule(review.reject([kept.key for kept in serving.events()[0].claims], serving.desk.hand()))
    assert number() == len(serving.events())
    with record.opened(tmp_path) as other:
        other.rule(review.reject([kept.key for kept in other.events()[0].claims], other.hand()))
        deadline = time.monotonic() + 10
        while number() != len(other.events()) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert number() == len(other.events())


def test_while_another_program_writes_what_is_at_hand_is_shown_for_a_while(serving, tmp_path, monkeypatch):
    before = serving.events()
    clock = [time.monotonic()]
    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    assert serving.snapshot._rested > clock[0]
    with record.opened(tmp_path) as other:
        other.rule(review.reject([kept.key for kept in other.events()[0].claims], other.hand()))
    assert serving.events().events is before.events
    clock[0] = serving.snapshot._rested
    serving.events()  # has it made anew behind the scenes
    for _ in range(200):
        if serving.events().events is not before.events:
            break
        time.sleep(0.05)
    assert len(serving.events()) == len(before) - 1
