"""The mean of fitted weights."""

from pathlib import Path

import pytest

from tests.training import made

torch = pytest.importorskip("torch", reason="torch is of the extra `training` alone: requirements/training.txt")


@pytest.fixture
def mean():
    return made.part("mean")


def weights(value, count=3):
    return {"heads": {"w": torch.full((2, 2), value, dtype=torch.float16), "n": torch.tensor(count)}}


def test_each_fitting_counts_by_its_share_of_the_whole(mean):
    found = mean.mean([(weights(1.0), 1.0), (weights(3.0, 7), 3.0)])
    assert found["heads"]["w"].tolist() == [[2.5, 2.5], [2.5, 2.5]]
    assert found["heads"]["w"].dtype is torch.float16
    assert found["heads"]["n"].item() == 3


def test_the_mean_of_one_is_that_one(mean):
    (only,) = [weights(0.3)]
    assert torch.equal(mean.mean([(only, 0.5)])["heads"]["w"], only["heads"]["w"])


def test_a_share_stands_behind_the_file(mean):
    assert mean.share("runs/a:b/model.pt:0.25") == (Path("runs/a:b/model.pt"), 0.25)
