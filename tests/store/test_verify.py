from dataclasses import replace

import pytest
from sqlalchemy import text

from dateline.store.engine import writing
from tests import make
from tests.store import made


def tampered(store, statement):
    """The record after somebody went round the guards of its log."""
    store.append([made.sample()])
    with writing(store._engine) as connection:
        if connection.dialect.name == "sqlite":
            for table in ("articles", "readings", "claims"):
                connection.execute(text(f"DROP TRIGGER {table}_update_refused"))
        else:
            connection.execute(text("SET LOCAL session_replication_role = replica"))
        connection.execute(text(statement))
    return list(store.verify())


def test_a_sound_record_has_no_faults(store):
    store.append([made.sample(), *made.articles(5)])
    assert list(store.verify()) == []


@pytest.mark.parametrize(
    ("statement", "place", "what"),
    [
        ("UPDATE articles SET text = replace(text, 'Arland', 'Belmar')", "article", "raw text is not the one"),
        ("UPDATE articles SET title = 'Another'", "article", "what is told of it"),
        ("UPDATE articles SET published = '2024-06-04'", "article", "what is told of it"),
        ("UPDATE articles SET text = replace(text, 'met', 'saw')", "claim", '"met" does not stand at 59 to 62'),
        ("UPDATE readings SET body = replace(body, 'NWA', 'NWB')", "reading", "is not what was added"),
        ("UPDATE claims SET body = replace(body, 'bilateral', 'multilateral')", "reading", "is not what was added"),
        ("UPDATE claims SET body = 'gone'", "claim", "it is no JSON"),
    ],
)
def test_whatever_was_changed_is_found(store, statement, place, what):
    faults = tampered(store, statement)
    assert any(fault.place.startswith(place) and what in fault.what for fault in faults), faults


def test_words_that_the_article_does_not_hold_are_found_though_they_were_added_so(store):
    """A reader at fault, and no tampering: the digests are those of what was added."""
    wrong = replace(make.evidence("met"), at=make.span("here"))
    store.append([made.sample(claims=(make.claim(evidence=(wrong,)),))])
    assert [fault.what for fault in store.verify()] == ['"met" does not stand at 96 to 100 of its article']
