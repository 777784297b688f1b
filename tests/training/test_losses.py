"""Which candidates are right, and what it costs to choose others."""

import math

import pytest

from tests.training import made

torch = pytest.importorskip("torch", reason="torch is of the extra `training` alone: requirements/training.txt")
VALUES = ["untold", "2024-06-03/", "2024-06-01/", "2024-06-01/2024-06-04", "/2024-06-04"]


@pytest.fixture(scope="module")
def losses():
    return made.part("losses")


@pytest.mark.parametrize(
    ("coded", "starts", "pairs"),
    [
        ("2024-06-01/", [2, 3], [2]),
        ("2024-06-01/2024-06-04", [2, 3], [3]),
        ("/2024-06-04", [0, 4], [4]),
        ("untold", [0, 4], [0]),
        ("2023/", [], []),
    ],
)
def test_a_date_is_right_by_its_start_and_by_both_ends(losses, coded, starts, pairs):
    assert losses.right_dates(coded, VALUES) == (starts, pairs)


@pytest.mark.parametrize(
    ("wanted", "right"),
    [
        (None, [0]),
        ("port of Arden", [2]),
        ("ARDEN", [1]),
        ("Arden Bay", [1]),
        ("the Port of Corva", [2]),
        ("Bay of Corva", []),
    ],
)
def test_a_name_is_right_by_its_own_words_else_by_the_nearest(losses, wanted, right):
    assert losses.right_names(wanted, ["untold", "Arden", "Port of Arden"]) == right


def test_any_right_value_will_do(losses):
    judged = losses.choice_loss(torch.zeros(2, 4), [[1, 2], []])
    assert math.isclose(judged.loss.item(), math.log(2), rel_tol=1e-6)
    assert judged.right == [False, False]


def test_a_set_is_right_if_every_value_is(losses):
    scores = torch.tensor([[2.0, -2.0], [2.0, 2.0]])
    judged = losses.set_loss(scores, [{"ARL"}, {"ARL"}], ["ARL", "BLM"])
    assert judged.right == [True, False]


def test_every_question_of_an_article_has_its_loss_and_its_weight(losses):
    sample = made.part("samples").sample_of(*made.coded()[0], made.scan)
    heads, x = made.part("heads").Events().eval(), torch.randn(len(sample.text.words), 384)
    judged = losses.event_losses(heads, x, sample)
    assert judged.keys() == losses.WEIGHTS.keys()
    assert all(torch.isfinite(one.loss) for one in judged.values())
    assert {name: len(one.right) for name, one in judged.items() if len(one.right) != len(sample.events)} == {
        "trigger": 0,
        "nation": 2,
    }
