"""What a reading is repeatable by: whatever it depends on makes another version."""

import json
import shutil
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest

import dateline
from dateline.books.codebook import Codebook
from dateline.reading import versions
from dateline.reading.reader import Reader
from dateline.reading.weights import FILES, MANIFEST, Weights
from tests import make

ROOT, PACKAGE = Path(__file__).parents[2], Path(dateline.__file__).parent
DIGESTS = (versions.code_digest, versions.words_digest, versions.register_digest)


def forget():
    for digest in DIGESTS:
        digest.cache_clear()


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """The code that reads and what it reads by, to change; without the weights."""
    copy = tmp_path_factory.mktemp("installed") / "dateline"
    for room in versions.ROOMS:
        shutil.copytree(PACKAGE / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(PACKAGE / "data", copy / "data", ignore=shutil.ignore_patterns("encoder"))
    return copy


@pytest.fixture
def changed_by(package, monkeypatch):
    """Which versions are others when a file is another."""

    def told():
        forget()
        return asdict(versions.versions_of(Codebook.load(), "abcdef0123"))

    def changed(path):
        file = package / path
        before, held = told(), file.read_bytes()
        file.write_bytes(held + b"\n")
        after = told()
        file.write_bytes(held)
        assert told() == before
        return {name for name in before if before[name] != after[name]}

    monkeypatch.setattr(versions, "_PACKAGE", package)
    yield changed
    forget()


@pytest.mark.parametrize(
    ("path", "changes"),
    [
        ("reading/events.py", {"software"}),  # cut-offs and leanings
        ("reading/times/lexer.py", {"software"}),
        ("books/words.py", {"software"}),
        ("model/day.py", {"software"}),
        ("data/languages.yaml", {"codebook"}),
        ("data/codebook/cues/planned.yaml", {"codebook"}),
        ("data/places/cities.tsv", {"codebook"}),
        ("data/register/origins.json", {"register"}),
        ("data/register/people.tsv", {"register"}),
        ("data/register/persons.yaml", {"register"}),
        ("data/register/lexicon.json", {"register"}),
        ("data/register/register.json", {"register"}),
        ("data/register/countries.yaml", set()),  # of which the compiled file counts
        ("data/desk/levels.yaml", set()),
        ("data/joining/weights.yaml", set()),
        ("data/sources.yaml", set()),
    ],
)
def test_what_is_read_by_makes_another_version_and_nothing_else_does(changed_by, path, changes):
    assert changed_by(path) == changes


def test_a_file_that_nobody_named_makes_another_version(changed_by, package):
    new = package / "data" / "times" / "moons.yaml"
    new.write_text("full: [moon]")
    assert changed_by("data/times/moons.yaml") == {"codebook"}
    new.unlink()


def test_what_no_reading_opens_is_there():
    assert all((PACKAGE / "data" / name).exists() for name in versions.APART | versions.NOT_READ)


@pytest.fixture(scope="module", params=["rules", pytest.param("encoder", marks=pytest.mark.model)])
def opened(request):
    """What a reader opens and loads while it reads, in a process of its own."""
    call = [sys.executable, "-m", "tests.reading.opened", request.param]
    told = subprocess.run(call, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603  (ourselves)
    return json.loads(told.stdout)


@pytest.mark.slow
def test_whatever_a_reader_opens_makes_another_version(opened, changed_by):
    assert {"languages.yaml", "register/register.json"} <= {*opened["files"]}
    paths = [path for path in opened["files"] if not path.startswith("encoder/")]
    assert [path for path in paths if not changed_by(f"data/{path}")] == []


@pytest.mark.slow
def test_whatever_a_reader_opens_of_the_weights_is_named_by_their_digest(opened):
    weights = {path.removeprefix("encoder/") for path in opened["files"] if path.startswith("encoder/")}
    assert weights in (set(), {MANIFEST, *FILES})


@pytest.mark.slow
def test_whatever_code_a_reader_loads_makes_another_version(opened):
    rooms = {name.split(".")[1] for name in opened["modules"]}
    assert rooms == {*versions.ROOMS, "errors"}  # an error is no reading


@pytest.mark.slow
@pytest.mark.parametrize("encoder", [False, pytest.param(True, marks=pytest.mark.model)])
def test_the_versions_told_beforehand_are_those_that_read(encoder):
    told = versions.versions(encoder=encoder)
    assert Reader.load(encoder=encoder).read(make.article()).versions == told
    assert told.software.startswith(f"{dateline.__version__}+")
    assert told.codebook.startswith(f"{versions.CODEBOOK}+")
    assert told.encoder == (Weights.of().digest[:8] if encoder else None)
