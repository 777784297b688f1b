import pytest

from dateline.desk import review
from dateline.desk.values import remark, value_of
from dateline.errors import ReviewError, StoreError
from dateline.model.event import Status


@pytest.fixture
def talks(find):
    """The meeting of 3 June, of which three articles tell."""
    return find("meeting", articles="3")


def test_an_amended_field_shows_what_the_person_ruled_and_keeps_what_sources_say(desk, talks):
    ruling = desk.rule(review.amend(talks, desk.hand(why="the ministry said so"), "people", ["Ines Maren"]))
    field = desk.event(talks.id).fields["people"]
    assert field.shown == ["Ines Maren"]
    assert field.rule == "judgement"
    assert field.said[0].judgement == ruling.id
    assert [said.value for said in field.said[1:]] == [["Ines Maren", "Tomas Ruh"]]


def test_a_status_can_be_amended_and_its_step_is_signed(desk, talks):
    desk.rule(review.amend(talks, desk.hand(), "status", "cancelled"))
    event = desk.event(talks.id)
    assert event.status is Status.CANCELLED
    assert "r.okafor" in event.steps[-1].why


def test_an_accepted_event_is_signed_and_its_accepted_field_stays(desk, talks):
    whole = desk.rule(review.accept(talks, desk.hand()))
    desk.rule(review.accept(talks, desk.hand(), "days"))
    event = desk.event(talks.id)
    assert event.accepted == whole.id
    assert event.fields["days"].rule == "judgement"
    assert event.fields["days"].shown == talks.fields["days"].shown


def test_a_rejected_event_is_gone_and_comes_back_when_its_claims_are_accepted(desk, talks):
    desk.rule(review.reject([kept.key for kept in talks.claims], desk.hand()))
    with pytest.raises(StoreError, match="rejected by ruling"):
        desk.event(talks.id)
    desk.rule(review.accept(talks, desk.hand()))
    assert desk.event(talks.id).claims == talks.claims


def test_notes_are_signed_and_doubt_is_told(desk, talks):
    desk.rule(review.note(talks, desk.hand("a.lind", "ask the embassy")))
    desk.rule(review.doubt(talks, desk.hand("a.lind", "two rooms?")))
    event = desk.event(talks.id)
    (note,) = event.notes
    assert note.startswith("ask the embassy (a.lind")
    assert any("a.lind" in doubt and "two rooms?" in doubt for doubt in event.doubts)
    assert event.doubt > talks.doubt


def test_an_alias_shows_all_that_it_would_change_before_it_changes_it(desk):
    theirs = [event.id for event in desk.events() if "Tomas Ruh" in (event.shown("people") or ())]
    ruling = review.alias(desk.store, "Tomas Ruh", "Tomas Rooh", desk.hand())
    before, found = desk.store.digest(), desk.preview(ruling)
    assert desk.store.digest() == before
    assert sorted(event.id for event in found.before) == sorted(theirs)
    assert all("Tomas Rooh" in event.shown("people") for event in found.after)
    desk.rule(ruling)
    assert [desk.event(event.id) for event in found.after] == list(found.after)


def test_a_preview_of_a_merger_shows_both_events_and_the_one_that_would_stand(desk):
    one, other = (event for event in desk.events() if event.kind == "visit")
    found = desk.preview(review.merge([one, other], desk.hand()))
    assert {event.id for event in found.before} == {one.id, other.id}
    (after,) = found.after
    assert after.claims == (*one.claims, *other.claims)


def test_every_ruling_is_listed_with_whether_it_holds(desk, talks):
    accepted = desk.rule(review.accept(talks, desk.hand()))
    noted = desk.rule(review.note(talks, desk.hand(why="seen")))
    undone = desk.rule(review.undo(desk.store, accepted.id[:6], desk.hand()))
    assert desk.history(talks) == ((accepted, False), (noted, True), (undone, True))
    assert review.every_ruling(desk.store) == desk.history(talks)
    assert review.last_of(desk.store, "r.okafor") == noted
    assert review.last_of(desk.store, "a.lind") is None


# ---- what cannot be ruled


def refused(call, *words):
    with pytest.raises(ReviewError) as caught:
        call()
    assert caught.value.mend
    assert all(word in str(caught.value) for word in words), str(caught.value)
    assert "undo it" not in str(caught.value)


