import gzip
import hashlib
import io
import json
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from dateline.errors import ArticleError
from dateline.ingest import warc
from dateline.ingest.files import articles
from dateline.ingest.warc_written import body_of
from dateline.model.article import Article
from tests.ingest import built
from tests.ingest.built import PAGE, record

DAY = date(2024, 6, 3)
ID = "urn:uuid:00000000-0000-4000-8000-000000000001"
UNDATED = PAGE.replace("article:published_time", "x")


@pytest.fixture
def read(tmp_path):
    def read(data, name="news.warc.gz", **more):
        path = tmp_path / name
        path.write_bytes(data)
        return list(articles([path], **more))

    return read


def whole(found):
    assert [one for one in found if isinstance(one, ArticleError)] == []
    return found


def kinds(found):
    return ["error" if isinstance(one, ArticleError) else "article" for one in found]


# ---- what is read


@pytest.mark.parametrize("packed", [True, False])
def test_a_page_of_a_web_archive_is_an_article_that_cites_its_record(read, packed):
    (article,) = whole(read(built.warc(record(), packed=packed)))
    assert article.id == ID
    assert article.origin == f"news.warc.gz#<{ID}>"
    assert (article.publisher, article.title, article.published) == ("Northern Wire", "Ministers meet", DAY)
    assert article.url == "https://www.nwa.example/story"
    assert article.text.startswith("ARDEN, June 1 (NWA) - Arland’s defence minister met")
    assert article.raw == PAGE
    assert article.warnings == ()


def test_a_file_that_is_packed_as_a_whole_is_read_too(read):
    assert len(whole(read(gzip.compress(built.warc(record(number=1), record(number=2), packed=False))))) == 2


def test_of_responses_only_pages_that_were_found_are_articles(read):
    found = read(
        built.warc(
            record("WARC-Target: none", "warcinfo", mime="application/warc-fields"),
            record(number=2, status="404 Not Found"),
            record(b"\x89PNG", number=3, mime="image/png"),
            record("{}", number=4, mime="application/json"),
            record("GET / HTTP/1.1\r\n\r\n", "request", number=5, mime="application/http; msgtype=request"),
            record(number=6),
            record("url: x", "metadata", number=7, mime="application/warc-fields"),
        )
    )
    assert [article.id[-2:] for article in whole(found)] == ["06"]


def test_texts_of_resource_and_conversion_records_are_articles(read):
    found = read(
        built.warc(
            record("CORVA, June 5 - They met.", "conversion", mime="text/plain", number=1),
            record("SORVO, June 5 - They left.", "resource", mime="text/plain; charset=utf-8", number=2),
        )
    )
    assert [article.text[:5] for article in whole(found)] == ["CORVA", "SORVO"]


def test_without_a_site_and_a_day_on_the_page_its_host_and_its_last_change_are_taken_with_a_warning(read):
    page = UNDATED.replace("og:site_name", "x")
    (article,) = whole(read(built.warc(record(page, http=["Last-Modified: Mon, 03 Jun 2024 08:15:00 GMT"]))))
    assert (article.publisher, article.published) == ("nwa.example", DAY)
    assert "Last-Modified" in article.warnings[0]


@pytest.mark.parametrize("change", [[], ["Last-Modified: Mon, 03 Jun 2030 08:15:00 GMT"], ["Last-Modified: soon"]])
def test_the_day_of_the_visit_is_taken_where_there_is_no_change_before_it(read, change):
    (article,) = whole(read(built.warc(record(UNDATED, http=change))))
    assert article.published == date(2024, 6, 5)
    assert "WARC-Date" in article.warnings[0]


def test_the_day_that_the_call_gives_goes_before_that_of_the_visit(read):
    (article,) = whole(read(built.warc(record(UNDATED)), published=DAY))
    assert (article.published, article.warnings) == (DAY, ())


def test_the_character_set_that_the_server_names_is_used(read):
    body = PAGE.replace("&#8217;", "\u2019").replace("Saturday", "súbado Ł").encode("iso-8859-2", "ignore")
    (article,) = whole(read(built.warc(record(body, mime="text/html; charset=ISO-8859-2"))))
    assert "súbado Ł" in article.text


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(PAGE.encode()), ["Content-Encoding: gzip"]),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE.encode()), PAGE.encode()), ["Transfer-Encoding: chunked"]),
        (PAGE.encode(), ["Content-Encoding: gzip"]),  # unpacked by the crawler, which left the header as it was
        (PAGE.encode(), ["Transfer-Encoding: chunked"]),
    ],
)
def test_bodies_are_unpacked_as_they_were_sent(read, body, headers):
    (article,) = whole(read(built.warc(record(body, http=headers))))
    assert article.raw == PAGE


