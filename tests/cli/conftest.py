"""A small record, and a way to call the commands on it."""

import shutil

import pytest
from typer.testing import CliRunner

from dateline.cli.main import app
from dateline.desk.open import Desk
from tests import record

WIDTH = 80


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The file of a record that holds all of ``record.TOLD``."""
    folder = tmp_path_factory.mktemp("made")
    with record.opened(folder) as desk:
        assert record.add(desk, folder).failed == []
    return folder / "record.db"


@pytest.fixture
def path(made, tmp_path):
    """A copy of it."""
    return shutil.copy(made, tmp_path / "record.db")


@pytest.fixture
def call(path, monkeypatch):
    """Calls a command on the record; what it prints, and with which status it ends."""
    monkeypatch.setenv("COLUMNS", str(WIDTH))
    monkeypatch.setenv("DATELINE_RECORD", str(path))
    monkeypatch.setenv("DATELINE_CODER", "r.okafor")

    def call(*words, status=0, **more):
        result = CliRunner().invoke(app, [str(word) for word in words], **more)
        assert result.exit_code == status, result.output
        return result

    return call


@pytest.fixture
def ids(path):
    """The id of each event by its type and the first day."""
    with Desk.open(path) as desk:
        return {f"{event.kind} {event.days.earliest_start}": event.id for event in desk.events() if event.days}


@pytest.fixture
def talks(ids):
    """The meeting of which three articles tell."""
    return ids["meeting 2024-06-03"]


@pytest.fixture
def fits():
    """Whether a text can be read in a terminal of 80 columns, without colour."""

    def fits(text):
        assert max(map(len, text.splitlines()), default=0) <= WIDTH
        assert "\x1b" not in text
        return True

    return fits
