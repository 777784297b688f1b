import io
from dataclasses import replace
from datetime import date

import pytest

from dateline.desk import review
from dateline.desk.embargo import embargo, embargo_article, embargoes, under_embargo
from dateline.desk.take import formats, take
from dateline.desk.withholding import Withholding
from dateline.errors import StoreError
from dateline.model.event import EVENT
from dateline.store.base import Wanted
from tests import record

LATER = date(2025, 1, 1)


@pytest.fixture
def whole(copy):
    """A desk that shows what is under embargo, too."""
    desk = copy()
    desk.embargoed = True
    return desk


@pytest.fixture
def open_(whole):
    """The same record as it is shown to all."""
    return lambda: whole.without(whole.under_embargo())


def event(desk, kind, first):
    (found,) = [one for one in desk.events() if one.kind == kind and str(one.days.earliest_start) == first]
    return found


def article(desk, id_):
    return next(source.key for source in desk.store.sources() if source.id == id_)


def hide(desk, found, until=None):
    return desk.rule(embargo(found, desk.hand(why="not before the summit"), until))


def hide_article(desk, id_, until=None):
    return desk.rule(embargo_article(desk.store, article(desk, id_), desk.hand(), until))


def test_an_event_under_embargo_is_in_no_answer_of_the_open_desk(whole, open_):
    exercise = event(whole, "exercise", "2024-05-20")
    hide(whole, exercise)
    desk = open_()
    assert exercise.id not in {one.id for one in desk.events()}
    with pytest.raises(StoreError, match="no event"):
        desk.event(exercise.id)
    assert desk.search("Amber Shield") == []
    assert desk.series() == ()
    assert not [entry for entry in desk.ledger() if entry.event.id == exercise.id]
    assert not [one for one in desk.dossier("ARL", "BLM").to_json()["events"] if one["id"] == exercise.id]
    assert whole.event(exercise.id).id == exercise.id


@pytest.mark.parametrize("format_", sorted(formats()))
def test_an_event_under_embargo_is_in_no_export(whole, format_):
    exercise = event(whole, "exercise", "2024-05-20")
    hide(whole, exercise)
    whole.embargoed = False
    out = io.BytesIO()
    take(whole, whole.events(), format_, out)
    for secret in (exercise.id, *(kept.key for kept in exercise.claims), "Amber Shield"):
        assert secret.encode() not in out.getvalue()


def test_the_articles_that_tell_of_it_are_not_shown_and_what_else_they_tell_is(whole, open_):
    visit, meeting = event(whole, "visit", "2024-07-01"), event(whole, "meeting", "2024-07-02")
    assert {kept.source.id for kept in (*visit.claims, *meeting.claims)} == {"n5"}
    hide(whole, visit)
    desk, key = open_(), article(whole, "n5")
    assert (desk.store.source(key), desk.store.article(key), desk.store.readings(key)) == (None, None, ())
    assert key not in {source.key for source in desk.store.sources()}
    assert desk.store.events_of(key) == (meeting.id,)
    assert meeting.id in {one.id for one in desk.events()}
    assert desk.event(meeting.id).claims[0].source.title is None


def test_an_article_under_embargo_is_taken_out_of_events_that_others_tell_of_too(whole, open_):
    talks = event(whole, "meeting", "2024-06-03")
    hide_article(whole, "n3")
    shown = next(one for one in open_().events() if one.kind == "meeting" and one.days == talks.days)
    assert {kept.source.id for kept in shown.claims} == {"n1", "n2"}
    assert (talks.articles, shown.articles) == (3, 2)


def test_an_event_that_an_article_under_embargo_alone_tells_of_is_not_there(whole, open_):
    hide_article(whole, "n7")
    assert not [one for one in open_().events() if one.status == "planned"]
    assert open_().search("yearly review") == []


def test_an_id_that_was_shown_before_leads_to_what_is_open(whole, open_):
    talks = event(whole, "meeting", "2024-06-03")
    hide_article(whole, "n1")
    shown = next(one for one in open_().events() if one.days == talks.days)
    assert shown.id != talks.id
    assert open_().event(talks.id) == shown


def test_nothing_is_found_by_what_is_withheld_of_it(whole, open_):
    hide_article(whole, "n3")
    talks = [one.id for one in open_().events(Wanted(words="was said"))]
    assert talks == []
    assert open_().events(Wanted(source="Gazette", kinds=("meeting",))).events == ()


