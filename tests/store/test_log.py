from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dateline.model.article import OffsetMap
from dateline.model.kept import Dated
from dateline.model.mention import Modality
from dateline.model.review import Verdict
from dateline.store.base import Incoming
from dateline.store.engine import writing
from tests import make
from tests.store import made

ANY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=30)

# all of Unicode, what no database can keep (NUL, halves of surrogate pairs) and our own mark for it more often than not
any_text = st.text(st.one_of(st.characters(), st.sampled_from("\x00\x1a\ud800\udfff0a’é")), max_size=40)


@ANY
@given(told=any_text, words=any_text, raw=st.none() | any_text, warning=any_text)
def test_an_article_comes_back_as_it_was_given(store, told, words, raw, warning):
    given = make.article(
        words,
        key=uuid4().hex,
        id=told,
        title=told,
        url=told,
        publisher=words,
        raw=raw,
        warnings=(warning,),
        raw_map=OffsetMap((0,), (1,), (2,)),
    )
    one = made.incoming(make.reading(article=given, **BARE))
    store.append([one])
    assert store.article(one.source.key) == one.reading.article
    assert store.source(one.source.key) == one.source
    assert one.source in store.versions_of(told)
    assert list(store.verify()) == []


BARE = dict.fromkeys(("claims", "statements", "people", "mentions", "times", "residue"), ()) | {"opening": None}


@ANY
@given(reading=make.readings(), by=st.none() | any_text)
def test_a_reading_comes_back_as_it_was_given(store, reading, by):
    one = made.incoming(replace(reading, article=replace(reading.article, key=uuid4().hex)), by)
    store.append([one])
    (kept,) = store.readings(one.source.key)
    assert kept.by == by
    assert kept.reading == one.reading
    assert kept.keys == one.keys


def test_an_article_that_is_there_is_passed_over(store):
    one, *more = made.articles(3)
    assert store.append([one, one]) == 1
    assert store.append([one, *more]) == 2
    assert store.append([one, *more]) == 0
    assert store.counts() == {"articles": 3, "readings": 3, "claims": 15, "judgements": 0, "events": 0}


def test_the_newest_reading_makes_the_record_and_the_older_ones_stay(opened):
    store = opened(clock=lambda: made.ADDED + timedelta(days=7))
    first = made.sample()
    again = made.incoming(make.reading(versions=made.SECOND, claims=(make.claim(mode="multilateral"),)))
    assert store.append([first]) == 1
    assert store.append([again]) == 1
    old, new = store.readings(first.source.key)
    assert (old.current, new.current) == (False, True)
    assert (old.added, new.added) == (made.ADDED, made.ADDED + timedelta(days=7))
    assert [one.claim.mode for one in store.kept()] == ["multilateral"]
    assert store.has(first.source.key, made.FIRST)
    assert store.has(first.source.key, made.SECOND)


def test_a_claim_was_first_seen_when_its_key_was_first_added(opened):
    store = opened(clock=lambda: made.ADDED + timedelta(days=7))
    store.append([made.sample(claims=(make.claim(),))])
    store.append([made.incoming(make.reading(versions=made.SECOND))])
    held, planned = sorted(store.kept(), key=lambda one: one.claim.trigger)
    assert held.first_seen == made.ADDED
    assert planned.first_seen == made.ADDED + timedelta(days=7)


def test_a_persons_coding_stands_beside_the_readers(store):
    one = made.sample()
    assert store.append([replace(one, by="r.okafor")]) == 1
    assert not store.has(one.source.key, made.FIRST)
    assert store.append([one]) == 1
    assert [kept.by for kept in store.readings(one.source.key)] == ["r.okafor", None]


def test_claims_that_are_no_events_are_in_the_reading_and_not_in_the_record(store):
    one = made.sample(claims=(make.claim(modality=Modality.DENIED), make.later()))
    store.append([one])
    assert [kept.claim.modality for kept in store.kept()] == [Modality.PLANNED]
    assert len(store.waiting()) == 1
    assert len(store.readings(one.source.key)[0].reading.claims) == 2


def test_claims_are_given_by_key_and_only_those_asked_for(store):
    store.append(list(made.articles(4)))
    every = [kept.key for kept in store.kept()]
    assert every == sorted(every)
    assert [kept.key for kept in store.kept([every[7], every[2], "unknown"])] == [every[2], every[7]]


def test_articles_under_one_address_are_told_in_the_order_in_which_they_were_added(store):
    texts = ("First as told.", "Then as corrected.")
    both = [
        made.incoming(make.reading(article=make.article(text, url="https://wire.example/1"), **BARE)) for text in texts
    ]
    for one in both:
        store.append([one])
    assert store.versions_of("https://wire.example/1") == tuple(one.source for one in both)
    assert [one.key for one in store.sources()] == sorted(one.source.key for one in both)


def test_nothing_is_kept_of_a_batch_that_breaks_off(store):
    one, other = made.articles(2)
    with pytest.raises(ValueError, match="zip"):
        store.append([one, Incoming(source=other.source, reading=other.reading, keys=other.keys[:2])])
    assert store.counts()["articles"] == 0
    assert store.append([one, other]) == 2


def test_articles_of_some_days_with_a_claim_on_all_parties_are_counted(store):
    store.append(list(made.articles(10)))
    made.catch_up(store)
    first, last = date(2020, 1, 3), date(2020, 1, 5)
    assert store.published(first, last) == 3
    assert store.published(first, last, ("ARL", "BLM")) == 3
    assert store.published(first, last, ("ARL", "CDN")) == 0


def test_rulings_come_back_in_the_order_in_which_they_were_added_each_once(store):
    rulings = [
        made.ruling(Verdict.AMEND, "a", field="place", value={"name": "Arden\x00", "country": None}),
        made.ruling(Verdict.NOTE, "b"),
    ]
    assert store.append_judgements(rulings) == 2
    assert store.append_judgements([*rulings, made.ruling(Verdict.REJECT, "c")]) == 1
    assert store.judgements()[:2] == tuple(rulings)
    assert len(store.judgements()) == 3


LOG = ("articles", "dated", "readings", "claims", "judgements")


COLUMN = {"articles": "text", "dated": "how"}


@pytest.mark.parametrize("table", LOG)
@pytest.mark.parametrize(
    "change", ["UPDATE {0} SET {1} = {1}", "DELETE FROM {0}", "INSERT OR REPLACE INTO {0} SELECT * FROM {0}"]
)
def test_the_database_itself_refuses_to_change_the_log(store, table, change):
    if "REPLACE" in change and store._engine.dialect.name != "sqlite":
        change = "TRUNCATE {0} CASCADE"
    one = made.sample(article=make.article(make.TEXT, published=None))
    store.append([replace(one, source=replace(one.source, published=date(2024, 6, 3), dated=Dated.DATELINE))])
    store.append_judgements([made.ruling(Verdict.NOTE, "a")])
    with pytest.raises(DBAPIError, match="log only grows"), writing(store._engine) as connection:
        connection.execute(text(change.format(table, COLUMN.get(table, "body"))))
    assert list(store.verify()) == []
