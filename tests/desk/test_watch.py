import os
from datetime import UTC, datetime, timedelta

import pytest

from dateline.desk import read as reading_desk
from dateline.desk.open import Desk
from dateline.desk.watch import Watcher
from dateline.desk.watched import Watched, memory_of
from dateline.errors import SourceError
from dateline.ingest.connecting import Limits
from dateline.ingest.fetching import Fetcher
from dateline.ingest.listed import FullText, Listed, listed
from dateline.model.kept import SourceClass
from dateline.settings import Settings
from dateline.store.base import Wanted
from tests import make
from tests.ingest.misbehaving import Server, item, page, rss, status, story, unless_known, unlike

NOW = datetime(2024, 6, 4, 12, tzinfo=UTC)


class Reader:
    """Stands in for the reader: finds nothing, and stumbles where the text says so."""

    def read(self, article):
        if "stumble" in article.text:
            raise ZeroDivisionError("by zero")
        return make.reading(
            article=article, claims=(), statements=(), people=(), mentions=(), times=(), residue=(), opening=None
        )


@pytest.fixture(autouse=True)
def a_reader_that_finds_nothing(monkeypatch):
    monkeypatch.setattr(reading_desk, "reader", lambda _settings: Reader())


@pytest.fixture
def server():
    with Server.listening() as server:
        yield server


class Following:
    """A record and its watcher, which can be started anew."""

    def __init__(self, folder):
        self.folder, self.now = folder, NOW
        self.slept = []

    def source(self, **more):
        values = {"name": "Northern Wire", "place": "sources.yaml:2", "hosts": frozenset({"127.0.0.1"})}
        return Listed(**(values | more))

    def round(self, source):
        """One round of a watcher that was just started."""
        return self._with(lambda watcher: watcher.round(source))

    def backs_off(self, source):
        return self._with(lambda watcher: watcher.backs_off(source))

    def _with(self, ask):
        settings = Settings(workers=1, encoder=False)
        limits = Limits(silence=2, whole=4, pause=0, patience=5)
        with (
            Desk.open(self.folder / "record.db", settings=settings, clock=lambda: self.now) as desk,
            Watched(self.folder / "record.db-watch") as memory,
        ):
            fetcher = Fetcher(allow_private=True, limits=limits, sleep=self.slept.append)
            watcher = Watcher(desk.store, settings, desk.clock, fetcher=fetcher, memory=memory)
            return ask(watcher)

    def sources(self):
        with Desk.open(self.folder / "record.db", clock=lambda: self.now) as desk:
            return list(desk.store.sources())

    def articles(self):
        with Desk.open(self.folder / "record.db", clock=lambda: self.now) as desk:
            return [desk.store.article(one.key) for one in desk.store.sources()]


@pytest.fixture
def following(tmp_path):
    return Following(tmp_path)


def test_a_second_run_adds_nothing_and_fetches_nothing_but_the_feed(following, server):
    server.paths["/rss"] = unless_known(rss(item(n, link=f"{server.url}/{n}") for n in range(3)))
    for n in range(3):
        server.gives(f"/{n}", page(n), "text/html")
    source = following.source(feed=f"{server.url}/rss")
    first, second = following.round(source), following.round(source)
    assert (first.new, first.known, first.failed) == (3, 0, [])
    assert (second.new, second.unchanged, second.failed) == (0, True, [])
    assert [server.count(f"/{n}") for n in range(3)] == [1, 1, 1]
    assert len(following.sources()) == 3


def test_without_marks_of_the_server_what_was_seen_is_still_known(following, server):
    server.gives("/rss", rss(item(n, story(n)) for n in range(3)))
    source = following.source(feed=f"{server.url}/rss")
    following.round(source)
    server.gives("/rss", rss(item(n, story(n)) for n in range(1, 4)))
    again = following.round(source)
    assert (again.new, again.known) == (1, 2)