def test_it_is_free_on_the_day_that_was_told(whole):
    exercise = event(whole, "exercise", "2024-05-20")
    made = hide(whole, exercise, LATER)
    for today, held in ((date(2024, 12, 31), (made,)), (LATER, ())):
        assert embargoes(whole.store, today) == held
        seen = Withholding.of(whole.store, under_embargo(whole.store, today))
        assert (seen.event(exercise.id) is None) == bool(held)


def test_an_embargo_that_is_undone_holds_no_more_and_can_be_ruled_again(whole, open_):
    exercise = event(whole, "exercise", "2024-05-20")
    made = hide(whole, exercise)
    undone = whole.rule(review.undo(whole.store, made.id, whole.hand()))
    assert open_().event(exercise.id).id == exercise.id
    whole.rule(review.undo(whole.store, undone.id, whole.hand()))
    with pytest.raises(StoreError):
        open_().event(exercise.id)


def test_a_new_article_on_an_event_under_embargo_is_withheld_with_it(tmp_path):
    first, late = record.TOLD[1], record.TOLD[2]
    with record.opened(tmp_path, name="late.db") as desk:
        record.add(desk, tmp_path, [first])
        desk.rule(embargo(desk.events()[0], desk.hand(), None))
        record.add(desk, tmp_path, [late])
        assert list(desk.events()) == []
        assert list(desk.without(desk.under_embargo()).store.sources()) == []


def test_rulings_about_what_is_withheld_are_not_told(whole, open_):
    exercise, visit = event(whole, "exercise", "2024-05-20"), event(whole, "visit", "2024-07-01")
    whole.rule(review.note(exercise, whole.hand(why="the admiral told me")))
    whole.rule(review.note(visit, whole.hand(why="as planned")))
    made = hide(whole, exercise)
    told = open_().store.judgements()
    assert [one.why for one in told] == ["as planned"]
    assert made not in told


def test_a_record_as_it_was_known_withholds_what_is_withheld_today(whole, open_):
    exercise = event(whole, "exercise", "2024-05-20")
    hide(whole, exercise)
    assert exercise.id not in {one.id for one in open_().events(as_of=date(2024, 5, 1))}
    assert EVENT + exercise.claims[0].key == exercise.id


def test_the_open_record_cannot_be_written_to(whole, open_):
    hide(whole, event(whole, "exercise", "2024-05-20"))
    with pytest.raises(StoreError, match="only be read"):
        open_().rule(review.note(event(open_(), "visit", "2024-07-01"), open_().hand(why="x")))


def test_what_a_writer_compares_with_cannot_be_asked_of_the_open_record(whole, open_):
    hide(whole, event(whole, "exercise", "2024-05-20"))
    with pytest.raises(StoreError, match="only be read"):
        list(open_().seen.texts(one.key for one in whole.store.sources()))
    with pytest.raises(StoreError, match="only be read"):
        open_().seen.addressed(one.url for one in whole.store.sources() if one.url)


def test_what_is_added_and_ruled_goes_into_the_whole_record(copy):
    desk = copy()
    exercise = event(desk, "exercise", "2024-05-20")
    desk.rule(embargo(exercise, desk.hand(), None))
    desk.rebuild()
    assert exercise.id not in {one.id for one in desk.events()}
    desk.embargoed = True
    assert desk.event(exercise.id) == exercise


def test_no_article_that_is_not_there_can_be_withheld(whole):
    with pytest.raises(StoreError, match="no article"):
        embargo_article(whole.store, "nowhere", whole.hand(), None)


def test_of_articles_with_one_id_the_key_tells_which_is_meant(desk, tmp_path):
    again = replace(
        record.TOLD[0], text="Ines Maren of Arland will meet Tomas Ruh of Belmar in Corva on Monday, June 3."
    )
    record.add(desk, tmp_path, [again])
    with pytest.raises(StoreError) as caught:
        embargo_article(desk.store, "n1", desk.hand(), None)
    keys = [source.key for source in desk.store.sources() if source.id == "n1"]
    assert len(keys) == 2
    assert all(f"{key} (Northern Wire, 2024-06-01)" in caught.value.mend for key in keys)
    assert embargo_article(desk.store, keys[0], desk.hand(), None).value["article"] == keys[0]
