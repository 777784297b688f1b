import json
from dataclasses import replace

import pytest

from dateline.desk.coded import Codings
from dateline.errors import ArticleError
from dateline.ingest.files import articles
from tests import record


@pytest.fixture
def first(tmp_path):
    """The first article of the small record, with the folder of its coding."""
    where, codings = record.write(tmp_path, record.TOLD[:1])
    (article,) = articles([where])
    return article, codings


def coded(first, change=lambda coding: coding):
    """What becomes of the article once its coding was changed so."""
    article, codings = first
    path = codings / "n1.json"
    path.write_text(json.dumps(change(json.loads(path.read_text()))), encoding="utf-8")
    return Codings.of(codings).reading(article)


def test_a_coding_is_a_reading_whose_claims_stand_where_the_coder_found_them(first):
    reading = coded(first)
    (claim,) = reading.claims
    assert claim.trigger.of(reading.article.text) == "meet"
    assert (claim.kind, claim.countries, claim.people) == ("meeting", ("ARL", "BLM"), ("Ines Maren", "Tomas Ruh"))
    assert all(why.rule == "coded@1" for why in claim.evidence)


def test_an_article_that_nobody_coded_is_told(first):
    fault = Codings.of(first[1]).reading(replace(first[0], id="n9"))
    assert isinstance(fault, ArticleError)
    assert (fault.code, fault.place) == ("codings.none", "n9")


@pytest.mark.parametrize(
    "change",
    [
        lambda _: [],
        lambda _: {},
        lambda _: {"id": "n1", "events": [{}]},
        lambda coding: coding | {"events": [coding["events"][0] | {"status": "perhaps"}]},
        lambda coding: coding | {"events": [coding["events"][0] | {"start": "tomorrow"}]},
        lambda coding: coding | {"events": [coding["events"][0] | {"trigger": {"start": 5, "end": 5000}}]},
        lambda coding: coding | {"events": [coding["events"][0] | {"trigger": {"start": -5, "end": 2}}]},
        lambda coding: coding | {"events": [coding["events"][0] | {"trigger": {"start": 7, "end": 7}}]},
    ],
)
def test_what_is_no_coding_is_told_with_its_file(first, change):
    fault = coded(first, change)
    assert isinstance(fault, ArticleError), fault
    assert fault.code in ("codings.form", "codings.trigger")
    assert fault.place.endswith("n1.json")
    assert fault.mend


def test_a_file_that_is_no_json_is_told(first):
    (first[1] / "n1.json").write_bytes(b"\xff{")
    fault = Codings.of(first[1]).reading(first[0])
    assert isinstance(fault, ArticleError)
    assert fault.code == "codings.form"


def test_a_folder_without_codings_is_told(tmp_path):
    with pytest.raises(ArticleError, match="no codings"):
        Codings.of(tmp_path)