def test_a_record_that_was_cut_off_by_the_crawler_is_read_with_a_warning(read):
    (article,) = whole(read(built.warc(record(more=["WARC-Truncated: length"]))))
    assert "cut off" in article.warnings[0]


def test_an_archive_without_pages_is_told(read):
    (fault,) = read(built.warc(record("a: b", "warcinfo", mime="application/warc-fields")))
    assert fault.code == "article.empty"


def test_without_the_library_the_extra_is_named(read, monkeypatch):
    monkeypatch.setitem(sys.modules, "fastwarc.warc", None)
    (fault,) = read(built.warc(record()))
    assert fault.code == "article.extra"
    assert "dateline[formats]" in fault.mend


# ---- what is broken


@pytest.mark.parametrize("packed", [True, False])
def test_a_file_that_ends_within_a_record_gives_those_before_it_and_the_offset(read, packed):
    first = built.warc(record(number=1), packed=packed)
    data = first + built.warc(record(number=2), packed=packed)
    found = read(data[:-200])
    assert kinds(found) == ["article", "error"]
    assert f"{len(first):,}" in found[1].what
    assert found[1].code == "article.warc"


@pytest.mark.parametrize("packed", [True, False])
def test_a_record_that_is_broken_leaves_those_behind_it_readable(read, packed):
    parts = [built.warc(record(number=number), packed=packed) for number in (1, 2, 3)]
    broken = bytearray(parts[1])
    broken[:60] = b"\x00" * 60
    found = read(parts[0] + bytes(broken) + parts[2])
    assert kinds(found) == ["article", "error", "article"]
    assert found[2].id.endswith("3")


def test_a_record_that_claims_more_bytes_than_there_are_does_not_swallow_the_others(read):
    greedy = record(number=1).replace(b"Content-Length: ", b"Content-Length: 9")
    found = read(greedy + record(number=2) + record(number=3))
    assert kinds(found) == ["error", "article", "article"]


def test_a_page_that_is_too_long_is_told_and_the_next_one_read(read):
    found = read(built.warc(record("<html>" + "word " * 9000, number=1), record(number=2)), longest=2000)
    assert kinds(found) == ["error", "article"]
    assert found[0].code == "article.long"


def test_a_page_that_unpacks_without_end_is_told(read):
    bomb = gzip.compress(b"<html>" + b"word " * 10_000_000)
    found = read(built.warc(record(bomb, http=["Content-Encoding: gzip"]), record(number=2)))
    assert kinds(found) == ["error", "article"]


@settings(max_examples=100, deadline=None)
@given(
    cuts=st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 40), st.binary(max_size=30)), min_size=1, max_size=4),
    packed=st.booleans(),
)
def test_whatever_is_broken_in_a_web_archive_nothing_is_raised(tmp_path_factory, cuts, packed):
    data = built.warc(*(record("<p>They met.</p>", number=number) for number in range(3)), packed=packed)
    for start, length, put in cuts:
        data = data[:start] + put + data[start + length :]
    path = tmp_path_factory.mktemp("warc") / "any.warc"
    path.write_bytes(data)
    found = list(articles([path]))
    assert found
    assert list(map(str, found)) == list(map(str, articles([path])))


PEAK = (
    "import resource, sys; from dateline.ingest.files import articles; print(len(list(articles([sys.argv[1]]))),"
    " resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
)


def peak(path):
    """Articles, and the KiB of memory that a process of its own takes to read a file."""
    done = subprocess.run([sys.executable, "-c", PEAK, path], check=True, capture_output=True, text=True)  # noqa: S603
    return [int(number) for number in done.stdout.split()]


@pytest.mark.slow
def test_a_large_archive_streams_through_in_bounded_memory(tmp_path):
    small, large = tmp_path / "small.warc.gz", tmp_path / "large.warc.gz"
    noise = built.warc(record(bytes(range(256)) * 4000, number=2, mime="application/octet-stream"))
    small.write_bytes(built.warc(record()))
    large.write_bytes(noise * 300 + small.read_bytes())
    (one, least), (also_one, most) = peak(small), peak(large)
    assert (one, also_one) == (1, 1)
    assert most - least < 20_000  # KiB, of 300 MB unpacked


# ---- what is written


