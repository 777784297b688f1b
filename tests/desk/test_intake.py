import json

import pytest

from dateline.desk import intake
from dateline.desk import read as reading
from dateline.desk.intake import incoming
from dateline.desk.readings import pyarrow, row_of, schema
from dateline.errors import ModelError
from dateline.model.claim import Evidence, Reading, Versions
from dateline.model.kept import keys_of
from dateline.model.span import Span
from tests import make, record


class Reader:
    """Stands in for the reader: finds a meeting at each "met", and stops or stumbles where the text says so."""

    versions = Versions(software="0.1", codebook="1", register="1")
    shift = 0

    def read(self, article):
        if "stumble" in article.text:
            raise ZeroDivisionError
        if "stop" in article.text:
            raise ModelError("the weights are not those of the model card", code="model.digest")
        starts = [at for at in range(len(article.text)) if article.text.startswith("met", at)]
        claims = [
            make.claim(id=f"c{n}", trigger=Span(at + self.shift, at + 3), participants=(), place=None, evidence=(
                Evidence(field="type", value="meeting", at=Span(at, at + 3), words="met", rule="met@1"),
            )) for n, at in enumerate(starts)
        ]  # fmt: skip
        language = "fr" if "Lundi" in article.text else "en"
        return Reading(article=article, claims=tuple(claims), language=language, versions=self.versions)


@pytest.fixture(autouse=True)
def a_reader_at_hand(monkeypatch):
    monkeypatch.setattr(reading, "reader", lambda _settings: Reader())
    monkeypatch.setattr(intake, "versions", lambda **_: Reader.versions)


def feed(path, *texts):
    lines = [
        json.dumps({"id": f"n{number}", "published": "2024-06-03", "publisher": f"Wire {number}", "text": text})
        for number, text in enumerate(texts)
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_articles_are_read_once(empty, tmp_path):
    path = feed(tmp_path / "a.jsonl", "They met.", "Ships sailed.")
    told = []
    first = empty.add(path, progress=lambda *step: told.append(step))
    second = empty.add(path)
    assert (first.new, first.known, first.claims) == (2, 0, 1)
    assert (second.new, second.known, second.claims) == (0, 2, 0)
    assert ("read", 2, 0) in told


def test_what_cannot_be_read_is_listed_and_the_rest_is_kept(empty, tmp_path):
    path = feed(tmp_path / "a.jsonl", "They met.", "They stumble.", "They met again.")
    added = empty.add(path, tmp_path / "none.txt")
    assert added.new == 2
    assert [fault.code for fault in added.failed] == ["article.stumbled", "article.missing"]
    assert empty.store.counts()["articles"] == 2


def test_articles_in_other_languages_are_kept_and_told(empty, tmp_path):
    added = empty.add(feed(tmp_path / "a.jsonl", "Lundi, ils se sont vus."))
    assert (added.new, added.foreign) == (1, ["n0"])


def test_what_was_read_before_a_run_stops_is_kept_and_the_same_call_goes_on_from_there(empty, tmp_path):
    whole = ["They met.", "They met twice.", "stop", "They met at last."]
    with pytest.raises(ModelError):
        empty.add(feed(tmp_path / "a.jsonl", *whole))
    assert empty.store.counts()["articles"] == 2
    assert empty.store.waiting() == ()
    added = empty.add(feed(tmp_path / "a.jsonl", *[text.replace("stop", "They met anyway.") for text in whole]))
    assert (added.new, added.known) == (2, 2)


def test_a_source_keeps_what_the_article_tells_of_itself(empty, tmp_path):
    empty.add(feed(tmp_path / "a.jsonl", "They met."))
    (source,) = empty.store.sources()
    assert (source.id, source.publisher, str(source.published), source.story) == (
        "n0", "Wire 0", "2024-06-03", source.key,
    )  # fmt: skip
    assert source.added.date() == record.TODAY


def test_a_claim_that_another_reading_finds_a_little_further_on_keeps_its_key(empty, tmp_path, monkeypatch):
    empty.add(feed(tmp_path / "a.jsonl", "They met in Arden on Monday."))
    (source,) = empty.store.sources()
    before = empty.store.readings(source.key)[-1].keys
    monkeypatch.setattr(Reader, "shift", 1)
    new = Reader().read(empty.store.article(source.key))
    assert tuple(keys_of(source.key, new.claims)) != before
    assert incoming(empty.store, new, record.NOW).keys == before


def test_readings_of_one_article_that_come_together_are_likened_to_one_another(empty, tmp_path):
    """The same article, read by two versions that find the claim a letter apart, in one call."""
    article = make.article("They met in Arden on Monday.", key="k")
    for number, shift in enumerate((0, 1)):
        claim = make.claim(trigger=Span(5 + shift, 8), participants=(), place=None, evidence=())
        ours = Versions(software=f"0.{number}", codebook="1", register="1")
        rows = [row_of(Reading(article=article, claims=(claim,), versions=ours))]
        pa = pyarrow()
        pa.parquet.write_table(pa.Table.from_pylist(rows, schema()), tmp_path / f"{number}.parquet")
    assert empty.add(tmp_path).new == 2
    first, second = empty.store.readings("k")
    assert first.reading.claims[0].trigger != second.reading.claims[0].trigger
    assert first.keys == second.keys


def test_a_claim_far_off_in_the_text_is_another(empty, tmp_path):
    empty.add(feed(tmp_path / "a.jsonl", "They met." + " Ships sailed." * 30))
    (source,) = empty.store.sources()
    article = empty.store.article(source.key)
    far = make.claim(id="c", trigger=Span(400, 403), participants=(), place=None)
    new = Reading(article=article, claims=(far,), versions=Reader.versions)
    assert set(incoming(empty.store, new, record.NOW).keys).isdisjoint(empty.store.readings(source.key)[-1].keys)
