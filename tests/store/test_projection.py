from dataclasses import replace

import pytest

from dateline.errors import StoreError
from dateline.model.review import Verdict
from tests import make
from tests.store import made


@pytest.fixture
def four(store):
    """A record of one article with four claims, joined; and the claims."""
    store.append(list(made.articles(1, claims=4)))
    made.catch_up(store)
    return list(store.kept())


def test_an_event_comes_back_as_it_was_projected(store):
    store.append([made.sample()])
    kept = list(store.kept())
    event = made.event(*kept, series="arden-talks", edition="5th", doubt=0.25, doubts=("two days",), notes=("n",))
    store.project([], {}, [event])
    assert store.event(event.id) == event


def test_every_id_of_an_event_leads_to_it(store, four):
    event = made.event(*four)
    store.project([], {}, [event])
    assert {store.event(id_) for id_ in event.ids} == {event}
    assert store.event(four[2].key) == event
    assert store.event("e-0") is None
    assert store.ids(four[2].key[:8]) == ("e-" + four[2].key,)
    assert store.ids(("e-" + four[2].key)[:10]) == ("e-" + four[2].key,)
    assert len(store.ids("e-", 3)) == 3


def test_an_article_knows_the_events_that_it_speaks_of(store, four):
    events = made.event(*four[:2]), made.event(*four[2:])
    store.project([], {}, events)
    assert store.events_of(four[0].source.key) == tuple(sorted(one.id for one in events))


def test_events_take_the_place_of_all_that_had_their_claims(store, four):
    one, two, three, _ = four
    store.project([], {}, [made.event(one, two), made.event(three)])
    store.project([], {}, [made.event(two, three)])
    assert store.event("e-" + one.key) is None
    assert store.waiting() == (one.key,)  # its event went, and it has none now
    assert store.counts()["events"] == 2


def test_what_was_read_waits_until_it_is_projected(store):
    store.append(list(made.articles(3)))
    keys = tuple(one.key for one in store.kept())
    assert store.waiting() == keys
    store.project([], {}, [made.event(one) for one in store.kept(keys[:4])])
    assert store.waiting() == keys[4:]


def test_a_claim_that_belongs_to_no_event_waits_no_longer(store, four):
    store.project([four[0].key], {}, [])
    assert store.event("e-" + four[0].key) is None
    assert store.waiting() == ()


def test_a_new_reading_makes_its_claims_wait_and_those_that_it_has_not(store):
    store.append([made.sample()])
    made.catch_up(store)
    held, planned = sorted(store.kept(), key=lambda one: one.claim.trigger)
    store.append([made.incoming(make.reading(versions=made.SECOND, claims=(make.claim(),)))])
    assert set(store.waiting()) == {held.key, planned.key}
    assert store.event("e-" + planned.key) is not None  # as it was, until it is projected again
    made.catch_up(store)
    assert store.event("e-" + planned.key) is None
    assert store.waiting() == ()


@pytest.mark.parametrize("verdict", [Verdict.REJECT, Verdict.SPLIT])
def test_a_ruling_makes_the_claims_that_it_is_about_wait(store, four, verdict):
    store.append_judgements([made.ruling(verdict, four[0].key, others=(four[1].key,))])
    assert store.waiting() == (four[0].key, four[1].key)
    made.catch_up(store)
    assert store.waiting() == ()


def test_an_undo_makes_the_claims_wait_of_what_it_undoes_and_an_undone_undo_too(store, four):
    reject = made.ruling(Verdict.REJECT, four[0].key)
    undo = made.ruling(Verdict.UNDO, undoes=reject.id)
    for ruling in (reject, undo, made.ruling(Verdict.UNDO, undoes=undo.id)):
        store.append_judgements([ruling])
        assert store.waiting() == (four[0].key,)
        made.catch_up(store)


def test_two_spellings_of_one_person_make_the_claims_wait_that_name_either(store):
    store.append(list(made.articles(2, claims=2)))
    made.catch_up(store)
    value = {"from": "INES MAREN 1.0", "to": "Inés Maren 0.1", "country": None}
    store.append_judgements([made.ruling(Verdict.ALIAS, value=value)])
    people = {kept.claim.people[0] for kept in store.kept(store.waiting())}
    assert people == {"Ines Maren 1.0", "Ines Maren 0.1"}


def test_claims_are_found_by_the_blocks_in_which_they_lie(store, four):
    one, two, three, _ = four
    blocks = {one.key: ["a", "b"], two.key: ["b"], three.key: ["c"]}
    store.project([], blocks, [made.event(one), made.event(two), made.event(three)])
    assert store.near(["a", "c"]) == {one.key, three.key}
    assert store.near(["b"]) == {one.key, two.key}
    store.project([one.key], {}, [])
    assert store.near(["a", "b"]) == {two.key}


