"""What is taken away that needs more of a record than its events."""

import io

import pytest

from dateline.desk.open import Desk
from dateline.desk.take import formats, take
from dateline.errors import ExportError


def test_a_record_goes_out_as_a_web_archive_and_comes_back_as_the_same_articles(desk, tmp_path):
    out = io.BytesIO()
    loss = take(desk, desk.events(), "warc", out)
    archive = tmp_path / "articles.warc.gz"
    archive.write_bytes(out.getvalue())
    keys = {source.key for source in desk.store.sources()}
    cited = {kept.source.key for event in desk.events() for kept in event.claims}
    assert loss.written == len(cited) > 0
    with Desk.open(tmp_path / "again.db") as again:
        again.settings = desk.settings
        assert len(again.add(archive).failed) == 0
        assert {source.key for source in again.store.sources()} == cited <= keys


def test_every_format_has_its_sentence_and_an_unknown_one_its_mend(desk):
    assert all(one.says.endswith(".") for one in formats().values())
    with pytest.raises(ExportError, match="warcs") as fault:
        take(desk, desk.events(), "warcs", io.BytesIO())
    assert "did you mean warc?" in fault.value.mend
