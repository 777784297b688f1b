"""The shared folder that stands beside the repository (or where DATELINE_SHARED says); absent elsewhere."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("DATELINE_SHARED") or Path(__file__).parents[2] / "shared")


def needs(*path: str) -> Path:
    """A file or folder of it; a test that asks for one that is not there is skipped."""
    wanted = SHARED.joinpath(*path)
    if not wanted.exists():
        pytest.skip(f"needs {'/'.join(path)} of the shared folder; set DATELINE_SHARED", allow_module_level=True)
    return wanted