def test_an_article_has_the_words_of_its_page_and_what_the_feed_says_of_it(following, server):
    server.gives("/rss", rss([item(7, link=f"{server.url}/7")]))
    server.gives("/7", page(7), "text/html")
    following.round(following.source(feed=f"{server.url}/rss"))
    (article,) = following.articles()
    assert "Part 5 of story 7." in article.text
    assert "World Sport" not in article.text
    assert (article.title, article.url, article.publisher) == ("Story 7", f"{server.url}/7", "Northern Wire")
    assert article.published.isoformat() == "2024-06-03"
    assert article.origin == f"{server.url}/rss#nwa-7"


def test_the_day_is_that_of_the_place_where_it_was_published(following, server):
    server.gives("/rss", rss([item(1, story(1), day="Tue, 04 Jun 2024 00:30:00 +0530")]))
    following.round(following.source(feed=f"{server.url}/rss"))
    assert following.sources()[0].published.isoformat() == "2024-06-04"


@pytest.mark.parametrize("kind", [SourceClass.OFFICIAL, SourceClass.SOCIAL, SourceClass.NEWSPAPER])
def test_the_class_of_the_source_goes_into_the_record(following, server, kind):
    server.gives("/rss", rss([item(1, story(1))]))
    following.round(following.source(feed=f"{server.url}/rss", source_class=kind))
    assert [one.source_class for one in following.sources()] == [kind]


def test_a_source_of_no_class_is_told_by_its_name(following, server):
    server.gives("/rss", rss([item(1, story(1))]))
    following.round(following.source(feed=f"{server.url}/rss", name="Arland Ministry of Defence"))
    assert [one.source_class for one in following.sources()] == [SourceClass.OFFICIAL]


def test_a_page_that_is_in_trouble_is_tried_three_times_and_then_the_stub_is_read(following, server):
    server.paths["/rss"] = unless_known(rss([item(1, link=f"{server.url}/1")]))
    server.paths["/1"] = status(500)
    source = following.source(feed=f"{server.url}/rss")
    told = [following.round(source) for _ in range(4)]
    assert [(one.new, one.left, one.unchanged) for one in told] == [
        (0, 1, False), (0, 1, False), (1, 0, False), (0, 0, True),
    ]  # fmt: skip
    (article,) = following.articles()
    assert article.text == "The ministers of story 1 met ..."
    assert any("answers 500" in warning for warning in article.warnings)


def test_a_page_that_is_gone_or_elsewhere_gives_way_to_the_stub_at_once(following, server):
    links = [f"{server.url}/gone", "http://other.example/2", f"{server.url}/form"]
    server.gives("/rss", rss(item(n, link=link) for n, link in enumerate(links)))
    server.gives("/form", "<html><body><p>Accept cookies?</p></body></html>", "text/html")
    told = following.round(following.source(feed=f"{server.url}/rss"))
    assert (told.new, told.failed) == (3, [])
    warnings = [" ".join(article.warnings) for article in following.articles()]
    assert sorted("404" in one for one in warnings) == [False, False, True]
    assert sorted("no host of this source" in one for one in warnings) == [False, False, True]
    assert sorted("holds less than the feed" in one for one in warnings) == [False, False, True]


def test_a_server_that_asks_to_be_left_alone_is_and_the_rest_is_fetched_later(following, server):
    server.paths["/rss"] = unless_known(rss(item(n, link=f"{server.url}/{n}") for n in range(4)))
    for n in range(4):
        server.gives(f"/{n}", page(n), "text/html")
    server.paths["/1"] = status(429, Retry_After="7200")
    source = following.source(feed=f"{server.url}/rss")
    told = following.round(source)
    assert (told.new, told.left) == (2, 2)  # the oldest first: 3 and 2
    assert told.due == NOW + timedelta(hours=2)
    assert server.count("/0") == 0
    server.gives("/1", page(1), "text/html")
    told = following.round(source)
    assert (told.new, told.known, told.left) == (2, 2, 0)


def test_a_feed_that_fails_is_left_alone_longer_each_time_and_then_as_before(following, server):
    server.paths["/rss"] = status(503)
    source = following.source(feed=f"{server.url}/rss", every=timedelta(hours=1))
    waits = []
    for _ in range(7):
        told = following.round(source)
        assert told.fault is not None
        waits.append((told.due - following.now) / timedelta(hours=1))
    assert waits == [1, 2, 4, 8, 16, 24, 24]
    server.gives("/rss", rss([item(1, story(1))]))
    told = following.round(source)
    assert (told.new, told.due) == (1, NOW + timedelta(hours=1))
    server.paths["/rss"] = status(503, Retry_After="10800")
    assert following.round(source).due == NOW + timedelta(hours=3)


