"""A batch in a process of its own, for a test to end: ``python child.py OUT WORKERS PATH…``."""

import sys
from pathlib import Path

from dateline.batch.parts import Cut
from dateline.batch.run import How, read_batch
from tests.batch import standin

if __name__ == "__main__":
    out, workers, *paths = sys.argv[1:]
    read_batch(paths, Path(out), Cut(part=4), How(workers=int(workers), loads=standin.loads))
