"""The loop that both fittings share: steps by the clock, a falling rate, a running mean, checkpoints to go on from."""

import math
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import torch
from torch import Tensor, nn

T = TypeVar("T")
Check = Callable[..., Mapping[str, float]]
"""Figures to show at a checkpoint; called with ``done``, which tells whether the fitting is."""
Told = tuple[Tensor, dict[str, Tensor]]
"""What a step is to make smaller, and its parts as they are shown."""
Group = dict[str, Any]
"""Parameters that share a highest rate: ``params`` and ``top``."""

_WARM = 100  # steps in which the rate rises
_LEAST = 0.02  # of the highest rate, at the end
_SHOWN = 50  # steps between two lines of progress


@dataclass(frozen=True)
class Plan:
    """How long and how boldly."""

    minutes: float
    clip: float  # the longest that all gradients together may be
    decay: float  # of weights
    averaged: bool = False  # whether a running mean of the weights is kept instead of the last
    rounds: int = 2  # between two checkpoints


def rate_at(step: int, spent: float) -> float:
    """The share of the highest rate: it rises over the first steps and falls with half a cosine as time runs out."""
    return min(1.0, step / _WARM) * (_LEAST + (1 - _LEAST) * (1 + math.cos(math.pi * spent)) / 2)


class Mean:
    """A running mean of parameters, short at first, then over some three hundred steps."""

    def __init__(self, params: list[Tensor]) -> None:
        self._params = params
        self.values = [p.detach().clone() for p in params]

    @torch.no_grad()
    def follow(self, step: int) -> None:
        """Take in the parameters of a step."""
        decay = min(0.997, (1 + step) / (10 + step))
        torch._foreach_lerp_(self.values, [p.detach() for p in self._params], 1 - decay)

    @contextmanager
    def instead(self) -> Iterator[None]:
        """Within it, the parameters are the mean."""
        now = [p.detach().clone() for p in self._params]
        self._set(self.values)
        try:
            yield
        finally:
            self._set(now)

    @torch.no_grad()
    def _set(self, values: list[Tensor]) -> None:
        torch._foreach_copy_([p.data for p in self._params], values)


class Fitting:
    """One fitting.

    Args:
        modules: What is fitted, by the names under which ``keep`` saves it.
        groups: The parameters with their highest rates.
        plan: How long and how boldly.
        rng: What the rounds draw from; its state is part of a checkpoint.
        kept: The file for the weights. The checkpoint lies beside it: ``model.state.pt`` of ``model.pt``.
    """

    def __init__(
        self, modules: Mapping[str, nn.Module], groups: list[Group], plan: Plan, rng: random.Random, kept: Path
    ) -> None:
        self._modules, self._plan, self._rng, self._kept = modules, plan, rng, kept
        self._checkpoint = kept.with_suffix(".state.pt")
        self._params: list[Tensor] = [p for group in groups for p in group["params"]]
        self._optimiser = torch.optim.AdamW(groups, weight_decay=plan.decay, betas=(0.9, 0.98))
        self._mean = Mean(self._params) if plan.averaged else None
        self._began, self._before = time.monotonic(), 0.0  # seconds
        self._step = self._round = 0
        self._shown: dict[str, list[Tensor]] = defaultdict(list)

    @property
    def spent(self) -> float:
        """The share of the time that is gone, that of earlier calls included."""
        return (self._before + time.monotonic() - self._began) / 60 / self._plan.minutes

    def run(self, rounds: Iterable[Iterable[T]], loss: Callable[[T], Told], check: Check) -> None:
        """Fit until the time is gone.

        Args:
            rounds: As many as are asked for, each the steps of one time over everything.
            loss: What one step is to make smaller.
            check: Figures to show at a checkpoint.
        """
        self._began = time.monotonic()
        for steps in rounds:
            self._round += 1
            done = self._once_over(steps, loss)
            if done or self._round % self._plan.rounds == 0:
                self._keep(check, done=done)
            if done:
                return

    def _once_over(self, steps: Iterable[T], loss: Callable[[T], Told]) -> bool:
        """One round; whether the time ran out in it."""
        for step in steps:
            if (spent := self.spent) >= 1:
                return True
            self._step += 1
            self._one(step, loss, rate_at(self._step, spent))
            if self._step % _SHOWN == 0:
                self._show(spent)
        return False

    def _one(self, step: T, loss: Callable[[T], Told], rate: float) -> None:
        for group in self._optimiser.param_groups:
            group["lr"] = group["top"] * rate
        self._optimiser.zero_grad()
        total, parts = loss(step)
        total.backward()
        nn.utils.clip_grad_norm_(self._params, self._plan.clip)
        self._optimiser.step()
        if self._mean:
            self._mean.follow(self._step)
        for name, value in parts.items():
            self._shown[name].append(torch.as_tensor(value))

    def _show(self, spent: float) -> None:
        means = " ".join(f"{name} {float(torch.stack(values).mean()):.3f}" for name, values in self._shown.items())
        print(f"{self._step} round {self._round} {spent:.2f} {means}", flush=True)
        self._shown.clear()

    def _keep(self, check: Check, *, done: bool) -> None:
        """Save the weights to go on from, then look at those that are to be kept and save them."""
        _write(self.state(), self._checkpoint)
        if self._mean is None:
            self._look(check, done=done)
        else:
            with self._mean.instead():
                self._look(check, done=done)

    def _look(self, check: Check, *, done: bool) -> None:
        figures = check(done=done)
        print("check", " ".join(f"{name} {value:.4f}" for name, value in figures.items()), flush=True)
        _write({name: module.state_dict() for name, module in self._modules.items()}, self._kept)

    def state(self) -> dict[str, Any]:
        """Everything that ``resume`` needs."""
        return {
            "modules": {name: module.state_dict() for name, module in self._modules.items()},
            "optimiser": self._optimiser.state_dict(),
            "mean": self._mean.values if self._mean else None,
            "step": self._step,
            "round": self._round,
            "seconds": self.spent * 60 * self._plan.minutes,
            "random": (self._rng.getstate(), torch.get_rng_state()),
        }

    def resume(self) -> None:
        """Go on from the checkpoint, with the time that was left and the draws that were next."""
        if not self._checkpoint.exists():
            raise SystemExit(f"{self._checkpoint}: there is no checkpoint to go on from; call without --resume")
        state = torch.load(self._checkpoint)
        for name, module in self._modules.items():
            module.load_state_dict(state["modules"][name])
        self._optimiser.load_state_dict(state["optimiser"])
        if self._mean:
            self._mean.values = state["mean"]
        self._step, self._round, self._before = state["step"], state["round"], state["seconds"]
        drawn, torch_drawn = state["random"]
        self._rng.setstate(drawn)
        torch.set_rng_state(torch_drawn)


def _write(value: dict[str, Any], path: Path) -> None:
    """Save whole or not at all: an interrupted call leaves the last checkpoint."""
    half = path.with_suffix(".half")
    torch.save(value, half)
    half.replace(path)
