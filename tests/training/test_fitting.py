"""The loop: by the clock, with a falling rate; and it can be interrupted."""

import itertools

import pytest

from tests.training import made

torch = pytest.importorskip("torch", reason="torch is of the extra `training` alone: requirements/training.txt")


@pytest.fixture(scope="module")
def fitting():
    return made.part("fitting")


class Interrupted(Exception):  # noqa: N818
    pass


def fit(fitting, kept, monkeypatch, *, stop=None, resume=False):
    """A line through points, one point a step, four steps a round; a second passes at each look at the clock."""
    ticks = itertools.count()
    monkeypatch.setattr(fitting.time, "monotonic", lambda: float(next(ticks)))
    torch.manual_seed(1)
    rng, line = made.dice(), torch.nn.Linear(1, 1)
    plan = fitting.Plan(minutes=1.0, clip=1.0, decay=0.01, averaged=True)
    one = fitting.Fitting({"line": line}, [{"params": list(line.parameters()), "top": 0.1}], plan, rng, kept)
    if resume:
        one.resume()

    def rounds():
        for number in itertools.count():
            if number == stop:
                raise Interrupted
            yield (rng.random() for _ in range(4))

    def loss(x):
        total = ((line(torch.tensor([x])) - 3 * x) ** 2).sum() + 0 * torch.rand(())
        return total, {"square": total.item()}

    one.run(rounds(), loss, lambda *, done: {"done": float(done)})
    return torch.load(kept)["line"]


def test_a_fitting_that_was_interrupted_goes_on_as_if_it_had_not_been(fitting, tmp_path, monkeypatch):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    whole = fit(fitting, tmp_path / "a" / "model.pt", monkeypatch)
    with pytest.raises(Interrupted):
        fit(fitting, tmp_path / "b" / "model.pt", monkeypatch, stop=6)
    resumed = fit(fitting, tmp_path / "b" / "model.pt", monkeypatch, resume=True)
    for name, values in whole.items():
        torch.testing.assert_close(resumed[name], values, atol=1e-6, rtol=0)


def test_without_a_checkpoint_there_is_nothing_to_go_on_from(fitting, tmp_path, monkeypatch):
    with pytest.raises(SystemExit, match="call without --resume"):
        fit(fitting, tmp_path / "model.pt", monkeypatch, resume=True)


def test_the_rate_rises_then_falls_to_a_fiftieth(fitting):
    assert fitting.rate_at(1, 0.0) == pytest.approx(0.01)
    assert fitting.rate_at(100, 0.0) == pytest.approx(1.0)
    assert fitting.rate_at(5000, 1.0) == pytest.approx(0.02)


def test_within_the_mean_parameters_are_the_mean_and_after_it_their_own(fitting):
    values = torch.zeros(3)
    mean = fitting.Mean([values])
    values += 11
    mean.follow(1)
    with mean.instead():
        assert values.tolist() == pytest.approx([9.0] * 3)  # 9/11 of the step, since the mean is young
    assert values.tolist() == [11.0] * 3