def test_what_is_to_be_mended_here_is_tried_again_at_once_when_it_is_mended(following, server):
    server.gives("/rss", rss([item(1, story(1))]))
    elsewhere = following.source(feed=f"{server.url}/rss", hosts=frozenset({"other.example"}))
    assert following.round(elsewhere).fault.code == "fetch.bounds"
    assert not following.backs_off(elsewhere)
    server.paths["/rss"] = status(503)
    assert following.round(following.source(feed=f"{server.url}/rss")).fault.code == "fetch.status"
    assert following.backs_off(elsewhere)


def test_an_entry_that_is_changed_is_kept_as_a_version_of_its_address(following, server):
    link = f"{server.url}/1"
    source = following.source(feed=f"{server.url}/rss", text=FullText.FEED)
    for text in (story(1), story(1) + "<p>Corrected on Tuesday.</p>"):
        server.gives("/rss", rss([item(1, text, link=link)]))
        assert following.round(source).new == 1
    with Desk.open(following.folder / "record.db", clock=lambda: NOW) as desk:
        assert len(desk.store.versions_of(link)) == 2


def test_a_page_that_changes_around_its_text_is_not_kept_again(following, server):
    link = f"{server.url}/1"
    source = following.source(feed=f"{server.url}/rss")
    for visit in range(2):
        server.gives("/rss", rss([item(1, link=link, day=f"Mon, 03 Jun 2024 0{visit}:00:00 +0200")]))
        server.gives("/1", page(1).replace("Home", f"Home {visit} visitors"), "text/html")
        told = following.round(source)
    assert (told.new, told.known) == (0, 1)


def test_a_record_that_was_begun_anew_is_filled_anew(following, server):
    server.paths["/rss"] = unless_known(rss([item(1, story(1))]))
    source = following.source(feed=f"{server.url}/rss")
    following.round(source)
    (following.folder / "record.db").unlink()
    assert following.round(source).new == 1


def test_what_the_reader_stumbles_over_is_told_and_does_not_come_back_for_ever(following, server):
    server.gives("/rss", rss([item(1, f"They stumble. {story(1)}"), item(2, story(2))]))
    source = following.source(feed=f"{server.url}/rss")
    told = [following.round(source) for _ in range(4)]
    assert [len(one.failed) for one in told] == [1, 1, 1, 0]
    assert [one.new for one in told] == [1, 0, 0, 0]


@pytest.mark.slow
def test_of_a_feed_of_ten_thousand_each_round_takes_a_part(following, server):
    server.gives("/rss", rss(item(n, link=f"{server.url}/{n}") for n in range(10_000)))
    source = following.source(feed=f"{server.url}/rss", text=FullText.PAGE)
    for n in range(10_000):
        server.gives(f"/{n}", f"{unlike(n)} and more words than the feed has of it", "text/plain")
    told = [following.round(source) for _ in range(2)]
    assert [(one.new, one.known, one.left) for one in told] == [(100, 0, 9_900), (100, 100, 9_800)]
    assert {server.count(f"/{n}") for n in range(200)} == {1}


@pytest.mark.slow
def test_a_feed_of_hundreds_of_whole_texts_is_taken_in_at_once(following, server):
    server.gives("/rss", rss(item(n, f"<p>{unlike(n)}</p>") for n in range(300)))
    source = following.source(feed=f"{server.url}/rss", text=FullText.FEED)
    first, second = following.round(source), following.round(source)
    assert (first.new, second.new, second.known) == (300, 0, 300)


