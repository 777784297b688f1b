import io

import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.desk import readings
from dateline.errors import DatelineError
from dateline.model.article import OffsetMap
from tests import make


def packed(*every):
    file = io.BytesIO()
    rows = [readings.row_of(one) for one in every]
    pq.write_table(pa.Table.from_pylist(rows, readings.schema()), file)
    return file.getvalue()


def unpacked(data):
    return [readings.reading_of(row) for row in pq.read_table(io.BytesIO(data)).to_pylist()]


@given(every=st.lists(make.readings(), max_size=3))
def test_readings_come_out_of_parquet_as_they_went_in(every):
    assert unpacked(packed(*every)) == every


def test_all_of_an_article_goes_along():
    """The raw text with halves of characters in it, and the way back to it, too."""
    article = make.article(
        raw="<p>ARDEN\ud800</p>",
        raw_map=OffsetMap((0, 5), (3, -1), (8, -1)),
        title="Talks",
        byline="A. Hand",
        url="https://example.org/1",
        origin="news.warc.gz#<urn:uuid:1>",
        warnings=("tells no day",),
        key="k1",
    )
    reading = make.reading(article=article)
    assert unpacked(packed(reading)) == [reading]


def test_a_folder_is_taken_in_the_order_of_its_files_and_what_else_lies_there_is_passed_over(tmp_path):
    for name, id_ in (("month=2024-02/b.parquet", "second"), ("month=2024-01/a.parquet", "first")):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_bytes(packed(make.reading(article=make.article(id=id_))))
    (tmp_path / "month=2024-01" / ".a.parquet.begun").write_bytes(b"PAR1 and no more")
    (tmp_path / "manifest.json").write_text("{}")
    assert readings.are_readings(tmp_path)
    assert [one.article.id for one in readings.readings_in(tmp_path)] == ["first", "second"]


@pytest.mark.parametrize("name", ["a.txt", "a.parquet", "folder"])
def test_what_holds_no_readings_is_told_apart(tmp_path, name):
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
    elif name == "a.parquet":
        pq.write_table(pa.table({"text": ["They met."]}), path)
    else:
        path.write_text("They met.")
    assert not readings.are_readings(path)
    assert list(readings.readings_in(path)) == []


def test_broken_parquet_holds_no_readings(tmp_path):
    path = tmp_path / "a.parquet"
    path.write_bytes(packed(make.reading())[:200])
    assert not readings.are_readings(path)


def test_readings_of_a_newer_form_are_refused(tmp_path):
    table = pa.table({"text": ["They met."]}).replace_schema_metadata({readings.MARK: b"99"})
    pq.write_table(table, tmp_path / "a.parquet")
    with pytest.raises(DatelineError, match="form") as fault:
        readings.are_readings(tmp_path)
    assert fault.value.code == "batch.form"
