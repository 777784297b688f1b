import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.desk import project, review
from dateline.errors import ReviewError
from dateline.model.event import EVENT
from dateline.model.event_codec import event_to_json
from dateline.model.review import Verdict
from dateline.store.base import Wanted
from tests import record

# ---- what people may rule, for laws


def _pass(desk, number, verdict):
    """Some ruling of a kind; which event it is about, the number tells."""
    events = list(desk.store.events(Wanted()))
    event, hand = events[number % len(events)], desk.hand(why=f"because of {number}")
    other = events[(number + 1) % len(events)]
    match verdict:
        case Verdict.ACCEPT:
            made = review.accept(event, hand, (None, "days", "countries")[number % 3])
        case Verdict.AMEND:
            field, value = (("days", "2024-06-05"), ("people", ["Odo Hall"]), ("status", "cancelled"))[number % 3]
            made = review.amend(event, hand, field, value)
        case Verdict.REJECT:
            made = review.reject([kept.key for kept in event.claims[: 1 + number % 2]], hand)
        case Verdict.MERGE:
            made = review.merge([event, other], hand)
        case Verdict.SPLIT:
            event = max(events, key=lambda one: len(one.claims))
            made = review.split(event, [event.claims[number % len(event.claims)].key], hand)
        case Verdict.ALIAS:
            made = review.alias(desk.store, "Tomas Ruh", "Tomas Rooh", hand)
        case Verdict.UNSURE:
            made = review.doubt(event, hand)
        case _:
            made = review.note(event, hand)
    return desk.rule(made)


VERDICTS = [verdict for verdict in Verdict if verdict is not Verdict.UNDO]
some_rulings = st.lists(st.tuples(st.integers(0, 50), st.sampled_from(VERDICTS)), min_size=1, max_size=4)


def passed(desk, rulings):
    """The rulings that could be passed: an earlier one may have left a later one nothing to be about."""
    made = []
    for number, verdict in rulings:
        if len(list(desk.store.events(Wanted()))) > 1:
            try:
                made.append(_pass(desk, number, verdict))
            except ReviewError:
                continue
    return made


def undo(desk, ruling):
    return desk.rule(review.undo(desk.store, ruling.id, desk.hand()))


def told_of(desk):
    """All that the record tells, with who ruled and when."""
    return [event_to_json(event) for event in desk.events()]


# ---- laws


@pytest.mark.slow
@given(order=st.permutations(record.TOLD), parts=st.integers(1, 4))
@settings(max_examples=8)
def test_the_record_does_not_depend_on_the_order_in_which_articles_are_added(made, order, parts):
    with tempfile.TemporaryDirectory() as folder, record.opened(Path(folder)) as desk:
        for part in range(parts):
            record.add(desk, Path(folder), order[part::parts])
        with record.opened(made.parent) as other:
            assert desk.store.digest() == other.store.digest()


def test_adding_again_changes_nothing(desk, tmp_path):
    before = desk.store.digest(), dict(desk.store.counts())
    added = record.add(desk, tmp_path)
    assert (added.new, added.known, added.failed) == (0, len(record.TOLD), [])
    assert (desk.store.digest(), dict(desk.store.counts())) == before


@pytest.mark.slow
@given(rulings=some_rulings)
@settings(max_examples=12)
def test_rulings_that_are_undone_leave_the_identical_record(made, rulings):
    with tempfile.TemporaryDirectory() as folder, _copied(made, folder) as desk:
        before = desk.store.digest()
        for ruling in reversed(passed(desk, rulings)):
            undo(desk, ruling)
        assert desk.store.digest() == before


@pytest.mark.slow
@given(rulings=some_rulings)
@settings(max_examples=12)
def test_an_undo_that_is_undone_lets_the_rulings_hold_as_before(made, rulings):
    with tempfile.TemporaryDirectory() as folder, _copied(made, folder) as desk:
        *_, last = passed(desk, rulings)
        ruled = desk.store.digest()
        undone = undo(desk, last)
        undo(desk, undone)
        assert desk.store.digest() == ruled


@pytest.mark.slow
@given(rulings=some_rulings)
@settings(max_examples=12)
def test_what_people_ruled_outlives_a_rebuild(made, rulings):
    with tempfile.TemporaryDirectory() as folder, _copied(made, folder) as desk:
        passed(desk, rulings)
        before = desk.store.digest(), told_of(desk)
        desk.rebuild()
        assert (desk.store.digest(), told_of(desk)) == before


