"""A small record, made once and copied for each test that alters it."""

import shutil
from pathlib import Path

import pytest

from dateline.desk.open import Desk
from tests import record


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """The file of a record that holds all of ``record.TOLD``."""
    folder = tmp_path_factory.mktemp("made")
    with record.opened(folder) as desk:
        assert record.add(desk, folder).failed == []
    return folder / "record.db"


@pytest.fixture
def copy(made, tmp_path):
    """Opens a copy of it, each time another one; they are closed at the end."""
    every: list[Desk] = []

    def copy(clock=None):
        name = f"copy{len(every)}.db"
        shutil.copy(made, Path(tmp_path, name))
        every.append(record.opened(tmp_path, clock, name))
        return every[-1]

    yield copy
    for desk in every:
        desk.close()


@pytest.fixture
def desk(copy):
    return copy()


@pytest.fixture
def empty(tmp_path):
    with record.opened(tmp_path, name="empty.db") as desk:
        yield desk


@pytest.fixture
def find(desk):
    """The one event of a type and a month, or of a status."""

    def find(kind, **more):
        (found,) = [
            event
            for event in desk.events()
            if event.kind == kind and all(str(getattr(event, name)) == value for name, value in more.items())
        ]
        return found

    return find
