"""How many parties an event has, and which: the likeliest set, not each country for itself.

A visit has a visitor and a host, a bilateral meeting two sides; what the head says of each country is weighed against
how often events of that type and mode have so many parties in the coded articles.
"""

import numpy as np

from dateline.reading.heads import Floats

MOST = 7  # parties that are told apart; the last number stands for as many and more
_NEVER, _SURE = 1e-4, 1 - 1e-4


def likeliest(p: Floats, counts: Floats, weight: float) -> list[int]:
    """The set of values that is likeliest, as numbers, the likeliest value first.

    Args:
        p: How likely each value is to be a party, taken alone: (values,).
        counts: Logarithms of how likely it is that there are 0, 1, … ``MOST`` or more parties: (MOST + 1,).
        weight: How much the counts weigh beside the values.
    """
    order = np.argsort(-p, kind="stable")
    sure = np.clip(p[order], _NEVER, _SURE).astype(np.float64)
    taken = np.concatenate([[0.0], np.cumsum(np.log(sure))])
    left = np.concatenate([np.cumsum(np.log1p(-sure)[::-1])[::-1], [0.0]])
    prior = counts[np.minimum(np.arange(len(p) + 1), MOST)]
    best = int(np.argmax(taken + left + weight * prior))
    return [int(i) for i in order[:best]]
