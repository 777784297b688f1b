from datetime import timedelta

import pytest

from dateline.desk import changes, review
from dateline.desk import read as reading
from dateline.desk.changes import Kind, changed_since
from dateline.model.claim import Evidence, Reading, Versions
from tests import make, record

TEXT = "ARDEN - Ines Maren met Tomas Ruh here. They signed a pact. Ships sailed to Corva."
OLD, NEW = (Versions(software=number, codebook="1", register="1") for number in ("0.1", "0.2"))


def claim(word, kind, **more):
    at = make.span(word, TEXT)
    why = Evidence(field="type", value=kind, at=at, words=word, rule="any@1")
    values = {"mode": None, "participants": (), "place": None, "topics": ()}
    return make.claim(**(values | {"id": word, "kind": kind, "trigger": at, "evidence": (why,)} | more))


MET, SIGNED, SAILED = claim("met", "meeting"), claim("signed", "agreement"), claim("sailed", "deployment")


class Reader:
    """Stands in for the reader: what it finds is told by the class."""

    versions = OLD
    claims = (MET, SIGNED)

    def read(self, article):
        if not self.claims:
            raise ZeroDivisionError
        return Reading(article=article, claims=self.claims, versions=self.versions)


@pytest.fixture(autouse=True)
def a_reader_at_hand(monkeypatch):
    monkeypatch.setattr(reading, "reader", lambda _settings: Reader())
    for module in ("dateline.desk.intake", "dateline.desk.reread"):
        monkeypatch.setattr(f"{module}.versions", lambda **_: Reader.versions)
    monkeypatch.setattr(Reader, "versions", OLD)
    monkeypatch.setattr(Reader, "claims", (MET, SIGNED))


@pytest.fixture
def article(empty, tmp_path):
    """An article that the old reader has read."""
    path = tmp_path / "n1.txt"
    path.write_text(TEXT)
    empty.add(path, published=record.TODAY)
    (source,) = empty.store.sources()
    return source.key


def now_reads(monkeypatch, *claims):
    monkeypatch.setattr(Reader, "versions", NEW)
    monkeypatch.setattr(Reader, "claims", claims)


def told(found):
    return [(change.kind, change.claim.kind) for change in found.changes]


@pytest.mark.usefixtures("article")
def test_what_the_same_versions_read_is_not_read_again(empty):
    found = empty.reread()
    assert (found.articles, found.changes) == (0, [])


@pytest.mark.usefixtures("article")
def test_claims_that_come_go_and_change_are_told_in_the_order_of_the_text(empty, monkeypatch):
    now_reads(monkeypatch, claim("met", "meeting", mode="bilateral", countries=("ARL", "CRL")), SAILED)
    found = empty.reread()
    assert found.articles == 1
    assert told(found) == [(Kind.CHANGED, "meeting"), (Kind.WENT, "agreement"), (Kind.CAME, "deployment")]
    assert found.changes[0].fields == (("mode", "", "bilateral"), ("countries", "ARL, BLM", "ARL, CRL"))
    assert sorted(event.kind for event in empty.events()) == ["deployment", "meeting"]


def test_old_claims_stay_in_the_log_superseded(empty, article, monkeypatch):
    now_reads(monkeypatch, MET)
    empty.reread()
    old, new = empty.store.readings(article)
    assert (len(old.keys), old.current) == (2, False)
    assert (len(new.keys), new.current) == (1, True)


def test_a_dry_run_tells_what_would_change_and_changes_nothing(empty, article, monkeypatch):
    now_reads(monkeypatch, MET)
    before = empty.store.digest()
    assert told(empty.reread(keep=False)) == [(Kind.WENT, "agreement")]
    assert empty.store.digest() == before
    assert len(empty.store.readings(article)) == 1


@pytest.mark.usefixtures("article")
def test_a_ruling_outlives_a_new_reading(empty, monkeypatch):
    (talks,) = [event for event in empty.events() if event.kind == "meeting"]
    empty.rule(review.amend(talks, empty.hand(), "people", ["Odo Hall"]))
    now_reads(monkeypatch, claim("met", "meeting", people=("Ada Lund",)), SIGNED)
    empty.reread()
    event = empty.event(talks.id)
    assert event.shown("people") == ["Odo Hall"]
    assert [said.value for said in event.fields["people"].said[1:]] == [["Ada Lund"]]
    empty.rebuild()
    assert empty.event(talks.id) == event


@pytest.mark.usefixtures("article")
def test_a_rejected_claim_stays_rejected_when_it_is_read_again(empty, monkeypatch):
    (pact,) = [event for event in empty.events() if event.kind == "agreement"]
    empty.rule(review.reject([kept.key for kept in pact.claims], empty.hand()))
    now_reads(monkeypatch, MET, claim("signed", "agreement", people=("Ada Lund",)))
    empty.reread()
    assert [event.kind for event in empty.events()] == ["meeting"]


@pytest.mark.usefixtures("article")
def test_what_cannot_be_read_anew_keeps_its_reading(empty, monkeypatch):
    before = empty.store.digest()
    now_reads(monkeypatch)
    found = empty.reread()
    assert [fault.code for fault in found.failed] == ["article.stumbled"]
    assert empty.store.digest() == before


def test_what_people_coded_is_not_read_anew(desk, monkeypatch):
    now_reads(monkeypatch, MET)
    assert desk.reread().articles == 0


@pytest.mark.usefixtures("article")
def test_reading_anew_gives_the_record_that_the_new_reader_makes_at_once(empty, tmp_path, monkeypatch):
    now_reads(monkeypatch, MET, SAILED)
    empty.reread()
    with record.opened(tmp_path, name="anew.db") as anew:
        anew.add(tmp_path / "n1.txt", published=record.TODAY)
        assert anew.store.digest() == empty.store.digest()


@pytest.mark.usefixtures("article")
def test_a_claim_has_changed_since_a_ruling_if_it_reads_otherwise(empty, monkeypatch):
    ruled = empty.clock()
    empty.clock.time += timedelta(days=1)
    now_reads(monkeypatch, claim("met", "meeting", mode="call"), SIGNED)
    empty.reread()
    changed = changed_since(empty.store)
    kept = {one.claim.kind: one for one in empty.store.kept()}
    assert changed(kept["meeting"], ruled)
    assert not changed(kept["meeting"], empty.clock())
    assert not changed(kept["agreement"], ruled)


def test_differing_fields_are_told_in_words():
    assert list(changes.differing(MET, MET)) == []
    assert list(changes.differing(MET, claim("met", "meeting", days=None))) == [("days", "2024-06-01", "")]
