"""Nothing is written half."""

from pathlib import Path

import pytest

from dateline.errors import ExportError
from dateline.export.whole import MARK, whole_file, whole_folder


class Torn(Exception):  # noqa: N818 (it is what happened)
    """The power went."""


def tear_file(path: Path) -> None:
    with whole_file(path) as file:
        file.write(b"half")
        raise Torn


def tear_folder(path: Path) -> None:
    with whole_folder(path) as folder:
        (folder / MARK).write_text("half")
        raise Torn


def test_a_file_that_fails_on_its_way_leaves_the_old_one_as_it_was(tmp_path: Path):
    path = tmp_path / "events.csv"
    path.write_bytes(b"old")
    with pytest.raises(Torn):
        tear_file(path)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("events.csv", b"old")]


def test_a_file_that_is_done_takes_the_place_of_the_old_one(tmp_path: Path):
    path = tmp_path / "events.csv"
    path.write_bytes(b"old")
    with whole_file(path) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("events.csv", b"new")]


def test_a_folder_replaces_an_earlier_export_and_leaves_nothing_of_it(tmp_path: Path):
    path = tmp_path / "out"
    for name in ("first", "second"):
        with whole_folder(path) as folder:
            (folder / MARK).write_text(name)
            (folder / name).touch()
    assert sorted(one.name for one in path.iterdir()) == [MARK, "second"]
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_fails_on_its_way_leaves_the_old_one_as_it_was(tmp_path: Path):
    path = tmp_path / "out"
    with whole_folder(path) as folder:
        (folder / MARK).write_text("old")
    with pytest.raises(Torn):
        tear_folder(path)
    assert (path / MARK).read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_is_no_export_is_never_replaced(tmp_path: Path):
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(ExportError, match="no export") as caught, whole_folder(tmp_path):
        pass
    assert caught.value.code == "export.folder"
    assert (tmp_path / "thesis.tex").read_text() == "years of work"
