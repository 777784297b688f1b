import json
import subprocess
import sys

import pytest

import dateline

HEAVY = {"sqlalchemy", "spacy", "numpy", "onnxruntime", "polars", "pandas", "rich", "yaml"}


def test_importing_dateline_loads_nothing_heavy():
    code = "import dateline, json, sys; print(json.dumps(sorted(sys.modules)))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)  # noqa: S603  (our own code)
    assert not HEAVY & {name.partition(".")[0] for name in json.loads(loaded.stdout)}


def test_a_record_is_opened_from_python_and_its_events_are_a_frame(tmp_path):
    with dateline.open(tmp_path / "record.db") as desk:
        found = desk.events(dateline.Wanted(parties=("NOR",)), rule=dateline.Rule.CONSERVATIVE)
        frame = found.to_polars()
    assert frame.height == 0
    assert {"event", "type", "start", "countries"} <= set(frame.columns)


def test_what_dateline_offers_is_listed_and_there():
    for name in dateline.__all__:
        assert getattr(dateline, name) is not None
        assert name in dir(dateline)


def test_a_name_that_dateline_does_not_have_is_an_attribute_error():
    with pytest.raises(AttributeError, match="has no attribute 'opened'"):
        dateline.opened  # noqa: B018  (asked for, to be refused)