def test_claims_hang_together_by_events_and_by_links_however_far(store, four):
    one, two, three, four_ = four
    events = [made.event(one, two), made.event(three), made.event(four_)]
    store.project([], {}, events, [(three.key, two.key)])
    assert store.component([one.key]) == {one.key, two.key, three.key}
    assert store.component([three.key]) == {one.key, two.key, three.key}
    assert store.component([four_.key]) == {four_.key}
    assert store.component(["unknown"]) == set()
    store.project([], {}, events)
    assert store.component([one.key]) == {one.key, two.key}


def test_an_event_of_a_claim_that_nobody_made_is_refused(store, four):
    stranger = replace(four[0], key="stranger")
    before = store.digest()
    with pytest.raises(StoreError) as caught:
        store.project([], {}, [made.event(stranger)])
    assert caught.value.code == "store.claim"
    assert store.digest() == before


def test_an_article_tells_its_own_story_until_another_is_told(store):
    first, second = made.articles(2)
    store.append([first, second])
    made.catch_up(store)
    one, other = first.source.key, second.source.key
    store.tell({one: one, other: one})
    assert store.source(other).story == one
    assert set(store.waiting()) == set(second.keys)
    made.catch_up(store)
    store.tell({other: one})
    assert store.waiting() == ()
    store.tell({other: other})
    assert store.source(other).story == other
    assert {kept.source.story for kept in store.kept()} == {one, other}


def test_signatures_are_found_by_their_bands(store):
    one, other, third = sorted(incoming.source.key for incoming in made.articles(3))
    store.append(list(made.articles(3)))
    assert store.unsigned() == (one, other, third)
    store.sign({one: ["a", "b"], other: ["b"]}, {one: b"\x00\x01", other: b"\xff"})
    assert store.unsigned() == (third,)
    assert store.met(["a", "b", "d"]) == {"a": [one], "b": [one, other]}
    assert store.marks([one, other, third]) == {one: b"\x00\x01", other: b"\xff"}
    store.sign({one: ["c"]}, {one: b"\x02"})
    assert store.met(["a", "b", "c"]) == {"b": [other], "c": [one]}
    assert store.marks([one]) == {one: b"\x02"}
    assert store.unsigned(one, 1) == store.unsigned()[:1] == (third,)


def test_texts_are_given_many_at_once_as_one_by_one(store):
    store.append(list(made.articles(3)))
    one, other, third = sorted(source.key for source in store.sources())
    assert list(store.texts([third, one, third, "none"])) == [store.article(one), store.article(third)]
    assert {article.key for article in store.texts([one, other])} == {one, other}


def test_articles_are_found_by_their_addresses_many_at_once(store):
    store.append(list(made.articles(3)))
    again = (make.article(f"Version {number}.", url="https://wire.example/0") for number in (1, 2))
    store.append([made.incoming(make.reading(article=one, claims=(), residue=())) for one in again])
    urls = [f"https://wire.example/{number}" for number in (0, 1, 9)]
    found = store.addressed(urls)
    assert found == {url: frozenset(one.key for one in store.versions_of(url)) for url in urls[:2]}
    assert [len(found[url]) for url in urls[:2]] == [3, 1]


def test_a_story_knows_the_articles_that_tell_it(store):
    store.append(list(made.articles(3)))
    one, other, third = sorted(source.key for source in store.sources())
    store.tell({other: one})
    assert store.stories([one, other, third]) == {one: one, other: one, third: third}
    assert store.telling([one]) == {one, other}
    assert store.telling([third]) == {third}


def test_a_record_dropped_and_made_anew_is_the_same(store):
    store.append(list(made.articles(20)))
    empty = store.digest()
    made.catch_up(store, at_once=7)
    full = store.digest()
    store.drop()
    assert store.digest() == empty
    assert store.counts()["events"] == 0
    made.catch_up(store)
    assert store.digest() == full != empty


def test_the_digest_does_not_tell_in_which_order_articles_came(opened, tmp_path):
    from dateline.store.sql import open_store  # noqa: PLC0415

    store, other = opened(), open_store(tmp_path / "other.db")
    batch = list(made.articles(12))
    store.append(batch)
    made.catch_up(store)
    for one in reversed(batch):
        other.append([one])
        made.catch_up(other)
    assert store.digest() == other.digest()
    other.close()


def test_whatever_is_projected_changes_the_digest(store, four):
    events = [made.event(one) for one in four]
    blocks = {one.key: ["a"] for one in four}
    pair = (four[0].key, four[1].key)
    key = four[0].source.key
    seen = {store.digest()}
    for change in (
        lambda: store.project([], blocks, events),
        lambda: store.project([], blocks, events, [pair]),
        lambda: store.project([], blocks, [replace(events[0], doubt=0.5), *events[1:]], [pair]),
        lambda: store.sign({key: ["a"]}, {key: b"1"}),
        lambda: store.tell({key: "another"}),
    ):
        change()
        assert store.digest() not in seen
        seen.add(store.digest())
