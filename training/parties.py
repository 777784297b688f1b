"""How many parties events of each type and mode have in the coded articles."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from dateline.reading.heads import MODES, TYPES
from dateline.reading.parties import MOST


def party_counts(codings: Iterable[dict[str, Any]]) -> np.ndarray:
    """Log probabilities of 0 to ``MOST`` (and more) countries: (types, modes, without and with a body, MOST + 1).

    A mode that was seen seldom leans on its type, a type on all events.
    """
    seen = np.zeros((len(TYPES), len(MODES), 2, MOST + 1))
    for coding in codings:
        for event in coding["events"]:
            at = TYPES.index(event["type"]), MODES.index(event["mode"] or "none"), int(bool(event["organizations"]))
            seen[*at, min(len(set(event["countries"])), MOST)] += 1
    every = seen.sum((0, 1)) + 0.5
    every /= every.sum(-1, keepdims=True)
    by_type = seen.sum(1) + 4 * every[None]
    by_type /= by_type.sum(-1, keepdims=True)
    by_mode = seen + 4 * by_type[:, None]
    by_mode /= by_mode.sum(-1, keepdims=True)
    return np.asarray(np.log(by_mode))
