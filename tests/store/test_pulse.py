"""The pulse changes whenever the record does, and what is held is what a record that is read anew has."""

from dateline.model.review import Verdict
from dateline.store.base import Held, Wanted
from tests.store import made


def test_the_pulse_changes_with_whatever_is_written_by_whomever(opened):
    here, there = opened(), opened()
    words = [here.pulse()]

    def now():
        words.append(here.pulse())
        return words[-1]

    there.append([made.sample()])
    assert now() != words[-2]
    made.catch_up(there)
    assert now() != words[-2]
    here.append_judgements([made.ruling(Verdict.NOTE)])
    assert now() != words[-2]
    here.drop()
    assert now() != words[-2]


def test_the_pulse_is_the_same_while_nothing_is_written(store):
    store.append([made.sample()])
    before = store.pulse()
    assert list(store.sources())
    assert store.counts()["articles"] == 1
    assert store.pulse() == before


def test_what_is_held_is_what_is_read_anew_after_every_write(store):
    held = Held()
    assert list(store.every(held)) == []
    for incoming in made.articles(4):
        store.append([incoming])
        made.catch_up(store)
        assert list(store.every(held)) == list(store.events(Wanted()))
    some = next(store.events(Wanted()))
    store.project(gone=[kept.key for kept in some.claims], blocks={}, events=[])
    assert list(store.every(held)) == list(store.events(Wanted()))
    store.drop()
    assert list(store.every(held)) == []


def test_what_is_as_it_was_is_the_very_same(store):
    held = Held()
    store.append(list(made.articles(2)))
    made.catch_up(store)
    before = {event.id: event for event in store.every(held)}
    store.append(list(made.articles(1, start=2)))
    made.catch_up(store)
    after = {event.id: event for event in store.every(held)}
    assert len(after) > len(before)
    assert all(after[id_] is event for id_, event in before.items())


def test_an_event_whose_article_now_repeats_another_is_read_anew(store):
    held = Held()
    one, other = made.articles(2)
    store.append([one, other])
    made.catch_up(store)
    assert {kept.source.story for event in store.every(held) for kept in event.claims} == {
        one.source.key,
        other.source.key,
    }
    store.tell({one.source.key: one.source.key, other.source.key: one.source.key})
    assert {kept.source.story for event in store.every(held) for kept in event.claims} == {one.source.key}


def test_whoever_stops_on_the_way_keeps_nobody_else_from_asking(store):
    held = Held()
    store.append(list(made.articles(2)))
    made.catch_up(store)
    begun = store.every(held)
    first = next(begun)
    assert not held.lock.locked()
    assert list(store.every(held)) == [first, *begun]
