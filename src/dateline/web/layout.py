"""Where the nodes of a network stand in its picture: by springs and repulsion, the same for the same network.

Fruchterman and Reingold's forces, begun on a circle in the order of the nodes, so that nothing is left to chance;
at the end labels are pushed apart.
"""

import math
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

WIDTH, HEIGHT = 1180, 680  # units of the picture; a unit is a pixel where it has room
_MARGIN = 40
_STEPS, _APART = 250, 60
_LETTER, _LINE = 6.6, 24  # what a label takes

Points = NDArray[np.float64]  # (nodes, 2)


@lru_cache(maxsize=32)
def layout(labels: tuple[str, ...], ties: tuple[tuple[int, int, int], ...]) -> tuple[tuple[float, float], ...]:
    """The place of each node.

    Args:
        labels: What is written at each node.
        ties: The numbers of two nodes, and how often they met.
    """
    count = len(labels)
    if count < 2:  # noqa: PLR2004  (a network of one)
        return ((WIDTH / 2, HEIGHT / 2),) * count
    at = _circle(count)
    pull = np.zeros((count, count))
    for one, other, often in ties:
        pull[one, other] = pull[other, one] = 0.6 + math.log1p(often)
    heat = 0.12
    for _ in range(_STEPS):
        at += _limited(_forces(at, pull), heat)
        heat = max(heat * 0.98, 0.002)
    places = _filled(at)
    rooms = np.array([[len(label) * _LETTER + 26, _LINE] for label in labels])
    for _ in range(_APART):
        places = _inside(places + _pushed_apart(places, rooms), rooms)
    return tuple((round(float(x), 1), round(float(y), 1)) for x, y in places)


def _circle(count: int) -> Points:
    turn = np.arange(count) * (2 * math.pi / count)
    return np.stack([np.cos(turn), np.sin(turn)], axis=1)


def _forces(at: Points, pull: Points) -> Points:
    """All push one another away; those who met draw near; a little draws all to the middle."""
    gap = at[:, None, :] - at[None, :, :]
    far = np.maximum(np.hypot(gap[..., 0], gap[..., 1]), 1e-3)
    ideal = 1.1 / math.sqrt(len(at))
    push = ideal * ideal / far**2 - pull * far / (ideal * 6)
    np.fill_diagonal(push, 0)
    moved: Points = (gap * push[..., None]).sum(axis=1) - 0.35 * at
    return moved


def _limited(move: Points, most: float) -> Points:
    size = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)
    limited: Points = move * (np.minimum(size, most) / size)[:, None]
    return limited


def _filled(at: Points) -> Points:
    """The same, spread over the picture."""
    low, high = at.min(axis=0), at.max(axis=0)
    room = np.array([WIDTH - 2 * _MARGIN - 100, HEIGHT - 2 * _MARGIN])
    spread: Points = (at - low) / np.maximum(high - low, 1e-9) * room + _MARGIN
    return spread


def _pushed_apart(places: Points, rooms: Points) -> Points:
    """Half of what two labels overlap, along the way that is shorter."""
    gap = places[:, None, :] - places[None, :, :]
    need = (rooms[:, None, :] + rooms[None, :, :]) / 2
    lack = need - np.abs(gap)
    touching = (lack[..., 0] > 0) & (lack[..., 1] > 0)
    np.fill_diagonal(touching, val=False)
    order = np.sign(np.arange(len(places))[:, None] - np.arange(len(places))[None, :])
    side = np.where(gap == 0, order[..., None], np.sign(gap))
    upwards = lack[..., 1] <= lack[..., 0]
    move = np.zeros_like(gap)
    move[..., 1] = np.where(touching & upwards, lack[..., 1] / 2 * side[..., 1], 0)
    move[..., 0] = np.where(touching & ~upwards, lack[..., 0] / 2 * side[..., 0], 0)
    moved: Points = 0.7 * move.sum(axis=1)
    return moved


def _inside(places: Points, rooms: Points) -> Points:
    low = np.array([_MARGIN / 2, _MARGIN / 2])
    high = np.stack([WIDTH - rooms[:, 0], np.full(len(places), HEIGHT - _MARGIN / 2)], axis=1)
    return np.clip(places, low, np.maximum(high, low))
