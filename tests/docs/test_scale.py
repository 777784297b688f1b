"""What bench/scale.py measures on, and how it is told."""

import json

import pytest

from bench import scale_taken
from bench.scale import no_names, told_anew
from bench.scale_command import sizes
from dateline.desk.readings import readings_in
from docs.measured_scale import archive, taken
from tests import make

TEXT = "ARDEN, June 3 (NWA) - Ines Maren met Belmar's envoys in Arden on Saturday. They spoke of France for an hour."
LINE = json.dumps({"id": "a", "published": "2024-06-03", "title": "Maren meets envoys", "text": TEXT})
STAGES = {"unpack": 0.01, "read": 0.24, "collect": 0.001, "take": 0.01}


def run(workers, rate):
    command = {"seconds": 60.04, "core_seconds": 57.6, "peak_mib": 1290}
    add = {"seconds": 2.26, "core_seconds": 2.0, "peak_mib": 180}
    return {"workers": workers, "rate": rate, "batch": command, "add": add, "reading": 0.8256}


def step(articles, added, a_thousand):
    size = {"articles": articles, "added": added, "events": 731, "bytes": 50 * 2**20}
    return size | {"a_thousand": a_thousand, "peak_mib": 227}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["200"], [200]),
        (["10k", "1k"], [1_000, 10_000]),
        (["1,000", "1_000", "1K"], [1_000]),
        ([], []),
    ],
)
def test_sizes_are_read_as_people_write_them(words, found):
    assert sizes(words) == found


@pytest.mark.parametrize("word", ["0", "-5", "k", "many", "1.5k", "--take"])
def test_what_is_no_size_is_told(word):
    with pytest.raises(SystemExit, match="is no size; write 200, 1,000 or 10k"):
        sizes(["1k", word])


def test_articles_that_are_there_once_are_as_they_were():
    other = json.dumps({"id": "b", "text": "Something else."})
    assert list(told_anew([LINE, other])) == [LINE, other]


def test_an_article_that_comes_again_tells_of_others_on_another_day():
    first, *more = (json.loads(line) for line in told_anew([LINE] * 3))
    assert first["text"] == TEXT
    assert len({one["text"] for one in (first, *more)}) == len({one["published"] for one in (first, *more)}) == 3
    assert all(len(one["text"]) == len(TEXT) and "Maren" not in one["text"] + one["title"] for one in more)


def test_words_that_the_reader_knows_an_article_by_stay():
    *_, again = (json.loads(line)["text"] for line in told_anew([LINE] * 2))
    assert all(word in again.split() for word in ("June", "Saturday.", "France", "met", "envoys", "hour."))


def test_names_are_the_words_that_stand_nowhere_without_a_capital():
    kept = no_names([LINE, json.dumps({"id": "b", "text": "they said, in arden"})])
    assert {"they", "arden", "june", "sat", "france"} <= kept
    assert not {"maren", "belmar"} & kept


def test_a_few_readings_become_as_many_as_are_asked_for_each_of_another_world(tmp_path):
    read = [make.reading(article=make.article(id=name, key=name)) for name in ("a", "b")]
    every = scale_taken.elsewhere(read)
    scale_taken.put(every, 5, tmp_path / "one")
    scale_taken.put(every, 1, tmp_path / "next")
    first, after = (list(readings_in(tmp_path / name)) for name in ("one", "next"))
    assert sorted(one.article.id for one in first) == ["a-1", "a-2", "a-3", "b-1", "b-2"]
    assert [one.article.id for one in after] == ["b-3"]


def test_what_both_commands_take_is_told_by_number_of_workers():
    told = {"set": "pages", "articles": 200, "words": 130_000, "machine": "CPython", "cores": 2, "staged": 100}
    lines = list(archive(told | {"stages": STAGES, "runs": [run(1, 3.21), run(2, 6.0)]}))
    assert "on 200 pages of 650" in lines[0]
    assert "(CPython, 2 cores for everything" in lines[1]
    assert "| | 1 worker | 2 workers |" in lines
    assert "| articles a second, through both commands | 3.2 | 6.0 |" in lines
    assert "| of all core-seconds, reading itself | 83% | 83% |" in lines
    assert "| read it | 0.2400 | 92.0% |" in lines


def test_how_taking_grows_is_told_with_what_reading_would_be_beside_it():
    told = {"read": 500, "machine": "CPython", "cores": 2}
    lines = list(taken(told | {"steps": [step(1_000, 1_000, 10.0), step(10_000, 9_000, 25.0)]}, STAGES))
    assert "--taken 1000 10000`" in lines[0]
    assert "| 1,000 | 731 | 1,000 | 10.0 | 227 | 50 | 92% |" in lines
    assert "| 10,000 | 731 | 9,000 | 25.0 | 227 | 50 | 87% |" in lines
    assert lines[-1].strip() == "A thousand articles cost 2.5 times as much in a record 10 times as large."