def test_a_round_that_is_cut_off_keeps_what_it_had_and_the_next_goes_on_from_there(following, server, monkeypatch):
    server.paths["/rss"] = unless_known(rss(item(n, link=f"{server.url}/{n}") for n in range(4)))
    for n in range(4):
        server.gives(f"/{n}", page(n), "text/html")
    source, get = following.source(feed=f"{server.url}/rss"), Fetcher.get

    def interrupted(self, url, *args, **more):
        if url.endswith("/1"):
            raise KeyboardInterrupt
        return get(self, url, *args, **more)

    monkeypatch.setattr(Fetcher, "get", interrupted)
    with pytest.raises(KeyboardInterrupt):
        following.round(source)
    assert len(following.sources()) == 2
    monkeypatch.setattr(Fetcher, "get", get)
    told = following.round(source)
    assert (told.new, told.known) == (2, 2)
    assert [server.count(f"/{n}") for n in range(4)] == [1, 1, 1, 1]


# ---- files


def lay(path, text, at=NOW - timedelta(hours=1)):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    os.utime(path, (at.timestamp(), at.timestamp()))


def test_of_a_folder_new_and_changed_files_are_taken_in(following):
    folder = following.folder / "letters"
    source = following.source(folder=folder, source_class=SourceClass.OFFICIAL)
    lay(folder / "a.txt", "One text.")
    lay(folder / "deep" / "b.txt", "Another text.")
    lay(folder / ".hidden.txt", "Not this one.")
    assert following.round(source).new == 2
    assert following.round(source).new == 0
    lay(folder / "a.txt", "One text, changed.", NOW - timedelta(minutes=5))
    lay(folder / "c.txt", "Still being written", NOW)
    told = following.round(source)
    assert (told.new, told.left) == (1, 1)
    assert {(one.publisher, one.source_class) for one in following.sources()} == {
        ("Northern Wire", SourceClass.OFFICIAL)
    }


def test_files_of_a_source_are_the_same_articles_as_when_they_are_added_by_hand(following):
    path = following.folder / "letters" / "a.txt"
    lay(path, "One text.")
    with Desk.open(following.folder / "record.db", settings=Settings(workers=1, encoder=False)) as desk:
        desk.add(path)
    told = following.round(following.source(archive=str(path.parent / "*.txt")))
    assert (told.new, told.known) == (0, 1)


def test_a_folder_that_is_not_there_is_told_with_the_line_that_names_it(following):
    told = following.round(following.source(folder=following.folder / "none"))
    assert told.fault.code == "sources.empty"
    assert "sources.yaml:2" in told.fault.mend


# ---- memory


def test_two_watchers_do_not_work_on_one_record(tmp_path, monkeypatch):
    monkeypatch.setattr("dateline.desk.watched._WAIT", 0.05)
    with Watched(tmp_path / "m"), pytest.raises(SourceError) as caught:
        Watched(tmp_path / "m")
    assert caught.value.code == "watch.held"


def test_what_no_feed_has_held_for_long_is_forgotten(tmp_path):
    source = Following(tmp_path).source(feed="http://127.0.0.1/rss")
    with Watched(tmp_path / "m") as memory:
        for id_ in ("old", "held"):
            memory.settle(source, id_, "d", NOW)
        memory.met(source, ["held"], NOW + timedelta(days=100))
        assert [memory.has(source, id_, "d") for id_ in ("old", "held")] == [False, True]


@pytest.mark.parametrize(
    ("record", "memory"),
    [("a/b.db", "a/b.db-watch"), ("sqlite:///b.db", "b.db-watch"), ("postgresql://h/n", "s.yaml-watch")],
)
def test_the_memory_lies_beside_the_record(tmp_path, record, memory):
    assert memory_of(record, tmp_path / "s.yaml") in (tmp_path / memory, type(tmp_path)(memory))


def test_the_sources_of_a_class_can_be_asked_for(following, server, tmp_path):
    server.gives("/rss", rss([item(1, story(1))]))
    (tmp_path / "sources.yaml").write_text(
        f"sources:\n- name: Arland Bulletin\n  feed: {server.url}/rss\n  class: official\n", encoding="utf-8"
    )
    (source,) = listed(tmp_path / "sources.yaml")
    following.round(source)
    assert [one.source_class for one in following.sources()] == [SourceClass.OFFICIAL]
    assert Wanted(source="official").source == following.sources()[0].source_class
