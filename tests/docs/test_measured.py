"""Places of pages that are filled from what bench/ measured."""

import json

import pytest

from bench.extraction import PAGES, summary
from docs import measured

CLUSTER = {
    "set": "pages", "articles": 10, "words": 5_000, "claims": 3, "machine": "CPython",
    "core_seconds": {"unpack": 0.01, "read": 0.35, "collect": 0.001, "take": 0.0108},
    "bytes": {"in": 2_000, "readings": 7_000, "record": 50_000},
}  # fmt: skip

MOVING = {
    "row_bytes": 22_000,
    "unmoved": {"unpack": 0.008, "collect": 0.001},
    "engines": {"pool": {"all": 0.0095, "collecting": 0.0092}, "ray": {"all": 0.011, "collecting": 0.0015}},
}


def test_what_very_many_articles_take_is_reckoned_from_what_one_takes():
    told = list(measured.cluster(CLUSTER, MOVING))
    assert "| read it | all machines | 0.3500 | 10,286 |" in told
    assert "| on one machine, without Ray | 0.0005 | 0.0002 |" in told
    assert "| by Ray | 0.0020 | 0.0005 |" in told
    assert "31 readers. With more, start two commands, each over half of the files." in told
    assert "| unpacking, reading and moving | 10,042 core-hours |" in told
    assert "| the same on 100 cores, if the program that collects keeps up | 4 days |" in told
    assert "| the same on 1,000 cores, if the program that collects keeps up | 10 hours |" in told
    assert "| cores from which on that one core is what all wait for | 241 |" in told
    assert "| the readings, as Parquet | 700 GB |" in told
    assert "without what joining adds as it grows | 12 days |" in told[-1]


def test_the_places_are_filled_with_what_bench_wrote():
    """Mend: make docs."""
    pages = measured.filled()
    assert {page.name for page in pages} == {"run-on-a-cluster.md", "read-files.md", "scale.md"}
    assert all(page.read_text(encoding="utf-8") == text for page, text in pages.items())


@pytest.mark.slow
def test_the_figures_of_pages_are_those_that_the_bench_gives():
    """Mend: python bench/extraction.py --write"""
    told = json.loads((measured.BENCH / "extraction.json").read_text(encoding="utf-8"))["sets"][0]
    assert summary(PAGES, told["says"]) == told
    assert told["pages"] >= 40
