"""From a web archive into the record and out again: what a claim rests on can be looked up where it lay."""

import io
import json

import pytest
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from dateline.desk.open import Desk
from dateline.desk.take import take
from dateline.ingest.files import articles
from dateline.model.article import Article
from tests.ingest import built

ID = "<urn:uuid:00000000-0000-4000-8000-000000000001>"
AT = f"news.warc.gz#{ID}"


@pytest.fixture
def desk(tmp_path):
    """A record of one page of a web archive, coded by hand."""
    archive = tmp_path / "news.warc.gz"
    archive.write_bytes(built.warc(built.record()))
    codings = tmp_path / "codings"
    codings.mkdir()
    with Desk.open(tmp_path / "record.db") as desk:
        (article,) = articles([archive])
        assert isinstance(article, Article)
        at = article.text.index("met")
        event: dict[str, object] = {
            "type": "meeting",
            "mode": "bilateral",
            "status": "held",
            "start": "2024-06-01",
            "end": None,
        }
        event |= {"countries": ["NOR", "SWE"], "organizations": [], "people": [], "place": None, "name": None}
        event |= {"trigger": {"start": at, "end": at + 3, "text": "met"}}
        coding = {"id": article.id, "events": [event], "quotations": [], "people": []}
        (codings / f"{article.id}.json").write_text(json.dumps(coding), encoding="utf-8")
        assert desk.add_codings(codings, archive, by="tester").failed == []
        yield desk


def taken(desk, what):
    out = io.BytesIO()
    take(desk, desk.events(), what, out)
    return out.getvalue()


def test_every_claim_cites_the_file_and_the_record_in_which_its_article_lay(desk):
    (event,) = desk.events()
    assert [kept.source.origin for kept in event.claims] == [AT]
    assert json.loads(taken(desk, "claims"))["origin"] == AT
    assert json.loads(taken(desk, "events"))["reports"][0]["origin"] == AT
    assert AT in json.loads(taken(desk, "csl"))[0]["note"]


def test_the_record_that_was_cited_goes_out_under_its_id_with_the_same_body(desk):
    kept = next(ArchiveIterator(io.BytesIO(taken(desk, "warc")), check_digests=True))
    assert kept.rec_headers.get("WARC-Record-ID") == ID
    assert kept.content_stream().read() == built.PAGE.encode()
    assert kept.digest_checker.passed
