"""What a fitting reads, prepared for another machine."""

import pytest

from dateline.reading.pieces import Pieces
from tests.training import made

torch = pytest.importorskip("torch", reason="torch is of the extra `training` alone: requirements/training.txt")


@pytest.fixture
def prepared(tmp_path):
    """Two articles, each as it stands and once with other countries, written and read again."""
    material, rounds, pieces = made.part("material"), made.part("rounds"), Pieces(made.TOKENIZER)
    samples = made.part("samples").samples_of([*made.coded(), *made.coded()], made.scan)
    packed = [rounds.Packed.of(sample, pieces) for sample in samples]
    batches = made.part("batches")
    batch = batches.Batch(
        made.part("batches").Inputs.of(packed[0].rows),
        torch.ones(1, 3, dtype=torch.bool),
        {"upos": torch.tensor([[-100]])},
    )
    material.Prepared([packed[:1] + packed[2:3], packed[1:2]], [batch], [], packed[:1], [batch]).save(tmp_path / "p.pt")
    return packed, material.Prepared.load(tmp_path / "p.pt")


def test_numbers_are_the_same_again(prepared):
    packed, read = prepared
    one, other = packed[0].asked.to("cpu"), read.articles[0][0].asked.to("cpu")
    assert torch.equal(one.first, other.first)
    for role, asked in one.roles.items():
        for name in ("relations", "right", "whole", "weights", "numbers"):
            assert torch.equal(getattr(asked, name), getattr(other.roles[role], name))
    inputs = made.part("batches").Inputs
    for a, b in zip(inputs.of(packed[0].rows).all(), inputs.of(read.articles[0][0].rows).all(), strict=True):
        assert torch.equal(a, b)
    assert read.public[0].to(torch.device("cpu")).targets["upos"].tolist() == [[-100]]


def test_rounds_take_the_share_of_swapped_articles_that_is_asked(prepared):
    packed, read = prepared
    for swap, rows in ((0.0, packed[0].rows), (1.0, packed[2].rows)):
        material = read.material(swap=swap, budget=10_000, rng=made.dice())
        (group,) = next(iter(material.rounds))
        assert {one.id for one in group} == {"n01", "n02"}
        assert [one.rows[0].ids.tolist() for one in group if one.id == "n01"] == [rows[0].ids.tolist()]
    assert material.unread is None
    assert material.public() is read.public[0]