@pytest.mark.slow
@given(rulings=some_rulings)
@settings(max_examples=8)
def test_rulings_hold_for_what_comes_later_as_if_it_had_been_there_before(made, rulings):
    """Adding, ruling, adding more: as if all had been added first."""
    with tempfile.TemporaryDirectory() as folder, _copied(made, folder) as all_at_once:
        passed(all_at_once, rulings)
        with record.opened(Path(folder), name="later.db") as later:
            record.add(later, Path(folder), record.TOLD[::2])
            later.store.append_judgements(all_at_once.store.judgements())
            record.add(later, Path(folder), record.TOLD[1::2])
            assert later.store.digest() == all_at_once.store.digest()


def _copied(made, folder):
    path = Path(folder, "record.db")
    path.write_bytes(made.read_bytes())
    return record.opened(path.parent)


# ---- merging and parting


def test_events_that_are_merged_are_found_by_the_ids_of_both_and_part_again(desk):
    before = desk.store.digest()
    one, other = (event for event in desk.events() if event.kind == "visit")
    merged = desk.rule(review.merge([one, other], desk.hand()))
    assert desk.event(one.id) == desk.event(other.id)
    assert desk.event(one.id).claims == (*one.claims, *other.claims)
    undo(desk, merged)
    assert desk.store.digest() == before
    assert [desk.event(event.id).claims for event in (one, other)] == [one.claims, other.claims]


def test_claims_that_are_split_off_make_an_event_of_their_own(desk):
    event = max(desk.events(), key=lambda one: len(one.claims))
    leaving = event.claims[-1]
    desk.rule(review.split(event, [leaving.key], desk.hand()))
    assert desk.event(EVENT + leaving.key).claims == (leaving,)
    assert desk.event(event.id).claims == event.claims[:-1]


def test_of_two_rulings_of_one_moment_the_one_passed_last_holds(copy):
    """However their ids fall: the log tells the order, and not the time alone."""
    for names in (["Odo Hall"], ["Ada Lund"]), (["Ada Lund"], ["Odo Hall"]):
        desk = copy(lambda: record.NOW)
        event = desk.events()[0]
        for name in names:
            made = review.amend(event, review.Hand(by="r.okafor", on=record.NOW), "people", name)
            desk.rule(made)
        assert desk.event(event.id).shown("people") == names[-1]


def test_what_was_undone_can_be_ruled_again_within_the_same_second(copy):
    desk = copy(lambda: record.NOW)
    event = desk.events()[0]
    for _ in range(3):
        ruling = desk.rule(review.accept(desk.event(event.id), desk.hand()))
        assert desk.event(event.id).accepted == ruling.id
        undo(desk, ruling)
        assert desk.event(event.id).accepted is None


# ---- rulings that cannot hold


@pytest.mark.parametrize(
    ("field", "value"), [("type", None), ("status", None), ("days", "tomorrow"), ("gone", "x"), ("status", "perhaps")]
)
def test_a_ruling_that_no_event_can_bear_keeps_no_record_from_being_opened(copy, field, value):
    """It may have been passed under other software; then it is passed over, and can be undone."""
    desk = copy()
    before, event = desk.store.digest(), desk.events()[0]
    bad = review.ruling(Verdict.AMEND, desk.hand(), [event.claims[0].key], field=field, value=value)
    assert not project.can_hold(bad)
    desk.rule(bad)
    assert desk.store.digest() == before
    undo(desk, bad)
    assert desk.store.digest() == before


# ---- in parts


def test_claims_are_joined_a_part_at_a_time_with_the_same_result(desk, monkeypatch):
    """And each event is made once: its claims are all in one part."""
    before, claims = desk.store.digest(), desk.store.counts()["claims"]
    monkeypatch.setattr(project, "AT_ONCE", 1)
    put, told, made = desk.store.project, [], []

    def counted(**more):
        made.extend(more["events"])
        put(**more)

    monkeypatch.setattr(desk.store, "project", counted)
    desk.rebuild(lambda what, done, every: told.append((what, done, every)))
    assert desk.store.digest() == before
    assert sorted(told) == told
    assert (told[0][1] < claims, told[-1]) == (True, ("join", claims, claims))
    assert len(made) == desk.store.counts()["events"]


@pytest.mark.slow
@given(rulings=some_rulings, later=st.integers(1, len(record.TOLD) - 1))
@settings(max_examples=8)
def test_what_comes_in_parts_upon_what_stands_and_was_ruled_is_as_if_it_came_at_once(made, rulings, later):
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        with _copied(made, folder) as whole:
            passed(whole, rulings)
            before, judgements = whole.store.digest(), whole.store.judgements()
            patch.setattr(project, "AT_ONCE", 1)
            whole.rebuild()
            assert whole.store.digest() == before
        with record.opened(Path(folder), name="later.db") as parts:
            record.add(parts, Path(folder), record.TOLD[:later])
            parts.store.append_judgements(judgements)
            record.add(parts, Path(folder), record.TOLD[later:])
            assert parts.store.digest() == before
