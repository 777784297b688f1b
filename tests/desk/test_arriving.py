import json
from datetime import date

import pytest

from dateline.desk import intake, project
from dateline.desk import read as reading
from dateline.desk.doctor import check_up
from dateline.desk.query import left_out
from dateline.desk.reread import reread
from dateline.errors import ReviewError
from dateline.model.claim import Evidence, Reading, Versions
from dateline.model.kept import Dated
from dateline.model.review import Verdict
from dateline.model.span import Span
from dateline.reading.opening import opening_of
from dateline.settings import Settings
from dateline.store.base import Wanted
from tests import make, record
from tests.store import made

SPRING, SUMMER = "2024-03-12", "2024-06-18"
BARE = "Ines Maren met Tomas Ruh on Thursday."
FILED = "ARDEN, March 12 2024 (NWA) - Ines Maren met Tomas Ruh here."


class Reader:
    """Stands in for the reader: a meeting at each "met", and the opening line; it notes from which days it read."""

    versions = Versions(software="0.1", codebook="1", register="1")

    def __init__(self):
        self.days = []

    def read(self, article):
        if "Stop" in article.text:
            raise KeyboardInterrupt
        self.days.append(article.published)
        at = Span(article.text.index("met"), article.text.index("met") + 3)
        why = Evidence(field="type", value="meeting", at=at, words="met", rule="met@1")
        claim = make.claim(trigger=at, participants=(), place=None, evidence=(why,))
        opening = opening_of(article.text, article.published)
        return Reading(article=article, opening=opening, claims=(claim,), language="en", versions=self.versions)


@pytest.fixture(autouse=True)
def reader(monkeypatch):
    ours = Reader()
    monkeypatch.setattr(reading, "reader", lambda _settings: ours)
    monkeypatch.setattr(intake, "versions", lambda **_: ours.versions)
    monkeypatch.setattr("dateline.desk.reread.versions", lambda **_: ours.versions)
    return ours


@pytest.fixture
def add(empty, tmp_path):
    """Adds a text as one publisher's, told to be of a day or not."""

    def add(text, day=None, **more):
        path = tmp_path / "a.json"
        told = {"id": "n1", "publisher": "Northern Wire", "text": text, "published": day} | more
        path.write_text(json.dumps({name: value for name, value in told.items() if value}), encoding="utf-8")
        return empty.add(path)

    return add


def days(desk):
    """Of each article its day, and how that is known."""
    return sorted((str(one.published), one.dated) for one in desk.store.sources())


@pytest.mark.parametrize(
    ("came", "are"),
    [
        pytest.param([(FILED, None)], [(SPRING, Dated.DATELINE)], id="its dateline tells it"),
        pytest.param([(FILED, SPRING)], [(SPRING, Dated.GIVEN)], id="the file tells it"),
        pytest.param([(BARE, None)], [("None", Dated.GIVEN)], id="nothing tells it"),
        pytest.param([(BARE, None), (BARE, SPRING)], [(SPRING, Dated.TOLD)], id="it is told later"),
        pytest.param([(FILED, None), (FILED, SUMMER)], [(SUMMER, Dated.TOLD)], id="what is told outranks a dateline"),
        pytest.param([(BARE, SPRING), (BARE, None)], [(SPRING, Dated.GIVEN)], id="who tells none says nothing new"),
        pytest.param(
            [(BARE, SPRING), (BARE, SUMMER), (BARE, SPRING), (BARE, SUMMER)],
            [(SPRING, Dated.GIVEN), (SUMMER, Dated.GIVEN)],
            id="told to be of two days, it is two articles",
        ),
        pytest.param(
            [(BARE, None), (BARE, SPRING), (BARE, SUMMER)],
            [(SPRING, Dated.TOLD), (SUMMER, Dated.GIVEN)],
            id="of an article and of another",
        ),
    ],
)
def test_an_article_has_the_day_that_was_told_first_else_that_of_its_dateline(empty, add, came, are):
    for text, day in came:
        add(text, day)
    assert days(empty) == are
    assert list(empty.verify()) == []
    before = empty.store.digest()
    project.rebuild(empty.store)
    assert empty.store.digest() == before


def test_what_an_article_was_given_with_stays_beside_what_was_found(empty, add):
    add(FILED)
    (source,) = empty.store.sources()
    assert (source.published, empty.store.article(source.key).published) == (date(2024, 3, 12), None)
    assert empty.store.published(date(2024, 3, 1), date(2024, 3, 31)) == 1
    assert [day for _, day, _ in empty.store.covered()] == [source.published]


