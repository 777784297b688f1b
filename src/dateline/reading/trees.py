"""From scores of heads to a tree: greedy where that makes one, Chu-Liu/Edmonds where it does not."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def tree_of(scores: Floats) -> list[int]:
    """The best tree with one root.

    Args:
        scores: (words, 1 + words); ``scores[i, j]`` is how well word ``j - 1`` fits as the head of word ``i``, and
            column 0 is the root.

    Returns:
        For each word its head as a column: 0 for the one root.
    """
    n = len(scores)
    if n == 0:
        return []
    held = scores.astype(np.float64)
    held[np.arange(n), np.arange(n) + 1] = -np.inf
    heads: list[int] = held.argmax(1).tolist()
    if heads.count(0) == 1 and not cycle_in(heads):
        return heads
    best: list[int] = []
    top = -np.inf
    for root in np.argsort(-held[:, 0])[: min(n, 5)]:
        barred = held.copy()
        barred[:, 0] = -np.inf
        barred[root] = -np.inf
        barred[root, 0] = 0.0
        found = _spanning(barred)
        total = float(held[np.arange(n), found].sum())
        if total > top or not best:
            best, top = found, total
    return best


def cycle_in(heads: Sequence[int]) -> list[int]:
    """The words of a cycle, counted from 0; empty where every word reaches the root."""
    colour = [0] * len(heads)
    for start in range(len(heads)):
        path, word = [], start
        while word >= 0 and colour[word] == 0:
            colour[word] = 1
            path.append(word)
            word = heads[word] - 1
        if word >= 0 and colour[word] == 1:
            return path[path.index(word) :]
        for seen in path:
            colour[seen] = 2
    return []


def _spanning(scores: NDArray[np.float64]) -> list[int]:
    """Chu-Liu/Edmonds: contract a cycle, solve the rest, break the cycle where the rest enters it."""
    heads: list[int] = scores.argmax(1).tolist()
    cycle = cycle_in(heads)
    if not cycle:
        return heads
    n = len(heads)
    inside = set(cycle)
    outside = [i for i in range(n) if i not in inside]
    kept = [0, *(i + 1 for i in outside)]
    within = np.array([scores[i, heads[i]] for i in cycle])
    smaller = np.full((len(outside) + 1, len(kept) + 1), -np.inf)
    smaller[:-1, :-1] = scores[np.ix_(outside, kept)]
    from_cycle = scores[np.ix_(outside, [i + 1 for i in cycle])]
    smaller[:-1, -1] = from_cycle.max(1) if outside else []
    entering = scores[np.ix_(cycle, kept)] - within[:, None]
    smaller[-1, :-1] = entering.max(0)
    solved = _spanning(smaller)
    out = list(heads)
    for row, i in enumerate(outside):
        column = solved[row]
        out[i] = kept[column] if column < len(kept) else cycle[int(from_cycle[row].argmax())] + 1
    column = solved[-1]
    entered = cycle[int(entering[:, column].argmax())]
    out[entered] = kept[column]
    return out