@pytest.mark.parametrize(
    ("field", "words", "told"),
    [
        ("days", "tomorrow", "3 September 2020"),
        ("days", "11/03/2025", "EDTF"),
        ("days", "30 February 2025", "EDTF"),
        ("days", "11 March 2025, perhaps", "EDTF"),
        ("topics", "bordr", "border"),
        ("days", "2024-13-01", "EDTF"),
        ("status", "perhaps", "planned"),
        ("status", "none", "status"),
        ("type", "none", "type"),
        ("type", "meting", "meeting"),
        ("countries", "Nowhere at all", "three letters"),
        ("countries", "Inda", "India"),
        ("place", "Arden, Nowhere", "three letters"),
        ("duration", "0", "whole number"),
        ("dayz", "2024", "days"),
    ],
)
def test_a_value_that_a_field_cannot_have_is_refused_with_what_it_may_be(desk, talks, field, words, told):
    before = desk.store.counts()["judgements"]
    refused(lambda: desk.rule(review.amend(talks, desk.hand(), field, value_of(desk.store, field, words))), told)
    assert desk.store.counts()["judgements"] == before


def test_a_ruling_without_a_name_is_refused(talks, desk):
    refused(lambda: review.accept(talks, review.Hand(by=" ", on=desk.clock())), "DATELINE_CODER")


def test_one_event_cannot_be_merged_with_itself(talks, desk):
    refused(lambda: review.merge([talks, talks], desk.hand()), "itself")


def test_only_some_of_an_events_own_claims_can_leave_it(talks, desk):
    refused(lambda: review.split(talks, ["zz"], desk.hand()), talks.claims[0].key)
    refused(lambda: review.split(talks, [kept.key for kept in talks.claims], desk.hand()), "all claims")


def test_what_is_no_ruling_or_holds_no_more_cannot_be_undone(talks, desk):
    refused(lambda: review.undo(desk.store, "zz", desk.hand()), "no ruling")
    accepted = desk.rule(review.accept(talks, desk.hand()))
    desk.rule(review.accept(talks, desk.hand()))
    refused(lambda: review.undo(desk.store, "", desk.hand()), "2 rulings")
    desk.rule(review.undo(desk.store, accepted.id, desk.hand()))
    refused(lambda: review.undo(desk.store, accepted.id, desk.hand()), "undone already")


@pytest.mark.parametrize(
    ("field", "words", "value"),
    [
        ("days", " 2024-06-02/2024-06-05 ", "2024-06-02/2024-06-05"),
        ("countries", "India, ARL,rus", ["IND", "ARL", "RUS"]),
        ("people", "Ines Maren, Odo Hall", ["Ines Maren", "Odo Hall"]),
        ("place", "Hall of Peace, Arden, India", {"name": "Hall of Peace, Arden", "country": "IND"}),
        ("place", "Arden", "Arden"),
        ("place", "Moscow", {"name": "Moscow", "country": "RUS"}),
        ("place", "Baltic Sea", "Baltic Sea"),
        ("topics", "border, arms control", ["border", "arms_control"]),
        ("status", "Held", "held"),
        ("type", "arms transfer", "arms_transfer"),
        ("name", "None", None),
    ],
)
def test_values_are_written_as_people_write_them(desk, field, words, value):
    assert value_of(desk.store, field, words) == value


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("2024-06-02/2024-06-05", "2024-06-02/2024-06-05"),
        ("11 March 2025", "2025-03-11"),
        ("March 11, 2025", "2025-03-11"),
        ("March 2025", "2025-03"),
        ("3-9 March 2025", "2025-03-03/2025-03-09"),
        ("from 28 February to 3 March 2025", "2025-02-28/2025-03-03"),
        ("2025", "2025"),
    ],
)
def test_days_amended_in_words_are_shown_as_days(desk, talks, words, edtf):
    desk.rule(review.amend(talks, desk.hand(), "days", value_of(desk.store, "days", words)))
    assert desk.event(talks.id).days.edtf() == edtf


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("place", "Atlantis", "No place is known by the name “Atlantis”"),
        ("place", "Atlantis, GRC", ""),
        ("place", "Moscow", ""),
        ("place", "Baltic Sea", ""),
        ("name", "Atlantis", ""),
    ],
)
def test_a_place_that_the_books_do_not_know_is_remarked_on(desk, field, words, said):
    assert remark(field, value_of(desk.store, field, words)).startswith(said)
    assert bool(remark(field, value_of(desk.store, field, words))) is bool(said)
