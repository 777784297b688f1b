"""Fitted weights made narrower."""

import pytest

from tests.training import made

torch = pytest.importorskip("torch", reason="torch is of the extra `training` alone: requirements/training.txt")

PIECES = 40


@pytest.fixture
def prune():
    return made.part("prune")


@pytest.fixture
def whole():
    """A small encoder; its second layer makes numbers in between that it does not use."""
    torch.manual_seed(7)
    encoder = made.part("network").Encoder([(3, 128), (4, 256)], vocabulary=200).eval()
    encoder.layers[1].down.weight.data[:, 96:224] = 0
    return encoder.requires_grad_(requires_grad=False)


@pytest.fixture
def texts():
    torch.manual_seed(5)
    first = torch.arange(0, PIECES, 2)[None]
    shapes, flags = torch.randint(0, 16, (1, PIECES)), torch.rand(1, PIECES, 16).round()
    pieces = (torch.randint(5, 200, (1, PIECES)) for _ in range(12))
    return [made.part("batches").Inputs(ids, shapes, flags, first, first + 1) for ids in pieces]


def test_what_is_not_used_can_go_and_nothing_is_said_otherwise(prune, whole, texts):
    narrow = prune.narrowed(whole, texts, [(3, 128), (4, 128)])
    assert prune.off(whole, narrow, texts) < 1e-3


def test_what_stays_makes_up_for_an_input_that_says_the_same(prune):
    torch.manual_seed(2)
    inputs = torch.randn(300, 4)
    inputs[:, 3] = inputs[:, 1]
    layer = torch.nn.Linear(4, 6)
    first = next(prune.leave_out(inputs, layer, width=1, many=1))
    assert len(first.kept) == 3
    assert first.error < 0.05 * float((layer(inputs).detach() ** 2).sum())
    assert torch.allclose(
        inputs[:, first.kept] @ first.weight[:, first.kept].float().T, inputs @ layer.weight.T, atol=0.05
    )


def test_parts_go_until_none_is_left_each_missed_more_than_the_one_before(prune):
    torch.manual_seed(2)
    steps = list(prune.leave_out(torch.randn(300, 12), torch.nn.Linear(12, 6), width=3, many=1))
    assert [len(step.kept) for step in steps] == [9, 6, 3, 0]
    errors = [step.error for step in steps]
    assert errors == sorted(errors)


def test_narrowed_weights_tell_their_own_sizes(prune, whole, texts):
    sizes = [(2, 64), (1, 192)]
    narrow = prune.narrowed(whole, texts, sizes)
    again = type(whole).of(narrow.state_dict() | {"word.weight": torch.zeros(30522, 384)})
    assert [(layer.heads, layer.up.out_features) for layer in again.layers] == sizes
    assert [(layer.heads, layer.up.out_features) for layer in whole.layers] == [(3, 128), (4, 256)]


@pytest.mark.parametrize("share", [0.4, 0.6, 0.8])
def test_the_layers_take_the_asked_share_of_their_time(prune, share):
    heads, groups = [0.1 * i for i in range(12)], [0.03 * i for i in range(24)]

    def time(kept):
        halves = zip(kept[::2], kept[1::2], strict=True)
        return sum(prune.LAYER_COST + h * prune.HEAD_COST + g * prune.GROUP * prune.NUMBER_COST for h, g in halves)

    kept = prune._least([heads, groups, [3 * h for h in heads], groups], share)
    assert share - 0.03 < time(kept) / time([12, 24, 12, 24]) <= share
    assert kept[2] > kept[0]  # what is missed more stays
