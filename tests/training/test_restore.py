"""What ships, as weights again: exported anew it is the same files."""

import pytest

from dateline.reading.weights import FOLDER, digest
from tests.training import made

torch = pytest.importorskip("torch", reason="torch is of the extra `training` alone: requirements/training.txt")
pytest.importorskip("onnx", reason="so is onnx")


@pytest.fixture(scope="module")
def labels():
    return made.part("batches").Labels.load(FOLDER / "labels.json")


@pytest.fixture(scope="module")
def state(labels):
    return made.part("restore").restored(FOLDER, labels)


def test_the_graphs_that_ship_are_exported_anew_to_the_byte(labels, state, tmp_path):
    export = made.part("export")
    for name, graph in zip(export.GRAPHS, export.graphs(labels, state), strict=True):
        export.write_graph(graph, tmp_path / name, as_float=False, reduce=True)
        assert digest(tmp_path / name) == digest(FOLDER / name)


def test_the_heads_are_those_that_ship(state):
    np = pytest.importorskip("numpy")
    with np.load(FOLDER / "heads.npz") as arrays:
        told = {name: arrays[name] for name in arrays if name != "parties"}
    halved = made.part("export").halved(state["events"])
    assert halved.keys() == told.keys()
    assert all((halved[name] == told[name]).all() for name in told)


def test_a_fitting_can_go_on_from_them(state, labels):
    encoder = made.part("network").Encoder.of(state["encoder"])
    assert not torch.equal(encoder.word.weight, torch.zeros_like(encoder.word.weight))
    assert state["syntax"].keys() == made.part("network").Syntax(*labels.sizes).state_dict().keys()
