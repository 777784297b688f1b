"""Which candidates are right, and what it costs to choose others."""

import math

import pytest

from tests.training import made

torch = pytest.importorskip("torch", reason="torch is of the extra `training` alone: requirements/training.txt")
VALUES = ["untold", "2024-06-03/", "2024-06-01/", "2024-06-01/2024-06-04", "/2024-06-04"]


@pytest.fixture(scope="module")
def losses():
    return made.part("losses")


@pytest.fixture(scope="module")
def asked():
    return made.part("asked")


def of(asked, *coded):
    return [asked.Asked.of(sample).to("cpu") for sample in made.part("samples").samples_of(coded, made.scan)]


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
def test_a_date_is_right_by_its_start_and_by_both_ends(asked, coded, starts, pairs):
    assert asked.right_dates(coded, VALUES) == (starts, pairs)


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
def test_a_name_is_right_by_its_own_words_else_by_the_nearest(asked, wanted, right):
    assert asked.right_names(wanted, ["untold", "Arden", "Port of Arden"]) == right


def test_any_right_value_will_do(losses):
    judged = losses.choice_loss(torch.zeros(2, 4), torch.tensor([[False, True, True, False], [False] * 4]))
    assert math.isclose(judged.loss.item(), math.log(2), rel_tol=1e-6)
    assert judged.right.tolist() == [False, False]


def test_a_set_is_right_if_every_value_is(losses):
    scores = torch.tensor([[2.0, -2.0], [2.0, 2.0]])
    judged = losses.set_loss(scores, torch.tensor([[True, False], [True, False]]))
    assert judged.right.tolist() == [True, False]


def test_every_question_of_an_article_has_its_loss_and_its_weight(losses, asked):
    (one,) = of(asked, made.coded()[0])
    heads, x = made.part("heads").Events().eval(), torch.randn(len(one.names), 384)
    judged = losses.event_losses(heads, x, one)
    assert judged.keys() == losses.WEIGHTS.keys() - {"names"}
    assert all(torch.isfinite(each.loss) for each in judged.values())
    assert {name: len(each.right) for name, each in judged.items() if len(each.right) != one.events} == {
        "trigger": 0,
        "nation": 2,
    }


def test_articles_together_cost_what_they_cost_one_by_one(losses, asked):
    torch.manual_seed(3)
    heads, each = made.part("heads").Events().eval(), of(asked, *made.coded(), *made.coded())
    xs = [torch.randn(len(one.names), 384) for one in each]
    apart = [losses.event_losses(heads, x, one) for x, one in zip(xs, each, strict=True)]
    whole = losses.event_losses(heads, torch.cat(xs), asked.Asked.together(each).to("cpu"))
    for name, judged in whole.items():
        told = sum(one[name].loss for one in apart if name in one)
        assert torch.isclose(judged.loss, told, rtol=1e-4), name
        assert judged.right.tolist() == [r for one in apart if name in one for r in one[name].right.tolist()]
