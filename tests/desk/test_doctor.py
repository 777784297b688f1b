import sqlite3
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

from dateline.desk import doctor, installed
from dateline.desk.finding import State
from tests import record

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def a_folder_and_an_environment_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(doctor, "installation", lambda: iter(()))
    for name in ("DATELINE_RECORD", "DATELINE_CODER", "DATELINE_SHARED"):
        monkeypatch.delenv(name, raising=False)


def found(about, **more):
    return [one for one in doctor.check_up(**more) if one.about == about]


def faults(about, **more):
    every = [one for one in found(about, **more) if one.state is State.FAULT]
    assert all(one.mend for one in every)
    return [one.said for one in every]


def test_a_record_that_is_well_is_told_so(made):
    assert faults("record", record=str(made)) == []
    told = [one.said for one in found("record", record=str(made))]
    assert told[0].startswith("7 articles")
    assert "as they were kept" in told[-1]


def test_that_there_is_no_record_yet_is_a_note_unless_one_was_named(monkeypatch):
    assert [one.state for one in found("record")] == [State.NOTE]
    monkeypatch.setenv("DATELINE_RECORD", "named.db")
    assert len(faults("record")) == 1


def test_a_record_that_is_none_is_a_fault(tmp_path):
    (tmp_path / "words.db").write_text("These are words. " * 99, encoding="utf-8")
    assert len(faults("record", record=str(tmp_path / "words.db"))) == 1


def test_a_record_that_was_tampered_with_is_found(copy, tmp_path):
    copy().close()
    with sqlite3.connect(tmp_path / "copy0.db") as file:
        file.execute("DROP TRIGGER articles_update_refused")
        file.execute("UPDATE articles SET text = replace(text, 'Arden', 'Corva')")
    assert any("is not the one that was added" in one for one in faults("record", record="copy0.db"))


def test_claims_that_wait_are_told(copy, monkeypatch):
    with copy() as desk:
        monkeypatch.setattr("dateline.desk.project.catch_up", lambda *_: None)
        record.add(desk, Path("more"), [record.Told("n9", "2024-08-01", *_MORE)])
    assert any("to be joined still" in one.said for one in found("record", record="copy0.db"))


_MORE = (
    "Ines Maren met Tomas Ruh in Corva on July 30.",
    (record.event("meeting", "met", "2024-07-30"),),
    "Northern Wire",
)


def test_a_disk_that_is_nearly_full_is_a_fault(made, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=10**6))
    assert len(faults("disk", record=str(made))) == 1


@pytest.mark.parametrize(("name", "value"), [("DATELINE_WORKERS", "many"), ("DATELINE_RULES", "none.yaml")])
def test_a_setting_that_cannot_be_is_a_fault(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    assert len(faults("settings")) == 1


def test_a_setting_that_nobody_knows_is_noted_with_the_one_that_is_meant(monkeypatch):
    monkeypatch.setenv("DATELINE_WORKER", "1")
    (note,) = [one for one in found("settings") if one.state is State.NOTE]
    assert "DATELINE_WORKERS" in note.mend


def test_the_sources_of_this_folder_are_looked_at(tmp_path):
    (tmp_path / "sources.yaml").write_text("sources:\n- name: A\n  folder: none\n- name: B\n", encoding="utf-8")
    assert any("sources.yaml:4" in one for one in faults("sources"))
    (tmp_path / "sources.yaml").write_text("sources:\n- name: A\n  folder: none\n", encoding="utf-8")
    assert any("there are no files" in one for one in faults("sources"))


def test_a_file_of_sources_that_was_named_must_be_there(tmp_path):
    assert len(faults("sources", sources=tmp_path / "mine.yaml")) == 1


# ---- the installation


def test_every_extra_has_its_words():
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    assert set(installed.BRINGS) == set(extras) - {"all", "training"}


def told(*requirements):
    return {(one.about, one.state): one for one in installed._packages(requirements)}


def test_a_package_that_is_missing_is_a_fault_and_one_of_an_extra_a_note():
    missing = told("no-such-package>=1", 'no-such-workbook>=1; extra == "excel"', "pytest>=1")
    assert "no-such-package" in missing["installation", State.FAULT].said
    assert "no-such-workbook" in missing["extras", State.NOTE].said
    assert missing["extras", State.NOTE].mend == "pip install --upgrade 'dateline[excel]'"


def test_an_extra_is_installed_if_all_of_its_packages_are():
    there = told('pytest>=1; extra == "excel"', 'pytest>=1; extra == "web"', 'no-such>=1; extra == "web"')
    assert there["extras", State.WELL].said == "installed: excel"


def test_a_package_of_an_extra_that_is_too_old_is_a_fault():
    assert ">=9999 is needed" in told('pytest>=9999; extra == "excel"')["extras", State.FAULT].said


@pytest.mark.parametrize(("version", "state"), [((3, 10), State.FAULT), ((3, 11), State.WELL), ((3, 14), State.FAULT)])
def test_python_must_be_one_of_those_that_it_is_tested_with(version, state):
    assert installed._python(version).state is state


def test_this_python_is_one_of_them():
    assert installed._python(sys.version_info[:2]).state is State.WELL


def test_the_versions_of_python_are_those_of_the_package():
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["requires-python"]
    first, last = (".".join(map(str, one)) for one in installed._PYTHONS)
    assert asked == f">={first},<{last}"


@pytest.mark.model
@pytest.mark.slow
def test_weights_are_held_to_their_digests(monkeypatch):
    assert [one.state for one in installed._weights()] == [State.WELL]
    monkeypatch.setattr(installed, "digest", lambda _: "0" * 64)
    assert [one.state for one in installed._weights()] == [State.FAULT]
