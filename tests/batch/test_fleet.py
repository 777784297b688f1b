"""On a Ray begun here, of two workers: the same bytes as without, also when one of them is killed in the middle."""

import json
import os
import signal
import sys
from pathlib import Path

import pytest

from dateline.batch.parts import Cut
from dateline.batch.run import How, read_batch
from dateline.errors import DatelineError
from tests.batch import standin
from tests.batch.feeds import everything, feed

pytestmark = pytest.mark.slow

COUNT = 60


def batch(paths, out, ray=None, tell=None):
    how = How(workers=2, ray=ray, loads=standin.loads)
    return read_batch(paths, out, Cut(part=4), how, tell or (lambda _pace: None))


@pytest.fixture(scope="module")
def paths(tmp_path_factory):
    folder = tmp_path_factory.mktemp("in")
    slow = {number: f"Talks{number} went on slowly." for number in range(0, COUNT, 2)}
    feed(folder / "a.jsonl", COUNT // 2, slow | {5: "Bomb dies."})
    feed(folder / "b.jsonl", COUNT // 2, slow, first=COUNT // 2)
    return [str(folder)]


@pytest.fixture(scope="module")
def whole(paths, tmp_path_factory):
    out = tmp_path_factory.mktemp("whole") / "out"
    batch(paths, out)
    return everything(out)


@pytest.fixture
def ray():
    return pytest.importorskip("ray", reason='Ray is not installed: pip install "dateline[ray]"')


@pytest.mark.ray
@pytest.mark.filterwarnings("ignore")  # Ray's own
@pytest.mark.usefixtures("ray")
def test_a_cluster_writes_the_same_bytes_as_this_machine(paths, tmp_path, whole):
    batch(paths, tmp_path / "out", "local")
    assert everything(tmp_path / "out") == whole


@pytest.mark.ray
@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("ray")
def test_a_worker_of_the_cluster_that_is_killed_in_the_middle_leaves_no_trace(paths, tmp_path, whole):
    killed: list[int] = []

    def tell(pace):
        if pace.articles >= COUNT // 4 and not killed:
            killed.append(_actors()[0])
            os.kill(killed[0], signal.SIGKILL)

    batch(paths, tmp_path / "out", "local", tell)
    assert len(killed) == 1
    assert everything(tmp_path / "out") == whole


@pytest.mark.ray
@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("ray")
def test_what_this_machine_began_a_cluster_goes_on_with(paths, tmp_path, whole):
    def tell(pace):
        if pace.articles == COUNT // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        batch(paths, tmp_path / "out", tell=tell)
    done = json.loads((tmp_path / "out" / "manifest.json").read_text())["state"]
    batch(paths, tmp_path / "out", "local")
    assert done == "reading"
    assert everything(tmp_path / "out") == whole


def test_without_ray_one_is_told_how_to_have_it(paths, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(DatelineError) as fault:
        batch(paths, tmp_path / "out", "local")
    assert fault.value.code == "batch.extra"
    assert "dateline[ray]" in fault.value.mend


def _actors():
    """The processes of Ray in which our readers are."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            words = (process / "cmdline").read_bytes().decode("utf-8", "replace")
        except OSError:
            continue
        if process.name.isdigit() and words.startswith("ray::") and "_Reads" in words:
            found.append(int(process.name))
    return found