def test_an_article_goes_through_a_web_archive_and_comes_back_as_it_was(read):
    (article,) = whole(read(built.warc(record())))
    out = io.BytesIO()
    assert warc.write([article], out) == 1
    (again,) = whole(read(out.getvalue(), "again.warc.gz"))
    assert replace(again, origin=None) == replace(article, origin=None)
    assert again.origin == f"again.warc.gz#<{ID}>"


def test_the_body_of_a_page_has_the_digest_that_it_had(read):
    (article,) = whole(read(built.warc(record())))
    assert hashlib.sha256(body_of(article)[0]).digest() == hashlib.sha256(PAGE.encode()).digest()
    out = io.BytesIO()
    warc.write([article], out, packed=False)
    assert PAGE.encode() in out.getvalue()


@pytest.mark.parametrize(
    ("encoding", "charset"),
    [("iso8859-2", "ISO-8859-2"), ("cp1251", "windows-1251"), ("utf-8-sig", None), ("utf-16", None)],
)
def test_a_page_that_was_not_in_utf_8_goes_out_in_the_bytes_in_which_it_came(read, encoding, charset):
    body = PAGE.replace("&#8217;", "'").replace("Corva", "Корва" if charset == "windows-1251" else "Corvá")
    data = body.encode(encoding)
    mime = f"text/html; charset={charset}" if charset else "text/html"
    (article,) = whole(read(built.warc(record(data, mime=mime))))
    out = io.BytesIO()
    warc.write([article], out)
    (again,) = whole(read(out.getvalue(), "again.warc.gz"))
    kept = next(ArchiveIterator(io.BytesIO(out.getvalue())))
    assert kept.content_stream().read() == data
    assert replace(again, origin=None) == replace(article, origin=None)


def test_other_tools_read_what_is_written(read):
    articles_ = [Article(id="a/1", text="They met.", published=DAY, title="Ähre"), *read(built.warc(record()))]
    out = io.BytesIO()
    warc.write(articles_, out)
    out.seek(0)
    found = [
        (one.rec_type, one.rec_headers.get("WARC-Target-URI"), one.content_stream().read(), one.digest_checker.passed)
        for one in ArchiveIterator(out, check_digests=True)
    ]
    assert found == [
        ("resource", "urn:dateline:a%2F1", b"They met.", True),
        ("response", "https://www.nwa.example/story", PAGE.encode(), True),
    ]


def test_the_same_articles_give_the_same_bytes(read):
    found = whole(read(built.warc(record())))
    first, second = io.BytesIO(), io.BytesIO()
    warc.write(found, first)
    warc.write(found, second)
    assert first.getvalue() == second.getvalue()


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).map(
    lambda words: " ".join(words.split())
)


@settings(max_examples=60, deadline=None)
@given(
    id=WORDS.filter(bool),
    text=WORDS.filter(lambda words: len(words.strip("\ufeff\ufffd ")) > 1 and "<" not in words),
    published=st.none() | st.dates(min_value=date(1990, 1, 1)),
    publisher=st.none() | WORDS.filter(bool),
    title=st.none() | WORDS.filter(bool),
)
def test_what_an_article_tells_of_itself_goes_through_and_back(tmp_path_factory, **told):
    article = Article(**told)
    path = tmp_path_factory.mktemp("warc") / "a.warc"
    with path.open("wb") as out:
        warc.write([article], out)
    (again,) = articles([path])
    assert isinstance(again, Article), again
    assert replace(again, origin=None, key="") == article


# ---- WACZ


def wacz(data, told=None):
    digest = f"sha256:{hashlib.sha256(data).hexdigest()}"
    about = {"resources": [{"path": "archive/data.warc.gz", "hash": told or digest}]}
    return built.zipped(
        {"archive/data.warc.gz": data, "datapackage.json": json.dumps(about).encode(), "pages/pages.jsonl": b"{}"}, 0
    )


def test_the_pages_of_a_wacz_are_read_and_cite_the_file_within_it(read):
    (article,) = whole(read(wacz(built.warc(record())), "crawl.wacz"))
    assert article.origin == f"crawl.wacz#archive/data.warc.gz#<{ID}>"


def test_a_wacz_that_was_changed_is_told_and_read(read):
    fault, article = read(wacz(built.warc(record()), told="sha256:00"), "crawl.wacz")
    assert fault.code == "article.digest"
    assert article.id == ID


def test_a_broken_record_in_a_wacz_leaves_the_others_readable(read):
    data = built.warc(record(number=1)) + b"\x1f\x8b\x08garbage" + built.warc(record(number=3))
    found = read(wacz(data), "crawl.wacz")
    assert kinds(found) == ["article", "error", "article"]
