"""What others wrote and the desk serves is what its list says, with its licence."""

import json
from hashlib import sha256

import pytest

from dateline.web.render import STATIC
from dateline.web.security import POLICY

VENDOR = STATIC / "vendor"
LISTED = json.loads((VENDOR / "vendored.json").read_text(encoding="utf-8"))


def test_every_file_is_listed_and_none_besides():
    there = {path.name for path in VENDOR.iterdir() if path.is_file()} - {"vendored.json"}
    assert there == {one["file"] for one in LISTED}


@pytest.mark.parametrize("one", LISTED, ids=lambda one: one["file"])
def test_each_file_is_that_of_its_package_and_has_its_licence_beside_it(one):
    assert sha256((VENDOR / one["file"]).read_bytes()).hexdigest() == one["sha256"]
    licence = VENDOR / "licences" / f"{one['package'].removeprefix('@').replace('/', '-')}.txt"
    assert len(licence.read_text(encoding="utf-8")) > 500
    assert one["license"] in ("0BSD", "BSD-3-Clause", "ISC", "MIT", "OFL-1.1")


def test_the_map_needs_nothing_that_the_policy_forbids():
    assert "unsafe-eval" not in POLICY
    for name in ("maplibre-gl.mjs", "maplibre-gl-worker.mjs"):
        text = (VENDOR / name).read_text(encoding="utf-8")
        assert "new Function(" not in text
