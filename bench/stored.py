"""A reader that reads nothing: it gives stored readings in turn, so that what is left is what moving them costs."""

import itertools
import pickle
from pathlib import Path

from dateline.batch.worker import Reads
from dateline.desk.readings import Row


def loads(path: Path) -> Reads:
    """What a worker is given to read with: the rows that lie at ``path``, over and over."""
    rows: list[Row] = pickle.loads(path.read_bytes())  # noqa: S301  (our own)
    endless = itertools.cycle(rows)
    return lambda article: next(endless) | {"id": article.id}
