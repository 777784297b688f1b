"""A dossier is told in chapters, of each of which so much may be taken as is wanted."""

import pytest

from dateline.desk.chapters import chapters
from dateline.desk.dossier import of_events


@pytest.fixture
def found(desk):
    return desk.events()


def test_each_event_of_a_status_stands_in_one_chapter(found):
    told = [matter.event.id for chapter in chapters(found) for matter in chapter.matters if matter.field is None]
    assert sorted(told) == sorted(event.id for event in found)


def test_no_chapter_is_empty_and_no_two_have_one_key(found):
    every = chapters(found)
    assert all(chapter.matters for chapter in every)
    assert len({chapter.key for chapter in every}) == len(every)


def test_the_newest_comes_first_and_nothing_is_left_out(found):
    for chapter in chapters(found):
        days = [one.event.days.earliest_start for one in chapter.newest_first if one.event.days]
        assert days == sorted(days, reverse=True)
        assert sorted(one.name for one in chapter.newest_first) == sorted(one.name for one in chapter.matters)


def test_of_what_is_taken_the_sources_and_the_events_are_told_and_the_whole_is_counted(desk):
    found = desk.events()
    whole = of_events(desk.store, found, ("ARL",))
    meetings = next(chapter for chapter in chapters(found) if chapter.key == "meetings")
    part = of_events(desk.store, found, ("ARL",), [meetings.only(meetings.newest_first[:1])])
    (line,) = part.sections[0].lines
    assert [event.id for event in part.events] == [line.event]
    assert [one.text for one in part.summary] == [one.text for one in whole.summary]
    cited = {number for one in (*part.summary, line) for number in one.sources}
    assert cited == set(range(1, len(part.sources) + 1))
    assert of_events(desk.store, found, ("ARL",), [meetings], in_short=False).summary == ()