def test_a_day_that_is_told_later_has_the_article_read_from_it_and_nothing_is_lost(empty, add, reader):
    first = add(BARE)
    (claim,) = empty.store.kept()
    empty.store.append_judgements([made.ruling(Verdict.NOTE, claim.key, value="as the ministry says")])
    project.catch_up(empty.store)
    second, third = add(BARE, SPRING), add(BARE, SPRING)
    assert ([first.new, first.undated], [second.new, second.undated], third.known) == ([1, ["n1"]], [1, []], 1)
    assert (first.told, second.told, third.told) == (0, 1, 0)
    assert reader.days == [None, date(2024, 3, 12)]
    assert len(empty.store.readings(claim.source.key)) == 2
    (event,) = empty.events()
    assert ([kept.key for kept in event.claims], len(event.notes)) == ([claim.key], 1)


def test_an_article_that_was_told_its_day_is_read_from_it_by_other_versions_too(empty, add, reader):
    add(BARE)
    add(BARE, SPRING)
    reader.versions = Versions(software="0.2", codebook="1", register="1")
    found = reread(empty.store, Settings(), record.Clock())
    assert (found.articles, reader.days[-1]) == (1, date(2024, 3, 12))
    assert reread(empty.store, Settings(), record.Clock()).articles == 0


def test_a_text_of_two_days_in_one_file_is_two_articles(empty, tmp_path):
    lines = [
        json.dumps({"id": id_, "publisher": "Northern Wire", "published": day, "text": BARE})
        for id_, day in (("a", SPRING), ("b", SUMMER), ("b", SUMMER))
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    added, again = empty.add(tmp_path / "a.jsonl"), empty.add(tmp_path / "a.jsonl")
    assert ((added.new, added.known), (again.new, again.known)) == ((2, 1), (0, 3))
    assert [(one.id, str(one.published)) for one in sorted(empty.store.sources(), key=lambda one: one.id)] == [
        ("a", SPRING), ("b", SUMMER),
    ]  # fmt: skip


def test_which_of_two_copies_came_first_is_reckoned_anew_when_one_is_told_its_day(empty, add):
    add(BARE, publisher="Belmar Gazette", published="2024-03-13")
    add(BARE)
    key = {one.publisher: one.key for one in empty.store.sources()}
    assert {one.story for one in empty.store.sources()} == {key["Belmar Gazette"]}
    add(BARE, SPRING)
    assert {one.story for one in empty.store.sources()} == {key["Northern Wire"]}
    before = empty.store.digest()
    project.rebuild(empty.store)
    assert empty.store.digest() == before


def test_an_answer_as_of_a_day_tells_how_many_articles_without_one_it_leaves_out(empty, add):
    add(BARE)
    add(FILED)
    before, after = date(2024, 5, 1), record.TODAY
    assert [left_out(empty.store, empty.view(day)) for day in (before, after, None)] == [1, 0, 0]
    assert left_out(empty.store, empty.view(before, by_adding=True)) == 0


def test_what_the_record_held_as_of_a_day_has_an_article_without_one_from_when_it_was_added(empty, add):
    add(BARE)
    add(FILED)

    def told(day, **more):
        found = empty.stats(as_of=day, **more)
        assert sum(count for by_status in found.by_kind.values() for count in by_status.values()) == found.events
        return found.articles, found.claims, found.first

    filed = date(2024, 3, 12)
    assert [told(day) for day in (date(2024, 3, 11), filed, record.TODAY, None)] == [
        (0, 0, None), (1, 1, filed), (2, 2, filed), (2, 2, filed),
    ]  # fmt: skip
    assert told(filed, by_adding=True) == (0, 0, None)


def test_articles_without_a_day_are_named_with_the_mend(add, tmp_path):
    add(BARE)
    (note,) = [one for one in check_up(str(tmp_path / "empty.db")) if "without a day" in one.said]
    assert note.said.endswith(": n1")
    assert "--published" in note.mend


def test_a_day_of_adding_is_told_as_no_day_of_publication(empty, add):
    add(BARE)
    (event,) = empty.store.events(Wanted())
    assert [event.dated(step) for step in event.steps] == [None] * len(event.steps)


@pytest.mark.parametrize(
    ("ask", "code"),
    [
        (lambda desk: desk.dossier("DEU", "Germany"), "record.parties"),
        (lambda desk: desk.person("  "), "record.person"),
    ],
)
def test_what_cannot_be_meant_is_refused(empty, ask, code):
    with pytest.raises(ReviewError) as caught:
        ask(empty)
    assert caught.value.code == code


def test_what_is_read_is_kept_before_long_and_who_interrupts_is_not_kept_waiting(empty, tmp_path, monkeypatch):
    """By the test's clock a second passes with each article: three are kept together at most."""
    texts = [BARE] * 7 + ["Stop: they met."]
    lines = [json.dumps({"id": f"n{n}", "publisher": f"Wire {n}", "text": text}) for n, text in enumerate(texts)]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    kept, append = [], empty.store.append

    def noted(some):
        kept.append(len(some))
        return append(some)

    monkeypatch.setattr(empty.store, "append", noted)
    with pytest.raises(KeyboardInterrupt):
        empty.add(tmp_path / "a.jsonl")
    assert max(kept) <= 3
    assert empty.store.counts()["articles"] == 7
    assert len(empty.store.waiting()) == 7
