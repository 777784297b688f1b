"""The graphs that ship: they say what the network says."""

import numpy as np
import pytest

from dateline.reading.weights import FILES, FOLDER, MANIFEST, Weights
from tests.training import made

torch = pytest.importorskip("torch", reason="torch is of the extra `training` alone: requirements/training.txt")
pytest.importorskip("onnx", reason="so is onnx")

WORDS, PIECES = 5, 9


@pytest.fixture(scope="module")
def labels():
    return made.part("batches").Labels(["NOUN", "VERB"], ["NN", "VB"], ["0", "1"], ["root", "nsubj", "obj"])


@pytest.fixture(scope="module")
def fitted(labels):
    torch.manual_seed(3)
    network = made.part("network")
    return network.Encoder([(12, 1536), (3, 192)]).eval(), network.Syntax(*labels.sizes).eval()


@pytest.fixture(scope="module")
def window():
    chance = torch.Generator().manual_seed(5)
    first = torch.arange(WORDS)[None]
    return (
        torch.randint(5, 1000, (1, PIECES), generator=chance),
        torch.randint(0, 16, (1, PIECES), generator=chance),
        torch.rand(1, PIECES, 16, generator=chance).round(),
        first,
        first + 2,
    )


@pytest.fixture(scope="module")
def run(labels, fitted, tmp_path_factory):
    """A graph of ``graphs``, as floats, in onnxruntime."""
    ort = pytest.importorskip("onnxruntime")
    export, folder = made.part("export"), tmp_path_factory.mktemp("graphs")
    encoder, syntax = fitted
    state = {"encoder": encoder.state_dict(), "syntax": syntax.state_dict()}
    sessions = []
    for name, graph in zip(export.GRAPHS, export.graphs(labels, state), strict=True):
        export.write_graph(graph, folder / name, as_float=True, reduce=False)
        sessions.append(ort.InferenceSession(str(folder / name), providers=["CPUExecutionProvider"]))
    return lambda i, outputs, *given: sessions[i].run(
        list(outputs), {slot.name: value.numpy() for slot, value in zip(sessions[i].get_inputs(), given, strict=True)}
    )


def test_fused_attention_reads_as_the_network_does(fitted, window, run):
    encoder, syntax = fitted
    with torch.no_grad():
        vectors = encoder(*window)
        names = syntax.names(vectors)
    read = run(0, made.part("export").READS, *window)
    for ours, theirs in zip(read, (vectors, names), strict=True):
        assert np.allclose(ours, theirs.numpy(), atol=1e-4)


def test_grammar_is_told_of_vectors_alone(fitted, window, run):
    encoder, syntax = fitted
    with torch.no_grad():
        vectors = encoder(*window)
        *tags, _, arcs, dep, head = syntax(vectors)
    told = run(1, made.part("export").GRAMMAR, vectors)
    for ours, theirs in zip(told, (*tags, arcs, dep, head), strict=True):
        assert ours.shape == tuple(theirs.shape)
        assert np.allclose(ours, theirs.numpy(), atol=1e-4)


def test_the_digest_of_every_file_is_written_and_of_none_that_is_not_there(tmp_path):
    for name in (*FILES[1:], "figures.json"):
        (tmp_path / name).write_text(name)
    made.part("export").write_manifest(tmp_path)
    weights = Weights.of(tmp_path)
    assert weights.files.keys() == {*FILES[1:]}
    assert all(weights.file(name).read_text() == name for name in weights.files)


def test_the_manifest_that_ships_is_the_one_that_is_written(tmp_path):
    """Mend: python training/export.py --out src/dateline/data/encoder."""
    for name in FILES:
        (tmp_path / name).symlink_to(FOLDER / name)
    made.part("export").write_manifest(tmp_path)
    assert (tmp_path / MANIFEST).read_text() == (FOLDER / MANIFEST).read_text()
