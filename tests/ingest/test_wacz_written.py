import hashlib
import io
import json
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from dateline.ingest import wacz_written
from dateline.ingest.files import articles
from dateline.ingest.wacz_written import surt
from dateline.model.article import Article
from tests.ingest import built

DAY = date(2024, 6, 3)
TEXT = Article(id="a/1", text="They met.", published=DAY, title="Ähre")


@pytest.fixture
def given(tmp_path):
    """Two pages of a web archive, and a text."""
    path = tmp_path / "news.warc.gz"
    second = built.record(built.PAGE.replace("Corva", "Sorvo"), number=2, url="https://b.nwa.example/Other?a=1")
    path.write_bytes(built.warc(built.record(), second))
    return [*articles([path]), TEXT]


@pytest.fixture
def written(given, tmp_path):
    path = tmp_path / "out.wacz"
    with path.open("wb") as out:
        assert wacz_written.write(given, out) == len(given)
    return path


def test_articles_come_back_as_they_were_and_cite_the_file_within(given, written):
    again = [one for one in articles([written]) if isinstance(one, Article)]
    assert [replace(one, origin=None, key="") for one in again] == [replace(one, origin=None, key="") for one in given]
    assert again[0].origin == "out.wacz#archive/data.warc.gz#<urn:uuid:00000000-0000-4000-8000-000000000001>"


def test_every_line_of_the_index_leads_to_the_record_of_its_address(written):
    with zipfile.ZipFile(written) as packed:
        archive, index = packed.read("archive/data.warc.gz"), packed.read("indexes/index.cdxj").decode().splitlines()
    assert index == sorted(index)
    assert [line.split()[:2] for line in index] == [
        ["example,nwa)/story", "20240603000000"],
        ["example,nwa,b)/other?a=1", "20240603000000"],
        ["urn:dateline:a%2F1", "20240603000000"],
    ]
    for line in index:
        told = json.loads(line.split(" ", 2)[2])
        start = int(told["offset"])
        record = next(ArchiveIterator(io.BytesIO(archive[start : start + int(told["length"])]), check_digests=True))
        assert record.rec_headers.get_header("WARC-Target-URI") == told["url"]
        assert record.content_stream().read()
        assert told["digest"] in str(record.rec_headers)
        assert told["mime"] == ("text/plain" if "urn" in told["url"] else "text/html")


def test_every_file_has_the_digest_that_the_package_tells(written):
    with zipfile.ZipFile(written) as packed:
        about = json.loads(packed.read("datapackage.json"))
        for one in about["resources"]:
            data = packed.read(one["path"])
            assert (one["bytes"], one["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
        assert {one.compress_type for one in packed.infolist()} == {zipfile.ZIP_STORED}  # so that readers may seek
        told = json.loads(packed.read("datapackage-digest.json"))["hash"]
        assert told == f"sha256:{hashlib.sha256(packed.read('datapackage.json')).hexdigest()}"


def test_the_pages_are_those_that_have_an_address_of_the_web(written):
    with zipfile.ZipFile(written) as packed:
        head, *pages = map(json.loads, packed.read("pages/pages.jsonl").splitlines())
    assert head["format"] == "json-pages-1.0"
    assert [(page["url"], page["title"], page["ts"]) for page in pages] == [
        ("https://www.nwa.example/story", "Ministers meet", "2024-06-03T00:00:00Z"),
        ("https://b.nwa.example/Other?a=1", "Ministers meet", "2024-06-03T00:00:00Z"),
    ]


def test_the_same_articles_give_the_same_bytes(given, written):
    out = io.BytesIO()
    wacz_written.write(given, out)
    assert out.getvalue() == written.read_bytes()


def wacz(*args):
    """The tools of those who wrote the format."""
    command = Path(sys.executable).with_name("wacz")
    return subprocess.run([command, *map(str, args)], capture_output=True, text=True, check=False)  # noqa: S603


def test_the_tools_of_the_format_find_it_valid(written):
    told = wacz("validate", "-f", written)
    assert (told.returncode, told.stdout.splitlines()[-1]) == (0, "Validation succeeded, the passed WACZ is valid")


def test_the_tools_of_the_format_would_find_a_fault(written):
    changed = written.with_name("changed.wacz")
    with zipfile.ZipFile(written) as packed, zipfile.ZipFile(changed, "w") as out:
        for one in packed.infolist():
            out.writestr(one, packed.read(one).replace(b"Ministers meet", b"Ministers part"))
    told = wacz("validate", "-f", changed)
    assert (told.returncode, "valid" in told.stdout.splitlines()[-1]) != (0, True)


def test_what_the_tools_of_the_format_make_is_read(tmp_path):
    (tmp_path / "crawl.warc.gz").write_bytes(built.warc(built.record()))
    made = wacz("create", "-o", tmp_path / "crawl.wacz", "--detect-pages", tmp_path / "crawl.warc.gz")
    assert made.returncode == 0, made.stderr
    (article,) = articles([tmp_path / "crawl.wacz"])
    assert isinstance(article, Article)
    assert str(article.origin).startswith("crawl.wacz#archive/crawl.warc.gz#<urn:uuid:")


@pytest.mark.parametrize(
    ("address", "sorted_by"),
    [
        ("https://www.Nwa.example:8080/A b", "example,nwa:8080)/a%20b"),
        ("http://nwa.example", "example,nwa)/"),
        ("urn:dateline:x", "urn:dateline:x"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_addresses_of_a_site_stand_together(address, sorted_by):
    assert surt(address) == sorted_by
