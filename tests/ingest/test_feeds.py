import time
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import SourceError
from dateline.ingest.entries import from_feed, from_page, wants_page
from dateline.ingest.feeds import Entry, feed_of
from dateline.ingest.fetching import Fetched
from dateline.ingest.listed import FullText, Listed
from dateline.ingest.parts import Terms
from dateline.model.kept import SourceClass
from tests.ingest.misbehaving import STORY, item, page, rss, story

URL = "https://nwa.example/rss"
TERMS = Terms()
SOURCE = Listed(name="Northern Wire", place="sources.yaml:2", feed=URL, hosts=frozenset({"nwa.example"}))

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://nwa.example/en/"><title>Northern Wire</title>
<entry><id>tag:nwa.example,2024:7</id><title type="html">Ministers &lt;em&gt;meet&lt;/em&gt; in Arden</title>
<link rel="alternate" href="stories/7"/><link rel="enclosure" href="picture.jpg"/>
<published>2024-06-03T08:15:00+02:00</published><updated>2024-06-04T09:00:00+02:00</updated>
<author><name>R. Okafor</name></author><summary>In short.</summary>
<content type="html">&lt;p&gt;The ministers of Arland &amp;amp; Belmar met.&lt;/p&gt;</content></entry></feed>"""


def entries(text, **more):
    return feed_of(text if isinstance(text, bytes) else text.encode(), URL, **more).entries


def test_an_entry_of_atom_has_its_page_title_day_writer_and_text():
    (entry,) = entries(ATOM)
    assert (entry.id, entry.url) == ("tag:nwa.example,2024:7", "https://nwa.example/en/stories/7")
    assert (entry.title, entry.byline) == ("Ministers meet in Arden", "R. Okafor")
    assert entry.published == "2024-06-03T08:15:00+02:00"
    assert entry.words == "The ministers of Arland & Belmar met."


def test_an_item_of_rss_has_them_too():
    (entry,) = entries(rss([item(7, story(7), link="/7")]))
    assert (entry.id, entry.url, entry.title) == ("nwa-7", "https://nwa.example/7", "Story 7")
    assert entry.words.startswith("ARDEN, June 3 (NWA)")
    assert not entry.is_stub


def test_words_of_an_article_from_the_feed_lead_back_to_its_markup():
    (entry,) = entries(ATOM)
    article = from_feed(entry, SOURCE, TERMS)
    at = article.text.index("Arland & Belmar")
    start = article.raw_map.to_raw(at)
    assert article.raw
    assert article.raw[start:].startswith("Arland &amp; Belmar")
    assert article.published == date(2024, 6, 3)


@pytest.mark.parametrize(
    ("text", "is_stub"),
    [
        (story(1), False),
        (f"<p>{STORY}</p>", True),  # too short to be all of it
        (story(1) + "<p>[…]</p>", True),
        (story(1) + "<p>Read more »</p>", True),
        (story(1) + "<p>Continue reading</p>", True),
        ("", True),
    ],
)
def test_a_stub_is_told_from_a_whole_text(text, is_stub):
    (entry,) = entries(rss([item(1, text)]))
    assert entry.is_stub is is_stub


@pytest.mark.parametrize(
    ("more", "wants"),
    [
        ({}, True),
        ({"text": FullText.FEED}, False),
        ({"text": FullText.PAGE}, True),
        ({"source_class": SourceClass.SOCIAL}, False),
        ({"source_class": SourceClass.WIRE}, True),
    ],
)
def test_the_page_of_a_stub_is_wanted_unless_the_source_says_otherwise(more, wants):
    (entry,) = entries(rss([item(1, link="/1")]))
    assert wants_page(entry, Listed(name="N", place="", feed=URL, **more)) is wants


def test_an_entry_without_a_page_is_read_in_the_feed():
    (entry,) = entries(rss([item(1)]))
    assert not wants_page(entry, SOURCE)


def test_the_feed_tells_the_day_where_the_page_tells_another():
    (entry,) = entries(rss([item(1, link="/1", day="Sat, 01 Jun 2024 08:00:00 +0000")]))
    article = from_page(entry, SOURCE, TERMS, Fetched(url=entry.url, data=page(1).encode()))
    assert article.published == date(2024, 6, 1)
    assert any("2024-06-03" in warning for warning in article.warnings)


@pytest.mark.parametrize("day", ["Mon, 03 Jun 2024 23:30:00 -0700", "2024-06-03T23:30:00-07:00", "3 June 2024"])
def test_the_day_is_counted_where_it_was_published(day):
    (entry,) = entries(rss([item(1, story(1), day=day)]))
    assert from_feed(entry, SOURCE, TERMS).published == date(2024, 6, 3)


def test_another_text_under_the_same_id_is_another_version():
    (one,) = entries(rss([item(1, story(1))]))
    (two,) = entries(rss([item(1, story(2))]))
    assert one.id == two.id
    assert one.digest != two.digest


def test_an_id_that_comes_twice_is_one_entry():
    assert len(entries(rss([item(1), item(1)]))) == 1


@pytest.mark.parametrize(
    ("encoding", "declared", "told"),
    [
        ("utf-8", "utf-8", "iso-8859-1"),
        ("windows-1251", "windows-1251", None),
        ("windows-1251", "windows-1251", "utf-8"),
        ("windows-1251", "utf-8", "windows-1251"),
        ("utf-16", "utf-16", None),
    ],
)
def test_characters_are_read_whichever_of_feed_and_server_is_wrong_of_them(encoding, declared, told):
    head = f"<?xml version='1.0' encoding='{declared}'?>"
    data = rss([item(1, "<p>Министр принял посла в столице и подписал соглашение.</p>")], head=head).encode(encoding)
    (entry,) = entries(data, kind="application/rss+xml", charset=told)
    assert entry.words == "Министр принял посла в столице и подписал соглашение."


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        ("Le ministre a été reçu à Arden.".encode("latin-1"), "iso-8859-1"),
        ("Le ministre a été reçu à Arden.".encode(), "iso-8859-1"),
    ],
)
def test_a_page_is_read_whatever_its_server_says_of_its_characters(data, charset):
    (entry,) = entries(rss([item(1, link="/1")]))
    html = b"<html><body><article><p>" + data + b" " + STORY.encode() * 4 + b"</p></article></body></html>"
    article = from_page(entry, SOURCE, TERMS, Fetched(url=entry.url, data=html, charset=charset))
    assert "a été reçu à Arden" in article.text


# ---- what is broken, and what is hostile


def test_of_a_feed_that_is_cut_off_the_whole_entries_are_read():
    whole = rss(item(n, story(n)) for n in range(5))
    feed = feed_of(whole[: whole.index("story 3") + 50].encode(), URL)
    assert [entry.id for entry in feed.entries] == ["nwa-0", "nwa-1", "nwa-2"]
    assert any("broken" in warning for warning in feed.warnings)


def test_of_a_feed_with_broken_xml_the_entries_are_read():
    feed = feed_of(rss([item(1, story(1)), "<item><title>A & B <br></title></item>", item(2, story(2))]).encode(), URL)
    assert {"nwa-1", "nwa-2"} <= {entry.id for entry in feed.entries}
    assert feed.warnings


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"<html><body><p>No feed</p></body></html>", b"\x00\xff\xfe", b"<rss", b"words"]
)
def test_what_is_no_feed_is_told(data):
    with pytest.raises(SourceError) as caught:
        feed_of(data, URL)
    assert caught.value.code in {"feed.none", "feed.broken"}


def test_a_feed_without_entries_is_one_all_the_same():
    assert feed_of(rss([]).encode(), URL).entries == ()


LAUGHS = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))


@pytest.mark.parametrize(
    "doctype",
    [
        f'<!DOCTYPE rss [<!ENTITY a0 "ha">{LAUGHS}]>',
        f'<!DOCTYPE rss [<!ENTITY a9 "{"x" * 100_000}">]>',
        '<!DOCTYPE rss [<!ENTITY a9 SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/evil.dtd">',
    ],
    ids=["laughs", "quadratic", "file", "dtd"],
)
def test_entities_that_a_feed_defines_are_not_followed(doctype):
    text = rss([item(1).replace("Story 1", "&a9;" * 50)], head=f"<?xml version='1.0'?>{doctype}")
    began = time.process_time()
    try:
        found = entries(text)
    except SourceError:
        found = ()
    assert sum(len(entry.title or "") for entry in found) < 10_000
    assert time.process_time() - began < 5


def test_an_address_of_another_kind_is_no_page():
    (entry,) = entries(rss([item(1, story(1), link="javascript:alert(1)")]))
    assert entry.url is None


@pytest.mark.slow
def test_ten_thousand_items_are_all_read():
    assert len(entries(rss(item(n, f"<p>{STORY}</p>") for n in range(10_000)))) == 10_000


@given(
    st.one_of(
        st.binary(max_size=200), st.text(max_size=200).map(lambda text: rss([item(1, text)]).encode("utf-8", "replace"))
    )
)
def test_no_bytes_crash_it(data):
    with suppress(SourceError):
        for entry in feed_of(data, URL).entries:
            assert entry.id
            assert isinstance(entry.is_stub, bool)


@given(st.data())
def test_no_damage_to_a_feed_crashes_it(data):
    whole = bytearray(rss([item(1, story(1), link="/1"), item(2)]).encode())
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=8))
    try:
        found = entries(bytes(whole))
    except SourceError:
        return
    assert all(isinstance(entry, Entry) for entry in found)
