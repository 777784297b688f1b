"""One measurement at several sizes, each in a process of its own, so that its peak of memory is its own."""

import json
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any


def each(file: str, asked: Sequence[str], usual: Sequence[int], measure: Callable[[int], Mapping[str, Any]]) -> None:
    """Print what was measured, a line of JSON to a size.

    Args:
        file: The script, which is called again with one size.
        asked: The words that it was called with: sizes, and switches that are passed on.
        usual: The sizes where none is asked for.
        measure: Measures one, in this process.
    """
    sizes = [int(word) for word in asked if word.isdigit()] or list(usual)
    if len(sizes) == 1:
        print(json.dumps(measure(sizes[0])), flush=True)
        return
    switches = [word for word in asked if not word.isdigit()]
    for size in sizes:
        command = [sys.executable, file, *switches, str(size)]
        found = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  (a file of ours)
        print(found.stdout.strip(), flush=True)


def peak() -> int:
    """MiB that this process took at the most."""
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
