"""Fetching the public sets, from a stand-in for the internet."""

import hashlib
import io
import json
from urllib.error import URLError

import pytest

from tests.training import made

fetch = made.part("fetch")
CONTENT = b"words of a set"


@pytest.fixture
def source():
    file = fetch.File("wiki/train.txt", "https://sets.invalid/train.txt", None)
    return fetch.Source(
        "wiki", "Wiki names", "https://sets.invalid", "CC BY 4.0", "https://licence.invalid", "Maren (2020)", "names",
        (file,),
    )  # fmt: skip


class Internet:
    """What is there, by address; each address that is asked for is noted."""

    def __init__(self):
        self.there = {"https://sets.invalid/train.txt": CONTENT}
        self.asked = []

    def open(self, url, timeout):
        assert timeout > 0
        self.asked.append(url)
        if url not in self.there:
            raise URLError("no route to host")
        return io.BytesIO(self.there[url])


@pytest.fixture
def internet(monkeypatch):
    internet = Internet()
    monkeypatch.setattr(fetch, "urlopen", internet.open)
    return internet


def test_what_is_missing_is_fetched_and_written_down(source, internet, tmp_path, capsys):
    assert fetch.get(source, tmp_path) == []
    assert (tmp_path / "wiki" / "train.txt").read_bytes() == CONTENT
    record = json.loads((tmp_path / "fetched.json").read_text())
    assert record == {"wiki/train.txt": hashlib.sha256(CONTENT).hexdigest()}
    shown = capsys.readouterr().out
    assert "CC BY 4.0" in shown
    assert "Maren (2020)" in shown
    assert internet.asked == ["https://sets.invalid/train.txt"]


@pytest.mark.parametrize("name", ["train.txt", "train.rebuilt.txt"])
def test_what_is_there_stays_as_it_is(source, internet, tmp_path, name):
    (tmp_path / "wiki").mkdir()
    (tmp_path / "wiki" / name).write_text("mine")
    assert fetch.get(source, tmp_path) == []
    assert internet.asked == []


def test_another_file_than_at_first_fetch_is_refused(source, internet, tmp_path):
    fetch.get(source, tmp_path)
    (tmp_path / "wiki" / "train.txt").unlink()
    internet.there["https://sets.invalid/train.txt"] = b"other words"
    fault, mend = fetch.get(source, tmp_path)
    assert "another version or damaged" in fault
    assert "https://sets.invalid and put the files into" in mend
    assert not (tmp_path / "wiki" / "train.txt").exists()


def test_a_source_that_does_not_answer_is_named(source, internet, tmp_path):
    internet.there.clear()
    fault, _ = fetch.get(source, tmp_path)
    assert fault == "https://sets.invalid/train.txt: no route to host"
    assert not list(tmp_path.iterdir())


def test_every_set_names_its_source_its_licence_and_whom_to_credit():
    for one in fetch.sources():
        assert one.licence
        assert one.credit
        assert one.page.startswith("https://")
        assert all(file.url.startswith("https://") and "{" not in file.url + file.name for file in one.files)


def test_every_file_that_the_fittings_read_has_a_source():
    names = {file.name for one in fetch.sources() for file in one.files}
    assert {f"gum/dep/GUM_{name}.conllu" for name in made.part("corpora").GUM_DEV} < names
    assert {"ewt/en_ewt-ud-train.conllu", "uner/en_ewt-ud-dev.iob2", "wikigold/wikigold.conll.txt"} < names
    assert {f"re3d/{part}/entities.json" for part in ("CENTCOM", "US_State_Department")} < names
