import json

import pytest

from dateline.desk import read as desk
from dateline.errors import ArticleError, ModelError
from dateline.settings import Settings
from tests import make


class Reader:
    """Stands in for the reader: finds nothing, and stumbles or stops where the text says so."""

    def read(self, article):
        if "stumble" in article.text:
            raise ZeroDivisionError("by zero")
        if "stop" in article.text:
            raise ModelError("the weights are not those of the model card", code="model.digest")
        return make.reading(article=article, claims=(), statements=(), mentions=(), times=(), residue=())


@pytest.fixture(autouse=True)
def a_reader_that_finds_nothing(monkeypatch):
    monkeypatch.setattr(desk, "reader", lambda _settings: Reader())


def read(*paths, then=desk.as_is, **more):
    return desk.read(paths, then, **more)


def feed(path, *texts):
    """A file of JSON Lines with these articles, named by their number."""
    lines = [json.dumps({"id": str(i), "published": "2024-06-03", "text": text}) for i, text in enumerate(texts)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_settings_tell_which_reader_reads_whatever_the_environment_says(tmp_path, monkeypatch):
    path = feed(tmp_path / "a.jsonl", "They met.", "Ships sailed.")
    asked = []

    def reader(settings):
        asked.append(settings.encoder)
        return Reader()

    monkeypatch.setattr(desk, "reader", reader)
    monkeypatch.setenv("DATELINE_ENCODER", "off")
    for encoder in (True, False):
        assert len(list(read(path, settings=Settings(workers=1, encoder=encoder)))) == 2
    assert asked == [True, True, False, False]


def test_readings_come_in_the_order_of_the_paths(tmp_path):
    paths = [
        feed(tmp_path / "b.jsonl", "They met."),
        feed(tmp_path / "a.jsonl", "Ships sailed.", "They came back."),
    ]
    texts = [reading.article.text for reading in read(*paths)]
    assert texts == ["They met.", "Ships sailed.", "They came back."]


def test_an_article_that_the_reader_stumbles_over_leaves_the_others_read(tmp_path):
    path = feed(tmp_path / "a.jsonl", "One.", "They stumble.", "Three.")
    first, second, third = read(path)
    assert (first.article.id, third.article.id) == ("0", "2")
    assert isinstance(second, ArticleError)
    assert (second.code, second.place) == ("article.stumbled", "1")


def test_a_path_that_leads_nowhere_leaves_the_others_read(tmp_path):
    path = feed(tmp_path / "a.jsonl", "One.")
    missing, found = read(tmp_path / "none.txt", path)
    assert isinstance(missing, ArticleError)
    assert found.article.text == "One."


def test_a_fault_of_our_own_data_stops_the_run(tmp_path):
    path = feed(tmp_path / "a.jsonl", "One.", "They stop.", "Three.")
    with pytest.raises(ModelError):
        list(read(path))


def test_a_line_is_json_with_the_codes_of_the_crosswalk(tmp_path):
    (line,) = read(feed(tmp_path / "a.jsonl", "One."), then=desk.as_line)
    assert json.loads(line)["id"] == "0"


@pytest.mark.slow
@pytest.mark.model
def test_two_processes_give_what_one_gives_in_the_same_order(tmp_path, monkeypatch):
    monkeypatch.undo()
    texts = [f"Arland's minister will visit Belmar on {i + 1} June 2024, officials said." for i in range(20)]
    path = feed(tmp_path / "a.jsonl", *texts, "")
    one, two = (list(read(path, then=desk.as_line, settings=Settings(workers=workers, many=4))) for workers in (1, 2))
    assert [str(line) for line in one] == [str(line) for line in two]


@pytest.mark.slow
def test_faults_of_input_keep_their_place_across_processes(tmp_path):
    paths = [tmp_path / f"{i}.txt" for i in range(20)]
    found = list(read(*paths, settings=Settings(workers=2, many=4)))
    assert [fault.place for fault in found] == [str(path) for path in paths]


class Pool:
    """Stands in for the processes that read: it is interrupted while one is at work."""

    def __init__(self, *_, **__):
        self.at_work = False

    def submit(self, *_):
        self.at_work = True
        return self

    def result(self):
        raise KeyboardInterrupt

    def shutdown(self, **_):
        """Waits for whoever is at work, as the real one does."""
        assert not self.at_work

    def terminate(self):
        self.at_work = False


def test_who_interrupts_does_not_wait_for_what_other_processes_are_at(tmp_path, monkeypatch):
    pool = Pool()
    monkeypatch.setattr(desk, "ProcessPoolExecutor", lambda *_, **__: pool)
    monkeypatch.setattr(desk, "active_children", lambda: [pool] if pool.at_work else [])
    with pytest.raises(KeyboardInterrupt):
        list(read(feed(tmp_path / "a.jsonl", *["They met."] * 9), settings=Settings(workers=2, many=4)))
